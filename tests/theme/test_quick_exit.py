"""Leaving a page quickly, in a real browser: what stays in the history, which keys do it, what is said meanwhile."""

import threading
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import urlsplit

import pytest
from selenium.webdriver.common.action_chains import ActionChains
from selenium.webdriver.common.keys import Keys
from selenium.webdriver.support.wait import WebDriverWait

from tests.theme import samples

pytestmark = pytest.mark.browser

PAGE = """<!DOCTYPE html>
<html lang="de"><head><meta charset="utf-8"><title>{title}</title><link rel="icon" href="data:,">
<link rel="stylesheet" href="/style.css">{head}</head>
<body>{body}<main><h1>{title}</h1></main></body></html>
"""
# A tenth of a second instead of the five in which the next press must follow.
HURRY = "<script>const wait = setTimeout; window.setTimeout = (call, time) => wait(call, time / 50)</script>"
SCRIPT = '<script type="module" src="/quick-exit.js"></script>'


class Handler(SimpleHTTPRequestHandler):
    def log_message(self, *_):
        pass


@pytest.fixture(scope="module")
def server(tmp_path_factory):
    """A site of a start page, a page to leave (with and without script) and a harmless one."""
    folder = tmp_path_factory.mktemp("site")
    link = samples.render_component("quick-exit", {"url": "/wetter.html"})
    pages = {
        "start": ("", ""),
        "heikel": (SCRIPT, link),
        "eilig": (HURRY + SCRIPT, link),
        "ohne-skript": ("", link),
        "wetter": ("", ""),
    }
    for name, (head, body) in pages.items():
        (folder / f"{name}.html").write_text(PAGE.format(title=name, head=head, body=body), encoding="utf-8")
    (folder / "style.css").write_text(samples.stylesheet(), encoding="utf-8")
    script = samples.THEME / "static" / "js" / "quick-exit.js"
    (folder / "quick-exit.js").write_text(script.read_text(encoding="utf-8"), encoding="utf-8")
    with ThreadingHTTPServer(("127.0.0.1", 0), partial(Handler, directory=folder)) as web:
        threading.Thread(target=web.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{web.server_port}"
        web.shutdown()


@pytest.fixture
def visit(browser, server):
    """Open a page of the server after the start page."""

    def go(name, width=1280):
        browser.width(width)
        browser.media()
        browser.driver.get(f"{server}/start.html")
        browser.driver.get(f"{server}/{name}.html")
        return browser.driver

    return go


def page_of(driver):
    return urlsplit(driver.current_url).path.strip("/").removesuffix(".html")


def has_left(driver):
    WebDriverWait(driver, 10, 0.02).until(lambda _: page_of(driver) == "wetter")
    return True


def press(driver, *keys):
    actions = ActionChains(driver, duration=0)
    for key in keys:
        actions.send_keys(key)
    actions.perform()


def status(driver):
    return driver.execute_script("return document.querySelector('.dk-quick-exit__status').textContent")


def test_page_is_gone_from_the_history(visit):
    driver = visit("heikel")
    driver.find_element("css selector", ".dk-quick-exit__link").click()
    assert has_left(driver)
    driver.back()
    WebDriverWait(driver, 10, 0.02).until(lambda _: page_of(driver) == "start")


def test_without_script_the_link_is_a_link(visit):
    driver = visit("ohne-skript")
    assert not driver.find_element("css selector", ".dk-quick-exit__hint").is_displayed()
    driver.find_element("css selector", ".dk-quick-exit__link").click()
    assert has_left(driver)


def test_shift_pressed_three_times_leaves(visit):
    driver = visit("heikel")
    assert driver.find_element("css selector", ".dk-quick-exit__hint").is_displayed()
    assert status(driver) == ""
    press(driver, Keys.SHIFT)
    assert status(driver) == "Noch 2-mal Umschalt: Seite verlassen."
    press(driver, Keys.SHIFT)
    assert status(driver) == "Noch 1-mal Umschalt: Seite verlassen."
    press(driver, Keys.SHIFT)
    assert has_left(driver)


def test_capital_letters_and_other_keys_do_not_leave(visit):
    driver = visit("heikel")
    for letter in "abc":
        ActionChains(driver).key_down(Keys.SHIFT).send_keys(letter).key_up(Keys.SHIFT).perform()
    assert status(driver) == ""
    press(driver, Keys.SHIFT, Keys.SHIFT, Keys.TAB)
    assert status(driver) == ""
    press(driver, Keys.SHIFT)
    assert status(driver) == "Noch 2-mal Umschalt: Seite verlassen."
    assert page_of(driver) == "heikel"


def test_shift_with_the_mouse_does_not_count(visit):
    driver = visit("heikel")
    heading = driver.find_element("css selector", "h1")
    for _ in range(3):
        ActionChains(driver).key_down(Keys.SHIFT).click(heading).key_up(Keys.SHIFT).perform()
    assert status(driver) == ""
    assert page_of(driver) == "heikel"


def test_after_a_pause_counting_starts_again(visit):
    driver = visit("eilig")
    press(driver, Keys.SHIFT, Keys.SHIFT)
    WebDriverWait(driver, 10, 0.02).until(lambda _: status(driver) == "")
    press(driver, Keys.SHIFT)
    assert page_of(driver) == "eilig"


def test_on_a_phone_the_link_takes_one_row(visit):
    driver = visit("heikel", 320)
    assert not driver.find_element("css selector", ".dk-quick-exit__hint").is_displayed()
    height = driver.execute_script(
        "return document.querySelector('.dk-quick-exit').getBoundingClientRect().height"
    )
    assert 44 <= height < 60

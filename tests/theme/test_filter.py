"""The filter of the directory, in a real browser: combining, the address, going back, the number said, no script."""

import threading
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlsplit

import pytest
from selenium.webdriver.common.by import By
from selenium.webdriver.support.select import Select
from selenium.webdriver.support.wait import WebDriverWait

from tests.theme import samples

pytestmark = pytest.mark.browser

PAGE = """<!DOCTYPE html>
<html lang="de"><head><meta charset="utf-8"><title>Alle Einträge</title><link rel="icon" href="data:,">
<link rel="stylesheet" href="/style.css">{script}</head>
<body><main><h1>Alle Einträge</h1>{form}{entries}<a href="/weg.html">Weiter</a></main></body></html>
"""
SCRIPT = '<script type="module" src="/filter.js"></script>'
ENTRIES = {
    "Bäckerei am Tor": {"bereich": "essen", "stadtteil": "mitte nord"},
    "Gärtnerhof": {"bereich": "pflege", "stadtteil": "mitte", "kostenlos": "ja"},
    "Straßenhilfe": {"bereich": "pflege essen", "stadtteil": "nord", "kostenlos": "ja"},
}
FILTERS = [
    {
        "name": "bereich",
        "label": "Bereich",
        "is_box": False,
        "options": [{"value": "pflege", "label": "Pflege"}, {"value": "essen", "label": "Essen"}],
    },
    {
        "name": "stadtteil",
        "label": "Stadtteil",
        "is_box": False,
        "options": [{"value": "mitte", "label": "Mitte"}, {"value": "nord", "label": "Nord"}],
    },
    {
        "name": "kostenlos",
        "label": "Kosten",
        "is_box": True,
        "options": [{"value": "ja", "label": "Kostenlos"}],
    },
]


class Handler(SimpleHTTPRequestHandler):
    def log_message(self, *_):
        pass


def _entry(title, values):
    entry = samples.examples("provider-list")[0]["context"]["entries"][1]
    words = "Zuflucht" if title == "Straßenhilfe" else ""
    return entry | {"title": title, "summary": "Ein Angebot.", "filters": values, "search_words": words}


@pytest.fixture(scope="module")
def server(tmp_path_factory):
    """The list of three entries, with and without the script, and another page."""
    folder = tmp_path_factory.mktemp("site")
    groups = [
        {"label": "Stadtteil", "links": [{"label": "Mitte", "url": "/m/", "count": 2, "is_current": False}]}
    ]
    entries = [_entry(title, values) for title, values in ENTRIES.items()]
    parts = {
        "form": samples.render_component("entry-filter", {"filters": FILTERS, "groups": groups}),
        "entries": samples.render_component("provider-list", {"entries": entries, "with_filters": True}),
    }
    for name, script in {"liste": SCRIPT, "ohne-skript": ""}.items():
        (folder / f"{name}.html").write_text(PAGE.format(script=script, **parts), encoding="utf-8")
    (folder / "weg.html").write_text("<!DOCTYPE html><title>Weg</title>", encoding="utf-8")
    (folder / "style.css").write_text(samples.stylesheet(), encoding="utf-8")
    script = samples.THEME / "static" / "js" / "filter.js"
    (folder / "filter.js").write_text(script.read_text(encoding="utf-8"), encoding="utf-8")
    with ThreadingHTTPServer(("127.0.0.1", 0), partial(Handler, directory=folder)) as web:
        threading.Thread(target=web.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{web.server_port}"
        web.shutdown()


@pytest.fixture
def visit(browser, server):
    """Open the list with a query."""

    def go(query="", page="liste"):
        browser.width(1280)
        browser.media()
        browser.driver.get("about:blank")
        browser.driver.get(f"{server}/{page}.html{query}")
        return browser.driver

    return go


def shown(driver):
    return [link.text for link in driver.find_elements(By.CSS_SELECTOR, "h3 a") if link.is_displayed()]


def choose(driver, name, value):
    Select(driver.find_element(By.NAME, name)).select_by_value(value)


def query(driver):
    return {name: values[0] for name, values in parse_qs(urlsplit(driver.current_url).query).items()}


def until(driver, condition):
    WebDriverWait(driver, 10, 0.05).until(lambda _: condition())


def said(driver, text):
    until(driver, lambda: driver.find_element(By.CSS_SELECTOR, "[role=status]").text == text)


def test_filters_combine(visit):
    driver = visit()
    assert len(shown(driver)) == 3
    choose(driver, "bereich", "pflege")
    assert shown(driver) == ["Gärtnerhof", "Straßenhilfe"]
    choose(driver, "stadtteil", "nord")
    assert shown(driver) == ["Straßenhilfe"]
    driver.find_element(By.NAME, "kostenlos").click()
    assert shown(driver) == ["Straßenhilfe"]
    assert query(driver) == {"bereich": "pflege", "stadtteil": "nord", "kostenlos": "ja"}


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("gaertner", ["Gärtnerhof"]),
        ("GÄRT", ["Gärtnerhof"]),
        ("strassen", ["Straßenhilfe"]),
        ("zuflucht", ["Straßenhilfe"]),
        ("tor bäck", ["Bäckerei am Tor"]),
        ("<b>", []),
    ],
)
def test_words_are_found_as_people_type_them(visit, typed, found):
    driver = visit()
    driver.find_element(By.NAME, "wort").send_keys(typed)
    assert shown(driver) == found
    assert driver.find_element(By.ID, "dk-filter-nichts").is_displayed() == (not found)


def test_number_is_said_and_focus_stays(visit):
    driver = visit()
    choose(driver, "bereich", "pflege")
    said(driver, "2 von 3 Einträgen")
    assert driver.switch_to.active_element.get_attribute("name") == "bereich"
    choose(driver, "bereich", "")
    said(driver, "3 Einträge")


def test_nothing_found_is_said(visit):
    driver = visit()
    driver.find_element(By.NAME, "wort").send_keys("xyz")
    said(driver, "Keiner von 3 Einträgen")


def test_address_carries_the_choice(visit):
    driver = visit("?stadtteil=nord&bereich=essen&sprache=xx")
    assert shown(driver) == ["Bäckerei am Tor", "Straßenhilfe"]
    assert Select(driver.find_element(By.NAME, "stadtteil")).first_selected_option.text == "Nord"


def test_unknown_value_in_the_address_counts_as_none(visit):
    driver = visit("?stadtteil=atlantis")
    assert len(shown(driver)) == 3


def test_back_takes_back_one_choice_and_a_whole_word(visit):
    driver = visit()
    choose(driver, "bereich", "essen")
    driver.find_element(By.NAME, "wort").send_keys("tor")
    assert shown(driver) == ["Bäckerei am Tor"]
    driver.back()
    until(driver, lambda: query(driver) == {"bereich": "essen"})
    assert shown(driver) == ["Bäckerei am Tor", "Straßenhilfe"]
    driver.back()
    until(driver, lambda: query(driver) == {})
    assert len(shown(driver)) == 3
    driver.forward()
    until(driver, lambda: len(shown(driver)) == 2)


def test_choice_is_there_again_when_one_comes_back(visit):
    driver = visit()
    choose(driver, "bereich", "pflege")
    driver.find_element(By.LINK_TEXT, "Weiter").click()
    until(driver, lambda: driver.title == "Weg")
    driver.back()
    until(driver, lambda: shown(driver) == ["Gärtnerhof", "Straßenhilfe"])


def test_reset_shows_all_and_keeps_the_focus(visit):
    driver = visit("?bereich=pflege")
    button = driver.find_element(By.CSS_SELECTOR, "[type=reset]")
    button.click()
    until(driver, lambda: len(shown(driver)) == 3)
    assert query(driver) == {}
    assert driver.switch_to.active_element == button


def test_submit_goes_to_the_entries(visit):
    driver = visit()
    driver.find_element(By.CSS_SELECTOR, "[type=submit]").click()
    assert driver.switch_to.active_element.get_attribute("id") == "dk-eintraege-titel"
    assert query(driver) == {}


def test_nothing_is_stored(visit):
    driver = visit()
    choose(driver, "bereich", "pflege")
    assert driver.execute_script("return [localStorage.length, sessionStorage.length, document.cookie]") == [
        0,
        0,
        "",
    ]


def test_without_script_links_stand_in_place_of_the_form(visit):
    driver = visit(page="ohne-skript")
    assert not driver.find_element(By.ID, "dk-filter").is_displayed()
    driver.find_element(By.TAG_NAME, "summary").click()
    assert driver.find_element(By.CSS_SELECTOR, "a[href='/m/']").is_displayed()
    assert len(shown(driver)) == 3


def test_with_script_the_form_stands_alone(visit):
    driver = visit()
    assert driver.find_element(By.ID, "dk-filter").is_displayed()
    assert not driver.find_element(By.TAG_NAME, "summary").is_displayed()

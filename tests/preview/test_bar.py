"""The bar on a page in a real browser: what it says and when, with keys, at every size, and nothing wrong with itself."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import count
from pathlib import Path
from threading import Thread
from typing import Any

import pytest
from selenium.webdriver import Keys
from selenium.webdriver.common.action_chains import ActionChains

from audit.engines import axe
from audit.probes.chromium import Chromium, find_programs
from preview.server import PreviewServer
from preview.state import State
from tests.preview.helpers import finding, verdict, wait

pytestmark = pytest.mark.browser

PAGE = """<!DOCTYPE html>
<html lang="de"><head><meta charset="utf-8"><title>Seite – Muster</title>
<meta name="viewport" content="width=device-width"><link rel="stylesheet" href="/style.css"></head>
<body><main><h1>Überschrift</h1>{}<p id="last">Die letzte Zeile mit <a href="/ende/">einem Link</a>.</p></main></body></html>
"""
BAR = "const bar = document.querySelector('dreiklick-bar'), root = bar?.shadowRoot; "
RECORD = (
    "addEventListener('securitypolicyviolation', event => (window.blocked ??= []).push(event.blockedURI))"
)


class Window:
    """A browser window on the page, and what is told to it."""

    def __init__(self, state: State, address: str, output: Path) -> None:
        self._chromium = Chromium(find_programs(), offline=False)
        self.driver, self.state, self.address, self.output = self._chromium.driver, state, address, output
        self.driver.execute_cdp_cmd("Page.addScriptToEvaluateOnNewDocument", {"source": RECORD})

    def ask(self, expression: str) -> Any:
        """The value of an expression, in which ``bar`` and ``root`` are the bar and what is in it."""
        return self.driver.execute_script(f"{BAR} return {expression}")

    def text(self, selector: str) -> str:
        """What is shown there."""
        return " ".join(self.ask(f"(root.querySelector({selector!r})?.innerText ?? '')").split())

    def page_text(self) -> str:
        """What the whole page shows, on one line."""
        return " ".join(self.driver.execute_script("return document.body.innerText").split())

    def press(self, *keys: str) -> None:
        """Real keys."""
        ActionChains(self.driver).send_keys(*keys).perform()

    def focused(self) -> str:
        """The text of what has the focus."""
        return self.ask(
            "(document.activeElement === bar ? root.activeElement : document.activeElement).innerText"
        )

    def look(self, width: int = 1280, height: int = 800, **media: str) -> None:
        """Show pages in this size and with these media features."""
        metrics = {"width": width, "height": height, "deviceScaleFactor": 1, "mobile": False}
        self.driver.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", metrics)
        features = [{"name": name.replace("_", "-"), "value": value} for name, value in media.items()]
        self.driver.execute_cdp_cmd("Emulation.setEmulatedMedia", {"features": features})

    def write(self, text: str, name: str = "index.html") -> None:
        """Build the page with this text."""
        (self.output / name).write_text(PAGE.format(text), encoding="utf-8")

    def build(self, number: int, *pages: str, assets: bool = False) -> None:
        """A build is told."""
        self.state.built("muster", number, "Muster", pages, [], assets=assets, all_new=False)

    def open(self, path: str = "/") -> None:
        """Go there and wait for the bar."""
        self.driver.get(self.address + path)
        wait(lambda: self.ask("bar && !bar.hidden"))

    def close(self) -> None:
        """End the browser."""
        self._chromium.stop()


@pytest.fixture(scope="module")
def browser(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Callable[[], Window]]:
    """A function that gives the window on a microsite as new."""
    project = tmp_path_factory.mktemp("leiste")
    output = project / "output/muster"
    for folder in (project / "content/muster", output):
        folder.mkdir(parents=True)
    (output / "style.css").write_text(
        "body { font-size: 20px } button { color: red; margin: 99px }", encoding="utf-8"
    )
    state = State()
    state.set_sites(["muster"])
    with PreviewServer(project, 0, state, lambda site, page: None) as server:
        Thread(target=server.serve_forever, args=[0.01], daemon=True).start()
        window = Window(state, f"http://muster.localhost:{server.server_address[1]}", output)
        numbers = count(100, 100)

        def fresh() -> Window:
            window.look()
            window.write("<p>Der 1. Mai ist vorbei.</p>")
            window.state.built("muster", next(numbers), "Muster", ["/"], [], assets=False, all_new=True)
            window.open()
            window.driver.execute_script("sessionStorage.clear()")
            window.open()
            return window

        try:
            yield fresh
        finally:
            window.close()
            state.end()
            server.shutdown()


@pytest.fixture
def window(browser: Callable[[], Window]) -> Window:
    """The page, just built and not judged yet."""
    return browser()


def _judge(window: Window, *findings: dict[str, Any], light: str = "red", **fields: Any) -> None:
    build = window.state.build_of("muster")
    window.state.verdict("muster", build, verdict("/", light, findings=list(findings), **fields))


def test_page_waits_then_shows_its_verdict_and_tells_it_once(window):
    assert window.text(".light") == "… wird geprüft …"
    _judge(window, finding(), light="grey", complete=False)
    wait(lambda: "Bisher: 1 Befund" in window.text(".sum"))
    assert window.ask("root.querySelector('[role=status]').textContent") == ""
    _judge(window, finding(), finding(outcome="cantTell", key="b"))
    wait(lambda: window.text(".light") == "✗ handeln")
    assert window.text(".sum") == "1 Befund muss behoben werden, 1 bitte ansehen"
    told = "Geprüft: handeln. 1 Befund muss behoben werden, 1 bitte ansehen."
    assert window.ask("root.querySelector('[role=status]').textContent") == told
    window.open()
    wait(lambda: window.text(".light") == "✗ handeln")
    assert window.ask("root.querySelector('[role=status]').textContent") == ""


def test_details_say_what_is_wrong_where_and_what_to_do(window):
    _judge(window, finding(), path=["/", "/"], clicks=1)
    wait(lambda: window.text(".light") == "✗ handeln")
    assert window.ask("root.querySelector('#details').hidden")
    window.ask("root.querySelector('[aria-controls]').click()")
    details = window.text("#details")
    for text in (
        "Ein Datum ist vorbei",
        "muss behoben werden",
        "Der 1. Mai ist vorbei.",
        "Was tun: Satz löschen.",
        "content/muster/index.md:12",
        "1 Klick von der Startseite",
        "Online-Redaktion",
        "1. März 2027",
    ):
        assert text in details
    assert window.ask("root.querySelector('[aria-controls]').getAttribute('aria-expanded')") == "true"


def test_keys_reach_everything_show_the_place_and_lead_back(window):
    _judge(window, finding(), finding(target="contact:zentrale", key="b", title="Ein Kontakt"))
    wait(lambda: window.text(".light") == "✗ handeln")
    window.driver.execute_script("document.body.tabIndex = -1; document.body.focus()")
    ActionChains(window.driver).key_down(Keys.ALT).send_keys("p").key_up(Keys.ALT).perform()
    assert window.focused() == "Einzelheiten schließen"
    reached = []
    for _ in range(5):
        window.press(Keys.TAB)
        reached.append(window.focused())
    assert reached == ["Leiste schließen", "Zeigen", *["Stelle kopieren"] * 3]
    window.driver.execute_script(f"{BAR} root.querySelector('[data-id=\"show-abc\"]').focus()")
    window.press(Keys.ENTER)
    assert window.focused() == "Überschrift"
    assert window.ask("getComputedStyle(document.querySelector('h1')).outlineStyle") == "solid"
    window.press(Keys.ESCAPE)
    assert window.focused() == "Zeigen"
    assert window.ask("document.querySelector('h1').getAttribute('tabindex')") is None
    assert window.ask("getComputedStyle(document.querySelector('h1')).outlineStyle") == "none"
    window.press(Keys.ESCAPE)
    assert window.focused() == "Einzelheiten zeigen"
    assert window.ask("root.querySelectorAll('[data-id^=show]').length") == 1


def test_single_keys_and_keys_in_fields_are_left_alone(window):
    window.write("<label>Name <input></label>")
    window.open()
    window.driver.execute_script("document.querySelector('input').focus()")
    window.press("p")
    ActionChains(window.driver).key_down(Keys.ALT).send_keys("p").key_up(Keys.ALT).perform()
    assert window.ask("document.activeElement.tagName") == "INPUT"


def test_closed_bar_stays_closed_on_this_page_and_opens_again(window):
    window.ask("[...root.querySelectorAll('button')].find(b => b.innerText == 'Leiste schließen').click()")
    assert window.focused() == "… Prüfung zeigen: wird geprüft …"
    window.open()
    assert window.ask("root.querySelector('section').hidden")
    window.ask("root.querySelector('.opener').click()")
    assert not window.ask("root.querySelector('section').hidden")
    window.open()
    assert not window.ask("root.querySelector('section').hidden")


def test_new_build_reloads_the_page_where_it_was_and_no_old_verdict_stays(window):
    window.write("<p>Lang.</p>" * 200)
    window.open()
    _judge(window, finding())
    wait(lambda: window.text(".light") == "✗ handeln")
    window.driver.execute_script("scrollTo(0, 1500); window.mark = true")
    build = window.state.build_of("muster")
    window.state.building("muster", build + 1, ["content/muster/index.md"])
    wait(lambda: window.text(".light") == "… wird gebaut …")
    window.write("<p>Neu.</p>" * 200)
    window.build(build + 1, "/")
    wait(lambda: window.ask("!window.mark && bar && !bar.hidden"))
    assert window.text(".light") == "… wird geprüft …"
    assert "Neu." in window.ask("document.body.innerText")
    wait(lambda: abs(window.ask("scrollY") - 1500) < 2)


def test_build_of_other_pages_leaves_the_page_alone(window):
    _judge(window, finding())
    wait(lambda: window.text(".light") == "✗ handeln")
    window.driver.execute_script("window.mark = true")
    build = window.state.build_of("muster")
    window.build(build + 1, "/andere/")
    _judge(window, light="green")
    wait(lambda: window.text(".light") == "✓ in Ordnung")
    assert window.ask("window.mark")
    window.build(build + 2, assets=True)
    wait(lambda: window.ask("!window.mark"))


def test_problem_is_an_alert_and_the_last_good_state_says_so(window):
    _judge(window, light="green")
    wait(lambda: window.text(".light") == "✓ in Ordnung")
    build = window.state.build_of("muster")
    problem = {"file": "content/muster/index.md", "line": 3, "message": "Das Feld <b>„owner“</b> fehlt."}
    window.state.problem("muster", build + 1, [problem])
    wait(lambda: window.text(".light") == "✗ nicht gebaut")
    assert window.text("[role=alert]") == (
        "Diese Website konnte nicht gebaut werden. Sie sehen den letzten guten Stand. "
        "content/muster/index.md:3 Das Feld <b>„owner“</b> fehlt."
    )
    window.build(build + 2)
    wait(lambda: window.text(".light") == "✓ in Ordnung")
    assert window.text("[role=alert]") == ""


def test_problem_shows_with_file_and_line_also_beside_open_details(window):
    _judge(window, *(finding(key=str(number)) for number in range(9)))
    wait(lambda: window.text(".light") == "✗ handeln")
    window.ask("root.querySelector('[aria-controls]').click()")
    problem = {"file": "content/muster/index.md", "line": 3, "message": "Das Feld „owner“ fehlt."}
    window.state.problem("muster", window.state.build_of("muster") + 1, [problem])
    wait(lambda: window.text(".light") == "✗ nicht gebaut")
    for width, height in ((1280, 800), (320, 800), (320, 256)):
        window.look(width, height)
        hidden = "(() => { const alarm = root.querySelector('.alarm'); return alarm.scrollHeight - alarm.clientHeight })()"
        assert window.ask(hidden) <= 1


@pytest.mark.parametrize("page", ["bar", "start page"])
def test_what_one_clicks_is_large_enough(window, page):
    _judge(window, finding(), path=["/", "/"], clicks=1)
    wait(lambda: window.text(".light") == "✗ handeln")
    if page == "bar":
        window.ask("root.querySelector('[aria-controls]').click()")
    else:
        window.driver.get(window.address.replace("muster.", ""))
    for width in (1280, 320):
        window.look(width)
        small = window.driver.execute_script(
            f"{BAR} return [...(root ?? document).querySelectorAll('button, a:not(.skip)')]"
            ".filter((one) => one.getClientRects().length)"
            ".map((one) => [one.innerText, one.getBoundingClientRect().width, one.getBoundingClientRect().height])"
            ".filter(([, width, height]) => width < 44 || height < 44)"
        )
        assert small == []


def test_page_without_verdict_is_not_green(window):
    window.state.checked("muster", window.state.build_of("muster"))
    wait(lambda: window.text(".light") == "… nicht geprüft")
    window.driver.get(f"{window.address}/fehlt/")


def test_bar_covers_neither_the_end_of_the_page_nor_what_has_the_focus(window):
    _judge(window, *(finding(key=str(number)) for number in range(9)))
    wait(lambda: window.text(".light") == "✗ handeln")
    for width, height in ((1280, 800), (320, 800), (320, 256)):
        window.look(width, height)
        for is_open in ("false", "true"):
            if window.ask("root.querySelector('[aria-controls]').ariaExpanded") != is_open:
                window.ask("root.querySelector('[aria-controls]').click()")
            window.driver.execute_script("scrollTo(0, 1e6)")
            wait(
                lambda: window.ask(
                    "document.querySelector('#last').getBoundingClientRect().bottom <= bar.getBoundingClientRect().top"
                )
            )
            assert window.ask("document.documentElement.scrollWidth") == width
            assert window.ask("bar.getBoundingClientRect().right") <= width


def test_neither_page_nor_bar_styles_the_other_and_the_policy_blocks_nothing(window):
    assert window.ask("getComputedStyle(root.querySelector('button')).margin") == "0px"
    assert window.ask("getComputedStyle(document.querySelector('h1')).fontFamily") != window.ask(
        "getComputedStyle(bar).fontFamily"
    )
    assert window.ask("window.blocked ?? []") == []


def test_bar_is_not_printed(window):
    window.driver.execute_cdp_cmd("Emulation.setEmulatedMedia", {"media": "print"})
    assert window.ask("getComputedStyle(bar).display") == "none"


@pytest.mark.parametrize("page", ["bar", "start page"])
def test_axe_finds_nothing(window, page):
    _judge(window, finding(), finding(outcome="cantTell", key="b", target="h1"), path=["/", "/"], clicks=1)
    wait(lambda: window.text(".light") == "✗ handeln")
    if page == "bar":
        window.ask("root.querySelector('[aria-controls]').click()")
    else:
        window.driver.get(window.address.replace("muster.", ""))
    window.driver.execute_script(axe.script())
    for width in (1280, 320):
        for scheme in ("light", "dark"):
            window.look(width, prefers_color_scheme=scheme)
            found = window.driver.execute_async_script(
                "axe.run(document, {resultTypes: ['violations']}).then(result => arguments[0](result.violations))"
            )
            assert [(rule["id"], rule["nodes"][0]["target"]) for rule in found] == []


def test_start_page_follows_the_news(window):
    start = window.address.replace("muster.", "")
    window.driver.get(start)
    window.driver.execute_script("window.mark = true")
    wait(lambda: "wird geprüft" in window.page_text())
    _judge(window, light="green")
    wait(lambda: "✓ in Ordnung" in window.page_text())
    window.driver.execute_script("document.getElementById('muster/').focus()")
    _judge(window, finding())
    wait(lambda: "1 muss behoben werden" in window.page_text())
    assert window.driver.execute_script("return document.activeElement.id") == "muster/"
    assert window.driver.execute_script("return window.mark")

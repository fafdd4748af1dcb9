"""The search page in a real browser: a site of a few pages is built, served and searched."""

from __future__ import annotations

import json
from collections.abc import Iterator
from urllib.parse import quote

import pytest
from selenium.webdriver.common.action_chains import ActionChains
from selenium.webdriver.common.keys import Keys
from selenium.webdriver.support.wait import WebDriverWait

from audit.probes.local_server import LocalServer
from plugins.search import parts as search_parts
from tests.plugins.mini_project import new_project, page
from tests.theme.conftest import Browser

pytestmark = pytest.mark.browser

FOOD = "Ein warmes Essen kommt an jedem Tag ins Haus. Auch die Pässe für den Bus gibt es hier.\n"
REST = "Eine Auszeit für alle, die gute Pflege geben.\n"


class SearchPage:
    """What a visitor sees and does on /suche/."""

    def __init__(self, browser: Browser, address: str) -> None:
        self.driver, self.run, self.address = browser.driver, browser.run, address

    def open(self, query: str = "") -> None:
        self.driver.get(self.address + (f"?q={quote(query)}" if query else ""))

    def type(self, text: str) -> None:
        self.run("arguments[0].focus(); arguments[0].select()", self.input)
        ActionChains(self.driver).send_keys(text, Keys.ENTER).perform()

    @property
    def input(self):
        return self.driver.find_element("css selector", "main input[type=search]")

    def said(self, start: str = "") -> str:
        """What the live region says, as soon as it says something."""
        read = "return document.querySelector('[role=status]').textContent"
        return WebDriverWait(self.driver, 20, 0.02).until(
            lambda _: (text := self.run(read)).startswith(start) and text
        )

    @property
    def found(self) -> list[str]:
        return self.run("return [...document.querySelectorAll('h3 a[class*=results]')].map(a => a.pathname)")


@pytest.fixture(scope="module", params=[300, 6], ids=["one index", "in parts"])
def address(tmp_path_factory: pytest.TempPathFactory, request: pytest.FixtureRequest) -> Iterator[str]:
    """The page finds the same in an index that comes in parts as those of large sites do."""
    project = new_project(tmp_path_factory.mktemp("suche"))
    project.write("muster/essen.md", page("Mittagstisch", FOOD, search_words="[Essen auf Rädern]"))
    project.write("muster/pause.md", page("Kurzzeitpflege", REST))
    project.write("muster/leichte-sprache/index.md", page("Leichte Sprache", "Das ist ein Rollator.\n"))
    project.write("gemeinsam/synonyme.yaml", "synonyme:\n  Essen auf Rädern: [Mahlzeit]\n")
    for number in range(15):
        project.write(f"muster/viele/seite-{number}.md", page(f"Wanderung {number}"))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(search_parts, "PAGES_IN_PART", request.param)
        built = project.build("muster")
    assert built.code == 0, built.err
    with LocalServer(project.root / "output" / "muster") as server:
        yield server.url_of("/suche/")


@pytest.fixture
def search(browser: Browser, address: str) -> SearchPage:
    browser.width(1280)
    browser.media()
    return SearchPage(browser, address)


@pytest.mark.parametrize(
    ("query", "path"),
    [
        ("Mahlzeit", "/essen/"),  # a synonym
        ("Pflege", "/pause/"),  # inside a compound
        ("paesse", "/essen/"),
        ("Passe", "/essen/"),
        ("Kurzeitpflege", "/pause/"),  # misspelt
        ("wo gibt es denn ein Essen?", "/essen/"),
        ("Pflegeessen", "/essen/"),  # a compound that nobody wrote
        ('"Essen', "/essen/"),
    ],
)
def test_finds(search: SearchPage, query: str, path: str) -> None:
    search.open(query)
    assert "gefunden" in search.said()
    assert path in search.found
    assert search.input.get_property("value") == query
    assert search.driver.title.startswith(f"{query} – ")


def test_says_how_a_misspelt_word_was_read(search: SearchPage) -> None:
    search.open("Rolator")
    assert search.said() == "1 Seite gefunden zu „Rolator“. Gesucht wurde „Rollator“ statt „Rolator“."
    assert "Leichte Sprache" in search.driver.find_element("css selector", "main ol li").text


def test_keyboard_only_with_back_button(search: SearchPage) -> None:
    search.open()
    search.type("Mahlzeit")
    assert search.said() == "1 Seite gefunden zu „Mahlzeit“."
    assert search.driver.switch_to.active_element == search.input
    search.type("Rollator")
    search.said("1 Seite gefunden zu „Rollator“")
    search.driver.back()
    search.said("1 Seite gefunden zu „Mahlzeit“")
    assert search.input.get_property("value") == "Mahlzeit"
    assert search.found == ["/essen/"]


def test_more_results_are_shown_on_request_and_take_the_focus(search: SearchPage) -> None:
    search.open("Wanderung")
    assert search.said() == "15 Seiten gefunden zu „Wanderung“."
    assert len(search.found) == 10
    search.driver.find_element("css selector", "main section button").send_keys(Keys.ENTER)
    WebDriverWait(search.driver, 20).until(lambda _: len(search.found) == 15)
    focused = search.run("return document.activeElement.pathname")
    assert focused == search.found[10]
    assert not search.driver.find_element("css selector", "main section button").is_displayed()


def test_nothing_found_leads_to_the_telephone(search: SearchPage) -> None:
    search.open("xyzzy")
    assert search.said() == "Keine Seite gefunden zu „xyzzy“."
    help_text = search.driver.find_element("id", "dk-suche-hilfe")
    assert "030 23125 100" in help_text.text
    assert search.found == []
    search.open("")
    assert not search.driver.find_element("id", "dk-suche-hilfe").is_displayed()


def test_what_is_typed_stays_in_the_browser(search: SearchPage) -> None:
    search.open()
    search.driver.get_log("performance")
    search.type("Mahlzeit")
    search.said()
    sent = [
        message["params"]
        for entry in search.driver.get_log("performance")
        if (message := json.loads(entry["message"])["message"])["method"] == "Network.requestWillBeSent"
    ]
    assert any("/pagefind/" in request["request"]["url"] for request in sent)
    assert [request for request in sent if "Mahlzeit" in json.dumps(request["request"])] == []


def test_an_index_that_does_not_load_is_said(search: SearchPage) -> None:
    search.driver.execute_cdp_cmd("Network.enable", {})
    search.driver.execute_cdp_cmd("Network.setBlockedURLs", {"urls": ["*/pagefind/*"]})
    try:
        search.open("Mahlzeit")
        assert search.said() == "Die Suche antwortet gerade nicht."
        assert search.driver.find_element("id", "dk-suche-hilfe").is_displayed()
    finally:
        search.driver.execute_cdp_cmd("Network.setBlockedURLs", {"urls": []})


def test_typed_code_is_text(search: SearchPage) -> None:
    search.open("<b id=x>fett</b>")
    assert "<b id=x>" in search.said()
    assert not search.driver.find_elements("id", "x")


def test_results_are_accessible(search: SearchPage, browser: Browser) -> None:
    search.open("Wanderung")
    search.said()
    assert browser.violations_everywhere() == []


def test_without_script_the_form_leads_to_the_alphabet(search: SearchPage) -> None:
    search.driver.execute_cdp_cmd("Emulation.setScriptExecutionDisabled", {"value": True})
    try:
        search.driver.get(search.address.removesuffix("suche/"))
        box = search.driver.find_element("css selector", "main input[type=search]")
        box.send_keys("Mahlzeit", Keys.ENTER)
        WebDriverWait(search.driver, 20).until(
            lambda driver: driver.current_url.endswith("/suche/?q=Mahlzeit")
        )
        text = search.driver.find_element("css selector", "main").text
        assert "ist hier ausgeschaltet" in text
        assert search.driver.find_elements("css selector", "main a[href='/a-bis-z/#m']")
        assert not search.driver.find_element("id", "dk-suche-ergebnisse").is_displayed()
    finally:
        search.driver.execute_cdp_cmd("Emulation.setScriptExecutionDisabled", {"value": False})


def test_nothing_is_stored_and_nobody_else_is_asked(search: SearchPage, address: str) -> None:
    search.open("Mahlzeit")
    search.said()
    hosts = search.run(
        "return [...new Set(performance.getEntriesByType('resource').map(e => new URL(e.name).origin))]"
    )
    assert hosts == [address.removesuffix("/suche/")]
    assert search.run("return [document.cookie, localStorage.length, sessionStorage.length]") == ["", 0, 0]

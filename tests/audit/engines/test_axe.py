"""axe in its isolated world finds exactly what axe-selenium-python finds the plain way, in the page's own world."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from axe_selenium_python import Axe

from audit.engines.axe import AXE_DIR
from audit.engines.axe_driver import IsolatedAxe
from audit.probes import isolated_world
from audit.probes.chromium import Chromium, find_programs
from audit.probes.local_server import LocalServer
from bench.peers import selector

pytestmark = pytest.mark.browser

SECONDS = 60.0
_PAGE = '<!DOCTYPE html><html lang="de"><title>Seite</title><main><h1>Beratung</h1>{}</main></html>'
_IMAGE = '<img src="/bild.svg" width="40" height="40">'
PAGES = {
    "image": (_PAGE.format(_IMAGE), "image-alt"),
    "contrast": (
        _PAGE.format('<p style="color:#aaa;background:#fff">Termine nach Absprache</p>'),
        "color-contrast",
    ),
    "form": (_PAGE.format('<input type="text"><select><option>Ja</select><button></button>'), "label"),
    "language": (_PAGE.format("<p>Text</p>").replace(' lang="de"', ""), "html-has-lang"),
    "frame": (_PAGE.format('<iframe src="image.html"></iframe><a href="/"></a>'), "image-alt"),
    "shadow": (
        _PAGE.format(f'<div id="host"><template shadowrootmode="open">{_IMAGE}</template></div>'),
        "image-alt",
    ),
    "sound": (_PAGE.format('<h3>Ton</h3><video src="/kein.mp4" autoplay></video><ul><p>x</p></ul>'), "list"),
}


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[LocalServer]:
    folder = tmp_path_factory.mktemp("site")
    for name, (html, _) in PAGES.items():
        (folder / f"{name}.html").write_text(html, encoding="utf-8")
    (folder / "bild.svg").write_text('<svg xmlns="http://www.w3.org/2000/svg"/>', encoding="utf-8")
    with LocalServer(folder) as server:
        yield server


@pytest.fixture(scope="module")
def chromium() -> Iterator[Chromium]:
    browser = Chromium(find_programs(), offline=True)
    browser.limit(SECONDS)
    yield browser
    browser.stop()


@pytest.fixture(scope="module")
def isolated(chromium: Chromium) -> IsolatedAxe:
    axe = IsolatedAxe(chromium.driver, SECONDS)
    axe.inject()
    return axe


@pytest.mark.parametrize("name", PAGES)
def test_isolated_run_equals_the_plain_run(
    name: str, chromium: Chromium, isolated: IsolatedAxe, site: LocalServer
) -> None:
    driver = chromium.driver
    driver.get(site.url_of(f"/{name}.html"))
    context = isolated_world.enter(driver, driver.current_window_handle)
    ours = isolated.run(context, {})["axe"]
    found = {(rule["id"], node["target"]) for rule in ours["violations"] for node in rule["nodes"]}
    plain = _plain_run(chromium, name)
    assert found == plain
    assert PAGES[name][1] in {rule for rule, _ in found}


def _plain_run(chromium: Chromium, name: str) -> set[tuple[str, str]]:
    """As the package is meant to be used; it injects into the top document only, so frames get axe by hand."""
    driver = chromium.driver
    axe = Axe(driver, script_url=str(AXE_DIR / "axe.min.js"))
    axe.inject()
    if name == "frame":
        driver.switch_to.frame(0)
        axe.inject()
        driver.switch_to.default_content()
    return {
        (rule["id"], selector(node["target"])) for rule in axe.run()["violations"] for node in rule["nodes"]
    }


def test_the_page_does_not_see_axe(chromium: Chromium, isolated: IsolatedAxe, site: LocalServer) -> None:
    chromium.driver.get(site.url_of("/image.html"))
    assert chromium.driver.execute_script("return typeof window.axe") == "undefined"


def test_instruments_beside_axe_keep_their_names(
    chromium: Chromium, isolated: IsolatedAxe, site: LocalServer
) -> None:
    chromium.driver.get(site.url_of("/frame.html"))
    context = isolated_world.enter(chromium.driver, chromium.driver.current_window_handle)
    measured = isolated.run(context, {}, {"frames": "() => document.querySelectorAll('iframe').length"})
    assert measured["frames"] == 1
    assert set(measured["axe"]) == {"violations", "incomplete", "passes", "inapplicable"}

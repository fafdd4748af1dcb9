"""What the resident audit tells is what a fresh audit of the same state finds, whatever was edited."""

from __future__ import annotations

import json
import os
import re
import shutil
import signal
from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
import yaml
from PIL import Image

from audit import config, run, targets
from audit.errors import ProbeError
from audit.gather import Options
from audit.live.browsers import LiveBrowsers
from audit.live.page_verdict import PageVerdict
from audit.live.resident import ResidentAudit
from audit.live.visits import Seen
from audit.probes.moments import BERLIN
from audit.probes.pages import FileText
from audit.reports.json_report import finding_as_data
from audit.selection import Selection
from plugins.build import CODE_DIR, build

SITE = Path(__file__).parents[2] / "site"
NO_BROWSER = Selection(browser=False)
Edit = Callable[[Path], None]


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The seeded site as it was built, without the damage done to it elsewhere."""
    project = tmp_path_factory.mktemp("resident") / "project"
    shutil.copytree(SITE, project)
    shutil.copytree(CODE_DIR / "content/gemeinsam/legal", project / "content/gemeinsam/legal")
    assert build("saat", project).problems == ()
    return project


@pytest.fixture
def project(built: Path, tmp_path: Path) -> Path:
    copy = tmp_path / "project"
    shutil.copytree(built, copy)
    return copy


@pytest.fixture
def browsers(built: Path) -> Iterator[LiveBrowsers]:
    browsers = LiveBrowsers(config.load(built), 1)
    yield browsers
    browsers.close()


@pytest.fixture
def resident(project: Path, browsers: LiveBrowsers) -> Iterator[ResidentAudit]:
    cache = project / ".cache/audit.sqlite"
    with ResidentAudit("saat", project, browsers=browsers, cache_file=cache, selection=NO_BROWSER) as audit:
        yield audit


def _manifest(project: Path) -> dict[str, Any]:
    return json.loads((project / "build/saat/manifest.json").read_text(encoding="utf-8"))


def _state(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()
    }


def _fresh(project: Path, selection: Selection = NO_BROWSER) -> dict[str, list[dict[str, Any]]]:
    """The findings of a fresh audit by page, and the lights."""
    target = targets.resolve("saat", project, None, 2000)
    options = Options(project, project / ".cache/fresh.sqlite", 1)
    report = run.audit(target, selection, config.load(project), datetime.now(BERLIN), options)
    found: dict[str, Any] = {
        status.page: (status.title, status.light.value, status.clicks, status.owner, status.source, [])
        for status in report.pages
    }
    found[""] = ("", "", None, "", "", [])
    for finding in report.findings:
        found[finding.page][-1].append({**finding_as_data(finding), "title": finding.rule.title})
    for row in found.values():
        row[-1].sort(key=_urgency)
    return found


def _urgency(finding: dict[str, Any]) -> tuple[bool, int, int]:
    """What a person should see first: what must be mended, the worst first, from the top of the file down."""
    worst_first = ["critical", "serious", "moderate", "minor"]
    line = (finding["location"] or {}).get("line")
    return finding["outcome"] != "failed", worst_first.index(finding["impact"]), line or 0


def _rows(told: dict[str, PageVerdict]) -> dict[str, Any]:
    return {
        url: (it.title, it.light, it.clicks, it.owner, it.source, list(it.findings))
        if url
        else ("", "", None, "", "", list(it.findings))
        for url, it in told.items()
    }


def _told(audit: ResidentAudit, *arguments: Any, **options: Any) -> list[PageVerdict]:
    return [verdict for verdict in audit.verdicts(*arguments, **options) if verdict is not None]


def _hear(audit: ResidentAudit, project: Path, told: dict[str, PageVerdict], touched: Any) -> None:
    """Take in what is told; forget pages that are gone, as the preview does."""
    manifest = _manifest(project)
    told |= {verdict.page: verdict for verdict in _told(audit, manifest, touched)}
    for url in told.keys() - {"", *(page["url"] for page in manifest["pages"])}:
        if not (project / "output/saat" / url.lstrip("/")).exists():
            del told[url]


def _write(project: Path, name: str, pattern: str, by: str) -> None:
    file = project / name
    text, count = re.subn(pattern, by, file.read_text(encoding="utf-8"), count=1, flags=re.S)
    assert count, f"{pattern} is not in {name}"
    file.write_text(text, encoding="utf-8")


def _edit(name: str, pattern: str, by: str) -> Edit:
    return lambda project: _write(project, f"content/{name}", pattern, by)


def _add(project: Path) -> None:
    text = (project / "content/saat/bald.md").read_text(encoding="utf-8")
    (project / "content/saat/neu.md").write_text(text.replace("Bald fällig", "Neu"), encoding="utf-8")


def _put(project: Path, name: str) -> None:
    (project / name).parent.mkdir(exist_ok=True)
    Image.new("RGB", (8, 8)).save(project / name)


def _accept(project: Path) -> None:
    finding = next(item for found in _fresh(project).values() for item in found[-1])
    entry = {"key": finding["key"], "reason": "Wird im Januar berichtigt.", "until": "2026-12-31"}
    (project / "content/saat/accepted.yaml").write_text(yaml.safe_dump([entry]), encoding="utf-8")


TEXT, HOME = "saat/text.md", "saat/index.md"
#: What happens, one after the other; after each the resident audit must say what a fresh one says.
EDITS: dict[str, Edit] = {
    "text": _edit(TEXT, "Ein Punkt ohne Fehler", "Ein Punkt ohne jeden Fehler"),
    "broken link added": _edit("saat/bald.md", "ist bald", "ist [bald](/gibt-es-nicht/)"),
    "nothing but lines moved": _edit(TEXT, "## Verweise\n", "\n\n## Verweise\n"),
    "anchor removed": _edit(
        "saat/kontakt.md", "So erreichen", "## Neue Stelle {: #gibt-es-nicht}\n\nSo erreichen"
    ),
    "heading skipped": _edit("saat/doppelt.md", "Diese Seite", "#### Tief\n\nDiese Seite"),
    "title doubled": _edit("saat/bald.md", "title: Bald fällig", "title: Kontakt"),
    "title no longer doubled": _edit("saat/doppelt.md", "title: Kontakt", "title: Einmalig"),
    "page unlinked": _edit("saat/kette/index.md", r"\[Glied eins\]\(eins.md\)", "Glied eins"),
    "page linked nearer": _edit(HOME, "Hier ist", "Zum [Glied zwei](kette/zwei.md). Hier ist"),
    "alt missing": _edit(HOME, "Hier ist", '<img src="/bilder/leer.png">\n\nHier ist'),
    "picture put there": lambda project: _put(project, "content/saat/bilder/leer.png"),
    "picture taken away": lambda project: (project / "content/saat/bilder/leer.png").unlink(),
    "review overdue": _edit("saat/bald.md", "2026-06-05", "2025-06-05"),
    "page added": _add,
    "contact changed": _edit("gemeinsam/contacts.yaml", "030 23125 110", "030 23125 112"),
    "contact of one page": _edit("saat/bald.md", "contact: gut", "contact: veraltet"),
    "page deleted": lambda project: (project / "content/saat/neu.md").unlink(),
    "finding accepted": _accept,
    "menu changed": _edit("saat/site.yaml", r"kette/index.md, kontakt.md\]", "kontakt.md, kette/index.md]"),
}


def _built_again(project: Path) -> list[str]:
    """Build; the files that are others then."""
    output = project / "output/saat"
    before = _state(output)
    built = build("saat", project)
    assert (built.problems, built.fault) == ((), "")
    after = _state(output)
    return sorted(name for name in before.keys() | after.keys() if before.get(name) != after.get(name))


def test_after_each_edit_it_tells_what_a_fresh_audit_finds(project: Path, resident: ResidentAudit) -> None:
    told: dict[str, PageVerdict] = {}
    _hear(resident, project, told, None)
    assert _rows(told) == _fresh(project)
    for what, edit in EDITS.items():
        edit(project)
        touched = [] if what == "finding accepted" else _built_again(project)
        _hear(resident, project, told, touched)
        assert _rows(told) == _fresh(project), what


def test_after_an_edited_text_no_other_page_is_read(
    project: Path, resident: ResidentAudit, monkeypatch: pytest.MonkeyPatch
) -> None:
    _told(resident, _manifest(project), None)
    EDITS["text"](project)
    touched = [name for name in _built_again(project) if name.endswith(".html")]
    read = _read_pages(project, monkeypatch)
    _told(resident, _manifest(project), touched)
    assert touched == ["text/index.html"]
    assert read == {*touched, "index.html"}, "what the law asks of a site is on its home page"


def test_when_a_file_comes_no_other_page_is_read(
    project: Path, resident: ResidentAudit, monkeypatch: pytest.MonkeyPatch
) -> None:
    _told(resident, _manifest(project), None)
    (project / "output/saat/neu.svg").write_text("<svg/>", encoding="utf-8")
    read = _read_pages(project, monkeypatch)
    _told(resident, _manifest(project), ["neu.svg"])
    assert read == {"index.html"}


def _read_pages(project: Path, monkeypatch: pytest.MonkeyPatch) -> set[str]:
    """Names of the pages that are read from now on."""
    read: set[str] = set()
    whole = FileText.read

    def noted(markup: FileText) -> str:
        read.add(Path(markup.path).relative_to(project / "output/saat").as_posix())
        return whole(markup)

    monkeypatch.setattr(FileText, "read", noted)
    return read


def test_what_the_browser_saw_is_told_while_other_pages_are_still_to_be_judged(
    project: Path, resident: ResidentAudit, monkeypatch: pytest.MonkeyPatch
) -> None:
    answers = [Seen(lost=("/text/",))]

    def look(pages: object, *, waits: bool = True) -> Iterator[Seen]:
        return iter([] if waits or not answers else [answers.pop()])

    monkeypatch.setattr("audit.live.resident._AT_ONCE", 1)
    monkeypatch.setattr(resident._visits, "look", look)
    told = [verdict.page for verdict in _told(resident, _manifest(project), None, first=["/text/"])]
    others = [page for page in told if page != "/text/"]
    assert told[0] == "/text/"
    assert told.index("/text/", 1) < told.index(others[-1])


@pytest.fixture
def two_pages(project: Path) -> Path:
    """The site with all pages but two taken away, so that the browser is soon done."""
    manifest = _manifest(project)
    kept = [page for page in manifest["pages"] if page["url"] in ("/", "/bald/")]
    (project / "build/saat/manifest.json").write_text(
        json.dumps({**manifest, "pages": kept}), encoding="utf-8"
    )
    output = project / "output/saat"
    for file in output.rglob("*.html"):
        if file not in (output / "index.html", output / "bald/index.html"):
            file.unlink()
    return project


@pytest.mark.browser
def test_the_browser_stays_and_sees_what_a_fresh_one_sees(two_pages: Path, browsers: LiveBrowsers) -> None:
    page = two_pages / "output/saat/bald/index.html"
    manifest, told = _manifest(two_pages), {}
    with ResidentAudit(
        "saat", two_pages, browsers=browsers, cache_file=two_pages / ".cache/a.sqlite"
    ) as audit:
        heard = _told(audit, manifest, None, first=["/bald/"])
        first = [verdict.complete for verdict in heard if verdict.page == "/bald/"]
        assert (first[0], first[-1]) == (False, True)
        told |= {verdict.page: verdict for verdict in heard}
        everything = Selection(ignored=config.load(two_pages).ignore or {})
        assert _rows(told) == _fresh(two_pages, everything)

        before = page.read_text("utf-8")
        page.write_text(before.replace("</main>", '<img src="/x.png"></main>'), "utf-8")
        for slot in (*browsers._kept, *browsers._others):  # as if somebody had killed them
            os.killpg(slot.warm()._chromium.process_id, signal.SIGKILL)
        heard = _told(audit, manifest, ["bald/index.html"])
        at_page = [verdict for verdict in heard if verdict.page == "/bald/"]
        assert [verdict.complete for verdict in at_page] == [False, False, True]
        is_told = [any(item["rule"] == "axe/image-alt" for item in verdict.findings) for verdict in at_page]
        assert is_told == [False, True, True], "what engines find is told before the whole visit is done"
        told |= {verdict.page: verdict for verdict in heard}
        assert _rows(told) == _fresh(two_pages, everything)

        page.write_text(before, "utf-8")
        heard = _told(audit, manifest, ["bald/index.html"])
        at_page = [verdict.complete for verdict in heard if verdict.page == "/bald/"]
        assert at_page == [True], "what was seen of the page as it was before is known"


@pytest.mark.browser
def test_the_listener_can_look_elsewhere_while_browsers_are_at_work(
    two_pages: Path, browsers: LiveBrowsers
) -> None:
    with ResidentAudit("saat", two_pages, browsers=browsers, cache_file=None) as audit:
        heard = audit.verdicts(_manifest(two_pages), None)
        while next(heard) is None:
            pass  # the rules are being asked
        while next(heard) is not None:
            pass  # what is known without a browser
        heard.close()
        assert {verdict.page for verdict in _told(audit, _manifest(two_pages), []) if verdict.complete} >= {
            "/",
            "/bald/",
        }


def test_without_a_browser_no_page_is_green_and_it_says_why(
    two_pages: Path, browsers: LiveBrowsers, monkeypatch: pytest.MonkeyPatch
) -> None:
    def nothing(*arguments: object) -> None:
        raise ProbeError("Kein Chromium gefunden.")

    monkeypatch.setattr("audit.probes.browser_session.find_programs", nothing)
    with ResidentAudit("saat", two_pages, browsers=browsers, cache_file=None) as audit:
        told = {verdict.page: verdict for verdict in _told(audit, _manifest(two_pages), None)}
    assert {told[url].complete for url in ("/", "/bald/")} == {False}
    assert {told[url].reason for url in ("/", "/bald/")} == {"Kein Chromium gefunden."}
    assert {told[url].light for url in ("/", "/bald/")} <= {"grey", "red"}


def test_the_day_may_change(project: Path, resident: ResidentAudit) -> None:
    manifest = _manifest(project)
    _told(resident, manifest, None)
    later = {verdict.page: verdict for verdict in _told(resident, {**manifest, "clock": "2027-11-22"}, [])}
    assert any(finding["rule"] == "stale-page" for finding in later["/bald/"].findings)


def test_who_stops_listening_is_told_the_rest_next_time(project: Path, resident: ResidentAudit) -> None:
    manifest = _manifest(project)
    heard = resident.verdicts(manifest, None, first=["/text/"])
    assert next(filter(None, heard)).page == "/text/"
    heard.close()
    rest = {verdict.page for verdict in _told(resident, manifest, [])}
    assert rest >= {page["url"] for page in manifest["pages"]} - {"/text/"}

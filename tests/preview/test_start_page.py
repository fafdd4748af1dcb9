"""The start page as it is without a script."""

from __future__ import annotations

import re

from selectolax.lexbor import LexborHTMLParser

from preview import start_page
from preview.state import SiteState
from tests.preview.helpers import finding, verdict


def _known(site: SiteState, *verdicts: dict) -> SiteState:
    symbols = {
        "red": ("✗", "handeln"),
        "yellow": ("!", "bald fällig"),
        "green": ("✓", "in Ordnung"),
        "grey": ("?", "nicht geprüft"),
    }
    for one in verdicts:
        symbol, label = symbols[one["light"]]
        site.pages[one["page"]] = {**one, "symbol": symbol, "label": label}
    return site


def _rows(html: str) -> list[str]:
    rows = LexborHTMLParser(html).css("tbody tr")
    return [re.sub(r"\s+", " ", row.text()).strip() for row in rows]


def test_pages_stand_with_the_worst_first():
    site = _known(
        SiteState("muster", "Muster", 5),
        verdict("/gut/", "green", title="Gut"),
        verdict("/bald/", "yellow", title="Bald"),
        verdict("/", "red", title="Eins"),
        verdict("/zwei/", "red", title="Zwei", findings=[finding(), finding(), finding(outcome="cantTell")]),
        verdict("/noch/", "green", title="Noch", complete=False),
    )
    html = start_page.render([site], 8000)
    assert _rows(html) == [
        "Zwei /zwei/ ✗ handeln 2 müssen behoben werden, 1 bitte ansehen Online-Redaktion 01.03.2027",
        "Eins / ✗ handeln 1 muss behoben werden Online-Redaktion 01.03.2027",
        "Bald /bald/ ! bald fällig keine Online-Redaktion 01.03.2027",
        "Noch /noch/ wird geprüft … keine Online-Redaktion 01.03.2027",
        "Gut /gut/ ✓ in Ordnung keine Online-Redaktion 01.03.2027",
    ]
    counts = LexborHTMLParser(html).css(".counts li")
    assert [item.text(strip=True) for item in counts] == ["✗2 handeln", "!1 bald fällig", "✓1 in Ordnung"]
    assert 'href="http://muster.localhost:8000/zwei/"' in html


def test_titles_in_other_languages_say_so():
    site = _known(
        SiteState("muster"), verdict("/", "green"), verdict("/ar/", "green", title="مساعدة", lang="ar")
    )
    links = LexborHTMLParser(start_page.render([site], 8000)).css("tbody a")
    assert {link.text(): (link.attributes.get("lang"), link.attributes.get("dir")) for link in links} == {
        "Startseite": (None, None),
        "مساعدة": ("ar", "auto"),
    }


def test_accepted_findings_count_no_more():
    assert start_page.counts([finding(accepted={"reason": "so gewollt", "until": "2027-01-01"})]) == (0, 0)


def test_large_site_has_a_page_of_its_own():
    site = _known(SiteState("muster"), *(verdict(f"/{number}/", "green") for number in range(150)))
    assert len(_rows(start_page.render([site], 8000))) == 100
    assert '<a href="/muster/">Alle 150 Seiten von muster</a>' in start_page.render([site], 8000)
    assert len(_rows(start_page.render([site], 8000, "muster"))) == 150


def test_problems_are_shown_with_file_and_line_and_as_text():
    problem = {"file": "content/muster/index.md", "line": 3, "message": "<b>Falsch</b>"}
    html = start_page.render([SiteState("muster", problems=[problem])], 8000)
    assert "<code>content/muster/index.md:3</code> &lt;b&gt;Falsch&lt;/b&gt;" in html
    assert "letzte gute Stand" in html


def test_project_without_sites_says_so():
    assert "Es gibt noch keine Microsite" in start_page.render([], 8000)


def test_what_is_about_no_page_stands_above_the_pages():
    site = _known(
        SiteState("muster"), verdict("", title="Muster", findings=[finding(message="Kontakt alt.", page="")])
    )
    html = start_page.render([site], 8000)
    assert "Kontakt alt. Satz löschen. <code>content/muster/index.md:12</code>" in html
    assert _rows(html) == ["Noch ist keine Seite geprüft."]


def test_page_that_no_browser_saw_is_not_checked_in_the_end():
    page = verdict("/", "grey", complete=False)
    assert "wird geprüft …" in _rows(start_page.render([_known(SiteState("muster"), page)], 8000))[0]
    assert (
        "? nicht geprüft"
        in _rows(start_page.render([_known(SiteState("muster", checked=True), page)], 8000))[0]
    )

"""Contacts reach every page: box, card, link, deputy, JSON-LD; and nothing in the registry can break out."""

from __future__ import annotations

import json

import pytest
from bs4 import BeautifulSoup
from hypothesis import given
from hypothesis import strategies as st

from plugins.contacts import phone_uri
from tests.plugins.mini_project import Project, page


def with_body(project: Project, body: str) -> BeautifulSoup:
    with project.changed("muster/kontakt.md", page("Kontakt", body)):
        result = project.build("muster")
        assert result.code == 0, result.err
        return BeautifulSoup(project.html("kontakt/index.html"), "html.parser")


def test_alone_in_a_paragraph_a_contact_is_a_card(built_project: Project) -> None:
    soup = with_body(built_project, "Vorher.\n\n[[kontakt:notruf]]\n\nNachher.\n")
    card = soup.select_one(".dk-prose .dk-contact-box--card")
    assert card
    assert card.select_one('a[href="tel:112"]')
    assert not card.find_parent("p")
    # the parser of the soup above writes attributes in lower case, so look at what was published
    raw = built_project.html("kontakt/index.html")
    assert 'viewBox="0 0 24 24"' in raw.partition("dk-contact-box--card")[2].partition("Nachher")[0]
    assert "[[kontakt" not in raw


def test_inside_a_sentence_a_contact_is_a_link(built_project: Project) -> None:
    soup = with_body(built_project, "- Rufen Sie an: [[kontakt:zentrale]] oder **[[kontakt:notruf]]**.\n")
    prose = soup.select_one(".dk-prose")
    assert prose
    assert (
        "Rufen Sie an: Servicetelefon, Telefon 030\u00a023125\u00a0100 oder Notruf, Telefon 112."
        in prose.text
    )
    assert [link["href"] for link in prose.select("a")] == ["tel:+493023125100", "tel:112"]


def test_several_cards_keep_their_order(built_project: Project) -> None:
    soup = with_body(built_project, "[[kontakt:notruf]]\n\n[[kontakt:zentrale]]\n\n[[kontakt:notruf]]\n")
    roles = [role.text for role in soup.select(".dk-prose .dk-contact-box__role")]
    assert roles == ["Notruf", "Servicetelefon", "Notruf"]


def test_escaped_notation_of_a_contact_that_is_none_stays_text(built_project: Project) -> None:
    soup = with_body(built_project, "So schreibt man es: \\[\\[kontakt:KENNUNG\\]\\] & <b>fertig</b>.\n")
    prose = soup.select_one(".dk-prose")
    assert prose
    assert "[[kontakt:KENNUNG]] & fertig." in prose.text


def test_deputy_is_named(built_project: Project) -> None:
    soup = BeautifulSoup(built_project.html("kontakt/index.html"), "html.parser")
    deputy = soup.select_one("#dk-kontakt .dk-contact-box__deputy")
    assert deputy
    assert "Vertretung" in deputy.text
    assert deputy.select_one('a[href="tel:112"]')


def test_json_ld_tells_machines_whom_to_call(built_project: Project) -> None:
    soup = BeautifulSoup(built_project.html("kontakt/index.html"), "html.parser")
    script = soup.find("script", type="application/ld+json")
    assert script
    data = json.loads(script.text)
    assert data["@type"] == "GovernmentOffice"
    assert data["url"] == "https://muster.musterstadt.example/"
    assert data["contactPoint"] == {
        "@type": "ContactPoint",
        "contactType": "Servicetelefon",
        "telephone": "+493023125100",
        "email": "zentrale@musterstadt.example",
        "hoursAvailable": [
            {
                "@type": "OpeningHoursSpecification",
                "dayOfWeek": ["Monday", "Tuesday", "Wednesday", "Thursday"],
                "opens": "09:00",
                "closes": "16:00",
            },
            {
                "@type": "OpeningHoursSpecification",
                "dayOfWeek": ["Friday"],
                "opens": "09:00",
                "closes": "12:30",
            },
        ],
    }


NASTY = "</script><script>alert(1)</script> & \"Co\" 'x' <b>"


def test_registry_cannot_break_out_of_the_page(mini_project: Project) -> None:
    quoted = json.dumps(NASTY)
    for old in ("Servicetelefon", "Stadt Musterstadt", "Zimmer 2", "Marktplatz 1, 70000 Musterstadt"):
        mini_project.replace("gemeinsam/contacts.yaml", f" {old}\n", f" {quoted}\n")
    mini_project.write(
        "muster/kontakt.md", page("Kontakt", "[[kontakt:zentrale]]\n\nText [[kontakt:zentrale]].\n")
    )
    assert mini_project.build().code == 0
    html = mini_project.html("kontakt/index.html")
    soup = BeautifulSoup(html, "html.parser")
    (script,) = (script for script in soup.find_all("script") if not script.get("src"))
    assert json.loads(script.text)["name"] == NASTY
    assert "<b>" not in html
    roles = [role.text for role in soup.select(".dk-contact-box__role")]
    assert roles == [NASTY, NASTY]


@pytest.mark.parametrize(
    ("phone", "uri"),
    [
        ("030 23125 110", "tel:+493023125110"),
        ("+49 30 23125-110", "tel:+493023125110"),
        ("(030) 23125 – 110", "tel:+493023125110"),
        ("0800 1110111", "tel:+498001110111"),
        ("112", "tel:112"),
        ("116117", "tel:116117"),
        ("116 117", "tel:116117"),
        ("0043 1 501700", "tel:+431501700"),
    ],
)
def test_phone_addresses(phone: str, uri: str) -> None:
    assert phone_uri(phone) == uri


@given(st.from_regex(r"[+(0-9][0-9 /().–-]*[0-9]", fullmatch=True))
def test_every_allowed_number_can_be_dialled(phone: str) -> None:
    uri = phone_uri(phone)
    assert uri.startswith("tel:")
    assert set(uri.removeprefix("tel:")) <= set("+0123456789")

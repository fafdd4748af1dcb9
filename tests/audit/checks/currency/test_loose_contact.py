from __future__ import annotations

import pytest

from audit.model import Outcome
from tests.audit.checks.mini_site import findings_for, outcome_of

RULE = "loose-contact"
CONTACTS = {
    "pflege": {"phone": "030 23125 110", "email": "pflege@stadt.example"},
    "notruf": {"phone": "112", "email": ""},
}


def page(html: str) -> dict[str, object]:
    return {"pages": {"/": html}, "contacts": CONTACTS}


@pytest.mark.parametrize(
    "html",
    [
        "<p>030 23125 110, (030) 23125-110, +49 30 23125110, 030/23125110, 030&nbsp;23125&nbsp;110</p>",
        '<p><a href="tel:+493023125110">anrufen</a> oder <a href="tel:112">112</a></p>',
        '<p><a href="mailto:Pflege@stadt.example?subject=Frage%20zu">pflege<wbr>@stadt.example</a></p>',
        "<p>Am 01.02.2025, 08.00-18.00 Uhr, 09:00 bis 12:00; 1.497,00 Euro; 0,50 €; 100.000 Euro; 131 Euro</p>",
        "<p>§ 45b SGB XI, §§ 61 bis 66a SGB XII, § 94 Absatz 1a, 01067 Dresden, Zimmer 0.07, 2025 bis 2026</p>",
        "<p>IBAN DE89 3704 0044 0532 0130 00, Aktenzeichen 0731/161-0, ISBN 978-3-16-148410-0, EU 2016/2102</p>",
        "<table><tr><td>0</td><td>1.497</td><td>0 1.497 2.000 1.800</td></tr></table>",
        "<p>@stadt auf @stadt@social.example, 3-mal @, Kunden@Nähe</p>",
        "<p>Bürger(innen), Rat (at large), E-Mail (siehe unten)</p>",
        '<p><a href="mailto:?subject=Lesetipp">weiterempfehlen</a></p>',
        '<script type="application/ld+json">{"telephone": "+493023125110", "email": "pflege@stadt.example"}</script>',
        '<script type="application/ld+json">{"telephone": </script><script>const mail = "@";</script>',
        "<p>Notruf 112, Buslinie 115, Zimmer 110</p>",
        '<p><a href="mailto:pflege@@stadt.example">schreiben</a></p>',
    ],
)
def test_passes_when_all_is_registered_or_no_contact(html: str) -> None:
    assert findings_for(RULE, page(html)) == []


@pytest.mark.parametrize(
    "written",
    ["030 23125 119", "(030) 23125-119", "+49 30 23125119", "0049 30 23125119", "0731/161-0", "0 30 / 2 31 25 - 1 19",
     "0800 111 0 222", "0176 12345678", "fremd@stadt.example", "vor.nach-name@amt.stadt.example"],
)  # fmt: skip
def test_fails_when_the_text_has_an_unregistered_contact(written: str) -> None:
    text = f"Am 01.02.2025 erreichen Sie uns: {written}, Zimmer 12."
    (finding,) = findings_for(RULE, page(f"<ul><li>{text}</li></ul>"))
    assert (finding.outcome, finding.target) == (Outcome.FAILED, "body > main > ul > li")
    assert finding.where and (finding.where.text, finding.where.literal) == (text, written)


@pytest.mark.parametrize(
    ("link", "evidence"),
    [
        ('<a href="tel:+493023125119">anrufen</a>', "tel:+493023125119"),
        ('<a href="tel:+493023125119">030 23125 119</a>', "030 23125 119"),
        ('<a href="tel:116117">116 117</a>', "tel:116117"),
        ('<a href="mailto:fremd@stadt.example">schreiben</a>', "mailto:fremd@stadt.example"),
    ],
)
def test_fails_once_for_link_text_and_address(link: str, evidence: str) -> None:
    assert [finding.evidence for finding in findings_for(RULE, page(f"<p>{link}</p>"))] == [evidence]


def test_fails_for_links_outside_the_content() -> None:
    html = '<html><body><main></main><footer><a href="tel:+493023125119">Rathaus</a></footer>'
    assert outcome_of(RULE, page(html)) is Outcome.FAILED


@pytest.mark.parametrize(
    ("html", "evidence"),
    [
        ('<img src="a.png" alt="Plakat: Tel. 030 23125-119">', "030 23125-119"),
        ('<a href="/a/" aria-label="fremd@stadt.example">Mail</a>', "fremd@stadt.example"),
        (
            '<script type="application/ld+json">[{"contactPoint": {"telephone": ["+493023125119"]}}]</script>',
            "+493023125119",
        ),
        (
            '<script type="application/ld+json">{"email": "mailto:fremd@stadt.example"}</script>',
            "fremd@stadt.example",
        ),
        ("<p>Behördennummer 115</p>", "115"),
    ],
)
def test_fails_for_contacts_outside_of_the_text_and_short_ones_to_call(html: str, evidence: str) -> None:
    (finding,) = findings_for(RULE, page(html))
    assert (finding.outcome, finding.evidence) == (Outcome.FAILED, evidence)


def test_tells_what_the_registry_has_for_the_role_and_who_is_private() -> None:
    contacts = {"mitte": {"role": "Pflegeberatung, Team Mitte", "phone": "030 23125 110", "email": ""}}
    html = "<p>Pflegeberatung, Team Mitte: 030 23125-119</p><p>muster@gmx.de</p>"
    differs, private = findings_for(RULE, {"pages": {"/": html}, "contacts": contacts})
    assert differs.message.endswith("Bei „Pflegeberatung, Team Mitte“ steht dort 030 23125 110.")
    assert private.message.endswith("Es ist eine Adresse bei einem privaten Anbieter.")


@pytest.mark.parametrize(
    "html",
    [
        "<script>document.write('<a href=mailto:' + a + '@' + b)</script>",
        "<script>x = 'amt' + \"@\" + 'stadt.example'</script>",
        "<script>String.fromCharCode(97, 64, 98)</script>",
        '<a href="/cdn/email" data-cfemail="a1b2c3">Mail</a>',
    ],
)
def test_cannot_tell_when_a_script_builds_an_address(html: str) -> None:
    (finding,) = findings_for(RULE, page(html))
    assert finding.outcome is Outcome.CANT_TELL


@pytest.mark.parametrize(
    "written",
    [
        "elpmaxe.tdats@egelfp",
        "pflege AT stadt DOT example",
        "pflege(at)stadt.example",
        "pflege [at] stadt [dot] example",
        "pflege (ät) stadt.example",
    ],
)
def test_fails_with_its_own_message_when_an_address_is_masked(written: str) -> None:
    (finding,) = findings_for(RULE, page(f"<p>Schreiben Sie an {written}!</p>"))
    assert (finding.outcome, finding.evidence) == (Outcome.FAILED, written)
    assert "mit @ schreiben" in finding.remedy


def test_inapplicable_without_registry() -> None:
    assert outcome_of(RULE, {**page("030 23125 119"), "registry": False}) is Outcome.INAPPLICABLE

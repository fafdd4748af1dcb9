"""LDIF: folded lines, base64, several values; photos are passed over, broken files refused with their line."""

from __future__ import annotations

import base64
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from plugins.problems import ContentError
from plugins.registry import ldif
from plugins.registry.compare import compare
from plugins.registry.directory import Desk
from tests.plugins.registry.registries import registry


def read(path: Path, text: str | bytes) -> list[Desk]:
    file = path / "export.ldif"
    file.write_bytes(text if isinstance(text, bytes) else text.encode())
    return ldif.read(file, file.name)


def in_base64(text: str) -> str:
    return base64.b64encode(text.encode()).decode()


def test_values_are_read_as_rfc_2849_writes_them(tmp_path: Path) -> None:
    desks = read(
        tmp_path,
        f"""\ufeffversion: 1
# ein Kommentar,
  der weitergeht
dn: cn=a,o=musterstadt
ou:: {in_base64("Büro für Soziales")}
mail: bera
 tung@musterstadt.example
MAIL;lang-de: zweite@musterstadt.example
telephoneNumber: 030 23125 110
jpegPhoto:< file:///etc/passwd
street: Marktplatz 1
postalCode: 70000
l: Musterstadt

dn: cn=nur-ein-raum,o=musterstadt
cn: Raum

dn: cn=b,o=musterstadt
mail: b@musterstadt.example
""",
    )
    assert [desk.line for desk in desks] == [4, 18]
    assert dict(desks[0].values) == {
        "name": "cn=a,o=musterstadt",
        "unit": "Büro für Soziales",
        "email": "beratung@musterstadt.example",
        "phone": "030 23125 110",
        "address": "Marktplatz 1, 70000 Musterstadt",
    }
    assert desks[0].emails == {"beratung@musterstadt.example", "zweite@musterstadt.example"}


def test_a_deputy_may_be_a_distinguished_name(tmp_path: Path) -> None:
    text = (
        "dn: cn=a,o=m\nmail: beratung@musterstadt.example\ndeputy: cn=b,o=m\n\n"
        "dn: cn=b,o=m\nmail: empfang@musterstadt.example\ndeputy: cn=a,o=m\n"
    )
    comparison = compare(registry(), read(tmp_path, text))
    assert [(one.contact, one.kind.value) for one in comparison.differences] == [("empfang", "deputy")]


@pytest.mark.parametrize("unfolded", [True, False])
def test_photos_of_any_length_are_passed_over(tmp_path: Path, unfolded: bool) -> None:
    photo = "A" * 300_000
    folded = (
        photo if unfolded else "\n ".join(photo[start : start + 76] for start in range(0, len(photo), 76))
    )
    desks = read(tmp_path, f"dn: cn=a\njpegPhoto:: {folded}\nmail: a@musterstadt.example\n")
    assert desks[0].emails == {"a@musterstadt.example"}


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("", "Kein Eintrag hat eine E-Mail-Adresse"),
        ("Name;E-Mail\na;b\n", "Zeile 1: Diese Zeile hat keinen Doppelpunkt"),
        ("mail: a@b.example\n", "Zeile 1: Hier wird „dn:“ erwartet"),
        ("dn: a\nmail:: ???\n", "Zeile 2: Der Wert nach „::“ ist kein Base64"),
        ("dn: a\nmail\n", "Zeile 2: Diese Zeile hat keinen Doppelpunkt"),
    ],
)
def test_broken_files_are_refused(tmp_path: Path, text: str, told: str) -> None:
    with pytest.raises(ContentError, match=told.replace("?", r"\?")):
        read(tmp_path, text)


@settings(max_examples=50, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.binary(max_size=200))
def test_no_bytes_break_the_reader(tmp_path: Path, raw: bytes) -> None:
    try:
        read(tmp_path, b"dn: a\nmail: a@b.example\n" + raw)
    except ContentError as error:
        assert error.problems[0].line

"""Whatever is wrong in the content: a German sentence with file and line, exit code 2, the published site untouched."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from tests.plugins.mini_project import BODY, CONTACTS, Change, Project, page

SITE_YAML, CONTACTS_YAML, ANTRAG = "muster/site.yaml", "gemeinsam/contacts.yaml", "muster/pflege/antrag.md"
ANTRAG_NAME = f"content/{ANTRAG}"
BOMB = 'a: &a ["lol","lol"]\n' + "".join(
    f"{b}: &{b} [{', '.join([f'*{a}'] * 9)}]\n" for a, b in zip("abcdefgh", "bcdefghi", strict=True)
)


def antrag(**fields: str) -> str:
    return page(fields.pop("title", "Antrag stellen"), **fields)


def without(field: str) -> str:
    return "".join(line for line in antrag().splitlines(True) if not line.startswith(f"{field}:"))


def swap(old: str, new: str) -> Change:
    def change(text: str) -> str:
        assert old in text
        return text.replace(old, new, 1)

    return change


#: name: (file, change, what is printed: place, and parts of the message)
CASES: dict[str, tuple[str, Change, str, list[str]]] = {
    # --- YAML
    "colon": (
        ANTRAG,
        antrag(title="Pflege: was tun?"),
        ", Zeile 2",
        ['title: "Pflege: was tun?"', "Zu viele Doppelpunkte"],
    ),
    "tab": (ANTRAG, antrag(title="\n\tx: y"), ", Zeile 3", ["Tabulator", "Leerzeichen"]),
    "open quote": (ANTRAG, antrag(title='"Antrag'), ", Zeile 2", ["Anführungszeichen ist nicht geschlossen"]),
    "open list": (
        ANTRAG,
        antrag(search_words="[eins, zwei"),
        ", Zeile 8",
        ["eckige Klammer ist nicht geschl"],
    ),
    "braces": (ANTRAG, antrag(title="{{ titel }}"), ", Zeile 2", ["Klammern", "Anführungszeichen"]),
    "no colon": (ANTRAG, antrag(title="Antrag stellen\nMenü"), ", Zeile 3", ["fehlt ein Doppelpunkt"]),
    "star": (ANTRAG, antrag(title="*Antrag*"), ", Zeile 2", ["beginnt mit einem Sonderzeichen"]),
    "alias bomb": (
        ANTRAG,
        f"---\n{BOMB}---\n{BODY}",
        ", Zeile 2",
        ["Verweise mit & und * sind nicht erlaubt"],
    ),
    "tag": (ANTRAG, antrag(title="!!python/name:os.system"), ", Zeile 2", ["„!“", "Anführungszeichen"]),
    "deep": (ANTRAG, antrag(title="[" * 5000), ", Zeile 2", ["Zu viele Klammern"]),
    "duplicate key": (
        ANTRAG,
        antrag(owner="redaktion\ntitle: Noch ein Titel"),
        ", Zeile 6, Feld „title“",
        ["steht zweimal da"],
    ),
    "control sign": (ANTRAG, antrag(title="An\x07trag"), ", Zeile 2", ["unsichtbares Zeichen (U+0007)"]),
    "no front matter": (ANTRAG, "# Antrag\n", ", Zeile 1", ["Der Kopf der Seite fehlt", "„---“"]),
    "open front matter": (ANTRAG, "---\ntitle: Antrag\n", ", Zeile 1", ["nicht geschlossen"]),
    "list as front matter": (ANTRAG, f"---\n- a\n---\n{BODY}", ", Zeile 2", ["Hier werden Felder erwartet"]),
    # --- bytes
    "latin-1": (
        ANTRAG,
        page("Antrag stellen", "Text.\n\nFür Angehörige\n").encode("latin-1"),
        ", Zeile 11",
        ["UTF-8"],
    ),
    "latin-1 with old line ends": (ANTRAG, b"---\rtitle: F\xfcr\r---\r", ", Zeile 2", ["UTF-8"]),
    "nul": (ANTRAG, page("Antrag stellen", "Text\n\0\n"), ", Zeile 10", ["Null-Zeichen"]),
    "huge": (ANTRAG, antrag() + "x" * 2_000_000, "", ["größer als 2 MB"]),
    # --- fields
    "unknown field": (
        ANTRAG,
        antrag(sumary="x"),
        ", Zeile 8, Feld „sumary“",
        ["gibt es nicht", "Meinten Sie „summary“?"],
    ),
    "missing field": (ANTRAG, without("contact"), ", Zeile 1, Feld „contact“", ["Dieses Feld fehlt"]),
    "empty field": (ANTRAG, antrag(title=""), ", Zeile 2, Feld „title“", ["Das Feld ist leer"]),
    "date as text": (
        ANTRAG,
        antrag(title="2026-10-01"),
        ", Zeile 2, Feld „title“",
        ['in Anführungszeichen setzen: "2026-10-01"'],
    ),
    "list as text": (
        ANTRAG,
        antrag(title="[eins, zwei]"),
        ", Zeile 2, Feld „title“",
        ["Hier wird ein Text erwartet"],
    ),
    "text as list": (ANTRAG, antrag(situations="beruf"), ", Zeile 8, Feld „situations“", ["Liste erwartet"]),
    "text as number": (
        ANTRAG,
        antrag(menu_position="vorn"),
        ", Zeile 8, Feld „menu_position“",
        ["ganze Zahl"],
    ),
    "text as switch": (ANTRAG, antrag(unlisted="ja"), ", Zeile 8, Feld „unlisted“", ["nur true oder false"]),
    "text as fields": (
        ANTRAG,
        antrag(events="[Vortrag]"),
        ", Zeile 8, Feld „events.0“",
        ["Hier werden Felder erwartet"],
    ),
    "too short": (
        ANTRAG,
        antrag(summary="Kurz."),
        ", Zeile 3, Feld „summary“",
        ["zu kurz, mindestens 20 Zeichen"],
    ),
    "too long": (
        ANTRAG,
        antrag(title="x" * 71),
        ", Zeile 2, Feld „title“",
        ["höchstens 70 Zeichen (es sind 71)"],
    ),
    "kind": (
        ANTRAG,
        antrag(kind="legel"),
        ", Zeile 8, Feld „kind“",
        ["Meinten Sie „legal“?", "content, legal, overview"],
    ),
    "impossible date": (
        ANTRAG,
        antrag(last_reviewed_on="2026-02-30"),
        ", Zeile 6",
        ["„2026-02-30“ ist kein Tag im Kalender"],
    ),
    "German date": (
        ANTRAG,
        antrag(last_reviewed_on="01.10.2026"),
        ", Zeile 6, Feld „last_reviewed_on“",
        ["2026-11-30"],
    ),
    "far year": (
        ANTRAG,
        antrag(last_reviewed_on="9999-10-01"),
        ", Zeile 6, Feld „last_reviewed_on“",
        ["Das Jahr 9999", "Tippfehler"],
    ),
    "interval": (ANTRAG, antrag(review_in="halbjährlich"), ", Zeile 7, Feld „review_in“", ["„6 Monate“"]),
    "language": (
        ANTRAG,
        antrag(lang="deutsch"),
        ", Zeile 8, Feld „lang“",
        ["„deutsch“ ist nicht möglich", "„de“"],
    ),
    # --- names that are not there
    "contact": (
        ANTRAG,
        antrag(contact="zentral"),
        ", Zeile 4, Feld „contact“",
        ["„zentral“ gibt es nicht. Meinten Sie „zentrale“?"],
    ),
    "owner": (
        ANTRAG,
        antrag(owner="redakteur"),
        ", Zeile 5, Feld „owner“",
        ["Meinten Sie „redaktion“? Möglich: redaktion."],
    ),
    "situation": (
        ANTRAG,
        antrag(situations="[beruf, geld]"),
        ", Zeile 8, Feld „situations.1“",
        ["„geld“ gibt es nicht", "beruf, pflege"],
    ),
    "situation list": (
        ANTRAG,
        antrag(situations="\n  - beruf\n  - berv"),
        ", Zeile 10, Feld „situations.1“",
        ["Meinten Sie „beruf“?"],
    ),
    "twin": (
        ANTRAG,
        antrag(easy_language="../kontak.md"),
        ", Zeile 8, Feld „easy_language“",
        ["„../kontak.md“ gibt es nicht"],
    ),
    "notation": (
        ANTRAG,
        page("Antrag stellen", "Text.\n\n[[kontakt:unbekannt]]\n"),
        ", Zeile 11",
        ["Den Kontakt „unbekannt“ gibt es nicht", "notruf, zentrale"],
    ),
    # --- events
    "event ends first": (
        ANTRAG,
        antrag(events="\n  - title: Vortrag\n    starts: 2026-12-08 17:30\n    ends: 2026-12-08 16:00"),
        ", Zeile 11, Feld „events.0.ends“",
        ["Das Ende liegt vor dem Beginn"],
    ),
    "event without time": (
        ANTRAG,
        antrag(events="\n  - title: Vortrag\n    starts: 8.12.2026"),
        ", Zeile 10, Feld „events.0.starts“",
        ["„2026-12-08 17:30“"],
    ),
    "event field": (
        ANTRAG,
        antrag(events="\n  - title: Vortrag\n    starts: 2026-12-08\n    ort: hier"),
        ", Zeile 11, Feld „events.0.ort“",
        ["contact, ends, place"],
    ),
    "event contact": (
        ANTRAG,
        antrag(events="\n  - title: Vortrag\n    starts: 2026-12-08\n    contact: notruv"),
        ", Zeile 11, Feld „events.0.contact“",
        ["Meinten Sie „notruf“?"],
    ),
    # --- addresses
    "slug upwards": (
        ANTRAG,
        antrag(slug="../geheim"),
        ", Zeile 8, Feld „slug“",
        ["„../geheim“ ist nicht möglich", "a–z, 0–9"],
    ),
    "slug in capitals": (
        ANTRAG,
        antrag(slug="Antrag"),
        ", Zeile 8, Feld „slug“",
        ["„Antrag“ ist nicht möglich"],
    ),
    "slug too long": (ANTRAG, antrag(slug="a" * 200), ", Zeile 8, Feld „slug“", ["höchstens 80 Zeichen"]),
    "duplicate slug": (
        "muster/pflege/neu.md",
        page("Neuer Antrag", slug="antrag"),
        ", Zeile 8, Feld „slug“",
        ["/pflege/antrag/ hat schon content/muster/pflege/antrag.md"],
    ),
    "page and folder": (
        "muster/pflege.md",
        page("Pflege als Seite"),
        ", Zeile 1, Feld „slug“",
        ["/pflege/ hat schon content/muster/pflege/index.md"],
    ),
    "spaces": (
        "muster/neuer antrag.md",
        antrag(),
        "",
        ["„neuer antrag“ kann nicht in der Adresse stehen", "umbenennen"],
    ),
    "umlauts": ("muster/anträge.md", antrag(), "", ["„anträge“ kann nicht in der Adresse stehen"]),
    "hidden": ("muster/.entwurf.md", antrag(), "", ["„.entwurf“ kann nicht in der Adresse stehen"]),
    "ending": ("muster/antrag.MD", antrag(), "", ["Seiten enden auf „.md“"]),
    "double ending": ("muster/antrag.md.txt", antrag(), "", ["Seiten enden auf „.md“"]),
    "empty page": (ANTRAG, page("Antrag stellen", " \n\n"), ", Zeile 9", ["Die Seite hat keinen Text"]),
    "empty file": (ANTRAG, "", ", Zeile 1", ["Der Kopf der Seite fehlt"]),
    # --- site.yaml
    "site.yaml missing": (SITE_YAML, None, "", ["Die Datei fehlt"]),
    "site.yaml empty": (SITE_YAML, "", ", Zeile 1, Feld „colours“", ["Dieses Feld fehlt"]),
    "site.yaml broken": (SITE_YAML, swap("owners:", "owners"), ", Zeile 9", ["fehlt ein Doppelpunkt"]),
    "menu entry": (
        SITE_YAML,
        swap("  - kontakt.md", "  - kontat.md"),
        ", Zeile 13, Feld „menu.1“",
        ["„kontat.md“ gibt es nicht. Meinten Sie „kontakt.md“?"],
    ),
    "colour": (
        SITE_YAML,
        swap('"#0b5c55"', "grün"),
        ", Zeile 7, Feld „colours.brand“",
        ["„grün“ ist nicht möglich", "„#0b5c55“"],
    ),
    "colour field": (
        SITE_YAML,
        swap("brand:", "brnd:"),
        ", Zeile 7, Feld „colours.brnd“",
        ["Meinten Sie „brand“?"],
    ),
    "colour with css": (
        SITE_YAML,
        swap('"#0b5c55"', '"#0b5c55;} body{display:none"'),
        ", Zeile 7, Feld „colours.brand“",
        ["ist nicht möglich"],
    ),
    "host": (SITE_YAML, swap("host: ", "host: https://"), ", Zeile 4, Feld „host“", ["ohne https://"]),
    "site contact": (
        SITE_YAML,
        swap("contact: zentrale", "contact: zentral"),
        ", Zeile 5, Feld „contact“",
        ["Meinten Sie „zentrale“?"],
    ),
    "home page missing": ("muster/index.md", None, "content/muster/site.yaml: ", ["Die Startseite fehlt"]),
    # --- contacts.yaml
    "contacts missing": (CONTACTS_YAML, None, "", ["Die Datei fehlt"]),
    "contacts broken": (
        CONTACTS_YAML,
        swap("    role: Notruf", "   role: Notruf"),
        ", Zeile 15",
        ["Einrückung passt nicht"],
    ),
    "contacts as list": (
        CONTACTS_YAML,
        "contacts: [a]\n",
        ", Zeile 1, Feld „contacts“",
        ["Hier werden Felder erwartet"],
    ),
    "contact id": (
        CONTACTS_YAML,
        swap("  notruf:", "  Not Ruf:"),
        ", Zeile 13, Feld „contacts.Not Ruf“",
        ["einzelne Bindestriche"],
    ),
    "opening hours": (
        CONTACTS_YAML,
        swap("Mo-Th 09:00-16:00", "Mo-Do 9-16 Uhr"),
        ", Zeile 9, Feld „contacts.zentrale.opening_hours“",
        ["Mo-Th 09:00-16:00"],
    ),
    "opening hours backwards": (
        CONTACTS_YAML,
        swap("09:00-12:30", "12:30-09:00"),
        ", Zeile 9, Feld",
        ["endet, bevor es beginnt"],
    ),
    "phone": (
        CONTACTS_YAML,
        swap("030 23125 100", "siehe unten"),
        ", Zeile 5, Feld „contacts.zentrale.phone“",
        ["„030 23125 110“"],
    ),
    "phone missing": (
        CONTACTS_YAML,
        swap("    phone: 030 23125 100\n", ""),
        ", Zeile 2, Feld „contacts.zentrale.phone“",
        ["fehlt"],
    ),
    "deputy": (
        CONTACTS_YAML,
        swap("deputy: notruf", "deputy: notruv"),
        ", Zeile 12, Feld „zentrale.deputy“",
        ["Meinten Sie „notruf“?"],
    ),
    "duplicate contact": (
        CONTACTS_YAML,
        CONTACTS + CONTACTS.partition("\n")[2],
        ", Zeile 20, Feld „contacts.zentrale“",
        ["steht zweimal da"],
    ),
}


@pytest.mark.parametrize("name", CASES)
def test_bad_content_is_explained_and_nothing_is_published(name: str, built_project: Project) -> None:
    file, change, place, parts = CASES[name]
    before = built_project.published()
    with built_project.changed(file, change):
        result = built_project.build("muster")
    message = next(line.strip() for line in result.err.splitlines() if parts[0] in line)
    expected = place if place.startswith("content/") else f"content/{file}{place}"
    assert message.startswith(expected)
    assert all(part in message for part in parts), message
    assert (result.code, result.out) == (2, "")
    assert result.err.startswith("✗ muster: nicht gebaut, ")
    assert "Die veröffentlichten Seiten bleiben, wie sie waren." in result.err
    assert built_project.published() == before


@pytest.mark.parametrize(
    "change",
    [
        pytest.param("\ufeff" + antrag(), id="byte-order mark"),
        pytest.param(antrag().replace("\n", "\r\n"), id="Windows line ends"),
        pytest.param(antrag().replace("\n", "\r"), id="old Macintosh line ends"),
        pytest.param(antrag(review_in="6 Monate\n..."), id="dots close the front matter"),
        pytest.param(antrag(title="  Antrag stellen  # Kommentar"), id="comment"),
        pytest.param(antrag(search_words="[0711, 112, 2026, nein, on]"), id="numbers and switches as words"),
        pytest.param(
            antrag(events="\n - title: Tag\n   starts: 2026-12-08\n   ends: 2026-12-08"), id="one day"
        ),
    ],
)
def test_what_editors_and_programs_do_to_a_file_is_accepted(change: Change, built_project: Project) -> None:
    with built_project.changed(ANTRAG, change):
        result = built_project.build("muster")
    assert (result.code, result.err) == (0, "")
    assert "9 Seiten gebaut" in result.out


def test_numbers_stay_as_they_were_typed(mini_project: Project) -> None:
    mini_project.replace("gemeinsam/contacts.yaml", "030 23125 100", "0711")
    assert mini_project.build().code == 0
    assert mini_project.manifest()["contacts"]["zentrale"]["phone"] == "0711"


def test_all_faults_are_told_at_once_sorted_by_file_and_line(built_project: Project) -> None:
    with (
        built_project.changed("muster/kontakt.md", page("x" * 80, owner="niemand", lang="xyz")),
        built_project.changed(ANTRAG, antrag(owner="niemand")),
        built_project.changed("muster/beruf/index.md", b"\xff"),
        built_project.changed(CONTACTS_YAML, swap("deputy: notruf", "deputy: niemand")),
    ):
        result = built_project.build("muster")
    places = [line.strip().partition(":")[0] for line in result.err.splitlines()[1:]]
    assert places == [
        "content/gemeinsam/contacts.yaml, Zeile 12, Feld „zentrale.deputy“",
        "content/muster/beruf/index.md, Zeile 1",
        "content/muster/kontakt.md, Zeile 2, Feld „title“",
        "content/muster/kontakt.md, Zeile 8, Feld „lang“",
        "content/muster/pflege/antrag.md, Zeile 5, Feld „owner“",
    ]
    assert "5 Fehler" in result.err


def test_addresses_that_differ_only_in_case_are_refused(built_project: Project) -> None:
    with built_project.changed("muster/pflege/Antrag.md", antrag()):
        result = built_project.build("muster")
    assert "content/muster/pflege/Antrag.md: „Antrag“ kann nicht in der Adresse stehen." in result.err
    assert "Die Adresse /pflege/antrag/ hat schon content/muster/pflege/Antrag.md." in result.err


@pytest.mark.parametrize("target", [".", "../..", "kontakt.md", "/etc/passwd", "nirgends"])
def test_links_in_the_file_system_are_refused(target: str, built_project: Project) -> None:
    before, link = built_project.published(), built_project.root / "content/muster/pflege/link.md"
    link.symlink_to(target)
    try:
        result = built_project.build("muster")
    finally:
        link.unlink()
    assert result.code == 2
    assert (
        "content/muster/pflege/link.md: Verknüpfungen (Symlinks) sind im Inhalt nicht erlaubt." in result.err
    )
    assert built_project.published() == before


def test_file_name_that_is_no_text(built_project: Project) -> None:
    path = built_project.root / "content/muster" / os.fsdecode(b"antr\xe4ge.md")
    path.write_text(antrag(), encoding="utf-8")
    try:
        result = built_project.build("muster")
    finally:
        path.unlink()
    assert result.code == 2
    assert "kann nicht in der Adresse stehen" in result.err


def test_unreadable_file(built_project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    read = Path.read_bytes

    def refuse(path: Path) -> bytes:
        if path.name == "antrag.md":
            raise PermissionError(13, "Permission denied", str(path))
        return read(path)

    monkeypatch.setattr(Path, "read_bytes", refuse)
    result = built_project.build("muster")
    assert result.code == 2
    assert f"{ANTRAG_NAME}: Die Datei lässt sich nicht lesen" in result.err
    assert "Zugriffsrechte" in result.err

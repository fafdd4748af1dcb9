"""The manifest is what the audit knows of the build: complete, with the line of every field."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import jsonschema
import pytest

from tests.plugins.legal_project import add_legal_pack
from tests.plugins.mini_project import SITE, Project, page
from tests.plugins.test_amounts import AMOUNTS

MANIFEST_SCHEMA = {
    "type": "object",
    "additionalProperties": False,
    "required": [
        "schema",
        "site",
        "title",
        "town",
        "url",
        "language",
        "clock",
        "site_file",
        "inquiries",
        "owners",
        "pages",
        "contacts_file",
        "contacts",
        "legal",
        "hand_tests",
        "amounts",
        "owner_addresses",
    ],
    "properties": {
        "schema": {"const": 1},
        "site": {"type": "string"},
        "title": {"type": "string"},
        "town": {"type": "string"},
        "url": {"type": "string", "pattern": "^https://[^/]+$"},
        "language": {"type": "string"},
        "clock": {"type": ["string", "null"], "format": "date"},
        "site_file": {"type": "string"},
        "inquiries": {"type": ["string", "array", "null"], "items": {"type": "string"}},
        "owners": {"type": "object", "additionalProperties": {"type": "string"}},
        "contacts_file": {"type": "string"},
        "owner_addresses": {"type": "object", "additionalProperties": {"type": "string"}},
        "amounts": {
            "type": "array",
            "items": {
                "type": "object",
                "additionalProperties": False,
                "required": ["id", "caption", "paragraph", "as_of", "file", "line"],
                "properties": {
                    "id": {"type": "string"},
                    "caption": {"type": "string"},
                    "paragraph": {"type": "string"},
                    "as_of": {"type": "string", "format": "date"},
                    "file": {"type": "string"},
                    "line": {"type": "integer", "minimum": 1},
                },
            },
        },
        "hand_tests": {
            "type": "array",
            "items": {
                "type": "object",
                "additionalProperties": False,
                "required": ["criterion", "outcome", "on", "who", "pages", "note"],
                "properties": {
                    "criterion": {"type": "string"},
                    "outcome": {"enum": ["passed", "failed", "inapplicable"]},
                    "on": {"type": "string", "format": "date"},
                    "who": {"type": "string", "minLength": 1},
                    "pages": {"type": "array", "items": {"type": "string"}},
                    "note": {"type": "string"},
                },
            },
        },
        "legal": {
            "type": ["object", "null"],
            "additionalProperties": False,
            "required": [
                "state",
                "statement_url",
                "statement_contact",
                "reviewed_on",
                "review_days",
                "barriers",
                "conciliation",
                "wrong_bodies",
                "law_changes",
            ],
            "properties": {
                "state": {"type": "string"},
                "statement_url": {"type": "string", "pattern": "^/"},
                "statement_contact": {"type": "string"},
                "reviewed_on": {"type": "string", "format": "date"},
                "review_days": {"type": "integer", "minimum": 1},
                "barriers": {"type": "array", "items": {"type": "string"}},
                "conciliation": {"type": "array", "minItems": 1, "items": {"type": "string"}},
                "wrong_bodies": {"type": "object", "additionalProperties": {"type": "string"}},
                "law_changes": {
                    "type": "array",
                    "items": {
                        "type": "object",
                        "additionalProperties": False,
                        "required": ["on", "laws"],
                        "properties": {
                            "on": {"type": "string", "pattern": r"^(\d{4}|-)-\d\d-\d\d$"},
                            "laws": {"type": "array", "items": {"type": "string"}},
                        },
                    },
                },
            },
        },
        "contacts": {
            "type": "object",
            "additionalProperties": {
                "type": "object",
                "required": ["role", "unit", "phone", "verified_on", "interval_days", "lines"],
                "properties": {"lines": {"$ref": "#/$defs/lines"}, "interval_days": {"type": "integer"}},
            },
        },
        "pages": {
            "type": "array",
            "items": {
                "type": "object",
                "additionalProperties": False,
                "required": [
                    "url",
                    "output",
                    "source",
                    "layout",
                    "review_due_on",
                    "gone_after",
                    "translates",
                    "waits",
                    "meta",
                    "lines",
                    "body_line",
                ],
                "properties": {
                    "url": {"type": "string", "pattern": "^/([a-z0-9-]+/)*$"},
                    "output": {"type": "string", "pattern": "index\\.html$"},
                    "source": {"type": "string", "pattern": "^content/.*\\.(md|yaml)$"},
                    "layout": {"enum": ["home", "section", "page"]},
                    "review_due_on": {"type": "string", "format": "date"},
                    "gone_after": {"type": ["string", "null"], "format": "date"},
                    "translates": {"type": "string", "pattern": "^(/.*)?$"},
                    "waits": {"type": "string"},
                    "meta": {"type": "object", "required": ["title", "contact", "owner", "kind"]},
                    "lines": {"$ref": "#/$defs/lines"},
                    "body_line": {"type": "integer", "minimum": 1},
                },
            },
        },
    },
    "$defs": {"lines": {"type": "object", "additionalProperties": {"type": "integer", "minimum": 1}}},
}


@pytest.fixture(scope="module")
def rich(built_project: Project) -> Iterator[Any]:
    """The manifest of the mini project with a page that uses every field."""
    fields = {
        "slug": "haus-notruf",
        "kind": "legal",
        "unlisted": "true",
        "expires": "2027-01-31",
        "search_words": "[Notruf, Knopf]",
        "easy_language": "leichte-sprache/hausnotruf.md",
        "events": "\n  - title: Vortrag\n    starts: 2026-12-08 17:30\n    ends: 2026-12-08 19:00\n"
        "  - title: Messe\n    starts: 2026-12-09",
    }
    twin = page("Haus-Not-Ruf", everyday_language="../hausnotruf.md")
    with (
        built_project.changed("muster/hausnotruf.md", page("Hausnotruf", **fields)),
        built_project.changed("muster/leichte-sprache/hausnotruf.md", twin),
    ):
        assert built_project.build("muster").code == 0
        yield built_project.manifest()


def test_has_the_promised_shape(rich: Any) -> None:
    jsonschema.validate(rich, MANIFEST_SCHEMA, format_checker=jsonschema.FormatChecker())
    assert (rich["site"], rich["url"]) == ("muster", "https://muster.musterstadt.example")
    assert rich["owners"] == {"redaktion": "Online-Redaktion"}
    assert (rich["site_file"], rich["contacts_file"]) == (
        "content/muster/site.yaml",
        "content/gemeinsam/contacts.yaml",
    )


def test_real_sites_have_the_promised_shape(real_sites: Project) -> None:
    for site in ("pflegestuetzpunkt", "senioren"):
        jsonschema.validate(
            real_sites.manifest(site), MANIFEST_SCHEMA, format_checker=jsonschema.FormatChecker()
        )


def test_every_page_with_its_source_and_the_file_it_became(rich: Any, built_project: Project) -> None:
    pages = {entry["url"]: entry for entry in rich["pages"]}
    assert list(pages) == [
        "/a-bis-z/",
        "/beruf/",
        "/haus-notruf/",
        "/hilfe/kurse/kurs/",
        "/",
        "/kontakt/",
        "/leichte-sprache/hausnotruf/",
        "/pflege/antrag/",
        "/pflege/",
        "/suche/",
        "/uebersicht/",
    ]
    assert {entry["layout"] for entry in rich["pages"]} == {"home", "section", "page"}
    assert pages["/haus-notruf/"]["source"] == "content/muster/hausnotruf.md"
    assert all((built_project.root / "output/muster" / entry["output"]).is_file() for entry in rich["pages"])


def test_fields_are_validated_values(rich: Any) -> None:
    entry = next(entry for entry in rich["pages"] if entry["url"] == "/haus-notruf/")
    meta = entry["meta"]
    assert (meta["kind"], meta["unlisted"], meta["expires"]) == ("legal", True, "2027-01-31")
    assert meta["search_words"] == ["Notruf", "Knopf"]
    assert meta["events"] == [
        {"title": "Vortrag", "starts": "2026-12-08T17:30:00", "ends": "2026-12-08T19:00:00"},
        {"title": "Messe", "starts": "2026-12-09"},
    ]
    assert entry["review_due_on"] == "2027-04-02"


def test_every_line_is_the_line_of_its_field(rich: Any, built_project: Project) -> None:
    written = [
        entry for entry in rich["pages"] if entry["source"].endswith(".md")
    ]  # others are made from data
    for entry in written:
        text = built_project.read(entry["source"].removeprefix("content/")).splitlines()
        assert text[entry["body_line"] - 2] == "---"
        for field, line in entry["lines"].items():
            last = field.rpartition(".")[2]
            assert last.isdigit() or text[line - 1].lstrip(" -").startswith(f"{last}:"), (field, line)
    contacts = built_project.read("gemeinsam/contacts.yaml").splitlines()
    for contact_id, contact in rich["contacts"].items():
        for field, line in contact["lines"].items():
            assert contacts[line - 1].strip().startswith(f"{field}:"), (contact_id, field)
        assert contact["lines"][contact_id] < contact["lines"]["phone"]


def test_contacts_carry_days_of_their_interval(rich: Any) -> None:
    assert [rich["contacts"][name]["interval_days"] for name in ("zentrale", "notruf")] == [183, 365]
    assert rich["contacts"]["zentrale"]["deputy"] == "notruf"
    assert "email" not in rich["contacts"]["notruf"]


def test_is_not_renewed_when_the_site_is_not_published(mini_project: Project) -> None:
    assert mini_project.build().code == 0
    before = mini_project.manifest_file().read_bytes()
    mini_project.replace("muster/kontakt.md", "title: Kontakt", "title: Anderer Kontakt")
    mini_project.replace("muster/pflege/index.md", "owner: redaktion", "owner: niemand")
    assert mini_project.build().code == 2
    assert mini_project.manifest_file().read_bytes() == before


def test_amounts_that_the_texts_name_and_the_days_their_law_changes(mini_project: Project) -> None:
    add_legal_pack(mini_project)
    mini_project.write("gemeinsam/betraege.yaml", AMOUNTS)
    body = "Sie bekommen [[betrag:2*pflegegeld-2]].\n\n[[stand:pflegegeld]]\n"
    mini_project.write("muster/kontakt.md", page("Kontakt", body))
    mini_project.write("muster/pflege/antrag.md", page("'[[betrag:zuschlag-1]] mehr'"))
    result = mini_project.build("muster")
    assert result.code == 0, result.err
    data = mini_project.manifest()
    assert [(group["id"], group["as_of"], group["line"]) for group in data["amounts"]] == [
        ("pflegegeld", "2026-01-01", 7),
        ("zuschlag", "2026-01-01", 26),
    ]
    assert data["amounts"][0]["file"] == "content/gemeinsam/betraege.yaml"
    assert data["legal"]["law_changes"] == [
        {"on": "--01-01", "laws": []},
        {"on": "--07-01", "laws": ["SGB VI", "ZPO"]},
    ]


def test_a_translation_names_its_original(mini_project: Project) -> None:
    mini_project.write("muster/site.yaml", f"{SITE}languages:\n  en: {{tagline: A small site}}\n")
    contact = "translations:\n      en: {role: Service line, room: Room 2}\n    "
    mini_project.replace("gemeinsam/contacts.yaml", "deputy: notruf", contact.rstrip())
    mini_project.write("muster/en/index.md", page("Home", lang="en", translation_of="../index.md"))
    result = mini_project.build("muster")
    assert result.code == 0, result.err
    found = {entry["url"]: entry["translates"] for entry in mini_project.manifest()["pages"]}
    assert (found["/en/"], found["/"]) == ("/", "")

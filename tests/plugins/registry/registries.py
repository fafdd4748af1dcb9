"""Registries to exchange: one to read, and any that the schema allows."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

import yaml
from hypothesis import strategies as st

from plugins.content_model import Registry
from plugins.content_schema import ContactMeta, ContactsFile
from plugins.yaml_source import parse_yaml

CONTACTS = """\
# Das Verzeichnis
contacts:
  beratung:
    role: Beratung, Team Mitte
    unit: Sozialamt Musterstadt   # bis zur Neuordnung
    phone: 030 23125 110
    email: beratung@musterstadt.example
    address: Marktplatz 1, 70000 Musterstadt
    room: Zimmer 1.12, Aufzug vorhanden
    opening_hours: "Mo-Th 09:00-16:00; Fr 09:00-12:00; PH off"
    verified_on: 2026-10-05
    interval: 6 Monate
    deputy: empfang
    translations:
      en: {role: "Advice", room: "Room 1.12"}

  # der Empfang
  empfang:
    role: Empfang
    unit: Stadt Musterstadt
    phone: 030 23125 100
    email: empfang@musterstadt.example
    verified_on: 2026-10-05
    interval: 1 Jahr

  notruf:
    role: Notruf
    unit: Leitstelle
    phone: "112"
    opening_hours: "24/7"
    verified_on: 2026-10-05
    interval: 1 Jahr
"""


def registry(text: str = CONTACTS) -> Registry:
    """The registry that ``text`` holds."""
    source = parse_yaml(text, "contacts.yaml", first_line=1)
    file = ContactsFile.model_validate(dict(source.data))
    lines = {key.removeprefix("contacts."): line for key, line in source.lines.items()}
    return Registry("contacts.yaml", dict(file.contacts), lines)


class _WithoutAliases(yaml.SafeDumper):
    def ignore_aliases(self, _: object) -> bool:
        return True


def as_text(contacts: Mapping[str, ContactMeta]) -> str:
    """A contacts.yaml that says the same."""
    plain = {name: meta.model_dump(exclude_defaults=True) for name, meta in contacts.items()}
    return yaml.dump({"contacts": plain}, Dumper=_WithoutAliases, allow_unicode=True, sort_keys=False)


#: What escaping, quoting and folding stumble over.
_TRAPS = "\n;,\\:\"'<&>=+-@#|äß€\U0001f600\N{NO-BREAK SPACE}"
_TEXT = st.builds("{}abc".format, st.text(st.sampled_from(f"{_TRAPS} aB3"), max_size=60))
_DAYS = st.dates(date(1990, 1, 1), date(2100, 12, 31))
_IDS = st.sampled_from(["beratung", "a-1", "110", "1e5", "on", "wohnen-im-alter"])
_PHONES = st.one_of(
    st.sampled_from(
        ["112", "116 117", "030/23125-110", "(030) 23125 110", "+49 30 23125110", "0800 1110111"]
    ),
    st.from_regex(r"[+(0][1-9][0-9]{2}[0-9 /().–-]{0,12}[0-9]", fullmatch=True),
)
_CONTACTS = st.builds(
    lambda role, unit, phone, verified, optional: ContactMeta(
        role=role,
        unit=unit,
        phone=phone,
        verified_on=verified,
        interval="6 Monate",
        **{field: value for field, value in optional.items() if value.strip()},
    ),
    _TEXT,
    _TEXT,
    _PHONES,
    _DAYS,
    st.fixed_dictionaries(
        {},
        optional={
            "email": st.sampled_from(["a@musterstadt.example", "b.c@musterstadt.example"]),
            "address": st.one_of(_TEXT, st.just("Marktplatz 1 a, 70000 Musterstadt")),
            "room": _TEXT,
            "short_role": _TEXT.map(lambda text: text[-30:].strip()),
            "opening_hours": st.sampled_from(["24/7", "Mo-Th 09:00-16:00; PH off"]),
        },
    ),
)
registries = st.dictionaries(_IDS, _CONTACTS, min_size=1, max_size=4)

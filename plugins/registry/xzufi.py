"""Contacts as organisational units of XZuFi 2.2.0, the standard of the responsibility finders, and back.

Carried: id, name, house address with supplement (the room), telephone and e-mail; opening hours are written as text and
not read. What of this is taken from where, and what is left out: decision 027. Nothing outside the file is ever
loaded: entities stay unresolved, and a document type is refused.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from lxml import etree

from plugins.content_schema import ContactMeta
from plugins.field_types import SLUG
from plugins.opening_hours import describe
from plugins.problems import ContentError, Problem
from plugins.registry.records import Record, address_parts, joined_address

#: Fields that a unit carries; all others stay as they are when one is imported.
CARRIED = ("role", "phone", "email", "address", "room")
NAMESPACE = "http://xoev.de/schemata/xzufi/2_2_0"
#: Kinds of communication, from the code list of KoSIT.
_CHANNELS = "urn:de:xoev:codeliste:erreichbarkeit"
_CHANNELS_VERSION = "3"
_EMAIL, _LANDLINE, _MOBILE = "01", "02", "03"
_HOUSE_ADDRESS = "001"
_GERMAN = "de-DE"
#: Who gave the ids: XZuFi's readers ask for it.
_AGENCY = "dreiklick"
_STREET = re.compile(r"(?P<street>.*\S) (?P<number>\d\S*)")
_UNITS = re.compile(r"http://xoev\.de/schemata/xzufi/2_\d_\d")
_DECLARED = re.compile(rb"<\?xml[^>]{0,200}?encoding=[\"']([A-Za-z0-9._-]+)[\"']")


def render(contacts: Mapping[str, ContactMeta]) -> bytes:
    """All contacts as units inside one ``schreibe``, which the message of the receiving interface takes in."""
    root = etree.Element(_name("schreibe"), nsmap={"xzufi": NAMESPACE}, xzufiVersion="2.2.0")
    for contact_id, meta in contacts.items():
        _add_unit(root, contact_id, meta)
    return etree.tostring(root, encoding="UTF-8", xml_declaration=True, pretty_print=True)


def _add_unit(root: etree._Element, contact_id: str, meta: ContactMeta) -> None:
    unit = etree.SubElement(root, _name("organisationseinheit"))
    _add(unit, "id", contact_id, schemeAgencyID=_AGENCY)
    names = _add(unit, "name")
    _add(names, "name", meta.role, languageCode=_GERMAN)
    for language, told in meta.translations.items():
        _add(names, "name", told.role, languageCode=language)
    hours, note = describe(meta.opening_hours)
    text = "\n".join(filter(None, [*(f"{row.days}: {row.times}" for row in hours), note]))
    if text:
        _add(unit, "infoOeffnungszeitenText", text, languageCode=_GERMAN)
    if meta.address or meta.room:
        street, code, town = address_parts(meta.address)
        address = _add(unit, "anschrift")
        _add_code(address, "typ", _HOUSE_ADDRESS)
        numbered = _STREET.fullmatch(street)
        number = numbered["number"] if numbered else ""
        street = numbered["street"] if numbered else street
        named = {
            "strasse": street,
            "hausnummer": number,
            "postleitzahl": code,
            "ort": town,
            "zusatz": meta.room,
        }
        for name, value in named.items():
            if value:
                _add(address, name, value)
    for channel, value in ((_LANDLINE, meta.phone), (_EMAIL, meta.email)):
        if value:
            communication = _add(unit, "kommunikation")
            _add_code(communication, "kanal", channel, listURI=_CHANNELS, listVersionID=_CHANNELS_VERSION)
            _add(communication, "kennung", value)


def _add(parent: etree._Element, name: str, text: str = "", **attributes: str) -> etree._Element:
    element = etree.SubElement(parent, _name(name), attributes)
    element.text = text or None
    return element


def _add_code(parent: etree._Element, name: str, code: str, **attributes: str) -> None:
    # codes are XÖV's own type: their element has no namespace
    etree.SubElement(_add(parent, name, **attributes), "code").text = code


def _name(name: str) -> str:
    return f"{{{NAMESPACE}}}{name}"


def read(raw: bytes, name: str, problems: list[Problem]) -> list[Record]:
    """The units of any XZuFi 2 document, however deep they stand; ContentError if it is no such document."""
    root = _parsed(raw, name)
    units = [
        element
        for element in root.iter(etree.Element)
        if etree.QName(element).localname == "organisationseinheit"
        and _UNITS.fullmatch(etree.QName(element).namespace or "")
    ]
    if not units:
        message = f"Diese Datei enthält keine Organisationseinheit nach XZuFi 2 ({NAMESPACE})."
        raise ContentError([Problem(name, 1, message)])
    return [_record(unit) for unit in units]


def _parsed(raw: bytes, name: str) -> etree._Element:
    text = _decoded(raw, name)
    found = text.find("<!DOCTYPE")
    if found >= 0:
        message = "Die Datei hat einen DOCTYPE. Darin lässt sich Schadcode verstecken; XZuFi kennt keinen."
        raise ContentError(
            [Problem(name, text.count("\n", 0, found) + 1, f"{message} Bitte neu ausgeben lassen.")]
        )
    parser = etree.XMLParser(
        encoding="utf-8",
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
    )
    try:
        return etree.fromstring(text.encode("utf-8"), parser)
    except etree.XMLSyntaxError as error:
        message = "Die Datei ist kein vollständiges XML. Ist sie beim Übertragen abgeschnitten worden?"
        raise ContentError([Problem(name, error.lineno or 0, message)]) from error


def _decoded(raw: bytes, name: str) -> str:
    """The text by byte-order mark, else by what the document declares: its parser never sees other bytes than these."""
    declared = _DECLARED.match(raw)
    encoding = "utf-8-sig"
    if raw.startswith((b"\xff\xfe", b"\xfe\xff")):
        encoding = "utf-16"
    elif declared and declared[1].decode("ascii").lower() in ("iso-8859-1", "iso-8859-15", "windows-1252"):
        encoding = declared[1].decode("ascii")
    try:
        return raw.decode(encoding)
    except UnicodeDecodeError as error:
        message = "Die Codierung der Datei ist nicht lesbar. Bitte in UTF-8 ausgeben lassen."
        raise ContentError([Problem(name, 0, message)]) from error


def _record(unit: etree._Element) -> Record:
    values = {"role": _german_name(unit)} | _communications(unit)
    address = _house_address(unit)
    if address is not None:
        street = " ".join(filter(None, [_text(address, "strasse"), _text(address, "hausnummer")]))
        values["address"] = joined_address(street, _text(address, "postleitzahl"), _text(address, "ort"))
        values["room"] = _text(address, "zusatz")
    own_id = _text(unit, "id")
    known = {field: value for field, value in values.items() if value}
    return Record(own_id if SLUG.fullmatch(own_id) else "", unit.sourceline or 0, known)


def _german_name(unit: etree._Element) -> str:
    names = [name for names in _children(unit, "name") for name in _children(names, "name")]
    german = [name for name in names if name.get("languageCode", _GERMAN).lower().startswith("de")]
    return next(((name.text or "").strip() for name in german or names), "")


def _communications(unit: etree._Element) -> dict[str, str]:
    """The first e-mail address and the first number, one of the landline before any other."""
    found: dict[str, str] = {}
    for communication in _children(unit, "kommunikation"):
        code = next((_text(channel, "code") for channel in _children(communication, "kanal")), "")
        found.setdefault(code, _text(communication, "kennung"))
    return {"email": found.get(_EMAIL, ""), "phone": found.get(_LANDLINE) or found.get(_MOBILE, "")}


def _house_address(unit: etree._Element) -> etree._Element | None:
    """The address of the house; the first one where none says what it is."""
    addresses = _children(unit, "anschrift")
    kinds = {_text(kind, "code"): address for address in addresses for kind in _children(address, "typ")}
    return kinds.get(_HOUSE_ADDRESS) if kinds else next(iter(addresses), None)


def _children(element: etree._Element, name: str) -> list[etree._Element]:
    return [child for child in element.iterchildren(etree.Element) if etree.QName(child).localname == name]


def _text(element: etree._Element, name: str) -> str:
    return next(((child.text or "").strip() for child in _children(element, name)), "")

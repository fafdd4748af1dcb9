"""The directory of staff asked by LDAP (RFC 4511), read only and page by page, instead of an exported file."""

from __future__ import annotations

import os
import ssl
from collections.abc import Iterator, Mapping, Sequence
from urllib.parse import urlsplit

from plugins.problems import ContentError, Problem
from plugins.registry.directory import Desk, desk_of

#: All who can be reached; others cannot be compared.
_FILTER = "(|(mail=*)(telephoneNumber=*))"
_ATTRIBUTES = (
    "mail",
    "telephoneNumber",
    "title",
    "description",
    "ou",
    "department",
    "roomNumber",
    "physicalDeliveryOfficeName",
    "street",
    "streetAddress",
    "postalCode",
    "l",
    "displayName",
    "cn",
)
_SECONDS = 20
_PAGE = 500
PASSWORD = "DREIKLICK_LDAP_PASSWORD"


def query(url: str, base: str, user: str = "") -> list[Desk]:
    """The desks below ``base``. With a ``user``, the password comes from the environment and the connection is encrypted.

    ContentError where ldap3 is not installed, the address is none, or the server does not answer.
    """
    try:
        import ldap3
        from ldap3.core.exceptions import LDAPException
    except ImportError as error:
        message = (
            "Für Abfragen über LDAP fehlt das Paket ldap3. Bitte installieren: pip install 'dreiklick[ldap]'"
        )
        raise ContentError(
            [Problem(url, 0, f"{message} – oder den Export als Datei angeben (CSV, LDIF).")]
        ) from error
    scheme = urlsplit(url).scheme
    if scheme not in ("ldap", "ldaps") or not urlsplit(url).hostname:
        message = (
            "Das ist keine LDAP-Adresse. Richtig wäre zum Beispiel ldaps://verzeichnis.musterstadt.example"
        )
        raise ContentError([Problem(url, 0, message)])
    if user and scheme != "ldaps":
        message = "Ein Kennwort geht nur über eine verschlüsselte Verbindung. Bitte ldaps:// angeben."
        raise ContentError([Problem(url, 0, message)])
    try:
        tls = ldap3.Tls(validate=ssl.CERT_REQUIRED)
        server = ldap3.Server(url, tls=tls, connect_timeout=_SECONDS, get_info=ldap3.NONE)
        password = os.environ.get(PASSWORD) if user else None
        with ldap3.Connection(
            server, user or None, password, auto_bind=True, read_only=True, receive_timeout=_SECONDS
        ) as connection:
            found = connection.extend.standard.paged_search(
                base, _FILTER, attributes=list(_ATTRIBUTES), paged_size=_PAGE, generator=True
            )
            return [
                desk_of(number, _pairs(entry))
                for number, entry in enumerate(found, 1)
                if entry["type"] == "searchResEntry"
            ]
    except LDAPException as error:
        message = f"Das Verzeichnis antwortet nicht wie erwartet ({type(error).__name__})."
        raise ContentError([Problem(url, 0, f"{message} Stimmen Adresse, --base und Anmeldung?")]) from error


def _pairs(entry: Mapping[str, object]) -> Iterator[tuple[str, str]]:
    yield "dn", str(entry["dn"])
    attributes = entry["attributes"]
    assert isinstance(attributes, Mapping)
    for name, values in attributes.items():
        several = values if isinstance(values, Sequence) and not isinstance(values, str) else [values]
        yield from ((name, str(value)) for value in several)

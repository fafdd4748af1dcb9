from __future__ import annotations

import ssl
from datetime import UTC, date, datetime, timedelta

import trustme

from audit.probes.links.certificates import last_days
from audit.probes.links.network import Network
from tests.hostile.names import NameServer
from tests.hostile.server import HostileServer, faults


def _last_days(not_after: datetime, url: str = "https://stadt.example:{}/") -> dict[str, date]:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    trustme.CA().issue_cert("stadt.example", not_after=not_after).configure_cert(context)
    with HostileServer(faults, tls=context) as server, NameServer({"stadt.example": "127.0.0.1"}) as names:
        network = Network("Dreiklick/0", open_to=server.open_to, nameserver=names.address)
        return last_days([url.format(server.port)], network)


def test_the_last_day_is_read_whoever_signed_the_certificate() -> None:
    soon = datetime.now(UTC) + timedelta(days=9)
    assert _last_days(soon) == {"stadt.example": soon.date()}


def test_an_expired_certificate_has_a_last_day_too() -> None:
    past = datetime.now(UTC) - timedelta(days=9)
    assert _last_days(past) == {"stadt.example": past.date()}


def test_hosts_that_cannot_or_must_not_be_asked_are_left_out() -> None:
    soon = datetime.now(UTC) + timedelta(days=9)
    assert _last_days(soon, "http://stadt.example:{}/") == {}
    assert _last_days(soon, "https://unbekannt.example/") == {}
    assert last_days(["https://127.0.0.1/", "https://stadt.example/"], Network("Dreiklick/0")) == {}

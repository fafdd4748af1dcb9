"""Asking a name server on loopback, as the audit asks those of the system."""

from __future__ import annotations

import socketserver
import threading
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import dns.message
import dns.rcode
import dns.resolver
import dns.rrset
import pytest

from audit.cache import Cache
from audit.mail_domains import MailDomain
from audit.probes.mail_domains import KEPT, ask_all, ask_resolver

TODAY = date(2026, 11, 22)
_ZONE = {
    ("mit-mx.stadt.", "MX"): "10 post.stadt.",
    ("ohne-mx.stadt.", "A"): "192.0.2.1",
    ("nur-sechs.stadt.", "AAAA"): "2001:db8::1",
    ("keine-mail.stadt.", "MX"): "0 .",
    ("leer.stadt.", "TXT"): "nichts",
    ("müll.stadt.".encode("idna").decode(), "MX"): "10 post.stadt.",
}


class _Answers(socketserver.BaseRequestHandler):
    def handle(self) -> None:
        data, endpoint = self.request
        query = dns.message.from_wire(data)
        name, kind = query.question[0].name.to_text(), dns.rdatatype.to_text(query.question[0].rdtype)
        if name == "stumm.stadt.":
            return
        response = dns.message.make_response(query)
        if name == "kaputt.stadt.":
            response.set_rcode(dns.rcode.SERVFAIL)
        elif (name, kind) in _ZONE:
            response.answer.append(dns.rrset.from_text(name, 60, "IN", kind, _ZONE[name, kind]))
        elif name not in {known for known, _ in _ZONE}:
            response.set_rcode(dns.rcode.NXDOMAIN)
        endpoint.sendto(response.to_wire(), self.client_address)


@pytest.fixture(scope="module")
def resolver() -> Iterator[dns.resolver.Resolver]:
    with socketserver.ThreadingUDPServer(("127.0.0.1", 0), _Answers) as server:
        thread = threading.Thread(target=server.serve_forever, args=(0.01,))
        thread.start()
        asked = dns.resolver.Resolver(configure=False)
        asked.nameservers, asked.port = ["127.0.0.1"], server.server_address[1]
        yield asked
        server.shutdown()
        thread.join()


@pytest.mark.parametrize(
    ("domain", "expected"),
    [
        ("mit-mx.stadt", MailDomain.TAKES_MAIL),
        ("ohne-mx.stadt", MailDomain.TAKES_MAIL),
        ("nur-sechs.stadt", MailDomain.TAKES_MAIL),
        ("müll.stadt", MailDomain.TAKES_MAIL),
        ("keine-mail.stadt", MailDomain.REFUSES),
        ("leer.stadt", MailDomain.REFUSES),
        ("nirgends.stadt", MailDomain.MISSING),
        ("kaputt.stadt", MailDomain.UNKNOWN),
        ("a..b", MailDomain.UNKNOWN),
        ("x" * 300, MailDomain.UNKNOWN),
    ],
)
def test_what_the_server_answers(resolver: dns.resolver.Resolver, domain: str, expected: MailDomain) -> None:
    assert ask_resolver(domain, resolver) is expected


def test_a_server_that_says_nothing_is_no_error(
    resolver: dns.resolver.Resolver, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("audit.probes.mail_domains._SECONDS", 0.05)
    assert ask_resolver("stumm.stadt", resolver) is MailDomain.UNKNOWN


def test_good_answers_are_kept_for_seven_days_and_others_not(tmp_path: Path) -> None:
    states = {
        "gut.stadt": MailDomain.TAKES_MAIL,
        "weg.stadt": MailDomain.MISSING,
        "?.stadt": MailDomain.UNKNOWN,
    }
    asked: list[str] = []

    def ask(domain: str) -> MailDomain:
        asked.append(domain)
        return states[domain]

    with Cache(tmp_path / "cache.sqlite") as cache:
        for day, expected in ((TODAY, 3), (TODAY + KEPT - timedelta(days=1), 2), (TODAY + KEPT, 3)):
            asked.clear()
            assert ask_all([*states, "amt.example", ""], cache, day, ask) == states
            assert len(asked) == expected


def test_without_network_few_are_asked(tmp_path: Path) -> None:
    asked: list[str] = []

    def ask(domain: str) -> MailDomain:
        asked.append(domain)
        return MailDomain.UNKNOWN

    with Cache(None) as cache:
        found = ask_all((f"{number}.stadt" for number in range(100)), cache, TODAY, ask)
    assert set(found.values()) == {MailDomain.UNKNOWN} and len(found) == 100
    assert len(asked) == 8

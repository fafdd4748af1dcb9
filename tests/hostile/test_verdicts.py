"""The exact verdict for every fault a web server can have, through the real child process."""

from __future__ import annotations

import ssl
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
import trustme

from audit.external_links import Judged, Verdict
from audit.probes.links.check import check
from audit.probes.links.network import Network
from audit.probes.links.verdicts import judge
from tests.hostile.names import NameServer
from tests.hostile.server import Exchange, HostileServer, faults

AGENT = "Dreiklick/0 (+https://musterstadt.example)"

#: path → verdict, a part of the reason
FAULTS = {
    "": (Verdict.FINE, ""),
    "fine": (Verdict.FINE, ""),
    "204": (Verdict.FINE, ""),
    "304": (Verdict.FINE, ""),
    "found": (Verdict.FINE, ""),
    "real.pdf": (Verdict.FINE, ""),
    # A3 redirects
    "loop": (Verdict.SUSPICIOUS, "im Kreis"),
    "loop-a": (Verdict.SUSPICIOUS, "im Kreis"),
    "chain/9": (Verdict.FINE, ""),
    "chain/30": (Verdict.SUSPICIOUS, "mehr als 10-mal"),
    "moved": (Verdict.MOVED, "/fine"),
    "moved-308": (Verdict.MOVED, "/fine?neu=1"),
    "moved-then-found": (Verdict.MOVED, "/found"),
    "moved-gone": (Verdict.BROKEN, "404"),
    "moved-home": (Verdict.SUSPICIOUS, "Startseite"),
    "301-without": (Verdict.SUSPICIOUS, "nicht wohin"),
    "bad-location": (Verdict.SUSPICIOUS, "keine gültige Adresse"),
    "to-private": (Verdict.SUSPICIOUS, "im eigenen Netz"),
    "to-metadata": (Verdict.SUSPICIOUS, "im eigenen Netz"),
    "to-mail-port": (Verdict.SUSPICIOUS, "Port 25"),
    "to-file": (Verdict.SUSPICIOUS, "keine Webadresse"),
    "javascript": (Verdict.SUSPICIOUS, "keine Webadresse"),
    # A4 size, A5 time
    "huge": (Verdict.FINE, ""),
    "lying": (Verdict.FINE, ""),
    "events": (Verdict.FINE, ""),
    "drip": (Verdict.TEMPORARY, "nicht rechtzeitig"),
    "drip-head": (Verdict.TEMPORARY, "nicht rechtzeitig"),
    "silent": (Verdict.TEMPORARY, "nicht rechtzeitig"),
    # A6 compression
    "gzip-bomb": (Verdict.FINE, ""),
    "gzip-often": (Verdict.TEMPORARY, "unverständlich"),
    "br": (Verdict.FINE, ""),
    # A7 character sets, told by whether the title was understood
    "latin": (Verdict.SUSPICIOUS, "Bürgerämter nicht gefunden"),
    "utf-16": (Verdict.SUSPICIOUS, "Seite nicht gefunden"),
    "no-charset": (Verdict.SUSPICIOUS, "Nicht verfügbar"),
    # A10 busy servers
    "busy-once": (Verdict.FINE, ""),
    "busy-date": (Verdict.FINE, ""),
    "busy": (Verdict.TEMPORARY, "503"),
    "429-seconds-much": (Verdict.BLOCKED, "429"),
    "429-negative": (Verdict.BLOCKED, "429"),
    # A11 broken lines
    "reset": (Verdict.TEMPORARY, "nicht zu erreichen"),
    "reset-once": (Verdict.FINE, ""),
    "reset-body": (Verdict.TEMPORARY, "nicht zu erreichen"),
    "empty": (Verdict.TEMPORARY, "nicht zu erreichen"),
    "garbage": (Verdict.TEMPORARY, "unverständlich"),
    "head-bomb": (Verdict.TEMPORARY, "unverständlich"),
    # A13 robots.txt
    "intern/x": (Verdict.UNCHECKED, "robots.txt"),
    # A14 pages that pretend
    "soft": (Verdict.SUSPICIOUS, "Seite nicht gefunden"),
    "parked": (Verdict.SUSPICIOUS, "geparkt"),
    "nothing.pdf": (Verdict.SUSPICIOUS, "statt der Datei"),
    # statuses
    "gibt-es-nicht": (Verdict.BROKEN, "404"),
    "410": (Verdict.BROKEN, "410"),
    "401": (Verdict.BLOCKED, "401"),
    "403": (Verdict.BLOCKED, "403"),
    "999": (Verdict.BLOCKED, "999"),
    "451": (Verdict.BLOCKED, "451"),
    "wall": (Verdict.BLOCKED, "403"),
    "wall-503": (Verdict.BLOCKED, "503"),
    "418": (Verdict.SUSPICIOUS, "418"),
    "500": (Verdict.TEMPORARY, "500"),
    "502": (Verdict.TEMPORARY, "502"),
}


def _network(servers: list[HostileServer], names: NameServer, **options: object) -> Network:
    opened = tuple(address for server in servers for address in server.open_to)
    defaults = {"pause": 0.02, "seconds": 3.0, "connect": 1.0, "retry_after": 1.5, "backoff": 0.1}
    return Network(AGENT, **{**defaults, **options}, open_to=opened, nameserver=names.address)


def _judged(addresses: list[str], network: Network) -> dict[str, Judged]:
    return {trail.address: judge(trail) for trail in check(dict.fromkeys(addresses, ()), network)}


@pytest.fixture(scope="module")
def of_faults() -> Iterator[dict[str, Judged]]:
    """The verdict on every fault, each on a host of its own, in one run."""
    hosts = {path: f"h{number}.example" for number, path in enumerate(FAULTS)}
    names = dict.fromkeys(hosts.values(), "127.0.0.1") | {"public.example": "198.41.0.4"}
    with HostileServer(faults) as server, NameServer(names) as name_server:
        urls = {f"http://{host}:{server.port}/{path}": path for path, host in hosts.items()}
        found = _judged(list(urls), _network([server], name_server))
        yield {urls[url]: judged for url, judged in found.items()}


def test_no_address_is_lost(of_faults: dict[str, Judged]) -> None:
    assert of_faults.keys() == FAULTS.keys()


@pytest.mark.parametrize("path", FAULTS)
def test_fault_has_its_verdict(path: str, of_faults: dict[str, Judged]) -> None:
    verdict, reason = FAULTS[path]
    judged = of_faults[path]
    assert (judged.verdict, judged.reason) == (verdict, judged.reason), judged
    assert reason in judged.reason


def test_moved_names_the_new_address(of_faults: dict[str, Judged]) -> None:
    assert of_faults["moved"].moved_to.endswith("/fine")
    assert of_faults["moved-then-found"].moved_to.endswith("/found")


STATIC = {
    "http://127.0.0.1/": Verdict.UNCHECKED,
    "http://localhost/": Verdict.UNCHECKED,
    "http://2130706433/": Verdict.UNCHECKED,
    "http://0x7f.1/": Verdict.UNCHECKED,
    "http://[::1]/": Verdict.UNCHECKED,
    "http://[::ffff:10.0.0.1]/": Verdict.UNCHECKED,
    "http://[64:ff9b::7f00:1]/": Verdict.UNCHECKED,
    "http://100.64.0.1/": Verdict.UNCHECKED,
    "http://169.254.169.254/latest/": Verdict.UNCHECKED,
    "http://user:geheim@public.example/": Verdict.UNCHECKED,
    "http://inside.example/": Verdict.UNCHECKED,
    "ftp://public.example/": Verdict.UNCHECKED,
    "http://public.example:25/": Verdict.UNCHECKED,
    f"http://public.example/{'x' * 3000}": Verdict.UNCHECKED,
    "http://public.example:99999/": Verdict.BROKEN,
    "http://": Verdict.BROKEN,
    "http://a..b.example/": Verdict.BROKEN,
    "http://unbekannt.example/": Verdict.BROKEN,
    "http://mürrisch.example/": Verdict.BROKEN,  # no such name either, but asked for as IDN
    "http://kaputt.example/": Verdict.TEMPORARY,
    "http://stumm.example/": Verdict.TEMPORARY,
}


def test_names_and_addresses_that_are_never_asked() -> None:
    """A12 names, A15 unsafe targets, A16 spellings."""
    names = {
        "inside.example": "192.168.1.7",
        "public.example": "198.41.0.4",
        "kaputt.example": "SERVFAIL",
        "stumm.example": "SILENT",
    }
    with NameServer(names) as name_server:
        found = _judged(list(STATIC), _network([], name_server))
    assert {url: judged.verdict for url, judged in found.items()} == STATIC


def test_a_network_that_denies_every_name_is_not_taken_for_the_truth() -> None:
    with NameServer({}, knows_internet=False) as name_server:
        found = _judged(["http://amt.example/"], _network([], name_server))
    assert found["http://amt.example/"].verdict is Verdict.TEMPORARY


@pytest.fixture(scope="module")
def authority() -> trustme.CA:
    return trustme.CA()


def test_certificates(authority: trustme.CA, tmp_path: Path) -> None:
    """A9: good, expired, for another name, from nobody, and no TLS at all."""
    now = datetime.now(UTC)
    certificates = {
        "gut.example": (authority.issue_cert("gut.example"), Verdict.FINE),
        "alt.example": (
            authority.issue_cert("alt.example", not_after=now - timedelta(days=1)),
            Verdict.BROKEN,
        ),
        "fremd.example": (authority.issue_cert("anderer.example"), Verdict.SUSPICIOUS),
        "selbst.example": (trustme.CA().issue_cert("selbst.example"), Verdict.SUSPICIOUS),
    }
    file = tmp_path / "authority.pem"
    authority.cert_pem.write_to_path(str(file))
    servers, urls = [], {}
    for host, (certificate, verdict) in certificates.items():
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        certificate.configure_cert(context)
        servers.append(HostileServer(faults, tls=context))
        urls[f"https://{host}:{servers[-1].port}/fine"] = verdict
    servers.append(HostileServer(faults))
    urls[f"https://offen.example:{servers[-1].port}/fine"] = Verdict.TEMPORARY
    names = dict.fromkeys([*certificates, "offen.example"], "127.0.0.1")
    with NameServer(names) as name_server:
        for server in servers:
            server.__enter__()
        try:
            found = _judged(list(urls), _network(servers, name_server, authorities=str(file)))
        finally:
            for server in servers:
                server.__exit__()
    assert {url: judged.verdict for url, judged in found.items()} == urls


ROBOTS = {
    "ohne": ((404, "", "text/html"), Verdict.FINE),
    "zu": ((403, "", "text/html"), Verdict.FINE),
    "gestört": ((503, "", "text/html"), Verdict.TEMPORARY),
    "verboten": ((200, "User-agent: *\nDisallow: /", "text/plain"), Verdict.UNCHECKED),
    "html": ((200, "<title>User-agent: *</title>", "text/html"), Verdict.FINE),
    "wir": ((200, "User-agent: dreiklick\nAllow: /\nUser-agent: *\nDisallow: /", "text/plain"), Verdict.FINE),
    "groß": ((200, "#" * 600_000 + "\nUser-agent: *\nDisallow: /", "text/plain"), Verdict.FINE),
}


def test_robots_txt() -> None:
    """A13: missing, refused, broken, forbidding, HTML, for us, too large."""
    answers = {f"h{number}.example": answer for number, (answer, _) in enumerate(ROBOTS.values())}

    async def handler(exchange: Exchange) -> None:
        if exchange.path == "/robots.txt":
            status, body, kind = answers[exchange.host.partition(":")[0]]
            await exchange.answer(status, body, Content_Type=kind)
        else:
            await faults(exchange)

    with HostileServer(handler) as server, NameServer(dict.fromkeys(answers, "127.0.0.1")) as name_server:
        urls = [f"http://{host}:{server.port}/fine" for host in answers]
        found = _judged(urls, _network([server], name_server))
        asked = {host.partition(":")[0] for _, host, path in server.asked if path == "/fine"}
    verdicts = [found[url].verdict for url in urls]
    assert dict(zip(ROBOTS, verdicts, strict=True)) == {
        name: verdict for name, (_, verdict) in ROBOTS.items()
    }
    assert asked == {
        host for host, name in zip(answers, ROBOTS, strict=True) if name not in ("gestört", "verboten")
    }


def test_a_host_that_answers_everything_with_the_same_page_is_suspected() -> None:
    """A14: an invented address shows what its pages that do not exist look like."""

    async def handler(exchange: Exchange) -> None:
        if exchange.path == "/echt/":
            await exchange.page("Pflege zu Hause")
        elif exchange.path == "/robots.txt":
            await exchange.answer(404)
        else:
            await exchange.page("Musterdorf", f"Willkommen, Sie sind auf der Adresse {exchange.path}.")

    with HostileServer(handler) as server, NameServer({"h.example": "127.0.0.1"}) as name_server:
        base = f"http://h.example:{server.port}"
        found = _judged([f"{base}/echt/", f"{base}/weg/", f"{base}/"], _network([server], name_server))
        invented = [
            path for _, _, path in server.asked if path not in ("/echt/", "/weg/", "/", "/robots.txt")
        ]
    assert found[f"{base}/echt/"].verdict is Verdict.FINE
    assert found[f"{base}/"].verdict is Verdict.FINE
    assert "erfundene Adressen" in found[f"{base}/weg/"].reason
    assert len(invented) == 1


def test_fragments_are_looked_for_on_the_page_that_is_read_anyway() -> None:
    with HostileServer(faults) as server, NameServer({"h.example": "127.0.0.1"}) as name_server:
        url = f"http://h.example:{server.port}/fine"
        (trail,) = check({url: ["oben", "unten"]}, _network([server], name_server))
        pages = [path for _, _, path in server.asked if path == "/fine"]
    assert judge(trail).anchors == {"oben"}
    assert len(pages) == 1


def test_a_host_that_is_down_is_not_waited_for_again_and_again() -> None:
    """Robots.txt answers, pages do not: after two addresses the rest of the host is left for the next run."""

    async def handler(exchange: Exchange) -> None:
        if exchange.path == "/robots.txt":
            await exchange.answer(404)
        else:
            exchange.reset()

    with HostileServer(handler) as server, NameServer({"h.example": "127.0.0.1"}) as name_server:
        urls = [f"http://h.example:{server.port}/{number}" for number in range(8)]
        found = _judged(urls, _network([server], name_server, threads=1))
        asked = [path for _, _, path in server.asked if path != "/robots.txt"]
    assert {judged.verdict for judged in found.values()} == {Verdict.TEMPORARY}
    assert sorted(found) == urls
    assert len(asked) == 2 * 3  # two addresses, three tries each

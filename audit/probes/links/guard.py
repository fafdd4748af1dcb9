"""Which addresses may be asked: public ones, by HTTP, on the usual ports. Everything else is refused before any packet.

A page is written by people and may link anywhere, also by mistake or on purpose into the town hall's own network
(server-side request forgery, OWASP SSRF). Names are resolved once here and the connection goes to the address that
was checked, so that a name cannot change its mind between check and use (DNS rebinding).
"""

from __future__ import annotations

import ipaddress
import re
import socket
from dataclasses import dataclass
from urllib.parse import urlsplit

import dns.exception
import dns.resolver

from audit.probes.links.network import Network
from audit.probes.links.trail import Problem

LONGEST = 2083
#: Names that stand for nothing on the internet (RFC 2606, RFC 6761, RFC 6762).
RESERVED = ("example", "test", "invalid", "localhost", "local", "internal", "onion", "home.arpa")
#: Reachable from outside by their number, yet a cloud's own services.
_METADATA = frozenset({ipaddress.ip_address("168.63.129.16")})
_NAT64 = (ipaddress.ip_network("64:ff9b::/96"), ipaddress.ip_network("64:ff9b:1::/48"))
_COMPATIBLE = ipaddress.ip_network("::/96")
_SITE_LOCAL = ipaddress.ip_network("fec0::/10")  # RFC 3879: out of use, and still nobody's on the internet
_LABEL = re.compile(r"(?!-)[a-z0-9_-]{1,63}(?<!-)")

Ip = ipaddress.IPv4Address | ipaddress.IPv6Address


class Refused(Exception):
    """Not asked, or not to be had; ``problem`` says of which kind, the text why (German half sentence)."""

    def __init__(self, problem: Problem, why: str = "") -> None:
        super().__init__(why)
        self.problem = problem


@dataclass(frozen=True, slots=True)
class Place:
    """Where to connect: scheme, name for certificate and Host header, port, and checked IP addresses."""

    scheme: str
    host: str
    port: int
    ips: tuple[str, ...]


class Guard:
    """Admits addresses. One for each child process: it remembers names for the run."""

    def __init__(self, network: Network) -> None:
        self._open_to = frozenset(network.open_to)
        self._is_test = bool(network.nameserver)
        self._resolver = _resolver(network.nameserver)
        self._lifetime = network.connect
        self._known: dict[str, tuple[str, ...] | Refused] = {}
        self._names_work: bool | None = None

    def admit(self, url: str) -> Place:
        """Where ``url`` may be asked; Refused otherwise."""
        scheme, host, port = split(url)
        ips = self._ips(host)
        for ip in ips:
            if f"{ip}:{port}" in self._open_to:
                continue
            if port not in (80, 443) and port < 1024:
                raise Refused(Problem.REFUSED, f"Port {port} ist keiner für Webseiten")
            if why := forbidden(ip):
                raise Refused(Problem.REFUSED, f"{why} wird nicht abgefragt")
        return Place(scheme, host, port, ips)

    def _ips(self, host: str) -> tuple[str, ...]:
        literal = _literal(host)
        if literal:
            return (literal,)
        is_reserved = f".{host}".endswith(tuple(f".{name}" for name in RESERVED))
        if is_reserved and not (self._is_test and host.endswith(".example")):
            raise Refused(Problem.REFUSED, f"„{host}“ ist ein Beispielname oder ein Name im eigenen Netz")
        if host not in self._known:
            try:
                self._known[host] = self._resolve(host)
            except Refused as refused:
                self._known[host] = refused
        found = self._known[host]
        if isinstance(found, Refused):
            raise Refused(found.problem, str(found))
        return found

    def _resolve(self, host: str) -> tuple[str, ...]:
        try:
            answers = self._resolver.resolve_name(f"{host}.", lifetime=self._lifetime)
            found = sorted(answers.addresses(), key=lambda ip: (":" in ip, ip))
        except (dns.exception.DNSException, OSError) as error:
            if not self._can_resolve():
                raise Refused(Problem.OFFLINE) from error
            is_certain = isinstance(error, (dns.resolver.NXDOMAIN, dns.resolver.NoAnswer))
            raise Refused(Problem.NO_SUCH_NAME if is_certain else Problem.NAMES) from error
        if not found:
            raise Refused(Problem.NO_SUCH_NAME)
        return tuple(found)

    def _can_resolve(self) -> bool:
        """Whether the name service knows the internet at all: networks without it deny that any name exists."""
        if self._names_work is None:
            try:
                self._resolver.resolve("de.", "NS", lifetime=self._lifetime)
                self._names_work = True
            except (dns.exception.DNSException, OSError):
                self._names_work = False
        return self._names_work


def split(url: str) -> tuple[str, str, int]:
    """Scheme, host in ASCII and port; Refused for what no browser would open either or nobody should ask."""
    if len(url) > LONGEST:
        raise Refused(Problem.REFUSED, f"sie ist länger als {LONGEST} Zeichen")
    if re.search(r"[\x00-\x20\x7f]", url):
        raise Refused(Problem.MALFORMED, "Leer- oder Steuerzeichen darin")
    try:
        parts = urlsplit(url)
        port = parts.port
        host = (parts.hostname or "").rstrip(".")
        name = host if ":" in host else host.encode("idna").decode("ascii").lower()
    except (ValueError, UnicodeError) as error:
        raise Refused(Problem.MALFORMED, "sie ist keine gültige Adresse") from error
    if parts.scheme not in ("http", "https"):
        raise Refused(Problem.REFUSED, f"„{parts.scheme}:“ ist keine Webadresse")
    if parts.username is not None or parts.password is not None:
        raise Refused(Problem.REFUSED, "sie enthält Zugangsdaten")
    if not name or "\\" in parts.netloc or not (":" in name or all(map(_LABEL.fullmatch, name.split(".")))):
        raise Refused(Problem.MALFORMED, "der Name des Servers ist ungültig")
    return parts.scheme, name, port or (443 if parts.scheme == "https" else 80)


def forbidden(ip: str) -> str:
    """What is wrong with asking this IP address (German), "" if nothing.

    >>> forbidden("127.0.0.1"), forbidden("::ffff:10.0.0.1"), forbidden("8.8.8.8")
    ('eine Adresse im eigenen Netz', 'eine Adresse im eigenen Netz', '')
    """
    address: Ip = ipaddress.ip_address(ip.partition("%")[0])
    for inner in (address, *_embedded(address)):
        if not inner.is_global or inner.is_multicast or inner in _METADATA or inner in _SITE_LOCAL:
            return "eine Adresse im eigenen Netz"
    return ""


def _embedded(address: Ip) -> list[Ip]:
    """IPv4 addresses that an IPv6 address leads to (RFC 4291, 6052, 3056, 4380)."""
    if address.version == 4:
        return []
    found: list[Ip | None] = [address.ipv4_mapped, address.sixtofour, *(address.teredo or ())]
    if any(address in net for net in (*_NAT64, _COMPATIBLE)):
        found.append(ipaddress.IPv4Address(int(address) & 0xFFFFFFFF))
    return [inner for inner in found if inner is not None]


def _literal(host: str) -> str:
    """The IP address a host is written as, also in the old ways browsers still read (2130706433, 0x7f.1)."""
    try:
        return str(ipaddress.ip_address(host))
    except ValueError:
        pass
    if re.fullmatch(r"(0x[0-9a-f]*|\d+)", host.rsplit(".", 1)[-1]):
        try:
            return socket.inet_ntoa(socket.inet_aton(host))
        except OSError as error:
            raise Refused(Problem.MALFORMED, "der Name des Servers ist ungültig") from error
    return ""


def _resolver(nameserver: str) -> dns.resolver.Resolver:
    resolver = dns.resolver.Resolver(configure=not nameserver)
    if nameserver:
        ip, _, port = nameserver.rpartition(":")
        resolver.nameservers, resolver.port = [ip], int(port)
    resolver.search = []
    return resolver

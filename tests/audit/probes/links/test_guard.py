from __future__ import annotations

import ipaddress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from audit.probes.links.guard import Guard, Refused, forbidden, split
from audit.probes.links.network import Network
from audit.probes.links.trail import Problem
from tests.hostile.names import NameServer

CLOSED = Network("Dreiklick/0")


@pytest.mark.parametrize(
    "ip",
    [
        "0.0.0.0", "10.1.2.3", "100.64.0.1", "127.0.0.1", "127.255.255.254", "169.254.169.254", "172.16.0.1",
        "192.168.0.1", "192.0.2.1", "198.18.0.1", "224.0.0.1", "240.0.0.1", "255.255.255.255", "168.63.129.16",
        "::", "::1", "::7f00:1", "::ffff:127.0.0.1", "::ffff:169.254.169.254", "64:ff9b::10.0.0.1",
        "64:ff9b:1::7f00:1", "2002:7f00:1::", "2001:0:53aa:64c:0:0:80ff:fffe", "fc00::1", "fd00:ec2::254", "fe80::1",
        "fe80::1%eth0", "fec0::1", "ff02::1", "2001:db8::1",
    ],
)  # fmt: skip
def test_addresses_that_lead_inside_are_forbidden(ip: str) -> None:
    assert forbidden(ip)


@pytest.mark.parametrize("ip", ["8.8.8.8", "198.41.0.4", "2001:4860:4860::8888", "64:ff9b::8.8.8.8"])
def test_public_addresses_are_allowed(ip: str) -> None:
    assert forbidden(ip) == ""


@given(st.ip_addresses())
def test_nothing_private_ever_passes(ip: ipaddress.IPv4Address | ipaddress.IPv6Address) -> None:
    if not forbidden(str(ip)):
        assert ip.is_global
        assert not ip.is_loopback and not ip.is_link_local and not ip.is_multicast


@given(st.ip_addresses(v=4))
def test_no_ipv4_address_passes_in_the_clothes_of_ipv6(ip: ipaddress.IPv4Address) -> None:
    for dressed in (f"::ffff:{ip}", f"64:ff9b::{ip}", f"::{ip}"):
        if forbidden(str(ip)):
            assert forbidden(dressed)


@given(st.text(max_size=60))
def test_any_text_is_split_or_refused(text: str) -> None:
    for url in (text, f"http://{text}", f"https://amt.de/{text}"):
        try:
            scheme, host, port = split(url)
        except Refused:
            continue
        assert scheme in ("http", "https")
        assert host and host.isascii() and host == host.lower()
        assert 0 < port < 65_536


def test_names_become_ascii() -> None:
    assert split("https://Bürger.De./x#y") == ("https", "xn--brger-kva.de", 443)
    assert split("http://[2001:DB8::1]:8080/") == ("http", "2001:db8::1", 8080)


@pytest.mark.parametrize(
    "host", ["amt.example", "amt.test", "localhost", "drucker.local", "x.internal", "a.home.arpa"]
)
def test_names_that_stand_for_nothing_on_the_internet_are_not_asked_for(host: str) -> None:
    with pytest.raises(Refused, match="Beispielname") as refused:
        Guard(CLOSED).admit(f"https://{host}/")
    assert refused.value.problem is Problem.REFUSED


def test_one_address_inside_is_enough_to_refuse_a_name() -> None:
    with (
        NameServer({"gemischt.example": "198.41.0.4, 10.0.0.1"}) as names,
        pytest.raises(Refused, match="eigenen Netz"),
    ):
        Guard(Network("Dreiklick/0", nameserver=names.address)).admit("http://gemischt.example/")


def test_a_name_is_resolved_once_so_that_it_cannot_change_its_mind() -> None:
    with NameServer({"amt.example": "198.41.0.4"}) as names:
        guard = Guard(Network("Dreiklick/0", nameserver=names.address))
        first = guard.admit("http://amt.example/a")
        names.set("amt.example", "127.0.0.1")
        assert guard.admit("http://amt.example/b") == first
    assert first.ips == ("198.41.0.4",)


def test_only_what_is_opened_is_open() -> None:
    guard = Guard(Network("Dreiklick/0", open_to=("127.0.0.1:8080",)))
    assert guard.admit("http://127.0.0.1:8080/").ips == ("127.0.0.1",)
    for url in ("http://127.0.0.1:8081/", "http://127.0.0.2:8080/", "http://127.0.0.1/"):
        with pytest.raises(Refused):
            guard.admit(url)

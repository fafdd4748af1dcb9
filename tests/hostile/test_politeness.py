"""Five hundred addresses on fifty hosts: no host is pressed, no address lost, and no time wasted."""

from __future__ import annotations

import os
import signal
import subprocess
import threading
import time
from itertools import pairwise

import pytest

from audit.errors import ProbeError
from audit.external_links import Verdict
from audit.probes.links import check as parent
from audit.probes.links.check import Limits, check
from audit.probes.links.network import Network
from audit.probes.links.trail import Problem
from audit.probes.links.verdicts import judge
from tests.hostile.names import NameServer
from tests.hostile.server import Exchange, HostileServer, faults

HOSTS = {f"h{number}.example": f"127.0.0.{number}" for number in range(2, 52)}
PAUSE = 0.5


def _network(server: HostileServer, names: NameServer, **options: object) -> Network:
    return Network(
        "Dreiklick/0 (+https://musterstadt.example)",
        **options,
        open_to=server.open_to,
        nameserver=names.address,
    )


def _urls(server: HostileServer, each: int) -> dict[str, tuple[str, ...]]:
    return {f"http://{host}:{server.port}/fine?{n}": () for host in HOSTS for n in range(each)}


async def _no_robots(exchange: Exchange) -> None:
    await (exchange.answer(404) if exchange.path == "/robots.txt" else faults(exchange))


def test_five_hundred_addresses_on_fifty_hosts() -> None:
    """Each host gets twelve requests (robots.txt, an invented address, ten pages): 5.5 s are the least."""
    with HostileServer(_no_robots, tuple(HOSTS.values())) as server, NameServer(HOSTS) as names:
        urls = _urls(server, 10)
        found = {trail.address: judge(trail).verdict for trail in check(urls, _network(server, names))}
    assert found == dict.fromkeys(urls, Verdict.FINE)
    assert set(server.most_at_once.values()) == {1}
    for host in HOSTS:
        times = [moment for moment, asked, _ in server.asked if asked.startswith(f"{host}:")]
        assert len(times) == 12
        assert min(after - before for before, after in pairwise(times)) >= PAUSE * 0.98
    moments = [moment for moment, _, _ in server.asked]
    assert max(moments) - min(moments) < 3 * 11 * PAUSE  # 1.2 on a machine with nothing else to do


def test_no_address_is_lost_when_the_child_is_killed_twice() -> None:
    killed: list[int] = []

    def kill_soon(process: subprocess.Popen[str]) -> None:
        if len(killed) < 2:
            killed.append(process.pid)
            threading.Timer(2.5, _kill, [process]).start()

    with HostileServer(_no_robots, tuple(HOSTS.values())) as server, NameServer(HOSTS) as names:
        urls = _urls(server, 6)
        network = _network(server, names, threads=4, pause=0.2)
        found = [trail.address for trail in check(urls, network, Limits(started=kill_soon))]
    assert len(killed) == 2
    assert sorted(found) == sorted(urls)


def _kill(process: subprocess.Popen[str]) -> None:
    if process.poll() is None:
        os.killpg(process.pid, signal.SIGKILL)


def test_an_address_over_which_the_child_dies_twice_is_told_and_the_others_are_checked() -> None:
    """The server kills the child that asks for one address, as a bug in a parser would."""
    children: list[subprocess.Popen[str]] = []

    async def handler(exchange: Exchange) -> None:
        if exchange.path == "/tot":
            _kill(children[-1])
        else:
            await _no_robots(exchange)

    with HostileServer(handler, ("127.0.0.2",)) as server, NameServer({"h2.example": "127.0.0.2"}) as names:
        base = f"http://h2.example:{server.port}"
        urls = dict.fromkeys([f"{base}/fine?1", f"{base}/tot", f"{base}/fine?2"], ())
        network = _network(server, names, pause=0.05)
        trails = {trail.address: trail for trail in check(urls, network, Limits(started=children.append))}
    assert trails.keys() == urls.keys()
    assert trails[f"{base}/tot"].problem is Problem.DIED
    assert judge(trails[f"{base}/tot"]).verdict is Verdict.TEMPORARY
    assert judge(trails[f"{base}/fine?2"]).verdict is Verdict.FINE


def test_a_child_that_hangs_is_killed_with_all_it_started(monkeypatch: pytest.MonkeyPatch) -> None:
    children: list[subprocess.Popen[str]] = []
    with (
        HostileServer(_no_robots, ("127.0.0.2",)) as server,
        NameServer({"h2.example": "127.0.0.2"}) as names,
    ):
        url = f"http://h2.example:{server.port}/fine"

        def stop(process: subprocess.Popen[str]) -> None:
            children.append(process)
            process.send_signal(signal.SIGSTOP)

        monkeypatch.setattr(parent, "_START_SECONDS", 0.5)
        with pytest.raises(ProbeError, match="startet nicht"):
            list(check({url: ()}, _network(server, names), Limits(started=stop)))
    assert [child.returncode for child in children] == [-signal.SIGKILL] * 3


def test_what_is_not_reached_in_time_has_no_verdict() -> None:
    with (
        HostileServer(_no_robots, ("127.0.0.2",)) as server,
        NameServer({"h2.example": "127.0.0.2"}) as names,
    ):
        urls = {f"http://h2.example:{server.port}/fine?{number}": () for number in range(50)}
        started = time.monotonic()
        found = list(check(urls, _network(server, names), Limits(seconds=2.0)))
        seconds = time.monotonic() - started
    assert len(found) < 50
    assert seconds < 10

"""The child process: LinkChecker over a list of addresses, ``python -m audit.probes.links.child``.

It reads one JSON object on standard input (``addresses`` with the fragments asked about, ``network``, ``threads``) and
writes one JSON object a line: ``{"begun": address}``, then ``{"done": trail}``, each at once. LinkChecker does not run in
our own process since it sets the process-wide socket timeout, writes into the home folder, may end the process, and
its threads may hang (docs/decisions/029-external-links.md).
"""

from __future__ import annotations

import json
import os
import sys
import threading
from collections.abc import Mapping
from typing import Any, TextIO

from linkcheck import configuration, plugins
from linkcheck.cache.results import ResultCache
from linkcheck.cache.robots_txt import RobotsTxt
from linkcheck.cache.urlqueue import UrlQueue
from linkcheck.checker import get_url_from
from linkcheck.director import check_urls
from linkcheck.director.aggregator import Aggregate
from linkcheck.logger import _Logger

from audit.probes.links import network as networks
from audit.probes.links import trail as trails
from audit.probes.links.adapter import Adapter, Shared
from audit.probes.links.exchange import Wire
from audit.probes.links.guard import Guard, Refused
from audit.probes.links.trail import Problem, Trail
from audit.probes.links.turns import Turns

Fragments = Mapping[str, tuple[str, ...]]


class _Out:
    """The stream to the parent: a line is out when the call returns."""

    def __init__(self, stream: TextIO) -> None:
        self._stream = stream
        self._lock = threading.Lock()

    def line(self, **event: Any) -> None:
        with self._lock:
            self._stream.write(json.dumps(event) + "\n")
            self._stream.flush()


class _Here(threading.local):
    """The adapter of the running thread; None in a thread that has sent nothing."""

    adapter: Adapter | None = None


class _NoResults(ResultCache):
    """Each address is asked for itself: LinkChecker would take a redirect's target for known and tell us nothing."""

    def get_result(self, key: str) -> None:
        return None

    def has_result(self, key: str) -> bool:
        return False


class _Queue(UrlQueue):
    """Says which address a thread takes up."""

    def __init__(self, here: _Here, out: _Out, fragments: Fragments) -> None:
        super().__init__()
        self._here, self._out, self._fragments = here, out, fragments

    def get(self, timeout: float | None = None) -> Any:
        item = super().get(timeout)
        self._out.line(begun=item.base_url)
        if self._here.adapter is not None:
            self._here.adapter.begin(item.base_url, self._fragments[item.base_url])
        return item


class _Aggregate(Aggregate):
    """LinkChecker's sessions with our adapter, and without its waiting, which happens under one lock for all hosts."""

    def __init__(self, here: _Here, shared: Shared, *parts: Any) -> None:
        super().__init__(*parts)
        self._here, self._shared = here, shared

    def add_request_session(self) -> None:
        super().add_request_session()
        session = self.get_request_session()
        session.trust_env = False  # no proxy or password of this machine
        session.adapters.clear()
        self._here.adapter = Adapter(self._shared)
        session.mount("", self._here.adapter)

    def wait_for_host(self, host: str) -> None:
        """The adapter waits, see ``turns``."""


class _Lines(_Logger):
    """LinkChecker's results. What we need of them stands in the trail; its texts are translated and not read."""

    LoggerName = "dreiklick"

    def __init__(self, **options: Any) -> None:
        self._here, self._out, self._guard = (options.pop(name) for name in ("here", "out", "guard"))
        super().__init__(**self.get_args(options))

    def start_output(self) -> None:
        """Nothing comes before the first line."""

    def log_url(self, url_data: Any) -> None:
        adapter = self._here.adapter
        trail = adapter.trail if adapter else Trail("")
        if trail.address != url_data.base_url:
            trail = Trail(url_data.base_url)
        if not trail.hops and trail.problem is None:  # LinkChecker saw no need to ask
            try:
                self._guard.admit(trail.address)
                trail.problem = Problem.NOT_UNDERSTOOD
            except Refused as refused:
                trail.problem, trail.detail = refused.problem, str(refused)
        self._out.line(done=trails.to_data(trail))

    def end_output(self, **kwargs: Any) -> None:
        """Nothing comes after the last line."""


def main() -> None:
    """Check what standard input asks for."""
    out = _Out(os.fdopen(os.dup(1), "w", encoding="utf-8"))
    os.dup2(2, 1)  # what LinkChecker prints must not come between our lines
    job = json.load(sys.stdin)
    network = networks.from_data(job["network"])
    fragments = {address: tuple(asked) for address, asked in job["addresses"]}
    here = _Here()
    guard = Guard(network)
    shared = Shared(network, guard, Wire(network.user_agent, network.authorities), Turns(network.pause))
    config = _config(network, job["threads"], here=here, out=out, guard=guard)
    aggregate = _Aggregate(
        here,
        shared,
        config,
        _Queue(here, out, fragments),
        RobotsTxt(network.user_agent),
        plugins.PluginManager(config),
        _NoResults(0),
    )
    for address in fragments:
        # level 1: the host is not taken for one of ours; (1, 0): foreign, but checked
        aggregate.urlqueue.put(get_url_from(address, 1, aggregate, extern=(1, 0)))
    check_urls(aggregate)


def _config(network: networks.Network, threads: int, **logger: Any) -> configuration.Configuration:
    """List mode: no recursion, no content, every result told."""
    config = configuration.Configuration()
    config.update(
        allowedschemes=["http", "https"],  # its other clients would go past our guard
        checkextern=True,
        recursionlevel=0,
        robotstxt=False,  # the adapter asks it, by RFC 9309
        status=False,
        verbose=True,
        threads=threads,
        timeout=network.seconds,
        aborttimeout=5,
        useragent=network.user_agent,
        pluginfolders=[],
    )
    config.logger_add(_Lines)
    config["logger"] = config.logger_new(_Lines.LoggerName, **logger)
    config.sanitize()
    return config


if __name__ == "__main__":
    main()

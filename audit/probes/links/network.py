"""How the network is asked: the limits, and what tests open. The defaults are closed and polite."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Network:
    """Limits of asking, in seconds and bytes.

    ``open_to`` lists ``ip:port`` that may be asked although the guard would refuse them, ``nameserver`` is an
    ``ip:port`` to ask for names, ``authorities`` a file with one more certificate authority. They exist for tests and
    benchmarks with servers on loopback; no option, setting or environment variable reaches them.
    """

    user_agent: str
    pause: float = 0.5
    seconds: float = 20.0
    connect: float = 8.0
    most_bytes: int = 2_000_000
    robots_bytes: int = 500_000
    retry_after: float = 30.0
    backoff: float = 1.0
    threads: int = 32  # nearly all of them wait for their host's turn
    open_to: tuple[str, ...] = ()
    nameserver: str = ""
    authorities: str = ""

    def as_data(self) -> dict[str, Any]:
        """Plain data, for the child."""
        return asdict(self)


def from_data(data: Mapping[str, Any]) -> Network:
    """The inverse of ``as_data``."""
    return Network(**{**data, "open_to": tuple(data["open_to"])})

"""What is another about a site since the last look, as far as rules about the whole site may notice."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any


@dataclass
class Changes:
    """What is another since the last look: ``pages`` by what they say or what is declared of them; pages whose contacts,
    titles or ways are others; goals that lead elsewhere; keys of what is usual. ``structure``: a page or file came or went.
    ``everything``: the day, the registry or what else all pages share.
    """

    pages: set[str] = field(default_factory=set)
    declared: set[str] = field(default_factory=set)
    contacts: set[str] = field(default_factory=set)
    titles: set[str] = field(default_factory=set)
    ways: set[str] = field(default_factory=set)
    links: set[int] = field(default_factory=set)
    places: set[int] = field(default_factory=set)
    usual: dict[str, set[Any]] = field(default_factory=dict)
    structure: bool = False
    everything: bool = False

    def __or__(self, other: Changes) -> Changes:
        """The changes of both."""
        names = {*self.usual, *other.usual}
        return Changes(
            pages=self.pages | other.pages,
            declared=self.declared | other.declared,
            contacts=self.contacts | other.contacts,
            titles=self.titles | other.titles,
            ways=self.ways | other.ways,
            links=self.links | other.links,
            places=self.places | other.places,
            usual={name: self.usual.get(name, set()) | other.usual.get(name, set()) for name in names},
            structure=self.structure or other.structure,
            everything=self.everything or other.everything,
        )

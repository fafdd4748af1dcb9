"""robots.txt by RFC 9309: the group that names us, else that for everybody; the longest matching path decides.

The parsers of Python and LinkChecker take the first match and know no wildcards. What is written here is the whole of
sections 2.2.1 to 2.2.3; matching takes no regular expression, so no pattern can make it slow.
"""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import quote, unquote, urlsplit

TOKEN = "dreiklick"


@dataclass(frozen=True, slots=True)
class Robots:
    """Rules that hold for us: (path pattern, allowed)."""

    rules: tuple[tuple[str, bool], ...] = ()

    def allows(self, url: str) -> bool:
        """Whether we may ask for this address.

        >>> parse("User-agent: *\\nDisallow: /intern/\\nAllow: /intern/a$").allows("https://x.example/intern/a")
        True
        """
        parts = urlsplit(url)
        path = _normal(parts.path or "/") + (f"?{_normal(parts.query)}" if parts.query else "")
        matching = [(len(pattern), allowed) for pattern, allowed in self.rules if _matches(pattern, path)]
        return max(matching)[1] if matching else True


def parse(text: str) -> Robots:
    """The rules for us in a robots.txt; everything is allowed by one that says nothing to us."""
    groups: dict[str, list[tuple[str, bool]]] = {}
    agents: list[str] = []
    in_rules = False
    for line in text.lstrip("\ufeff").splitlines():
        key, _, value = line.partition("#")[0].partition(":")
        key, value = key.strip().lower(), value.strip()
        if key == "user-agent":
            agents = [*([] if in_rules else agents), value.lower()]
            in_rules = False
            groups.setdefault(value.lower(), [])
        elif key in ("allow", "disallow"):
            in_rules = True
            if value:
                for agent in agents:
                    groups[agent].append((_normal(value), key == "allow"))
    return Robots(tuple(groups.get(TOKEN, groups.get("*", ()))))


def _normal(path: str) -> str:
    return quote(unquote(path, errors="replace"), safe="/?&=*$:@!,;+'()~-._%")


def _matches(pattern: str, path: str) -> bool:
    is_whole = pattern.endswith("$")
    first, *rest = pattern.removesuffix("$").split("*")
    if not path.startswith(first):
        return False
    at = len(first)
    for number, piece in enumerate(rest, 1):
        if is_whole and number == len(rest):
            return len(path) - len(piece) >= at and path.endswith(piece)
        at = path.find(piece, at)
        if at < 0:
            return False
        at += len(piece)
    return not is_whole or at == len(path)

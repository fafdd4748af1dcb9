"""What the page at an address says, as far as it tells a real page from an error page in disguise."""

from __future__ import annotations

import re
from collections.abc import Iterable

from selectolax.lexbor import LexborHTMLParser

from audit.probes.links.trail import PageFacts
from audit.probes.pages import decode

_MOST_WORDS = 400
_CHARSET = re.compile(r"charset\s*=\s*[\"']?([\w-]+)", re.I)
#: So much of their words two pages may differ in, and so many words at least, and still count as the same.
_DIFFERENT_PART, _DIFFERENT_WORDS = 0.1, 3
#: A page with fewer words is drawn by a script: what it shows is not in it.
_FEWEST_WORDS = 5


def read(body: bytes, content_type: str, fragments: Iterable[str]) -> PageFacts:
    """Title, first words and the fragments that are there. Never raises for what is in the body."""
    tree = LexborHTMLParser(_text(body, content_type))
    title = tree.css_first("title")
    main = tree.css_first("main") or tree.body
    words = re.findall(r"[^\W\d_]{3,}", main.text(separator=" ")[:20_000].casefold()) if main else []
    names = {node.attributes.get("id") for node in tree.css("[id]")}
    names |= {node.attributes.get("name") for node in tree.css("a[name]")}
    return PageFacts(
        " ".join(title.text().split())[:300] if title else "",
        sorted(set(words[:_MOST_WORDS])),
        sorted(fragment for fragment in fragments if fragment in names),
    )


def are_alike(one: PageFacts, other: PageFacts) -> bool:
    """Whether two pages are the same but for an address or number in them.

    >>> words = ["diese", "seite", "gibt", "leider", "nicht"]
    >>> are_alike(PageFacts("Fehler", words), PageFacts("Fehler", [*words, "mehr"]))
    True
    """
    first, second = set(one.words), set(other.words)
    if one.title != other.title or min(len(first), len(second)) < _FEWEST_WORDS:
        return False
    return len(first ^ second) <= max(_DIFFERENT_WORDS, _DIFFERENT_PART * len(first | second))


def _text(body: bytes, content_type: str) -> str:
    """As browsers read it: byte-order mark, then the header, then what the page declares."""
    if body.startswith((b"\xff\xfe", b"\xfe\xff")):
        return body.decode("utf-16", "replace")
    declared = _CHARSET.search(content_type)
    if declared and not body.startswith(b"\xef\xbb\xbf"):
        try:
            return body.decode(declared[1])
        except (LookupError, UnicodeDecodeError):
            pass  # the label is wrong: the bytes decide
    return decode(body)

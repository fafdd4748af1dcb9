"""Making audited text harmless: what a page says is data and may contain anything."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

_ANSI = re.compile(r"\x1b\[[0-?]*[ -/]*[@-~]|\x1b\][^\x07\x1b]*(?:\x07|\x1b\\)")
# C0 and C1 without tab and newline, bidirectional embeddings, overrides and isolates (CVE-2021-42574,
# "Trojan Source"), and what XML 1.0 forbids (section 2.2, production Char).
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ufffe\uffff]")
_SURROGATE = re.compile(r"[\ud800-\udfff]")
_SPACE = re.compile(r"\s+")


def printable(text: str) -> str:
    """The text without escape sequences, control characters and overrides of the writing direction.

    Legal in XML 1.0 and encodable as UTF-8: a lone surrogate becomes U+FFFD.
    """
    if text.isprintable():  # as nearly all is
        return text
    text = _CONTROL.sub("", _ANSI.sub("", text.replace("\r\n", "\n")))
    return _SURROGATE.sub("\N{REPLACEMENT CHARACTER}", text)


def one_line(text: str) -> str:
    """The printable text with every run of white space as one space."""
    if text.isprintable() and "  " not in text:  # of white space, only the space is printable
        return text.strip()
    return _SPACE.sub(" ", printable(text)).strip()


def web_address(address: str) -> str | None:
    """The address if a browser may be sent there (http or https with a host), else None."""
    cleaned = printable(address)
    try:
        parts = urlsplit(cleaned)
        host = parts.hostname
    except ValueError:
        return None
    return cleaned if cleaned == address and parts.scheme in ("http", "https") and host else None

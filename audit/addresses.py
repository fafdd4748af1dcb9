"""Web addresses: joining, comparing, finding them in style sheets."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import suppress
from functools import lru_cache
from urllib.parse import urljoin

_CSS_ADDRESS = re.compile(
    r"""url\(\s*(['"]?)(?P<url>[^'")]+)\1\s*\)|@import\s+(['"])(?P<import>[^'"]+)\3""", re.I
)


def css_addresses(css: str) -> Iterator[str]:
    """Addresses a style sheet loads.

    >>> list(css_addresses('@import "a.css"; b{background:url(c.png)} i{background:url(data:x)}'))
    ['a.css', 'c.png']
    """
    for match in _CSS_ADDRESS.finditer(css):
        address = (match["url"] or match["import"]).strip()
        if not address.startswith(("data:", "#")):
            yield address


@lru_cache(maxsize=4096)
def origin(scheme: str, netloc: str) -> str:
    """Scheme and host as browsers compare them: lower case, umlauts in ASCII, without the usual port."""
    host = netloc.lower().removesuffix(":443" if scheme == "https" else ":80")
    with suppress(UnicodeError):  # no valid host: compared as written
        host = host.encode("idna").decode("ascii")
    return f"{scheme}://{host}"


def join(base: str, href: str) -> str:
    try:
        return urljoin(base, href)
    except ValueError:  # e.g. "http://[": no address at all
        return ""

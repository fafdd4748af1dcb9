"""Get the pages to audit: from a folder, from a live site by following its links, from a sitemap, from a list."""

from __future__ import annotations

import html
import os
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field, replace
from functools import cached_property, lru_cache
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import unquote, urljoin, urlsplit

from audit.addresses import css_addresses
from audit.errors import ProbeError
from audit.page import Page
from audit.site import Site

if TYPE_CHECKING:
    from audit.probes.http import Answer, Fetcher

_CHARSET = re.compile(rb"""<meta[^>]+charset\s*=\s*["']?([\w-]+)""", re.I)
_PARALLEL = 4


@dataclass(frozen=True)
class Pages:
    """What was found. ``urls`` says where a browser finds each page that is not served from ``folder``.

    ``failures`` are pages that exist and could not be read, ``skipped`` what was asked for and is no HTML page, both
    with a German reason. ``cut`` says that there are more
    pages than were asked for.
    """

    site: Site
    folder: Path | None = None
    urls: Mapping[str, str] = field(default_factory=dict)
    failures: Mapping[str, str] = field(default_factory=dict)
    skipped: Mapping[str, str] = field(default_factory=dict)
    cut: bool = False

    def bytes_of(self, page: Page) -> Iterator[bytes] | None:
        """The page and everything it loads from its own site, for the cache key; None if that cannot be known."""
        return _closure(self.folder, page) if self.folder else None


def from_folder(folder: Path, base: str) -> Pages:
    """All HTML pages of a built site; every other file is an address that exists. ProbeError without any page."""
    pages: dict[str, Page] = {}
    files: set[str] = set()
    for parts in sorted(_files(folder)):
        address = "/" + "/".join(parts)
        if os.path.splitext(parts[-1])[1] in (".html", ".htm"):  # noqa: PTH122  ten thousand times
            url = address.removesuffix("index.html")
            pages[url] = Page(url, base, FileText(f"{folder}{address}"))
        else:
            files.add(address)
    if not pages:
        raise ProbeError(f"In {folder} ist keine HTML-Seite. Bitte den Ordner einer gebauten Website nennen.")
    return Pages(Site(base, pages, frozenset(files)), folder)


def renewed(pages: Pages, touched: Iterable[str]) -> Pages:
    """The same folder when these files (paths below it) were written or removed since; only they are looked at."""
    folder, site = pages.folder, pages.site
    found, files = dict(site.pages), set(site.files)
    for name in touched:
        address = f"/{name}"
        is_there = os.path.isfile(f"{folder}{address}")  # noqa: PTH113
        url = address.removesuffix("index.html")
        if os.path.splitext(name)[1] not in (".html", ".htm"):  # noqa: PTH122
            (files.add if is_there else files.discard)(address)
        elif is_there:
            found[url] = Page(url, site.base, FileText(f"{folder}{address}"))
        else:
            found.pop(url, None)
    if found.keys() != site.pages.keys():
        found = {url: found[url] for url in sorted(found, key=_parts)}
    return replace(
        pages, site=Site(site.base, found, frozenset(files) if files != site.files else site.files)
    )


def _parts(url: str) -> list[str]:
    """By what ``from_folder`` sorts."""
    return (f"{url}index.html" if url.endswith("/") else url).lstrip("/").split("/")


def _files(folder: Path) -> Iterator[tuple[str, ...]]:
    """The path of each file below the folder, in parts; folders are not followed through links."""
    for place, _, names in os.walk(folder):
        inside = place[len(str(folder)) :].split(os.sep)[1:]  # noqa: PTH206  ten thousand times
        yield from ((*inside, name) for name in names if os.path.isfile(f"{place}/{name}"))  # noqa: PTH113


@dataclass(frozen=True)
class FileText:
    """The markup of a page in a folder, read when somebody asks for it."""

    path: str

    @cached_property
    def digest(self) -> str:
        """Hash of its bytes when somebody first read them."""
        return sha256(_raw(self.path)).hexdigest()

    def expect(self, digest: str) -> None:
        """From now on the file has these bytes. ProbeError if somebody read others."""
        if vars(self).setdefault("digest", digest) != digest:  # where cached properties keep their values
            raise ProbeError(f"{self.path} wurde während der Prüfung geändert. Bitte noch einmal prüfen.")

    def read(self) -> str:
        """The markup. ProbeError if the file is not any more what somebody read before."""
        raw = _raw(self.path)
        self.expect(sha256(raw).hexdigest())
        return decode(raw)


def _raw(path: str) -> bytes:
    with open(path, "rb", buffering=0) as file:  # noqa: PTH123  ten thousand times
        return file.read()


def from_crawl(start: str, fetcher: Fetcher, limit: int, progress: Callable[[int], None]) -> Pages:
    """A live site, by following its links from ``start`` on the same host, nearest pages first."""
    parts = urlsplit(start)
    base = f"{parts.scheme}://{parts.netloc}"
    home = parts.path or "/"
    return _crawl(base, home, [home], fetcher, limit, progress, follow=True)


def from_sitemap(address: str, fetcher: Fetcher, limit: int, progress: Callable[[int], None]) -> Pages:
    """The pages a sitemap (or an index of sitemaps) names; ProbeError if it cannot be read."""
    addresses = list(_sitemap_addresses(address, fetcher, depth=2))
    if not addresses:
        raise ProbeError(f"{address} nennt keine Seiten. Ist es eine Sitemap?")
    parts = urlsplit(addresses[0])
    base = f"{parts.scheme}://{parts.netloc}"
    paths = [urlsplit(item).path or "/" for item in addresses if item.startswith(base)]
    return _crawl(base, "/", paths, fetcher, limit, progress, follow=False)


def from_list(addresses: Iterable[str], fetcher: Fetcher, progress: Callable[[int], None]) -> Pages:
    """Single pages that have nothing to do with each other, by absolute address."""
    addresses = list(dict.fromkeys(addresses))
    pages: dict[str, Page] = {}
    failures: dict[str, str] = {}
    skipped: dict[str, str] = {}
    with ThreadPoolExecutor(_PARALLEL) as pool:
        for done, answer in enumerate(pool.map(fetcher.get, addresses), 1):
            if answer.problem:
                failures[answer.asked] = answer.problem
            elif not answer.is_html:
                skipped[answer.asked] = f"ist keine HTML-Seite ({answer.content_type or 'ohne Inhalt'})"
            else:
                pages[answer.asked] = Page(answer.asked, "", decode(answer.body))
            progress(done)
    return Pages(Site("", pages), urls={url: url for url in pages}, failures=failures, skipped=skipped)


def _crawl(
    base: str,
    home: str,
    paths: list[str],
    fetcher: Fetcher,
    limit: int,
    progress: Callable[[int], None],
    *,
    follow: bool,
) -> Pages:
    pages: dict[str, Page] = {}
    files: set[str] = set()
    missing: set[str] = set()
    failures: dict[str, str] = {}
    seen = set(paths)
    layer = list(dict.fromkeys(paths))
    cut = False
    with ThreadPoolExecutor(_PARALLEL) as pool:
        while layer:
            room = limit - len(pages)
            cut, layer = len(layer) > room, layer[:room]
            found: list[str] = []
            for path, answer in zip(
                layer, pool.map(lambda path: fetcher.get(base + path), layer), strict=True
            ):
                page = _sort_in(base, path, answer, pages, files, missing, failures)
                found += [goal.address for goal in page.goals if goal.is_internal] if page and follow else []
                progress(len(pages))
            layer = [path for path in dict.fromkeys(found) if path not in seen]
            seen.update(layer)
            if cut:
                break
    if not pages and not failures:
        raise ProbeError(f"{base}{home} ist keine HTML-Seite.")
    if home in failures and not pages:
        raise ProbeError(f"{base}{home}: {failures[home]}")
    urls = {path: base + path for path in pages}
    return Pages(Site(base, pages, frozenset(files), frozenset(missing), home), None, urls, failures, cut=cut)


def _sort_in(
    base: str,
    path: str,
    answer: Answer,
    pages: dict[str, Page],
    files: set[str],
    missing: set[str],
    failures: dict[str, str],
) -> Page | None:
    """Put one answer where it belongs; the page if it is a new one."""
    if answer.status in (404, 410):
        missing.add(path)
    elif answer.problem:
        failures[path] = answer.problem
    elif not answer.final.startswith(base + "/"):
        files.add(path)  # leads to another host
    elif not answer.is_html:
        files.add(path)
    else:
        final = unquote(urlsplit(answer.final).path)
        files.add(path)
        if final not in pages:
            pages[final] = Page(final, base, decode(answer.body))
            return pages[final]
    return None


def _sitemap_addresses(address: str, fetcher: Fetcher, depth: int) -> Iterator[str]:
    answer = fetcher.get(address)
    if answer.problem:
        raise ProbeError(f"{address}: {answer.problem}")
    text = decode(answer.body)
    found = [html.unescape(item) for item in re.findall(r"<loc>\s*([^<]+?)\s*</loc>", text)]
    if "<sitemapindex" in text and depth:
        for item in found:
            yield from _sitemap_addresses(item, fetcher, depth - 1)
    else:
        yield from found


def decode(raw: bytes) -> str:
    """HTML as text: byte-order mark, then UTF-8, then what the page declares, then Windows-1252, which never fails.

    >>> decode("Grüße".encode("latin-1"))
    'Grüße'
    """
    for encoding in ("utf-8-sig", *(name.decode("ascii") for name in _CHARSET.findall(raw[:2048])[:1])):
        try:
            return raw.decode(encoding)
        except (UnicodeDecodeError, LookupError):
            continue
    return raw.decode("cp1252", errors="replace")


@lru_cache(maxsize=64)
def _loaded_by_css(raw: bytes) -> tuple[str, ...]:
    """Addresses in a style sheet; cached, since all pages of a site share theirs."""
    return tuple(css_addresses(raw.decode("utf-8", "replace")))


def _closure(folder: Path, page: Page) -> Iterator[bytes]:
    """The page's bytes, then those of each file it loads, through style sheets, in a fixed order."""
    yield page.url.encode()
    yield page.html.encode("utf-8", "surrogatepass")
    todo = sorted({resource.url for resource in page.resources})
    seen = set(todo)
    while todo:
        url = todo.pop(0)
        path = folder / unquote(urlsplit(url).path).lstrip("/")
        if not (
            url.startswith(page.base + "/")
            and path.is_file()
            and path.resolve().is_relative_to(folder.resolve())
        ):
            continue
        raw = path.read_bytes()
        yield raw
        if path.suffix == ".css":
            inner = {urljoin(url, item) for item in _loaded_by_css(raw)} - seen
            todo += sorted(inner)
            seen |= inner

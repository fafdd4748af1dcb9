"""Which pages have which title, brought up to date by page."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from audit.page import Page


class LiveTitles:
    """``Site.urls_by_title`` of the pages as they are now."""

    def __init__(self, urls_by_title: Mapping[str, tuple[str, ...]]) -> None:
        self.urls_by_title = dict(urls_by_title)

    def renew(self, urls: Iterable[str], old: Mapping[str, Page], new: Mapping[str, Page]) -> set[str]:
        """Take in what these pages are called now; the pages whose title came or went, with those of the same title."""
        touched: set[str] = set()
        for url in sorted(urls):
            before, after = (_title(pages.get(url)) for pages in (old, new))
            if before == after:
                continue
            for title, is_here in ((before, False), (after, True)):
                if title is not None:
                    others = frozenset(self.urls_by_title.get(title, ())) - {url}
                    touched |= others | {url}
                    self.urls_by_title[title] = tuple(sorted(others | {url} if is_here else others))
        return touched


def _title(page: Page | None) -> str | None:
    return None if page is None or page.redirect else page.title

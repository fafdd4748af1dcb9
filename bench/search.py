"""Measure the search: how often is the page that people look for among the first five results?

Each query is asked of the built search page, in Chromium, by its address: what is measured is what visitors get.

A file of queries has a line for each: the query, a tab, the address of the page that should be found. An address like
``/pflegegrad/antrag/`` is on the site that is measured, ``https://host/…`` on the microsite of that host. Empty lines and
lines that begin with ``#`` do not count.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlsplit

from selenium.common.exceptions import TimeoutException
from selenium.webdriver.support.wait import WebDriverWait

from audit import manifest
from audit.errors import DataError, ProbeError
from audit.probes.chromium import Chromium, find_programs
from audit.probes.local_server import LocalServer

PROJECT_DIR = Path(__file__).resolve().parent.parent
QUERIES = Path(__file__).with_name("queries.tsv")
NEEDED = 0.95
FIRST = 5
_SECONDS = 10.0
_RESULTS = """
const said = document.getElementById("dk-suche-status")?.textContent;
const links = document.querySelectorAll("#dk-suche-ergebnisse h3 a");
return said ? [said, [...links].map(link => link.getAttribute("href"))] : null;
"""


@dataclass(frozen=True, slots=True)
class Query:
    """What somebody types on a microsite, and the page that should be found: root-relative, ending in a slash."""

    text: str
    site: str
    page: str


@dataclass(frozen=True, slots=True)
class Answer:
    """What the search page said and showed: the addresses of its results in their order."""

    query: Query
    said: str
    found: tuple[str, ...]

    @property
    def place(self) -> int | None:
        """1 if the expected page came first; None if it was not shown."""
        return self.found.index(self.query.page) + 1 if self.query.page in self.found else None

    @property
    def is_hit(self) -> bool:
        """Whether the expected page is among the first five."""
        return self.place is not None and self.place <= FIRST


def read_queries(file: Path, site: str, hosts: Mapping[str, str]) -> list[Query]:
    """The queries of ``file``; ``hosts`` names the microsite of each host. DataError with the line if one is wrong."""
    try:
        lines = file.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise DataError(
            f"{file} lässt sich nicht lesen ({getattr(error, 'strerror', None) or 'kein UTF-8'})."
        ) from error
    queries = [
        _query(f"{file.name}, Zeile {number}", line, site, hosts)
        for number, line in enumerate(lines, 1)
        if line.strip() and not line.startswith("#")
    ]
    if not queries:
        raise DataError(f"{file.name} enthält keine Suchanfrage.")
    return queries


def _query(place: str, line: str, site: str, hosts: Mapping[str, str]) -> Query:
    text, _, address = (part.strip() for part in line.partition("\t"))
    try:
        parts = urlsplit(address)
    except ValueError:  # a host that cannot be one
        parts = urlsplit("")
    if not text or not parts.path.startswith("/"):
        raise DataError(f"{place}: Erwartet wird Suchanfrage, Tabulator, Adresse wie /pflegegrad/antrag/.")
    if parts.netloc and parts.netloc not in hosts:
        raise DataError(f"{place}: Keine gebaute Microsite hat den Rechnernamen „{parts.netloc}“.")
    return Query(text, hosts.get(parts.netloc, site), parts.path.rstrip("/") + "/")


def built_hosts(project: Path) -> dict[str, str]:
    """Host → name of every microsite that is built."""
    manifests = (manifest.read(file) for file in sorted(project.glob("build/*/manifest.json")))
    return {urlsplit(built.url).netloc: built.site for built in manifests}


def ask(queries: Iterable[Query], project: Path, progress: Callable[[str], None]) -> list[Answer]:
    """The search page's answer to each query. ProbeError if a site is not built or the browser does not do its part."""
    chromium = Chromium(find_programs(), offline=True)
    try:
        chromium.limit(30)
        by_site: dict[str, list[Query]] = {}
        for query in queries:
            by_site.setdefault(query.site, []).append(query)
        return [
            answer
            for site, asked in by_site.items()
            for answer in _ask_site(chromium, site, asked, project, progress)
        ]
    finally:
        chromium.stop()


def _ask_site(
    chromium: Chromium, site: str, queries: Sequence[Query], project: Path, progress: Callable[[str], None]
) -> list[Answer]:
    folder, answers = project / "output" / site, []
    if not (folder / "suche" / "index.html").is_file():
        raise ProbeError(f"{folder}/suche fehlt. Bitte zuerst „invoke build“ aufrufen.")
    with LocalServer(folder) as server:
        for query in queries:
            progress(f"{site}: {query.text}")
            chromium.driver.get(f"{server.url_of('/suche/')}?q={quote(query.text)}")
            try:
                said, found = WebDriverWait(chromium.driver, _SECONDS, 0.01).until(
                    lambda driver: driver.execute_script(_RESULTS)
                )
            except TimeoutException as error:
                raise ProbeError(f"Die Suche nach „{query.text}“ gab keine Antwort.") from error
            answers.append(Answer(query, said, tuple(found)))
    return answers


def result(answers: Sequence[Answer]) -> dict[str, Any]:
    """The JSON of the benchmark: recall among the first five and at the first place, and every query missed."""
    hits = sum(answer.is_hit for answer in answers)
    firsts = sum(answer.place == 1 for answer in answers)
    recall = hits / len(answers)
    return {
        "schema": 1,
        "recall_at_5": round(recall, 4),
        "recall_at_1": round(firsts / len(answers), 4),
        "needed": NEEDED,
        "met": recall >= NEEDED,
        "queries": len(answers),
        "missed": [
            {
                "query": answer.query.text,
                "site": answer.query.site,
                "expected": answer.query.page,
                "found": list(answer.found[:FIRST]),
                "said": answer.said,
            }
            for answer in answers
            if not answer.is_hit
        ],
    }


def run(
    file: Path, site: str, progress: Callable[[str], None], project: Path = PROJECT_DIR
) -> dict[str, Any]:
    """Ask every query of ``file``; ``site`` is meant where an address names no host."""
    queries = read_queries(file, site, built_hosts(project))
    return result(ask(queries, project, progress))

"""What a visitor on a slow phone waits for, and how long all microsites take to build.

Pages are loaded in Chromium from a local server with the delay and the rate of a slow mobile line, with an empty cache. That
server does not compress; weights are those of the same files as a web server sends them, with gzip, and as they are.
All rounds share one browser: the first page of a script (Arabic) waits for the system's font, which every visitor's browser
has loaded long ago, and the middle round leaves that out.
"""

from __future__ import annotations

import gzip
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from statistics import median
from typing import Any

from selenium.webdriver.remote.webdriver import WebDriver

from audit.errors import ProbeError
from audit.probes.chromium import Chromium, find_programs
from bench.machine import machine
from bench.server import served

PROJECT_DIR = Path(__file__).resolve().parent.parent
SITE = "pflegestuetzpunkt"
#: A slow mobile line, as Lighthouse simulates it: delay of one round trip in ms, bytes a second.
ROUND_TRIP_MS = 150
BYTES_PER_SECOND = 1_600_000 / 8
WIDTH = 320
#: Needed by issue 3: kB of a page without pictures, seconds of a build.
MOST_KB, MOST_BUILD_SECONDS = 60.0, 5.0
_PICTURES = (".svg", ".png", ".webp", ".jpg", ".jpeg", ".ico", ".mp4", ".webm")
_BUILD = "import sys; from pathlib import Path; from plugins.build import main; sys.exit(main([], Path(sys.argv[1])))"
#: Sizes are those of the bytes sent, headers excluded; times in ms since the navigation began.
_MEASURE = """
const done = arguments[0];
const entries = [...performance.getEntriesByType("navigation"), ...performance.getEntriesByType("resource")];
const result = {
  requests: entries.map(entry => ({url: entry.name, bytes: entry.encodedBodySize, end: entry.responseEnd})),
};
new PerformanceObserver(list => {
  result.painted = list.getEntries().at(-1).startTime;
  done(result);
}).observe({type: "largest-contentful-paint", buffered: true});
setTimeout(() => done(result), 5000);
"""


def run(rounds: int, progress: Callable[[str], None]) -> dict[str, Any]:
    """Build and measure ``rounds`` times; the result is the JSON of the benchmark. ProbeError if anything fails."""
    with tempfile.TemporaryDirectory(prefix="dreiklick-bench-") as name:
        project = Path(name)
        shutil.copytree(PROJECT_DIR / "content", project / "content")
        builds = []
        for number in range(1, rounds + 1):
            progress(f"Runde {number} von {rounds}: alle Microsites bauen …")
            builds.append(_seconds_to_build(project))
        folder = project / "output" / SITE
        urls = sorted(_url(path.relative_to(folder)) for path in folder.rglob("index.html"))
        with served(folder) as base:
            visits = []
            with _phone() as driver:
                for number in range(1, rounds + 1):
                    progress(f"Runde {number} von {rounds}: {len(urls)} Seiten laden …")
                    visits.append({url: _load(driver, base + url) for url in urls})
            for visit in visits:
                _compress(visit, base, folder)
    return result(builds, urls, visits, base) | {"machine": machine()}


def _seconds_to_build(project: Path) -> float:
    """From the start of the process to its end, nothing built before."""
    for made in ("output", "build"):
        shutil.rmtree(project / made, ignore_errors=True)
    started = time.monotonic()
    command = [sys.executable, "-c", _BUILD, str(project)]
    done = subprocess.run(
        command, cwd=PROJECT_DIR, capture_output=True, text=True, check=False, env=os.environ
    )
    if done.returncode:
        raise ProbeError(done.stderr.strip())
    return time.monotonic() - started


def _url(file: Path) -> str:
    return "/" + file.as_posix().removesuffix("index.html")


@contextmanager
def _phone() -> Iterator[WebDriver]:
    """A browser with the screen and the line of a slow phone, and without a cache."""
    browser = Chromium(find_programs(), offline=True)
    try:
        driver = browser.driver
        driver.set_script_timeout(20)
        send = driver.execute_cdp_cmd
        send("Network.enable", {})
        send("Network.setCacheDisabled", {"cacheDisabled": True})
        conditions = {"offline": False, "latency": ROUND_TRIP_MS, "downloadThroughput": BYTES_PER_SECOND}
        send("Network.emulateNetworkConditions", conditions | {"uploadThroughput": BYTES_PER_SECOND})
        metrics = {"width": WIDTH, "height": 640, "deviceScaleFactor": 2, "mobile": True}
        send("Emulation.setDeviceMetricsOverride", metrics)
        yield driver
    finally:
        browser.stop()


def _load(driver: WebDriver, address: str) -> dict[str, Any]:
    """What the browser measured on the page; see _MEASURE."""
    driver.get(address)
    return driver.execute_async_script(_MEASURE)


def _compress(visit: dict[str, Any], base: str, folder: Path) -> None:
    """Replace the size of each file of ours by that of its gzip form; pictures and fonts are compressed already."""
    for page in visit.values():
        for request in page["requests"]:
            path = request["url"].removeprefix(base).partition("?")[0].lstrip("/")
            file = folder / (path if path and not path.endswith("/") else f"{path}index.html")
            request["plain_bytes"] = request["bytes"]
            if file.is_file() and file.suffix in (".html", ".css", ".js", ".json", ".svg"):
                request["bytes"] = len(gzip.compress(file.read_bytes(), compresslevel=6))


def result(builds: list[float], urls: list[str], visits: list[dict[str, Any]], base: str) -> dict[str, Any]:
    """The figures, the worst page of each, and what issue 3 needs.

    ``round_trips_after_css`` is the time from the last byte of the style sheet to the paint of the largest content, in
    round trips: below 1 means that nothing else had to be fetched for it.
    """
    kilobytes = {url: _bytes_without_pictures(visits[0][url]) / 1000 for url in urls}
    plain = {url: _bytes_without_pictures(visits[0][url], "plain_bytes") / 1000 for url in urls}
    after_css = {url: median(_round_trips_after_css(visit[url]) for visit in visits) for url in urls}
    foreign = sorted(
        {
            request["url"]
            for visit in visits
            for page in visit.values()
            for request in page["requests"]
            if not request["url"].startswith(base)
        }
    )
    slowest, build = max(after_css, key=after_css.get), median(builds)
    return {
        "pages": len(urls),
        "build_seconds": round(build, 2),
        "kilobytes": _weights(kilobytes),
        "kilobytes_uncompressed": _weights(plain)
        | {"too_heavy": sum(weight >= MOST_KB for weight in plain.values())},
        "round_trips_after_css": {
            "median": round(median(after_css.values()), 2),
            "max": round(after_css[slowest], 2),
            "page": slowest,
        },
        "foreign_requests": foreign,
        "needs": {
            f"jede Seite unter {MOST_KB:.0f} kB ohne Bilder": max(kilobytes.values()) < MOST_KB,
            f"die mittlere Seite auch nicht komprimiert unter {MOST_KB:.0f} kB": median(plain.values())
            < MOST_KB,
            "größter Inhalt höchstens eine Umlaufzeit nach dem Stylesheet": after_css[slowest] < 1,
            "keine Anfrage an fremde Server": not foreign,
            f"alle Microsites in weniger als {MOST_BUILD_SECONDS:.0f} s gebaut": build < MOST_BUILD_SECONDS,
        },
    }


def _weights(kilobytes: dict[str, float]) -> dict[str, Any]:
    heaviest = max(kilobytes, key=kilobytes.get)
    middle = median(kilobytes.values())
    return {"median": round(middle, 1), "max": round(kilobytes[heaviest], 1), "page": heaviest}


def _bytes_without_pictures(page: dict[str, Any], size: str = "bytes") -> int:
    return sum(
        request[size]
        for request in page["requests"]
        if not request["url"].partition("?")[0].endswith(_PICTURES)
    )


def _round_trips_after_css(page: dict[str, Any]) -> float:
    """ProbeError if the browser reported no paint or no style sheet: then there is nothing to compare."""
    styles = [
        request["end"] for request in page["requests"] if request["url"].partition("?")[0].endswith(".css")
    ]
    if "painted" not in page or not styles:
        raise ProbeError("Der Browser hat keine Zeit für Stylesheet oder Inhalt gemeldet.")
    return max(0.0, page["painted"] - max(styles)) / ROUND_TRIP_MS

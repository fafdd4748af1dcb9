"""Ours as a process: axe's default rules at one width on every page of a folder, and nothing else of the audit.

``python -m bench.ours FOLDER CACHE JSON`` is timed from start to end, as the peers are; with the cache of an earlier
run it is the warm figure.
"""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path

from audit.cache import Cache
from audit.probes.browser import Request, visit_all
from audit.probes.local_server import LocalServer
from audit.probes.pages import from_folder
from audit.probes.states import State
from audit.probes.visit_store import page_key

#: What axe.run() does without options, which is what axe CLI runs.
STATES = (State("1280 light", 1280, axe_options={}),)
_SECONDS = 60.0


def main(folder: Path, cache_file: Path, result: Path) -> None:
    """Visit all pages; write address → [rule, target] of its violations, and the versions used, to ``result``."""
    pages = from_folder(folder, "http://site.invalid")
    with Cache(cache_file) as cache, LocalServer(folder) as server:
        requests = [
            Request(page.url, server.url_of(page.url), page_key(pages.bytes_of(page) or (), STATES))
            for page in pages.site.pages.values()
            if page.url.endswith("/")
        ]
        visits = visit_all(
            requests, cache, offline=True, jobs=os.cpu_count() or 1, seconds=_SECONDS, states=STATES
        )
        violations = {
            page: [
                [rule["id"], node["target"]]
                for rule in visit.whole().axe[STATES[0].name]["violations"]
                for node in rule["nodes"]
            ]
            for page, visit in visits.visits.items()
        }
    data = {"violations": violations, "failures": dict(visits.failures), "chromium": visits.browser}
    result.write_text(json.dumps(data, ensure_ascii=False), encoding="utf-8")


if __name__ == "__main__":
    main(*map(Path, sys.argv[1:4]))

"""Work done in several processes comes out as if it were done here, whatever happens to them."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from collections.abc import Callable
from concurrent.futures.process import BrokenProcessPool
from pathlib import Path

import pytest

from audit import __main__ as command
from audit import page_verdicts
from audit.page_verdicts import PageVerdicts
from audit.processes import in_processes

_HTML = """<!doctype html><html lang="de"><head><title>Seite {0}</title></head><body><main><h1>Seite {0}</h1>
<p><a href="/weg-{0}/">Hier</a> <a href="https://andere.example/">Amt</a></p>
<p>Rufen Sie an: 0211 12345{0}. 😀</p></main></body></html>"""


@pytest.fixture
def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Seven pages with findings; few enough to be judged here, were the limits not lowered."""
    monkeypatch.chdir(tmp_path)
    for number in range(7):
        folder = tmp_path / "seiten" / (f"{number}" if number else "")
        folder.mkdir(exist_ok=True)
        (folder / "index.html").write_text(_HTML.format(number), encoding="utf-8")
    monkeypatch.setattr(page_verdicts, "FEW", 2)
    monkeypatch.setattr(page_verdicts, "_AT_A_TIME", 3)
    return tmp_path


def _report(*arguments: str) -> dict:
    with pytest.raises(SystemExit) as ended:
        command.main(["seiten", "--no-browser", *arguments])
    assert ended.value.code == 1
    report = json.loads(Path("reports/seiten/report.json").read_text(encoding="utf-8"))
    del report["started"]
    return report


def _texts() -> dict[str, str]:
    """The reports without the moment, which stands in each at another place."""
    return {file.name: file.read_text(encoding="utf-8") for file in Path("reports/seiten").glob("*.csv")}


def test_results_come_in_the_order_of_the_items_from_other_processes() -> None:
    found = list(in_processes(lambda number: (number, os.getpid()), range(20), 2))
    assert [number for number, _ in found] == list(range(20))
    assert os.getpid() not in {process for _, process in found}


def test_each_process_begins_with_what_it_is_told() -> None:
    seen: list[int] = []
    found = list(in_processes(lambda _: list(seen), range(4), 2, begin=lambda: seen.append(1)))
    assert found == [[1]] * 4
    assert seen == []


def test_an_error_is_raised_here() -> None:
    with pytest.raises(ZeroDivisionError):
        list(in_processes(lambda number: 1 // number, [1, 0], 2))


def test_a_process_that_dies_is_told() -> None:
    with pytest.raises(BrokenProcessPool):
        list(in_processes(lambda _: os._exit(9), range(4), 2))


@pytest.mark.parametrize(("number", "whom"), [(signal.SIGTERM, os.kill), (signal.SIGINT, os.killpg)])
def test_who_is_interrupted_leaves_no_process_behind(
    number: signal.Signals, whom: Callable[[int, int], None]
) -> None:
    code = (
        "import os, signal, time; from audit.processes import in_processes\n"
        "signal.signal(signal.SIGTERM, signal.default_int_handler)\n"
        "work = lambda number: time.sleep(0.3) or os.getpid()\n"
        "for process in in_processes(work, range(1000), 2): print(process, flush=True)"
    )
    with subprocess.Popen(
        [sys.executable, "-c", code],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    ) as running:
        others = {int(running.stdout.readline()) for _ in range(4)}
        whom(running.pid, number)
        assert "KeyboardInterrupt" in running.communicate(timeout=30)[1]
    assert not any(Path(f"/proc/{process}").exists() for process in others)


def test_pages_judged_side_by_side_are_judged_as_one_after_the_other(site: Path) -> None:
    alone = _report("--jobs", "1", "--no-cache")
    together = _report("--jobs", "2")
    again = _report("--jobs", "2")
    assert alone == together == again
    assert {finding["rule"] for finding in alone["findings"]} >= {"broken-link", "page-title"}


def test_only_pages_that_changed_are_judged_again(site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    _report("--jobs", "2")
    (site / "seiten/3/index.html").write_text(_HTML.format(33), encoding="utf-8")
    judged: list[str] = []
    before = PageVerdicts._judge
    monkeypatch.setattr(
        PageVerdicts, "_judge", lambda self, url, *rest: (judged.append(url), before(self, url, *rest))[1]
    )
    _report("--jobs", "2")
    assert set(judged) == {"/3/"}


def test_where_nobody_asks_about_single_pages_none_is_judged(
    site: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(page_verdicts, "in_processes", None)
    found = _report("--jobs", "2", "--only", "broken-link")["findings"]
    assert {finding["rule"] for finding in found} == {"broken-link"}


def test_what_a_dead_process_left_is_judged_here(site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    alone = _report("--jobs", "1", "--no-cache")
    here, judge = os.getpid(), PageVerdicts._judge

    def dies(self: PageVerdicts, url: str, *rest):
        if os.getpid() != here and url == "/5/":
            os._exit(9)
        return judge(self, url, *rest)

    monkeypatch.setattr(PageVerdicts, "_judge", dies)
    assert _report("--jobs", "2") == alone


def test_reports_written_side_by_side_are_those_written_here(
    site: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    _report()
    alone = {file.name for file in Path("reports/seiten").iterdir()}, _texts()
    for file in Path("reports/seiten").iterdir():
        file.unlink()
    monkeypatch.setattr(command, "_LARGE", 1)
    _report("--jobs", "2")
    assert ({file.name for file in Path("reports/seiten").iterdir()}, _texts()) == alone

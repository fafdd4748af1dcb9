"""The section on history: a sentence first, whole runs in the chart, all text escaped."""

from __future__ import annotations

import re
from dataclasses import replace

from audit.history.changes import as_json, steps
from audit.history.run import Run
from audit.reports import html_report
from audit.reports.history_html import view
from tests.audit.past_runs import run, seen
from tests.audit.reports.sample import sample_report


def history(*runs: Run) -> dict:
    return as_json(list(steps(runs)))


def test_first_run_says_so_and_has_no_chart() -> None:
    shown = view(history(run(0, [seen("r", "/")])))
    assert "erste Lauf" in shown.sentence
    assert shown.chart == ""


def test_sentence_says_what_is_new_and_done() -> None:
    runs = run(0, [seen("r", "/")]), run(1, [seen("s", "/"), seen("s", "/a/")])
    assert view(history(*runs)).sentence == (
        "Seit dem Lauf davor (02.03.2026, 07:00): 2 Fehler sind neu, 1 ist erledigt."
    )
    assert "nichts ist neu, nichts ist erledigt" in view(history(run(0), run(1))).sentence


def test_partial_runs_are_named_and_not_in_the_chart() -> None:
    shown = view(history(run(0), run(1, partial=True, rules="r"), run(2)))
    assert [row.extent for row in shown.rows] == ["ganz", "Teil", "ganz"]
    assert shown.chart.count("<circle") == 2
    assert "bleibt offen" in view(history(run(0), run(1, partial=True))).sentence


def test_newest_twelve_runs_stand_in_the_table() -> None:
    shown = view(history(*(run(day) for day in range(40))))
    assert len(shown.rows) == 12
    assert shown.rows[0].moment.startswith("10.04.2026")


def test_report_escapes_what_pages_said() -> None:
    evil = replace(seen("r", "/<b>/"), message="<script>alert(1)</script>")
    text = html_report.render(
        replace(sample_report(), history=history(run(0), run(1, [evil], pages="/<b>/")))
    )
    section = text[text.index('<section id="verlauf">') : text.index('<section id="umfang">')]
    assert "<script" not in section
    assert "<b>/" not in section
    assert re.findall(r"<h[1-6]>", section) == ["<h2>"]


def test_report_without_history_has_no_section() -> None:
    assert 'id="verlauf"' not in html_report.render(sample_report())
    assert view(None) is None

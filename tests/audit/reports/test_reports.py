"""All formats: the same bytes as in expected/ for the same report; DREIKLICK_UPDATE_EXPECTED=1 renews them."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from audit.model import Report
from audit.reports import FORMATS, overview, summary
from tests.audit.reports.sample import clean_report, empty_report, hostile_report, sample_report

EXPECTED = Path(__file__).parent / "expected"

RENDERERS: dict[str, Callable[[Report], str]] = {
    **{format_.file_name: format_.render for format_ in FORMATS.values()},
    "index.html": lambda report: overview.render([clean_report(), report]),
    "summary.txt": summary.render,
}


@pytest.mark.parametrize("file_name", RENDERERS)
def test_format_is_as_expected(file_name: str) -> None:
    actual = RENDERERS[file_name](sample_report()).encode()
    expected = EXPECTED / file_name
    if os.environ.get("DREIKLICK_UPDATE_EXPECTED") == "1":
        expected.write_bytes(actual)
    assert actual.decode() == expected.read_bytes().decode()


@pytest.mark.parametrize("file_name", RENDERERS)
@pytest.mark.parametrize("make", [sample_report, clean_report, empty_report, hostile_report])
def test_every_report_can_be_written_as_utf8_and_is_stable(
    file_name: str, make: Callable[[], Report]
) -> None:
    text = RENDERERS[file_name](make())
    assert text.encode() == RENDERERS[file_name](make()).encode()
    assert text.endswith("\n")


def test_formats_are_those_of_the_command_line() -> None:
    assert {name: format_.file_name for name, format_ in FORMATS.items()} == {
        "html": "report.html",
        "json": "report.json",
        "junit": "report.junit.xml",
        "sarif": "report.sarif",
        "csv": "report.csv",
        "earl": "report.earl.jsonld",
        "ics": "wiedervorlage.ics",
        "wcag-em": "report.wcag-em.json",
    }

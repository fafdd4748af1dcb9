"""The report formats by name. Each is one pure function of a report; only ``__main__`` writes files."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import NamedTuple

from audit.model import Report
from audit.reports import (
    csv_report,
    earl_report,
    html_report,
    ics_report,
    json_report,
    junit_report,
    sarif_report,
    wcag_em_report,
)


class Format(NamedTuple):
    """How a report is rendered, and the name of its file. The text is to be written as UTF-8, newlines as they are."""

    render: Callable[[Report], str]
    file_name: str
    more: Callable[[Report], Mapping[str, str]] | None = None
    """Further files by name: each the stem of ``file_name``, a hyphen and what it is about."""


FORMATS: Mapping[str, Format] = {
    "html": Format(html_report.render, "report.html"),
    "json": Format(json_report.render, "report.json"),
    "junit": Format(junit_report.render, "report.junit.xml"),
    "sarif": Format(sarif_report.render, "report.sarif"),
    "csv": Format(csv_report.render, "report.csv"),
    "earl": Format(earl_report.render, "report.earl.jsonld"),
    "ics": Format(ics_report.render, "wiedervorlage.ics", ics_report.files_by_owner),
    "wcag-em": Format(wcag_em_report.render, "report.wcag-em.json"),
}

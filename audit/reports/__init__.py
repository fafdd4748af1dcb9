"""The report formats by name. Each is one pure function of a report; only ``__main__`` writes files."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from importlib import import_module

from audit.model import Report


@dataclass(frozen=True, slots=True)
class Format:
    """How a report is rendered, and the name of its file. The text is to be written as UTF-8, newlines as they are.

    ``module`` is imported when its format is asked for. ``by_owner`` says that it writes a file for each owner, too.
    """

    module: str
    file_name: str
    by_owner: bool = False

    def render(self, report: Report) -> str:
        """The text of the file."""
        text: str = import_module(self.module).render(report)
        return text

    def more(self, report: Report) -> Mapping[str, str]:
        """Further files by name: each the stem of ``file_name``, a hyphen and what it is about."""
        files: Mapping[str, str] = import_module(self.module).files_by_owner(report) if self.by_owner else {}
        return files


FORMATS: Mapping[str, Format] = {
    "html": Format("audit.reports.html_report", "report.html"),
    "json": Format("audit.reports.json_report", "report.json"),
    "junit": Format("audit.reports.junit_report", "report.junit.xml"),
    "sarif": Format("audit.reports.sarif_report", "report.sarif"),
    "csv": Format("audit.reports.csv_report", "report.csv"),
    "earl": Format("audit.reports.earl_report", "report.earl.jsonld"),
    "ics": Format("audit.reports.ics_report", "wiedervorlage.ics", by_owner=True),
    "wcag-em": Format("audit.reports.wcag_em_report", "report.wcag-em.json"),
}

"""The command ``statement``: what of an audit gets into the accessibility statement, and when it refuses."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
import yaml

from audit.__main__ import main
from audit.commands.statement import as_yaml, audit_part
from audit.errors import DataError


def finding(rule: str = "axe/image-alt", page: str = "/", **more: Any) -> dict[str, Any]:
    fields = {"rule": rule, "page": page, "outcome": "failed", "criteria": ["1.1.1"], "accepted": None}
    return fields | more


def report(*findings: dict[str, Any], **more: Any) -> dict[str, Any]:
    rules = [
        {"id": rule, "title": f"Titel von {rule}"}
        for rule in (
            "axe/image-alt",
            "axe/region",
            "axe/target-size",
            "easy-language-items",
            "sign-language-items",
        )
    ]
    whole = {
        "schema": 1,
        "subject": "muster",
        "today": "2026-11-22",
        "incomplete": False,
        "tool": {
            "dreiklick": "0.1.0",
            "axe-core": "4.14.1",
            "accesslint": "0.21.0",
            "chromium": "156",
            "selenium": "4",
        },
        "coverage": {"pages_known": 3, "pages_audited": 3},
        "rules": rules,
        "findings": list(findings),
    }
    return whole | more


def test_findings_are_grouped_by_rule_with_their_pages() -> None:
    part = audit_part(report(finding(page="/b/"), finding(page="/a/"), finding(page="/a/")), "muster")
    assert part["barriers"] == [
        {
            "rule": "axe/image-alt",
            "title": "Titel von axe/image-alt",
            "outcome": "failed",
            "criteria": ["1.1.1"],
            "pages": ["/a/", "/b/"],
        }
    ]
    assert part["tools"] == {
        "dreiklick": "0.1.0",
        "axe-core": "4.14.1",
        "accesslint": "0.21.0",
        "chromium": "156",
    }


@pytest.mark.parametrize(
    ("found", "told"),
    [
        (finding("axe/region", criteria=[]), False),
        (finding("axe/target-size", criteria=["2.5.8"]), False),
        (finding("sign-language-items", criteria=[]), True),
        (finding(outcome="cantTell"), True),
        (finding(outcome="cantTell", accepted={"reason": "Von Hand geprüft", "until": "2027-01-01"}), False),
        (finding(accepted={"reason": "Kommt mit dem Umzug", "until": "2027-01-01"}), True),
    ],
)
def test_what_the_law_asks_for_is_told_best_practices_are_not(found: dict[str, Any], told: bool) -> None:
    assert bool(audit_part(report(found), "muster")["barriers"]) is told


def test_accepted_findings_bring_their_reason_and_end() -> None:
    accepted = {"reason": "Kommt mit dem Umzug", "until": "2027-01-31"}
    text = as_yaml(audit_part(report(finding(accepted=accepted), finding(page="/x/")), "muster"))
    assert "reason: Kommt mit dem Umzug\n  until: 2027-01-31\n" in text
    assert len(yaml.safe_load(text)["barriers"]) == 2


@pytest.mark.parametrize(
    "more",
    [
        {"subject": "anders"},
        {"incomplete": True},
        {
            "rules": [
                {"id": "axe", "title": "Alle Regeln von axe-core"},
                {"id": "sign-language-items", "title": "x"},
            ]
        },
        {"rules": [{"id": "axe/image-alt", "title": "x"}]},
    ],
)
def test_refuses_an_audit_that_did_not_see_everything(more: dict[str, Any]) -> None:
    with pytest.raises(DataError, match="Bitte „invoke audit --site muster“ aufrufen"):
        audit_part(report(**more), "muster")


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "content/muster").mkdir(parents=True)
    (tmp_path / "content/muster/site.yaml").write_text("title: Muster\n", encoding="utf-8")
    (tmp_path / "reports/muster").mkdir(parents=True)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def _run(*arguments: str) -> int:
    with pytest.raises(SystemExit) as ended:
        main(["statement", *arguments])
    return ended.value.code


def test_writes_the_file_that_the_build_reads(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (project / "reports/muster/report.json").write_text(json.dumps(report(finding())), encoding="utf-8")
    assert _run("muster") == 0
    written = project / "content/muster/barrierefreiheit-befunde.yaml"
    assert capsys.readouterr().out == "✓ content/muster/barrierefreiheit-befunde.yaml: 1 Einträge\n"
    first = written.read_bytes()
    assert _run() == 0
    assert written.read_bytes() == first


@pytest.mark.parametrize(
    ("text", "said"),
    [(None, "wurde noch nicht geprüft"), ("{", "ist kein Bericht"), ('{"schema": 9}', "anderen Version")],
)
def test_says_what_is_wrong_with_the_report(
    project: Path, capsys: pytest.CaptureFixture[str], text: str | None, said: str
) -> None:
    if text:
        (project / "reports/muster/report.json").write_text(text, encoding="utf-8")
    assert _run("muster") == 2
    assert said in capsys.readouterr().err
    assert not (project / "content/muster/barrierefreiheit-befunde.yaml").exists()


def test_unknown_site_is_told(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert _run("mustr") == 2
    assert "Möglich: muster." in capsys.readouterr().err

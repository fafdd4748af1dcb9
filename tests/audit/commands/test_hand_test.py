"""The command ``hand-test``: what it asks people to look at, and that nothing they filled in is ever lost."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest
import yaml

from audit.__main__ import main
from audit.commands.hand_list import hand_list
from audit.commands.hand_test import filled_in
from audit.reports import json_report
from tests.audit.reports.sample import sample_report

DATA = json_report.as_data(sample_report())
KEPT = {
    "3.1.2": {
        "outcome": "failed",
        "on": "2026-11-20",
        "who": "Fachstelle: Barrierefreiheit",
        "pages": ["/a/", "/b/"],
        "note": 'Das Zitat „on“ ist "englisch" # und # ungenannt.',
    }
}
FILE = Path("content/muster/handpruefung.yaml")


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "content/muster").mkdir(parents=True)
    (tmp_path / "content/muster/site.yaml").write_text("title: Muster\n", encoding="utf-8")
    folder = tmp_path / "reports/muster"
    folder.mkdir(parents=True)
    report = json_report.render(replace(sample_report(), subject="muster"))
    (folder / "report.json").write_text(report, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def _run(*arguments: str) -> int:
    with pytest.raises(SystemExit) as ended:
        main(["hand-test", *arguments])
    return ended.value.code


def test_lists_every_criterion_that_no_rule_decides() -> None:
    tests = yaml.load(hand_list(DATA, {}), Loader=yaml.BaseLoader)["tests"]
    assert len(tests) == 55
    assert "4.1.1" not in tests
    assert tests["1.1.1"] == {"outcome": "", "on": "", "who": "", "pages": [], "note": ""}


def test_says_what_to_look_at() -> None:
    text = hand_list(DATA, {})
    assert '- {page: "/beratung/", why: "hat ein Formular, Art von Seiten: Seite (de)"}' in text
    asked = text[text.index("# 1.1.1 ") : text.index('"1.1.1":')]
    assert "Sagt der Alternativtext" in asked
    assert "/beratung/hausbesuch/: Passt der Alternativtext „Bild 3“ zum Bild? [image-alt-meaning]" in asked
    assert "Programm: nicht erfüllt auf 6 Seiten, siehe Bericht" in text
    assert "2.5.8 Zielgröße (Minimum) (AA; nur WCAG 2.2, nicht in der Norm)" in text


def test_never_says_that_something_conforms() -> None:
    assert "konform" not in hand_list(DATA, {}).lower()


def test_what_was_filled_in_survives(tmp_path: Path) -> None:
    path = tmp_path / "handpruefung.yaml"
    path.write_text(hand_list(DATA, KEPT), encoding="utf-8")
    kept = filled_in(path)
    assert kept["3.1.2"] == KEPT["3.1.2"]
    again = hand_list(DATA, kept)
    assert again == path.read_text(encoding="utf-8")


def test_writes_the_list_and_keeps_it(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert _run("muster") == 0
    said = (
        "✓ content/muster/handpruefung.yaml: 0 von 55 Anforderungen beurteilt, 3 Seiten in der Stichprobe\n"
    )
    assert capsys.readouterr().out == said
    text = FILE.read_text(encoding="utf-8")
    entry = '"1.2.4":\n    outcome:\n    on:\n    who:\n'
    filled = '"1.2.4":\n    outcome: inapplicable\n    on: 2026-11-20\n    who: "Online-Redaktion"\n'
    assert entry in text
    FILE.write_text(text.replace(entry, filled), encoding="utf-8")
    assert _run() == 0
    assert filled in FILE.read_text(encoding="utf-8")
    assert "1 von 55" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("tests: [", "ist nicht lesbar"),
        ("- liste\n", "ist nicht lesbar"),
        ('tests: {"1.1.1": {ergebnis: passed}}', "das Feld „ergebnis“ gibt es nicht"),
        ('tests: {"9.9.9": {outcome: passed}}', "die Anforderung „9.9.9“ gibt es nicht"),
    ],
)
def test_a_file_it_does_not_understand_is_left_alone(
    project: Path, capsys: pytest.CaptureFixture[str], text: str, said: str
) -> None:
    FILE.write_text(text, encoding="utf-8")
    assert _run("muster") == 2
    assert said in capsys.readouterr().err
    assert FILE.read_text(encoding="utf-8") == text


def test_an_audit_without_rules_on_the_norm_makes_no_list(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    data = DATA | {"subject": "muster", "criteria": []}
    (project / "reports/muster/report.json").write_text(json.dumps(data), encoding="utf-8")
    assert _run("muster") == 2
    assert "sagt nichts über Anforderungen der Norm" in capsys.readouterr().err
    assert not FILE.exists()


def test_without_an_audit_it_says_what_to_do(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (project / "reports/muster/report.json").unlink()
    assert _run("muster") == 2
    assert "invoke audit --site muster" in capsys.readouterr().err

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from audit.commands import sla as command
from audit.errors import AuditError, DataError, UsageError
from audit.probes.inquiries import COLUMNS
from audit.responses.inquiry import Intake
from tests.audit.probes.mail.letters import as_mbox, letter

SAMPLE = Path(__file__).parents[3] / "content" / "pflegestuetzpunkt" / "anfragen.csv"
LIST = Path(__file__).parents[2] / "data" / "inquiries" / "every-outcome.csv"


def run(*arguments: str) -> Result:
    result = CliRunner(env={"COLUMNS": "80"}).invoke(command.sla, arguments)
    if isinstance(result.exception, AuditError):
        raise result.exception
    return result


def test_all_in_time_is_exit_0() -> None:
    result = run(str(SAMPLE), "--today", "2026-11-22")
    assert result.exit_code == 0
    assert "Antwortzeiten, Stand 22.11.2026" in result.stdout
    assert "pflegestuetzpunkt-mitte" in result.stdout
    assert "Zu spät beantwortet: 0, überfällig: 0" in result.stdout.replace("\n", " ")


def test_late_or_overdue_is_exit_1_and_named() -> None:
    result = run(str(LIST), "--today", "20.11.2026")
    assert result.exit_code == 1
    assert "A-05 (Zeile 6), A-06 (Zeile 7), A-09 (Zeile 10)" in result.stdout
    assert "Abgeschlossen, aber ohne eingetragene Reaktion, darum offen: 1." in result.stdout
    assert "Davon schon länger als 2 Arbeitstage offen, in der Frist: 1." in result.stdout


def test_json_to_stdout_is_nothing_but_json() -> None:
    result = run(str(LIST), "--today", "2026-11-20", "--json", "-")
    assert json.loads(result.stdout)["total"]["received"] == 15
    assert "Antwortzeiten" in result.stderr


def test_json_to_a_file(tmp_path: Path) -> None:
    out = tmp_path / "antwortzeiten.json"
    result = run(str(LIST), "--today", "2026-11-20", "--json", str(out))
    assert json.loads(out.read_text(encoding="utf-8"))["areas"]["sonstige"]["received"] == 5
    assert "Antwortzeiten" in result.stdout


def test_the_state_decides_on_holidays(tmp_path: Path) -> None:
    file = tmp_path / "anfragen.csv"
    file.write_text(f"{';'.join(COLUMNS)}\nA-1;05.01.2026;13.01.2026;mail;mitte;;\n", encoding="utf-8")
    assert run(str(file), "--today", "2026-01-14").exit_code == 0
    assert run(str(file), "--today", "2026-01-14", "--subdivision", "HH").exit_code == 1


def test_own_closing_days_come_from_the_settings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "pelicanconf.py").write_text(
        "from datetime import date\nAUDIT = {'closing_days': [date(2026, 11, 4)]}\n", encoding="utf-8"
    )
    file = tmp_path / "anfragen.csv"
    file.write_text(f"{';'.join(COLUMNS)}\nA-1;02.11.2026;10.11.2026;mail;mitte;;\n", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    assert run(str(file), "--today", "2026-11-20").exit_code == 0


def test_markup_in_a_name_stays_text(tmp_path: Path) -> None:
    file = tmp_path / "anfragen.csv"
    rows = "".join(f"A-{n};02.11.2026;02.11.2026;mail;[red]x[/red];;\n" for n in range(5))
    file.write_text(f"{';'.join(COLUMNS)}\n{rows}", encoding="utf-8")
    assert "[red]x[/red]" in run(str(file), "--today", "2026-11-20").stdout


def test_the_day_is_today_where_none_is_given(monkeypatch: pytest.MonkeyPatch) -> None:
    days: list[date] = []
    monkeypatch.setattr(
        command.inquiry_sources, "read", lambda _, reading: days.append(reading.today) or Intake()
    )
    run(str(LIST))
    assert abs((days[0] - date.today()).days) <= 1


def test_wrong_input_is_explained() -> None:
    with pytest.raises(DataError, match=r"nirgends\.csv"):
        run("nirgends.csv")
    with pytest.raises(UsageError, match="kein Stichtag"):
        run(str(LIST), "--today", "gestern")
    with pytest.raises(UsageError, match="lässt sich nicht schreiben"):
        run(str(LIST), "--today", "2026-11-20", "--json", "/nirgends/x.json")


def test_help_names_every_column() -> None:
    text = run("--help").stdout
    assert all(name in text and german in text for name, german in COLUMNS.items())
    assert "§§ 187, 188, 193 BGB" in text


def test_period_and_area_choose() -> None:
    chosen = [
        "--today",
        "2026-11-20",
        "--from",
        "2026-11-02",
        "--to",
        "05.11.2026",
        "--area",
        "mitte",
        "--json",
        "-",
    ]
    assert json.loads(run(str(LIST), *chosen).stdout)["total"]["received"] == 6
    with pytest.raises(UsageError, match=r"kein Tag.*--from"):
        run(str(LIST), "--from", "bald")


def test_csv_to_a_file(tmp_path: Path) -> None:
    out = tmp_path / "zahlen.csv"
    run(str(LIST), "--today", "2026-11-20", "--csv", str(out))
    assert out.read_bytes().startswith("\ufeffkind;name;received".encode())
    with pytest.raises(UsageError, match="Nur eine Ausgabe"):
        run(str(LIST), "--json", "-", "--csv", "-")


def test_an_unclear_line_is_told_and_the_run_is_incomplete(tmp_path: Path) -> None:
    file = tmp_path / "anfragen.csv"
    rows = [f"A-{n};02.11.2026;02.11.2026;mail;mitte;;" for n in range(1, 4)]
    rows += [
        "B-1;31.02.2026;;mail;mitte;;",
        "B-2;03.11.2026;02.11.2026;mail;mitte;;",
        "B-3;29.03.2026 02:30;;mail;mitte;;",
    ]
    file.write_text("\n".join([";".join(COLUMNS), *rows]), encoding="utf-8")
    result = run(str(file), "--today", "2026-11-20")
    text = result.stdout.replace("\n", " ")
    assert result.exit_code == 3
    assert "Unklar, in keiner Zahl enthalten: 3." in text
    assert all(f"Zeile {line}" in text for line in (5, 6, 7))


def test_mailboxes_need_the_own_domains_which_may_be_a_setting(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("pflege.mbox").write_bytes(as_mbox([letter("1@x", "2026-11-18 09:00")]))
    with pytest.raises(UsageError, match="--own-domain"):
        run("pflege.mbox", "--today", "2026-11-20")
    Path("pelicanconf.py").write_text("AUDIT = {'own_domains': ['stadt.example']}\n", encoding="utf-8")
    assert run("pflege.mbox", "--today", "2026-11-20").exit_code == 0


def test_forgets_on_request(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert "Gelöscht: 0 Mails von vor dem 16.10.2025" in run("--forget", "--today", "2026-11-20").stderr
    assert Path(".cache/sla.sqlite").is_file()
    assert run("--forget-all").exit_code == 0
    assert list(Path(".cache").iterdir()) == []


def test_without_a_source_the_command_says_what_to_type() -> None:
    with pytest.raises(UsageError, match=r"dreiklick sla anfragen\.csv"):
        run()

"""The command ``reminders``: who gets which mail, printed and sent through a real server."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from audit.__main__ import main
from audit.commands.reminder_text import SiteReviews, reminders
from audit.model import Light, Review
from plugins.build import build
from tests.audit.commands.test_mailer import free_port, mail_server
from tests.audit.reports.test_ics_report import review
from tests.plugins.mini_project import SITE, new_project

LATE = review(due_on=date(2026, 10, 1), light=Light.RED)
SOON = review(id="contact:zentrale", file="content/gemeinsam/contacts.yaml", line=9, light=Light.YELLOW)
FINE = review(id="/neu/", file="content/senioren/neu.md")


def site(name: str, *reviews: Review, address: str = "") -> SiteReviews:
    addresses = {"sozialamt": address} if address else {}
    return SiteReviews(name, name.title(), f"https://{name}.musterstadt.example", reviews, addresses)


def test_one_mail_for_an_address_over_all_sites_and_shared_things_once() -> None:
    sites = [site(name, LATE, SOON, FINE, address="amt@stadt.example") for name in ("senioren", "pflege")]
    (reminder,) = reminders(sites)
    assert (reminder.address, reminder.subject) == (
        "amt@stadt.example",
        "Wiedervorlage: 1 überfällig, 1 bald fällig",
    )
    assert reminder.text.count("content/gemeinsam/contacts.yaml, Zeile 9") == 1
    assert "fällig seit 01.10.2026, Senioren\n   https://senioren.musterstadt.example/geld/" in reminder.text
    assert "invoke reviewed kontakt:zentrale --by STELLE" in reminder.text
    assert "neu.md" not in reminder.text


def test_no_mail_where_nothing_is_due_and_a_name_where_there_is_no_address() -> None:
    assert reminders([site("senioren", FINE)]) == ()
    (reminder,) = reminders([site("senioren", LATE)])
    assert (reminder.address, reminder.names) == ("", ("Amt für Soziales",))


def test_owners_and_titles_cannot_add_headers_or_lines() -> None:
    hostile = replace(LATE, owner_name="Amt\r\nBcc: x@stadt.example", title="A\nB\r\n.\r\nQUIT")
    (reminder,) = reminders([site("senioren", hostile)])
    assert "\n" not in reminder.subject + "".join(reminder.names)
    assert "Seite: A B . QUIT\n" in reminder.text


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A built site of which some is overdue."""
    mini = new_project(tmp_path)
    mini.write(
        "muster/site.yaml", SITE + "clock: 2027-06-01\nowner_addresses: {redaktion: web@stadt.example}\n"
    )
    assert build("muster", tmp_path).problems == ()
    monkeypatch.chdir(tmp_path)
    return tmp_path


def run(*arguments: str) -> int:
    with pytest.raises(SystemExit) as ended:
        main(["reminders", *arguments])
    return int(ended.value.code)


def settings(project: Path, **values: object) -> None:
    known = {"smtp_from": "web@stadt.example", "smtp_host": "127.0.0.1", "smtp_starttls": False}
    (project / "pelicanconf.py").write_text(f"AUDIT = {known | values!r}\n", encoding="utf-8")


def test_prints_the_mails(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run() == 0
    out = capsys.readouterr().out
    assert "An: web@stadt.example (Online-Redaktion)" in out
    assert "content/muster/pflege/antrag.md, Zeile 6" in out
    assert run("--send", "--dry-run") == 0
    assert capsys.readouterr().out.startswith("web@stadt.example (Online-Redaktion): Wiedervorlage: ")


def test_sends_through_the_server(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with mail_server() as (box, port):
        settings(project, smtp_port=port)
        assert run("muster", "--send") == 0
    ((to, text),) = box.mails
    assert to == ["web@stadt.example"] and "Subject: Wiedervorlage" in text
    assert capsys.readouterr().out.startswith("✓ web@stadt.example: Wiedervorlage: ")


def test_a_server_that_is_not_there_makes_the_run_incomplete(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    settings(project, smtp_port=free_port())
    assert run("--send") == 3
    assert "ist nicht erreichbar" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("values", "told"),
    [
        ({"smtp_host": ""}, "smtp_host und smtp_from"),
        ({"smtp_user": "web"}, "DREIKLICK_SMTP_PASSWORD"),
        ({"smtp_from": "web"}, "„web“ ist keine E-Mail-Adresse"),
        ({"smtp_port": "25"}, "smtp_port"),
        ({"smtp_starttls": "ja"}, "smtp_starttls"),
    ],
)
def test_wrong_settings_are_told(
    project: Path, capsys: pytest.CaptureFixture[str], values: dict, told: str
) -> None:
    settings(project, **values)
    assert run("--send") == 2
    assert told in capsys.readouterr().err


def test_unknown_and_unbuilt_sites_are_told(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("mustr") == 2
    assert "Die Microsite „mustr“ gibt es nicht" in capsys.readouterr().err
    (project / "build/muster/manifest.json").unlink()
    assert run() == 2
    assert "invoke build" in capsys.readouterr().err


def test_says_so_when_nothing_is_due(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    manifest = project / "build/muster/manifest.json"
    data = json.loads(manifest.read_text(encoding="utf-8"))
    manifest.write_text(json.dumps(data | {"clock": "2026-11-22"}), encoding="utf-8")
    assert run() == 0
    assert capsys.readouterr().out.startswith("Nichts zu tun")

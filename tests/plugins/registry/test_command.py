"""The commands as people type them: exit codes, what is shown and what never is."""

from __future__ import annotations

import json
import sys
from collections.abc import Mapping
from pathlib import Path
from types import ModuleType

import pytest
from click.testing import CliRunner, Result

from plugins.registry import __main__ as command
from tests.plugins.registry.registries import CONTACTS, registry

EXPORT = """\
Name;Funktion;E-Mail;Telefon;Zimmer
Person Eins;Beratung;beratung@musterstadt.example;030 23125 119;7
Person Zwei;Empfang;empfang@musterstadt.example;030 23125 100;
Person Drei;Geheim;drei@musterstadt.example;030 23125 333;
"""


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(command, "CODE_DIR", tmp_path)
    file = tmp_path / command.CONTACTS
    file.parent.mkdir(parents=True)
    file.write_text(CONTACTS, encoding="utf-8")
    (tmp_path / "export.csv").write_text(EXPORT, encoding="utf-8")
    return tmp_path


def run(*arguments: str | Path) -> Result:
    result = CliRunner().invoke(command.main, [str(one) for one in arguments])
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    return result


def test_compare_names_ids_and_our_own_values(project: Path) -> None:
    result = run("compare", project / "export.csv", "--missing", "--json", project / "out.json")
    assert result.exit_code == 1
    assert "beratung: andere Nummer. Zeile 6: 030 23125 110" in result.output
    assert "beratung: umgezogen, Raum. Zeile 9" in result.output
    assert "Export, Zeile 4" in result.output
    data = json.loads((project / "out.json").read_text(encoding="utf-8"))
    assert data["differences"][0] == {
        "contact": "beratung",
        "kind": "moved",
        "field": "room",
        "registry": "Zimmer 1.12, Aufzug vorhanden",
        "line": 9,
        "directory_lines": [2],
    }


def test_nothing_of_the_export_is_shown_unasked(project: Path) -> None:
    result = run("compare", project / "export.csv", "--missing", "--json", project / "out.json")
    shown = result.output + (project / "out.json").read_text(encoding="utf-8")
    assert not any(word in shown for word in ("Person", "drei@", "23125 119", "23125 333", "Geheim"))


def test_values_are_shown_to_those_who_ask(project: Path) -> None:
    result = run(
        "compare", project / "export.csv", "--missing", "--show-values", "--json", project / "out.json"
    )
    assert "im Export: 030 23125 119" in result.output
    assert "drei@musterstadt.example" in result.output
    data = json.loads((project / "out.json").read_text(encoding="utf-8"))
    assert data["missing"][0]["email"] == "drei@musterstadt.example"


def test_what_agrees_ends_with_zero(project: Path) -> None:
    (project / "export.csv").write_text(EXPORT.replace("119;7", "110;1.12"), encoding="cp1252")
    result = run("compare", project / "export.csv")
    assert (result.exit_code, result.output.splitlines()[-1]) == (
        0,
        "✓ 2 Kontakte verglichen, keiner weicht ab.",
    )


@pytest.mark.parametrize("ending", ["csv", "vcf", "xml"])
def test_what_was_exported_changes_nothing(project: Path, ending: str) -> None:
    assert run("export", project / f"k.{ending}").exit_code == 0
    before = (project / command.CONTACTS).stat().st_mtime_ns
    result = run("import", project / f"k.{ending}")
    assert result.output == "✓ 0 neu, 0 geändert, 3 unverändert.\n"
    assert (project / command.CONTACTS).stat().st_mtime_ns == before


def test_a_dry_run_shows_and_writes_nothing(project: Path) -> None:
    (project / "k.csv").write_text("id;phone\nempfang;030 23125 101\n", encoding="utf-8")
    result = run("import", project / "k.csv", "--dry-run")
    assert "+    phone: 030 23125 101" in result.output
    assert "Probelauf, nichts geschrieben: 0 neu, 1 geändert" in result.output
    assert (project / command.CONTACTS).read_text(encoding="utf-8") == CONTACTS
    assert run("import", project / "k.csv").exit_code == 0
    after = (project / command.CONTACTS).read_text(encoding="utf-8")
    assert registry(after).contacts["empfang"].phone == "030 23125 101"
    assert not list((project / command.CONTACTS).parent.glob("*.neu"))


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["compare"], "Bitte eine Datei angeben"),
        (["compare", "a.csv", "--ldap", "ldaps://a.example", "--base", "o=a"], "Bitte eine Datei angeben"),
        (["compare", "--ldap", "ldaps://a.example"], "--base"),
        (["compare", "fehlt.csv"], "gibt es nicht"),
        (["compare", "fehlt.ldif"], "gibt es nicht"),
        (["export", "k.pdf"], "Möglich: .csv, .vcf, .xml"),
        (["import", "k.txt"], "Möglich: .csv, .vcf, .xml"),
        (["import", "fehlt.csv"], "gibt es nicht"),
        (["export", "kein/ordner/k.csv"], "No such file"),
    ],
)
def test_wrong_use_ends_with_two(project: Path, arguments: list[str], told: str) -> None:
    result = run(*arguments)
    assert result.exit_code == 2
    assert told in result.output


def test_too_large_files_are_not_read(project: Path) -> None:
    with (project / "k.csv").open("wb") as file:
        file.truncate(100_000_000)
    for arguments in (["import", project / "k.csv"], ["compare", project / "k.csv"]):
        assert "größer als 20 MB" in run(*arguments).output


def test_a_broken_registry_is_told_with_its_line(project: Path) -> None:
    (project / command.CONTACTS).write_text(CONTACTS.replace("phone: ", "fon: ", 1), encoding="utf-8")
    result = run("compare", project / "export.csv")
    assert (result.exit_code, "contacts.yaml, Zeile 6" in result.output) == (2, True)


def test_without_ldap3_it_says_what_to_install(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "ldap3", None)
    result = run("compare", "--ldap", "ldaps://a.example", "--base", "o=a")
    assert (result.exit_code, "dreiklick[ldap]" in result.output) == (2, True)


class _Connection:
    """As much of an ldap3 connection as a search needs."""

    asked: Mapping[str, object]

    def __init__(self, server: object, user: str | None, password: str | None, **options: object) -> None:
        type(self).asked = {"user": user, "password": password, **options}
        self.extend = self.standard = self

    def __enter__(self) -> _Connection:
        return self

    def __exit__(self, *_: object) -> None:
        pass

    def paged_search(self, base: str, condition: str, **options: object) -> list[dict[str, object]]:
        assert base == "o=musterstadt"
        return [
            {
                "type": "searchResEntry",
                "dn": "cn=a",
                "attributes": {"mail": ["beratung@musterstadt.example"], "ou": "X"},
            },
            {"type": "searchResRef"},
        ]


@pytest.fixture
def ldap3(monkeypatch: pytest.MonkeyPatch) -> type[_Connection]:
    package, core, exceptions = (
        ModuleType(name) for name in ("ldap3", "ldap3.core", "ldap3.core.exceptions")
    )
    exceptions.LDAPException = type("LDAPException", (Exception,), {})
    package.Tls = package.Server = lambda *_, **__: None
    package.NONE, package.Connection = "NONE", _Connection
    for module in (package, core, exceptions):
        monkeypatch.setitem(sys.modules, module.__name__, module)
    return _Connection


def test_the_directory_can_be_asked_itself(project: Path, ldap3: type[_Connection]) -> None:
    result = run("compare", "--ldap", "ldap://a.example", "--base", "o=musterstadt")
    assert "beratung: anderes Amt" in result.output
    assert (ldap3.asked["read_only"], ldap3.asked["password"]) == (True, None)


def test_a_password_never_goes_over_an_open_line(
    project: Path, ldap3: type[_Connection], monkeypatch
) -> None:
    monkeypatch.setenv("DREIKLICK_LDAP_PASSWORD", "geheim")
    options = ["--base", "o=musterstadt", "--bind", "cn=dreiklick"]
    assert "verschlüsselte Verbindung" in run("compare", "--ldap", "ldap://a.example", *options).output
    run("compare", "--ldap", "ldaps://a.example", *options)
    assert ldap3.asked["password"] == "geheim"

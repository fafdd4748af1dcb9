"""The table of entries: out and in again without a change, only what differs is written, and bad tables are refused."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st

from plugins.directory import table as directory_table
from plugins.directory.cells import COLUMNS, guarded, unguarded
from plugins.directory.files import changed_text
from plugins.directory.rows import read_table
from plugins.directory.table import export_table, plan_import, write_changes
from plugins.problems import ContentError
from plugins.yaml_source import parse_markdown
from tests.plugins.directory_project import add_directory, entry, load
from tests.plugins.mini_project import Project

ALPHA = "muster/eintraege/alpha.md"


@pytest.fixture
def project(mini_project: Project) -> Project:
    return add_directory(mini_project)


@pytest.fixture(scope="module")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """For properties: each example writes the same file again."""
    from tests.plugins.mini_project import new_project

    return add_directory(new_project(tmp_path_factory.mktemp("tabelle")))


def table(project: Project) -> str:
    return export_table(load(project))


def problems_of(project: Project, text: str) -> list[str]:
    with pytest.raises(ContentError) as caught:
        plan_import(load(project), text, "einträge.csv")
    return [str(problem) for problem in caught.value.problems]


def imported(project: Project, text: str) -> directory_table.Plan:
    plan = plan_import(load(project), text, "einträge.csv")
    write_changes(plan)
    return plan


def test_table_is_what_german_excel_opens(project: Project) -> None:
    header, first = table(project).split("\r\n")[:2]
    assert header == ";".join(f'"{column}"' for column in COLUMNS)
    assert first.startswith('"alpha";"Alpha-Dienst";')


def test_unchanged_table_changes_nothing(project: Project) -> None:
    plan = imported(project, table(project))
    assert (plan.changes, plan.unchanged, plan.missing) == ((), 3, ())


def test_only_the_changed_field_is_written(project: Project) -> None:
    before = project.read(ALPHA).replace("costs: kostenlos\n", "# fragen!\ncosts: kostenlos\n")
    project.write(ALPHA, before)
    plan = imported(
        project, table(project).replace('"069 90009 100";"kontakt', '"069 90009 200";"kontakt', 1)
    )
    assert [(change.name, change.fields) for change in plan.changes] == [(f"content/{ALPHA}", ("phone",))]
    assert project.read(ALPHA) == before.replace("069 90009 100", "069 90009 200")


def test_new_row_is_a_new_file_and_missing_rows_stay(project: Project) -> None:
    header, row = table(project).split("\r\n")[:2]
    new = row.replace('"alpha"', '"beta"').replace("Alpha-Dienst", "Beta-Dienst")
    plan = imported(project, f"{header}\r\n{new}\r\n")
    assert plan.changes[0].is_new
    assert plan.missing == ("eintraege/alpha.md", "eintraege/oemmes.md", "eintraege/zett.md")
    meta = load(project).pages["eintraege/beta.md"].meta
    assert (meta.title, meta.phone) == ("Beta-Dienst", "069 90009 100")


def test_column_that_is_left_out_stays_as_it_is(project: Project) -> None:
    plan = imported(project, "file;costs\r\nalpha;3 Euro\r\n")
    assert [change.fields for change in plan.changes] == [("costs",)]
    assert load(project).pages["eintraege/alpha.md"].meta.costs == "3 Euro"


def test_empty_cell_removes_the_field(project: Project) -> None:
    imported(project, "file;email\r\nalpha;\r\n")
    assert "email" not in project.read(ALPHA)


def test_days_as_excel_writes_them(project: Project) -> None:
    imported(project, "file;last_reviewed_on\r\nalpha;05.11.2026\r\n")
    assert "last_reviewed_on: 2026-11-05\n" in project.read(ALPHA)


def test_formulas_are_defused_on_the_way_out_and_restored_on_the_way_in(project: Project) -> None:
    project.write(ALPHA, entry("Alpha-Dienst", costs='"=HYPERLINK(1)"', opening_hours="24/7"))
    text = table(project)
    assert '"\'=HYPERLINK(1)"' in text
    assert '"\'24/7"' in text
    assert imported(project, text).changes == ()


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("file;phon\r\nalpha;1\r\n", "Zeile 1: Die Spalte „phon“ gibt es nicht. Meinten Sie „phone“?"),
        ("file,phone\r\nalpha,1\r\n", "Zeile 1: Die Spalten sind nicht mit Strichpunkt (;) getrennt."),
        ("phone\r\n112\r\n", "Zeile 1: Die Spalte „file“ fehlt."),
        ("file;phone;phone\r\n", "Zeile 1: Die Spalte „phone“ steht zweimal da."),
        ("file;phone\r\n", "Zeile 1: Die Tabelle hat keine Zeile mit einem Eintrag."),
        ("", "Zeile 1: Die Tabelle hat keine Zeile mit einem Eintrag."),
        ('file;costs\r\nalpha;"3 Euro\r\n', "Zeile 2: Hier ist ein Anführungszeichen nicht geschlossen"),
        ("file;phone\r\nalpha;112;x\r\n", "Zeile 2: Die Zeile hat 3 Zellen, die Überschrift 2."),
        ("file;phone\r\n../alpha;112\r\n", "Zeile 2, Feld „file“: „../alpha“ kann kein Dateiname sein."),
        ("file;phone\r\nindex;112\r\n", "Zeile 2, Feld „file“: „index“ kann kein Dateiname sein."),
        (
            "file;phone\r\nalpha;112\r\nalpha;110\r\n",
            "Zeile 3, Feld „file“: „alpha“ steht schon weiter oben.",
        ),
        ("file;phone\r\n\r\nalpha;6990009100\r\n", "Zeile 3, Feld „phone“: Die führende 0 fehlt"),
        ("file;phone\r\nalpha;6,99E+09\r\n", "Zeile 2, Feld „phone“: Excel hat die Nummer umgerechnet."),
        ("file;costs\r\nalpha;#NAME?\r\n", "Zeile 2, Feld „costs“: Excel hat hier eine Formel"),
        ("file;costs\r\nalpha;3\x07 Euro\r\n", "unsichtbares Zeichen (U+0007)"),
        ("file;phone\r\nalpha;\r\n", "Zeile 2, Feld „phone“: Dieses Feld fehlt."),
        (
            "file;last_reviewed_on\r\nalpha;31.2.2026\r\n",
            "Zeile 2, Feld „last_reviewed_on“: Erlaubt ist ein Tag",
        ),
        ("file;categories\r\nalpha;pfege\r\n", "Zeile 2, Feld „categories“: „pfege“ gibt es nicht."),
        ("file;owner\r\nalpha;redaktio\r\n", "Zeile 2, Feld „owner“: „redaktio“ gibt es nicht."),
        ("file;text\r\nalpha;\r\n", "Zeile 2, Feld „text“: Der Eintrag hat keinen Text."),
        ("file;text\r\nalpha;[[kontakt:weg]]\r\n", "Zeile 2: Den Kontakt „weg“ gibt es nicht."),
    ],
)
def test_faulty_table_is_refused_with_its_own_line(project: Project, text: str, told: str) -> None:
    before = project.read(ALPHA)
    assert any(told in problem for problem in problems_of(project, text)), problems_of(project, text)
    assert project.read(ALPHA) == before


def test_faults_name_the_entry_because_excel_counts_rows_not_lines(project: Project) -> None:
    text = 'file;costs;text\r\nalpha;0 Euro;"Eins\r\nzwei"\r\nzett;#NAME?;Text\r\n'
    assert [problem.rpartition(". ")[2] for problem in problems_of(project, text)] == ["Eintrag: zett."]
    text = 'file;owner;text\r\nalpha;redaktion;"Eins\r\nzwei"\r\nzett;redaktio;Text\r\n'
    assert [problem.rpartition(". ")[2] for problem in problems_of(project, text)] == ["Eintrag: zett."]


def test_all_faults_at_once(project: Project) -> None:
    text = "file;phone;costs\r\nalpha;x;y\r\nzett;112;?\r\n"
    assert len(problems_of(project, text)) == 3


@pytest.mark.parametrize("encoding", ["cp1252", "utf-16"])
def test_other_encodings_are_told_with_what_to_choose_in_excel(tmp_path: Path, encoding: str) -> None:
    file = tmp_path / "tabelle.csv"
    file.write_bytes("file;title\r\nalpha;Tür\r\n".encode(encoding))
    with pytest.raises(ContentError, match="CSV UTF-8"):
        read_table(file, file.name)


def test_missing_file_is_told(tmp_path: Path) -> None:
    with pytest.raises(ContentError, match="Diese Datei gibt es nicht"):
        read_table(tmp_path / "weg.csv", "weg.csv")


def test_no_file_is_touched_if_one_cannot_be_written(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    plan = plan_import(load(project), "file;costs\r\nalpha;3 Euro\r\nzett;4 Euro\r\n", "t.csv")
    write = Path.write_text

    def disk_full(path: Path, *args: object, **options: object) -> int:
        if "zett" in path.name:
            raise OSError(28, "No space left on device")
        return write(path, *args, **options)

    monkeypatch.setattr(Path, "write_text", disk_full)
    with pytest.raises(OSError, match="No space"):
        write_changes(plan)
    assert "costs: kostenlos" in project.read(ALPHA)
    assert not list((project.root / "content/muster/eintraege").glob(".*"))


def test_command_line(project: Project, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(directory_table, "CODE_DIR", project.root)
    file = tmp_path / "t.csv"
    run = CliRunner()
    assert run.invoke(directory_table.main, ["--export", str(file)]).output.startswith(
        "✓ 3 Einträge stehen in"
    )
    assert file.read_bytes().startswith(b"\xef\xbb\xbf")
    file.write_bytes(file.read_bytes().replace(b'"5 Euro"', b'"6 Euro"'))
    dry = run.invoke(directory_table.main, ["--import", str(file), "--dry-run"])
    assert dry.output == (
        "  geändert  content/muster/eintraege/zett.md: costs\n"
        "Probelauf, nichts geschrieben: 0 neu, 1 geändert, 2 unverändert.\n"
    )
    assert "costs: 5 Euro" in project.read("muster/eintraege/zett.md")
    assert run.invoke(directory_table.main, ["--import", str(file)]).exit_code == 0
    assert "costs: 6 Euro" in project.read("muster/eintraege/zett.md")
    assert run.invoke(directory_table.main, ["--import", str(tmp_path / "weg.csv")]).exit_code == 2
    assert run.invoke(directory_table.main, []).exit_code == 2
    assert run.invoke(directory_table.main, ["--site", "muser", "--export", str(file)]).exit_code == 2


@given(st.text())
def test_guard_is_undone_exactly(value: str) -> None:
    assert unguarded(guarded(value)) == value


@given(st.text())
def test_guarded_cell_never_starts_a_formula(value: str) -> None:
    assert not guarded(value).startswith(("=", "+", "-", "@", "\t", "\r", "\n"))


_LETTERS = st.characters(codec="utf-8", categories=("L", "N", "P", "S", "Zs"))
_TEXTS = st.text(_LETTERS, min_size=3, max_size=60).map(str.strip).filter(lambda text: len(text) >= 3)


@given(costs=_TEXTS, note=_TEXTS, words=st.lists(_TEXTS.filter(lambda word: "," not in word), max_size=3))
def test_round_trip_is_lossless(shared: Project, costs: str, note: str, words: list[str]) -> None:
    values = {"costs": costs, "step_free_note": note, "search_words": words or None}
    text = changed_text(entry("Alpha-Dienst"), values, None)
    shared.write(ALPHA, text)
    content = load(shared)
    plan = plan_import(content, export_table(content), "t.csv")
    assert (plan.changes, plan.unchanged) == ((), 3)
    # and into an empty folder: the same data from the table alone
    before = parse_markdown(text, "").meta.data
    header, row = _row_of(export_table(content), "alpha")
    again = plan_import(content, f"{header}\r\n{row.replace('alpha', 'kopie', 1)}\r\n", "t.csv")
    after = parse_markdown(again.changes[0].text, "")
    assert dict(after.meta.data) == dict(before)
    assert after.body.strip() == parse_markdown(text, "").body.strip()


def _row_of(text: str, file: str) -> tuple[str, str]:
    rows = text.split("\r\n")
    return rows[0], next(row for row in rows if row.startswith(f'"{file}"'))

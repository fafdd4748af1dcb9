"""The search index of a built site: what is in it, that it is repeatable, and what happens when it fails."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import pytest

from plugins.search import parts as search_parts
from plugins.search.compounds import bases_of
from plugins.search.synonyms import Synonyms
from plugins.search.texts import Lexicon, SearchText, main_text, record, search_text
from tests.plugins.mini_project import Project, page

TEXT = SearchText(
    url="/pflege/",
    title="Kurzzeitpflege & mehr",
    summary="Gute Pflege für kurze Zeit.",
    section="Pause",
    is_easy_language=False,
    label="Kurz",
    words=("Essen auf Rädern",),
    headings="Wer zahlt?",
    body="Die Kasse zahlt die Pflege.",
)


def test_index_is_published_without_what_nobody_loads(built_project: Project) -> None:
    files = {name for name in built_project.published() if name.startswith("pagefind/")}
    assert {"pagefind/pagefind.js", "pagefind/words.json", "pagefind/LICENSE.txt"} <= files
    assert not [name for name in files if name.endswith(".css") or "ui" in name]


def test_words_that_can_be_found_are_published(built_project: Project) -> None:
    words = json.loads(built_project.html("pagefind/words.json"))["words"]
    assert {"Absatz", "Pflege", "Angehörige"} <= set(words)
    assert words == sorted(words)


def test_two_builds_are_the_same_to_the_byte(mini_project: Project, built_project: Project) -> None:
    assert mini_project.build("muster").code == 0
    first, second = mini_project.published(), built_project.published()
    assert {name for name in first if first[name] != second.get(name)} == set()
    assert mini_project.build("muster").out.count("0 Dateien geändert") == 1


def test_a_record_holds_parts_and_synonyms_but_the_page_does_not(mini_project: Project) -> None:
    mini_project.write("gemeinsam/synonyme.yaml", "synonyme:\n  Absatz: [Abschnitt]\n")
    assert mini_project.build("muster").code == 0
    assert "Abschnitt" in json.loads(mini_project.html("pagefind/words.json"))["words"]
    assert "Abschnitt" not in mini_project.html("kontakt/index.html")


def test_related_words_weigh_less_than_the_pages_own() -> None:
    related = Lexicon([TEXT], [bases_of(TEXT.all)], Synonyms({"Essen auf Rädern": ["Mahlzeit"]})).related(
        TEXT
    )
    assert "Mahlzeit" in related.important
    html = record(TEXT, related)
    assert '<p data-pagefind-weight="7">Kurzzeitpflege &amp; mehr</p>' in html
    assert f'<p data-pagefind-weight="2">{related.important}</p>' in html


def test_only_what_a_page_says_itself_is_indexed(built_project: Project, mini_project: Project) -> None:
    mini_project.write(
        "muster/kontakt.md", page("Kontakt", "Ein Satz.\n\n## Zwischen\n\n[[kontakt:zentrale]]\n")
    )
    assert mini_project.build("muster").code == 0
    html = mini_project.html("kontakt/index.html")
    source = type("Page", (), {"url": "/kontakt/", "path": "kontakt.md", "menu_label": "Kontakt"})()
    source.meta = type("Meta", (), {"title": "Kontakt", "summary": "Worum es geht.", "search_words": ()})()
    text = search_text(source, "", main_text(html))
    assert text.headings == "Zwischen"
    assert text.body == "Ein Satz."


@pytest.mark.parametrize(
    ("program", "reason"),
    [("import sys; sys.exit('kaputt')", "kaputt"), ("", "Rückgabewert 0"), (None, "No such file")],
)
def test_a_failing_indexer_publishes_nothing(
    mini_project: Project, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, program: str | None, reason: str
) -> None:
    script = tmp_path / "pagefind"
    if program is not None:
        script.write_text(f"#!{sys.executable}\n{program}\n", encoding="utf-8")
        script.chmod(0o755)
    monkeypatch.setattr(search_parts, "get_executable", lambda: script)
    result = mini_project.build("muster")
    assert result.code == 4
    assert "Der Suchindex ist nicht entstanden" in result.err
    assert reason in result.err
    assert not (mini_project.root / "output" / "muster").exists()

"""``[[site:…]]``: one shared page says for each site what site.yaml says."""

from __future__ import annotations

import pytest

from tests.plugins.legal_project import load, problems_of
from tests.plugins.mini_project import SITE, Project, page


def test_values_stand_in_text_title_and_summary(mini_project: Project) -> None:
    shared = page(
        '"Impressum: [[site:title]]"',
        "Herausgeberin ist [[site:town]], Website [[site:host]].\n",
        summary='"Wer für [[site:title]] verantwortlich ist und wie Sie die Stelle erreichen."',
    )
    mini_project.write("gemeinsam/seiten/impressum.md", shared)
    made = load(mini_project).pages["impressum.md"]
    assert made.meta.title == "Impressum: Muster-Microsite"
    assert made.meta.summary.startswith("Wer für Muster-Microsite verantwortlich")
    assert made.body == "Herausgeberin ist Stadt Musterstadt, Website muster.musterstadt.example.\n"


def test_signs_in_a_value_are_no_markdown(mini_project: Project) -> None:
    mini_project.write("muster/site.yaml", SITE.replace("Muster-Microsite", "Helfer*innen und Freund*innen"))
    mini_project.write("gemeinsam/seiten/impressum.md", page("Impressum", "Website [[site:title]].\n"))
    assert mini_project.build("muster").code == 0
    assert "<p>Website Helfer*innen und Freund*innen.</p>" in mini_project.html("impressum/index.html")


@pytest.mark.parametrize(("days", "said"), [("7", "nach 7 Tagen gelöscht"), ("1", "nach 1 Tag gelöscht")])
def test_days_of_the_server_log_are_told_as_words(mini_project: Project, days: str, said: str) -> None:
    mini_project.write("muster/site.yaml", f"{SITE}server_log_days: {days}\n")
    mini_project.write(
        "gemeinsam/seiten/datenschutz.md",
        page("Datenschutz", "Wird nach [[site:server_log_days]] gelöscht.\n"),
    )
    assert said in load(mini_project).pages["datenschutz.md"].body


@pytest.mark.parametrize(
    ("body", "line", "said"),
    [
        ("Text.\n\nVon [[site:titel]].\n", 11, "„[[site:titel]]“ gibt es nicht. Meinten Sie „title“?"),
        ("Von [[site:]].\n", 9, "Möglich: host, server_log_days, tagline, title, town."),
        ("Nach [[site:server_log_days]].\n", 9, "In site.yaml fehlt das Feld „server_log_days“"),
    ],
)
def test_unknown_or_empty_name_is_told_with_its_line(
    mini_project: Project, body: str, line: int, said: str
) -> None:
    mini_project.write("gemeinsam/seiten/impressum.md", page("Impressum", body))
    (problem,) = problems_of(mini_project)
    assert (problem.file, problem.line) == ("content/gemeinsam/seiten/impressum.md", line)
    assert said in problem.message


def test_summary_that_gets_too_long_is_told_with_its_field(mini_project: Project) -> None:
    summary = '"' + "[[site:title]] " * 13 + '"'
    mini_project.write("gemeinsam/seiten/impressum.md", page("Impressum", summary=summary.replace(' "', '"')))
    (problem,) = problems_of(mini_project)
    assert (problem.field, problem.line) == ("summary", 3)
    assert "zu lang, höchstens 200 Zeichen" in problem.message

from __future__ import annotations

from datetime import date
from pathlib import Path

from markupsafe import Markup
from selectolax.lexbor import LexborHTMLParser

from audit.config import Settings
from audit.probes.inquiries import read
from audit.reports.response_times_html import render
from audit.responses.details import published as all_published
from audit.responses.measure import measure
from audit.responses.times import as_json, figures
from audit.responses.working_days import WorkingDays

LIST = Path(__file__).parents[2] / "data" / "inquiries" / "every-outcome.csv"
TODAY = date(2026, 11, 20)
HOSTILE = '<script>alert(1)</script>" onload="x'


def published() -> dict:
    return as_json(figures(read(LIST, TODAY).inquiries, WorkingDays(), TODAY))


def parsed(data: dict) -> LexborHTMLParser:
    return LexborHTMLParser(render(data))


def test_tables_have_captions_and_scoped_heads() -> None:
    page = parsed(published())
    assert [caption.text() for caption in page.css("table > caption")] == [
        "Antwortzeiten nach Bereich, Tage sind Arbeitstage",
        "Antwortzeiten nach Kanal, Tage sind Arbeitstage",
    ]
    assert [head.text() for head in page.css("th[scope=row]")] == [
        "mitte",
        "sonstige",
        "gesamt",
        "mail",
        "sonstige",
    ]
    assert len(page.css("th[scope=col]")) == 18


def test_figures_stand_with_share_and_label() -> None:
    row = parsed(published()).css_first("tbody tr")
    cells = [(cell.attributes["data-label"].replace("\u00ad", ""), cell.text()) for cell in row.css("td")]
    assert cells == [
        ("eingegangen", "10"),
        ("ausgeschlossen", "1"),
        ("im Ziel (2 Tage)", "2 (29\u00a0%)"),
        ("in der Frist (5 Tage)", "4 (57\u00a0%)"),
        ("zu spät", "1"),
        ("überfällig", "2"),
        ("noch offen", "2"),
        ("Tage: Median / 90 %", "3 / 6"),
    ]


def test_the_chart_is_an_image_with_a_name_and_the_figures_in_words() -> None:
    page = parsed(published())
    chart = page.css_first("svg[role=img]")
    names = chart.attributes["aria-labelledby"].split()
    assert [page.css_first(f"#{name}").tag for name in names] == ["title", "desc"]
    assert "mitte: Ziel 29\u00a0% · Frist 57\u00a0% · verfehlt 43\u00a0%" in page.css_first("desc").text()


def test_bars_differ_by_pattern_and_fill_the_frame() -> None:
    bars = parsed(published()).css("svg > rect")[4:8]  # three segments and the frame of „mitte“
    widths = [float(bar.attributes["width"].rstrip("%")) for bar in bars]
    assert abs(sum(widths[:3]) - widths[3]) < 0.05
    assert bars[0].attributes["class"] == "response-target"
    assert [bar.attributes["fill"] for bar in bars[1:3]] == ["url(#response-hatch)", "url(#response-dots)"]


def test_a_hostile_area_is_text() -> None:
    data = published()
    data["areas"] = {HOSTILE: data["total"]}
    page = parsed(data)
    assert page.css("script, [onload]") == []
    assert page.css_first("tbody th").text() == HOSTILE


def test_nothing_comes_from_outside() -> None:
    html = render(published())
    assert isinstance(html, Markup)
    assert not any(word in html for word in ("http", "src=", "href=", "style=", "@import"))


def test_other_days_are_named_where_a_town_set_them() -> None:
    html = render({**published(), "target": 1, "limit": 3})
    assert "im Ziel (1 Tage)" in html
    assert "Frist: 3 Arbeitstage" in html


def test_without_anything_to_judge_it_is_one_sentence() -> None:
    page = parsed(as_json(figures([], WorkingDays(), TODAY)))
    assert page.css("table, svg") == []
    assert "keine Anfrage zu beurteilen" in page.body.text()


def complete() -> dict:
    return all_published(measure(read(LIST, TODAY), Settings(), TODAY))


def test_light_spread_and_interval_stand_in_the_tables() -> None:
    page = parsed(complete())
    row = page.css_first("tbody tr")
    cells = {cell.attributes["data-label"].replace("\u00ad", ""): cell.text() for cell in row.css("td")}
    assert cells["Ampel"] == "✗\u00a0handeln"
    assert cells["Tage: Median / 90 % / längste"].endswith(" / 6")
    assert cells["in der Frist (5 Tage)"].endswith("25–84\u00a0%")
    assert "Antwortzeiten nach Monat des Eingangs, Tage sind Arbeitstage" in page.body.text()


def test_every_chart_has_a_name_of_its_own_and_no_id_is_double() -> None:
    data = complete()
    data["months"] = {"2026-10": data["total"], "2026-11": data["total"]}
    data["details"]["months"] = dict.fromkeys(data["months"], data["details"]["total"])
    page = parsed(data)
    ids = [node.attributes["id"] for node in page.css("[id]")]
    assert len(ids) == len(set(ids))
    assert len(page.css("svg[role=img]")) == 2
    for chart in page.css("svg[role=img]"):
        assert all(name in ids for name in chart.attributes["aria-labelledby"].split())


def test_doubts_and_trend_are_told() -> None:
    data = complete()
    data["details"]["total"]["doubtful"] = 2
    data["unclear"]["number"] = 3
    data["trend"] = {"change": "worse", "recent": [5, 10], "before": [10, 10]}
    text = parsed(data).body.text()
    assert "vielleicht beantwortet: 2." in text
    assert "in keiner Zahl enthalten: 3." in text
    assert "zuletzt 50\u00a0%, drei Monate davor 100\u00a0%: schlechter." in text

"""report.html says everything, in the right order, in one file without script."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
from selectolax.lexbor import LexborHTMLParser as HTMLParser

from audit.model import Light, Report
from audit.reports import overview
from audit.reports.html_report import owners, page_tables, render
from tests.audit.reports.sample import (
    clean_report,
    empty_report,
    hostile_report,
    large_report,
    sample_report,
)


def text_of(report: Report) -> str:
    body = HTMLParser(render(report)).css_first("body")
    assert body is not None
    return " ".join(body.text(separator=" ").split())


def test_order_is_verdict_lights_failed_undecided_accepted_scope_people() -> None:
    html = render(sample_report())
    order = ["6 Dinge müssen", 'id="ampel"', 'id="nicht-bestanden"', 'id="ansehen"', 'id="angenommen"',
             'id="anfragen"', 'id="umfang"', 'id="mensch"', "axe-core"]  # fmt: skip
    places = [html.index(mark) for mark in order]
    assert places == sorted(places)


def test_incomplete_audit_is_told_before_the_verdict() -> None:
    text = text_of(sample_report())
    assert text.index("Die Prüfung ist unvollständig: 1 Seite wurde nicht geprüft.") < text.index("6 Dinge")
    assert "/leichte-sprache/ nicht prüfbar der Browser hat nach 30 Sekunden nicht geantwortet" in text


def test_finding_names_place_remedy_standard_and_help() -> None:
    html = render(sample_report())
    assert "<code>content/pflegestuetzpunkt/beratung.md:41</code>" in html
    text = text_of(sample_report())
    assert "Was zu tun ist: Textfarbe oder Hintergrund ändern" in text
    assert "WCAG 1.4.3 (Stufe AA), EN 301 549 Abschnitt 9.1.4.3" in text
    assert "WCAG 2.5.8 (Stufe AA)." in text  # new in WCAG 2.2: no clause in EN 301 549 V3.2.1
    assert 'href="https://dequeuniversity.com/rules/axe/4.14/color-contrast?lang=de"' in html


def test_template_fault_is_one_row_with_its_pages_folded() -> None:
    tree = HTMLParser(render(sample_report()))
    assert len(tree.css("#axe-color-contrast .case")) == 1
    summary = tree.css_first("#axe-color-contrast details summary")
    assert summary is not None
    assert summary.text() == "auf 6 Seiten"


def test_accepted_finding_shows_reason_and_end() -> None:
    assert "Angenommen bis 31.01.2027: Die Übersichtsseite wird im Januar umgebaut." in text_of(
        sample_report()
    )


def test_every_rule_has_exactly_one_anchor() -> None:
    html = render(sample_report())
    for result in sample_report().rules:
        assert html.count(f'id="{result.rule.id.replace("/", "-")}"') == 1


@pytest.mark.parametrize("report", [sample_report(), clean_report(), hostile_report(), large_report(30)])
def test_ids_are_unique_and_links_inside_the_page_lead_somewhere(report: Report) -> None:
    tree = HTMLParser(render(report))
    ids = [node.attributes["id"] for node in tree.css("[id]")]
    assert len(ids) == len(set(ids))
    assert {(node.attributes["href"] or "")[1:] for node in tree.css('a[href^="#"]')} <= set(ids)


def test_sample_clock_is_told_and_the_real_one_is_not() -> None:
    assert "nicht für heute" in text_of(sample_report())
    assert "nicht für heute" not in text_of(clean_report())


def test_overdue_review_is_called_overdue() -> None:
    assert "überfällig seit 03.10.2026" in text_of(sample_report())


def test_clean_report_does_not_claim_that_the_site_is_accessible() -> None:
    text = text_of(clean_report())
    assert "Keine Fehler gefunden." in text
    assert "heißt nicht, dass die Website barrierefrei ist" in text


def test_empty_report_renders() -> None:
    assert "Es wurde nichts geprüft." in text_of(empty_report())


def test_owners_worst_first_and_pages_without_owner_are_named() -> None:
    found = owners(sample_report().pages)
    assert [owner.light for owner in found] == [Light.RED, Light.RED, Light.RED, Light.GREY]
    assert found[-1].owner == "niemand eingetragen"
    assert found[0].counts == {Light.RED: 3, Light.GREEN: 1}


def test_many_pages_in_order_are_folded_and_the_others_not() -> None:
    pages = tuple(
        replace(sample_report().pages[0], page=f"/{number}/", light=Light.RED if number == 7 else Light.GREEN)
        for number in range(20)
    )
    assert [(len(table.pages), table.folded) for table in page_tables(pages)] == [(1, False), (19, True)]


@pytest.mark.parametrize(("shared", "distinct"), [(5, 0), (2, 3), (0, 5)])
def test_thousand_pages_with_five_findings_each_stay_under_3_mb(shared: int, distinct: int) -> None:
    assert len(render(large_report(1000, shared, distinct)).encode()) < 3_000_000


@pytest.mark.parametrize("html", [render(hostile_report()), overview.render([hostile_report()])])
def test_hostile_text_becomes_no_element_attribute_or_address(html: str) -> None:
    tree = HTMLParser(html)
    assert tree.css("script, img, iframe, object, embed, link, form") == []
    attributes = {name for node in tree.css("*") for name in node.attributes}
    assert not {name for name in attributes if name.startswith("on")}
    for node in tree.css("[href]"):
        assert re.match(r"https://[a-z.]+/|#|\./", node.attributes["href"] or "")
    assert not re.search(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]", html)
    assert "{{ 7*7 }}" in tree.css_first("main").text()


def test_overview_links_each_report_worst_first() -> None:
    tree = HTMLParser(overview.render([clean_report(), replace(sample_report(), subject="zweite seite")]))
    assert [node.attributes["href"] for node in tree.css("main a")] == [
        "./zweite%20seite/report.html",
        "./pflegestuetzpunkt/report.html",
    ]
    assert "1 von 2 Berichten braucht Aufmerksamkeit." in tree.css_first("header").text()


def test_overview_of_nothing_renders() -> None:
    assert "Es gibt keine Prüfberichte." in overview.render([])


def test_rules_that_share_an_anchor_or_take_a_sections_name_leave_ids_unique() -> None:
    report = sample_report()
    doubles = tuple(
        replace(report.rules[0], rule=replace(report.rules[0].rule, id=rule_id))
        for rule_id in ("axe-color-contrast", "umfang", "new-rule", "new/rule")
    )
    tree = HTMLParser(render(replace(report, rules=(*report.rules, *doubles))))
    ids = [node.attributes["id"] for node in tree.css("[id]")]
    assert len(ids) == len(set(ids))
    assert "new-rule" in ids


def test_of_ten_thousand_pages_with_one_fault_there_are_examples_and_where_the_rest_stands() -> None:
    report = sample_report()
    first, status = report.findings[0], report.pages[0]
    urls = [f"/seite-{number}/" for number in range(10_000)]
    many = replace(
        report,
        findings=tuple(replace(first, page=url, accepted=None) for url in urls),
        pages=tuple(replace(status, page=url) for url in urls),
    )
    text = render(many)
    assert len(text.encode()) < 3_000_000
    assert "9.000 weitere Seiten stehen in <code>report.json</code>" in text
    assert "stehen in <code>report.csv</code>" in text

"""Response times as a fragment for the HTML report: sentences, bar charts (inline SVG), each with its table beside it.

The fragment needs nothing from outside: no script, no address, and its few style rules stand in the SVG,
where HTML allows them. Bars tell by pattern and label, colour comes on top: the custom properties
``--green``, ``--yellow`` and ``--red`` of the page, else its text colour. Lengths are rem and percent, so
that text keeps its size on a phone, where each row of a table becomes a block with labels.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from markupsafe import Markup

from audit.responses.details import light_word
from audit.responses.inquiry import TOTAL
from audit.responses.times import LIMIT, TARGET
from audit.responses.words import hours, interval, judged, number, percent, summary, trend

Figures = Mapping[str, Any]

#: Longer names would run out of the chart at 320 CSS pixels; the table has them in full.
MAX_NAME_IN_CHART = 28
ROW_REM = 5

_STYLE = Markup("""<style>
.response-times figure { margin: 1.5rem 0 2rem; }
.response-times text { font-family: inherit; fill: currentColor; }
.response-target { fill: var(--green, currentColor); }
.response-limit { stroke: var(--yellow, currentColor); }
.response-missed { fill: var(--red, currentColor); }
.response-times td { font-variant-numeric: tabular-nums; }
.response-times :is(th, td) { padding-inline-end: .6rem; }
@media (max-width: 62rem) {
  .response-times :is(table, caption, tbody, tr, tbody th, td) { display: block; }
  .response-times thead { position: absolute; width: 1px; overflow: hidden; clip-path: inset(50%); }
  .response-times tr { border-bottom: 1px solid currentColor; padding-block: .75rem; }
  .response-times :is(tbody th, td) { border: 0; padding: .1rem 0; text-align: start; }
  .response-times td::before { content: attr(data-label) ": "; }
}
</style>""")

_PATTERNS = Markup("""<defs>
<pattern id="response-hatch" width="8" height="8" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
<line class="response-limit" x1="0" y1="0" x2="0" y2="8" stroke-width="6"/></pattern>
<pattern id="response-dots" width="8" height="8" patternUnits="userSpaceOnUse">
<circle class="response-missed" cx="4" cy="4" r="3"/></pattern>
</defs>""")

_FILLS = (
    Markup('class="response-target"'),
    Markup('fill="url(#response-hatch)"'),
    Markup('fill="url(#response-dots)"'),
)


def render(figures: Figures) -> Markup:
    """Safe HTML of the published figures (``audit.responses.details.published``).

    Those of ``audit.responses.times.as_json`` alone are enough: then lights, spread, months and trend are left out.
    """
    target, limit = figures.get("target", TARGET), figures.get("limit", LIMIT)
    total, areas, channels = figures["total"], figures["areas"], figures["channels"]
    details, months = figures.get("details", {}), figures.get("months", {})
    parts = [
        Markup("<p>{}</p>").format(text) for text in (summary(total, target, limit), *_notes(figures, target))
    ]
    if judged(total):
        of_areas = {**details["areas"], TOTAL: details["total"]} if details else {}
        parts += [
            _style(),
            _chart("area", "Antwortzeiten nach Bereich", {TOTAL: total, **areas}, target, limit),
            _table("Bereich", {**areas, TOTAL: total}, of_areas, target, limit),
            _table("Kanal", channels, details.get("channels", {}), target, limit),
        ]
        if len(months) > 1:
            parts.append(_chart("month", "Antwortzeiten nach Monat des Eingangs", months, target, limit))
        parts += [
            _table("Monat des Eingangs", months, details.get("months", {}), target, limit),
            Markup("<p>{}</p>").format(_counting_rules(figures["today"], target, limit)),
        ]
    return Markup('<div class="response-times">\n{}\n</div>').format(Markup("\n").join(parts))


def _notes(figures: Figures, target: int) -> Iterable[str]:
    """Sentences on the trend and on what the figures are not sure of."""
    if figures.get("trend"):
        yield trend(figures["trend"], target)
    if figures.get("details") and (doubtful := figures["details"]["total"]["doubtful"]):
        yield f"Offen, aber vielleicht beantwortet: {doubtful}. „dreiklick sla“ nennt die Gründe."
    if unclear := figures.get("unclear", {}).get("number"):
        yield f"Unklar und in keiner Zahl enthalten: {unclear}."


def _style() -> Markup:
    """Style rules and patterns of all charts, in a picture of their own that nobody sees or hears."""
    return Markup('<svg width="0" height="0" aria-hidden="true" focusable="false">\n{}\n{}\n</svg>').format(
        _STYLE, _PATTERNS
    )


def _counting_rules(today: str, target: int, limit: int) -> str:
    return (
        f"Stand {_german_date(today)}. Ziel: {target} Arbeitstage, Frist: {limit} Arbeitstage; der Tag des "
        "Eingangs zählt nicht mit. Anteile beziehen sich auf alle beantworteten und überfälligen Anfragen "
        "ohne die ausgeschlossenen; „in der Frist“ enthält „im Ziel“. Median und „90 %“: Arbeitstage, nach "
        "denen die Hälfte und neun Zehntel der beantworteten Anfragen eine erste Reaktion hatten. „69–92 %“ "
        "unter einem Anteil: Dort liegt er mit 95 % Sicherheit (bei weniger als 50 Anfragen). "
        "Kleine Gruppen stehen unter „sonstige“ oder nur in „gesamt“."
    )


def _german_date(iso: str) -> str:
    return ".".join(reversed(iso.split("-")))


def _chart(kind: str, title: str, groups: Mapping[str, Figures], target: int, limit: int) -> Markup:
    rows = [(name, group) for name, group in groups.items() if judged(group)]
    bars = Markup("\n").join(_bar(name, group, ROW_REM * place) for place, (name, group) in enumerate(rows))
    description = "; ".join(f"{name}: {_in_words(group)}" for name, group in rows)
    return Markup(
        "<figure>\n"
        '<svg role="img" aria-labelledby="response-{kind}-title response-{kind}-desc" width="100%" '
        'height="{height}rem">\n<title id="response-{kind}-title">{title}</title>\n'
        '<desc id="response-{kind}-desc">{description}.</desc>\n{bars}\n</svg>\n'
        "<figcaption>Anteil der Anfragen mit erster Reaktion. Voll: im Ziel ({target} Arbeitstage). "
        "Schraffiert: später, aber in der Frist ({limit} Arbeitstage). Gepunktet: verfehlt (zu spät oder "
        "überfällig).</figcaption>\n</figure>"
    ).format(
        kind=kind,
        title=title,
        height=ROW_REM * len(rows),
        description=description,
        bars=bars,
        target=target,
        limit=limit,
    )


def _bar(name: str, group: Figures, top: float) -> Markup:
    """Name, shares in words and the stacked bar of one group, ``top`` rem from the upper edge."""
    short = name if len(name) <= MAX_NAME_IN_CHART else f"{name[: MAX_NAME_IN_CHART - 1]}…"
    label = Markup(
        '<text y="{:g}rem" font-weight="bold">{}</text>\n<text y="{:g}rem" font-size="0.9375rem">{}</text>'
    ).format(top + 1, short, top + 2.25, _in_words(group))
    rect = Markup('<rect x="{:.2f}%" y="{:g}rem" width="{:.2f}%" height="1.25rem" {}/>')
    segments, left = [], 0.0
    for part, fill in zip(_parts(group), _FILLS, strict=True):
        width = 100 * part / judged(group)
        segments += [rect.format(left, top + 2.75, width, fill)] if part else []
        left += width
    frame = rect.format(0, top + 2.75, 100, Markup('fill="none" stroke="currentColor"'))
    return Markup("\n").join([label, *segments, frame])


def _parts(group: Figures) -> tuple[int, int, int]:
    """The judged ones: within the target, later but within the limit, late or overdue."""
    return group["within_target"], group["within_limit"] - group["within_target"], _missed(group)


def _in_words(group: Figures) -> str:
    whole = judged(group)
    shares = (
        percent(part, whole) for part in (group["within_target"], group["within_limit"], _missed(group))
    )
    return "Ziel {} · Frist {} · verfehlt {}".format(*shares)


def _missed(group: Figures) -> int:
    return group["late"] + group["open_overdue"]


def _table(
    kind: str, groups: Mapping[str, Figures], details: Mapping[str, Figures], target: int, limit: int
) -> Markup:
    heads: tuple[str, ...] = (
        "ein\u00adgegangen",
        "aus\u00adgeschlossen",
        f"im Ziel ({target} Tage)",
        f"in der Frist ({limit} Tage)",
        "zu spät",
        "über\u00adfällig",
        "noch offen",
        "Tage: Median / 90 % / längste" if details else "Tage: Median / 90 %",
    )
    if details:
        heads = (*heads, "Sprechzeit (Median)", "Ampel")
    if not groups:
        return Markup()
    return Markup(
        "<table>\n<caption>Antwortzeiten nach {kind}, Tage sind Arbeitstage</caption>\n"
        "<thead><tr>{heads}</tr></thead>\n<tbody>\n{rows}\n</tbody>\n</table>"
    ).format(
        kind=kind,
        heads=Markup().join(Markup('<th scope="col">{}</th>').format(head) for head in (kind, *heads)),
        rows=Markup("\n").join(
            _row(name, group, details.get(name, {}), heads) for name, group in groups.items()
        ),
    )


def _row(name: str, group: Figures, detail: Figures, heads: Iterable[str]) -> Markup:
    whole = judged(group)
    values: tuple[object, ...] = (
        group["received"],
        group["excluded"],
        _count_and_share(group["within_target"], whole, detail.get("within_target_interval")),
        _count_and_share(group["within_limit"], whole, detail.get("within_limit_interval")),
        group["late"],
        group["open_overdue"],
        group["open_in_time"],
        _days(group["median_days"], group["p90_days"], *([detail["max_days"]] if detail else [])),
    )
    if detail:
        median = detail["office_hours_median"]
        values += (number(None) if median is None else hours(median), _light(detail))
    cells = (Markup('<td data-label="{}">{}</td>').format(*pair) for pair in zip(heads, values, strict=True))
    return Markup('<tr><th scope="row"><bdi>{}</bdi></th>{}</tr>').format(name, Markup().join(cells))


def _days(*days: float | None) -> str:
    return " / ".join(map(number, days)) if days[0] is not None else number(None)


def _light(detail: Figures) -> str:
    """Symbol and word, never colour alone."""
    symbol = {"green": "✓", "yellow": "!", "red": "✗", "grey": "–"}[detail["light"]]
    return f"{symbol}\N{NO-BREAK SPACE}{light_word(detail['light'])}"


def _count_and_share(part: int, whole: int, ends: list[float] | None = None) -> Markup:
    if not whole:
        return Markup(part)
    share = Markup("{} ({})").format(part, percent(part, whole))
    return share + Markup("<br>{}").format(interval(ends)) if ends else share

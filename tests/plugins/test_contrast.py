"""Colours of a site are proven before it is built: every pair of the theme, on light and dark screens."""

from __future__ import annotations

from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from plugins.colour import contrast, from_hex
from plugins.content_schema import Colours
from plugins.contrast import PAIRS, nearest, painted, tokens, weak_pairs
from tests.plugins.mini_project import Project
from tests.theme.test_style import colour as independent
from tests.theme.test_style import tokens as independent_tokens

hexes = st.integers(0, 0xFFFFFF).map(lambda value: f"#{value:06x}")
DARK = {"brand_dark": "#8fd3c8", "accent_dark": "#ffb59b"}


def with_colours(project: Project, lines: str) -> str:
    project.replace("muster/site.yaml", '  brand: "#0b5c55"\n  accent: "#8a2b0a"\n', lines)
    result = project.build()
    assert result.code == 2, result.err
    assert not (project.root / "output").exists()
    return result.out + result.err


def test_every_token_of_every_pair_can_be_computed() -> None:
    for dark, mixes in product((False, True), repeat=2):
        known = {**tokens(dark, mixes), "--dk-site-brand": "#0b5c55", "--dk-site-accent": "#8a2b0a"}
        for pair in PAIRS:
            assert contrast(painted(known[pair.front], known), painted(known[pair.back], known)) > 1, pair


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_tokens_are_those_that_another_reading_of_the_stylesheet_finds(dark: bool) -> None:
    from tests.theme import samples

    css = independent_tokens(samples.stylesheet(), "dark" if dark else "light")
    colours = samples.SITE["colours"]
    known = {
        **tokens(dark, mixes=True),
        "--dk-site-brand": colours["brand_dark" if dark else "brand"],
        "--dk-site-accent": colours["accent_dark" if dark else "accent"],
    }
    for token in {token for pair in PAIRS for token in (pair.front, pair.back)}:
        assert painted(known[token], known) == pytest.approx(independent(css[token], css)), token


def test_good_colours_have_no_weak_pair() -> None:
    assert weak_pairs("#0b5c55", "#8a2b0a", dark=False) == []
    assert weak_pairs("#8fd3c8", "#ffb59b", dark=True) == []


def test_the_weakest_pair_comes_first() -> None:
    found = weak_pairs("#7fb8b0", "#8a2b0a", dark=False)
    assert len(found) > 5
    assert found[0].ratio == min(weak.ratio for weak in found)
    assert {weak.pair.decided_by for weak in found} == {"brand"}


@given(hexes, st.sampled_from(["brand", "accent"]), st.booleans())
@settings(max_examples=25)
def test_the_proposed_colour_is_always_strong_enough(value: str, name: str, dark: bool) -> None:
    field = f"{name}_dark" if dark else name
    colours = Colours(**({"brand": "#0b5c55", "accent": "#8a2b0a"} | DARK | {field: value}))
    proposed = colours.model_copy(update={field: nearest(colours, name, dark)})
    brand, accent = (proposed.brand_dark, proposed.accent_dark) if dark else (proposed.brand, proposed.accent)
    assert [weak for weak in weak_pairs(brand, accent, dark) if weak.pair.decided_by == name] == []


def test_a_colour_that_is_strong_enough_stays() -> None:
    colours = Colours(brand="#0b5c55", accent="#8a2b0a", **DARK)
    proposed = from_hex(nearest(colours, "brand", dark=False))
    assert proposed == pytest.approx(from_hex("#0b5c55"), abs=2 / 255)


def test_a_weak_colour_stops_the_build_and_names_pair_colours_ratio_and_remedy(mini_project: Project) -> None:
    said = with_colours(mini_project, '  brand: "#7fb8b0"\n  accent: "#8a2b0a"\n')
    assert (
        "content/muster/site.yaml, Zeile 7, Feld „colours.brand“: „Links auf Hinweisen“ wäre schlecht zu lesen: "
        "#7fb8b0 auf #eaf3f5 hat den Kontrast 1,9 : 1, nötig ist 4,5 : 1. "
        "Die nächste Farbe, die überall reicht: „#42766f“."
    ) in said
    assert said.count("wäre schlecht zu lesen") == 1


def test_a_weak_colour_for_dark_screens_is_told_with_its_own_line(mini_project: Project) -> None:
    said = with_colours(mini_project, '  brand: "#0b5c55"\n  accent: "#8a2b0a"\n  accent_dark: "#552200"\n')
    assert "Zeile 9, Feld „colours.accent_dark“: „Überschrift von Notfall-Hinweisen“" in said


def test_each_weak_colour_is_told_once(mini_project: Project) -> None:
    said = with_colours(mini_project, '  brand: "#eeeeee"\n  accent: "#eeeeee"\n')
    assert said.count("wäre schlecht zu lesen") == 2


def test_a_ratio_is_never_rounded_up_to_what_is_needed(mini_project: Project) -> None:
    said = with_colours(mini_project, '  brand: "#0b5c55"\n  accent: "#de0001"\n  brand_dark: "#808080"\n')
    assert "Kontrast 4,5 : 1, nötig ist 4,5" not in said

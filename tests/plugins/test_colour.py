"""Contrast as WCAG defines it, against figures published elsewhere, and what must hold for any two colours."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plugins.colour import Colour, contrast, from_hex, mixed, shades, to_hex

parts = st.integers(0, 255).map(lambda value: value / 255)
colours = st.tuples(parts, parts, parts)


# https://webaim.org/resources/contrastchecker/ and the understanding document of WCAG 1.4.3
@pytest.mark.parametrize(
    ("first", "second", "ratio"),
    [
        ("#000000", "#ffffff", 21.0),
        ("#767676", "#ffffff", 4.54),
        ("#777777", "#ffffff", 4.48),
        ("#949494", "#ffffff", 3.03),
        ("#ff0000", "#ffffff", 4.0),
        ("#0000ff", "#ffffff", 8.59),
        ("#008000", "#ffffff", 5.14),
        ("#123456", "#123456", 1.0),
    ],
)
def test_reference_values(first: str, second: str, ratio: float) -> None:
    assert round(contrast(from_hex(first), from_hex(second)), 2) == ratio


@given(colours, colours)
def test_contrast_has_no_direction_and_stays_in_its_range(first: Colour, second: Colour) -> None:
    assert contrast(first, second) == contrast(second, first)
    assert 1 <= contrast(first, second) <= 21.0001


@given(colours, colours)
def test_a_mix_lies_between_and_its_ends_are_the_colours(first: Colour, second: Colour) -> None:
    assert mixed(first, second, 1) == first
    assert mixed(first, second, 0) == second
    for part, one, other in zip(mixed(first, second, 0.3), first, second, strict=True):
        assert min(one, other) - 1e-9 <= part <= max(one, other) + 1e-9


@given(colours)
def test_hex_and_back(colour: Colour) -> None:
    assert from_hex(to_hex(colour)) == colour


@given(colours)
def test_shades_start_beside_the_colour_and_reach_black_and_white(colour: Colour) -> None:
    found = list(shades(colour))
    assert len(found) == 256
    assert (0, 0, 0) in found
    assert (1, 1, 1) in found
    assert all(abs(a - b) <= 2 / 255 for a, b in zip(found[0], colour, strict=True))

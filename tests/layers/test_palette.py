"""Colours have one meaning each, and can be told apart: on a light screen, on a dark one, in grey print."""

from __future__ import annotations

from itertools import pairwise

import pytest

from geo.areas import REGION_CODES, load_boundaries
from geo.layers import HIGHLIGHT, HOUSING, RATES, THEME_COLOURS, TYPE_COLOURS, ZERO, ink_on, short_name
from geo.layers.palette import luminance
from geo.vocabulary import THEMES, TYPES

GROUNDS = {"light": "#ffffff", "dark": "#12191f"}
"""What the pages stand on."""


def contrast(one: str, other: str) -> float:
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


def test_every_type_and_theme_has_a_colour_and_no_colour_two_meanings() -> None:
    assert tuple(TYPE_COLOURS) == TYPES.codes
    assert tuple(THEME_COLOURS) == THEMES.codes
    meanings = [*TYPE_COLOURS.values(), *THEME_COLOURS.values(), HOUSING, HIGHLIGHT, ZERO, *RATES]
    for scheme in ("light", "dark"):
        assert len({getattr(colour, scheme) for colour in meanings}) == len(meanings)


@pytest.mark.parametrize("scheme", GROUNDS)
def test_types_differ_in_grey_and_the_strong_one_stands_out(scheme: str) -> None:
    preventive, repressive = (getattr(colour, scheme) for colour in TYPE_COLOURS.values())
    assert contrast(preventive, repressive) > 1.6
    assert contrast(repressive, GROUNDS[scheme]) > 4.5


@pytest.mark.parametrize("scheme", GROUNDS)
def test_much_stands_out_on_both_screens_and_zero_does_not(scheme: str) -> None:
    steps = [contrast(getattr(colour, scheme), getattr(ZERO, scheme)) for colour in (ZERO, *RATES)]
    assert all(after > 1.25 * before for before, after in pairwise(steps))


@pytest.mark.parametrize("fill", [*(colour.light for colour in RATES), *(colour.dark for colour in RATES)])
def test_text_can_be_read_on_any_fill(fill: str) -> None:
    assert contrast(ink_on(fill), fill) >= 4.5


def test_names_are_short() -> None:
    names = {code: short_name(code) for code in REGION_CODES}
    assert names["VR17"] == "Rijnmond"
    assert names["VR23"] == load_boundaries().regions["name"]["VR23"]
    assert max(map(len, names.values())) <= 20
    assert len(set(names.values())) == 25

"""A region beside its neighbours, and what one tells its mayor, on numbers one can do in the head."""

from __future__ import annotations

import math
from typing import Any

import pandas as pd
import pytest

from geo.areas import REGION_CODES
from geo.picture import (
    DENOMINATORS,
    Density,
    Selection,
    brief,
    compare_regions,
    look_around,
    read_around,
    region_table,
    take_tally,
)
from tests.toy_snapshot import activations, housing

REGIONS = pd.DataFrame(
    {"name": [f"R{code[2:]}" for code in REGION_CODES], "inhabitants": 1000, "land_km2": 10.0},
    index=list(REGION_CODES),
)


def compared(counts: dict[str, int], places: dict[str, int]) -> Density:
    """Compare regions with so many activations and so many places to sleep."""
    rows = [{"region": code} for code, count in counts.items() for _ in range(count)]
    homes = [{"region": code, "capacity": size} for code, size in places.items()]
    tally = take_tally(activations(*rows), housing(*homes), Selection())
    return compare_regions(region_table(tally, REGIONS), DENOMINATORS[0])


def test_the_neighbours_together_are_their_counts_over_their_places() -> None:
    found = compared({"VR01": 4, "VR02": 1, "VR03": 2}, {"VR01": 1000, "VR02": 1000, "VR03": 2000})
    around = look_around(found, "VR01", ("VR02", "VR03", "DE03454"))
    assert [one.code for one in around.around] == ["VR02", "VR03"]
    assert (around.here.events, around.here.rate) == (4, 4)
    assert (around.together.events, around.together.denominator, around.together.rate) == (3, 3000, 1)
    assert (around.national.events, around.national.rate) == (7, 1.75)
    # 4 of 7 with a chance of a quarter: P(X >= 4) = 1156 / 16384, doubled
    assert around.p == pytest.approx(2 * 1156 / 16384)
    assert read_around(around, found) == (
        "De 2 buurregio's hebben samen 3 activeringen, 1,0 per 1.000 plaatsen (95%-interval 0,2–2,9);"
        " R01 4,0. Dat verschil kan toeval zijn."
    )


def test_a_difference_that_chance_does_not_explain_is_called_one() -> None:
    found = compared({"VR01": 12, "VR02": 1}, {"VR01": 1000, "VR02": 1000})
    assert read_around(look_around(found, "VR01", ("VR02",)), found).endswith(
        "Dat is vaker dan toeval verklaart."
    )
    assert read_around(look_around(found, "VR02", ("VR01",)), found).endswith(
        "Dat is minder vaak dan toeval verklaart."
    )


@pytest.mark.parametrize(
    ("counts", "places", "words"),
    [
        ({}, {"VR01": 10, "VR02": 10}, "geen activeringen"),
        ({"VR01": 1}, {"VR02": 10}, "het aantal plaatsen in R01 is niet bekend"),
        ({"VR01": 1}, {"VR01": 10}, "het aantal plaatsen in de buurregio's is niet bekend"),
        ({"VR01": 1, "VR02": 1}, {"VR01": 10, "VR02": 10}, "Dat is even veel."),
    ],
)
def test_what_cannot_be_compared_is_said(counts: dict[str, int], places: dict[str, int], words: str) -> None:
    found = compared(counts, places)
    around = look_around(found, "VR01", ("VR02",))
    assert words in read_around(around, found)
    assert math.isnan(around.p) == ("niet bekend" in words)


def told(*rows: dict[str, Any], places: dict[str, int], selection: Selection | None = None) -> str:
    frame = activations(*rows)
    homes = housing(*({"region": code, "capacity": size} for code, size in places.items()))
    chosen = selection or Selection(regions=("VR01",))
    wide = take_tally(frame, homes, Selection(from_day=chosen.from_day, to_day=chosen.to_day))
    found = compare_regions(region_table(wide, REGIONS), DENOMINATORS[0])
    return brief(take_tally(frame, homes, chosen), found, "VR01")


def test_a_briefing_says_how_often_when_against_the_country_and_with_what_result() -> None:
    rows = [{"result": "sluiting"}, {"type": "repressief"}, {"region": "VR02"}, {"region": "VR02"}]
    assert told(*rows, places={"VR01": 1000, "VR02": 3000}) == (
        "R01: 2 activeringen (1 preventief, 1 repressief), 1 september 2020."
        " Dat is 2,0 per 1.000 plaatsen (95%-interval 0,2–7,2), landelijk 1,0: niet te onderscheiden van"
        " toeval. 1 keer een dwangmaatregel of sluiting."
    )


def test_a_briefing_without_activations_or_without_places_says_so() -> None:
    assert told({"region": "VR02"}, places={"VR02": 10}) == (
        "R01: geen activeringen, 1 september 2020."
        " Naar omvang is dat niet te vergelijken: het aantal plaatsen is niet bekend."
    )
    assert told(places={"VR01": 10}).startswith("R01: geen activeringen. Dat is 0,0 per 1.000 plaatsen")

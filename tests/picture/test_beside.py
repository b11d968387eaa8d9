"""Housing just over the border: in sight beside what was chosen, and in no count of it."""

from __future__ import annotations

from typing import Any

import pytest

from geo.picture import Selection, beside, beside_mask, homes_by_area, housing_mask, take_tally, tell_beside
from tests.toy_snapshot import activations, housing

KLEVE: dict[str, Any] = {"region": None, "country": "DE", "district": "DE05154"}
HASSELT: dict[str, Any] = {"region": None, "country": "BE", "district": "BE70000"}
HOUSING = housing({"region": "VR23"}, {**KLEVE, "capacity": 30}, {**KLEVE, "capacity": 1}, HASSELT, {})


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({}, []),
        ({"regions": ("VR13",)}, []),
        ({"regions": ("VR23",)}, [0, 1, 1, 1, 0]),
        ({"regions": ("VR23", "BE70000")}, [0, 1, 1, 0, 0]),  # what is chosen is counted, not beside
        ({"regions": ("VR23",), "countries": ("NL",)}, []),
        ({"regions": ("VR23",), "countries": ("NL", "DE")}, [0, 1, 1, 0, 0]),
        ({"regions": ("DE05154",)}, [1, 0, 0, 0, 0]),  # the other way round
    ],
)
def test_what_lies_beside_a_selection(fields: dict[str, Any], expected: list[int]) -> None:
    selection = Selection(**fields)
    mask = beside_mask(selection, HOUSING)
    assert mask.astype(int).tolist() == (expected or [0] * len(HOUSING))
    assert not (mask & housing_mask(selection, HOUSING)).any()


def test_neighbours_are_in_no_figure() -> None:
    counted = take_tally(activations(), HOUSING, Selection(regions=("VR23",)))
    assert (int(counted.housing.sum()), int(counted.places.sum())) == (1, 10)


def test_neighbours_are_told_with_their_numbers() -> None:
    around = HOUSING[beside_mask(Selection(regions=("VR23",)), HOUSING)]
    assert tell_beside(homes_by_area(around)) == (
        "Buren over de grens, getekend en niet meegeteld: 3 locaties met 41 plaatsen"
        " in Belgisch-Limburg (België) en Kleef (Kleve, Duitsland)."
    )
    assert tell_beside({}) == ""
    assert beside(Selection()) == ()

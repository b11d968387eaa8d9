"""Housing that nobody knows of is said to be unknown, never zero."""

from __future__ import annotations

import pytest

from geo.picture import homes_cell, tell_homes


@pytest.mark.parametrize(
    ("locations", "places", "cell", "told"),
    [
        (0, 0, "–", "geen huisvesting bekend"),
        (1, 1, "1", "1 locatie met 1 plaats"),
        (2, 0, "0", "2 locaties met 0 plaatsen"),
        (3, 1200, "1.200", "3 locaties met 1.200 plaatsen"),
    ],
)
def test_none_known_is_no_data(locations: int, places: int, cell: str, told: str) -> None:
    assert homes_cell(places, locations) == cell
    assert tell_homes(locations, places) == told

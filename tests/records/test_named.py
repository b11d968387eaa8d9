"""A name of a place says where a record is, unless something better does or several places have the name."""

from __future__ import annotations

import pandas as pd
import pytest

from geo.areas import Gazetteer, Ground, Spot
from geo.records import HOUSING, frames, location
from tests.records.test_places import TOY as BARE
from tests.toy_text import typed

TOY = Ground.of(
    BARE.areas,
    Gazetteer(
        (
            Spot("Berg", (), False, "NL", "GM0001", 5.02, 52.1, 900),
            Spot("Berg", (), False, "NL", "GM0003", 5.22, 52.1, 800),
            Spot("Heide", (), False, "NL", "GM0002", 5.12, 52.1, 700),
            Spot("Heim", ("Huis",), False, "DE", "DE1", 5.5, 52.1, 600),
        )
    ),
)


def settled(**given: str) -> tuple[tuple[object, ...], list[str]]:
    """Return region, municipality, country, district, precision and lon of one record, and what is told."""
    reading = location.read_placed(typed(HOUSING, given), HOUSING, on=TOY)
    assert reading.usable.all()
    row = reading.frame.iloc[0]
    names = ["region", "municipality", "country", "district", "precision", "lon"]
    told = [f"{problem.column}: {problem.what}" for problem in reading.problems]
    return tuple(None if pd.isna(row[name]) else row[name] for name in names), told


IN_HEIDE = ("VR01", "GM0002", "NL", "", "plaats", 5.12)
IN_HEIM = (None, "", "DE", "DE1", "plaats", 5.5)
NOWHERE = (None, "", None, "", "geen", None)


@pytest.mark.parametrize(
    ("given", "found"),
    [
        ({"municipality": "Beedorp"}, IN_HEIDE),
        ({"region": "West"}, IN_HEIDE),
        ({"country": "NL"}, IN_HEIDE),
        ({"municipality": "Ceedorp"}, ("VR02", "GM0003", "NL", "", "gemeente", 5.3)),
        ({"lat": "52.1", "lon": "5.3"}, ("VR02", "GM0003", "NL", "", "punt", 5.3)),
    ],
)
def test_a_place_that_agrees_is_more_precise_than_its_municipality(
    given: dict[str, str], found: tuple[object, ...]
) -> None:
    assert settled(place="Heide", **given) == (found, [])


@pytest.mark.parametrize(
    ("given", "found", "told"),
    [
        ({"place": "heide"}, IN_HEIDE, "gemeente afgeleid uit de plaats: Beedorp (West)"),
        ({"place": "Huis"}, IN_HEIM, "grensdistrict afgeleid uit de plaats: Kreis Ost (Duitsland)"),
        (
            {"place": "Berg"},
            NOWHERE,
            "past bij meer dan één plaats: Berg in Aadorp (West); Berg in Ceedorp (Oost)",
        ),
        ({"place": "1234"}, NOWHERE, "een postcode is geen plaats"),
        (
            {"place": "Heim", "region": "West"},
            ("VR01", "", "NL", "", "regio", None),
            "ligt niet in West; bekend is Heim in Kreis Ost (Duitsland)",
        ),
        (
            {"place": "Ceedorp"},
            ("VR02", "GM0003", "NL", "", "gemeente", 5.3),
            "gemeente afgeleid uit de plaats: Ceedorp (Oost)",
        ),
    ],
)
def test_what_a_name_alone_means_is_told(given: dict[str, str], found: tuple[object, ...], told: str) -> None:
    assert settled(**given) == (found, [f"plaats: {told}"])


@pytest.mark.parametrize(
    ("given", "lon"),
    [({"region": "West"}, 5.02), ({"region": "Oost"}, 5.22), ({"municipality": "Aadorp"}, 5.02)],
)
def test_what_else_is_given_settles_a_name_of_several_places(given: dict[str, str], lon: float) -> None:
    (*_, precision, found), told = settled(place="Berg", **given)
    assert (precision, found, told) == ("plaats", lon, [])


def test_a_name_that_nobody_knows_says_nothing() -> None:
    assert settled(place="Nergenshuizen") == (NOWHERE, [])


def test_a_record_at_its_place_comes_back_there_after_export() -> None:
    frame = location.read_placed(typed(HOUSING, {"place": "Huis"}, {"place": "Heide"}), HOUSING, on=TOY).frame
    text = frames.to_text(frame, HOUSING)
    assert text[["lat", "lon"]].eq("").all(axis=None)
    pd.testing.assert_frame_equal(location.read_placed(text, HOUSING, on=TOY).frame, frame)

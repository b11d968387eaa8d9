"""Places: a toy country of two regions and one district, side by side along latitude 52.1.

    lon 5.0 ...... 5.1 ...... 5.2 ............... 5.4 ............... 5.6
         GM0001     GM0002           GM0003              Kreis Oost
        |------- VR01 -------|------- VR02 --------|------ DE -------|

One degree of longitude is 68.4 km there, so 2 km is 0.0292 degrees.
"""

from __future__ import annotations

import geopandas as gpd
import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from shapely import LineString, box

from geo.areas import Boundaries, Ground
from geo.records import ACTIVATIONS, HOUSING, Problem, frames, location
from tests.toy_text import records_frames, typed


def layer(**areas: tuple[float, float, dict[str, object]]) -> gpd.GeoDataFrame:
    """Return areas from one longitude to another, with their columns and a label point in the middle."""
    rows = {
        code: {
            **columns,
            "label_lon": round((west + east) / 2, 4),
            "label_lat": 52.1,
            "geometry": box(west, 52, east, 52.2),
        }
        for code, (west, east, columns) in areas.items()
    }
    return gpd.GeoDataFrame.from_dict(rows, orient="index", geometry="geometry", crs="EPSG:4326")


TOY = Ground.of(
    Boundaries.plain(
        regions=layer(VR01=(5.0, 5.2, {"name": "West"}), VR02=(5.2, 5.4, {"name": "Oost"})),
        municipalities=layer(
            GM0001=(5.0, 5.1, {"name": "Aadorp", "region": "VR01"}),
            GM0002=(5.1, 5.2, {"name": "Beedorp", "region": "VR01"}),
            GM0003=(5.2, 5.4, {"name": "Ceedorp", "region": "VR02"}),
        ),
        districts=layer(DE1=(5.4, 5.6, {"name": "Kreis Ost", "country": "DE", "touches_border": True})),
        borders=gpd.GeoDataFrame(geometry=[LineString([(5.4, 52), (5.4, 52.2)])], crs="EPSG:4326"),
    )
)


def place(**given: str) -> tuple[pd.Series, list[Problem]]:
    """Settle one housing location on the toy ground."""
    reading = location.read_placed(typed(HOUSING, given), HOUSING, on=TOY)
    assert reading.usable.tolist() == [not reading.problems]
    return reading.frame.iloc[0], reading.problems


def at(lon: float, lat: float = 52.1) -> dict[str, str]:
    return {"lat": str(lat), "lon": str(lon)}


@pytest.mark.parametrize(
    ("given_place", "settled"),
    [
        # region, municipality, country, district, precision, lon
        ({}, (None, "", None, "", "geen", None)),
        ({"country": "DE"}, (None, "", "DE", "", "geen", None)),
        ({"region": "West"}, ("VR01", "", "NL", "", "regio", None)),
        ({"municipality": "Beedorp"}, ("VR01", "GM0002", "NL", "", "gemeente", 5.15)),
        ({"municipality": "Ceedorp", "region": "Oost"}, ("VR02", "GM0003", "NL", "", "gemeente", 5.3)),
        (at(5.05), ("VR01", "GM0001", "NL", "", "punt", 5.05)),
        (at(5.5), (None, "", "DE", "DE1", "punt", 5.5)),
        (at(5.5) | {"country": "DE"}, (None, "", "DE", "DE1", "punt", 5.5)),
        # what is given prevails over a point just outside it
        (at(5.19) | {"region": "Oost"}, ("VR02", "", "NL", "", "punt", 5.19)),
        (at(5.11) | {"municipality": "Aadorp"}, ("VR01", "GM0001", "NL", "", "punt", 5.11)),
        (at(5.39) | {"country": "DE"}, (None, "", "DE", "DE1", "punt", 5.39)),
        (at(5.41) | {"country": "NL"}, ("VR02", "", "NL", "", "punt", 5.41)),
        # on the water, within reach of the region it names
        (at(5.3, 52.21) | {"region": "Oost"}, ("VR02", "", "NL", "", "punt", 5.3)),
        (at(5.3, 52.21) | {"country": "NL"}, ("VR02", "", "NL", "", "punt", 5.3)),
        # farther into Germany than our districts go
        (at(13.4, 52.5) | {"country": "DE"}, (None, "", "DE", "", "punt", 13.4)),
    ],
)
def test_what_is_given_is_settled(given_place: dict[str, str], settled: tuple[object, ...]) -> None:
    record, problems = place(**given_place)
    assert problems == []
    names = ["region", "municipality", "country", "district", "precision", "lon"]
    found = tuple(None if pd.isna(record[name]) else record[name] for name in names)
    assert found == settled


OFF_MARKEN = {"lat": "52.472", "lon": "5.11"}


@pytest.mark.parametrize("given", [{}, {"country": "NL"}, {"region": "Zaanstreek-Waterland"}])
def test_a_point_in_the_water_is_in_the_nearest_municipality_and_says_so(given: dict[str, str]) -> None:
    reading = location.read_placed(typed(HOUSING, OFF_MARKEN | given), HOUSING)
    assert reading.usable.all()
    assert reading.frame[["region", "municipality"]].astype(str).iloc[0].tolist() == ["VR11", "GM0852"]
    (told,) = reading.problems
    assert (told.column, told.severity) == ("breedtegraad", "waarschuwing")
    assert told.what == (
        "ligt in het water; ingedeeld bij de dichtstbijzijnde gemeente, Waterland (Zaanstreek-Waterland)"
    )


@pytest.mark.parametrize(
    "given", [{"municipality": "Waterland"}, {"municipality": "Waterland", "country": "NL"}]
)
def test_a_point_in_the_water_off_the_municipality_it_names_needs_no_word(given: dict[str, str]) -> None:
    reading = location.read_placed(typed(HOUSING, OFF_MARKEN | given), HOUSING)
    assert reading.problems == []


@pytest.mark.parametrize(
    ("given_place", "header", "what", "mend"),
    [
        (
            at(52.1, 5.1),
            "breedtegraad",
            "zijn verwisseld",
            "bedoelde u breedtegraad 52,1 en lengtegraad 5,1?",
        ),
        # the origin of RD New, x and y in either order; and metres outside the toy country
        (at(155000, 463000), "breedtegraad", "RD-coördinaten", "breedtegraad 52,15517 en lengtegraad 5,3872"),
        (at(463000, 155000), "breedtegraad", "RD-coördinaten", "breedtegraad 52,15517 en lengtegraad 5,3872"),
        (at(100000, 450000), "breedtegraad", "RD-coördinaten", "reken ze om"),
        (at(0, 0), "breedtegraad", "zijn 0 en 0", "vul graden in"),
        (at(5, 95), "breedtegraad", "geen coördinaten in graden", "vul graden in"),
        (at(4.0), "breedtegraad", "ligt buiten Nederland en de grensstreek", "vul 'land' in"),
        (
            at(5.05) | {"region": "Oost"},
            "breedtegraad",
            "ligt in Aadorp (West), meer dan 2 km buiten Oost",
            "verbeter",
        ),
        (
            at(5.5) | {"municipality": "Aadorp"},
            "breedtegraad",
            "ligt in Kreis Ost (Duitsland), meer dan 2 km buiten Aadorp (West)",
            "verbeter",
        ),
        (
            at(5.3) | {"country": "DE"},
            "breedtegraad",
            "ligt in Ceedorp (Oost), meer dan 2 km buiten Duitsland",
            "",
        ),
        (at(5.5) | {"country": "NL"}, "breedtegraad", "meer dan 2 km buiten Nederland", ""),
        (at(4.0) | {"country": "DE"}, "breedtegraad", "meer dan 2 km buiten Duitsland", ""),
        (
            {"municipality": "Aadorp", "region": "Oost"},
            "gemeente",
            "ligt niet in veiligheidsregio Oost",
            "West",
        ),
        ({"country": "BE", "region": "Oost"}, "land", "ligt in Nederland (Oost)", "maak 'land' leeg"),
        ({"country": "DE", "municipality": "Aadorp"}, "land", "ligt in Nederland (West)", "maak 'land' leeg"),
    ],
)
def test_a_contradiction_is_named_with_the_way_out(
    given_place: dict[str, str], header: str, what: str, mend: str
) -> None:
    _, problems = place(**given_place)
    assert [(each.row, each.column, each.severity) for each in problems] == [(0, header, "fout")]
    assert what in problems[0].what
    assert mend in problems[0].mend


@pytest.mark.parametrize(("lon", "wrong"), [(5.2 - 0.0290, False), (5.2 - 0.0295, True)])
def test_two_kilometres_is_the_limit(lon: float, *, wrong: bool) -> None:
    assert bool(place(region="Oost", **at(lon))[1]) is wrong


def test_the_row_keeps_its_label_and_problems_come_in_the_order_of_the_file() -> None:
    text = typed(HOUSING, at(0, 0), {"kind": "tent"}, at(4.0) | {"capacity": ""})
    text.index = pd.Index([2, 3, 4])
    reading = location.read_placed(text, HOUSING, on=TOY)
    assert [(each.row, each.column) for each in reading.problems] == [
        (2, "breedtegraad"),
        (3, "soort"),
        (4, "plaatsen"),
        (4, "breedtegraad"),
    ]
    assert reading.usable.tolist() == [False, False, False]
    assert reading.frame.index.tolist() == [2, 3, 4]


def test_the_input_stays_as_it_is_and_no_rows_give_no_rows() -> None:
    frame = frames.read(typed(HOUSING, at(5.05)), HOUSING).frame
    before = frame.copy(deep=True)
    settled, _ = location.settle(frame, HOUSING, on=TOY)
    pd.testing.assert_frame_equal(frame, before)
    none, problems = location.settle(frame.iloc[:0], HOUSING, on=TOY)
    assert problems == []
    assert none.dtypes.equals(settled.dtypes)


@pytest.mark.slow
@given(data=st.data())
@settings(max_examples=30, deadline=None)
def test_settled_records_without_error_are_settled_the_same_after_a_round_trip(data: st.DataObject) -> None:
    frame = data.draw(records_frames(ACTIVATIONS))
    coordinates = data.draw(st.lists(st.tuples(st.floats(3, 8), st.floats(50, 54)), min_size=4, max_size=4))
    frame["lon"] = np.array([lon for lon, _ in coordinates][: len(frame)])
    frame["lat"] = np.array([lat for _, lat in coordinates][: len(frame)])
    settled, problems = location.settle(frame, ACTIVATIONS)
    wrong = {each.row for each in problems}
    settled = settled[~settled.index.isin(wrong)]
    again = frames.read(frames.to_text(settled, ACTIVATIONS), ACTIVATIONS).frame
    twice, problems = location.settle(again, ACTIVATIONS)
    assert problems == []
    pd.testing.assert_frame_equal(twice, settled)

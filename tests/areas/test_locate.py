"""Locate: shapely's answer on every point, the lowest code on shared borders, a name for each bad point."""

from __future__ import annotations

from dataclasses import fields

import numpy as np
import pandas as pd
import pytest
import shapely
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from geo.areas.boundaries import Boundaries, load_boundaries
from geo.areas.locator import PROBLEMS, Locator, Place, load_locator, locate, place
from tests.toy_country import toy_boundaries

TOY = Locator(toy_boundaries())
NAN, INF = float("nan"), float("inf")


def answer(found: pd.DataFrame) -> list[tuple[str, ...]]:
    """Return country, region, municipality, district and problem as text, "-" where there is no code."""
    columns = ["country", "region", "municipality", "district", "problem"]
    return [
        tuple("-" if pd.isna(value) else str(value) for value in row)
        for row in found[columns].astype(object).itertuples(index=False)
    ]


@pytest.mark.parametrize(
    ("lon", "lat", "expected"),
    [
        (4.5, 52.5, ("NL", "VR01", "GM0002", "-", "")),
        (5.5, 51.5, ("NL", "VR02", "GM0003", "-", "")),
        (6.5, 52.0, ("DE", "-", "-", "DE001", "")),
        (7.5, 52.0, ("DE", "-", "-", "DE002", "")),
        (5.0, 50.5, ("BE", "-", "-", "BE001", "")),
        # in the water
        (3.5, 51.5, ("NL", "VR01", "GM0004", "-", "")),
        # on borders: the lowest region, in it the lowest municipality; the Netherlands before abroad
        (5.0, 52.5, ("NL", "VR01", "GM0002", "-", "")),
        (4.5, 52.0, ("NL", "VR01", "GM0002", "-", "")),
        (5.0, 52.0, ("NL", "VR01", "GM0002", "-", "")),
        (5.0, 51.0, ("NL", "VR01", "GM0004", "-", "")),
        (6.0, 52.0, ("NL", "VR02", "GM0001", "-", "")),
        (7.0, 52.0, ("DE", "-", "-", "DE001", "")),
        (6.0, 51.0, ("NL", "VR02", "GM0003", "-", "")),
        (6.0, 50.5, ("BE", "-", "-", "BE001", "")),
        (8.0, 53.0, ("DE", "-", "-", "DE002", "")),
        # a hair outside the last border
        (np.nextafter(8.0, 9.0), 52.0, ("-", "-", "-", "-", "buiten gebied")),
        (7.0, 50.5, ("-", "-", "-", "-", "buiten gebied")),
        (3.5, 52.5, ("-", "-", "-", "-", "buiten gebied")),
        (-70.0, -40.0, ("-", "-", "-", "-", "buiten gebied")),
        (52.5, 4.5, ("-", "-", "-", "-", "verwisseld")),
        (155_000, 463_000, ("-", "-", "-", "-", "rd")),
        (463_000, 155_000, ("-", "-", "-", "-", "rd")),
        (0, 0, ("-", "-", "-", "-", "nul")),
        (NAN, 52.0, ("-", "-", "-", "-", "geen coördinaten")),
        (5.0, NAN, ("-", "-", "-", "-", "geen coördinaten")),
        (NAN, INF, ("-", "-", "-", "-", "geen coördinaten")),
        (INF, 52.0, ("-", "-", "-", "-", "buiten bereik")),
        (5.0, -INF, ("-", "-", "-", "-", "buiten bereik")),
        (5.0, 95.0, ("-", "-", "-", "-", "buiten bereik")),
        (200.0, 52.0, ("-", "-", "-", "-", "buiten bereik")),
        (5.1e6, 52.1e6, ("-", "-", "-", "-", "buiten bereik")),
        (1.7e308, -1.7e308, ("-", "-", "-", "-", "buiten bereik")),
    ],
)
def test_every_point_has_one_answer(lon: float, lat: float, expected: tuple[str, ...]) -> None:
    assert answer(TOY.locate([lon], [lat])) == [expected]
    # the same among others, where the quick way for points that are all within the box is not taken
    assert answer(TOY.locate([4.5, lon, NAN], [52.5, lat, NAN]))[1] == expected


def test_columns_are_categories_whatever_is_found() -> None:
    for found in (TOY.locate([], []), TOY.locate([NAN], [NAN]), TOY.locate([4.5], [52.5])):
        areas = ["country", "region", "municipality", "district", "foreign_municipality"]
        assert list(found.columns) == [*areas, "water", "problem"]
        assert list(found["country"].cat.categories) == ["NL", "DE", "BE"]
        assert list(found["region"].cat.categories)[:2] == ["VR01", "VR02"]
        assert len(found["region"].cat.categories) == 25
        assert list(found["problem"].cat.categories) == list(PROBLEMS)


def test_lists_missing_values_integers_and_series_are_taken() -> None:
    expected = [("NL", "VR01", "GM0002", "-", ""), ("-", "-", "-", "-", "geen coördinaten")]
    assert answer(TOY.locate([4.5, None], [52.5, 52.5])) == expected
    assert answer(TOY.locate([4.5, pd.NA], [52.5, 52.5])) == expected
    nullable = pd.Series([4.5, pd.NA], index=["a", "b"], dtype="Float64")
    found = TOY.locate(nullable, np.array([52.5, 52.5], dtype=np.float32))
    assert answer(found) == expected
    assert found.index.tolist() == ["a", "b"]
    assert answer(TOY.locate([5], [52])) == [("NL", "VR01", "GM0002", "-", "")]


def test_the_input_stays_as_it_was() -> None:
    lon, lat = np.array([4.5, NAN, 0]), np.array([52.5, 1, 0])
    lon.flags.writeable = lat.flags.writeable = False
    TOY.locate(lon, lat)
    assert np.isnan(lon[1])


@pytest.mark.parametrize(
    ("lon", "lat", "message"),
    [
        ([1.0], [1.0, 2.0], "lon has 1 values and lat 2"),
        (["4.5"], [52.5], "lon must be a row of numbers"),
        ([4.5], ["hier"], "lat must be a row of numbers"),
        (4.5, 52.5, "lon must be a row of numbers"),
        ([[4.5]], [[52.5]], "lon must be a row of numbers"),
        ([4.5, "x"], [52.5, 1], "lon must be a row of numbers"),
    ],
)
def test_what_is_no_pair_of_rows_of_numbers_is_an_error(lon: object, lat: object, message: str) -> None:
    with pytest.raises(ValueError, match=message):
        TOY.locate(lon, lat)  # type: ignore[arg-type]


def test_a_place_has_the_name_of_its_region_or_district() -> None:
    assert TOY.place(4.5, 52.5) == Place("NL", "VR01", "GM0002", None, "West", "")
    assert TOY.place(7.5, 52.0) == Place("DE", None, None, "DE002", "Fernkreis", "")
    assert TOY.place(52.5, 4.5) == Place(None, None, None, None, None, "verwisseld")


def test_a_place_abroad_has_the_name_of_its_municipality_where_that_is_known() -> None:
    assert TOY.place(6.5, 52.5) == Place("DE", None, None, "DE001", "Nahkreis", "", "Stadt")
    assert TOY.place(6.5, 51.5) == Place("DE", None, None, "DE001", "Nahkreis", "")
    assert TOY.place(6.5, 52.0) == Place(
        "DE", None, None, "DE001", "Nahkreis", ""
    )  # on the line: the lowest code
    found = TOY.locate([6.5, 6.5, 4.5], [52.5, 51.5, 52.5])["foreign_municipality"]
    assert found.astype("str").fillna("").tolist() == ["DE00101", "", ""]


def test_water_is_in_the_municipality_at_its_shore_and_says_so() -> None:
    assert TOY.place(3.5, 51.5) == Place("NL", "VR01", "GM0004", None, "West", "", water=True)
    # on the shore itself is on land
    assert TOY.locate([3.5, 4.0, 4.5, 3.5], [51.5, 51.5, 51.5, 52.5])["water"].tolist() == [
        True,
        False,
        False,
        False,
    ]


def test_no_areas_at_all_hold_nothing() -> None:
    toy = toy_boundaries()
    empty = Locator(Boundaries(**{field.name: getattr(toy, field.name)[:0] for field in fields(Boundaries)}))
    assert answer(empty.locate([5.0], [52.0])) == [("-", "-", "-", "-", "buiten gebied")]


# the real boundaries


def test_known_places() -> None:
    assert place(6.1720, 51.3703) == Place("NL", "VR23", "GM0983", None, "Limburg-Noord", "")  # Venlo
    assert place(6.1633, 51.6775) == Place("DE", None, None, "DE05154", "Kleve", "", "Goch")
    assert place(5.1214, 52.0907).region == "VR09"  # Utrecht
    assert place(5.5797, 50.6326).name == "Luik"
    assert place(3.0, 53.0).problem == "buiten gebied"  # the North Sea
    assert place(5.35, 52.75).problem == "buiten gebied"  # the IJsselmeer


def brute(areas: Boundaries, lon: np.ndarray, lat: np.ndarray) -> list[tuple[str, ...]]:
    """Return shapely's answer, point by point and area by area, by the rule in the design."""
    dutch = areas.municipalities.sort_values("region", kind="stable")
    points = shapely.points(lon, lat)
    rows = []
    for point in points:
        inside = dutch[shapely.intersects(dutch.geometry.values, point)]
        abroad = areas.districts[shapely.intersects(areas.districts.geometry.values, point)]
        if len(inside):
            rows.append(("NL", inside["region"].iloc[0], inside.index[0], "-"))
        elif len(abroad):
            rows.append((abroad["country"].iloc[0], "-", "-", abroad.index[0]))
        elif (wet := areas.waters.index[shapely.intersects(areas.waters.geometry.values, point)]).size:
            code = min(wet, key=lambda each: (areas.municipalities["region"][each], each))
            rows.append(("NL", areas.municipalities["region"][code], code, "-"))
        else:
            rows.append(("-", "-", "-", "-"))
    return rows


REAL = load_boundaries()
VERTICES = np.unique(
    shapely.get_coordinates(np.concatenate([REAL.municipalities.geometry, REAL.districts.geometry])), axis=0
)
LINES = np.concatenate(
    [
        np.stack([shapely.get_coordinates(ring)[:-1], shapely.get_coordinates(ring)[1:]], axis=1)
        for ring in shapely.get_rings(
            shapely.get_parts(np.concatenate([REAL.municipalities.geometry, REAL.districts.geometry]))
        )
    ]
)


@given(
    st.lists(
        st.tuples(
            st.integers(0, len(LINES) - 1),
            st.one_of(st.sampled_from([0.0, 0.5, 1.0]), st.floats(0, 1)),
            st.integers(-3, 3),
            st.integers(-3, 3),
        ),
        min_size=1,
        max_size=40,
    )
)
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_equal_to_shapely_on_and_a_hair_beside_every_border(
    picks: list[tuple[int, float, int, int]],
) -> None:
    number, along, right, up = map(np.array, zip(*picks, strict=True))
    start, end = LINES[number, 0], LINES[number, 1]
    lon, lat = (start + along[:, None] * (end - start)).T
    lon, lat = lon + right * np.spacing(lon), lat + up * np.spacing(lat)
    assert [row[:4] for row in answer(locate(lon, lat))] == brute(REAL, lon, lat)


def test_equal_to_shapely_on_every_vertex() -> None:
    lon, lat = VERTICES.T
    found = locate(lon, lat)
    assert (found["problem"] == "").all()
    point, area = shapely.STRtree(REAL.regions.geometry.values).query(
        shapely.points(lon, lat), predicate="intersects"
    )
    first = pd.Series(REAL.regions.index[area]).groupby(point).min().reindex(range(len(lon)))
    assert found["region"].astype("str").fillna("-").tolist() == first.fillna("-").tolist()


@given(
    st.lists(st.tuples(st.floats(2.0, 9.0), st.floats(49.0, 54.5)), min_size=1, max_size=60),
)
@settings(max_examples=40, deadline=None)
def test_equal_to_shapely_anywhere(points: list[tuple[float, float]]) -> None:
    lon, lat = np.array(points).T
    assert [row[:4] for row in answer(locate(lon, lat))] == brute(REAL, lon, lat)


@given(st.floats(), st.floats())
def test_every_pair_of_floats_has_an_answer(lon: float, lat: float) -> None:
    found = load_locator().place(lon, lat)
    assert (found.country is None) == (found.problem != "")
    assert found.problem in PROBLEMS
    if found.country:
        assert 2 < lon < 9
        assert 49 < lat < 54

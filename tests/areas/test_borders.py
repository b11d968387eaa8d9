"""The borders: distances in the head on the toy country; the real ones against the ellipsoid."""

from __future__ import annotations

import numpy as np
import pytest
import shapely
from pyproj import Geod

from geo.areas import load_boundaries, locate, metric_xy, to_metric
from geo.areas.atlas import from_metric
from geo.areas.borders import ABROAD, Borders, load_borders
from geo.errors import BorderError
from tests.toy_country import toy_boundaries

TOY = Borders(toy_boundaries())
NORTH_KM, EAST_KM = 111.27, 68.68
"""A degree of latitude, and one of longitude at 52 degrees north."""
WGS84 = Geod(ellps="WGS84")

VAALS = (6.02099, 50.75429)


def km(code: str, lon: float, lat: float) -> float:
    """Return how far a point is from a real border."""
    return float(load_borders().distance(code, np.array([lon]), np.array([lat]))[0]) / 1000


def country(lon: float, lat: float) -> str:
    return str(locate([lon], [lat])["country"].iloc[0])


def test_the_toy_border_is_a_meridian() -> None:
    found = TOY.distance("nl-de", np.array([5.9, 6.0, 6.1, np.nan]), np.array([52.0, 52.0, 52.0, 52.0]))
    tenth = 0.1 * EAST_KM * 1000
    assert found[:3] == pytest.approx([tenth, 0, tenth], abs=10)  # in RD a meridian is a little bent
    assert np.isnan(found[3])


def test_the_nearest_border_of_each_point() -> None:
    found = TOY.nearest(np.array([4.5, 5.9, np.nan]), np.array([51.1, 52.5, 52.0]))
    assert found["border"].astype(object).fillna("-").tolist() == ["nl-be", "nl-de", "-"]
    assert found["metres"][0] == pytest.approx(0.1 * NORTH_KM * 1000, rel=0.05)
    assert np.isnan(found["metres"][2])
    assert len(TOY.nearest(np.array([]), np.array([]))) == 0


def test_many_points_are_measured_as_few_are() -> None:
    x, y = np.random.default_rng(3).uniform((0, 300_000), (300_000, 620_000), (3000, 2)).T
    few = TOY.distance_in_metres("nl-be", x[:900], y[:900])
    np.testing.assert_allclose(TOY.distance_in_metres("nl-be", x, y)[:900], few, atol=1e-6)


def test_the_strip_has_two_sides_as_deep_as_asked() -> None:
    strip = TOY.strip("nl-de", 10)
    assert list(strip.index) == ["NL", "DE"]
    length = 2 * NORTH_KM
    for area in to_metric(strip).area / 1e6:  # corners at the ends lie outside the country, or on its side
        assert area == pytest.approx(10 * length, rel=0.01)
    assert TOY.strip("nl-de", 10, within=["DE001"])["NL"].is_empty
    inside = shapely.contains_xy(strip["DE"], [6.1, 6.2], [52.0, 52.0])  # 7 and 14 km
    assert inside.tolist() == [True, False]


@pytest.mark.parametrize("code", ABROAD)
def test_the_outline_is_where_the_distance_says(code: str) -> None:
    """Of points on drawn land, those inside the outline are those that are near enough."""
    lon, lat = np.random.default_rng(5).uniform((3.4, 50.6), (7.5, 53.3), (4000, 2)).T
    strip, land = (load_borders().strip(code, km) for km in (20, 60))
    on_land = shapely.contains_xy(shapely.union_all(land.to_numpy()), lon, lat)
    inside = shapely.contains_xy(shapely.union_all(strip.to_numpy()), lon, lat)
    far = load_borders().distance(code, lon, lat)
    clear = on_land & (np.abs(far - 20_000) > 0.01 * 20_000)
    assert clear.sum() > 500
    assert (inside[clear] == (far[clear] < 20_000)).all()


@pytest.mark.parametrize("depth", [0, 0.9, 61, float("nan")])
def test_a_depth_that_cannot_be(depth: float) -> None:
    with pytest.raises(BorderError, match="kies 1 tot en met 60 km"):
        TOY.strip("nl-de", depth)


def test_a_border_that_is_not_there() -> None:
    with pytest.raises(BorderError, match="kies nl-de of nl-be"):
        TOY.distance("nl-uk", np.array([5.0]), np.array([52.0]))


@pytest.mark.parametrize("code", ABROAD)
def test_within_60_km_metres_are_true_to_a_thousandth(code: str) -> None:
    """Against the ellipsoid: from each point to the place on the border that is nearest to it."""
    lon, lat = np.random.default_rng(7).uniform((3.0, 50.4), (8.0, 53.5), (3000, 2)).T
    found = load_borders().distance(code, lon, lat)
    near = np.flatnonzero((found > 100) & (found < 60_000))[:300]
    line = load_borders().lines[code]
    points = shapely.points(*metric_xy(lon[near], lat[near]))
    ends = shapely.get_coordinates(shapely.shortest_line(line, points))[::2]
    true = WGS84.inv(lon[near], lat[near], *from_metric(*ends.T))[2]
    assert len(near) > 200
    assert np.abs(found[near] / true - 1).max() < 1e-3


def test_three_countries_meet_near_vaals() -> None:
    """Both lines end in one point; what lies round it has a distance to each, and one country."""
    assert km("nl-de", *VAALS) < 0.002
    assert km("nl-be", *VAALS) < 0.002
    vaals, aachen, gemmenich = (6.010, 50.772), (6.084, 50.776), (6.000, 50.745)
    assert [country(*place) for place in (vaals, aachen, gemmenich)] == ["NL", "DE", "BE"]
    for place in (vaals, aachen, gemmenich):
        assert max(km("nl-de", *place), km("nl-be", *place)) < 8
    strip = load_borders().strip("nl-de", 10)
    assert list(strip.index) == ["NL", "DE"]
    assert not strip["DE"].contains(shapely.Point(gemmenich))


def test_baarle_is_all_border() -> None:
    """Each of its enclaves is bounded by the border, so nothing there is far from it, on either side."""
    church_of_hertog, nassau_within_hertog = (4.9300, 51.4408), (4.9331, 51.4349)
    assert {country(*church_of_hertog), country(*nassau_within_hertog)} <= {"NL", "BE"}
    for place in (church_of_hertog, nassau_within_hertog):
        assert km("nl-be", *place) < 1
    municipality = load_boundaries().municipalities.geometry["GM0744"]
    lon, lat = shapely.get_coordinates(shapely.point_on_surface(shapely.get_parts(municipality))).T
    assert (load_borders().distance("nl-be", lon, lat) < 3_000).all()
    assert (locate(lon, lat)["country"] == "NL").all()


def test_the_border_crosses_the_westerschelde_from_shore_to_shore() -> None:
    """The land line stops on one shore and goes on, three kilometres on, on the other."""
    shores = (4.2347, 51.34806), (4.2432, 51.37481)
    middle = (sum(lon for lon, _ in shores) / 2, sum(lat for _, lat in shores) / 2)
    assert km("nl-be", *middle) < 0.02
    assert km("nl-be", 4.02, 51.42) == pytest.approx(15, abs=2)  # Kruiningen, well inside


def test_at_the_zwin_the_border_ends_at_the_sea() -> None:
    assert km("nl-be", 3.37235, 51.36199) < 0.002
    cadzand, knokke = (3.41, 51.365), (3.29, 51.345)
    assert (country(*cadzand), country(*knokke)) == ("NL", "BE")
    assert 1 < km("nl-be", *cadzand) < 5
    assert 3 < km("nl-be", *knokke) < 8


def test_at_the_dollard_the_border_ends_at_the_shore() -> None:
    """No line was ever agreed in the water: Emden and Delfzijl are as far as the end of the land line is."""
    end = (7.20895, 53.24307)
    emden = (7.206, 53.367)
    assert country(*emden) == "DE"
    assert km("nl-de", *emden) == pytest.approx(WGS84.inv(*emden, *end)[2] / 1000, rel=1e-3)
    assert km("nl-de", 6.93, 53.33) > 15  # Delfzijl

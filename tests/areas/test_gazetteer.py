"""Names of places: a toy list with one name many times, and what the real one must hold."""

from __future__ import annotations

import pytest

from geo.areas import Gazetteer, Spot, load_boundaries, load_gazetteer, locate

TOY = Gazetteer(
    (
        Spot("Berg", (), False, "NL", "GM0001", 5.0, 52.0, 900),
        Spot("Berg", (), False, "NL", "GM0002", 5.1, 52.0, 800),
        Spot("Dorp", ("Dörp", "Oud Dorp"), False, "DE", "DE1", 6.0, 52.0, 700),
        Spot("Oud-Dorp", (), True, "NL", "GM0001", 5.0, 52.1, 600),
        Spot("Stad", ("Berg",), False, "BE", "BE1", 5.0, 51.0, 500),
    )
)


@pytest.mark.parametrize(
    ("text", "within", "areas"),
    [
        ("berg", None, ["GM0001", "GM0002"]),  # names before other spellings
        ("berg", ["GM0002", "BE1"], ["GM0002"]),
        ("berg", ["BE1"], ["BE1"]),
        ("dörp", None, ["DE1"]),
        ("Oud dorp", None, ["GM0001"]),  # part of a town before another spelling
        ("D-47574 Dorp", None, ["DE1"]),
        ("5941 AB Dorp", None, ["DE1"]),
        ("5941", None, []),
        ("Niets", None, []),
        ("", None, []),
        ("Dorp" * 50, None, []),
    ],
)
def test_a_name_finds_the_places_called_so(text: str, within: list[str] | None, areas: list[str]) -> None:
    assert [spot.area for spot in TOY.find(text, within)] == areas


@pytest.mark.parametrize(
    ("text", "name", "area"),
    [
        ("Velden", "Velden", "GM0983"),
        ("Goch", "Goch", "DE05154"),
        ("Aken", "Aachen", "DE05334"),
        ("Luik", "Liège", "BE60000"),
        ("Den Bosch", "'s-Hertogenbosch", "GM0796"),
        ("'t Harde", "'t Harde", "GM0230"),
        ("Baarle-Hertog", "Baarle-Hertog", "BE10000"),
        ("Baarle-Nassau", "Baarle-Nassau", "GM0744"),
    ],
)
def test_known_places(text: str, name: str, area: str) -> None:
    assert [(spot.name, spot.area) for spot in load_gazetteer().find(text)] == [(name, area)]


def test_every_place_lies_in_its_area_and_country() -> None:
    spots = load_gazetteer().spots
    assert {country: sum(spot.country == country for spot in spots) for country in ("NL", "DE", "BE")} == {
        "NL": 2035,
        "DE": 452,
        "BE": 1465,
    }
    found = locate([spot.lon for spot in spots], [spot.lat for spot in spots]).astype(object)
    area = found["municipality"].where(found["country"] == "NL", found["district"])
    assert area.tolist() == [spot.area for spot in spots]
    assert found["country"].tolist() == [spot.country for spot in spots]


def test_nearly_every_municipality_has_a_place() -> None:
    without = set(load_boundaries().municipalities.index) - {spot.area for spot in load_gazetteer().spots}
    assert without == {"GM0777"}  # Etten-Leur, which GeoNames has as a municipality only

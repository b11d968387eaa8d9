"""Regions and municipalities are known as people write them, and those of another year by what they were."""

from __future__ import annotations

import pytest

from geo.areas import REGION_CODES, REGION_SIGNS, known_names, load_boundaries
from geo.areas.reorganised import reorganised


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("Noord-Limburg", "VR23"),
        ("VRLN", "VR23"),
        ("VRZL", "VR24"),
        ("Zuidoost-Brabant", "VR22"),
        ("Brabant ZO", "VR22"),
        ("VRBZO", "VR22"),
        ("VRMWB", "VR20"),
        ("VNOG", "VR06"),
        ("VGGM", "VR07"),
        ("VRR", "VR17"),
        ("VRH", "VR15"),
        ("VrZW", "VR11"),
        ("Noord-Brabant", None),
        ("VRF", None),
        ("Limburg", None),
    ],
)
def test_a_region_is_known_by_its_abbreviation_and_the_other_way_round(typed: str, code: str | None) -> None:
    assert known_names().regions.find(typed) == code


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("Limburg", "Limburg-Noord of Zuid-Limburg"),
        ("VRF", "Fryslân of Flevoland"),
        ("Noord-Brabant", "Midden- en West-Brabant of Brabant-Noord of Brabant-Zuidoost"),
        ("Nord-Limburg", "Limburg-Noord"),
    ],
)
def test_a_name_for_several_regions_offers_them_all(typed: str, meant: str) -> None:
    assert known_names().regions.nearest(typed) == meant


def test_every_region_has_an_abbreviation_of_its_own() -> None:
    first = {code: REGION_SIGNS[code][0] for code in REGION_CODES if code != "VR02"}  # VRF is Flevoland's too
    found = {code: known_names().regions.find(sign) for code, sign in first.items()}
    assert found == {code: code for code in first}


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("Venlo (gemeente)", "GM0983"),
        ("Beek (L.)", "GM0888"),
        ("Beek (NH)", None),
        ("Hengelo (O.)", "GM0164"),
        ("Hengelo (Gld)", None),
        ("Nuenen c.a.", "GM0820"),
        ("Bilt, De", "GM0310"),
        ("'s-Gravenhage (gemeente)", "GM0518"),
        ("Bergen Limburg", "GM0893"),
        ("Bergen NH", "GM0373"),
        ("Bergen", None),
    ],
)
def test_a_municipality_is_known_with_what_registers_add_to_it(typed: str, code: str | None) -> None:
    assert known_names().municipalities.find(typed) == code


def test_every_municipality_is_known_by_its_name() -> None:
    names = load_boundaries().municipalities["name"]
    assert {name: known_names().municipalities.find(name) for name in names} == {
        name: code for code, name in names.items()
    }


@pytest.mark.parametrize(
    ("typed", "then"),
    [
        ("Eemsdelta", "Appingedam, Delfzijl of Loppersum"),
        ("GM1979", "Appingedam, Delfzijl of Loppersum"),
        ("Dijk en Waard", "Langedijk of Heerhugowaard"),
        ("Land van Cuijk", "Boxmeer, Cuijk, Grave, Mill en Sint Hubert of Sint Anthonis"),
        ("Maashorst", "Landerd of Uden"),
        ("Voorne aan Zee", "Brielle, Hellevoetsluis of Westvoorne"),
        ("Winsum", "Het Hogeland of Westerkwartier"),
        ("Leeuwarderadeel", "Leeuwarden"),
        ("Haarlemmerliede en Spaarnwoude", "Haarlemmermeer"),
    ],
)
def test_a_municipality_of_another_year_is_known_by_what_it_was_in_2020(typed: str, then: str) -> None:
    found = known_names().municipalities.of_another_year(typed)
    assert found is not None
    assert found.then == then


def test_the_reorganisations_fit_the_municipalities_of_2020() -> None:
    names = load_boundaries().municipalities["name"]
    for entry in reorganised().values():
        assert [names[code] for code in entry.codes] == list(entry.names)
        assert known_names().municipalities.find(entry.name) is None

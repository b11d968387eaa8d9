"""A misspelt word gets the word that was meant, and a word that was not misspelt gets none."""

from __future__ import annotations

import pytest

from geo.areas import known_names


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("Venloo", "Venlo"),
        ("Vnelo", "Venlo"),
        ("Roermnd", "Roermond"),
        ("Horts aan de Maas", "Horst aan de Maas"),
        ("s Hertogenbos", "'s-Hertogenbosch"),
        ("De Bild", "De Bilt"),
        ("Bergen", "Bergen (NH.) of Bergen (L.)"),
    ],
)
def test_a_slip_of_the_fingers_is_recognised(typed: str, meant: str) -> None:
    assert known_names().municipalities.nearest(typed) == meant


@pytest.mark.parametrize(
    "typed",
    ["Eemsdelta", "GM1979", "Dijk en Waard", "Land van Cuijk", "Maashorst", "Goch", "", "x", "?" * 500],
)
def test_another_place_gets_no_suggestion(typed: str) -> None:
    assert known_names().municipalities.nearest(typed) == ""


@pytest.mark.parametrize("typed", ["West-Limburg", "VRLX", "Noordwest-Brabant", "Gelderse Vallei"])
def test_a_weak_likeness_to_a_region_is_not_suggested(typed: str) -> None:
    assert known_names().regions.nearest(typed) == ""

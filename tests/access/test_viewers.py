"""Who looks: an audience with its region or zone."""

from __future__ import annotations

import pytest

from geo.access import EVERYTHING, Viewer, viewer_of
from geo.errors import AccessError


@pytest.mark.parametrize(
    ("audience", "area"),
    [("landelijk", ""), ("regio", "VR23"), ("partner", "VR23-DE05154"), ("partner", "EMR"), ("openbaar", "")],
)
def test_its_key_brings_a_viewer_back(audience: str, area: str) -> None:
    viewer = Viewer(audience, area)
    assert viewer_of(viewer.key) == viewer


@pytest.mark.parametrize(
    ("audience", "area", "told"),
    [
        ("pers", "", "Kies landelijk, regio, partner, openbaar"),
        ("regio", "", "Kies VR01"),
        ("regio", "DE05154", "Kies VR01"),
        ("partner", "VR01-VR02", "VR23-DE05154"),
        ("landelijk", "VR23", "geen gebied"),
        ("openbaar", "VR23", "geen gebied"),
    ],
)
def test_nobody_else_may_look(audience: str, area: str, told: str) -> None:
    with pytest.raises(AccessError, match=told):
        Viewer(audience, area)


def test_a_viewer_has_a_name_in_the_language_of_the_reader() -> None:
    assert Viewer("partner", "VR23-DE05154").label == "Partner (Limburg-Noord – Kleef (Kleve))"
    assert Viewer("partner", "EMR").label.startswith("Partner (Euregio Maas")
    assert Viewer("regio", "VR23").label == "Regio (Limburg-Noord)"
    assert EVERYTHING.label == "Landelijk"
    assert Viewer("partner", "EMR").slug == "partner-EMR"

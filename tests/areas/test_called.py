"""Names of areas in the language of the reader, with the name they have themselves."""

from __future__ import annotations

import pytest

from geo import language
from geo.areas import find_zone, name_in, zone_name
from geo.areas.called import _own, _translated
from geo.language import LANGUAGES
from tests.areas.test_border_zones import THEN


@pytest.mark.parametrize(
    ("code", "nl", "de", "fr", "en"),
    [
        ("BE60000", "Luik (Liège)", "Lüttich (Liège)", "Liège", "Liège"),
        ("BE10000", "Antwerpen", "Antwerpen", "Anvers (Antwerpen)", "Antwerp (Antwerpen)"),
        ("BE70000", "Belgisch-Limburg", "Belgisch-Limburg", "Limbourg belge (Limburg)", "Belgian Limburg"),
        ("DE05154", "Kleef (Kleve)", "Kleve", "Clèves (Kleve)", "Kleve"),
        ("DE05370", "Heinsberg", "Heinsberg", "Heinsberg", "Heinsberg"),
        ("VR02", "Fryslân", "Fryslân", "Fryslân", "Fryslân"),
        ("GM0983", "Venlo", "Venlo", "Venlo", "Venlo"),
        ("EMR", "Euregio Maas-Rijn", "Euregio Maas-Rhein", "Eurégio Meuse-Rhin", "Euregio Meuse-Rhine"),
        ("SCH", "Euregio Scheldemond", *["Euregio Scheldemond"] * 3),
    ],
)
def test_an_area_has_the_name_that_its_reader_knows_and_its_own(
    code: str, nl: str, de: str, fr: str, en: str
) -> None:
    assert [name_in(code, each) for each in ("nl", "de", "fr", "en")] == [nl, de, fr, en]


def test_brussels_has_two_names_of_its_own() -> None:
    own = "Région de Bruxelles-Capitale / Brussels Hoofdstedelijk Gewest"
    assert name_in("BE04000", "nl") == "Brussels Hoofdstedelijk Gewest"
    assert name_in("BE04000", "fr") == "Région de Bruxelles-Capitale"
    assert name_in("BE04000", "de") == f"Region Brüssel-Hauptstadt ({own})"


def test_a_zone_is_named_in_the_language_of_the_reader() -> None:
    with language.reading("de"):
        assert zone_name(find_zone("nl-be", "VR24-BE60000", THEN)) == "Zuid-Limburg – Lüttich (Liège)"
        assert zone_name(find_zone("nl-be", "EMR", THEN)) == "Euregio Maas-Rhein"


def test_the_table_names_areas_that_there_are_in_every_language() -> None:
    assert _translated().keys() - _own().keys() == set()
    assert [row["code"] for row in _translated().values() if not all(row[code] for code in LANGUAGES)] == []


def test_an_area_that_is_not_there_is_an_error() -> None:
    with pytest.raises(KeyError):
        name_in("VR99", "nl")

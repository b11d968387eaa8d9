"""The zones of the borders: pairs that touch, and the Euregions as their table has them on a day."""

from __future__ import annotations

from datetime import date

import pytest

from geo.areas import AREA_CODES
from geo.areas.border_zones import (
    agreed,
    euregios,
    euregios_of,
    find_zone,
    members,
    touching,
    zone_codes,
    zones,
)
from geo.errors import BorderError

THEN, LATER = date(2020, 11, 30), date(2022, 1, 1)


def test_a_pair_is_a_region_and_a_district_that_touch() -> None:
    assert ("VR23", "DE05154") in touching("nl-de")
    assert {district for region, district in touching("nl-be") if region == "VR19"} == {
        "BE10000",  # across the Westerschelde, near Bath
        "BE30000",
        "BE40000",
    }
    zone = find_zone("nl-de", "vr23-de05154", THEN)
    assert (zone.code, zone.name, zone.areas) == (
        "VR23-DE05154",
        "Limburg-Noord – Kleve",
        ("VR23", "DE05154"),
    )


def test_a_euregio_has_the_members_of_the_day() -> None:
    then, later = (find_zone("nl-de", "ERMN", day) for day in (THEN, LATER))
    assert set(later.districts) - set(then.districts) == {"DE05370"}  # Heinsberg, from 2022 on
    assert then.regions == ("VR23",)
    assert then.parts == ("DE05154",)  # of Kleve only the south, drawn whole


def test_a_euregio_of_three_countries_has_a_part_at_each_border() -> None:
    by_border = {border: find_zone(border, "EMR", THEN).districts for border in ("nl-de", "nl-be")}
    assert by_border["nl-be"] == ("BE60000", "BE70000")
    assert all(code.startswith("DE") for code in by_border["nl-de"])
    assert [zone.code for zone in zones("nl-be", THEN) if zone.kind == "euregio"] == ["EMR", "SCH", "BMG"]


def test_every_member_is_an_area_of_ours() -> None:
    assert {member.code for member in (*agreed(), *members())} <= set(AREA_CODES)


def test_an_agreement_is_a_zone_from_its_first_day_on_and_says_where_it_was_found() -> None:
    kleve = find_zone("nl-de", "CRISIS-KLEVE", date(2017, 11, 29))
    assert kleve.areas == ("VR06", "VR07", "VR08", "VR23", "DE05154")
    assert (kleve.kind, kleve.since) == ("crisis", date(2017, 11, 29))
    assert all(member.source.startswith("https://") for member in agreed())
    for code, day in (("CRISIS-KLEVE", date(2017, 11, 28)), ("CRISIS-BORKEN", THEN)):
        with pytest.raises(BorderError):
            find_zone("nl-de", code, day)
    assert "CRISIS-BORKEN" in zone_codes("nl-de")
    assert "CRISIS-BORKEN" not in zone_codes("nl-be")


def test_areas_are_in_the_euregions_of_the_day() -> None:
    assert euregios_of("DE05370", THEN) == ("EMR",)
    assert euregios_of("DE05370", LATER) == ("ERMN", "EMR")
    assert list(euregios()) == ["EDR", "EUREGIO", "ERW", "ERMN", "EMR", "SCH", "BMG"]


@pytest.mark.parametrize("code", ["SCH", "VR01-BE70000", "", "<b>"])
def test_a_zone_that_is_not_at_the_border_is_refused_with_what_there_is(code: str) -> None:
    with pytest.raises(BorderError, match=r"kies VR01-DE03454, .*, EDR, EUREGIO, ERW, ERMN, EMR\."):
        find_zone("nl-de", code, THEN)

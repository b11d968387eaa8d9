"""A column is judged as a column: day order, decimal sign and coordinates are the file's, not the cell's."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pytest

from geo.areas.metres import SYSTEMS, degrees_from, recognised
from geo.imports.choices import ImportChoices
from geo.imports.stages import check, read_file

if TYPE_CHECKING:
    from geo.imports.steps import Checked

ACTIVATIONS = (
    "kenmerk;gesignaleerd op;geactiveerd op;type;thema's;besmettingen vastgesteld;bron;sector;integrale inzet"
)


def days(*pairs: tuple[str, str], **chosen: str) -> tuple[Checked, list[tuple[str, str]]]:
    """Return activations with these two days each, checked, and the days as they were read."""
    rows = [
        f"T-{number};{first};{second};preventief;wonen;nee;melding;vlees;nee"
        for number, (first, second) in enumerate(pairs)
    ]
    found = check(
        read_file("\n".join((ACTIVATIONS, *rows, "")).encode(), "x.csv"), choices=ImportChoices(**chosen)
    )
    read = [found.frame[name].dt.strftime("%d-%m-%Y").fillna("") for name in ("signalled_on", "activated_on")]
    return found, list(zip(*read, strict=True))


def housing(header: str, *rows: str, name: str = "x.csv", **chosen: str) -> Checked:
    return check(read_file("\n".join((header, *rows, "")).encode(), name), choices=ImportChoices(**chosen))


def test_one_day_past_the_twelfth_proves_that_the_month_comes_first() -> None:
    found, read = days(("", "10/3/2020"), ("", "10/25/2020"), ("", "11/9/2020"))
    assert [second for _, second in read] == ["03-10-2020", "25-10-2020", "09-11-2020"]
    assert found.verdicts.told == ("datums gelezen als maand-dag: 10/25/2020 kan niet anders",)


def test_without_proof_the_day_comes_first_and_it_is_said() -> None:
    found, read = days(("", "10/3/2020"), ("", "11/9/2020"))
    assert [second for _, second in read] == ["10-03-2020", "11-09-2020"]
    assert found.verdicts.told == ("datums gelezen als dag-maand: niets in het bestand bewijst het",)
    assert found.verdicts.dates.is_open


def test_the_order_can_be_chosen() -> None:
    found, read = days(("", "10/3/2020"), dates="maand-dag")
    assert [second for _, second in read] == ["03-10-2020"]
    assert found.verdicts.told == ("datums gelezen als maand-dag, zo gekozen",)


def test_days_with_another_sign_are_of_another_hand() -> None:
    found, read = days(("01-10-2020", "10/3/2020"), ("", "10/13/2020"))
    assert read == [("01-10-2020", "03-10-2020"), ("", "13-10-2020")]
    assert "datums met '/' gelezen als maand-dag" in found.verdicts.told[0]


def test_a_column_that_proves_nothing_follows_one_that_does() -> None:
    _, read = days(("9/2/2020", "10/3/2020"), ("", "10/13/2020"))
    assert read == [("02-09-2020", "03-10-2020"), ("", "13-10-2020")]


def test_days_that_contradict_each_other_are_told() -> None:
    found, read = days(("", "10/13/2020"), ("", "13/10/2020"))
    assert [second for _, second in read] == ["13-10-2020"]
    assert any("spreken elkaar tegen" in each.what for each in found.problems)


def test_iso_days_are_no_question() -> None:
    found, read = days(("2020-10-03", "2020-10-04"))
    assert (read, found.verdicts.told) == ([("03-10-2020", "04-10-2020")], ())


BASE = "kenmerk,naam,soort,plaatsen,lat,lon"


def test_the_decimal_sign_is_that_of_the_file() -> None:
    found = housing(BASE, "D-1,A,woning,45.000,51.3704,6.1682", "D-2,B,woning,120.000,51.3710,6.1690")
    assert found.frame["capacity"].tolist() == [45, 120]
    assert found.verdicts.told == ("getallen met decimale punt: 45.000 is 45, want er staat ook 51.3704",)


def test_coordinates_from_a_map_prove_nothing_where_a_semicolon_parts_the_fields() -> None:
    found = housing(BASE.replace(",", ";"), "D-1;A;woning;1.250;51.3704;6.1682")
    assert found.frame["capacity"].tolist() == [1250]
    assert found.verdicts.decimals.is_open


@pytest.mark.parametrize(("sign", "read"), [("punt", 45), ("komma", 45_000)])
def test_the_decimal_sign_can_be_chosen(sign: str, read: int) -> None:
    found = housing("kenmerk;naam;soort;plaatsen", "D-1;A;woning;45.000", decimals=sign)
    assert found.frame["capacity"].tolist() == [read]


def test_numbers_that_all_end_in_three_zeros_are_asked_about() -> None:
    found = housing("kenmerk;naam;soort;plaatsen", "D-1;A;woning;45.000", "D-2;A;woning;8.000")
    assert sum("eindigen op .000" in each.what for each in found.problems) == 1


def test_dutch_thousands_stay() -> None:
    rows = [
        f"K-{number};A;woning;{cell}" for number, cell in enumerate(("1.250", "1 250", "1250,00", "1.250,5"))
    ]
    found = housing("kenmerk;naam;soort;plaatsen", *rows)
    assert found.frame["capacity"].tolist() == [1250, 1250, 1250]


XY = "kenmerk;naam;soort;plaatsen;land;x;y"


def test_metres_of_rd_are_recognised_and_offered() -> None:
    found = housing(XY, "G-4;Park;vakantiepark;90;;209500;376200")
    assert not found.good.any()
    assert (found.verdicts.crs.value, found.verdicts.crs.is_open) == ("EPSG:28992", True)


@pytest.mark.parametrize("cells", ["209500;376200", "209.500;376.200", "209500,5;376200,25", "376200;209500"])
def test_metres_of_rd_are_degrees_when_asked(cells: str) -> None:
    found = housing(XY, f"G-4;Park;vakantiepark;90;;{cells}", crs="EPSG:28992")
    assert found.frame["municipality"].tolist() == ["GM0983"]
    assert found.frame[["lat", "lon"]].round(3).to_numpy().tolist() == [[51.372, 6.17]]


def test_each_row_can_be_of_its_own_system() -> None:
    rows = (
        "L-1;A;woning;1;BE;243000;176000",
        "L-2;A;woning;1;DE;303000;5726000",
        "L-3;A;woning;1;DE;32303000;5726000",
        "L-4;A;woning;1;;686841;6682400",
    )
    assert housing(XY, *rows).verdicts.crs.value == "per-rij"
    found = housing(XY, *rows, crs="per-rij")
    assert found.frame["country"].tolist() == ["BE", "DE", "DE", "NL"]


def test_a_row_in_another_system_is_not_bent_to_the_chosen_one() -> None:
    found = housing(XY, "G-1;A;woning;1;;209500;376200", "G-2;A;woning;1;BE;243000;176000", crs="EPSG:28992")
    assert found.good.tolist() == [True, False]


def test_degrees_are_no_question() -> None:
    found = housing(XY, "G-1;A;woning;1;;6,17;51,37", "G-2;A;woning;1;;6.172;51.370")
    assert (found.good.tolist(), found.verdicts.crs.value) == ([True, True], "")


def test_a_single_slip_is_no_system() -> None:
    degrees = [f"G-{number};A;woning;1;;6,17;51,37" for number in range(2)]
    assert housing(XY, *degrees, "G-9;A;woning;1;;209500;376200").verdicts.crs.value == ""


def test_no_point_is_of_two_systems() -> None:
    for one in SYSTEMS:
        corners = np.array([(x, y) for x in one.x for y in one.y])
        assert set(recognised(corners[:, 0], corners[:, 1])) == {one.code}


def test_a_system_without_a_code_gives_no_degrees() -> None:
    lon, lat = degrees_from(
        np.array(["", "EPSG:28992"], object), np.array([1.0, 155_000]), np.array([1.0, 463_000])
    )
    assert np.isnan(lon[0])
    assert (round(lon[1], 3), round(lat[1], 3)) == (5.387, 52.155)


def test_of_two_municipalities_with_one_name_the_region_tells_which() -> None:
    found = housing(
        "kenmerk;naam;soort;plaatsen;gemeente;veiligheidsregio",
        "B-1;A;woning;1;Bergen;VR23",
        "B-2;A;woning;1;Bergen;VR10",
    )
    assert found.frame["municipality"].tolist() == ["GM0893", "GM0373"]


def test_baarle_hertog_is_belgian() -> None:
    found = housing(
        "kenmerk;naam;soort;plaatsen;land;lat;lon",
        "B-1;A;woning;1;BE;51,4415;4,9300",
        "B-2;A;woning;1;;51,4415;4,9300",
    )
    assert found.frame["country"].tolist() == ["BE", "BE"]


def test_a_prefix_comes_before_every_reference_once() -> None:
    found = housing("kenmerk;naam;soort;plaatsen", "1;A;woning;1", "VRLN-2;A;woning;1", prefix="VRLN-")
    assert found.frame["reference"].tolist() == ["VRLN-1", "VRLN-2"]


@pytest.mark.parametrize(
    ("typed", "told"),
    [("Leeuwarderadeel", "hoort sinds 2018 bij Leeuwarden"), ("Eemsdelta", "bestaat sinds 2021")],
)
def test_a_municipality_of_another_year_is_taken_or_told(typed: str, told: str) -> None:
    found = housing("kenmerk;naam;soort;plaatsen;gemeente", f"B-1;A;woning;1;{typed}")
    assert told in found.problems[0].what
    assert found.frame["municipality"].tolist() == (["GM0080"] if typed == "Leeuwarderadeel" else [])


@pytest.mark.parametrize("cell", ["onbekend", "-", "NULL", "n.v.t.", "?"])
def test_a_cell_that_says_there_is_nothing_is_empty(cell: str) -> None:
    found = housing("kenmerk;naam;soort;plaatsen;gecertificeerd;bewoners", f"B-1;A;woning;1;{cell};{cell}")
    assert found.errors == ()
    assert found.frame[["certified", "occupants"]].isna().all(axis=None)

"""What an audience gets as a file: its name is on it, and nothing that is withheld is in any byte."""

from __future__ import annotations

import json

import pytest

from geo.access import OF_REGION, OF_ZONE, Viewer
from geo.errors import AccessError
from geo.exports import CONTENTS, FORMATS, export
from geo.picture import Selection
from tests.toy_audiences import EVERYONE, OTHER, OWN, PARTNER, PUBLIC, WORD, contents, seen
from tests.toy_exports import _csv, sheet_rows

pytestmark = pytest.mark.whole
ALL = Selection()
GIVEN = {
    OF_REGION: set(CONTENTS),
    OF_ZONE: {"activations", "housing", "contacts", "partners", "regions"},
    "openbaar": {"partners", "regions", "comparison"},
}


def given(viewer: Viewer) -> set[str]:
    return GIVEN.get(viewer.audience, set(CONTENTS))


@pytest.mark.parametrize("file_format", FORMATS)
@pytest.mark.parametrize("viewer", [OTHER, PARTNER, PUBLIC], ids=lambda one: one.key)
def test_no_withheld_value_is_in_any_byte(viewer: Viewer, file_format: str) -> None:
    now = seen(viewer)
    for what in given(viewer):
        for part in contents(export(now, ALL, what, file_format).content):
            assert WORD.encode() not in part, what
            assert b"51.3722" not in part, what
            assert b"51,3722" not in part, what


@pytest.mark.parametrize("viewer", [PARTNER, PUBLIC], ids=lambda one: one.key)
def test_what_is_not_for_an_audience_is_refused_with_what_is(viewer: Viewer) -> None:
    for what in set(CONTENTS) - given(viewer):
        with pytest.raises(AccessError, match="Wel: "):
            export(seen(viewer), ALL, what, "csv")


@pytest.mark.parametrize("viewer", EVERYONE, ids=lambda one: one.key or "landelijk")
def test_a_file_says_for_whom_it_is(viewer: Viewer) -> None:
    now = seen(viewer)
    members = json.loads(export(now, ALL, "regions", "geojson").content)
    assert members["audience"] == viewer.audience
    assert members.get("audience_area", "") == viewer.area
    made = export(now, ALL, "regions", "xlsx")
    assert f"_{viewer.slug}" in made.name
    assert ["Publiek", viewer.label] in sheet_rows(made.content, 2)
    package = export(now, ALL, "regions", "gpkg").content
    assert any(f"Publiek: {viewer.label}".encode() in part for part in contents(package))


def test_columns_that_are_withheld_are_left_out() -> None:
    found = _csv(export(seen(PARTNER), ALL, "housing", "csv").content)
    assert not {"kenmerk", "naam", "plaats", "gemeente", "opmerking"} & set(found.columns)
    assert found["nauwkeurigheid"].tolist() == ["vlak"] * 3
    assert found["breedtegraad"].ne("").all()


def test_a_region_has_its_own_columns_whole() -> None:
    own, other = (_csv(export(seen(viewer), ALL, "housing", "csv").content) for viewer in (OWN, OTHER))
    assert WORD in own["naam"][0]
    assert own["naam"].tolist()[2:] == ["afgeschermd", "afgeschermd"]
    assert own["nauwkeurigheid"].tolist() == ["punt", "punt", "vlak", "gemeente"]
    assert "naam" not in other.columns
    assert "gemeente" in other.columns


def test_a_number_that_is_withheld_differs_from_one_that_nobody_knows() -> None:
    found = _csv(export(seen(PARTNER), ALL, "housing", "csv").content)
    states = found["bewoners: toestand"].tolist()
    assert dict(zip(found["bewoners"], states, strict=True)) == {
        "": "afgeschermd",
        "5": "waarde",
        "12": "waarde",
    }
    whole = _csv(export(seen(OTHER), ALL, "housing", "csv").content)
    assert "bewoners: toestand" not in whole.columns


def test_the_public_gets_no_split_and_sees_what_is_withheld() -> None:
    rows = _csv(export(seen(PUBLIC), ALL, "regions", "csv").content).set_index("code")
    assert not {"preventief", "repressief", "integrale inzet"} & set(rows.columns)
    assert rows.loc["VR23", ["aantal activeringen", "aantal activeringen: toestand"]].tolist() == [
        "",
        "afgeschermd",
    ]
    assert rows.loc["VR23", ["huisvestingslocaties", "huisvestingslocaties: toestand"]].tolist() == [
        "",
        "afgeschermd",
    ]
    assert rows.loc["VR02", "aantal activeringen: toestand"] == "nul"


def test_a_partner_is_not_told_that_others_have_none() -> None:
    rows = _csv(export(seen(PARTNER), ALL, "regions", "csv").content).set_index("code")
    assert rows.loc["VR23", "aantal activeringen"] == "4"
    assert rows.loc["VR10", "aantal activeringen: toestand"] == "afgeschermd"

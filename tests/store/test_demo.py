"""The demo data: what the issue asks for, without an error, the same bytes each time, plainly fictional."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd
import pytest
import shapely

from geo import records
from geo.areas import ABROAD, REGION_CODES, euregios, load_boundaries, touching
from geo.records import ACTIVATIONS, CONTACTS, HOUSING, TABLES, Reading, Table, match_headers
from geo.settings import ROOT
from geo.vocabulary import THEMES

if TYPE_CHECKING:
    from pathlib import Path

DEMO = ROOT / "data" / "demo"
START, END = pd.Timestamp("2020-09-01"), pd.Timestamp("2020-11-30")
PLACES_OF = {"woning": (4, 12), "vakantiepark": (50, 600), "logiesgebouw": (40, 400)}


@cache
def demo(table: Table) -> Reading:
    """Read a demo file the way a user's file is read."""
    text = pd.read_csv(
        DEMO / f"{table.name}.csv", sep=";", dtype=str, keep_default_na=False, encoding="utf-8-sig"
    )
    return records.read_placed(text.rename(columns=match_headers(text.columns, table)), table)


@pytest.mark.parametrize("table", TABLES.values(), ids=TABLES)
def test_a_demo_file_has_the_headers_of_its_table_and_no_error(table: Table) -> None:
    raw = (DEMO / f"{table.name}.csv").read_bytes()
    assert raw.startswith(b"\xef\xbb\xbf")  # the byte order mark by which Excel knows UTF-8
    header = raw.decode("utf-8-sig").splitlines()[0]
    assert header == ";".join(column.header for column in table.columns)
    assert [each for each in demo(table).problems if each.severity == "fout"] == []
    assert demo(table).usable.all()


def test_making_the_demo_again_gives_the_same_bytes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.syspath_prepend(str(ROOT / "data"))
    import make_demo  # noqa: PLC0415 - a program beside the data, not a module of the package

    make_demo.make(tmp_path)
    for table in TABLES:
        assert (tmp_path / f"{table}.csv").read_bytes() == (DEMO / f"{table}.csv").read_bytes()


def test_there_are_56_activations_in_three_months() -> None:
    frame = demo(ACTIVATIONS).frame
    assert frame["type"].value_counts().to_dict() == {"preventief": 37, "repressief": 19}
    assert frame["activated_on"].min() == START
    assert frame["activated_on"].max() == END
    assert frame["integral"].mean() == pytest.approx(1 / 3, abs=0.05)
    assert (np.bitwise_count(frame["themes"].to_numpy()) > 1).sum() >= 10
    assert frame["themes"].max() == THEMES.mask(THEMES.codes)
    assert frame["sector"].nunique() == len(frame["sector"].cat.categories)


def test_everything_adds_up_to_56() -> None:
    frame = demo(ACTIVATIONS).frame
    on_map = frame["region"].notna() & frame["lat"].notna()
    assert on_map.sum() == 51
    assert frame["country"].isna().sum() == 3
    assert (frame.loc[frame["country"].isna(), "precision"] == "geen").all()
    assert frame["country"].isin(["DE", "BE"]).sum() == 2
    assert frame.loc[on_map, "precision"].isin(["plaats", "gemeente"]).sum() == 6


def test_activations_are_spread_as_in_life_and_some_regions_have_none() -> None:
    per_region = demo(ACTIVATIONS).frame["region"].value_counts()
    assert len(per_region) == len(REGION_CODES)
    assert 3 <= (per_region == 0).sum() <= 10
    assert per_region.idxmax() == "VR23"


def test_activations_end_and_some_still_run() -> None:
    frame = demo(ACTIVATIONS).frame
    running = frame["closed_on"].isna()
    assert 3 <= running.sum() <= 12
    assert frame.loc[running, "result"].isna().all()
    assert frame.loc[~running, "result"].notna().all()
    assert frame["closed_on"].max() <= END
    assert (frame["signalled_on"] < frame["activated_on"]).sum() >= 20
    assert set(frame["result"].dropna()) == set(frame["result"].cat.categories)
    closed = frame[frame["result"] == "sluiting"]
    assert "bouw" in set(closed["sector"])


def test_there_are_some_420_housing_locations_of_every_kind_and_a_likely_size() -> None:
    frame = demo(HOUSING).frame
    assert len(frame) == 420
    assert set(frame["kind"]) == set(frame["kind"].cat.categories)
    for kind, (lowest, highest) in PLACES_OF.items():
        assert frame.loc[frame["kind"] == kind, "capacity"].between(lowest, highest).all()
    assert frame["certified"].isna().any()
    assert frame["occupants"].isna().any()
    assert (frame["region"].value_counts() > 0).all()
    parks = frame[frame["kind"] == "vakantiepark"]
    assert parks["region"].isin(["VR06", "VR07", "VR08"]).mean() > 0.4


def test_at_least_60_locations_lie_across_the_border_of_where_people_work() -> None:
    abroad = demo(HOUSING).frame[lambda frame: frame["country"].isin(["DE", "BE"])]
    assert len(abroad) >= 60
    assert (abroad["district"] != "").all()
    assert abroad["work_region"].notna().all()
    assert set(abroad.loc[abroad["place"] == "Goch", "work_region"]) == {"VR23"}


@pytest.mark.parametrize("table", [ACTIVATIONS, HOUSING], ids=lambda table: table.name)
def test_points_lie_on_land_in_the_municipality_they_name_each_on_its_own_spot(table: Table) -> None:
    frame = demo(table).frame[lambda each: each["precision"] == "punt"]
    assert not frame.duplicated(["lat", "lon"]).any()
    assert frame["lat"].round(4).eq(frame["lat"]).all()
    dutch = frame[frame["municipality"] != ""]
    polygons = load_boundaries().municipalities.geometry.loc[dutch["municipality"]].array
    assert shapely.contains_xy(polygons, dutch["lon"], dutch["lat"]).all()
    german = frame[frame["district"] != ""]
    districts = load_boundaries().districts.geometry.loc[german["district"]].array
    assert shapely.contains_xy(districts, german["lon"], german["lat"]).all()


def test_every_area_at_the_border_has_contacts_that_nobody_can_reach() -> None:
    frame = demo(CONTACTS).frame
    paired = {code for border in ABROAD for pair in touching(border) for code in pair}
    assert set(frame["area"].astype("str")) == paired | set(euregios())
    assert frame["organisation"].str.endswith("(fictief)").all()
    assert frame["mail"].str.endswith("@example.org").all()
    nowhere = (r"\+31 88 000 .*", r"\+32 2 000 .*", r"\+49 221 4710 \d{3}")
    assert frame["phone"].str.fullmatch("|".join(nowhere)).all()
    assert set(frame["authority"].astype("str")) >= {"ggd", "kreis", "gouverneur", "consulaat", "euregio"}


def test_every_record_says_that_it_is_fictional() -> None:
    assert demo(HOUSING).frame["name"].str.contains("(fictief)", regex=False).all()
    assert demo(HOUSING).frame["name"].is_unique
    for table in TABLES.values():
        assert demo(table).frame["reference"].str.startswith("DEMO-").all()
        assert demo(table).frame["note"].str.startswith("Fictie").all()

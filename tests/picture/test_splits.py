"""Activations split by one thing and by type: the counts are those of everywhere else, and they add up."""

from __future__ import annotations

import numpy as np
import pytest

from geo.picture import COUNTS, SPLITS, Selection, counts, split, split_whole, take_tally
from geo.vocabulary import TYPES
from tests.toy_records import many_activations, toy_housing
from tests.toy_snapshot import activations

ROWS = activations(
    {"reporter": "ggd", "themes": "wonen werken", "organisations": "iszw ggd", "integral": True},
    {
        "reporter": "ggd",
        "type": "repressief",
        "infections": True,
        "result": None,
        "activated_on": "2020-11-02",
    },
    {"reporter": "Buurt", "region": None, "country": None, "precision": "geen"},
    {"source": "eigen constatering", "region": None, "country": "DE", "reporter": "wie"},
    {"reporter": ""},
)


@pytest.mark.parametrize("by", sorted(set(SPLITS) & set(COUNTS)))
def test_the_rows_count_what_the_counts_count(by: str) -> None:
    frame = many_activations(500, seed=3)
    found = split(frame, by)["total"]
    told = counts(take_tally(frame, toy_housing(), Selection()), by).counts
    assert {code: int(found.get(code, 0)) for code in told if code != "onbekend"} == {
        code: count for code, count in told.items() if code != "onbekend"
    }


@pytest.mark.parametrize("by", sorted(set(SPLITS) - {"thema", "organisatie", "melder"}))
def test_they_add_up_to_the_whole(by: str) -> None:
    found = split(ROWS, by)
    assert (
        found.sum().to_dict()
        == split_whole(ROWS)
        == {"preventief": 4, "repressief": 1, "total": 5, "integral": 1}
    )
    assert (found[list(TYPES.codes)].sum(axis=1) == found["total"]).all()


def test_places_months_and_reporters() -> None:
    region = split(ROWS, "region")["total"]
    assert (region["VR01"], region["DE"], region["onbekend"]) == (3, 1, 1)
    assert split(ROWS, "maand")["total"].to_dict() == {"2020-09": 4, "2020-10": 0, "2020-11": 1}
    assert split(ROWS, "melder")["total"].to_dict() == {"ggd": 2, "Buurt": 1, "": 1}
    assert split(ROWS, "organisatie")["total"].to_dict()["ggd"] == 1
    assert split(ROWS, "thema")["total"].to_dict() == {"wonen": 5, "werken": 1, "vervoer": 0}


@pytest.mark.parametrize("by", SPLITS)
def test_nothing_splits_into_nothing(by: str) -> None:
    found = split(ROWS[:0], by)
    assert not found.to_numpy().any()
    assert found.to_numpy().dtype.kind == "i"


def test_a_day_that_is_missing_is_in_no_month() -> None:
    frame = ROWS.assign(activated_on=np.datetime64("NaT", "s"))
    assert split(frame, "maand")["total"].to_dict() == {"onbekend": 5}

"""The activations by sector, on records one can count in the head."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

import numpy as np
import pytest

from geo.areas import REGION_CODES
from geo.picture import (
    ELSEWHERE,
    EVERY,
    OUTCOMES,
    Sectors,
    Selection,
    counts,
    make_sectors,
    summarise_sectors,
    take_tally,
)
from geo.store import Snapshot
from geo.vocabulary import SECTORS, TYPES
from tests.toy_records import many_activations
from tests.toy_snapshot import activations, housing

NAMES = {code: f"R{code[2:]}" for code in REGION_CODES}
OUTBREAK = {"type": "repressief", "infections": True}
MEAT, GREENHOUSE = {"sector": "vlees"}, {"sector": "tuinbouw"}


def on(day: str, **values: Any) -> dict[str, Any]:
    return {"activated_on": f"2020-{day}", **values}


def snapshot(*rows: dict[str, Any]) -> Snapshot:
    return Snapshot(
        version=1,
        as_of=datetime(2020, 12, 1, tzinfo=UTC),
        activations=activations(*rows),
        housing=housing(),
    )


def made(*rows: dict[str, Any], selection: Selection | None = None) -> Sectors:
    return make_sectors(snapshot(*rows), selection or Selection())


def said(*rows: dict[str, Any], selection: Selection | None = None) -> str:
    return summarise_sectors(made(*rows, selection=selection), NAMES)


def test_each_activation_counts_once_whatever_its_themes() -> None:
    found = made(MEAT | {"themes": "wonen werken", "result": None}, MEAT | OUTBREAK | {"integral": True})
    assert found.total == 2
    assert found.infected == 1
    row = found.table.loc["vlees"]
    assert (row["preventief"], row["repressief"], row["integral"], row["lopend"]) == (1, 1, 1, 1)
    assert found.detail.loc[("vlees", "wonen"), "total"] == 2
    assert found.detail.loc[("vlees", "werken"), "total"] == 1
    assert found.detail.loc[("vlees", "vervoer"), "total"] == 0
    assert tuple(found.share("vlees", "integral")[:2]) == (1, 2)


@pytest.mark.parametrize(
    "selection", [Selection(), Selection(types=("repressief",)), Selection(from_day=date(2020, 10, 1))]
)
def test_the_figures_are_those_of_the_command_line_and_add_up(selection: Selection) -> None:
    frame = many_activations(400)
    now = Snapshot(version=1, as_of=datetime(2020, 12, 1, tzinfo=UTC), activations=frame, housing=housing())
    found = make_sectors(now, selection)
    told = counts(take_tally(frame, housing(), selection), "sector")
    assert found.table["total"].to_dict() == told.counts
    assert found.total == told.total
    every = found.detail.xs(EVERY, level="theme")
    for parts in (list(TYPES.codes), list(OUTCOMES)):
        assert (every[parts].sum(axis=1) == every["total"]).all()
    assert (found.regions.sum() == found.table["total"]).all()
    assert (found.outbreaks.sum() == found.table["infections"]).all()
    assert ((found.days >= 1) == (found.outbreaks >= 1)).all(axis=None)
    assert (found.days <= found.outbreaks).all(axis=None)


def test_only_the_chosen_sectors_are_there_and_records_that_do_not_say_have_a_row() -> None:
    assert made(MEAT, GREENHOUSE, selection=Selection(sectors=("vlees",))).codes == ("vlees",)
    unknown = made(MEAT, {"sector": None})
    assert unknown.codes == (*SECTORS.codes, "onbekend")
    assert unknown.table.loc["onbekend", "total"] == 1


def test_an_outbreak_comes_back_on_another_day_in_the_same_region() -> None:
    once = [on("09-01", **MEAT, **OUTBREAK), on("09-01", **MEAT, **OUTBREAK)]
    assert made(*once).returned("vlees") == []
    assert made(*once, on("09-02", **MEAT, **OUTBREAK)).returned("vlees") == [("VR01", 3)]
    assert made(*once, on("09-02", **MEAT, **OUTBREAK, region="VR02")).returned("vlees") == []
    abroad = {**MEAT, **OUTBREAK, "region": None, "country": "DE"}
    found = made(on("09-01", **abroad), on("09-02", **abroad))
    assert found.returned("vlees") == []
    assert found.outbreaks.loc[ELSEWHERE, "vlees"] == 2


def test_weeks_run_from_monday_to_sunday() -> None:
    sunday_monday = [on("09-06", **MEAT, **OUTBREAK), on("09-07", **MEAT, **OUTBREAK)]
    assert made(*sunday_monday).weeks["vlees"] == 2
    assert made(sunday_monday[1], on("09-13", **MEAT, **OUTBREAK)).weeks["vlees"] == 1


def test_a_change_is_told_with_what_chance_explains() -> None:
    before = [on("09-01", **GREENHOUSE)] * 3 + [on("09-01", **MEAT)]
    now = [on("09-10", **GREENHOUSE)] * 12
    period = Selection(from_day=date(2020, 9, 6), to_day=date(2020, 9, 10))
    found = made(*before, *now, selection=period)
    assert found.change.loc["tuinbouw", ["now", "before"]].tolist() == [12, 3]
    # of 15 with equal chances 12 or more, or 3 or fewer: 2 * (1 + 15 + 105 + 455) / 2**15
    assert found.change.loc["tuinbouw", "q"] == pytest.approx(2 * 576 / 2**15)
    assert found.told("tuinbouw") == "meer dan toeval verklaart"
    assert np.isnan(found.change.loc["vlees", "q"])
    assert found.told("vlees") == ""


def test_without_an_earlier_period_there_is_no_change() -> None:
    assert made(on("09-01")).change.empty
    assert made().change.empty
    assert made().total == 0


@pytest.mark.parametrize(
    ("rows", "words"),
    [
        ([], "Er is in deze selectie geen activering."),
        ([MEAT], "Er waren geen uitbraken: bij 1 activering zijn geen besmettingen vastgesteld."),
        (
            [MEAT | OUTBREAK],
            "Uitbraken keren in geen sector duidelijk terug: per sector",
        ),
        (
            [on("09-01", **MEAT, **OUTBREAK), on("09-08", **MEAT, **OUTBREAK), GREENHOUSE | OUTBREAK],
            "Uitbraken keren het vaakst terug in de sector vleesverwerking: 2 van 3, in 2 verschillende"
            " weken. Het verschil met land- en tuinbouw (1) kan toeval zijn. Op meer dan één dag in dezelfde"
            " regio: R01 (2).",
        ),
        (
            [MEAT | OUTBREAK] * 12 + [GREENHOUSE | OUTBREAK],
            "De meeste uitbraken waren er in de sector vleesverwerking: 12 van 13."
            " Dat is meer dan toeval verklaart, vergeleken met land- en tuinbouw (1).",
        ),
        (
            [MEAT | OUTBREAK, GREENHOUSE | OUTBREAK] * 2,
            "Uitbraken keren het vaakst terug in de sectoren land- en tuinbouw en vleesverwerking: elk 2",
        ),
    ],
)
def test_the_answer_in_a_sentence(rows: list[dict[str, Any]], words: str) -> None:
    assert said(*rows).startswith(words)


def test_one_chosen_sector_is_told_by_itself() -> None:
    rows = [on("09-01", **MEAT, **OUTBREAK), on("09-08", **MEAT, **OUTBREAK, region="VR02")]
    assert said(*rows, selection=Selection(sectors=("vlees",))) == (
        "In de sector vleesverwerking: 2 uitbraken, in 2 verschillende weken."
        " In geen regio was dat op meer dan één dag."
    )

"""The weeks of the slider are those of the server, and so are their numbers."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from geo.layers import coded_layer
from geo.picture import Selection, per_week, take_tally
from geo.settings import ROOT
from tests.toy_records import many_activations
from tests.toy_snapshot import housing

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = pytest.mark.browser

WEEKS = """({data, selections}) => selections.map((selection) => {
  const picture = window.OperationalMap;
  const days = picture.daysOf(data, selection);
  if (!days) return [];
  const weeks = picture.weeksBetween(days);
  const rows = (at, adding) => picture.select(data, picture.weekSelection(selection, weeks, at, adding));
  return weeks.map(({ number, first, last }, at) =>
    [number, last - first + 1, ...[false, true].map((adding) => picture.totals(data, rows(at, adding)).all)]);
})"""


def test_each_week_counts_what_the_server_counts(page: Page) -> None:
    frame = many_activations(300)
    selections = [
        Selection(),
        Selection(types=("repressief",)),
        Selection(from_day=date(2020, 9, 16), to_day=date(2020, 10, 6)),
        Selection(themes=("wonen",), to_day=date(2020, 9, 6)),
        Selection(from_day=date(2021, 1, 1)),
    ]
    for script in ("answer.js", "timeline.js"):
        page.add_script_tag(path=ROOT / "geo" / "layers" / script)
    found = page.evaluate(
        WEEKS,
        {
            "data": coded_layer(frame, "activations").layer.payload,
            "selections": [selection.to_query() for selection in selections],
        },
    )
    for weeks, selection in zip(found, selections, strict=True):
        table = per_week(take_tally(frame, housing(), selection))
        told = zip(table["week"], table["days"], table["total"], table["total"].cumsum(), strict=True)
        assert weeks == [list(row) for row in told]


@pytest.mark.parametrize("year", [2020, 2021, 2026])
def test_weeks_at_the_turn_of_a_year_have_the_numbers_of_iso(page: Page, year: int) -> None:
    page.add_script_tag(path=ROOT / "geo" / "layers" / "timeline.js")
    first, last = ((day - date(1970, 1, 1)).days for day in (date(year - 1, 12, 20), date(year, 1, 20)))
    found = page.evaluate("(days) => OperationalMap.weeksBetween(days)", [first, last])
    for week in found:
        assert (
            week["number"] == date.fromordinal(date(1970, 1, 1).toordinal() + week["first"]).isocalendar()[1]
        )

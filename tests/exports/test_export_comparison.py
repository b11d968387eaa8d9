"""The comparison of the regions as a file: every figure can be recomputed from it."""

from __future__ import annotations

import io

import openpyxl
import pytest

from geo.exports import export
from geo.picture import DENOMINATORS, Selection
from tests.toy_exports import toy

TOY = toy({"region": "VR01"}, {"region": "VR02"}, region="VR01", capacity=10)


def rows(selection: Selection) -> list[dict[str, object]]:
    made = export(TOY, selection, "comparison", "xlsx")
    header, *cells = openpyxl.load_workbook(io.BytesIO(made.content)).worksheets[0].values
    return [dict(zip(map(str, header), row, strict=True)) for row in cells]


def test_each_region_has_a_row_for_each_denominator() -> None:
    found = rows(Selection())
    assert len(found) == 25 * len(DENOMINATORS)
    one = next(row for row in found if (row["code"], row["naar"]) == ("VR01", "plaatsen"))
    assert (one["activeringen"], one["noemer"], one["per"], one["verhouding"]) == (1, 10, 1000, 100)
    assert (one["ondergrens"], one["oordeel"]) == (pytest.approx(2.5318, abs=1e-4), "toeval")
    none = next(row for row in found if (row["code"], row["naar"]) == ("VR02", "plaatsen"))
    assert (none["activeringen"], none["verhouding"], none["toestand"]) == (1, None, "geen gegevens")


def test_the_national_figure_can_be_recomputed() -> None:
    found = [row for row in rows(Selection()) if row["naar"] == "inwoners"]
    events, inhabitants = (sum(float(str(row[name])) for row in found) for name in ("activeringen", "noemer"))
    assert found[0]["landelijk"] == pytest.approx(events / inhabitants * 100_000, abs=1e-4)


def test_a_region_that_is_not_chosen_has_no_figures() -> None:
    found = rows(Selection(regions=("VR01",)))
    assert len(found) == 100
    other = next(row for row in found if row["code"] == "VR02")
    assert (other["activeringen"], other["verhouding"], other["toestand"]) == (None, None, "niet gekozen")

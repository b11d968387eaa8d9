"""The colours and the figures of the areas, made without a page: drawn or shown, they are the same."""

from __future__ import annotations

import pandas as pd

from geo.areas import load_boundaries
from geo.layers import (
    RATES,
    ZERO,
    Choropleth,
    Entry,
    Shown,
    area_figures,
    chance_regions,
    make_choropleth,
    rate_notes,
)
from geo.picture import (
    Selection,
    compare_regions,
    denominator,
    homes_by_area,
    measure,
    region_table,
    take_tally,
)
from tests import toy_snapshot as toy

RATE = measure("per_1000_places")


def table(selection: Selection | None = None, **record: object) -> pd.DataFrame:
    """Return the region table of three activations in VR01, one in VR02 and one home in VR01."""
    activations = toy.activations(*[{"region": "VR01", **record}] * 3, {"region": "VR02"})
    homes = toy.housing({"region": "VR01", "capacity": 1500})
    return region_table(take_tally(activations, homes, selection or Selection()), load_boundaries().regions)


def test_the_legend_is_that_of_the_measure_whatever_the_values_are() -> None:
    labels = [entry.label for entry in make_choropleth(table(), measure("count")).legend]
    assert labels == ["0", "1", "2 – 3", "4 – 6", "7 – 9", "10 of meer"]
    made = make_choropleth(table(), RATE)
    assert [entry.label for entry in made.legend[:6]] == [
        "0",
        "tot 1",
        "1 tot 2",
        "2 tot 4",
        "4 tot 8",
        "8 of meer",
    ]
    assert made.title == "Activeringen per 1.000 plaatsen"


def test_regions_get_the_class_of_their_value_and_zero_its_own() -> None:
    made = make_choropleth(table(), measure("count"))
    named = {code: made.legend[position].label for code, position in made.classes.items()}
    assert (named["VR01"], named["VR02"], named["VR03"]) == ("2 – 3", "1", "0")
    assert made.title == "Aantal activeringen"
    assert made.fills["VR03"] == ZERO.light
    assert len(made.classes) == 25


def test_no_data_and_what_is_not_chosen_are_no_colour() -> None:
    made = make_choropleth(table(), RATE)
    assert made.legend[made.classes["VR01"]] == Entry("2 tot 4", RATES[2])
    assert made.legend[made.classes["VR02"]] == Entry("Geen gegevens", hatch="none")
    chosen = make_choropleth(table(Selection(regions=("VR01",))), measure("count"))
    assert chosen.legend[chosen.classes["VR02"]] == Entry("Buiten de selectie", hatch="outside")
    assert chosen.fills["VR02"] == ""


def test_what_chance_explains_is_marked_where_there_is_a_value() -> None:
    assert make_choropleth(table(), RATE, chance=("VR01", "VR02", "VR03")).chance == ("VR01",)


def test_what_is_shown_has_the_colours_of_its_choropleth() -> None:
    made = Choropleth("Titel", (Entry("1", RATES[0]),), {"VR01": 0})
    assert Shown(choropleth=made).fills == {"VR01": RATES[0].light}
    assert Shown().fills == {}


def test_the_lines_at_a_region_tell_its_rate_with_what_chance_may_make_of_it() -> None:
    compared = compare_regions(table(), denominator("places"), shown=("VR01", "VR02"), per=1000)
    notes = rate_notes(RATE, compared)
    assert list(notes) == ["VR01"]  # in VR02 there is nothing to divide by
    assert notes["VR01"][0].startswith("Per 1.000 plaatsen: 2,0 (95%: 0,4 tot 5,8)")
    assert notes["VR01"][1].endswith(".")


def test_regions_that_chance_explains_are_known() -> None:
    homes = toy.housing(*({"region": code, "capacity": 1000} for code in ("VR01", "VR02")))
    activations = toy.activations(*[{"region": "VR01"}] * 3, {"region": "VR02"})
    rows = region_table(take_tally(activations, homes, Selection()), load_boundaries().regions)
    assert set(chance_regions(compare_regions(rows, denominator("places")))) == {"VR01", "VR02"}


def test_areas_with_something_in_them_have_figures() -> None:
    codes = [str(code) for code in load_boundaries().districts.index[:3]]
    abroad = {"region": None, "country": "DE"}
    lodging = [{"district": codes[0], "capacity": places, **abroad} for places in (3, 4)]
    homes = homes_by_area(toy.housing(*lodging, {}))
    assert homes == {"VR01": (1, 10), codes[0]: (2, 7)}
    activations = toy.activations(
        {"district": codes[1], "type": "repressief", "integral": True, **abroad},
        {"district": codes[0], **abroad},
    )
    assert area_figures(table(), activations, homes) == {
        "VR01": (3, 0, 0, 1, 1500),
        "VR02": (1, 0, 0, 0, 0),
        codes[0]: (1, 0, 0, 2, 7),
        codes[1]: (0, 1, 1, 0, 0),
    }

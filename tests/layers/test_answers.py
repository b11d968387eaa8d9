"""The browser's answer to a click and the server's are one: the same rows and figures, for any filters."""

from __future__ import annotations

import itertools
import random
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd
import pytest

from geo.areas import REGION_CODES, across_border, load_boundaries
from geo.layers import area_figures, coded_layer, make_choropleth
from geo.picture import (
    MEASURES,
    QUERY,
    Selection,
    activation_mask,
    beside_mask,
    homes_by_area,
    housing_mask,
    region_table,
    take_tally,
)
from geo.settings import ROOT
from geo.vocabulary import RESULTS, SECTORS, SOURCES, THEMES, TYPES
from tests import toy_snapshot as toy

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from playwright.sync_api import Page

pytestmark = pytest.mark.browser

FIRST, DAYS = date(2020, 9, 1), 91
DISTRICTS = {"DE": ("DE05154", "DE05166"), "BE": ("BE10000", "BE70000")}
RECORDS = 160
FIGURES_OF_EACH = (
    7  # rows are compared for all selections; figures, which take the server longer, for every 7th
)

ANSWER = """({tables, selections, across}) => {
  const picture = window.OperationalMap;
  const layers = Object.values(tables);
  return selections.map((selection) => {
    const rows = new Map(layers.map((data) => [data, picture.select(data, selection)]));
    const found = layers.map((data) => rows.get(data).join(""));
    const beside = picture.rowsBeside(tables.housing, picture.beside(selection, across));
    return [...found, (beside || []).join(""), picture.figures(layers, (data) => rows.get(data)),
      picture.homes(tables.housing, beside)];
  });
}"""


def subsets(codes: Sequence[str]) -> Iterator[tuple[str, ...]]:
    """Return every set of codes, the empty one first."""
    return itertools.chain.from_iterable(
        itertools.combinations(codes, size) for size in range(len(codes) + 1)
    )


def place(dice: random.Random) -> dict[str, Any]:
    """Return where a record is: in a region, in a district, in a country alone, or nowhere."""
    country = dice.choice(["NL", "NL", "NL", "DE", "BE", None])
    region = dice.choice([*REGION_CODES[:5], None]) if country == "NL" else None
    located = dice.random() < 0.8
    return {
        "country": country,
        "region": region,
        "district": dice.choice([*DISTRICTS.get(country or "", ()), ""]),
        "lat": 52.0 if located else None,
        "lon": 5.0 if located else None,
        "precision": "punt" if located else "geen",
    }


def records() -> tuple[pd.DataFrame, pd.DataFrame]:
    """Return activations and housing with every value there is, and with none, the same each time."""
    dice = random.Random(1)  # noqa: S311 - no secret
    activations = toy.activations(
        *(
            {
                "activated_on": str(FIRST + timedelta(dice.randrange(DAYS)))
                if dice.random() < 0.95
                else None,
                "type": dice.choice(TYPES.codes),
                "themes": " ".join(code for code in THEMES.codes if dice.random() < 0.5),
                "source": dice.choice([*SOURCES.codes, None]),
                "sector": dice.choice([*SECTORS.codes, None]),
                "integral": dice.random() < 0.4,
                "result": dice.choice([*RESULTS.codes, None]),
                **place(dice),
            }
            for _ in range(RECORDS)
        )
    )
    housing = toy.housing(*({"capacity": dice.randrange(300), **place(dice)} for _ in range(RECORDS)))
    return activations, housing


def combinations_of_buttons() -> Iterator[Selection]:
    """Return every combination of the buttons that stand together, and every set of each other filter."""
    for themes, types, sources, integral in itertools.product(
        subsets(THEMES.codes), subsets(TYPES.codes), subsets(SOURCES.codes), (None, True, False)
    ):
        yield Selection(themes=themes, types=types, sources=sources, integral=integral)
    for row in QUERY:
        if row.kind == "codes" and len(row.codes) <= 8:
            for codes in subsets(row.codes):
                yield Selection(**{row.field: codes})


def random_selections(count: int) -> Iterator[Selection]:
    """Return selections of any filters at once, the same each time."""
    dice = random.Random(2)  # noqa: S311 - no secret
    for _ in range(count):
        days = sorted(FIRST + timedelta(dice.randrange(-5, DAYS + 5)) for _ in range(2))
        some = {
            row.field: tuple(code for code in row.codes if dice.random() < dice.choice([0.1, 0.5]))
            for row in QUERY
            if row.kind == "codes" and dice.random() < 0.4
        }
        yield Selection(
            **some,
            integral=dice.choice([None, None, True, False]),
            from_day=days[0] if dice.random() < 0.4 else None,
            to_day=days[1] if dice.random() < 0.4 else None,
        )


def servers_figures(activations: pd.DataFrame, housing: pd.DataFrame, selection: Selection) -> dict[str, Any]:
    """Return the figures by area as the server has them."""
    rows, homes = activation_mask(selection, activations), housing_mask(selection, housing)
    table = region_table(take_tally(activations, housing, selection), load_boundaries().regions)
    return area_figures(table, activations[rows], homes_by_area(housing[homes]))


def test_the_browser_selects_and_counts_what_the_server_does(page: Page) -> None:
    activations, housing = records()
    layers = {
        "housing": coded_layer(housing, "housing"),
        "activations": coded_layer(activations, "activations"),
    }
    selections = [*combinations_of_buttons(), *random_selections(400)]
    page.add_script_tag(path=ROOT / "geo" / "layers" / "answer.js")
    tables = {name: made.layer.payload for name, made in layers.items()}
    found = page.evaluate(
        ANSWER,
        {
            "tables": tables,
            "selections": [selection.to_query() for selection in selections],
            "across": across_border(),
        },
    )
    assert len(found) == len(selections) >= 1000
    neighbours = 0
    for number, (selection, (homes, rows, beside, figures, around)) in enumerate(
        zip(selections, found, strict=True)
    ):
        near = beside_mask(selection, housing)
        for text, table, mask in (
            (rows, "activations", activation_mask(selection, activations)),
            (homes, "housing", housing_mask(selection, housing)),
            (beside or "0" * RECORDS, "housing", near),
        ):
            expected = mask[layers[table].order].astype(np.uint8)
            assert (np.frombuffer(text.encode(), dtype=np.uint8) - ord("0") == expected).all(), selection
        assert {code: tuple(two) for code, two in around.items()} == homes_by_area(housing[near]), selection
        neighbours += bool(around)
        if number % FIGURES_OF_EACH == 0:
            counted = {code: tuple(numbers) for code, numbers in figures.items()}
            assert counted == servers_figures(activations, housing, selection), selection
    assert neighbours > 20  # the dice did choose areas at a border


RATES_OF_EACH = 40  # compared for every 40th selection, of every measure that divides

RATE = """({tables, selections, rates, regions}) => {
  const picture = window.OperationalMap;
  const layers = Object.values(tables);
  return selections.map((selection) => {
    const figures = picture.figures(layers, (data) => picture.select(data, selection));
    const inside = Object.entries(regions).filter(([code]) => picture.inside(selection, code));
    return rates.map((rate) => Object.fromEntries(
      inside.map(([code, properties]) => [code, picture.rateClass(rate, figures[code], properties)])));
  });
}"""


def test_the_browser_counts_a_group_as_the_locations_it_stands_for(page: Page) -> None:
    activations, housing = records()
    groups = housing.assign(lat=np.nan, lon=np.nan, locations=np.arange(RECORDS) % 5 + 1)
    tables = {
        "housing": coded_layer(groups, "housing").layer.payload,
        "activations": coded_layer(activations, "activations").layer.payload,
    }
    assert tables["housing"]["count"] == 0  # and is drawn nowhere
    selections = list(random_selections(20))
    page.add_script_tag(path=ROOT / "geo" / "layers" / "answer.js")
    asked = [selection.to_query() for selection in selections]
    found = page.evaluate(ANSWER, {"tables": tables, "selections": asked, "across": across_border()})
    for selection, (*_, figures, _around) in zip(selections, found, strict=True):
        counted = {code: tuple(numbers) for code, numbers in figures.items()}
        assert counted == servers_figures(activations, groups, selection), selection


def test_the_browser_colours_a_rate_as_the_server_does(page: Page) -> None:
    activations, housing = records()
    tables = {
        "housing": coded_layer(housing, "housing").layer.payload,
        "activations": coded_layer(activations, "activations").layer.payload,
    }
    selections = [*random_selections(400)][::RATES_OF_EACH]
    areas = load_boundaries().regions
    rates = [one for one in MEASURES if one.denominator]
    made = {
        (selection, one.code): make_choropleth(
            region_table(take_tally(activations, housing, selection), areas), one
        )
        for selection in (Selection(), *selections)
        for one in rates
    }
    page.add_script_tag(path=ROOT / "geo" / "layers" / "answer.js")
    found = page.evaluate(
        RATE,
        {
            "tables": tables,
            "selections": [selection.to_query() for selection in selections],
            "rates": [made[Selection(), one.code].rate._asdict() for one in rates],  # type: ignore[union-attr]
            "regions": areas[["inhabitants", "land_km2"]].to_dict("index"),
        },
    )
    hatches = {"Geen gegevens": None, "Buiten de selectie": "outside"}
    for selection, by_rate in zip(selections, found, strict=True):
        for one, browsers in zip(rates, by_rate, strict=True):
            server = made[selection, one.code]
            labels = {code: server.legend[place].label for code, place in server.classes.items()}
            expected = {code: hatches.get(labels[code], server.classes[code]) for code in labels}
            assert browsers == {code: place for code, place in expected.items() if place != "outside"}


def test_the_rows_that_the_server_sends_are_the_rows_that_the_browser_reads(page: Page) -> None:
    activations, _ = records()
    made = coded_layer(activations, "activations")
    selection = Selection(types=("repressief",))
    mask = activation_mask(selection, activations)
    page.add_script_tag(path=ROOT / "geo" / "layers" / "answer.js")
    same = page.evaluate(
        """({data, rows, selection}) => window.OperationalMap.sameRows(
             window.OperationalMap.rowsFrom(data, rows), window.OperationalMap.select(data, selection))""",
        {"data": made.layer.payload, "rows": made.rows(mask), "selection": selection.to_query()},
    )
    assert same
    assert np.count_nonzero(mask) not in (0, RECORDS)

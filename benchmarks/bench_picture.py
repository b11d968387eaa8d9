"""The whole national picture of 1,000,000 activations, beside the pandas code one would write first."""

from __future__ import annotations

from datetime import date
from timeit import repeat
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd
from scipy import stats

from benchmarks.table import Row, seconds
from geo import charts, picture
from geo.areas import REGION_CODES, load_boundaries
from geo.picture import Selection
from geo.vocabulary import COUNTRIES, PRECISIONS, RESULTS, SECTORS, SOURCES, THEMES, TYPES

if TYPE_CHECKING:
    from collections.abc import Sequence

ACTIVATIONS, HOUSING = 1_000_000, 50_000
BUDGET_SECONDS = 0.1
COMPARED, COMPARED_SECONDS = 10_000, 0.05
FIRST_DAY, DAYS = "2020-01-01", 730

SELECTIONS = {
    "no filter": Selection(),
    "theme, type, a year": Selection(
        themes=("wonen", "vervoer"),
        types=("repressief",),
        from_day=date(2021, 1, 1),
        to_day=date(2021, 12, 30),
    ),
}


def rows() -> list[Row]:
    """Measure both ways for each selection, after asserting that they give the same numbers."""
    activations, housing = records()
    pictures = [_row(name, activations, housing, selection) for name, selection in SELECTIONS.items()]
    return [*pictures, _comparison(activations[:COMPARED], housing)]


def _comparison(activations: pd.DataFrame, housing: pd.DataFrame) -> Row:
    """Measure the comparison of the regions with its two drawings, beside the same figures one by one."""
    tally = picture.take_tally(activations, housing, Selection())
    table = picture.region_table(tally, load_boundaries().regions)
    one = picture.DENOMINATORS[0]

    def drawn() -> tuple[str, str]:
        found = picture.compare_regions(table, one)
        return charts.draw_ranking(found).image, charts.draw_funnel(found).image

    found = picture.compare_regions(table, one).table
    low, high, p = one_by_one(table)
    assert np.allclose(np.array([low, high]) * one.per, found[["low", "high"]].to_numpy().T)
    assert np.allclose(p, found["p"])
    mine = min(repeat(drawn, number=1, repeat=15))
    peer = min(repeat(lambda: one_by_one(table), number=1, repeat=5))
    return Row(
        f"comparison of 25 regions with two charts ({COMPARED:,} activations)",
        f"under {seconds(COMPARED_SECONDS)}",
        seconds(mine),
        f"{seconds(peer)} (scipy.stats, region by region, no charts)",
        f"{peer / mine:.1f} ×",
        holds=mine < COMPARED_SECONDS,
    )


def one_by_one(table: pd.DataFrame) -> tuple[list[float], list[float], list[float]]:
    """Return the interval of each rate and the p-value against the rest, as one writes it first."""
    low, high, p = [], [], []
    total, places = table["activations"].sum(), table["places"].sum()
    for row in table.itertuples():
        low.append(stats.chi2.ppf(0.025, 2 * row.activations) / 2 / row.places)
        high.append(stats.chi2.ppf(0.975, 2 * row.activations + 2) / 2 / row.places)
        rest = stats.binom(total, row.places / places)
        p.append(min(1.0, 2 * min(rest.cdf(row.activations), rest.sf(row.activations - 1))))
    return low, high, p


def _row(name: str, activations: pd.DataFrame, housing: pd.DataFrame, selection: Selection) -> Row:
    assert ours(activations, housing, selection) == plain(activations, housing, selection)
    # the best of some turns: pure computing, which other work on the machine can only slow down
    mine = min(repeat(lambda: whole_picture(activations, housing, selection), number=1, repeat=15))
    peer = min(repeat(lambda: plain(activations, housing, selection), number=1, repeat=5))
    return Row(
        f"national picture of 1,000,000 records ({name})",
        f"under {seconds(BUDGET_SECONDS)}",
        seconds(mine),
        f"{seconds(peer)} (pandas groupby)",
        f"{peer / mine:.1f} ×",
        mine < BUDGET_SECONDS,
    )


def records() -> tuple[pd.DataFrame, pd.DataFrame]:
    """Return random typed records, the columns that the picture reads; the same at every call."""
    random = np.random.default_rng(56)

    def words(codes: Sequence[str], count: int, missing: float = 0) -> pd.Categorical:
        positions = random.integers(0, len(codes), count)
        positions[random.random(count) < missing] = -1
        return pd.Categorical.from_codes(positions, categories=list(codes))

    def located(count: int) -> dict[str, pd.Categorical]:
        region = words(REGION_CODES, count, 0.1)
        abroad = random.integers(-1, len(COUNTRIES.codes), count)
        country = np.where(region.codes >= 0, COUNTRIES.codes.index("NL"), abroad)
        return {
            "region": region,
            "country": pd.Categorical.from_codes(country, categories=list(COUNTRIES.codes)),
            "precision": words(PRECISIONS.codes, count),
        }

    days = np.datetime64(FIRST_DAY, "s") + random.integers(0, DAYS, ACTIVATIONS) * np.timedelta64(1, "D")
    still_open = random.random(ACTIVATIONS) < 0.2
    activations: dict[str, Any] = {
        "activated_on": days,
        "closed_on": np.where(still_open, np.datetime64("NaT"), days),
        "type": words(TYPES.codes, ACTIVATIONS),
        "themes": random.integers(1, 1 << len(THEMES.codes), ACTIVATIONS).astype(np.uint8),
        "integral": random.random(ACTIVATIONS) < 1 / 3,
        "source": words(SOURCES.codes, ACTIVATIONS),
        "sector": words(SECTORS.codes, ACTIVATIONS),
        "result": words(RESULTS.codes, ACTIVATIONS, 0.2),
        **located(ACTIVATIONS),
    }
    housing: dict[str, Any] = {"capacity": random.integers(0, 300, HOUSING), **located(HOUSING)}
    return pd.DataFrame(activations), pd.DataFrame(housing)


def whole_picture(activations: pd.DataFrame, housing: pd.DataFrame, selection: Selection) -> tuple[Any, ...]:
    """Return all that the national page shows of a selection."""
    tally = picture.take_tally(activations, housing, selection)
    return (
        picture.make_headline(tally),
        picture.theme_type_matrix(tally),
        picture.per_week(tally),
        picture.region_table(tally, load_boundaries().regions),
        picture.reconcile(tally),
    )


def ours(activations: pd.DataFrame, housing: pd.DataFrame, selection: Selection) -> dict[str, Any]:
    """Return the numbers of the picture in the form of ``plain``."""
    head, matrix, weeks, regions, parts = whole_picture(activations, housing, selection)
    figures = head.figures
    return {
        "figures": [
            figures[code].value for code in ("total", "integral", "enforced", "open", "housing", "places")
        ],
        "types": [figures[code].value for code in TYPES.codes],
        "themes": [matrix.counts.loc[code, list(TYPES.codes)].tolist() for code in THEMES.codes],
        "integral themes": [matrix.integral.loc[code, list(TYPES.codes)].tolist() for code in THEMES.codes],
        "weeks": weeks[list(TYPES.codes)].to_numpy().tolist(),
        "regions": regions[["activations", "integral", "housing", "places"]].to_numpy().tolist(),
        "parts": [parts.count(code) for code in ("kaart", "zonder locatie", "buitenland", "elders")],
    }


def plain(activations: pd.DataFrame, housing: pd.DataFrame, selection: Selection) -> dict[str, Any]:
    """Return the same numbers the way one writes them first: boolean masks, groupby and resample."""
    wanted = pd.Series(True, index=activations.index)
    if selection.types:
        wanted &= activations["type"].isin(selection.types)
    if selection.themes:
        wanted &= (activations["themes"] & THEMES.mask(selection.themes)) > 0
    rows = activations[wanted]
    day = activations["activated_on"]
    last = pd.Timestamp(selection.to_day or day.max())
    first = pd.Timestamp(selection.from_day or day.min())
    chosen = rows[rows["activated_on"].between(first, last)]
    kinds = chosen.groupby("type", observed=False).size()
    weekly = pd.Grouper(key="activated_on", freq="W-MON", label="left", closed="left")
    weeks = chosen.groupby([weekly, "type"], observed=True).size().unstack(fill_value=0)
    by_region = chosen.groupby("region", observed=False)
    homes = housing.groupby("region", observed=False)["capacity"]
    abroad = chosen["region"].isna() & chosen["country"].isin(["DE", "BE"])
    rest = chosen["region"].isna() & ~abroad
    having = {code: (chosen["themes"] & THEMES.mask([code])) > 0 for code in THEMES.codes}
    return {
        "figures": [
            len(chosen),
            int(chosen["integral"].sum()),
            int(chosen["result"].isin(["dwangmaatregel", "sluiting"]).sum()),
            int(chosen["closed_on"].isna().sum()),
            len(housing),
            int(housing["capacity"].sum()),
        ],
        "types": [int(kinds[code]) for code in TYPES.codes],
        "themes": [_by_type(chosen[mask]) for mask in having.values()],
        "integral themes": [_by_type(chosen[mask & chosen["integral"]]) for mask in having.values()],
        "weeks": weeks.reindex(columns=list(TYPES.codes), fill_value=0).to_numpy().tolist(),
        "regions": np.column_stack(
            [by_region.size(), by_region["integral"].sum(), homes.size(), homes.sum()]
        ).tolist(),
        "parts": [
            int(chosen["region"].notna().sum()),
            int((rest & (chosen["precision"] == "geen")).sum()),
            int(abroad.sum()),
            int((rest & (chosen["precision"] != "geen")).sum()),
        ],
    }


def _by_type(chosen: pd.DataFrame) -> list[int]:
    sizes = chosen.groupby("type", observed=False).size()
    return [int(sizes[code]) for code in TYPES.codes]

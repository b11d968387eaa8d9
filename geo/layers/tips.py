"""What the map tells of an area: figures of the selected records in it, and its rate where one is shown."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from geo import dutch
from geo.language import say
from geo.vocabulary import TYPES, VERDICTS

if TYPE_CHECKING:
    from collections.abc import Mapping

    import pandas as pd

    from geo.picture import Density, Measure

FIGURES = (*TYPES.codes, "integral", "housing", "places")
"""What is counted in an area: activations by type, those with integral deployment, locations and places."""

Figures = tuple[int, ...]

_CHANCE = ("toeval", "te weinig verwacht")


def area_figures(
    table: pd.DataFrame, activations: pd.DataFrame, homes: Mapping[str, tuple[int, int]]
) -> dict[str, Figures]:
    """Return FIGURES of each region and border district that has anything, by code.

    ``table`` is the region table, ``activations`` the selected ones; ``homes`` gives locations and places by
    area (``picture.homes_by_area``), of which those abroad are taken.
    """
    regions = municipality_figures(table)
    columns = activations[["district", "type", "integral"]]  # cutting all of them takes longer than counting
    abroad = columns[columns["district"] != ""]
    counts: dict[str, list[int]] = {
        code: [0, 0, 0, *figures] for code, figures in homes.items() if code not in regions
    }
    for code, kind, integral in zip(
        abroad["district"].astype("str"), abroad["type"].cat.codes, abroad["integral"], strict=True
    ):
        figures = counts.setdefault(code, [0] * len(FIGURES))
        figures[int(kind)] += 1
        figures[2] += int(integral)
    found = {**regions, **{code: tuple(figures) for code, figures in counts.items()}}
    return {code: figures for code, figures in found.items() if any(figures)}


def municipality_figures(table: pd.DataFrame) -> dict[str, Figures]:
    """Return FIGURES of each area of a table such as ``picture.municipality_table``, by code."""
    rows = table[list(FIGURES)].to_numpy().tolist()
    return {str(code): tuple(map(int, row)) for code, row in zip(table.index, rows, strict=True)}


def rate_notes(one: Measure, compared: Density) -> dict[str, tuple[str, ...]]:
    """Return the lines on the rate at each region shown: with its exact interval, and what it may be."""
    rows = compared.shown_rows
    return {str(code): _rate_lines(row, one, compared.national) for code, row in rows.items()}


def _rate_lines(row: Mapping[Any, Any], one: Measure, national: float) -> tuple[str, ...]:
    rate, low, high, all_regions = (
        dutch.number(value, one.decimals) for value in (row["rate"], row["low"], row["high"], national)
    )
    return (
        say(
            "{measure}: {rate} (95%: {low} tot {high}); landelijk {national}",
            measure=one.label,
            rate=rate,
            low=low,
            high=high,
            national=all_regions,
        ),
        f"{VERDICTS.label(str(row['verdict']))}.",
    )


def chance_regions(compared: Density) -> tuple[str, ...]:
    """Return the codes of the regions whose rate chance explains, or that are too small to tell."""
    return tuple(str(code) for code, row in compared.shown_rows.items() if row["verdict"] in _CHANCE)

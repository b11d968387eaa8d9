"""The lines of text at an area of the map: its name, and the figures of what was selected there."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any

from geo import dutch
from geo.areas import ground, load_boundaries

if TYPE_CHECKING:
    from collections.abc import Mapping

    import pandas as pd

    from geo.picture import Measure

Lines = tuple[str, ...]


def region_tips(table: pd.DataFrame, one: Measure) -> dict[str, Lines]:
    """Return the text at each region: name, activations by type, housing, and the measure shown."""
    return {str(code): _region_lines(values, one) for code, values in table.to_dict("index").items()}


def _region_lines(values: Mapping[Any, Any], one: Measure) -> Lines:
    """Return the lines at a region from its row of the region table."""
    name = str(values["name"])
    if values[one.state_column] == "niet gekozen":
        return (name, "Buiten de selectie")
    lines = (
        name,
        dutch.counted(values["activations"], "activering", "activeringen")
        + f" ({values['preventief']} preventief, {values['repressief']} repressief)",
        dutch.counted(values["integral"], "integrale inzet", "integrale inzetten"),
        _housing_line(values["housing"], values["places"]),
    )
    if one.whole:
        return lines
    return (*lines, f"{one.label}: {dutch.number(values[one.code], one.decimals)}")


def district_tips(activations: pd.DataFrame, homes: Mapping[str, tuple[int, int]]) -> dict[str, Lines]:
    """Return the text at each border district where something was selected; the map knows the other names.

    ``homes`` gives locations and places by district, as ``homes_by_district`` does.
    """
    counts = activations["district"].value_counts().to_dict()
    tips = {}
    for code, name in _district_names().items():
        lines = [name]
        if code in counts:
            lines.append(dutch.counted(counts[code], "activering", "activeringen"))
        if code in homes:
            lines.append(_housing_line(*homes[code]))
        if len(lines) > 1:
            tips[code] = tuple(lines)
    return tips


def homes_by_district(housing: pd.DataFrame) -> dict[str, tuple[int, int]]:
    """Return how many locations, and how many places in them, each border district has."""
    abroad = housing[housing["district"] != ""].groupby("district", observed=True)["capacity"]
    return {
        str(code): (int(count), int(places))
        for code, count, places in abroad.agg(["size", "sum"]).itertuples(name=None)
    }


@cache
def _district_names() -> dict[str, str]:
    names = ground().names
    return {str(code): names[code] for code in load_boundaries().districts.index}


def _housing_line(locations: int, places: int) -> str:
    counted = dutch.counted(locations, "huisvestingslocatie", "huisvestingslocaties")
    return f"{counted}, {dutch.counted(places, 'plaats', 'plaatsen')}"

"""The activations behind a picture, one by one, as people read them."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from geo.areas import load_boundaries
from geo.picture.filters import RESULTS_OR_NONE
from geo.picture.reconciliation import parts_of
from geo.vocabulary import THEMES, TYPES

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    import pandas as pd


class Listed(NamedTuple):
    """One activation of a list; ``place`` is what somebody typed or the name of its municipality."""

    reference: str
    day: date | None
    kind: str
    themes: str
    place: str
    region: str
    result: str


def list_activations(activations: pd.DataFrame, part: str = "") -> tuple[Listed, ...]:
    """Return the activations of a records frame, the newest first; of one part of the reconciliation alone.

    ``part`` is one of PARTS, or "" for all. ``region`` is the name of the safety region, of the border
    district abroad, or "".
    """
    if part:
        activations = activations[parts_of(activations) == part]
    order = np.argsort(-activations["activated_on"].to_numpy().view(np.int64), kind="stable")
    return tuple(_listed(row, _names()) for row in activations.iloc[order].itertuples(index=False))


def _names() -> Mapping[str, str]:
    areas = load_boundaries()
    return {
        str(code): str(name)
        for layer in (areas.regions, areas.municipalities, areas.districts)
        for code, name in layer["name"].items()
    }


def _listed(row: object, names: Mapping[str, str]) -> Listed:
    area = _text(row, "region") or _text(row, "district")
    municipality = _text(row, "municipality")
    day = row.activated_on  # type: ignore[attr-defined]
    return Listed(
        _text(row, "reference"),
        None if day is None or day != day else day.date(),  # noqa: PLR0124 - a missing day is not itself
        TYPES.label(_text(row, "type")),
        ", ".join(THEMES.label(code) for code in THEMES.members(int(row.themes))),  # type: ignore[attr-defined]
        _text(row, "place") or names.get(municipality, ""),
        names.get(area, ""),
        RESULTS_OR_NONE.label(_text(row, "result") or "lopend"),
    )


def _text(row: object, name: str) -> str:
    value = getattr(row, name)
    return value if isinstance(value, str) else ""

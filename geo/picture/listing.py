"""The activations behind a picture, one by one, as people read them."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from geo.areas import names_in
from geo.picture.filters import RESULTS_OR_NONE
from geo.picture.reconciliation import parts_of
from geo.rows import each_row
from geo.vocabulary import THEMES, TYPES

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    import pandas as pd


class Listed(NamedTuple):
    """One activation of a list; ``place`` is what somebody typed or the name of its municipality.

    ``type`` is a code, ``kind`` its label.

    ``area`` is the code of its region or border district, ``region`` the name of that; "" where it has none.
    """

    reference: str
    day: date | None
    closed: date | None
    type: str
    kind: str
    themes: str
    place: str
    area: str
    region: str
    result: str


def list_activations(activations: pd.DataFrame, part: str = "") -> tuple[Listed, ...]:
    """Return the activations of a records frame, the newest first; of one part of the reconciliation alone.

    ``part`` is one of PARTS, or "" for all.
    """
    if part:
        activations = activations[parts_of(activations) == part]
    order = np.argsort(-activations["activated_on"].to_numpy().view(np.int64), kind="stable")
    names = names_in()
    return tuple(_listed(row, names) for row in each_row(activations[list(_TOLD)].iloc[order]))


_TOLD = (
    *("reference", "activated_on", "closed_on", "type", "themes", "result"),
    *("place", "municipality", "region", "district"),
)
"""The columns that a row of the list tells: reading the others of a record as well takes as long again."""


def _listed(row: object, names: Mapping[str, str]) -> Listed:
    area = _text(row, "region") or _text(row, "district")
    municipality, kind = _text(row, "municipality"), _text(row, "type")
    return Listed(
        _text(row, "reference"),
        _day(row.activated_on),  # type: ignore[attr-defined]
        _day(row.closed_on),  # type: ignore[attr-defined]
        kind,
        TYPES.label(kind),
        ", ".join(THEMES.label(code) for code in THEMES.members(int(row.themes))),  # type: ignore[attr-defined]
        _text(row, "place") or names.get(municipality, ""),
        area,
        names.get(area, ""),
        RESULTS_OR_NONE.label(_text(row, "result") or "lopend"),
    )


def _day(value: pd.Timestamp | None) -> date | None:
    return None if value is None or value != value else value.date()  # noqa: PLR0124 - a missing day is not itself


def _text(row: object, name: str) -> str:
    value = getattr(row, name)
    return value if isinstance(value, str) else ""

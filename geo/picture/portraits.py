"""A few regions seen side by side: the same figures of each, over the same time."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from geo.areas import REGION_CODES
from geo.picture.breakdowns import Matrix, counts, per_week, theme_type_matrix
from geo.picture.filters import region_vocabulary
from geo.picture.shares import Share, share_of
from geo.picture.tally import take_tally

if TYPE_CHECKING:
    from collections.abc import Iterable

    import pandas as pd

    from geo.picture.selection import Selection
    from geo.store import Snapshot


@dataclass(frozen=True, eq=False)
class Portrait:
    """The figures of one region in a selection; ``weeks`` of all portraits cover the same period."""

    code: str
    name: str
    total: int
    weeks: pd.DataFrame
    matrix: Matrix
    results: dict[str, int]
    integral: Share
    housing: int
    places: int


def make_portraits(snapshot: Snapshot, selection: Selection, codes: Iterable[str]) -> list[Portrait]:
    """Return the portraits of regions, each as if it were the only one selected; the other filters hold."""
    return [_portrait(snapshot, replace(selection, regions=(code,), countries=()), code) for code in codes]


def _portrait(snapshot: Snapshot, selection: Selection, code: str) -> Portrait:
    tally = take_tally(snapshot.activations, snapshot.homes, selection, withheld=snapshot.reduction.withheld)
    total, integral = tally.activations.total, int(tally.activations.by("integral")[1])
    place = REGION_CODES.index(code)
    return Portrait(
        code,
        region_vocabulary().label(code),
        total,
        per_week(tally),
        theme_type_matrix(tally),
        counts(tally, "resultaat").counts,
        share_of(integral, total),
        int(tally.housing[place].sum()),
        int(tally.places[place].sum()),
    )

"""The regions compared for their size: one answer for the rows, the card and the first lines of a page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geo.picture import DENOMINATORS, chosen_regions, compare_regions
from pages.parts import everywhere
from pages.parts.remembered import remembered

if TYPE_CHECKING:
    from geo.picture import Denominator, Density, Measure, Selection
    from geo.store import Snapshot


def denominator_of(one: Measure) -> Denominator:
    """Return what a measure divides by; of a plain count what is compared first, the places."""
    return one.denominator or DENOMINATORS[0]


def compared(snapshot: Snapshot, selection: Selection, one: Denominator) -> Density:
    """Return the regions of a selection compared with the whole country; not to be changed."""
    return _compared(snapshot, snapshot.state, selection, one)


@remembered(64)
def _compared(
    _snapshot: Snapshot, key: tuple[object, ...], selection: Selection, one: Denominator
) -> Density:
    table = everywhere.figures(_snapshot, selection).regions
    return compare_regions(table, one, shown=chosen_regions(selection))

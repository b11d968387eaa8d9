"""What is counted for a click, once: the selection itself, and all areas, whichever of them are chosen."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from geo.areas import load_boundaries
from geo.picture import district_table, nationwide, region_table, take_tally
from pages.parts.remembered import remembered

if TYPE_CHECKING:
    import pandas as pd

    from geo.picture import Selection, Tally
    from geo.store import Snapshot


@dataclass(frozen=True, eq=False)
class Everywhere:
    """The figures of a selection by area; not to be changed. A table is made when somebody asks for it."""

    snapshot: Snapshot
    tally: Tally

    @cached_property
    def regions(self) -> pd.DataFrame:
        """The table of the 25 regions."""
        return region_table(self.tally, load_boundaries().regions)

    @cached_property
    def districts(self) -> pd.DataFrame:
        """The table of the border districts with a record."""
        return district_table(self.snapshot.activations, self.snapshot.homes, self.tally.selection)


def chosen(snapshot: Snapshot, selection: Selection) -> Everywhere:
    """Return the figures of a selection as it is."""
    return _counted(snapshot, snapshot.state, selection)


def figures(snapshot: Snapshot, selection: Selection) -> Everywhere:
    """Return the figures of all areas under the filters other than those on regions and countries."""
    return _counted(snapshot, snapshot.state, nationwide(selection))


@remembered(64)
def _counted(_snapshot: Snapshot, key: tuple[object, ...], selection: Selection) -> Everywhere:
    as_of = _snapshot.as_of.date()
    tally = take_tally(
        _snapshot.activations,
        _snapshot.homes,
        selection,
        as_of=as_of,
        withheld=_snapshot.reduction.withheld,
    )
    return Everywhere(_snapshot, tally)

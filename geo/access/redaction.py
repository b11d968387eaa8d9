"""A snapshot and a viewer in, a reduced snapshot out: before anything is counted, drawn or written.

What is withheld is not in the reduced snapshot in any form, and so in no sum, selection, map or file that is
made of it: nothing can be subtracted from what is shown to get it back.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np
import pandas as pd

from geo import language
from geo.access.columns import FEWEST, given
from geo.access.small import withhold
from geo.access.viewers import OF_REGION, OF_ZONE, PUBLIC
from geo.areas import ABROAD, REGION_CODES, load_boundaries, middle_of_square, zone_areas
from geo.language import mark, say
from geo.picture import FILTERING, Selection, border_metres, zone_day
from geo.records import ACTIVATIONS, HOUSING, PARTNERS, TABLES
from geo.store import FICTIONAL, LOCATIONS, PEOPLE, Reduction, Snapshot, owner_column, stored_columns

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from numpy.typing import NDArray

    from geo.access.viewers import Viewer
    from geo.records import Column, Table

    Flags = NDArray[np.bool_]

SMALLEST = {ACTIVATIONS.name: 3, HOUSING.name: 5}
"""The least number of records of a region that the public is told; from 1 to under it is withheld."""

BAND_KM = 10
"""How exactly it is told how far from the border a record lies, to whom its place is not told exactly.

A strip that is less deep than two bands would tell more of a place than its square of 5 km does.
"""

WITHHELD = mark("afgeschermd")
"""What stands in place of a text that is withheld, marked."""


def seen_by(viewer: Viewer, snapshot: Snapshot) -> Snapshot:
    """Return what a viewer may see of a snapshot of everything; the same object when asked again."""
    return snapshot if viewer.sees_all else _reduced_once(snapshot, viewer, language.current())


@lru_cache(maxsize=8)
def _reduced_once(snapshot: Snapshot, viewer: Viewer, _language: str) -> Snapshot:
    return reduced(snapshot, viewer)


def reduced(snapshot: Snapshot, viewer: Viewer) -> Snapshot:
    """Return what a viewer may see of a snapshot, the input untouched; for who sees all the snapshot itself.

    *regio*: all records; those outside the own region without names and texts, by municipality. *partner*:
    those of the zone, so too, by squares of 5 km, and no occupants under FEWEST. *openbaar*: those in regions
    that have enough of them (SMALLEST, ``withhold``), to be counted by region. ``given`` has it by column.
    A reduced snapshot holds words ("afgeschermd") in the language of the reader.
    """
    if viewer.sees_all:
        return snapshot
    withheld = _WITHHOLD.get(viewer.audience, _nothing)(snapshot, viewer)
    cut = {
        name: _cut(table, frame, _kept(snapshot, table, frame, viewer, withheld), viewer)
        for name, table, frame in ((name, table, snapshot.frame(table)) for name, table in TABLES.items())
    }
    far: dict[str, dict[str, list[float]]] = {}
    if viewer.audience in (OF_REGION, OF_ZONE):
        far = {
            border: {name: metres[cut[name].kept].tolist() for name, metres in of_border.items()}
            for border, of_border in _bands(snapshot).items()
        }
    return Snapshot(
        version=snapshot.version,
        as_of=snapshot.as_of,
        groups=_groups(snapshot, viewer, withheld),
        fictional={name: _fictional(snapshot, TABLES[name], one.kept) for name, one in cut.items()},
        rewritten=snapshot.rewritten,
        reduction=Reduction(
            viewer.key, withheld, cut[HOUSING.name].few, far, _nothing_but_fictional(snapshot, cut)
        ),
        **{name: one.frame for name, one in cut.items()},
    )


@lru_cache(maxsize=2)
def _bands(snapshot: Snapshot) -> dict[str, dict[str, NDArray[np.float64]]]:
    """Return by border and table how far records are from it, up to the end of a band; made once."""
    return {
        border: {
            name: np.ceil(border_metres(snapshot.frame(TABLES[name]), border) / BAND_KM / 1000)
            * BAND_KM
            * 1000
            for name in SMALLEST
        }
        for border in ABROAD
    }


# which records


def _kept(
    snapshot: Snapshot,
    table: Table,
    frame: pd.DataFrame,
    viewer: Viewer,
    withheld: Mapping[str, tuple[str, ...]],
) -> Flags:
    """Return which records of a table, those in ``frame``, a viewer gets; of a table that is not theirs none.

    Partners are for all: they hold no people or places, and say what the numbers count.
    """
    if viewer.audience == OF_REGION or table is PARTNERS:
        return np.ones(len(frame), dtype=bool)
    if viewer.audience == OF_ZONE:
        return FILTERING[table.name].mask(Selection(regions=_areas_of(viewer, snapshot)), frame)
    if table.name not in withheld:
        return np.zeros(len(frame), dtype=bool)
    in_region = frame["region"].notna().to_numpy(dtype=bool)
    return in_region & ~frame["region"].isin(withheld[table.name]).to_numpy(dtype=bool)


def _areas_of(viewer: Viewer, snapshot: Snapshot) -> tuple[str, ...]:
    """Return the regions and districts of a partner's zone, on the day that the records speak of."""
    return zone_areas(viewer.area, zone_day(snapshot, Selection()))


def _nothing(_: Snapshot, __: Viewer) -> dict[str, tuple[str, ...]]:
    return {}


def _outside(snapshot: Snapshot, viewer: Viewer) -> dict[str, tuple[str, ...]]:
    """Return the regions outside a zone: a partner is not told that they have none."""
    others = tuple(code for code in REGION_CODES if code not in _areas_of(viewer, snapshot))
    return dict.fromkeys(SMALLEST, others)


def _small(snapshot: Snapshot, _: Viewer) -> dict[str, tuple[str, ...]]:
    """Return by name of a table, of those that are counted for the public, the regions that are withheld."""
    found = {}
    for name, smallest in SMALLEST.items():
        frame = snapshot.homes if name == HOUSING.name else snapshot.frame(TABLES[name])
        weights = frame[LOCATIONS] if LOCATIONS in frame else pd.Series(1, frame.index)
        counts = weights.groupby(frame["region"], observed=True).sum()
        found[name] = withhold({str(code): int(count) for code, count in counts.items()}, smallest)
    return found


_WITHHOLD = {OF_ZONE: _outside, PUBLIC: _small}
"""By audience which regions are withheld."""


def _fictional(snapshot: Snapshot, table: Table, kept: Flags) -> int:
    """Return how many of the records that are left are fictional; of a mixed store, by their references."""
    count, total = snapshot.invented(table)
    if count in (0, total):
        return int(kept.sum()) if count else 0
    return int(snapshot.frame(table)["reference"][kept].str.startswith(FICTIONAL).sum())


def _nothing_but_fictional(snapshot: Snapshot, cut: Mapping[str, _Cut]) -> bool:
    """Return whether fictional records are all there is to withhold from: none is left to say that they are.

    Partners are no records to withhold.
    """
    return snapshot.demo and not any(len(one.frame) for name, one in cut.items() if name != PARTNERS.name)


def owned(table: Table, frame: pd.DataFrame, area: str) -> Flags:
    """Return which records of a frame are those of a region alone; without a region a record is of none."""
    return (frame[owner_column(table)].astype("str") == area).to_numpy(dtype=bool)


# what is left of them


class _Cut(NamedTuple):
    """A reduced frame, which rows of the whole are in it, and where in it too few occupants are withheld."""

    frame: pd.DataFrame
    kept: Flags
    few: tuple[int, ...]


def _cut(table: Table, frame: pd.DataFrame, kept: Flags, viewer: Viewer) -> _Cut:
    rows = (frame if kept.all() else frame[kept]).reset_index(drop=True)
    others = np.ones(len(rows), dtype=bool)
    if viewer.audience == OF_REGION:
        others = ~owned(table, rows, viewer.area)
    if not others.any():
        return _Cut(rows, kept, ())
    how = {column: given(table.name, column.name, viewer.audience) for column in stored_columns(table)}
    changed = {
        column.name: _hidden(rows[column.name], column, others)
        for column, given_so in how.items()
        if given_so == "hidden"
    }
    for column, given_so in how.items():
        if given_so == "alike" and column.vocabulary:
            changed[column.name] = rows[column.name].mask(others, column.vocabulary.codes[0])
    few = np.zeros(len(rows), dtype=bool)
    for column, given_so in how.items():
        if given_so == "from five":
            values = rows[column.name].to_numpy(dtype=np.float64, na_value=np.nan)
            few = others & (values > 0) & (values < FEWEST)
            changed[column.name] = rows[column.name].mask(few)
    for coarser in {_COARSER[given_so] for given_so in how.values() if given_so in _COARSER}:
        changed |= coarser(rows, others)
    return _Cut(rows.assign(**changed), kept, tuple(np.flatnonzero(few).tolist()))


def _groups(
    snapshot: Snapshot, viewer: Viewer, withheld: Mapping[str, tuple[str, ...]]
) -> pd.DataFrame | None:
    """Return what a viewer may see of housing that is counted in groups, as of records; None without any.

    A group is cut as each of its locations would be: they have in common all that decides. Their sum of
    occupants goes with the number of each.
    """
    frame = snapshot.groups
    if frame is None:
        return None
    cut = _cut(HOUSING, frame, _kept(snapshot, HOUSING, frame, viewer, withheld), viewer).frame
    return cut.assign(**{PEOPLE: cut[PEOPLE].where(cut["occupants"].notna(), 0)})


def _hidden(values: pd.Series[Any], column: Column, others: Flags) -> pd.Series[Any]:
    """Return a column without the values of ``others``: nothing, or for a text the word that says so."""
    if column.kind == "reference":  # one each: tables and maps go by it
        numbers = np.cumsum(others).astype("str").astype(object)
        return values.mask(others, pd.Series(say(WITHHELD) + "-" + numbers, values.index)).astype(
            values.dtype
        )
    if column.kind == "text":
        return values.mask(others, say(WITHHELD))
    empty = _EMPTY.get(str(values.dtype))
    return values.mask(others, empty).astype(values.dtype)


_EMPTY: dict[str, object] = {"bool": False, "uint8": 0, "str": ""}
"""What stands for nothing in a column whose dtype has no missing value."""


def _to_town(rows: pd.DataFrame, others: Flags) -> dict[str, pd.Series[Any]]:
    """Return the place of others as the middle of their municipality, or of their square without one."""
    towns = load_boundaries().municipalities
    known = others & _has_point(rows) & rows["municipality"].isin(towns.index).to_numpy(dtype=bool)
    labels = towns[["label_lon", "label_lat"]].reindex(rows["municipality"][known]).to_numpy(dtype=np.float64)
    squared = _to_square(rows, others & ~known)
    for name, values in zip(("lon", "lat"), labels.T, strict=True):
        squared[name] = squared[name].copy()
        squared[name][known] = values
    squared["precision"] = squared["precision"].mask(known, "gemeente")
    return squared


def _to_square(rows: pd.DataFrame, others: Flags) -> dict[str, pd.Series[Any]]:
    """Return the place of others as the middle of a square of 5 km; who has no point keeps none."""
    here = others & _has_point(rows)
    found = {name: rows[name].copy() for name in ("lon", "lat")}
    middle = middle_of_square(found["lon"][here], found["lat"][here])
    for values, some in zip(found.values(), middle, strict=True):
        values[here] = some
    return {**found, "precision": rows["precision"].mask(here, "vlak")}


def _has_point(rows: pd.DataFrame) -> Flags:
    return (rows["lon"].notna() & rows["lat"].notna()).to_numpy(dtype=bool)


_COARSER: dict[str, Callable[[pd.DataFrame, Flags], dict[str, pd.Series[Any]]]] = {
    "town": _to_town,
    "square": _to_square,
}
"""How a place becomes coarser, by how it is given."""

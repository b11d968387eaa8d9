"""The records at one moment: one frame a table, that everybody may share and nobody can change."""

from __future__ import annotations

from dataclasses import dataclass, field
from types import MappingProxyType
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from geo.dutch import listed
from geo.language import mark, say
from geo.records import ACTIVATIONS, CONTACTS, HOUSING, PARTNERS, TABLES, dtype
from geo.store.codec import decode, stored_columns
from geo.store.groups import LOCATIONS

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import datetime

    from geo.records import Table


@dataclass(frozen=True)
class Reduction:
    """For whom a snapshot was reduced, as the text of a viewer; "" when for nobody: it has everything.

    ``withheld`` has by name of a table the codes of the regions whose records were taken out, ``few`` the
    labels in the housing frame of the locations whose occupants are withheld because they are so few.
    ``metres`` has by border and by name of a table how far each record is from it, in bands and up to the end
    of the band: its place is coarser than that, and yet it is counted where it lies.
    ``fictional`` is true when nothing is left, and fictional records are among what was there.
    """

    viewer: str = ""
    withheld: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    few: tuple[int, ...] = ()
    metres: Mapping[str, Mapping[str, Sequence[float]]] = field(default_factory=dict)
    fictional: bool = False


@dataclass(frozen=True, eq=False, init=False)
class Snapshot:
    """The records as they stood after change ``version``, sorted by reference, without withdrawn ones.

    ``as_of`` (UTC) is the moment asked for, or for the current state the moment of its last change.
    ``fictional`` has by name of a table how many of its records began as fictional ones, whatever was done to
    them since; a table without any may be left out.

    ``rewritten`` is the last change that changed what was (``past.State``).
    ``reduction`` tells for whom it was reduced (``geo.access``), and what was taken out for that.

    Housing that outgrows memory is no frame of records: ``groups`` (``read_groups``) stands for it, and there
    are no records of it.

    All sessions share its frames; each reader gets a frame of its own over the same values. Such a copy takes
    microseconds, because pandas copies values only when somebody writes to them, and then only for the one
    who writes.
    """

    version: int
    as_of: datetime
    fictional: Mapping[str, int]
    reduction: Reduction
    rewritten: int
    groups: pd.DataFrame | None = field(repr=False)
    _frames: dict[str, pd.DataFrame] = field(repr=False)

    def __init__(  # noqa: PLR0913 what it holds, by name
        self,
        *,
        version: int,
        as_of: datetime,
        fictional: Mapping[str, int] | None = None,
        reduction: Reduction | None = None,
        rewritten: int = 0,
        groups: pd.DataFrame | None = None,
        **frames: pd.DataFrame,
    ) -> None:
        """Hold one frame a table, by its name, an empty one where none is given; TypeError for no table."""
        if odd := frames.keys() - TABLES.keys():
            raise TypeError(f"no such table: {', '.join(sorted(odd))}")
        held = {
            name: frames[name].copy(deep=False) if name in frames else _empty(table)
            for name, table in TABLES.items()
        }
        for name, value in (
            ("version", version),
            ("as_of", as_of),
            ("fictional", MappingProxyType(dict(fictional or {}))),
            ("reduction", reduction or Reduction()),
            ("rewritten", rewritten),
            ("groups", groups),
            ("_frames", held),
        ):
            object.__setattr__(self, name, value)

    @property
    def state(self) -> tuple[int, datetime, int, str]:
        """The small value that stands for the snapshot in the key of a cache: equal for equal records."""
        return self.version, self.as_of, self.rewritten, self.reduction.viewer

    def frame(self, table: Table) -> pd.DataFrame:
        """Return the frame of ``table``."""
        return self._frames[table.name].copy(deep=False)

    @property
    def activations(self) -> pd.DataFrame:
        """The activations."""
        return self.frame(ACTIVATIONS)

    @property
    def housing(self) -> pd.DataFrame:
        """The records of housing locations; none where they are counted in groups."""
        return self.frame(HOUSING)

    @property
    def homes(self) -> pd.DataFrame:
        """The housing as it is counted: a row a location, or a group of them with LOCATIONS and PEOPLE.

        A group has no point: it lies in its area.
        """
        return self.housing if self.groups is None else self.groups.assign(lat=np.nan, lon=np.nan)

    @property
    def contacts(self) -> pd.DataFrame:
        """The contacts."""
        return self.frame(CONTACTS)

    @property
    def partners(self) -> pd.DataFrame:
        """What the partners deliver."""
        return self.frame(PARTNERS)

    def count(self, table: Table) -> int:
        """Return how many records of ``table`` there are, those that are counted in groups too."""
        if table is HOUSING and self.groups is not None:
            return int(self.groups[LOCATIONS].sum())
        return len(self._frames[table.name])

    def references_with(self, text: str) -> list[tuple[str, str]]:
        """Return name of table and reference of each record with ``text`` in its reference, in any case."""
        wanted = text.casefold()
        return [
            (name, reference)
            for name, table in TABLES.items()
            for reference in self.frame(table)["reference"]
            if wanted in reference.casefold()
        ]

    def invented(self, table: Table) -> tuple[int, int]:
        """Return how many records of ``table`` are fictional, and how many it has."""
        return self.fictional.get(table.name, 0), self.count(table)

    @property
    def demo(self) -> bool:
        """Whether any record in it is fictional, or what it says is withheld."""
        return self.reduction.fictional or any(self.fictional.values())

    @property
    def mixed(self) -> bool:
        """Whether fictional and real records stand beside each other, in one table or in two."""
        return any(self.fictional.values()) and any(
            count < total for count, total in map(self.invented, TABLES.values())
        )

    @property
    def share(self) -> str:
        """How much of it is fictional, in words; a table without records is left out."""
        counted = [(table.noun.many, *self.invented(table)) for table in TABLES.values()]
        first, *others = [each for each in counted if each[-1]]
        parts = [(_FIRST_INVENTED, first), *((_INVENTED, other) for other in others)]
        return listed(
            [say(text, records=noun, count=count, total=total) for text, (noun, count, total) in parts]
        )


_FIRST_INVENTED = mark("{count} van {total} {records} zijn fictief")
_INVENTED = mark("{count} van {total} {records}")


def _empty(table: Table) -> pd.DataFrame:
    return pd.DataFrame(
        {column.name: pd.Series([], dtype=dtype(column)) for column in stored_columns(table)}  # type: ignore[call-overload]
    )


def frame_of(standing: pa.Table, table: Table) -> pd.DataFrame:
    """Return the rows that stood as the frame of a snapshot: no withdrawn ones, sorted by reference."""
    shown = _shown(standing)
    references = shown["reference"]
    if not _is_sorted(references):
        shown = shown.take(pc.sort_indices(references))
    return decode(shown, table)


def updated(frame: pd.DataFrame, newer: pa.Table, table: Table) -> pd.DataFrame:
    """Return the frame of a snapshot with the rows in ``newer`` in place of those of the same reference."""
    if not newer.num_rows:
        return frame
    replaced = pc.is_in(pa.array(frame["reference"]), newer["reference"].combine_chunks())
    both = pd.concat([frame, decode(_shown(newer), table)], ignore_index=True)
    stays = np.ones(len(both), dtype=bool)
    stays[: len(frame)] = ~replaced.to_numpy(zero_copy_only=False)
    order = pc.sort_indices(pa.array(both["reference"])).to_numpy()
    return both.take(order[stays[order]]).reset_index(drop=True)


def _shown(standing: pa.Table) -> pa.Table:
    return standing.filter(pc.invert(standing["withdrawn"]))


def _is_sorted(references: pa.ChunkedArray) -> bool:
    if len(references) < 2:
        return True
    whole = references.combine_chunks()
    return bool(pc.all(pc.less(whole.slice(0, len(whole) - 1), whole.slice(1))).as_py())

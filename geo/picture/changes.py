"""What became of the records between two moments, and which of that a selection concerns."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from geo.dutch import DUTCH
from geo.language import mark, say
from geo.store import CHANGE_KINDS, stored_columns

if TYPE_CHECKING:
    from collections.abc import Callable

    from numpy.typing import NDArray

    from geo.records import Table
    from geo.store import Between


CHANGE_PLACES = (
    mark("op de kaart"),
    mark("zonder locatie"),
    mark("ingetrokken"),
    mark("verplaatst"),
    mark("buiten de selectie"),
)
"""Where a changed record is now; together they are all of them."""


@dataclass(frozen=True, eq=False)
class Changed:
    """The changed records that a selection concerns: those it selects now, or selected before.

    ``rows`` has the columns of ``Between.found`` and ``place`` (category, CHANGE_PLACES). ``shown`` is a
    records frame of those that are selected now, and ``statuses`` gives the status of each of its rows.
    """

    table: Table
    rows: pd.DataFrame
    shown: pd.DataFrame
    statuses: pd.Series

    @cached_property
    def counts(self) -> dict[str, int]:
        """How many records there are of each of CHANGE_KINDS."""
        counted = self.rows["status"].value_counts()
        return {code: int(counted.get(code, 0)) for code in CHANGE_KINDS.codes}

    @cached_property
    def by_place(self) -> dict[str, int]:
        """How many records there are at each of CHANGE_PLACES."""
        counted = self.rows["place"].value_counts()
        return {place: int(counted.get(place, 0)) for place in CHANGE_PLACES}


def changed_within(
    found: Between, after: pd.DataFrame, mask: Callable[[pd.DataFrame], NDArray[np.bool_]]
) -> Changed:
    """Return what of ``found`` concerns a selection.

    ``after`` is the records frame of the second moment and ``mask`` the selection. A record counts when it
    is selected now or was selected before: one that moved to another region is a change in both.
    """
    references = found.found["reference"]
    there = after[among(after["reference"], references)]
    shown = there[mask(there)]
    now = among(references, shown["reference"])
    before = among(references, found.before["reference"][mask(found.before)])
    on_map = shown["lon"].notna() & shown["lat"].notna() if found.table.placed else shown["reference"].isna()
    located = among(references, shown["reference"][on_map])
    gone = ((found.found["status"] == status).to_numpy() for status in ("withdrawn", "moved"))
    place = np.select([located, now, *gone], range(4), 4).astype(np.int8)
    rows = found.found.assign(place=pd.Categorical.from_codes(place, categories=pd.Index(CHANGE_PLACES)))
    statuses = found.found.set_index("reference")["status"].reindex(shown["reference"])
    return Changed(
        found.table,
        rows[now | before].reset_index(drop=True),
        shown.reset_index(drop=True),
        statuses.reset_index(drop=True),
    )


def list_changed(one: Changed, most: int) -> pd.DataFrame:
    """Return the ``most`` last changed records for people to read, the last one first.

    Columns Kenmerk, Wat, Wanneer (Dutch clock, without a zone), Wie, Waarom, Velden (of what was changed, not
    of what is new, withdrawn or moved), Bestand, Nu (one of CHANGE_PLACES, as its reader says it).
    """
    headers = {column.name: column.header for column in stored_columns(one.table)}
    rows = one.rows.sort_values("at", ascending=False, kind="stable").head(most)
    told = rows["status"].isin(["changed", "closed", "corrected"])
    fields = [
        ", ".join(headers[name] for name in names) if tell else ""
        for names, tell in zip(rows["fields"], told, strict=True)
    ]
    return pd.DataFrame(
        {
            "Kenmerk": rows["reference"],
            "Wat": [CHANGE_KINDS.label(code) for code in rows["status"]],
            "Wanneer": rows["at"].dt.tz_convert(DUTCH).dt.tz_localize(None),
            "Wie": rows["who"],
            "Waarom": rows["why"],
            "Velden": fields,
            "Bestand": rows["file"],
            "Nu": rows["place"].astype("str").map({place: say(place) for place in CHANGE_PLACES}),
        }
    )


def among(references: pd.Series, others: pd.Series) -> NDArray[np.bool_]:
    """Return which references are among others; ``Series.isin`` takes a hundred times as long over text."""
    found: NDArray[np.bool_] = pc.is_in(pa.array(references), pa.array(others)).to_numpy(zero_copy_only=False)
    return found

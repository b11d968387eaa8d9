"""A table on its way into a file: columns with what they mean, and a shape for each row."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Literal

import numpy as np
import pandas as pd
import shapely

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from numpy.typing import NDArray

    from geo.vocabulary import Vocabulary

FieldKind = Literal["text", "word", "prose", "day", "whole", "number", "degrees"]

UNSEEN = "\ufffd"
"""Stands for NUL, which CSV and GeoPackage cannot hold."""


@dataclass(frozen=True, eq=False)
class Field:
    """One column as it goes out, and what its definition says of it.

    ``values`` by kind: text, word and prose are str ("" is none), day is datetime64, whole and number are
    numbers that may be missing. ``text`` is what somebody typed, ``word`` comes from a closed set, ``prose``
    is ours. ``degrees`` are numbers too: the coordinates, which a file with geometry leaves out.
    """

    header: str
    kind: FieldKind
    values: pd.Series
    required: bool = False
    rule: str = ""
    meaning: str = ""
    vocabulary: Vocabulary | None = None

    def written(self, write: Callable[[Any], str], missing: str = "") -> NDArray[np.object_]:
        """Return each value as ``write`` writes it, which is asked once for each distinct value."""
        number_of, distinct = pd.factorize(self.values)  # a missing value has number -1
        written = np.array([*map(write, distinct.tolist()), missing], dtype=object)
        return written[number_of]


@dataclass(frozen=True, eq=False)
class Content:
    """A table as it goes out; ``geometry`` holds a shape in EPSG:4326, or None, for each row.

    ``shape`` is what each shape is; "Unknown" when they are of several kinds.
    """

    name: str
    fields: tuple[Field, ...]
    geometry: NDArray[np.object_]
    shape: Literal["Point", "MultiPolygon", "Unknown"]

    def __len__(self) -> int:
        return len(self.geometry)

    @property
    def properties(self) -> tuple[Field, ...]:
        """The columns beside the geometry, which holds the coordinates."""
        return tuple(one for one in self.fields if one.kind != "degrees")


@dataclass(frozen=True)
class About:
    """What a file says about itself where its format has a place for it: for people, and for programs."""

    title: str = ""
    lines: tuple[tuple[str, str], ...] = ()
    members: Mapping[str, object] = field(default_factory=dict)


def fields_of(headers: Sequence[str], rows: Sequence[Sequence[str]]) -> tuple[Field, ...]:
    """Return rows of our own text as columns."""
    columns = zip(*rows, strict=True) if rows else ([] for _ in headers)
    return tuple(
        Field(header, "prose", pd.Series(list(cells), dtype="str"))
        for header, cells in zip(headers, columns, strict=True)
    )


def content_of_text(cells: pd.DataFrame, name: str, points: pd.DataFrame | None = None) -> Content:
    """Return a frame of text as it goes out: cell by cell what somebody typed, under its own headers.

    ``points`` has lon and lat in STORED for each row, NaN for none; without it no row has a place.
    """
    fields = tuple(Field(str(header), "text", column) for header, column in cells.items())
    geometry = np.full(len(cells), None, dtype=object)
    if points is not None:
        there = points["lon"].notna().to_numpy()
        geometry[there] = shapely.points(points["lon"].to_numpy()[there], points["lat"].to_numpy()[there])
    return Content(name, fields, geometry, "Point")

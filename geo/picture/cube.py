"""Counts of activations by several axes at once, made in one pass over the records."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from geo.areas import REGION_CODES
from geo.picture.masks import category_codes
from geo.store import LOCATIONS
from geo.vocabulary import COUNTRIES, PRECISIONS, RESULTS, THEMES, TYPES

if TYPE_CHECKING:
    import pandas as pd
    from numpy.typing import NDArray

AXES = {
    "place": len(REGION_CODES) + len(COUNTRIES.codes) + 1,  # a region, else a country, else unknown
    "precision": len(PRECISIONS.codes),
    "type": len(TYPES.codes),
    "integral": 2,
    "themes": 1 << len(THEMES.codes),  # a set of themes is a number, see Vocabulary.mask
    "result": len(RESULTS.codes) + 1,  # the last: no result yet
    "open": 2,
}
"""The axes of a full cube, with their lengths; each follows the order of its vocabulary."""

ABROAD = {code: len(REGION_CODES) + COUNTRIES.codes.index(code) for code in ("DE", "BE")}
"""Where records without a region that lie in Germany or Belgium stand on the axis ``place``."""


@dataclass(frozen=True, eq=False)
class Cube:
    """Counts by ``axes``; every table of the picture is a sum over the axes it does not name."""

    axes: tuple[str, ...]
    values: NDArray[np.int64]

    @property
    def total(self) -> int:
        """The number of records counted, each once."""
        return int(self.values.sum())

    def by(self, *axes: str) -> NDArray[np.int64]:
        """Return the counts by ``axes``, in the order asked, as an array of as many dimensions."""
        others = tuple(position for position, axis in enumerate(self.axes) if axis not in axes)
        kept = [axis for axis in self.axes if axis in axes]
        table: NDArray[np.int64] = self.values.sum(axis=others)
        return table.transpose([kept.index(axis) for axis in axes])

    def only(self, *axes: str) -> Cube:
        """Return the smaller cube of ``axes`` alone."""
        return Cube(axes, frozen(self.by(*axes)))


def cube_keys(frame: pd.DataFrame) -> NDArray[np.int32]:
    """Return for each activation its position in a full cube laid out flat.

    Raises
    ------
    ValueError
        When an activation has no type; records are checked before they are kept, so the code is wrong.
    """
    types = category_codes(frame["type"], TYPES.codes)
    if len(types) and types.min() < 0:
        raise ValueError(f"{int((types < 0).sum())} activations have no type")
    result = category_codes(frame["result"], RESULTS.codes)
    where = [places(frame), precisions(frame)]
    what = [
        types,
        frame["integral"].to_numpy().view(np.int8),
        frame["themes"].to_numpy().view(np.int8),
        _filled(result, np.int8(len(RESULTS.codes))),
        np.isnat(frame["closed_on"].to_numpy()).view(np.int8),
    ]
    lengths = list(AXES.values())
    # two small numbers first: most of the work is done on two bytes a record instead of four
    low, high = _combined(what, lengths[len(where) :]), _combined(where, lengths[: len(where)])
    return high * np.int32(np.prod(lengths[len(where) :])) + low


def _combined(positions: list[NDArray[np.int8]], lengths: list[int]) -> NDArray[np.int16]:
    """Return positions on several axes as one, the last axis running fastest."""
    combined = positions[0].astype(np.int16)
    for position, length in zip(positions[1:], lengths[1:], strict=True):
        combined *= np.int16(length)
        combined += position
    return combined


def cube_of(keys: NDArray[np.int32]) -> Cube:
    """Return the full cube of the activations whose positions are given."""
    counts = np.bincount(keys, minlength=int(np.prod(list(AXES.values()))))
    return Cube(tuple(AXES), frozen(counts.reshape(tuple(AXES.values()))))


def places(frame: pd.DataFrame) -> NDArray[np.int8]:
    """Return each record's position on the axis ``place``: its region, else its country, else the last."""
    country = category_codes(frame["country"], COUNTRIES.codes)
    elsewhere = _filled(country, np.int8(len(COUNTRIES.codes))) + np.int8(len(REGION_CODES))
    return _filled(category_codes(frame["region"], REGION_CODES), elsewhere)


def precisions(frame: pd.DataFrame) -> NDArray[np.int8]:
    """Return each record's position on the axis ``precision``; a record that states none has no location."""
    nowhere = np.int8(PRECISIONS.codes.index("geen"))
    return _filled(category_codes(frame["precision"], PRECISIONS.codes), nowhere)


def locations(
    frame: pd.DataFrame, chosen: NDArray[np.bool_] | slice = slice(None)
) -> NDArray[np.int64] | None:
    """Return how many locations each chosen row of housing stands for; None where each row is one."""
    return frame[LOCATIONS].to_numpy()[chosen] if LOCATIONS in frame else None


def count_homes(frame: pd.DataFrame) -> tuple[int, int]:
    """Return how many locations there are in rows of housing, and how many places in them."""
    many = locations(frame)
    return len(frame) if many is None else int(many.sum()), int(frame["capacity"].sum())


def _filled(codes: NDArray[np.int8], instead: NDArray[np.int8] | np.int8) -> NDArray[np.int8]:
    """Return the codes with ``instead`` in place of -1; sums of bytes are ten times faster than np.where."""
    return codes + (codes < 0).view(np.int8) * (instead + np.int8(1))


def frozen(array: NDArray[np.int64]) -> NDArray[np.int64]:
    """Return the array, from now on read-only: it is shared between sessions."""
    array.flags.writeable = False
    return array

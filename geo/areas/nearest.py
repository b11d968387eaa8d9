"""How far points are from the nearest of many straight lines: exact, a million points in half a second.

A square over the lines is halved again and again. A cell keeps the lines that may be the nearest to some
point in it. It is halved until few are left, or its side is a ``1 / SIDE`` of the whole. A point looks up its
cell, and is measured from the lines that the cell kept.

A line is dropped when a point of another line is nearer to all four corners: the places nearer to that point
than to the line are an intersection of half planes, so convex, and hold the whole cell with its corners.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np
import shapely

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]
    Numbers = NDArray[np.int64]
    Box = tuple[float, float, float, float]

DEPTH = 10
SIDE = 1 << DEPTH
"""Of the finest cells along each side: 500 m in the Netherlands with its neighbours, 4 MB."""

FEW = 3
"""A cell with so many lines is not halved."""

ROOM = 1e-9
"""Of the square of a distance: more than rounding can amount to."""

CORNERS = ((0.0, 0.0), (0.0, 1.0), (1.0, 0.0), (1.0, 1.0))


class Lines(NamedTuple):
    """Straight lines: their beginning, their direction, and one through the square of their length."""

    x: Floats
    y: Floats
    dx: Floats
    dy: Floats
    per_square: Floats

    @classmethod
    def of(cls, geometry: NDArray[np.object_]) -> Lines:
        """Return the straight pieces of line geometries."""
        points, part = shapely.get_coordinates(shapely.get_parts(geometry), return_index=True)
        on = np.flatnonzero(part[1:] == part[:-1])
        (x, y), (dx, dy) = points[on].T.copy(), (points[on + 1] - points[on]).T.copy()
        square = dx * dx + dy * dy
        return cls(x, y, dx, dy, np.divide(1.0, square, out=np.zeros(len(on)), where=square > 0))

    def squared(self, line: Numbers, x: Floats, y: Floats) -> Floats:
        """Return the square of the distance of each point to its line."""
        right, up = self.towards(line, x, y)
        return right * right + up * up

    def towards(self, line: Numbers, x: Floats, y: Floats) -> tuple[Floats, Floats]:
        """Return how far each point is to the right of and above the nearest point of its line."""
        right, up = x - self.x[line], y - self.y[line]
        dx, dy = self.dx[line], self.dy[line]
        along = np.clip((right * dx + up * dy) * self.per_square[line], 0.0, 1.0)
        return right - along * dx, up - along * dy


class Nearest:
    """The lines of some geometry, arranged over a box (west, south, east, north), in the same units."""

    def __init__(self, geometry: NDArray[np.object_], box: Box) -> None:
        self._lines = Lines.of(geometry)
        self._tree = shapely.STRtree(shapely.get_parts(geometry))
        self._parts = shapely.get_parts(geometry)
        self._west, self._south = box[:2]
        self._size = max(box[2] - box[0], box[3] - box[1])
        self._leaf = np.zeros((SIDE, SIDE), dtype=np.int32)
        self._first, self._count, self._kept = self._halved()

    def distance(self, x: Floats, y: Floats) -> Floats:
        """Return how far each point is from the nearest line; NaN for a point without coordinates."""
        column = (x - self._west) * (SIDE / self._size)
        row = (y - self._south) * (SIDE / self._size)
        inside = (column >= 0) & (column < SIDE) & (row >= 0) & (row < SIDE)
        if inside.all():
            return self._measured(x, y, row, column)
        found = np.full(len(x), np.nan)
        found[inside] = self._measured(x[inside], y[inside], row[inside], column[inside])
        far = ~inside & np.isfinite(x) & np.isfinite(y)
        found[far] = self._far(x[far], y[far])
        return found

    def _measured(self, x: Floats, y: Floats, row: Floats, column: Floats) -> Floats:
        leaf = self._leaf[row.astype(np.intp), column.astype(np.intp)]
        first, count = self._first[leaf], self._count[leaf]
        found = self._lines.squared(self._kept[first], x, y)
        for rank in range(1, int(count.max(initial=1))):
            more = np.flatnonzero(count > rank)
            other = self._lines.squared(self._kept[first[more] + rank], x[more], y[more])
            found[more] = np.minimum(found[more], other)
        return np.sqrt(found)

    def _far(self, x: Floats, y: Floats) -> Floats:
        """Return the distances of the few points outside the box."""
        points = shapely.points(x, y)
        at, part = self._tree.query_nearest(points, all_matches=False)
        found = np.full(len(x), np.nan)
        found[at] = shapely.distance(points[at], self._parts[part])
        return found

    def _halved(self) -> tuple[Numbers, Numbers, Numbers]:
        """Fill in the leaf of each cell; return by leaf the first and number of its lines, and the lines."""
        row, column = np.zeros(1, dtype=np.int64), np.zeros(1, dtype=np.int64)
        line = np.arange(len(self._lines.x))
        cell = np.zeros(len(line), dtype=np.int64)
        counts: list[Numbers] = []
        kept: list[Numbers] = []
        leaves = 0
        for level in range(DEPTH + 1):
            near = self._candidates(level, row, column, cell, line)
            cell, line = cell[near], line[near]
            count = np.bincount(cell, minlength=len(row))
            done = (count <= FEW) | (level == DEPTH)
            self._fill(level, row[done], column[done], leaves + np.arange(int(done.sum())))
            leaves += int(done.sum())
            counts.append(count[done])
            kept.append(line[done[cell]])
            row, column, cell, line = _quartered(row, column, cell, line, ~done)
        count = np.concatenate(counts)
        return np.cumsum(count) - count, count, np.concatenate(kept)

    def _candidates(
        self, level: int, row: Numbers, column: Numbers, cell: Numbers, line: Numbers
    ) -> NDArray[np.bool_]:
        """Return which pairs of a cell and a line stay: the line may be the nearest to a point in it."""
        width = self._size / (1 << level)
        west = self._west + column.astype(np.float64) * width
        south = self._south + row.astype(np.float64) * width
        corners = [(west + right * width, south + up * width) for right, up in CORNERS]
        from_corner = [self._lines.squared(line, x[cell], y[cell]) for x, y in corners]
        first = np.flatnonzero(np.diff(cell, prepend=-1))
        stays = np.ones(len(line), dtype=bool)
        owns = np.zeros(len(line), dtype=bool)
        for (x, y), squared in zip(corners, from_corner, strict=True):
            owner = _least(squared, cell, first)
            owns[owner] = True
            right, up = self._lines.towards(line[owner], x, y)
            beaten = np.ones(len(line), dtype=bool)
            for (cx, cy), other in zip(corners, from_corner, strict=True):
                reach = (cx - x + right) ** 2 + (cy - y + up) ** 2
                beaten &= reach[cell] * (1 + ROOM) < other
            stays &= ~beaten
        return stays | owns

    def _fill(self, level: int, row: Numbers, column: Numbers, leaf: Numbers) -> None:
        cells, width = 1 << level, SIDE >> level
        self._leaf.reshape(cells, width, cells, width)[row, :, column, :] = leaf[:, None, None]


def _quartered(
    row: Numbers, column: Numbers, cell: Numbers, line: Numbers, more: NDArray[np.bool_]
) -> tuple[Numbers, Numbers, Numbers, Numbers]:
    """Return the quarters of the cells in ``more``, each with all lines of its cell, cell by cell."""
    at = np.flatnonzero(more)
    number = np.cumsum(more) - 1
    of_more = more[cell]
    cell, line = number[cell[of_more]], line[of_more]
    down, right = np.divmod(np.arange(4), 2)
    quarters = [(2 * row[at] + d, 2 * column[at] + r) for d, r in zip(down, right, strict=True)]
    rows, columns = (np.concatenate(parts) for parts in zip(*quarters, strict=True))
    return rows, columns, np.concatenate([cell + part * len(at) for part in range(4)]), np.tile(line, 4)


def _least(values: Floats, cell: Numbers, first: Numbers) -> Numbers:
    """Return for each cell the place of its least value; the pairs of a cell stand together."""
    least = np.minimum.reduceat(values, first)[cell]
    at = np.flatnonzero(values == least)
    return at[np.flatnonzero(np.diff(cell[at], prepend=-1))]

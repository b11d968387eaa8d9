"""A grid of cells over areas that knows which area fills each cell: a million points cost one look-up each.

Three kinds of cells, from common to rare:

1. no boundary comes near: one area (or none) holds every point of the cell;
2. one straight piece of boundary crosses the cell: the side of the line decides, computed in floating point
   with an error bound (Shewchuk's), so that a point too near the line to be sure of is passed on;
3. a vertex, several lines or overlapping areas: shapely decides, point by point.

Whatever the kind, the answer is shapely's: the first area, in the order given, that intersects the point.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np
import shapely

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]
    Ints = NDArray[np.int64]
    Codes = NDArray[np.int32]

NONE = -1
"""Number of no area. In the grid, smaller numbers point to the cells that a boundary comes near."""

SIDE = 2000
"""Cells along each side of the grid: 250 m in the Netherlands with its neighbours, 16 MB."""

NEAR_LINE = 1e-4
"""A line comes near a cell within this part of its size: more than rounding can amount to."""
NEAR_VERTEX = 1e-2
"""The same for a vertex; larger, so that a line near a cell without vertices crosses it from side to side."""
FLAT = 1e-3
"""A line that rises less than this part of a cell is taken to be near over its whole length."""

UNSURE = 3.3306690738754716e-16
"""Error of a 2 by 2 determinant of differences, per unit of its two products (Shewchuk's ccwerrboundA)."""

ONE_MORE = 1 << 16
"""In the scan an area adds this and its number: a sum tells how many areas there are and, of one, which."""


@dataclass(frozen=True)
class Lines:
    """Distinct straight pieces of boundary from a to b, with the area on either side, or NONE."""

    ax: Floats
    ay: Floats
    bx: Floats
    by: Floats
    left: Codes
    right: Codes
    plain: NDArray[np.bool_]
    """At most one area on each side."""

    def take(self, at: Ints) -> Lines:
        """Return the lines at these positions."""
        return Lines(*(getattr(self, name)[at] for name in self.__dataclass_fields__))

    def beside(self, x: Floats, y: Floats) -> tuple[Codes, NDArray[np.bool_]]:
        """Return the area on the side of a point for each line, and whether that side is beyond doubt."""
        product = (self.ax - x) * (self.by - y)
        other = (self.ay - y) * (self.bx - x)
        turn = product - other
        sure = np.abs(turn) > UNSURE * (np.abs(product) + np.abs(other))
        return np.where(turn > 0, self.left, self.right), sure & self.plain


@dataclass(frozen=True)
class Frame:
    """The lattice of side by side cells over a box; turns coordinates into the number of a cell.

    Rounding never matters: rows and columns are non-decreasing functions, the same for points and lines.
    """

    x_min: float
    y_min: float
    width: float
    height: float
    side: int

    @classmethod
    def over(cls, bounds: tuple[float, float, float, float], side: int) -> Frame:
        """Return the lattice over a box, which may be flat or a point."""
        x_min, y_min, x_max, y_max = bounds
        roomy = (1 + 1e-9) / side  # the far edges of the box are within the last cells
        return cls(x_min, y_min, (x_max - x_min) * roomy or 1.0, (y_max - y_min) * roomy or 1.0, side)

    def column(self, x: Floats) -> Ints:
        """Return the column of each x, the nearest one outside the box."""
        return np.clip((x - self.x_min) * (1 / self.width), 0, self.side - 1).astype(np.int64)

    def row(self, y: Floats) -> Ints:
        """Return the row of each y, the nearest one outside the box."""
        return np.clip((y - self.y_min) * (1 / self.height), 0, self.side - 1).astype(np.int64)

    def cell(self, x: Floats, y: Floats) -> Codes:
        """Return the number of the cell of each point in the box: of its row and column, with no clipping."""
        cell = ((y - self.y_min) * (1 / self.height)).astype(np.int32)
        cell *= self.side
        cell += ((x - self.x_min) * (1 / self.width)).astype(np.int32)
        return cell

    def middle(self, cell: Ints) -> tuple[Floats, Floats]:
        """Return the middle of each cell."""
        row, column = np.divmod(cell, self.side)
        return self.x_min + (column + 0.5) * self.width, self.y_min + (row + 0.5) * self.height


class Grid:
    """The grid over valid polygons: the first that holds a point wins; empty ones hold nothing."""

    def __init__(self, areas: NDArray[np.object_], side: int = SIDE) -> None:
        self._areas = _prepared(areas)
        self._tree = shapely.STRtree(self._areas)
        edges = _edges(areas)
        box = shapely.total_bounds(areas) if len(edges.area) else np.zeros(4)
        self.bounds: tuple[float, float, float, float] = tuple(box.tolist())
        self._frame = Frame.over(self.bounds, side)
        self._cells, self._lines = _filled(edges, self._frame)

    def find(self, x: Floats, y: Floats) -> Codes:
        """Return for points within ``bounds`` the position of the first area that holds each, or NONE."""
        found: Codes = self._cells[self._frame.cell(x, y)]
        edge = np.flatnonzero(found < NONE)
        x, y = x[edge], y[edge]
        beside, sure = self._lines.take((NONE - 1 - found[edge]).astype(np.int64)).beside(x, y)
        doubt = np.flatnonzero(~sure)
        beside[doubt] = self._asked(x[doubt], y[doubt])
        found[edge] = beside
        return found

    def _asked(self, x: Floats, y: Floats) -> Codes:
        """Return the answer of shapely."""
        points = shapely.points(x, y)
        point, area = self._tree.query(points)
        hit = shapely.intersects(self._areas[area], points[point])
        found = np.full(len(points), len(self._areas), dtype=np.int32)
        np.minimum.at(found, point[hit], area[hit].astype(np.int32))
        found[found == len(self._areas)] = NONE
        return found


def _prepared(areas: NDArray[np.object_]) -> NDArray[np.object_]:
    """Return copies of the areas, prepared and used once, so that no thread is the first to use one."""
    copies = shapely.from_wkb(shapely.to_wkb(areas))
    shapely.prepare(copies)
    shapely.intersects(copies, shapely.point_on_surface(copies))
    return np.asarray(copies, dtype=object)


@dataclass(frozen=True)
class Edges:
    """The straight pieces of all rings, one for each area it bounds; the area is on the left from a to b."""

    ax: Floats
    ay: Floats
    bx: Floats
    by: Floats
    area: Codes


def _edges(areas: NDArray[np.object_]) -> Edges:
    parts, owner = shapely.get_parts(shapely.orient_polygons(areas), return_index=True)
    rings, part = shapely.get_rings(parts, return_index=True)
    points, ring = shapely.get_coordinates(rings, return_index=True)
    on = np.flatnonzero((ring[1:] == ring[:-1]) & (points[1:] != points[:-1]).any(axis=1))
    (ax, ay), (bx, by) = points[on].T, points[on + 1].T
    return Edges(ax, ay, bx, by, owner[part[ring[on]]].astype(np.int32))


def _lines(edges: Edges) -> Lines:
    """Return the distinct lines of the edges, from the lower left end, with what lies on either side."""
    flip = (edges.bx < edges.ax) | ((edges.bx == edges.ax) & (edges.by < edges.ay))
    ends = np.where(flip, [edges.bx, edges.by, edges.ax, edges.ay], [edges.ax, edges.ay, edges.bx, edges.by])
    order = np.lexsort(ends)
    ends, flip, area = ends[:, order], flip[order], edges.area[order]
    new = np.ones(len(order), dtype=bool)
    new[1:] = (ends[:, 1:] != ends[:, :-1]).any(axis=0)
    line = np.cumsum(new) - 1
    sides = np.full((2, int(new.sum())), NONE, dtype=np.int32)
    sides[flip.astype(np.int64), line] = area
    many = np.zeros(sides.shape, dtype=np.int64)
    np.add.at(many, (flip.astype(np.int64), line), 1)
    ax, ay, bx, by = ends[:, new]
    return Lines(ax, ay, bx, by, left=sides[0], right=sides[1], plain=np.asarray((many <= 1).all(axis=0)))


def _filled(edges: Edges, frame: Frame) -> tuple[Codes, Lines]:
    """Return the number of each cell: its area, NONE, or below NONE a place among the lines returned."""
    cells, overlap = _scanned(edges, frame)
    lines = _lines(edges)
    cell, line = _crossed(lines, frame)
    near, first, count = np.unique(cell, return_index=True, return_counts=True)
    crossing = lines.take(line[first])
    # the scan and the line must tell the same about the middle; if not, another area lies over or under
    beside, sure = crossing.beside(*frame.middle(near))
    rare = np.union1d(_around_vertices(lines, frame), overlap)
    plain = (count == 1) & sure & (beside == cells[near]) & ~np.isin(near, rare)
    near, place = np.unique(np.concatenate([near, rare]), return_index=True)
    known = place < len(plain)
    crossing = crossing.take(np.where(known, place, 0))
    plain = known & plain[np.where(known, place, 0)]
    cells[near] = NONE - 1 - np.arange(len(near), dtype=np.int32)
    return cells, replace(crossing, plain=plain)


def _scanned(edges: Edges, frame: Frame) -> tuple[Codes, Ints]:
    """Return the area in the middle of each cell, counting edges from the left, and cells with several."""
    low, high = np.minimum(edges.ay, edges.by), np.maximum(edges.ay, edges.by)
    middle = frame.y_min + (np.arange(frame.side) + 0.5) * frame.height
    start, stop = np.searchsorted(middle, low), np.searchsorted(middle, high)
    edge, row = _spread(start, stop)
    along = (middle[row] - edges.ay[edge]) / (edges.by[edge] - edges.ay[edge])
    x = edges.ax[edge] + along * (edges.bx[edge] - edges.ax[edge])
    before = np.clip((x - frame.x_min) / frame.width + 0.5, 0, frame.side).astype(np.int64)
    downward = np.where(edges.by[edge] < edges.ay[edge], 1, -1)  # the area is on the left of its edges
    step = np.zeros((frame.side, frame.side + 1), dtype=np.int32)
    np.add.at(step, (row, before), downward * (edges.area[edge] + 1 + ONE_MORE).astype(np.int32))
    total = np.cumsum(step, axis=1, out=step)[:, :-1].ravel()
    return total % ONE_MORE - 1, np.flatnonzero((total >= 2 * ONE_MORE) | (total < 0))


def _crossed(lines: Lines, frame: Frame) -> tuple[Ints, Ints]:
    """Return the pairs of a cell and a line that comes near it."""
    low, high = np.minimum(lines.ay, lines.by), np.maximum(lines.ay, lines.by)
    near = NEAR_LINE * frame.height
    line, row = _spread(frame.row(low - near), frame.row(high + near) + 1)
    rise = lines.by[line] - lines.ay[line]
    flat = np.abs(rise) < FLAT * frame.height
    ends = []
    for edge_of_row in (
        frame.y_min + row * frame.height - near,
        frame.y_min + (row + 1) * frame.height + near,
    ):
        along = (edge_of_row - lines.ay[line]) / np.where(flat, 1.0, rise)
        ends.append(lines.ax[line] + np.clip(along, 0, 1) * (lines.bx[line] - lines.ax[line]))
    left = np.where(flat, lines.ax[line], np.minimum(*ends)) - NEAR_LINE * frame.width
    right = np.where(flat, lines.bx[line], np.maximum(*ends)) + NEAR_LINE * frame.width
    pair, column = _spread(frame.column(left), frame.column(right) + 1)
    return row[pair] * frame.side + column, line[pair]


def _around_vertices(lines: Lines, frame: Frame) -> Ints:
    """Return the cells that a vertex is in or near."""
    x, y = np.concatenate([lines.ax, lines.bx]), np.concatenate([lines.ay, lines.by])
    step = NEAR_VERTEX * frame.width, NEAR_VERTEX * frame.height
    around = [(x + i * step[0], y + j * step[1]) for i in (-1, 1) for j in (-1, 1)]
    return np.unique([frame.row(up) * frame.side + frame.column(right) for right, up in around])


def _spread(start: Ints, stop: Ints) -> tuple[Ints, Ints]:
    """Return every number from start up to stop, with the position of the pair it is from."""
    count = np.maximum(stop - start, 0)
    pair = np.repeat(np.arange(len(count)), count)
    return pair, np.arange(len(pair)) - np.repeat(np.cumsum(count) - count - start, count)

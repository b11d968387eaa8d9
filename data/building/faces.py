"""One land surface out of three countries: lines noded together, faces given an owner, faces merged.

The Belgian line of the NGI is the master where Belgium meets its neighbours, the Dutch one where the
Netherlands meet Germany: what two sources claim goes to the master, what neither claims to the other.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely

from building.sources import GRID, on_grid
from geo.areas import METRIC, STORED, area_km2, to_metric, to_stored

if TYPE_CHECKING:
    from collections.abc import Callable

    from numpy.typing import NDArray

    from building.sources import Geometries

    Owners = NDArray[np.object_]
    Neighbours = dict[int, Counter[str]]

REST = ""
"""Owner of all that is no area of ours: sea, great waters, land farther away."""
HOLE_KM2 = 2.0
"""A hole smaller than this is a strip between two sources, or water within a town: it goes to a neighbour."""
CRUMB_KM2 = 0.05
"""A loose part smaller than this, cut off where two sources cross, goes to the area around it."""
THINNING_M = 4
"""Vertices whose triangle is smaller than the square of this go; it moves a line by less than 2 m."""
INLAND_M = 40
"""The same for lines that bound no Dutch area: it moves them by some 10 m."""
HEIRS = ("WA", "DE", "GM", "BE")
"""Who gets what nobody claims, by the first letters of the code: water, then whose line is not the master."""
FRAME = shapely.box(1.5, 48.9, 10.5, 54.6)
CAP = shapely.linestrings([(7.20981, 53.23941), (7.20967, 53.23964)])
"""Over the mouth of a creek at the Dollard, where the strip between two countries would run out to sea."""


@dataclass(frozen=True)
class Pieces:
    """The straight pieces of the rings of a coverage, sorted so that the two of an inner edge stand together.

    ``ends`` is x, y, x, y from the lower left end; ``area`` the position of the area each piece bounds;
    ``twin`` whether the next piece is the same one, of the area on the other side.
    """

    ends: NDArray[np.float64]
    area: NDArray[np.intp]
    twin: NDArray[np.bool_]

    @classmethod
    def of(cls, areas: Geometries) -> Pieces:
        """Return the pieces of all rings."""
        parts, owner = shapely.get_parts(areas, return_index=True)
        rings, part = shapely.get_rings(parts, return_index=True)
        points, ring = shapely.get_coordinates(rings, return_index=True)
        on = np.flatnonzero(ring[1:] == ring[:-1])
        ends = np.hstack([points[on], points[on + 1]])
        back = (ends[:, 0] > ends[:, 2]) | ((ends[:, 0] == ends[:, 2]) & (ends[:, 1] > ends[:, 3]))
        ends[back] = ends[back][:, [2, 3, 0, 1]]
        order = np.lexsort(ends.T)
        ends = ends[order]
        twin = np.append((ends[1:] == ends[:-1]).all(axis=1), False)
        return cls(ends, owner[part[ring[on]]][order], twin)

    @property
    def outer(self) -> NDArray[np.intp]:
        """The pieces with nothing on their other side."""
        return np.flatnonzero(~self.twin & ~np.append(False, self.twin[:-1]))


def partition(belgium: gpd.GeoSeries, netherlands: gpd.GeoSeries, germany: gpd.GeoSeries) -> gpd.GeoSeries:
    """Return all areas by code as one coverage on GRID; of German areas that overlap the first wins."""
    areas = pd.concat([belgium, netherlands, germany])
    faces = noded(np.concatenate([areas.boundary.values, [CAP, FRAME.exterior]]))
    owner = owners(faces, areas)
    for rule in (partial(holes, below_km2=HOLE_KM2), crumbs):
        owner = absorb(faces, owner, rule)
    return thinned_abroad(thinned(merged(faces, owner)), INLAND_M, ("GM",))


def noded(lines: Geometries) -> Geometries:
    """Return the faces between lines, which may cross: every corner of them on GRID."""
    net = shapely.union_all(lines, grid_size=GRID)
    faces = shapely.get_parts(shapely.polygonize(shapely.get_parts(net)))
    return shapely.transform(faces, on_grid)


def owners(faces: Geometries, areas: gpd.GeoSeries) -> Owners:
    """Return the code of the first area that holds each face, or REST."""
    face, area = shapely.STRtree(areas.values).query(shapely.point_on_surface(faces), predicate="intersects")
    first = np.full(len(faces), len(areas))
    np.minimum.at(first, face, area)
    return np.array([*areas.index, REST], dtype=object)[first]


def absorb(faces: Geometries, owner: Owners, rule: Callable[..., dict[int, str]]) -> Owners:
    """Return the owners after ``rule`` has named new ones, repeated until it names none."""
    owner = owner.copy()
    left, right, shared = edges(faces)
    while changes := rule(faces, owner, neighbours(owner, left, right, shared)):
        owner[list(changes)] = list(changes.values())
    return owner


def edges(faces: Geometries) -> tuple[NDArray[np.intp], NDArray[np.intp], NDArray[np.float64]]:
    """Return the pairs of faces that share an edge, each pair twice, and the length of it in degrees."""
    pieces = Pieces.of(faces)
    twin = np.flatnonzero(pieces.twin)
    left, right = pieces.area[twin], pieces.area[twin + 1]
    length = np.hypot(*(pieces.ends[twin, 2:] - pieces.ends[twin, :2]).T)
    return np.concatenate([left, right]), np.concatenate([right, left]), np.concatenate([length, length])


def neighbours(
    owner: Owners, left: NDArray[np.intp], right: NDArray[np.intp], shared: NDArray[np.float64]
) -> Neighbours:
    """Return for each face the length in degrees that it shares with each other owner."""
    result: Neighbours = defaultdict(Counter)
    for face, code, length in zip(left, owner[right], shared, strict=True):
        result[face][code] += length
    return result


def holes(faces: Geometries, owner: Owners, near: Neighbours, below_km2: float) -> dict[int, str]:
    """Give small faces that nobody owns to a neighbour, not to the master of the line."""
    free = np.flatnonzero(owner == REST)
    small = free[square_km(faces[free]) < below_km2]
    around = {face: Counter(near[face]) for face in small}
    return {face: heir(shared) for face, shared in around.items() if set(shared) - {REST}}


def heir(shared: Counter[str]) -> str:
    """Return whom a strip goes to: by HEIRS, then who shares most of it."""
    known = [code for code in shared if code != REST]
    return min(known, key=lambda code: (HEIRS.index(code[:2]), -shared[code], code))


def crumbs(faces: Geometries, owner: Owners, near: Neighbours) -> dict[int, str]:
    """Give small loose parts of Dutch and German areas to the neighbour of their own country, if any."""
    found: dict[int, str] = {}
    for code in sorted(code for code in set(owner) if code != REST and not code.startswith("BE")):
        for part in loose_parts(faces, np.flatnonzero(owner == code)):
            around = sum((near[face] for face in part), Counter())
            own = Counter({each: length for each, length in around.items() if each[:2] == code[:2]})
            own.pop(code, None)
            if own:
                found.update(dict.fromkeys(part, own.most_common(1)[0][0]))
    return found


def loose_parts(faces: Geometries, mine: NDArray[np.intp]) -> list[NDArray[np.intp]]:
    """Return, of the area made of ``mine``, the faces of each small part; never of its largest."""
    parts = shapely.get_parts(shapely.coverage_union_all(faces[mine]))
    size = square_km(parts)
    small = parts[(size < CRUMB_KM2) & (size < size.max())]
    inside = shapely.point_on_surface(faces[mine])
    return [mine[shapely.covers(part, inside)] for part in small]


def square_km(geometry: Geometries) -> NDArray[np.float64]:
    """Return areas in km² of geometry in degrees."""
    return area_km2(gpd.GeoSeries(geometry, crs=STORED)).to_numpy()


def merged(faces: Geometries, owner: Owners) -> gpd.GeoSeries:
    """Return one geometry an owner, by code; shared vertices stay shared."""
    codes = sorted(set(owner) - {REST})
    geometry = [shapely.coverage_union_all(faces[owner == code]) for code in codes]
    return gpd.GeoSeries(geometry, index=codes, crs=STORED)


def thinned_abroad(areas: gpd.GeoSeries, metres: float, dutch: tuple[str, ...]) -> gpd.GeoSeries:
    """Return the areas with all lines thinned that bound no Dutch one; these have codes that start so.

    All that is no area at all is one more foreign area meanwhile, so that lines against it are thinned too.
    """
    abroad = ~areas.index.str.startswith(dutch)
    nothing = shapely.difference(FRAME, shapely.coverage_union_all(areas.values))
    rest = gpd.GeoSeries({REST: nothing}, crs=STORED)
    thin = thinned(pd.concat([areas[abroad], rest]), metres, edge=False)
    return pd.concat([areas[~abroad], thin.drop(REST)]).sort_index()


def thinned(areas: gpd.GeoSeries, metres: float = THINNING_M, edge: bool = True) -> gpd.GeoSeries:
    """Return a coverage with fewer vertices, each of them one of before; its outer edge only if ``edge``."""
    metric = to_metric(areas)
    simple = shapely.coverage_simplify(metric.values, metres, simplify_boundary=edge)
    simple = gpd.GeoSeries(simple, index=areas.index, crs=METRIC)
    stored = shapely.transform(to_stored(simple).values, on_grid)
    return gpd.GeoSeries(stored, index=areas.index, crs=STORED)

"""Build data/boundaries.gpkg from data/sources/: one land surface without gaps or overlaps; no network.

Everything is put into one planar partition on a grid of 0.0001 degree: lines are noded, faces get an owner,
faces are merged. Areas that touch share their vertices exactly, in the file, the browser and ``locate``.
"""

from __future__ import annotations

import json
import sys
from collections import Counter, defaultdict
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING

import geopandas as gpd
import numpy as np
import pandas as pd
import pyogrio
import shapely

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from geo import crs

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from numpy.typing import NDArray

    Geometries = NDArray[np.object_]
    Point = tuple[float, ...]

HERE = Path(__file__).resolve().parent
SOURCES = HERE / "sources"
TARGET = HERE / "boundaries.gpkg"

GRID = 1e-4
"""Degrees; 7 by 11 m. The Dutch source itself is on a grid of 0.001 degree."""
REACH_M = 60_000
"""Districts of which any land is this near to the Netherlands are in the file."""
GENERALISE_M = 1_000
"""Foreign vertices whose triangle is smaller than GENERALISE_M² go: the Dutch look."""
GAP_RADIUS_M = 1_000
"""Land between two countries that is in neither source fits in circles of this radius; else it is water."""
CRUMB_KM2 = 1.0
"""A loose part of a foreign area smaller than this goes to its neighbour, or, an island, to the water."""
PUDDLE_KM2 = 1.0
"""A hole between municipalities smaller than this is an error of the generalisation, not water."""
REST = ""
"""Owner of all that is no area of ours: sea, water outside municipalities, land farther away."""
FRAME = shapely.box(1.5, 48.9, 10.5, 54.6)
CAPS = shapely.linestrings(
    [
        [(7.2070, 53.2371), (7.2089, 53.2431)],  # Dollard: from the Dutch to the German sea dike
        [(3.3690, 51.3718), (3.3633, 51.3728)],  # Zwin: from the Dutch to the Belgian beach
    ]
)
"""Short lines that shut a gap between two countries where it would run out into the sea."""

BORDERS = {"DE": ("NL-DE", "Nederlands-Duitse grens"), "BE": ("NL-BE", "Nederlands-Belgische grens")}


def main() -> None:
    """Write the four layers of the target file."""
    areas = partition(dutch_arcs(), dutch_areas(), foreign_areas())
    municipalities = municipalities_of(areas)
    regions = regions_of(municipalities)
    districts = districts_of(areas, municipalities)
    borders = borders_of(districts, municipalities)
    regions = with_touches(regions, borders)
    write(
        {
            "regions": regions,
            "municipalities": municipalities,
            "border_districts": districts,
            "borders": borders,
        }
    )


# --- sources ------------------------------------------------------------


def topology() -> tuple[list[NDArray[np.float64]], dict[str, list[list[list[int]]]]]:
    """Return the arcs of the TopoJSON on GRID, and per municipality its polygons as rings of arc numbers."""
    source = json.loads((SOURCES / "gemeente_2020.topojson").read_text())
    scale, translate = source["transform"]["scale"], source["transform"]["translate"]
    arcs = [on_grid(np.cumsum(arc, axis=0) * scale + translate) for arc in source["arcs"]]
    (collection,) = source["objects"].values()
    polygons = {
        shape["id"]: [shape["arcs"]] if shape["type"] == "Polygon" else shape["arcs"]
        for shape in collection["geometries"]
    }
    return arcs, polygons


def on_grid(degrees: NDArray[np.float64]) -> NDArray[np.float64]:
    """Round to GRID; the result is the nearest float of a number with four decimals."""
    return np.round(degrees, 4)


def dutch_arcs() -> Geometries:
    """Return the arcs between municipalities as lines."""
    return np.array([shapely.LineString(arc) for arc in topology()[0]])


def dutch_areas() -> gpd.GeoSeries:
    """Return the 355 municipalities by code; self-touching rings are repaired, so a few overlap by metres."""
    arcs, polygons = topology()

    def ring(numbers: Iterable[int]) -> NDArray[np.float64]:
        return np.concatenate([arcs[n][:-1] if n >= 0 else arcs[~n][:0:-1] for n in numbers])

    geometry = {
        code: areal(
            shapely.make_valid(
                shapely.multipolygons(
                    [shapely.Polygon(ring(rings[0]), [ring(hole) for hole in rings[1:]]) for rings in parts]
                )
            )
        )
        for code, parts in sorted(polygons.items())
    }
    return gpd.GeoSeries(geometry, crs=crs.STORED)


def areal(geometry: shapely.Geometry) -> shapely.Geometry:
    """Drop the lines and points that a repair may leave behind."""
    parts = shapely.get_parts(geometry)
    return shapely.union_all(parts[shapely.get_dimensions(parts) == 2])


def foreign_areas() -> gpd.GeoDataFrame:
    """Return the Belgian provinces and German Kreise within REACH_M, by code (Belgium first), on GRID."""
    frame = pd.concat([gpd.read_file(SOURCES / f"{name}.geojson") for name in ("provincies", "kreise")])
    frame = frame.set_index("code").sort_index()
    netherlands = shapely.union_all(crs.to_metric(dutch_areas()).values)
    return frame[crs.to_metric(frame).distance(netherlands) <= REACH_M]


# --- partition ------------------------------------------------------------


def partition(arcs: Geometries, dutch: gpd.GeoSeries, foreign: gpd.GeoDataFrame) -> gpd.GeoSeries:
    """Return all areas by code as one coverage on GRID; Dutch lines stay within 15 m of the source."""
    lines = np.concatenate([arcs, foreign.boundary.values, CAPS, [FRAME.exterior]])
    noded = shapely.union_all(lines, grid_size=GRID)
    faces = shapely.get_parts(shapely.polygonize(shapely.get_parts(noded)))
    faces = shapely.transform(faces, on_grid)
    owner = owners(faces, pd.concat([dutch, foreign.geometry]))
    for rule in (puddles, gaps, crumbs, puddles):
        owner = absorb(faces, owner, rule)
    areas = merged(faces, owner)
    areas = without_stray_nodes(areas, {tuple(point) for point in shapely.get_coordinates(arcs)})
    return generalised(areas)


def owners(faces: Geometries, areas: gpd.GeoSeries) -> NDArray[np.object_]:
    """Return the code of the area that holds each face: Dutch before Belgian before German, then by code."""
    order = sorted(areas.index, key=lambda code: (not code.startswith("GM"), code))
    geometry = areas.reindex(order).values
    face, area = shapely.STRtree(geometry).query(shapely.point_on_surface(faces), predicate="intersects")
    owner = np.full(len(faces), len(order))
    np.minimum.at(owner, face, area)
    return np.array([*order, REST], dtype=object)[owner]


def country(code: str) -> str:
    """Return NL, DE or BE, or REST."""
    return "NL" if code.startswith("GM") else code[:2]


Neighbours = dict[int, Counter[str]]


def neighbours(faces: Geometries, owner: NDArray[np.object_]) -> Neighbours:
    """Return for each face the length in degrees that it shares with each other owner."""
    left, right = shapely.STRtree(faces).query(faces, predicate="touches")
    shared = shapely.length(shapely.intersection(faces[left], faces[right]))
    result: Neighbours = defaultdict(Counter)
    for face, other, length in zip(left, right, shared, strict=True):
        if length > 0:
            result[face][owner[other]] += length
    return result


def absorb(
    faces: Geometries,
    owner: NDArray[np.object_],
    rule: Callable[[Geometries, NDArray[np.object_], Neighbours], dict[int, str]],
) -> NDArray[np.object_]:
    """Return the owners after ``rule`` has named new ones, repeated until it names none."""
    owner = owner.copy()
    while changes := rule(faces, owner, neighbours(faces, owner)):
        for face, code in changes.items():
            owner[face] = code
    return owner


def square_km(geometry: Geometries) -> NDArray[np.float64]:
    """Return areas in km² of geometry in degrees."""
    return crs.area_km2(gpd.GeoSeries(geometry, crs=crs.STORED)).to_numpy()


def puddles(faces: Geometries, owner: NDArray[np.object_], near: Neighbours) -> dict[int, str]:
    """Give holes smaller than PUDDLE_KM2 to the area around most of them, abroad when that is one of them."""
    small = np.flatnonzero((owner == REST) & (square_km(faces) < PUDDLE_KM2))
    return {face: longest(abroad(near[face]) or near[face]) for face in small if REST not in near[face]}


def gaps(faces: Geometries, owner: NDArray[np.object_], near: Neighbours) -> dict[int, str]:
    """Give thin faces between two countries to the foreign area with which they share most."""
    rest = np.flatnonzero(owner == REST)
    metric = crs.to_metric(gpd.GeoSeries(faces[rest], crs=crs.STORED))
    thin = shapely.length(shapely.maximum_inscribed_circle(metric.values, tolerance=10)) < GAP_RADIUS_M
    between = [face for face in rest[thin] if len({country(code) for code in near[face]} - {REST}) > 1]
    return {face: longest(abroad(near[face])) for face in between}


def crumbs(faces: Geometries, owner: NDArray[np.object_], near: Neighbours) -> dict[int, str]:
    """Give loose foreign parts smaller than CRUMB_KM2 to a foreign neighbour, islands to the rest.

    A part that only touches the Netherlands stays: it is land, and no Dutch land.
    """
    found = {}
    for code in sorted({code for code in owner if country(code) in ("BE", "DE")}):
        for inside in loose_parts(faces, np.flatnonzero(owner == code)):
            around = sum((near[face] for face in inside), Counter())
            around.pop(code, None)
            if abroad(around) or not any(country(other) == "NL" for other in around):
                found.update(dict.fromkeys(inside, longest(abroad(around) or around)))
    return found


def loose_parts(faces: Geometries, mine: NDArray[np.intp]) -> list[NDArray[np.intp]]:
    """Return, of the area made of ``mine``, the faces of each small part; never of its largest."""
    parts = shapely.get_parts(shapely.coverage_union_all(faces[mine]))
    size = square_km(parts)
    small = parts[(size < CRUMB_KM2) & (size < size.max())]
    inside = shapely.point_on_surface(faces[mine])
    return [mine[shapely.covers(part, inside)] for part in small]


def abroad(shared: Counter[str]) -> Counter[str]:
    """Return the foreign ones."""
    return Counter({code: length for code, length in shared.items() if country(code) in ("BE", "DE")})


def longest(shared: Counter[str]) -> str:
    """Return the code that shares most; the lowest code when two share the same."""
    return min(shared, key=lambda code: (-shared[code], code))


def merged(faces: Geometries, owner: NDArray[np.object_]) -> gpd.GeoSeries:
    """Return one geometry an owner, by code; shared vertices stay shared."""
    codes = sorted(set(owner))
    geometry = [shapely.coverage_union_all(faces[owner == code]) for code in codes]
    return gpd.GeoSeries(geometry, index=codes, crs=crs.STORED)


def segments(geometry: shapely.Geometry) -> set[tuple[Point, Point]]:
    """Return the undirected segments of all rings or lines."""
    parts = shapely.get_parts(geometry)
    lines = shapely.get_rings(parts) if shapely.get_dimensions(geometry) == 2 else parts
    return {
        (min(pair), max(pair))
        for line in lines
        for pair in pairwise(map(tuple, shapely.get_coordinates(line)))
    }


def all_segments(geometry: gpd.GeoSeries) -> set[tuple[Point, Point]]:
    """Return the undirected segments of all rings of all areas."""
    return set().union(*map(segments, geometry))


def without_stray_nodes(areas: gpd.GeoSeries, own: set[Point]) -> gpd.GeoSeries:
    """Drop vertices that only noding put on Dutch lines: no areas meet and the line goes straight on."""
    beside: dict[Point, list[Point]] = defaultdict(list)
    for start, end in all_segments(areas):
        beside[start].append(end)
        beside[end].append(start)
    dutch = {
        tuple(point) for point in shapely.get_coordinates(areas[areas.index.str.startswith("GM")].values)
    }
    loose = [point for point in dutch - own if len(beside[point]) == 2]
    straight = shapely.linestrings([beside[point] for point in loose])
    off = shapely.distance(shapely.points(loose), straight)
    stray = {point for point, distance in zip(loose, off, strict=True) if distance <= GRID}
    return areas.map(lambda geometry: without_vertices(geometry, stray))


def without_vertices(geometry: shapely.Geometry, drop: set[Point]) -> shapely.Geometry:
    """Return the (multi)polygon without those vertices."""

    def ring(line: shapely.LinearRing) -> list[Point]:
        return [point for point in line.coords[:-1] if point not in drop]

    parts = [
        shapely.Polygon(ring(part.exterior), [ring(hole) for hole in part.interiors])
        for part in shapely.get_parts(geometry)
    ]
    return parts[0] if len(parts) == 1 else shapely.MultiPolygon(parts)


def generalised(areas: gpd.GeoSeries) -> gpd.GeoSeries:
    """Return the areas with foreign lines and coasts simplified; lines shared with Dutch areas stay.

    The Dutch areas are kept out of the coverage, so the lines along them are its edge, which stays.
    """
    dutch = areas.index.str.startswith("GM")
    metric = crs.to_metric(areas[~dutch])
    simple = shapely.coverage_simplify(metric.values, GENERALISE_M, simplify_boundary=False)
    foreign = crs.to_stored(gpd.GeoSeries(simple, index=metric.index, crs=crs.METRIC))
    foreign = gpd.GeoSeries(shapely.transform(foreign.values, on_grid), index=foreign.index, crs=crs.STORED)
    return pd.concat([areas[dutch], foreign.drop(REST)])


# --- layers ------------------------------------------------------------


def with_labels(frame: gpd.GeoDataFrame) -> gpd.GeoDataFrame:
    """Add ``label_lon`` and ``label_lat``: the centre of the largest circle that fits, always inside."""
    metric = crs.to_metric(frame.geometry)
    radius = shapely.maximum_inscribed_circle(metric.values, tolerance=50)
    centre = crs.to_stored(gpd.GeoSeries(shapely.get_point(radius, 0), index=frame.index, crs=crs.METRIC))
    label = gpd.GeoSeries(shapely.transform(centre.values, on_grid), index=frame.index, crs=crs.STORED)
    if not label.within(frame.geometry).all():
        raise ValueError(f"Labels outside their area: {list(frame.index[~label.within(frame.geometry)])}")
    return frame.assign(label_lon=label.x, label_lat=label.y)


def municipalities_of(areas: gpd.GeoSeries) -> gpd.GeoDataFrame:
    """Return code, name, region and geometry of the 355 municipalities."""
    names = pd.read_csv(SOURCES / "gemeenten_2020.csv").set_index("gemeente_code").sort_index()
    names.columns = ["name", "region"]
    frame = gpd.GeoDataFrame(names, geometry=areas.reindex(names.index), crs=crs.STORED)
    return with_labels(frame.rename_axis("code"))


def regions_of(municipalities: gpd.GeoDataFrame) -> gpd.GeoDataFrame:
    """Return the 25 regions: their municipalities dissolved, with name, inhabitants and land area."""
    names = pd.read_csv(SOURCES / "veiligheidsregios_2020.csv").set_index("vr_code").sort_index()
    geometry = {
        code: shapely.coverage_union_all(members.geometry.values)
        for code, members in municipalities.groupby("region")
    }
    frame = gpd.GeoDataFrame(
        {"name": names["vr_naam"], "inhabitants": names["inwoners"]},
        geometry=gpd.GeoSeries(geometry).reindex(names.index),
        crs=crs.STORED,
    ).rename_axis("code")
    return with_labels(frame.assign(land_km2=crs.area_km2(frame.geometry).round(2)))


def districts_of(areas: gpd.GeoSeries, municipalities: gpd.GeoDataFrame) -> gpd.GeoDataFrame:
    """Return code, name, country and geometry of the districts; touching is sharing an edge."""
    names = foreign_areas()["name"]
    frame = gpd.GeoDataFrame({"name": names}, geometry=areas.reindex(names.index), crs=crs.STORED)
    frame = frame.assign(country=frame.index.str[:2]).rename_axis("code")
    dutch = all_segments(municipalities.geometry)
    return with_labels(frame.assign(touches_border=[bool(segments(g) & dutch) for g in frame.geometry]))


def borders_of(districts: gpd.GeoDataFrame, municipalities: gpd.GeoDataFrame) -> gpd.GeoDataFrame:
    """Return the two border lines: the segments that Dutch and foreign polygons share."""
    dutch = all_segments(municipalities.geometry)
    rows = []
    for land, (code, name) in sorted(BORDERS.items(), reverse=True):
        theirs = all_segments(districts.geometry[districts["country"] == land])
        line = shapely.line_merge(shapely.multilinestrings(sorted(dutch & theirs)))
        rows.append((code, name, shapely.multilinestrings(shapely.get_parts(line))))
    return gpd.GeoDataFrame(rows, columns=["code", "name", "geometry"], crs=crs.STORED).set_index("code")


def with_touches(regions: gpd.GeoDataFrame, borders: gpd.GeoDataFrame) -> gpd.GeoDataFrame:
    """Add ``touches_de`` and ``touches_be``: the region has an edge of that border line."""
    edges = borders.geometry.map(segments)
    touches = {
        name: [bool(segments(geometry) & edges[code]) for geometry in regions.geometry]
        for name, code in (("touches_de", "NL-DE"), ("touches_be", "NL-BE"))
    }
    return regions.assign(**touches)


def write(layers: dict[str, gpd.GeoDataFrame]) -> None:
    """Write the layers, polygons as multipolygons; the time in it is fixed, so a rebuild changes nothing."""
    pyogrio.set_gdal_config_options({"OGR_CURRENT_DATE": "2020-12-01T00:00:00.000Z"})
    TARGET.unlink(missing_ok=True)
    for name, frame in layers.items():
        shape = "MultiLineString" if name == "borders" else "MultiPolygon"
        frame.reset_index().to_file(
            TARGET, layer=name, driver="GPKG", geometry_type=shape, promote_to_multi=True, SPATIAL_INDEX="NO"
        )
        print(f"{name}: {len(frame)}")
    print(f"{TARGET.name}: {TARGET.stat().st_size} bytes")


if __name__ == "__main__":
    main()

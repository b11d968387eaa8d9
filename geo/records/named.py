"""Which place of the gazetteer a record names in ``plaats``, held against what else it says of where it is.

Only a record without coordinates is put there: a point says more. A name that several places have is settled
by the municipality, region or country given; if those leave a choice, nothing is chosen and the row says so.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from geo.areas import is_postal_code
from geo.language import say
from geo.plain_text import show
from geo.records.problems import Problem
from geo.vocabulary import COUNTRIES

if TYPE_CHECKING:
    import pandas as pd

    from geo.areas import Ground, Spot
    from geo.records.claims import Claims, Codes, Degrees

CANDIDATES = 4  # places of one name that are told


class _Said(NamedTuple):
    """What one record says of where it is, as text and codes, "" for nothing."""

    place: str
    municipality: str
    region: str
    country: str


class _Meant(NamedTuple):
    """The place meant, or only the municipality, and what to tell the row: what, mend; "" for nothing."""

    spot: Spot | None = None
    municipality: str = ""
    what: str = ""
    mend: str = ""


@dataclass(frozen=True)
class Named:
    """The place that each record names, and warnings: area and country "" and point NaN for none."""

    municipality: Codes
    district: Codes
    country: Codes
    lon: Degrees
    lat: Degrees
    problems: list[Problem]

    @classmethod
    def of(cls, places: pd.Series, claims: Claims, on: Ground) -> Named:
        """Return the places that the texts ``places`` name, in the order of ``claims``."""
        count = len(places)
        municipality, district, country = np.full((3, count), "", dtype=object)
        lon, lat = np.full((2, count), np.nan)
        found = cls(municipality, district, country, lon, lat, [])
        texts, labels = places.to_numpy(object), places.index.tolist()
        pointless = np.isnan(claims.points.lat) & np.isnan(claims.points.lon)
        known: dict[_Said, _Meant] = {}
        for row in np.flatnonzero(pointless & (texts != "")).tolist():
            columns = (claims.municipality, claims.region, claims.country)
            said = _Said(texts[row], *(column[row] for column in columns))
            if said not in known:
                known[said] = _meant(said, on)
            found._put(row, known[said], labels[row], said.place)
        return found

    def _put(self, row: int, meant: _Meant, label: int, place: str) -> None:
        """Write down what a row means."""
        if spot := meant.spot:
            self.country[row], self.lon[row], self.lat[row] = spot.country, spot.lon, spot.lat
            (self.municipality if spot.country == "NL" else self.district)[row] = spot.area
        elif meant.municipality:
            self.municipality[row], self.country[row] = meant.municipality, "NL"
        if meant.what:
            self.problems.append(
                Problem(label, "plaats", show(place), meant.what, meant.mend, "waarschuwing")
            )


def _meant(said: _Said, on: Ground) -> _Meant:
    """Return what the text in ``plaats`` means, given what else is said."""
    if is_postal_code(said.place):
        mend = (
            say("vul de plaatsnaam in") if said.municipality else say("vul de plaatsnaam of de gemeente in")
        )
        return _Meant(what=say("een postcode is geen plaats"), mend=mend)
    spots, towns = _called(said.place, _within(said, on), on)
    if said.municipality:
        return _Meant(spots[0] if len(spots) == 1 else None)
    if len(spots) + len(towns) == 1:
        return _told(_Meant(spots[0]) if spots else _Meant(municipality=towns[0]), said, on)
    if spots or towns:
        what = say("past bij meer dan één plaats: {names}", names=_names(spots, towns, on))
        return _Meant(what=what, mend=say("vul de gemeente of de veiligheidsregio in"))
    return _elsewhere(said, on)


def _within(said: _Said, on: Ground) -> list[str] | None:
    """Return the areas in which the place must lie, None for anywhere."""
    regions = on.areas.municipalities["region"]
    if said.municipality:
        return [said.municipality]
    if said.region or said.country == "NL":
        return [str(code) for code, region in regions.items() if said.region in ("", region)]
    return on.parts_of(said.country) if said.country else None


def _called(place: str, within: list[str] | None, on: Ground) -> tuple[tuple[Spot, ...], list[str]]:
    """Return the places called so, and the municipalities called so in which none of those lies."""
    spots = on.places.find(place, within)
    taken = {spot.area for spot in spots}
    towns = [code for code in on.municipalities_called(place) if within is None or code in within]
    return spots, [code for code in towns if code not in taken]


def _told(meant: _Meant, said: _Said, on: Ground) -> _Meant:
    """Return the meaning with a word on what was derived, when nothing but the name says where."""
    if said.region or said.country:
        return meant
    area = meant.spot.area if meant.spot else meant.municipality
    abroad = area in on.areas.districts.index
    what = (
        say("grensdistrict afgeleid uit de plaats: {name}", name=on.names[area])
        if abroad
        else say("gemeente afgeleid uit de plaats: {name}", name=on.names[area])
    )
    return meant._replace(what=what, mend=say("vul de gemeente of het land in als dit niet klopt"))


def _elsewhere(said: _Said, on: Ground) -> _Meant:
    """Return nothing for a name that nobody knows; one known elsewhere is told."""
    spots, towns = _called(said.place, None, on)
    if not (spots or towns):
        return _Meant()
    claimed = on.names[said.region] if said.region else COUNTRIES.label(said.country)
    what = say("ligt niet in {area}; bekend is {names}", area=claimed, names=_names(spots, towns, on))
    mend = say("verbeter de plaats, de veiligheidsregio of het land, of vul de gemeente in")
    return _Meant(what=what, mend=mend)


def _names(spots: tuple[Spot, ...], towns: list[str], on: Ground) -> str:
    """Return candidates in words, the first few."""
    names = [say("{place} in {area}", place=spot.name, area=on.names[spot.area]) for spot in spots]
    names += [say("gemeente {name}", name=on.names[code]) for code in towns]
    more = len(names) - CANDIDATES
    told = "; ".join(names[:CANDIDATES])
    return say("{named}; en nog {count}", named=told, count=more) if more > 0 else told

"""Where much housing stands and little was done: places and activations of each region and municipality.

A place was visited when the platform was activated there. Where no housing is known there are no data:
that is never the same as no places.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from geo.areas import REGION_CODES
from geo.picture.cube import locations
from geo.picture.masks import activation_mask, housing_mask
from geo.picture.regions import chosen_regions
from geo.store import LOCATIONS, PEOPLE

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from geo.areas import Boundaries
    from geo.picture.selection import Selection
    from geo.store import Snapshot

WEEKS = (2, 4, 8, 13)
"""The last weeks that one can look at where no period is chosen."""
USUAL_WEEKS = 4

NO_DATA, NOT_CHOSEN = -1, -2

# what is read of a record: taking the other columns along takes several times as long
_HOMES = ["region", "municipality", "capacity", "occupants", "certified", LOCATIONS, PEOPLE]
_VISITS = ["region", "municipality", "activated_on"]


@dataclass(frozen=True)
class Level:
    """How areas of one size are put into classes: the lower limits of the second and the third class.

    Set by hand, the same whatever is looked at, so that two prints can be laid side by side.
    """

    places: tuple[int, int]
    visits: tuple[int, int]


REGION = Level(places=(500, 1_500), visits=(1, 3))
MUNICIPALITY = Level(places=(100, 400), visits=(1, 2))
MANY = 2
"""The class of many places; that of no visits is 0."""


@dataclass(frozen=True, eq=False)
class BlindSpots:
    """Places and visits between two days, both in it.

    ``regions`` and ``municipalities`` have a row for each area by its code, and the columns:

    name, locations, places
        Municipalities have ``region`` too.
    occupants, occupants_known
        Those that are known (Int64, missing when none is), and of how many locations.
    certified, uncertified
        Numbers of locations; of the others it is not known.
    visits, last, days
        Activations in the period; the day of the last one up to its end (NaT without any); how many days
        before that end it was (Int64).
    class
        3 times that of the visits, plus that of the places; or NO_DATA, or NOT_CHOSEN.

    ``elsewhere`` is how many places, and ``visits_elsewhere`` how many activations, lie in no municipality.
    """

    first: date
    last: date
    regions: pd.DataFrame
    municipalities: pd.DataFrame
    elsewhere: int
    visits_elsewhere: int

    def areas(self, within: str = "") -> tuple[pd.DataFrame, Level]:
        """Return the municipalities in a region, or all regions, with the limits of their classes."""
        towns = self.municipalities
        return (towns[towns["region"] == within], MUNICIPALITY) if within else (self.regions, REGION)

    @property
    def unvisited(self) -> pd.DataFrame:
        """The regions with many places and no visit, most places first."""
        found = self.regions[self.regions["class"] == MANY]
        return found.sort_values("places", ascending=False, kind="stable")

    @property
    def listed(self) -> pd.DataFrame:
        """The municipalities with known housing: not visited first, then most places."""
        found = self.municipalities[self.municipalities["class"] >= 0]
        order = found.assign(visited=found["visits"] > 0)
        return order.sort_values(["visited", "places"], ascending=[True, False], kind="stable").drop(
            columns="visited"
        )


def period_of(selection: Selection, activations: pd.DataFrame, as_of: date, weeks: int) -> tuple[date, date]:
    """Return the days looked at: those chosen; else the last ``weeks`` weeks up to the last day with data."""
    latest = activations["activated_on"].max()
    last = selection.to_day or (as_of if pd.isna(latest) else min(latest.date(), as_of))
    first = selection.from_day or last - timedelta(days=7 * weeks - 1)
    return min(first, last), last


def within_region(selection: Selection) -> str:
    """Return the region that one looks into, "" for the country or several regions."""
    one = selection.regions[0] if len(selection.regions) == 1 else ""
    return one if one in REGION_CODES else ""


def find_blind_spots(
    snapshot: Snapshot, selection: Selection, areas: Boundaries, weeks: int = USUAL_WEEKS
) -> BlindSpots:
    """Return the places and visits of all regions and municipalities.

    Filters that are about activations hold for the visits; regions and countries decide which areas are
    shown.
    ``weeks`` counts only where no period is chosen.
    """
    first, last = period_of(selection, snapshot.activations, snapshot.as_of.date(), weeks)
    housing, activations = snapshot.homes, snapshot.activations
    homes = housing[housing.columns.intersection(_HOMES)][housing_mask(selection, housing)]
    until = replace(selection, from_day=None, to_day=last)
    visits = activations[_VISITS][activation_mask(until, activations)]
    visits = visits.assign(now=visits["activated_on"] >= pd.Timestamp(first))
    shown = chosen_regions(selection)
    regions = _figures(homes, visits, "region", list(REGION_CODES), last)
    regions.insert(0, "name", areas.regions["name"].reindex(regions.index).astype("str"))
    towns = areas.municipalities
    municipalities = _figures(homes, visits, "municipality", list(towns.index), last)
    municipalities.insert(0, "name", towns["name"].astype("str"))
    municipalities.insert(1, "region", towns["region"].astype("str"))
    return BlindSpots(
        first,
        last,
        _classed(regions, REGION, regions.index.isin(shown)),
        _classed(municipalities, MUNICIPALITY, municipalities["region"].isin(shown).to_numpy()),
        int(homes["capacity"].sum() - municipalities["places"].sum()),
        int(visits["now"].sum() - municipalities["visits"].sum()),
    )


def _figures(
    homes: pd.DataFrame, visits: pd.DataFrame, column: str, codes: list[str], last: date
) -> pd.DataFrame:
    """Return the figures of the areas that ``column`` names, 0 where there is nothing."""
    index = pd.Index(codes, name="code")
    at, seen = (index.get_indexer(pd.Index(frame[column].astype("object"))) for frame in (homes, visits))

    def count(places: NDArray[np.intp], weights: Any) -> NDArray[np.int64]:  # noqa: ANN401 what numpy takes
        within = places >= 0
        return np.bincount(places[within], weights[within], minlength=len(codes)).astype(np.int64)

    one, many = np.ones(len(homes), dtype=np.int64), locations(homes)
    many = one if many is None else many
    told = homes["occupants"].notna().to_numpy(dtype=bool)
    people = homes[PEOPLE if PEOPLE in homes else "occupants"].to_numpy(dtype=np.float64, na_value=0)
    certified = {
        answer: many * homes["certified"].eq(answer).to_numpy(dtype=bool, na_value=False)
        for answer in (True, False)
    }
    known = count(at, many * told)
    day = visits["activated_on"].to_numpy()
    latest = np.full(len(codes), np.datetime64("NaT"), dtype=day.dtype)
    # a missing day is the lowest number there is
    np.maximum.at(latest.view(np.int64), seen[seen >= 0], day[seen >= 0].view(np.int64))
    table = {
        "locations": count(at, many),
        "places": count(at, homes["capacity"].to_numpy()),
        "occupants": pd.array(count(at, people * told), dtype="Int64"),
        "occupants_known": known,
        "certified": count(at, certified[True]),
        "uncertified": count(at, certified[False]),
        "visits": count(seen, visits["now"].to_numpy()),
        "last": latest,
    }
    found = pd.DataFrame(table, index=index)
    return found.assign(
        occupants=found["occupants"].where(known > 0),
        days=(pd.Timestamp(last) - found["last"]).dt.days.astype("Int64"),
    )


def _classed(table: pd.DataFrame, level: Level, shown: Any) -> pd.DataFrame:  # noqa: ANN401 a mask
    places = np.digitize(table["places"], level.places)
    visits = np.digitize(table["visits"], level.visits)
    known = table["locations"].to_numpy() > 0
    return table.assign(**{"class": np.select([~shown, ~known], [NOT_CHOSEN, NO_DATA], 3 * visits + places)})

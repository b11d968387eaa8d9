"""What lies in a strip along a border: counts by area on both sides, pair by pair, who works across it.

A record is in the strip when it has a point of its own, at most so deep from the line, and lies in an area
of the two countries (and of the zone, when one is asked). Both sides are counted by the same rules. A region
touches more districts than one, so pairs add up to more than the strip; ``sides`` counts each record once.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np
import pandas as pd

from geo.areas import ABROAD, AREA_CODES, HOME, REGION_CODES, country_of, load_borders, touching
from geo.picture.homes_words import require_locations
from geo.picture.masks import activation_mask, area_codes, category_codes, housing_mask
from geo.vocabulary import THEMES, TYPES

if TYPE_CHECKING:
    from collections.abc import Mapping

    from numpy.typing import NDArray

    from geo.areas import Zone
    from geo.picture.selection import Selection
    from geo.store import Snapshot

    Flags = NDArray[np.bool_]
    Floats = NDArray[np.float64]

SUMS = ("activations", "housing", "places", "occupants")
"""What is counted of a side, of a pair and of an area: occupants as far as they are known."""


@dataclass(frozen=True)
class Asked:
    """Which strip: a border, its depth in km, the zone and the sides (countries) taken, all when ()."""

    border: str
    km: float
    zone: Zone | None = None
    sides: tuple[str, ...] = ()

    @property
    def countries(self) -> tuple[str, ...]:
        """The countries of the border that are counted, the Netherlands first."""
        both = (HOME, ABROAD[self.border])
        return tuple(country for country in both if not self.sides or country in self.sides)

    @property
    def areas(self) -> tuple[str, ...]:
        """The codes of the areas that are counted, in the order of AREA_CODES."""
        chosen = self.zone.areas if self.zone else AREA_CODES
        return tuple(code for code in AREA_CODES if code in chosen and country_of(code) in self.countries)


class Went(NamedTuple):
    """Where the selected records went: in the strip by country, outside it, or without an own point."""

    total: int
    inside: Mapping[str, int]
    outside: int
    nowhere: int


@dataclass(frozen=True, eq=False)
class Strip:
    """A strip counted. ``activations`` and ``housing`` tell which records are in it, row by row.

    ``by_area`` has a row for each area that is counted, by code: SUMS, the types and themes of activations by
    their words, ``unknown`` (locations of which no occupants are known). ``commuters`` has a row for each
    home area and area of work on the other side: home, work, locations, places, occupants, unknown.
    """

    asked: Asked
    activations: Flags
    housing: Flags
    by_area: pd.DataFrame
    commuters: pd.DataFrame
    went: Mapping[str, Went]

    @cached_property
    def sides(self) -> dict[str, dict[str, int]]:
        """SUMS by country, each record once."""
        by_country = {
            country: [row for code, row in self._rows.items() if country_of(code) == country]
            for country in self.asked.countries
        }
        return {
            country: {name: sum(row[name] for row in rows) for name in SUMS}
            for country, rows in by_country.items()
        }

    @cached_property
    def _rows(self) -> dict[str, dict[str, int]]:
        """SUMS by area."""
        rows = zip(self.by_area.index, self.by_area[list(SUMS)].to_numpy().tolist(), strict=True)
        return {str(code): dict(zip(SUMS, row, strict=True)) for code, row in rows}

    @property
    def pairs(self) -> tuple[tuple[str, str], ...]:
        """The regions and districts that touch and are both in the zone, in the order of the codes."""
        pairs, zone = touching(self.asked.border), self.asked.zone
        return tuple(pair for pair in pairs if zone is None or set(pair) <= set(zone.areas))

    @property
    def beside(self) -> tuple[str, ...]:
        """The areas with records in the strip that are in no pair: they do not touch the border."""
        paired = {code for pair in self.pairs for code in pair}
        filled = self.by_area.index[self.by_area[list(SUMS)].any(axis=1)]
        return tuple(str(code) for code in filled if code not in paired)

    def figures(self, code: str) -> dict[str, int]:
        """Return SUMS of an area within the strip; zeros for an area that is not counted."""
        return self._rows.get(code) or dict.fromkeys(SUMS, 0)

    def across(self, home: str, work: str) -> int:
        """Return how many people (as far as known) live in one area and work in the other."""
        rows = self.commuters
        return int(rows.loc[(rows["home"] == home) & (rows["work"] == work), "occupants"].sum())


def border_metres(frame: pd.DataFrame, border: str) -> Floats:
    """Return how many metres each record is from a border; NaN without a point of its own.

    The middle of a place or municipality is no point: it may lie in another strip than the record does, and
    no export holds it, so nobody could count after us.
    """
    known = (frame["precision"] == "punt").to_numpy(dtype=bool)
    lon, lat = (np.where(known, frame[name].to_numpy(), np.nan) for name in ("lon", "lat"))
    return load_borders().distance(border, lon, lat)


def in_strip(frame: pd.DataFrame, asked: Asked) -> Flags:
    """Return which records of a typed frame are in a strip, row by row."""
    return (border_metres(frame, asked.border) <= asked.km * 1000) & _of_areas(asked)[area_codes(frame)]


def _of_areas(asked: Asked) -> Flags:
    """Return by the number of an area whether it is counted; the last is no area at all."""
    counted = np.zeros(len(AREA_CODES) + 1, dtype=bool)
    counted[[AREA_CODES.index(code) for code in asked.areas]] = True
    return counted


def strip_metres(snapshot: Snapshot, border: str) -> Mapping[str, Floats]:
    """Return by table how far its records are from a border, as far as this snapshot may tell."""
    require_locations(snapshot)
    if border in snapshot.reduction.metres:
        return {name: np.asarray(far, float) for name, far in snapshot.reduction.metres[border].items()}
    frames = {"activations": snapshot.activations, "housing": snapshot.housing}
    return {name: border_metres(frame, border) for name, frame in frames.items()}


def take_strip(
    activations: pd.DataFrame,
    housing: pd.DataFrame,
    selection: Selection,
    asked: Asked,
    metres: Mapping[str, Floats] | None = None,
) -> Strip:
    """Count the selected records of two typed frames, either of which may be empty, in a strip.

    ``metres`` gives by table how far its records are from the border (``border_metres``), when that is known.
    """
    frames = {"activations": activations, "housing": housing}
    far = metres or {name: border_metres(frame, asked.border) for name, frame in frames.items()}
    chosen = {
        "activations": activation_mask(selection, activations),
        "housing": housing_mask(selection, housing),
    }
    area = {name: area_codes(frame) for name, frame in frames.items()}
    counted = _of_areas(asked)
    inside = {name: chosen[name] & (far[name] <= asked.km * 1000) & counted[area[name]] for name in frames}
    return Strip(
        asked,
        inside["activations"],
        inside["housing"],
        _by_area(frames, inside, area, asked),
        _commuters(housing, area["housing"], inside["housing"], asked),
        {name: _went(chosen[name], inside[name], area[name], far[name], asked) for name in frames},
    )


def _by_area(
    frames: Mapping[str, pd.DataFrame],
    inside: Mapping[str, Flags],
    area: Mapping[str, NDArray[np.int8]],
    asked: Asked,
) -> pd.DataFrame:
    rows = frames["activations"][["type", "themes"]][inside["activations"]]
    homes = frames["housing"][["occupants", "capacity"]][inside["housing"]]
    at, home = area["activations"][inside["activations"]], area["housing"][inside["housing"]]

    def counts(places: NDArray[np.int8], weights: Any = None) -> NDArray[np.int64]:  # noqa: ANN401 what numpy takes
        return np.bincount(places, weights, minlength=len(AREA_CODES)).astype(np.int64)

    kinds, themes = category_codes(rows["type"], TYPES.codes), rows["themes"].to_numpy()
    occupants = homes["occupants"].to_numpy(dtype=np.float64, na_value=np.nan)
    columns = {
        "activations": counts(at),
        "housing": counts(home),
        "places": counts(home, homes["capacity"].to_numpy()),
        "occupants": counts(home, np.nan_to_num(occupants)),
        "unknown": counts(home, np.isnan(occupants)),
        **{code: counts(at[kinds == place]) for place, code in enumerate(TYPES.codes)},
        **{code: counts(at[(themes >> place) & 1 == 1]) for place, code in enumerate(THEMES.codes)},
    }
    shown = [AREA_CODES.index(code) for code in asked.areas]
    index = pd.Index(asked.areas, dtype="str")
    return pd.DataFrame({name: column[shown] for name, column in columns.items()}, index=index)


def _commuters(housing: pd.DataFrame, area: NDArray[np.int8], inside: Flags, asked: Asked) -> pd.DataFrame:
    """Return who lives in an area within the strip and works in one on the other side, in both directions."""
    work = category_codes(housing["work_region"], AREA_CODES)
    both = (HOME, ABROAD[asked.border])
    in_zone = asked.zone.areas if asked.zone else [code for code in AREA_CODES if country_of(code) in both]
    other_side = (area < len(REGION_CODES)) != (work < len(REGION_CODES))
    across = np.flatnonzero(inside & (work >= 0) & other_side & np.isin(AREA_CODES, in_zone)[work])
    occupants = housing["occupants"].to_numpy(dtype=np.float64, na_value=np.nan)[across]
    pairs = area[across].astype(np.intp) * len(AREA_CODES) + work[across]
    weights = {
        "locations": None,
        "places": housing["capacity"].to_numpy()[across],
        "occupants": np.nan_to_num(occupants),
        "unknown": np.isnan(occupants),
    }
    sums = {name: np.bincount(pairs, weight).astype(np.int64) for name, weight in weights.items()}
    found: list[dict[str, Any]] = [
        {
            "home": AREA_CODES[pair // len(AREA_CODES)],
            "work": AREA_CODES[pair % len(AREA_CODES)],
            **{name: int(of[pair]) for name, of in sums.items()},
        }
        for pair in np.flatnonzero(sums["locations"])
    ]
    found.sort(key=lambda row: (-row["occupants"], row["home"], row["work"]))
    return pd.DataFrame(found, columns=["home", "work", *sums])


def _went(chosen: Flags, inside: Flags, area: NDArray[np.int8], far: Floats, asked: Asked) -> Went:
    at_home = (area >= 0) & (area < len(REGION_CODES))
    side = {country: at_home if country == HOME else ~at_home for country in asked.countries}
    by_country = {country: int((inside & of_country).sum()) for country, of_country in side.items()}
    nowhere = chosen & np.isnan(far)
    return Went(int(chosen.sum()), by_country, int((chosen & ~inside & ~nowhere).sum()), int(nowhere.sum()))

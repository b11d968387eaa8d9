"""The measures by which regions are compared, and the table of the 25 regions."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from geo import dutch
from geo.areas import REGION_CODES, country_of
from geo.language import SOURCE, mark, reading, say
from geo.picture.classes import Classes
from geo.picture.denominators import DENOMINATORS
from geo.vocabulary import TYPES

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from geo.picture.denominators import Denominator
    from geo.picture.selection import Selection
    from geo.picture.tally import Tally


@dataclass(frozen=True)
class Measure:
    """A number for each region: its activations, or those by ``denominator``.

    ``classes`` are those of the map.
    """

    code: str
    decimals: int
    classes: Classes
    denominator: Denominator | None = None

    @property
    def label(self) -> str:
        """What it is called, in the language of the reader."""
        return self.denominator.label if self.denominator else say("Aantal activeringen")

    @property
    def header(self) -> str:
        """What its column in a file is called: Dutch, whoever reads."""
        with reading(SOURCE):
            return self.label.lower()

    @property
    def unit(self) -> str:
        """What its values count, such as "activeringen per 1.000 plaatsen"."""
        one = self.denominator
        if one is None:
            return say("activeringen")
        return say("activeringen per {size} {noun}", size=dutch.number(one.per), noun=one.noun)

    @property
    def definition(self) -> str:
        """What it is, in the language of the reader."""
        if self.denominator:
            return self.denominator.definition
        return say("Het aantal activeringen in de selectie waarvan de locatie in de veiligheidsregio ligt.")

    @property
    def whole(self) -> bool:
        """Whether its values are counts."""
        return self.denominator is None

    @property
    def title(self) -> str:
        """What a map of it is called, such as "Activeringen per 1.000 plaatsen"."""
        return self.label if self.whole else dutch.capital(self.unit)

    @property
    def state_column(self) -> str:
        """The column of the region table that says what its value is worth."""
        return f"{self.code}_state"


MEASURES = (
    Measure("count", 0, Classes((1, 2, 4, 7, 10), whole=True)),
    *(Measure(one.measure, one.decimals, one.classes, one) for one in DENOMINATORS),
)

MEASURE_WORDS = dict(
    zip(("aantal", "plaatsen", "locaties", "inwoners", "oppervlakte"), MEASURES, strict=True)
)
"""The measures by the word that a link and the command line have for them."""


@dataclass(frozen=True)
class State:
    """What stands in a cell of a measure, and how the legend calls it: in Dutch, marked."""

    code: str
    name: str
    message: str

    @property
    def label(self) -> str:
        """How the legend calls it, in the language of the reader."""
        return say(self.name)

    @property
    def meaning(self) -> str:
        """What it means, in the language of the reader."""
        return say(self.message)


STATES = (
    State("waarde", mark("Waarde"), mark("Er is een waarde boven nul.")),
    State("nul", mark("Nul"), mark("Er zijn geen activeringen in deze selectie.")),
    State(
        "geen gegevens",
        mark("Geen gegevens"),
        mark("De maat is niet te berekenen: waardoor gedeeld wordt, ontbreekt."),
    ),
    State(
        "afgeschermd",
        mark("Afgeschermd"),
        mark("De waarde is er, maar is voor deze kijker niet zichtbaar."),
    ),
    State(
        "niet gekozen",
        mark("Niet gekozen"),
        mark("De regio valt buiten de gekozen regio's of landen."),
    ),
)
"""Different things, which look different on the map and in files; only "waarde" and "nul" have a number."""


_CODES = pd.Index(REGION_CODES, name="code")
_OF_HOUSING = ("housing", "places")
"""The columns of the region table that housing is counted in."""


def measure(code: str) -> Measure:
    """Return the measure called ``code``; KeyError when there is none."""
    return {one.code: one for one in MEASURES}[code]


def region_table(tally: Tally, regions: pd.DataFrame) -> pd.DataFrame:
    """Return the figures of the 25 regions, one row each, also for those without a single record.

    Parameters
    ----------
    tally
        The counts of a selection.
    regions
        Indexed by region code, with columns ``name``, ``inhabitants``, ``land_km2``: that of the boundaries.

    Returns
    -------
    DataFrame
        Index ``code``; columns name, activations, one for each type, integral, housing, places, inhabitants,
        land_km2; and for each measure its value (NaN where there is none) and ``<measure>_state``.
    """
    count = len(REGION_CODES)
    cube = tally.activations.by("place", "type", "integral")[:count]
    # columns one by one: taking several out of a frame with geometries costs more than all the rest
    areas = {name: regions[name].reindex(_CODES) for name in ("name", "inhabitants", "land_km2")}
    columns: dict[str, Any] = {
        "name": areas["name"].astype("str").array,
        "activations": cube.sum(axis=(1, 2)),
        **dict(zip(TYPES.codes, cube.sum(axis=2).T, strict=True)),
        "integral": cube[:, :, 1].sum(axis=1),
        "housing": tally.housing[:count].sum(axis=1),
        "places": tally.places[:count].sum(axis=1),
        "inhabitants": areas["inhabitants"].to_numpy(),
        "land_km2": areas["land_km2"].to_numpy(),
    }
    chosen = np.isin(REGION_CODES, chosen_regions(tally.selection))
    withheld = {name: np.isin(REGION_CODES, codes) for name, codes in tally.withheld.items()}
    for one in MEASURES:
        below, per = (columns[by.column], by.per) if (by := one.denominator) else (np.ones(count), 1)
        hidden = _hidden(withheld, one)
        columns[one.code], columns[one.state_column] = measured(
            columns["activations"], below, per, chosen, hidden
        )
    return pd.DataFrame(columns, index=_CODES)


def _hidden(withheld: dict[str, NDArray[np.bool_]], one: Measure) -> NDArray[np.bool_] | None:
    """Return for which regions a measure may not be known: of its count, or of what that is divided by."""
    lodging = one.denominator is not None and one.denominator.column in _OF_HOUSING
    counted = ("activations", "housing") if lodging else ("activations",)
    flags = [withheld[name] for name in counted if name in withheld]
    return np.any(flags, axis=0) if flags else None


def rank_regions(table: pd.DataFrame, one: Measure) -> pd.DataFrame:
    """Return the rows of the region table that were chosen, the highest value of a measure first.

    Equal values are told apart by the number of activations; regions without a value come last.
    """
    return table[table[one.state_column] != "niet gekozen"].sort_values(
        [one.code, "activations"], ascending=False, na_position="last"
    )


def chosen_regions(selection: Selection) -> tuple[str, ...]:
    """Return the codes of the regions that a selection shows: all, unless regions or countries say less.

    Whoever chose border districts alone chose none of them.
    """
    return tuple(code for code in REGION_CODES if is_chosen(selection, code))


def is_chosen(selection: Selection, code: str) -> bool:
    """Return whether the filters leave a region or border district in the picture at all."""
    return (not selection.regions or code in selection.regions) and (
        not selection.countries or country_of(code) in selection.countries
    )


_STATE_TYPE = pd.CategoricalDtype([state.code for state in STATES])
_VALUE, _ZERO, _NO_DATA, _WITHHELD, _NOT_CHOSEN = range(len(STATES))


def measured(
    counts: NDArray[np.int64],
    below: NDArray[np.generic],
    per: int,
    chosen: NDArray[np.bool_],
    withheld: NDArray[np.bool_] | None = None,
) -> tuple[NDArray[np.float64], pd.Categorical]:
    """Return ``counts`` by ``per`` of ``below``, NaN where there is none, and the state of each value.

    A value that is ``withheld`` is none, whatever was counted.
    """
    divisors = below.astype(np.float64)
    hidden = np.zeros(len(counts), dtype=bool) if withheld is None else withheld
    known = chosen & (divisors > 0) & ~hidden  # NaN is not above 0 either
    values = np.full(len(counts), np.nan)
    np.divide(counts * float(per), divisors, out=values, where=known)
    states = np.select(
        [~chosen, hidden, ~known, values == 0], [_NOT_CHOSEN, _WITHHELD, _NO_DATA, _ZERO], _VALUE
    )
    return values, pd.Categorical.from_codes(states, dtype=_STATE_TYPE)

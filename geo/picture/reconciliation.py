"""Where every record of a selection went: parts that add up to the whole, and the sentence that says so."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from geo.areas import REGION_CODES
from geo.dutch import clauses, listed
from geo.language import mark, say
from geo.picture.cube import ABROAD, AXES, places, precisions
from geo.vocabulary import PRECISIONS

if TYPE_CHECKING:
    from collections.abc import Callable

    import pandas as pd
    from numpy.typing import NDArray

    from geo.picture.tally import Tally


_PRECISION = {code: position for position, code in enumerate(PRECISIONS.codes)}
_REGIONS = slice(0, len(REGION_CODES))
_ABROAD = list(ABROAD.values())
_ELSEWHERE = [place for place in range(len(REGION_CODES), AXES["place"]) if place not in _ABROAD]

_COUNTS: dict[str, Callable[[Tally], NDArray[np.int64]]] = {
    "activations": lambda tally: tally.activations.by("place", "precision"),
    "housing": lambda tally: tally.housing,
}
"""The records of each table that a tally counted, by place and precision."""


PARTS = ("kaart", "zonder locatie", "buitenland", "elders")
"""The codes of the parts of the whole; each record is in one."""


def parts_of(frame: pd.DataFrame) -> NDArray[np.str_]:
    """Return for each record of a table the code of the part that ``reconcile`` counts it in."""
    place = places(frame)
    nowhere = precisions(frame) == _PRECISION["geen"]
    found = [place < len(REGION_CODES), np.isin(place, _ABROAD), nowhere]
    return np.select(found, ["kaart", "buitenland", "zonder locatie"], "elders")


@dataclass(frozen=True)
class Part:
    """A number of records with something in common; its own ``parts``, when it has any, add up to it."""

    code: str
    count: int
    label: str
    parts: tuple[Part, ...] = ()


@dataclass(frozen=True)
class Reconciliation:
    """The whole, and its parts; the counts of the parts add up to ``total``."""

    table: str
    total: int
    parts: tuple[Part, ...]

    def count(self, code: str) -> int:
        """Return how many records a part or a part of a part holds; KeyError when there is no such part."""
        parts = [*self.parts, *(inner for part in self.parts for inner in part.parts)]
        return {part.code: part.count for part in parts}[code]


def reconcile(tally: Tally, table: str = "activations") -> Reconciliation:
    """Return where the selected records of a table are: on the map, without location, abroad, or elsewhere.

    On the map is what has a region: drawn as a point, as a ring at its place or in its municipality, or only
    counted in the colour of its region. Elsewhere is what has a location in none of the areas we know: a
    point at sea.
    """
    counts = _COUNTS[table](tally)
    nowhere = int(counts[_ELSEWHERE, _PRECISION["geen"]].sum())
    return Reconciliation(
        table,
        int(counts.sum()),
        (
            Part("kaart", int(counts[_REGIONS].sum()), say("op de kaart"), _on_the_map(counts)),
            Part("zonder locatie", nowhere, say("zonder locatie")),
            Part("buitenland", int(counts[_ABROAD].sum()), say("buiten Nederland"), _abroad(counts)),
            Part("elders", int(counts[_ELSEWHERE].sum()) - nowhere, say("op een plek buiten de kaart")),
        ),
    )


def _on_the_map(counts: NDArray[np.int64]) -> tuple[Part, ...]:
    inside = counts[_REGIONS].sum(axis=0)
    told = {
        "punt": say("met een punt"),
        "plaats": say("met alleen een plaats"),
        "gemeente": say("met alleen een gemeente"),
        "vlak": say("met alleen een vlak van 5 km"),
    }
    parts = tuple(Part(code, int(inside[_PRECISION[code]]), label) for code, label in told.items())
    # a region is known, or the record would not be here
    rest = int(inside.sum()) - sum(part.count for part in parts)
    return (*parts, Part("regio", rest, say("met alleen een regio")))


def _abroad(counts: NDArray[np.int64]) -> tuple[Part, ...]:
    return (
        Part("DE", int(counts[ABROAD["DE"]].sum()), say("in Duitsland")),
        Part("BE", int(counts[ABROAD["BE"]].sum()), say("in België")),
    )


def sentence(found: Reconciliation) -> str:
    """Return the sum in words: "56 = 51 op de kaart + 3 zonder locatie + 2 buiten Nederland".

    Parts without records are left out; without any record it says so: "Geen activeringen".
    """
    if not found.total:
        return none_of(found.table)
    return f"{found.total} = " + " + ".join(_counted(found.parts))


def detail(found: Reconciliation) -> str:
    """Return the parts of the parts in words; "" when none has more than one.

    For instance "51 op de kaart: 46 met een punt en 5 met alleen een gemeente".
    """
    told = [part for part in found.parts if part.count and part.parts]
    return clauses(
        say("{label}: {value}", label=f"{part.count} {part.label}", value=listed(_counted(part.parts)))
        for part in told
    )


def none_of(table: str) -> str:
    """Return that there is no record of a table: "Geen activeringen"."""
    return say(_NONE[table])


_NONE = {
    "activations": mark("Geen activeringen"),
    "housing": mark("Geen huisvestingslocaties"),
    "contacts": mark("Geen contacten"),
    "partners": mark("Geen partners"),
}


def _counted(parts: tuple[Part, ...]) -> list[str]:
    return [f"{part.count} {part.label}" for part in parts if part.count]

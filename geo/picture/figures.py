"""The headline figures: what each counts, and its value."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from geo.language import mark, say
from geo.picture.filters import NO_RESULT
from geo.vocabulary import RESULTS, TYPES

if TYPE_CHECKING:
    from geo.picture.cube import Cube
    from geo.picture.tally import Tally
    from geo.vocabulary import Term


@dataclass(frozen=True)
class Definition:
    """A headline figure: how it is called, what it counts, and whether it has a share.

    It counts the activations at ``positions`` on an ``axis`` of the cube, all of them when the axis is "".
    With axis None it is not about activations. ``name`` and ``message`` are its label and definition in
    Dutch, marked; a ``term`` is called as its vocabulary calls it.
    """

    code: str
    name: str
    message: str
    axis: str | None = ""
    positions: tuple[int, ...] = ()
    share: bool = True
    term: Term | None = None

    @property
    def label(self) -> str:
        """How it is called, in the language of the reader."""
        return self.term.label if self.term else say(self.name)

    @property
    def definition(self) -> str:
        """What it counts, in the language of the reader."""
        return say(self.message)

    def count(self, cube: Cube) -> int:
        """Return the figure's number of activations in a cube."""
        return int(cube.by(self.axis)[list(self.positions)].sum()) if self.axis else cube.total


COUNTED = ("type", "integral", "result", "open")
"""The axes of the cube that the figures are about."""

_ENFORCEMENT, _CLOSURE = RESULTS.codes.index("dwangmaatregel"), RESULTS.codes.index("sluiting")

FIGURES = (
    Definition(
        "total",
        mark("Activeringen"),
        mark("Het aantal keren dat het platform is geactiveerd, naar de dag van activering."),
        share=False,
    ),
    *(
        Definition(term.code, term.nl, term.message, "type", (position,), term=term)
        for position, term in enumerate(TYPES.terms)
    ),
    Definition(
        "integral",
        mark("Integrale inzet"),
        mark(
            "Activeringen waarbij meerdere organisaties samen optraden, met hun aandeel in alle activeringen."
        ),
        "integral",
        (1,),
    ),
    Definition(
        "enforced",
        mark("Dwangmaatregel of sluiting"),
        mark("Activeringen met als zwaarste resultaat een dwangmaatregel of een sluiting."),
        "result",
        (_ENFORCEMENT, _CLOSURE),
    ),
    Definition(
        "closures",
        mark("Sluitingen"),
        mark("Activeringen met als zwaarste resultaat dat de locatie geheel of deels is gesloten."),
        "result",
        (_CLOSURE,),
    ),
    Definition(
        "open",
        mark("Nog lopend"),
        mark("Activeringen waarvan de inzet nog niet is afgesloten."),
        "open",
        (1,),
    ),
    Definition(
        "housing",
        mark("Huisvestingslocaties"),
        mark(
            "Bekende locaties waar arbeidsmigranten wonen, in de gekozen regio's en landen. Periode, thema en"
            " de andere filters gaan alleen over activeringen."
        ),
        None,
        share=False,
    ),
    Definition(
        "places",
        mark("Plaatsen"),
        mark("Slaapplaatsen in die huisvestingslocaties samen, volgens opgave; niet het aantal bewoners."),
        None,
        share=False,
    ),
)
"""The headline figures in the order of the page, each with the definition that stands at hand."""


@dataclass(frozen=True)
class Figure:
    """A headline figure with its value; ``share`` is of all activations selected."""

    definition: Definition
    value: int
    share: float | None = None


@dataclass(frozen=True)
class Headline:
    """The headline figures by code, and the activations by result."""

    figures: dict[str, Figure]
    results: dict[str, int]


def make_headline(tally: Tally) -> Headline:
    """Return the headline figures; all 0 and without shares for a selection without records."""
    chosen = tally.activations.only(*COUNTED)  # a hundred times smaller
    other = {"housing": int(tally.housing.sum()), "places": int(tally.places.sum())}
    figures = {
        row.code: Figure(row, other[row.code]) if row.axis is None else _figure(row, chosen)
        for row in FIGURES
    }
    return Headline(
        figures, dict(zip((*RESULTS.codes, NO_RESULT), map(int, chosen.by("result")), strict=True))
    )


def _figure(row: Definition, chosen: Cube) -> Figure:
    value, total = row.count(chosen), chosen.total
    return Figure(row, value, value / total if row.share and total else None)

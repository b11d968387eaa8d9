"""The headline figures: what each counts, its value, and its change against the equal period before."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from geo import dutch
from geo.picture.filters import NO_RESULT
from geo.picture.tally import COMPARED, LAST_DAYS
from geo.vocabulary import RESULTS, TYPES

if TYPE_CHECKING:
    from geo.picture.cube import Cube
    from geo.picture.tally import Comparison, Tally


@dataclass(frozen=True)
class Definition:
    """A headline figure: how it is called, what it counts, and whether it has a share and a change.

    It counts the activations at ``positions`` on an ``axis`` of the cube, all of them when the axis is "".
    With axis None it is not about activations.
    """

    code: str
    label: str
    definition: str
    axis: str | None = ""
    positions: tuple[int, ...] = ()
    compared: bool = True
    share: bool = True

    def count(self, cube: Cube) -> int:
        """Return the figure's number of activations in a cube."""
        return int(cube.by(self.axis)[list(self.positions)].sum()) if self.axis else cube.total


_ENFORCEMENT, _CLOSURE = RESULTS.codes.index("dwangmaatregel"), RESULTS.codes.index("sluiting")

FIGURES = (
    Definition(
        "total",
        "Activeringen",
        "Het aantal keren dat het platform is geactiveerd, naar de dag van activering.",
        share=False,
    ),
    *(
        Definition(term.code, term.nl, term.meaning, "type", (position,))
        for position, term in enumerate(TYPES.terms)
    ),
    Definition(
        "integral",
        "Integrale inzet",
        "Activeringen waarbij meerdere organisaties samen optraden, met hun aandeel in alle activeringen.",
        "integral",
        (1,),
    ),
    Definition(
        "enforced",
        "Dwangmaatregel of sluiting",
        "Activeringen met als zwaarste resultaat een dwangmaatregel of een sluiting.",
        "result",
        (_ENFORCEMENT, _CLOSURE),
    ),
    Definition(
        "closures",
        "Sluitingen",
        "Activeringen met als zwaarste resultaat dat de locatie geheel of deels is gesloten.",
        "result",
        (_CLOSURE,),
    ),
    Definition(
        "open",
        "Nog lopend",
        "Activeringen waarvan de inzet nog niet is afgesloten.",
        "open",
        (1,),
        compared=False,  # older deployments have had more time to end
    ),
    Definition(
        "housing",
        "Huisvestingslocaties",
        "Bekende locaties waar arbeidsmigranten wonen, in de gekozen regio's en landen. Periode, thema en de"
        " andere filters gaan alleen over activeringen.",
        None,
        compared=False,
        share=False,
    ),
    Definition(
        "places",
        "Plaatsen",
        "Slaapplaatsen in die huisvestingslocaties samen, volgens opgave; niet het aantal bewoners.",
        None,
        compared=False,
        share=False,
    ),
)
"""The headline figures in the order of the page, each with the definition that stands at hand."""

CHANGE_DEFINITION = (
    "De verandering is het verschil met de even lange periode die er direct aan voorafgaat. Zonder gekozen"
    f" periode zijn dat de laatste {LAST_DAYS} dagen met gegevens en de {LAST_DAYS} dagen daarvoor. Begint de"
    " eerdere periode voor de eerste dag met gegevens, dan staat er 'geen eerdere gegevens'."
)


@dataclass(frozen=True)
class Figure:
    """A headline figure with its value.

    ``share`` is of all activations selected. ``now`` and ``before`` are the values in the two periods
    compared, None when there are none. ``now`` differs from ``value`` when the selection has no period.
    """

    definition: Definition
    value: int
    share: float | None = None
    now: int | None = None
    before: int | None = None

    @property
    def change(self) -> int | None:
        """The difference between the two periods; None when there are no earlier data."""
        return None if self.now is None or self.before is None else self.now - self.before


@dataclass(frozen=True)
class Headline:
    """The headline figures by code, the activations by result, and which periods were compared."""

    figures: dict[str, Figure]
    results: dict[str, int]
    comparison: Comparison | None

    @property
    def compared(self) -> str:
        """Which periods the changes compare, in words, or that there is nothing to compare with."""
        found = self.comparison
        if found is None or found.before is None:
            return "Geen verandering getoond: er zijn geen eerdere gegevens om mee te vergelijken."
        now = f"{dutch.short_day(found.first)} – {dutch.short_day(found.last)}"
        before = f"{dutch.short_day(found.before[0])} – {dutch.short_day(found.before[1])}"
        return f"{now} vergeleken met {before}."


def make_headline(tally: Tally) -> Headline:
    """Return the headline figures; all 0 and without shares for a selection without records."""
    chosen = tally.activations.only(*COMPARED)  # a hundred times smaller
    other = {"housing": int(tally.housing.sum()), "places": int(tally.places.sum())}
    figures = {
        row.code: Figure(row, other[row.code]) if row.axis is None else _figure(row, chosen, tally)
        for row in FIGURES
    }
    results = dict(zip((*RESULTS.codes, NO_RESULT), map(int, chosen.by("result")), strict=True))
    return Headline(figures, results, tally.comparison)


def _figure(row: Definition, chosen: Cube, tally: Tally) -> Figure:
    value, total = row.count(chosen), chosen.total
    return Figure(
        row,
        value,
        share=value / total if row.share and total else None,
        now=row.count(tally.now) if row.compared and tally.now else None,
        before=row.count(tally.before) if row.compared and tally.before else None,
    )

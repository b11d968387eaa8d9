"""What the number of activations of a region is divided by, to compare regions of different sizes."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from geo import dutch
from geo.picture.classes import Classes


@dataclass(frozen=True)
class Denominator:
    """What the activations of a region are divided by: a ``column`` of the region table.

    The rate is the measure called ``measure``, for each ``per`` of it on screens, with so many ``decimals``
    and on maps in ``classes``; for each ``command_per`` on the command line. ``code`` is its name there.
    """

    code: str
    measure: str
    column: str
    noun: str
    per: int
    command_per: int
    decimals: int
    classes: Classes
    definition: str

    @cached_property
    def label(self) -> str:
        """What the rate is called, such as "Per 1.000 plaatsen"."""
        return f"Per {dutch.number(self.per)} {self.noun}"


DENOMINATORS = (
    Denominator(
        "places",
        "per_1000_places",
        "places",
        "plaatsen",
        1_000,
        100,
        1,
        Classes((0, 1, 2, 4, 8)),
        "Activeringen per 1.000 plaatsen (slaapplaatsen) in de bekende huisvestingslocaties van de regio."
        " Zonder bekende plaatsen zijn er geen gegevens.",
    ),
    Denominator(
        "locations",
        "per_100_locations",
        "housing",
        "locaties",
        100,
        100,
        1,
        Classes((0, 5, 10, 20, 40)),
        "Activeringen per 100 bekende huisvestingslocaties in de regio, groot of klein. Zonder bekende"
        " locaties zijn er geen gegevens.",
    ),
    Denominator(
        "inhabitants",
        "per_100k_inhabitants",
        "inhabitants",
        "inwoners",
        100_000,
        100_000,
        2,
        Classes((0, 0.2, 0.5, 1, 2)),
        "Activeringen per 100.000 inwoners van de regio (CBS, 1 januari 2020).",
    ),
    Denominator(
        "km2",
        "per_1000_km2",
        "land_km2",
        "km²",
        1_000,
        1_000,
        1,
        Classes((0, 1, 2, 5, 10)),
        "Activeringen per 1.000 vierkante kilometer land van de regio.",
    ),
)
"""Their classes are set by hand, reviewed once a year, and depend on no data: prints of different weeks can
be laid side by side."""


def denominator(code: str) -> Denominator:
    """Return the denominator called ``code``; KeyError when there is none."""
    return {one.code: one for one in DENOMINATORS}[code]

"""What the number of activations of a region is divided by, to compare regions of different sizes."""

from __future__ import annotations

from dataclasses import dataclass

from geo import dutch
from geo.language import mark, say
from geo.picture.classes import Classes


@dataclass(frozen=True)
class Denominator:
    """What the activations of a region are divided by: a ``column`` of the region table.

    The rate is the measure called ``measure``, for each ``per`` of it on screens, with so many ``decimals``
    and on maps in ``classes``; for each ``command_per`` on the command line. ``code`` is its name there.
    ``word`` and ``message`` are its noun and its definition in Dutch, marked.
    """

    code: str
    measure: str
    column: str
    word: str
    per: int
    command_per: int
    decimals: int
    classes: Classes
    message: str

    @property
    def noun(self) -> str:
        """What there are several of, in the language of the reader."""
        return say(self.word)

    @property
    def label(self) -> str:
        """What the rate is called, such as "Per 1.000 plaatsen"."""
        return say("Per {size} {noun}", size=dutch.number(self.per), noun=self.noun)

    @property
    def definition(self) -> str:
        """What the rate is, in the language of the reader."""
        return say(self.message)


DENOMINATORS = (
    Denominator(
        "places",
        "per_1000_places",
        "places",
        mark("plaatsen"),
        1_000,
        100,
        1,
        Classes((0, 1, 2, 4, 8)),
        mark(
            "Activeringen per 1.000 plaatsen (slaapplaatsen) in de bekende huisvestingslocaties van de regio."
            " Zonder bekende plaatsen zijn er geen gegevens."
        ),
    ),
    Denominator(
        "locations",
        "per_100_locations",
        "housing",
        mark("locaties"),
        100,
        100,
        1,
        Classes((0, 5, 10, 20, 40)),
        mark(
            "Activeringen per 100 bekende huisvestingslocaties in de regio, groot of klein. Zonder bekende"
            " locaties zijn er geen gegevens."
        ),
    ),
    Denominator(
        "inhabitants",
        "per_100k_inhabitants",
        "inhabitants",
        mark("inwoners"),
        100_000,
        100_000,
        2,
        Classes((0, 0.2, 0.5, 1, 2)),
        mark("Activeringen per 100.000 inwoners van de regio (CBS, 1 januari 2020)."),
    ),
    Denominator(
        "km2",
        "per_1000_km2",
        "land_km2",
        mark("km²"),
        1_000,
        1_000,
        1,
        Classes((0, 1, 2, 5, 10)),
        mark("Activeringen per 1.000 vierkante kilometer land van de regio."),
    ),
)
"""Their classes are set by hand, reviewed once a year, and depend on no data: prints of different weeks can
be laid side by side."""


def denominator(code: str) -> Denominator:
    """Return the denominator called ``code``; KeyError when there is none."""
    return {one.code: one for one in DENOMINATORS}[code]

"""What the number of activations of a region is divided by, to compare regions of different sizes."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Denominator:
    """What the activations of a region are divided by: a column of the region table.

    Rates are for each ``per`` of it on screens, with so many ``decimals``, and for each ``command_per`` on
    the command line.
    """

    code: str
    column: str
    label: str
    noun: str
    per: int
    command_per: int
    decimals: int
    definition: str


DENOMINATORS = (
    Denominator(
        "places",
        "places",
        "Per 1.000 plaatsen",
        "plaatsen",
        1_000,
        100,
        1,
        "Activeringen per 1.000 plaatsen (slaapplaatsen) in de bekende huisvestingslocaties van de regio.",
    ),
    Denominator(
        "locations",
        "housing",
        "Per 100 locaties",
        "locaties",
        100,
        100,
        1,
        "Activeringen per 100 bekende huisvestingslocaties in de regio, groot of klein.",
    ),
    Denominator(
        "inhabitants",
        "inhabitants",
        "Per 100.000 inwoners",
        "inwoners",
        100_000,
        100_000,
        2,
        "Activeringen per 100.000 inwoners van de regio (CBS, 1 januari 2020).",
    ),
    Denominator(
        "km2",
        "land_km2",
        "Per 1.000 km²",
        "km²",
        1_000,
        1_000,
        1,
        "Activeringen per 1.000 vierkante kilometer land van de regio.",
    ),
)


def denominator(code: str) -> Denominator:
    """Return the denominator called ``code``; KeyError when there is none."""
    return {one.code: one for one in DENOMINATORS}[code]

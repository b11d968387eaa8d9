"""What each audience gets of each column: the one table of which redaction, guide and preview are made.

Whoever sees all gets everything, and a region everything of its own. The table is about the others; a column
that is not in it is given to nobody.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from geo.access.viewers import OF_REGION, OF_ZONE, PUBLIC
from geo.language import mark, say
from geo.records import ACTIVATIONS, CONTACTS, HOUSING, PARTNERS

if TYPE_CHECKING:
    from collections.abc import Mapping

Given = Literal["whole", "hidden", "alike", "town", "square", "from five", "counted"]
"""How a value is given: as it is; not; not, but the picture needs one, so all get the first word there is;
the municipality, or a square of 5 km, in its place; a number from FEWEST on; only counted by region, never
shown by itself."""

UNTOLD: frozenset[Given] = frozenset({"hidden", "alike", "counted"})
"""How a value is given that is nowhere shown by itself, and answers nothing."""

GIVEN_WORDS: dict[Given, str] = {
    "whole": mark("geheel"),
    "hidden": mark("afgeschermd"),
    "alike": mark("afgeschermd"),
    "town": mark("per gemeente, over de grens per vlak van 5 km"),
    "square": mark("per vlak van 5 km"),
    "from five": mark("vanaf 5; minder is afgeschermd"),
    "counted": mark("alleen geteld per regio"),
}
"""How each is called, marked."""

FEWEST = 5
"""The least number of people that is told to who gets a column "from five"."""

AUDIENCES_CUT = (OF_REGION, OF_ZONE, PUBLIC)
"""The audiences that do not get everything, in the order of the columns below."""

_PLACE: Mapping[str, tuple[Given, Given, Given]] = {
    "place": ("hidden", "hidden", "hidden"),
    "municipality": ("whole", "hidden", "hidden"),
    "region": ("whole", "whole", "counted"),
    "country": ("whole", "whole", "counted"),
    "lat": ("town", "square", "hidden"),
    "lon": ("town", "square", "hidden"),
    "note": ("hidden", "hidden", "hidden"),
    "district": ("whole", "whole", "hidden"),
    "precision": ("town", "square", "hidden"),
}

GIVEN: Mapping[str, Mapping[str, tuple[Given, Given, Given]]] = {
    ACTIVATIONS.name: {
        "reference": ("hidden", "hidden", "hidden"),
        "signalled_on": ("whole", "whole", "hidden"),
        "activated_on": ("whole", "whole", "hidden"),
        "closed_on": ("whole", "whole", "hidden"),
        "type": ("whole", "whole", "alike"),
        "themes": ("whole", "whole", "hidden"),
        "infections": ("whole", "whole", "hidden"),
        "source": ("whole", "whole", "hidden"),
        "reporter": ("hidden", "hidden", "hidden"),
        "sector": ("whole", "whole", "hidden"),
        "integral": ("whole", "whole", "hidden"),
        "organisations": ("whole", "whole", "hidden"),
        "result": ("whole", "whole", "hidden"),
        "report": ("hidden", "hidden", "hidden"),
        **_PLACE,
    },
    HOUSING.name: {
        "reference": ("hidden", "hidden", "hidden"),
        "name": ("hidden", "hidden", "hidden"),
        "kind": ("whole", "whole", "hidden"),
        "capacity": ("whole", "whole", "counted"),
        "occupants": ("whole", "from five", "hidden"),
        "certified": ("whole", "whole", "hidden"),
        "work_region": ("whole", "whole", "hidden"),
        **_PLACE,
    },
    CONTACTS.name: {
        "reference": ("whole", "whole", "hidden"),
        "organisation": ("whole", "whole", "hidden"),
        "authority": ("whole", "whole", "hidden"),
        "area": ("whole", "whole", "hidden"),
        "role": ("whole", "whole", "hidden"),
        "languages": ("whole", "whole", "hidden"),
        "phone": ("whole", "whole", "hidden"),
        "mail": ("whole", "whole", "hidden"),
        "valid_from": ("whole", "whole", "hidden"),
        "valid_until": ("whole", "whole", "hidden"),
        "checked_on": ("whole", "whole", "hidden"),
        "note": ("hidden", "hidden", "hidden"),
    },
    # what a partner counts as a location must be known to everybody who reads the number
    PARTNERS.name: {
        **{column.name: ("whole", "whole", "whole") for column in PARTNERS.columns},
        "note": ("hidden", "hidden", "hidden"),
    },
}
"""By the names of table and column: what a region gets of others, a partner of the zone, and the public."""

_NOTHING: tuple[Given, Given, Given] = ("hidden", "hidden", "hidden")


def given(table: str, column: str, audience: str) -> Given:
    """Return how an audience that does not see all gets a column; "hidden" for one that nobody spoke of."""
    return GIVEN.get(table, {}).get(column, _NOTHING)[AUDIENCES_CUT.index(audience)]


def given_word(how: Given) -> str:
    """Return how a column is given, in the language of the reader."""
    return say(GIVEN_WORDS[how])

"""One stored value as a person reads it: labels for codes, names for areas, days and numbers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geo.areas import load_boundaries, names_in
from geo.dutch import number
from geo.language import mark, say

if TYPE_CHECKING:
    from collections.abc import Callable

    from geo.records.table import Column

NOTHING = "–"

ACTION_WORDS = {
    "import": mark("ingelezen"),
    "edit": mark("bewerkt"),
    "close": mark("afgesloten"),
    "withdraw": mark("ingetrokken"),
    "demo": mark("fictieve demogegevens"),
    "restore": mark("teruggezet"),
    "undo": mark("teruggedraaid"),
    "erase": mark("geleegd"),
}
"""What was done in a change, by ``Change.action``; the texts are marked."""

OUTCOME_WORDS = {
    "withdrawn": mark("Ingetrokken"),
    "restored": mark("Terug naar de vorige versie"),
    "returned": mark("Weer opgenomen"),
    "left": mark("Later gewijzigd: blijft zo"),
}
"""What undoing a change does to a record, by ``undo.OUTCOMES``; the texts are marked."""


_TYPED = {None: mark("vastgelegd"), 1: mark("toegevoegd")}


def done(action: str, undoes: int | None = None, version: int | None = None) -> str:
    """Return what was done in a change, with the number of the change that it takes back.

    ``version`` is that of the record it is about: the first version of what was typed was added. Without
    one it may have been either.
    """
    if action == "edit" and version in _TYPED:
        return say(_TYPED[version])
    what = say(ACTION_WORDS[action])
    return say("{what} (wijziging {number})", what=what, number=undoes) if undoes else what


def worded(column: Column, stored: str) -> str:
    """Return a value of ``column`` as it is shown, from its text in the store (``rows.as_text``).

    Nothing, "", is a dash. What is not in a vocabulary or no area we know, which only another program can
    have written, stays as it is. The result holds what somebody typed: show it as data.
    """
    if not stored:
        return NOTHING
    return _WORDING.get(column.kind, _as_it_is)(column, stored)


def _as_it_is(_: Column, stored: str) -> str:
    return stored


def _label(column: Column, stored: str) -> str:
    return column.vocabulary.label(stored) if column.vocabulary else stored


def _labels(column: Column, stored: str) -> str:
    return ", ".join(_label(column, code) for code in stored.split(","))


def _day(_: Column, stored: str) -> str:
    return "-".join(reversed(stored.split("-")))


def _region(_: Column, stored: str) -> str:
    return str(load_boundaries().regions["name"].get(stored, stored))


def _municipality(_: Column, stored: str) -> str:
    """Return the name of a municipality or border district, which share this kind."""
    return names_in().get(stored, stored)


def _area(_: Column, stored: str) -> str:
    """Return the name of a region, a border district or a Euregion."""
    return names_in().get(stored, stored)


def _areas(_: Column, stored: str) -> str:
    names = names_in()
    return ", ".join(names.get(code, code) for code in stored.split(", "))


_YES_NO = {"ja": mark("Ja"), "nee": mark("Nee")}

_WORDING: dict[str, Callable[[Column, str], str]] = {
    "code": _label,
    "codes": _labels,
    "day": _day,
    "yes_no": lambda _, stored: say(_YES_NO[stored]) if stored in _YES_NO else stored,
    "count": lambda _, stored: number(int(stored)),
    "degrees": lambda _, stored: stored.replace(".", ","),
    "region": _region,
    "municipality": _municipality,
    "area": _area,
    "contact_area": _area,
    "nested_areas": _areas,
}

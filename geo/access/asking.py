"""What a viewer may ask: what is withheld, or only counted, selects nothing, and answers nothing, either."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from geo.access.columns import UNTOLD, given
from geo.access.redaction import BAND_KM
from geo.access.viewers import OF_REGION, OF_ZONE, PUBLIC
from geo.errors import AccessError
from geo.language import mark, plural, say
from geo.picture import QUERY, RULES, Selection
from geo.plain_text import quote
from geo.records import ACTIVATIONS

if TYPE_CHECKING:
    from geo.access.viewers import Viewer

_WHERE = ("regions", "countries")
"""Filters on areas as a whole: whoever is told counts by region may choose among the regions."""


def allowed(selection: Selection, viewer: Viewer) -> tuple[Selection, list[str]]:
    """Return a selection without the filters that tell what a viewer may not see, and a notice on those."""
    if viewer.sees_all:
        return selection, []
    none = Selection()
    dropped = [
        row
        for row in QUERY
        if row.field in _closed_to(viewer) and getattr(selection, row.field) != getattr(none, row.field)
    ]
    if not dropped:
        return selection, []
    changes: dict[str, Any] = {row.field: getattr(none, row.field) for row in dropped}
    notice = plural(
        "Filter {filters} is weggelaten: dat is niet voor dit publiek ({viewer}).",
        "Filters {filters} zijn weggelaten: die zijn niet voor dit publiek ({viewer}).",
        len(dropped),
        filters=quote([row.name for row in dropped]),
        viewer=viewer.label,
    )
    return replace(selection, **changes), [notice]


@dataclass(frozen=True)
class Needs:
    """What an answer is made of: columns, as pairs of a table and a column; ``country`` when all regions."""

    columns: tuple[tuple[str, str], ...] = ()
    country: bool = False


def require(viewer: Viewer, what: str, needs: Needs) -> None:
    """Raise AccessError, with what can be had, when an answer is made of what a viewer does not get.

    A column that is only counted by region makes no other answer. ``what`` is what is asked for, as it was.
    """
    if viewer.audience == OF_ZONE and needs.country:
        raise _refused(viewer, what)
    if viewer.audience in (OF_ZONE, PUBLIC) and any(
        given(table, column, viewer.audience) in UNTOLD for table, column in needs.columns
    ):
        raise _refused(viewer, what)


def _refused(viewer: Viewer, what: str) -> AccessError:
    return AccessError(
        say(
            "{what} is niet voor dit publiek ({viewer}). {instead}",
            what=quote([what]),
            viewer=viewer.label,
            instead=say(_INSTEAD[viewer.audience]),
        )
    )


_INSTEAD = {
    OF_ZONE: mark(
        "Wel: de records van de zone zonder namen en teksten, de aantallen van beide kanten en de kaart."
    ),
    PUBLIC: mark(
        "Wel: de aantallen per veiligheidsregio, als getallen (counts --by region), tabel (export --what"
        " regions) en kaart (draw --what map)."
    ),
}
"""What each audience can have, marked."""


def depth_for(viewer: Viewer, km: int) -> int:
    """Return how deep a strip a viewer may ask for, at most ``km``: whole bands, at least one."""
    return km if viewer.audience not in (OF_REGION, OF_ZONE) else max(BAND_KM, km // BAND_KM * BAND_KM)


def _closed_to(viewer: Viewer) -> set[str]:
    return {
        rule.field
        for rule in RULES[ACTIVATIONS.name]
        if rule.field not in _WHERE and given(ACTIVATIONS.name, rule.column, viewer.audience) != "whole"
    }

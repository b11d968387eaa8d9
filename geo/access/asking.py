"""What a viewer may filter by: what is withheld, or only counted, selects nothing either."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from geo.access.columns import given
from geo.language import plural
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


def _closed_to(viewer: Viewer) -> set[str]:
    return {
        rule.field
        for rule in RULES[ACTIVATIONS.name]
        if rule.field not in _WHERE and given(ACTIVATIONS.name, rule.column, viewer.audience) != "whole"
    }

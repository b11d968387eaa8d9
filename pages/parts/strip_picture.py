"""A strip along a border counted for a page, and the map of it; what outlives a filter is kept."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from geo import dutch, layers
from geo.access import FEWEST
from geo.areas import load_borders
from geo.language import plural, say
from geo.layers import Shown
from geo.picture import (
    describe,
    name_strip,
    read_agreements,
    reconcile_strip,
    strip_metres,
    take_strip,
    tell_homes,
)
from pages.parts import region_map
from pages.parts.remembered import remembered

if TYPE_CHECKING:
    from collections.abc import Mapping

    import numpy as np
    from numpy.typing import NDArray

    from geo.picture import Agreements, Asked, Selection, Strip
    from geo.store import Snapshot


def taken(snapshot: Snapshot, selection: Selection, asked: Asked) -> Strip:
    """Return a strip counted; not to be changed."""
    return _taken(snapshot, snapshot.state, selection, asked)


@remembered(16)
def _taken(_snapshot: Snapshot, key: tuple[object, ...], selection: Selection, asked: Asked) -> Strip:
    far = _metres(_snapshot, key, asked.border)
    return take_strip(_snapshot.activations, _snapshot.housing, selection, asked, far)


@remembered(8)
def _metres(_snapshot: Snapshot, key: tuple[object, ...], border: str) -> Mapping[str, NDArray[np.float64]]:
    """Return how far every record is from a border: no filter or depth changes it."""
    return strip_metres(_snapshot, border)


def agreed(snapshot: Snapshot) -> Agreements:
    """Return what the partners deliver, as the records of this snapshot say."""
    return _agreed(snapshot, snapshot.state)


@remembered(8)
def _agreed(_snapshot: Snapshot, key: tuple[object, ...]) -> Agreements:
    return read_agreements(_snapshot.partners, _snapshot.homes)


@remembered(64)
def _outline(border: str, km: float, areas: tuple[str, ...]) -> layers.Outline:
    return layers.draw_outline(load_borders().strip(border, km, areas))


def shown(
    snapshot: Snapshot, selection: Selection, found: Strip, view: tuple[float, float, float] | None
) -> Shown:
    """Return the map of a strip: the records in it, the rest faded, both sides drawn the same."""
    made = _shown(snapshot, selection, found)
    return replace(made, view=view) if view else made


@remembered(16)
def _shown(_snapshot: Snapshot, selection: Selection, found: Strip) -> Shown:
    asked = found.asked
    lodging = region_map.layer(_snapshot, _snapshot.state, "housing")
    activations = region_map.layer(_snapshot, _snapshot.state, "activations")
    outline = _outline(asked.border, asked.km, asked.areas)
    return Shown(
        points=(lodging.layer, activations.layer),
        rows={
            "huisvesting": lodging.rows(found.housing),
            "activeringen": activations.rows(found.activations),
        },
        notes={code: _note(found.figures(code)) for code in asked.areas},
        selection=selection.to_query(),
        selected=asked.zone.areas if asked.zone else (),
        caption=layers.Caption(
            title=name_strip(found),
            filters=" · ".join(chip.label for chip in describe(selection)),
            demo=say("FICTIEF") if _snapshot.demo else "",
            foot=(
                reconcile_strip(found, "activations"),
                say("Bron: {source}", source=say(region_map.SOURCE)),
                say("Stand {moment}", moment=dutch.moment(_snapshot.as_of)),
            ),
        ),
        strip=layers.strip_layer(outline, found, agreed(_snapshot).silent),
    )


def withheld(snapshot: Snapshot, found: Strip) -> str:
    """Return of how many locations in the strip the occupants are withheld; "" when of none."""
    few = int(found.housing[list(snapshot.reduction.few)].sum())
    if not few:
        return ""
    return plural(
        "Van {count} locatie zijn de bewoners afgeschermd, want minder dan {fewest}: zij tellen niet mee.",
        "Van {count} locaties zijn de bewoners afgeschermd, want minder dan {fewest}: zij tellen niet mee.",
        few,
        count=dutch.number(few),
        fewest=FEWEST,
    )


def _note(figures: Mapping[str, int]) -> tuple[str, ...]:
    return (
        say("In de strook:"),
        dutch.counted(figures["activations"], "activering", "activeringen"),
        say("Huisvesting: {homes}", homes=tell_homes(figures["housing"], figures["places"])),
    )

"""Changed records as points: the colour tells what happened, the shape which table the record is in."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from geo.language import say
from geo.layers import palette
from geo.layers.points import ROUGH, PointLayer
from geo.layers.tables import DRAWN
from geo.store import CHANGE_KINDS

if TYPE_CHECKING:
    from geo.picture import Changed

CHANGE_FILLS = {"new": "#0072b2", "changed": "#f0c808", "closed": "#4d4d4d", "corrected": "#d55e9a"}
"""Colour of each kind of change; a withdrawn record is on no map. They differ in lightness too."""


def change_layer(changed: Changed) -> PointLayer:
    """Return the changed records that have a place as a layer; the legend names the kinds there are."""
    make, shape, radius = DRAWN[changed.table.name]
    frame = changed.shown
    located = np.isfinite(frame["lon"]).to_numpy() & np.isfinite(frame["lat"]).to_numpy()
    hollow = frame["precision"].isin(ROUGH).to_numpy()[located]
    kinds = changed.statuses.cat.codes.to_numpy()[located].astype(np.intp)
    distinct, looks = np.unique(2 * kinds + hollow, return_inverse=True)
    marks = [_mark(shape, radius, CHANGE_KINDS.codes[look // 2], bool(look % 2)) for look in distinct]
    layer = make(frame).marked(say("Wat"), looks, marks)
    present = [CHANGE_KINDS.codes[kind] for kind in np.unique(kinds)]
    legend = [_mark(shape, radius, code) for code in present]
    if hollow.any():
        legend.append(
            (_mark(shape, radius, present[0], hollow=True)[0], say("Alleen plaats of gemeente bekend"))
        )
    entries = [{"sprite": sprite, "label": label} for sprite, label in legend]
    return PointLayer(layer.payload | {"legend": entries})


def _mark(shape: str, radius: float, code: str, hollow: bool = False) -> tuple[dict[str, Any], str]:
    sprite = {
        "shape": shape,
        "fills": [CHANGE_FILLS[code]],
        "radius": radius,
        "ring": False,
        "hollow": hollow,
        "stroke": palette.MARK_STROKE,
    }
    return sprite, CHANGE_KINDS.label(code)

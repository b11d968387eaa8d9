"""A strip as the browser gets it: small, closed outlines; nothing when it is empty."""

from __future__ import annotations

import json

from geo.areas import load_borders
from geo.layers import Shown, draw_outline, strip_layer
from geo.picture import Asked, Selection, take_strip
from tests.toy_snapshot import activations, housing

FOUND = take_strip(activations(), housing(), Selection(), Asked("nl-de", 20))


def test_an_outline_is_closed_lies_in_its_bounds_and_is_small() -> None:
    layer = strip_layer(draw_outline(load_borders().strip("nl-de", 20)), FOUND)
    assert all(ring[0] == ring[-1] for ring in layer.rings)
    assert layer.bounds
    (south, west), (north, east) = layer.bounds
    assert all(west <= lon <= east and south <= lat <= north for ring in layer.rings for lon, lat in ring)
    assert len(json.dumps(layer.value)) < 60_000
    assert layer.named[:2] == ("VR01", "DE03454")


def test_nothing_to_draw() -> None:
    layer = strip_layer(draw_outline(load_borders().strip("nl-de", 20, within=())), FOUND)
    assert (layer.rings, layer.bounds, layer.flows) == ((), None, ())
    assert '"strip":null' in Shown().script_value()

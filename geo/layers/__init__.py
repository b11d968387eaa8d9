"""The map: the base map, and what the filters show on it as one small value that JavaScript beside it draws.

Imports ``picture`` and what is above it. All text is data for ``textContent`` or a canvas; values are tested
in Python, their drawing in a real browser.
"""

from geo.layers.assets import TILE_HOSTS, asset_url, find_asset
from geo.layers.bivariate import blind_spot_notes, make_bivariate
from geo.layers.browser import base_map, feature_group, frame_assets
from geo.layers.changes import change_layer
from geo.layers.choropleth import CHANCE_LABEL, Choropleth, Entry, Grid, make_choropleth
from geo.layers.coded import CodedLayer, coded_layer
from geo.layers.palette import (
    HIGHLIGHT,
    HOUSING,
    PAIRS,
    RATES,
    THEME_COLOURS,
    TYPE_COLOURS,
    ZERO,
    Colour,
    ink_on,
)
from geo.layers.points import PointLayer, activation_layer, housing_layer
from geo.layers.script import script_json
from geo.layers.short_names import short_name
from geo.layers.shown import NEAR, Caption, Near, Shown
from geo.layers.sketch import SketchLayer
from geo.layers.strip import Outline, draw_outline, strip_layer
from geo.layers.tables import DRAWN
from geo.layers.tips import area_figures, chance_regions, municipality_figures, rate_notes

__all__ = [
    "CHANCE_LABEL",
    "DRAWN",
    "HIGHLIGHT",
    "HOUSING",
    "NEAR",
    "PAIRS",
    "RATES",
    "THEME_COLOURS",
    "TILE_HOSTS",
    "TYPE_COLOURS",
    "ZERO",
    "Caption",
    "Choropleth",
    "CodedLayer",
    "Colour",
    "Entry",
    "Grid",
    "Near",
    "Outline",
    "PointLayer",
    "Shown",
    "SketchLayer",
    "activation_layer",
    "area_figures",
    "asset_url",
    "base_map",
    "blind_spot_notes",
    "chance_regions",
    "change_layer",
    "coded_layer",
    "draw_outline",
    "feature_group",
    "find_asset",
    "frame_assets",
    "housing_layer",
    "ink_on",
    "make_bivariate",
    "make_choropleth",
    "municipality_figures",
    "rate_notes",
    "script_json",
    "short_name",
    "strip_layer",
]

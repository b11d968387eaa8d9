"""The map: the base map, and what the filters show on it as one small value that JavaScript beside it draws.

Imports ``picture`` and what is above it. All text is data for ``textContent`` or a canvas; values are tested
in Python, their drawing in a real browser.
"""

from geo.layers.assets import TILE_HOSTS, asset_url, find_asset
from geo.layers.browser import base_map, feature_group, frame_assets
from geo.layers.changes import change_layer
from geo.layers.choropleth import Choropleth, Entry, make_choropleth
from geo.layers.palette import ink_on
from geo.layers.points import PointLayer, activation_layer, housing_layer
from geo.layers.script import script_json
from geo.layers.shown import Shown
from geo.layers.tables import DRAWN
from geo.layers.tips import district_tips, homes_by_district, region_tips

__all__ = [
    "DRAWN",
    "TILE_HOSTS",
    "Choropleth",
    "Entry",
    "PointLayer",
    "Shown",
    "activation_layer",
    "asset_url",
    "base_map",
    "change_layer",
    "district_tips",
    "feature_group",
    "find_asset",
    "frame_assets",
    "homes_by_district",
    "housing_layer",
    "ink_on",
    "make_choropleth",
    "region_tips",
    "script_json",
]

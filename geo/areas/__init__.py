"""Where things are: regions, municipalities, districts and borders, and which of them holds a point.

Imports the ground floor only. The one place that reprojects (``crs``) and that reads the boundary file.
Tested on a toy country of squares (``tests/toy_country.py``), and on the real one against its sources.
"""

from geo.areas.adjacent import across_border, country_of, neighbours
from geo.areas.atlas import Ground, from_metric, ground
from geo.areas.border_zones import (
    Zone,
    euregios,
    euregios_of,
    find_zone,
    touching,
    zone_areas,
    zone_codes,
    zones,
)
from geo.areas.borders import ABROAD, DEPTH_KM, HOME, LEAST_KM, MOST_KM, Borders, load_borders
from geo.areas.boundaries import (
    AREA_CODES,
    ATTRIBUTION,
    DISTRICT_CODES,
    REGION_CODES,
    Boundaries,
    load_boundaries,
)
from geo.areas.called import name_in, named_by_code, names_in, zone_name
from geo.areas.crs import METRIC, STORED, area_km2, metric_xy, to_metric, to_stored
from geo.areas.drawn import browser_layers, browser_places
from geo.areas.gazetteer import PLACES_ATTRIBUTION, Gazetteer, Spot, is_postal_code, load_gazetteer
from geo.areas.geocode import LONGEST_QUERY, Found, Geocoder, geocoder
from geo.areas.locator import (
    FINE,
    NO_DEGREES,
    NULL,
    OUTSIDE,
    RD,
    SWAPPED,
    Locator,
    Place,
    load_locator,
    locate,
)
from geo.areas.metres import CODES as SYSTEM_CODES
from geo.areas.metres import degrees_from, recognised, system_label
from geo.areas.names import MunicipalityWords, Names, area_names, known_names
from geo.areas.signs import REGION_SIGNS
from geo.areas.squares import SQUARE_KM, middle_of_square
from geo.areas.wide import NESTED_CODES, lies_in

__all__ = [
    "ABROAD",
    "AREA_CODES",
    "ATTRIBUTION",
    "DEPTH_KM",
    "DISTRICT_CODES",
    "FINE",
    "HOME",
    "LEAST_KM",
    "LONGEST_QUERY",
    "METRIC",
    "MOST_KM",
    "NESTED_CODES",
    "NO_DEGREES",
    "NULL",
    "OUTSIDE",
    "PLACES_ATTRIBUTION",
    "RD",
    "REGION_CODES",
    "REGION_SIGNS",
    "SQUARE_KM",
    "STORED",
    "SWAPPED",
    "SYSTEM_CODES",
    "Borders",
    "Boundaries",
    "Found",
    "Gazetteer",
    "Geocoder",
    "Ground",
    "Locator",
    "MunicipalityWords",
    "Names",
    "Place",
    "Spot",
    "Zone",
    "across_border",
    "area_km2",
    "area_names",
    "browser_layers",
    "browser_places",
    "country_of",
    "degrees_from",
    "euregios",
    "euregios_of",
    "find_zone",
    "from_metric",
    "geocoder",
    "ground",
    "is_postal_code",
    "known_names",
    "lies_in",
    "load_borders",
    "load_boundaries",
    "load_gazetteer",
    "load_locator",
    "locate",
    "metric_xy",
    "middle_of_square",
    "name_in",
    "named_by_code",
    "names_in",
    "neighbours",
    "recognised",
    "system_label",
    "to_metric",
    "to_stored",
    "touching",
    "zone_areas",
    "zone_codes",
    "zone_name",
    "zones",
]

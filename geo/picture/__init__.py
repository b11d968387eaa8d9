"""The answers to a page's questions about the selected records: one pass (``tally``), then small functions.

Imports ``store`` and what is above it; draws nothing and writes no file.
"""

from geo.picture.beside import beside, beside_mask, homes_by_area, tell_beside
from geo.picture.blind_spot_words import add_up, places_labels, summarise_blind_spots, visits_labels
from geo.picture.blind_spots import (
    MANY,
    MUNICIPALITY,
    NO_DATA,
    NOT_CHOSEN,
    REGION,
    USUAL_WEEKS,
    WEEKS,
    BlindSpots,
    find_blind_spots,
)
from geo.picture.breakdowns import COUNTS, UNKNOWN, Counts, Matrix, counts, per_week, theme_type_matrix
from geo.picture.briefing import brief
from geo.picture.changes import CHANGE_PLACES, Changed, changed_within, list_changed
from geo.picture.classes import Classes
from geo.picture.comparison import (
    chance_range,
    rank_shown,
    read_funnel,
    read_map,
    read_ranking,
    read_region,
    summarise_density,
)
from geo.picture.contrasts import CONTRASTS, Contrast, first_sides, period_side, read_period, take_side
from geo.picture.denominators import DENOMINATORS, Denominator, denominator
from geo.picture.density import (
    ALPHA,
    LIMITS,
    Density,
    compare_regions,
    compare_selection,
    find_limits,
    nationwide,
)
from geo.picture.districts import district_table
from geo.picture.figures import FIGURES, Figure, Headline, make_headline
from geo.picture.filters import QUERY, RESULTS_OR_NONE, Query, area_vocabulary, read_values, region_vocabulary
from geo.picture.homes_words import NO_HOMES, NO_HOMES_NOTE, homes_cell, tell_homes
from geo.picture.listing import Listed, list_activations
from geo.picture.masks import FILTERING, RULES, Rule, activation_mask, coded_column, housing_mask
from geo.picture.morning import NEWS, Morning, News, morning_news, yesterday_morning
from geo.picture.municipalities import (
    SIGNS,
    UNNAMED,
    WITHIN,
    municipality_table,
    read_municipalities,
)
from geo.picture.partner_table import Partner, partners, silent_areas
from geo.picture.per_worker import PER, sector_rates
from geo.picture.periods import PERIODS
from geo.picture.portrait_words import read_housing, read_integral, read_results, read_split, read_weeks
from geo.picture.portraits import Portrait, make_portraits
from geo.picture.reconciliation import PARTS, Reconciliation, detail, parts_of, reconcile, sentence
from geo.picture.recurrence import summarise_sectors
from geo.picture.regions import (
    MEASURE_WORDS,
    MEASURES,
    STATES,
    Measure,
    chosen_regions,
    is_chosen,
    measure,
    rank_regions,
    region_table,
)
from geo.picture.sectors import (
    ELSEWHERE,
    EVERY,
    OUTCOMES,
    Sectors,
    make_sectors,
    sector_label,
)
from geo.picture.selection import (
    Chip,
    Selection,
    describe,
    from_query,
    without,
)
from geo.picture.shares import Share, share_of
from geo.picture.splits import NOT_SAID, SPLIT_COLUMNS, SPLITS, split, split_whole
from geo.picture.strip import SUMS, Asked, Strip, border_metres, take_strip
from geo.picture.strip_words import (
    BORDER_NAMES,
    name_strip,
    reconcile_strip,
    summarise_strip,
    tell_zone,
    zone_day,
)
from geo.picture.summary import before_words, course, now_words, standing_out, summarise
from geo.picture.surroundings import Beside, Surroundings, look_around, read_around
from geo.picture.tally import Comparison, Tally, take_tally

__all__ = [
    "ALPHA",
    "BORDER_NAMES",
    "CHANGE_PLACES",
    "CONTRASTS",
    "COUNTS",
    "DENOMINATORS",
    "ELSEWHERE",
    "EVERY",
    "FIGURES",
    "FILTERING",
    "LIMITS",
    "MANY",
    "MEASURES",
    "MEASURE_WORDS",
    "MUNICIPALITY",
    "NEWS",
    "NOT_CHOSEN",
    "NOT_SAID",
    "NO_DATA",
    "NO_HOMES",
    "NO_HOMES_NOTE",
    "OUTCOMES",
    "PARTS",
    "PER",
    "PERIODS",
    "QUERY",
    "REGION",
    "RESULTS_OR_NONE",
    "RULES",
    "SIGNS",
    "SPLITS",
    "SPLIT_COLUMNS",
    "STATES",
    "SUMS",
    "UNKNOWN",
    "UNNAMED",
    "USUAL_WEEKS",
    "WEEKS",
    "WITHIN",
    "Asked",
    "Beside",
    "BlindSpots",
    "Changed",
    "Chip",
    "Classes",
    "Comparison",
    "Contrast",
    "Counts",
    "Denominator",
    "Density",
    "Figure",
    "Headline",
    "Listed",
    "Matrix",
    "Measure",
    "Morning",
    "News",
    "Partner",
    "Portrait",
    "Query",
    "Reconciliation",
    "Rule",
    "Sectors",
    "Selection",
    "Share",
    "Strip",
    "Surroundings",
    "Tally",
    "activation_mask",
    "add_up",
    "area_vocabulary",
    "before_words",
    "beside",
    "beside_mask",
    "border_metres",
    "brief",
    "chance_range",
    "changed_within",
    "chosen_regions",
    "coded_column",
    "compare_regions",
    "compare_selection",
    "counts",
    "course",
    "denominator",
    "describe",
    "detail",
    "district_table",
    "find_blind_spots",
    "find_limits",
    "first_sides",
    "from_query",
    "homes_by_area",
    "homes_cell",
    "housing_mask",
    "is_chosen",
    "list_activations",
    "list_changed",
    "look_around",
    "make_headline",
    "make_portraits",
    "make_sectors",
    "measure",
    "morning_news",
    "municipality_table",
    "name_strip",
    "nationwide",
    "now_words",
    "partners",
    "parts_of",
    "per_week",
    "period_side",
    "places_labels",
    "rank_regions",
    "rank_shown",
    "read_around",
    "read_funnel",
    "read_housing",
    "read_integral",
    "read_map",
    "read_municipalities",
    "read_period",
    "read_ranking",
    "read_region",
    "read_results",
    "read_split",
    "read_values",
    "read_weeks",
    "reconcile",
    "reconcile_strip",
    "region_table",
    "region_vocabulary",
    "sector_label",
    "sector_rates",
    "sentence",
    "share_of",
    "silent_areas",
    "split",
    "split_whole",
    "standing_out",
    "summarise",
    "summarise_blind_spots",
    "summarise_density",
    "summarise_sectors",
    "summarise_strip",
    "take_side",
    "take_strip",
    "take_tally",
    "tell_beside",
    "tell_homes",
    "tell_zone",
    "theme_type_matrix",
    "visits_labels",
    "without",
    "yesterday_morning",
    "zone_day",
]

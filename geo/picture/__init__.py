"""The answers to a page's questions about the selected records: one pass (``tally``), then small functions.

Imports ``store`` and what is above it; draws nothing and writes no file.
"""

from geo.picture.breakdowns import COUNTS, UNKNOWN, Counts, Matrix, counts, per_week, theme_type_matrix
from geo.picture.changes import CHANGE_PLACES, Changed, changed_within, list_changed
from geo.picture.classes import Classes, find_classes
from geo.picture.comparison import (
    chance_range,
    rank_shown,
    read_funnel,
    read_ranking,
    read_region,
    summarise_density,
)
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
from geo.picture.figures import CHANGE_DEFINITION, FIGURES, Figure, Headline, make_headline
from geo.picture.filters import QUERY, RESULTS_OR_NONE, Query, read_values, region_vocabulary
from geo.picture.masks import FILTERING, activation_mask, housing_mask
from geo.picture.portraits import Portrait, Share, make_portraits
from geo.picture.reconciliation import detail, reconcile, sentence
from geo.picture.regions import (
    MEASURES,
    STATES,
    Measure,
    chosen_regions,
    measure,
    measure_classes,
    rank_regions,
    region_table,
)
from geo.picture.selection import (
    Chip,
    Selection,
    describe,
    from_query,
    without,
)
from geo.picture.tally import Comparison, Tally, take_tally

__all__ = [
    "ALPHA",
    "CHANGE_DEFINITION",
    "CHANGE_PLACES",
    "COUNTS",
    "DENOMINATORS",
    "FIGURES",
    "FILTERING",
    "LIMITS",
    "MEASURES",
    "QUERY",
    "RESULTS_OR_NONE",
    "STATES",
    "UNKNOWN",
    "Changed",
    "Chip",
    "Classes",
    "Comparison",
    "Counts",
    "Denominator",
    "Density",
    "Figure",
    "Headline",
    "Matrix",
    "Measure",
    "Portrait",
    "Query",
    "Selection",
    "Share",
    "Tally",
    "activation_mask",
    "chance_range",
    "changed_within",
    "chosen_regions",
    "compare_regions",
    "compare_selection",
    "counts",
    "denominator",
    "describe",
    "detail",
    "find_classes",
    "find_limits",
    "from_query",
    "housing_mask",
    "list_changed",
    "make_headline",
    "make_portraits",
    "measure",
    "measure_classes",
    "nationwide",
    "per_week",
    "rank_regions",
    "rank_shown",
    "read_funnel",
    "read_ranking",
    "read_region",
    "read_values",
    "reconcile",
    "region_table",
    "region_vocabulary",
    "sentence",
    "summarise_density",
    "take_tally",
    "theme_type_matrix",
    "without",
]

"""The figures of the picture drawn as SVG and as tables of HTML, for a page and for a report alike.

Imports ``picture`` and what is above it. All text goes through ``markup``, which escapes it. Colours follow
the text around (``currentColor``), so one drawing serves the light and the dark theme and print. Widths are
percentages: a drawing is as wide as where it stands, and its letters keep their size. Tested on the markup.
"""

from geo.charts.bars import Bar, Piece, draw_bars
from geo.charts.drawing import Drawing, Spot
from geo.charts.funnel import draw_funnel
from geo.charts.marks import FADED, MARKS, Mark, decimals_of, round_ticks
from geo.charts.markup import element
from geo.charts.ranking import draw_ranking
from geo.charts.scales import EXPECTED, funnel_range, rate_top, strikes
from geo.charts.shares import draw_shares
from geo.charts.tables import draw_table
from geo.charts.weeks import draw_weeks

__all__ = [
    "EXPECTED",
    "FADED",
    "MARKS",
    "Bar",
    "Drawing",
    "Mark",
    "Piece",
    "Spot",
    "decimals_of",
    "draw_bars",
    "draw_funnel",
    "draw_ranking",
    "draw_shares",
    "draw_table",
    "draw_weeks",
    "element",
    "funnel_range",
    "rate_top",
    "round_ticks",
    "strikes",
]

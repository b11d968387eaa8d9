"""The picture to take along: maps and charts on a sheet of A4 or 16:9, as PNG, PDF or SVG, without a browser.

Imports ``layers`` and what is above it. A drawing is a pure function of a snapshot, a selection and a wish;
``pen`` alone knows matplotlib, and this door does not load it. Tested on what stands in the files.
"""

from geo.drawings.asked import MEDIA_TYPES, SIZES, Drawn, Wish, draw, draw_alone, letters, warm
from geo.drawings.facts import Facts
from geo.drawings.subjects import SUBJECTS

__all__ = [
    "MEDIA_TYPES",
    "SIZES",
    "SUBJECTS",
    "Drawn",
    "Facts",
    "Wish",
    "draw",
    "draw_alone",
    "letters",
    "warm",
]

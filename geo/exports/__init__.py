"""The selected records and figures as files: CSV, XLSX, GeoJSON and GeoPackage; no file is touched here.

Imports ``picture`` and what is above it. Records go out as they can come in: what is exported, imported
again, changes nothing.
"""

from geo.exports.colophon import FICTIONAL, SOURCE, Colophon, colophon_of, withheld_in
from geo.exports.formats import (
    CONTENTS,
    FORMATS,
    Export,
    What,
    content_of,
    ending_of,
    export,
    format_of,
    unknown,
    workbook,
)
from geo.exports.meeting import of_action_points, of_sketch

__all__ = [
    "CONTENTS",
    "FICTIONAL",
    "FORMATS",
    "SOURCE",
    "Colophon",
    "Export",
    "What",
    "colophon_of",
    "content_of",
    "ending_of",
    "export",
    "format_of",
    "of_action_points",
    "of_sketch",
    "unknown",
    "withheld_in",
    "workbook",
]

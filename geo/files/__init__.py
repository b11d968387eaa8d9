"""Tables of text in files and out of files, and the room to read them in.

Imports ``records`` and what is above it; knows no database. ``read`` turns any bytes into a sheet or a
message, ``write`` turns columns into bytes that read back as the same, ``room`` is a child process with
limits.
"""

from geo.files.headers import (
    LEFT_OUT,
    MEND,
    POINT,
    SEVERAL,
    WRONG,
    Matching,
    called,
    guess,
    guess_table,
    ignored,
    is_address,
    is_house_number,
    targets,
)
from geo.files.read import KINDS, LABELS, MOST_BYTES, FileKind, read_sheet, require_size
from geo.files.read.sheet import Progress, Sheet
from geo.files.room.child import Desk
from geo.files.room.helper import start_helper
from geo.files.room.visit import Room, run_in_room
from geo.files.template import explained, make_sheet, make_template
from geo.files.write.csv_text import to_csv
from geo.files.write.spatial import to_geojson, to_geopackage
from geo.files.write.table import About, Content, Field, FieldKind, content_of_text, fields_of
from geo.files.write.xlsx import Worksheet, to_xlsx

__all__ = [
    "KINDS",
    "LABELS",
    "LEFT_OUT",
    "MEND",
    "MOST_BYTES",
    "POINT",
    "SEVERAL",
    "WRONG",
    "About",
    "Content",
    "Desk",
    "Field",
    "FieldKind",
    "FileKind",
    "Matching",
    "Progress",
    "Room",
    "Sheet",
    "Worksheet",
    "called",
    "content_of_text",
    "explained",
    "fields_of",
    "guess",
    "guess_table",
    "ignored",
    "is_address",
    "is_house_number",
    "make_sheet",
    "make_template",
    "read_sheet",
    "require_size",
    "run_in_room",
    "start_helper",
    "targets",
    "to_csv",
    "to_geojson",
    "to_geopackage",
    "to_xlsx",
]

"""Files that people offer by mistake: what they are, and what to do instead."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geo.errors import RecordsError
from geo.files.read.archive import damaged
from geo.language import mark, say

if TYPE_CHECKING:
    from collections.abc import Sequence

_OLD_EXCEL = mark("open het in Excel of LibreOffice en bewaar het als .xlsx")
_TYPED = mark("vraag om de tabel zelf, of neem de gegevens over in een .xlsx")
_UNPACK = mark("pak het uit, en bied het bestand dat erin zit aan")
_GIS = mark("open het in QGIS en exporteer de laag als GeoPackage (.gpkg)")
_AS_TABLE = mark("bied het aan als .xlsx, .ods, .csv, .geojson of .gpkg")
# the first bytes, what the file is, and what to do
_STARTS = (
    (
        b"\xd0\xcf\x11\xe0",
        mark("een oud Excel-bestand (.xls), of een Excel-bestand met een wachtwoord"),
        mark("open het in Excel of LibreOffice en bewaar het als .xlsx, zonder wachtwoord"),
    ),
    (b"%PDF", mark("een PDF"), _TYPED),
    (b"\x1f\x8b", mark("een ingepakt bestand (gzip)"), _UNPACK),
    (b"7z\xbc\xaf", mark("een ingepakt bestand (7z)"), _UNPACK),
    (b"Rar!", mark("een ingepakt bestand (rar)"), _UNPACK),
    (b"\x89PNG", mark("een afbeelding"), _TYPED),
    (b"\xff\xd8\xff", mark("een afbeelding"), _TYPED),
    (b"GIF8", mark("een afbeelding"), _TYPED),
    (b"BM", mark("een afbeelding"), _TYPED),
    (b"II*\0", mark("een afbeelding"), _TYPED),
    (b"MM\0*", mark("een afbeelding"), _TYPED),
    (
        b"\0\0'\n",
        mark("één deel van een Shapefile (.shp of .shx)"),
        mark("zet alle delen samen in een zip-bestand"),
    ),
    (b"fgb\3", mark("een FlatGeobuf-bestand"), _GIS),
    (b"{\\rtf", mark("een tekstdocument (RTF)"), _TYPED),
    (b"\x7fELF", mark("een programma"), _AS_TABLE),
    (b"MZ\x90", mark("een programma"), _AS_TABLE),
)
# in a zip file: the end of the name of a part
_ZIPPED = (
    (".kml", mark("een KMZ-bestand"), _GIS),
    ("word/document.xml", mark("een Word-document"), _TYPED),
    ("ppt/presentation.xml", mark("een presentatie"), _TYPED),
    ("xl/workbook.bin", mark("een binair Excel-bestand (.xlsb)"), _OLD_EXCEL),
)
# in markup: what stands near its start
_MARKUP = (
    ("<kml", mark("een KML-bestand"), _GIS),
    ("gml", mark("een GML-bestand"), _GIS),
    ("html", mark("een webpagina, ook als zij .xls heet"), _OLD_EXCEL),
    ("<table", mark("een webpagina, ook als zij .xls heet"), _OLD_EXCEL),
)
# the versions of dBase: https://www.dbase.com/KnowledgeBase/int/db7_file_fmt.htm
_DBF = (b"\x03", b"\x30", b"\x83", b"\x8b", b"\xf5")


def by_start(content: bytes) -> None:
    """Raise RecordsError for a file whose first bytes say that it is of a kind that is not read."""
    for start, what, mend in _STARTS:
        if content.startswith(start) and not _is_line(content):
            raise _refused(what, mend)
    if content.startswith(_DBF) and b"\0" in content[:32]:
        raise _refused(
            mark("een dBase-bestand (.dbf), misschien één deel van een Shapefile"),
            mark("zet alle delen samen in een zip-bestand, of bewaar de tabel als .xlsx"),
        )


def by_parts(names: Sequence[str], content: bytes) -> None:
    """Raise RecordsError for a zip file, with parts of these names in small letters, that is not read."""
    for end, what, mend in _ZIPPED:
        if any(name.endswith(end) for name in names):
            raise _refused(what, mend)
    if "content.xml" in names and b"opendocument.spreadsheet" not in content[:200]:
        raise _refused(mark("een tekstdocument of tekening van LibreOffice"), _TYPED)
    if b"opendocument.spreadsheet" in content[:200] and "content.xml" not in names:
        raise damaged()
    if not any(name.endswith((".xml", ".shp")) for name in names):
        raise _refused(mark("een zip-bestand, en alleen een Shapefile wordt ingepakt gelezen"), _UNPACK)


def xml(start: str) -> RecordsError:
    """Return the error for a file that starts as XML does."""
    small = start.lower()
    what, mend = next((each for mark, *each in _MARKUP if mark in small), ("XML", _AS_TABLE))
    return _refused(what, mend)


def _is_line(content: bytes) -> bool:
    """Whether what starts like a picture is a line of text after all, such as BMW;hotel."""
    return content.startswith((b"BM", b"II", b"MM")) and b"\0" not in content[:100]


def _refused(what: str, mend: str) -> RecordsError:
    """Return the error for a file that is something else; both texts are marked."""
    return RecordsError(say("dit is {what}; {mend}.", what=say(what), mend=say(mend)))

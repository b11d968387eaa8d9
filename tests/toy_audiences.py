"""Records with secrets in each place for text, the audiences that may not see them, and what a file holds."""

from __future__ import annotations

import io
import sqlite3
import zipfile
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from pypdf import PdfReader

from geo.access import EVERYTHING, Viewer, seen_by
from geo.store import Snapshot
from tests.toy_snapshot import activations, contacts, housing

if TYPE_CHECKING:
    from collections.abc import Iterator

NOON = datetime(2020, 12, 1, 12, tzinfo=UTC)
OWN, OTHER, PARTNER, PUBLIC = (
    Viewer("regio", "VR23"),
    Viewer("regio", "VR01"),
    Viewer("partner", "VR23-DE05154"),
    Viewer("openbaar"),
)
EVERYONE = (EVERYTHING, OWN, OTHER, PARTNER, PUBLIC)
SECRET = "Hoeve Verborgen <img src=x onerror=alert(1)> ${7*7} {% x %} </script>"  # noqa: S105 - a name
WORD = "Verborgen"
"""What is left of SECRET however a file escapes it."""

_TEXTS = {"note": SECRET, "place": SECRET}
_HERE = {"region": "VR23", "country": "NL", "municipality": "GM0983", "lon": 6.1688, "lat": 51.3722}
_KLEVE = {"region": None, "country": "DE", "district": "DE05154", "lon": 6.1400, "lat": 51.7890}
_FAR = {"region": "VR10", "country": "NL", "municipality": "GM0361", "lon": 4.7486, "lat": 52.6324}


def whole() -> Snapshot:
    """In Limburg-Noord four activations and farms with 4 and 5 people, in Kleve one of each, one far away."""
    secret = {"reporter": SECRET, "report": SECRET, **_TEXTS}
    where = [_HERE] * 4 + [_KLEVE, _FAR]
    return Snapshot(
        version=7,
        as_of=NOON,
        fictional={"activations": 6, "housing": 4},
        activations=activations(
            *({"reference": f"A-{number}-{SECRET}", **secret, **at} for number, at in enumerate(where))
        ),
        housing=housing(
            *(
                {"reference": f"H-{number}-{SECRET}", "name": SECRET, "occupants": people, **_TEXTS, **at}
                for number, (people, at) in enumerate(((4, _HERE), (5, _HERE), (12, _KLEVE), (None, _FAR)))
            )
        ),
        contacts=contacts(
            {"reference": "C-1", "area": "DE05154", "note": SECRET},
            {"reference": "C-2", "area": "VR10", "note": SECRET},
        ),
    )


def seen(viewer: Viewer) -> Snapshot:
    """Return what an audience may see of it."""
    return seen_by(viewer, whole())


def contents(content: bytes) -> Iterator[bytes]:
    """Yield everything that is in a file: parts of a ZIP in it too, rows of a GeoPackage, words of a PDF."""
    yield content
    if content.startswith(b"PK"):
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            for name in archive.namelist():
                yield name.encode()
                yield from contents(archive.read(name))
    elif content.startswith(b"SQLite format 3"):
        with sqlite3.connect(":memory:") as held:
            held.deserialize(content)
            for (table,) in held.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall():
                if not table.startswith("rtree_"):
                    yield repr(held.execute(f'SELECT * FROM "{table}"').fetchall()).encode()  # noqa: S608
        held.close()
    elif content.startswith(b"%PDF"):
        yield "".join(page.extract_text() for page in PdfReader(io.BytesIO(content)).pages).encode()

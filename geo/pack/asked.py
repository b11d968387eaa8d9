"""The pack that is asked for: its files, made one by one, and the MANIFEST that vouches for them."""

from __future__ import annotations

import hashlib
import io
import zipfile
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from geo.access import OF_ZONE, PUBLIC
from geo.areas import zone_areas
from geo.drawings import SUBJECTS, Drawn, Facts, Wish, draw
from geo.exports import content_of, workbook
from geo.files import to_geojson
from geo.language import say
from geo.pack.layers import geopackage
from geo.pack.meeting import read_meeting, tables_of
from geo.pack.page import page_of
from geo.picture import measure, zone_day
from geo.plain_text import printable
from geo.records import ACTIVATIONS, CONTACTS, HOUSING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from geo.exports import Colophon
    from geo.files import Content
    from geo.pack.meeting import Meeting
    from geo.picture import Selection
    from geo.store import Snapshot

    Tables = Mapping[str, tuple[Content, Colophon]]

NAMES = ("kaart.pdf", "kaart.png", "kaart.html", "gegevens.xlsx", "gegevens.gpkg")
"""The files of every pack, beside a GeoJSON of each table that lies on the map; the same in each language."""
MANIFEST = "MANIFEST"
SLUG = "pakket"
REGIONS = "regions"
_MEDIA_TYPE = "application/zip"


@dataclass(frozen=True)
class Wanted:
    """How the pack is to be.

    ``zone`` is the code of a zone of the border to which the map and the selection are cut; for a partner it
    is always its own. ``shown`` is the measure (of MEASURES) of the map of the country. ``sketch`` and
    ``points`` are what a meeting drew and agreed, as a saved view keeps them.
    """

    zone: str = ""
    shown: str = "count"
    sketch: str = ""
    points: str = ""


PLAIN = Wanted()


def pack(snapshot: Snapshot, selection: Selection, wanted: Wanted = PLAIN) -> Drawn:
    """Return the pack of what ``selection`` selects of a snapshot, as the file ``Drawn`` is.

    AccessError for a measure that is not for whom the snapshot was reduced, SketchError for what is no sketch
    or list of points; an empty selection makes an empty picture. Takes seconds: a server does it elsewhere.
    """
    facts = facts_of(snapshot, selection, wanted.zone, wanted.shown)
    files = _files(facts, _tables(facts), read_meeting(facts.viewer, wanted.sketch, wanted.points))
    about = facts.colophon(SLUG)
    stem = "_".join(filter(None, (about.file_stem, facts.zone and f"zone-{facts.zone}")))
    files[MANIFEST] = manifest(facts, files)
    return Drawn(f"{stem}.zip", _MEDIA_TYPE, _zipped(files, stem))


def facts_of(snapshot: Snapshot, selection: Selection, zone: str, shown: str) -> Facts:
    """Return the figures that the whole pack is made of."""
    facts = Facts(snapshot, selection, measure(shown))
    if facts.viewer.audience == OF_ZONE:
        zone = facts.viewer.area
    if areas := zone_areas(zone, zone_day(snapshot, selection)) if zone else ():
        inside = tuple(area for area in areas if not selection.regions or area in selection.regions)
        selection = replace(selection, regions=inside or areas)
    return Facts(snapshot, selection, measure(shown), zone=zone)


def _tables(facts: Facts) -> Tables:
    """Return what the audience gets: records where it gets those, and for all the counts by region."""
    homes = (HOUSING.name,) if facts.snapshot.groups is None else ()
    records = () if facts.viewer.audience == PUBLIC else (ACTIVATIONS.name, *homes, CONTACTS.name)
    names = (*records, *(() if facts.zone else (REGIONS,)))
    return {name: content_of(facts.snapshot, facts.selection, name) for name in names}


def _files(facts: Facts, tables: Tables, meeting: Meeting) -> dict[str, bytes]:
    wish = Wish("map", measure=facts.measure.code, zone=facts.zone)
    made = tables_of(meeting, facts)
    counted = {name: pair for name, pair in tables.items() if name != CONTACTS.name}
    placed = [*counted.values(), *made.values()]

    def drawn(size: str, file_format: str) -> bytes:
        return draw(
            facts.snapshot, facts.selection, replace(wish, size=size, file_format=file_format)
        ).content

    return {
        "kaart.pdf": drawn("a4", "pdf"),
        "kaart.png": drawn("16x9", "png"),
        "kaart.html": page_of(facts, counted, meeting).encode(),
        "gegevens.xlsx": workbook([*tables.values(), *made.values()]),
        "gegevens.gpkg": geopackage(facts, placed),
        **{f"{content.name}.geojson": to_geojson(content, about.about) for content, about in placed},
    }


def manifest(facts: Facts, files: Mapping[str, bytes]) -> bytes:
    """Return what the pack is, as remarks, and the SHA-256 of each file, as ``sha256sum --check`` has it."""
    title = SUBJECTS["map"].title(facts)
    told = [(say("Pakket"), title), *facts.colophon(SLUG).told()]
    remarks = [f"# {say('{label}: {value}', label=label, value=printable(value))}" for label, value in told]
    digests = [f"{hashlib.sha256(content).hexdigest()}  {name}" for name, content in files.items()]
    return "\n".join([*(" ".join(line.split()) for line in remarks), *digests, ""]).encode()


def _zipped(files: Mapping[str, bytes], folder: str) -> bytes:
    """Return files as a ZIP, in one folder; without the clock."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            entry = zipfile.ZipInfo(f"{folder}/{name}", (1980, 1, 1, 0, 0, 0))
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = 0o644 << 16
            archive.writestr(entry, content)
    return out.getvalue()

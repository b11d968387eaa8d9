"""``python -m geo pack OUT.zip``: a selection, or a saved view, as files to take home, for one audience."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING
from urllib.parse import parse_qs

from geo.access import ALL, allowed, snapshot_for, viewer_of
from geo.areas import zone_areas
from geo.commands.options import WELL, Command, Parser, add_filters, ask, in_zone, print_fictional, print_json
from geo.commands.out_file import add_out, require_free, write_file
from geo.commands.person import desk, note
from geo.errors import ExportError
from geo.exports import ending_of, unknown
from geo.language import current, mark, reading, say
from geo.pack import Wanted, pack
from geo.picture import MEASURE_WORDS, QUERY, from_query, zone_day
from geo.plain_text import quote

if TYPE_CHECKING:
    import argparse

    from geo.picture import Selection
    from geo.store import SavedView, Snapshot

    Asked = tuple[Snapshot, Selection, Wanted]

_ENDINGS = ("zip",)
_MEASURE, _ZONE = "maat", "zone"
_PLAIN = "aantal"


def _prepare(parser: Parser) -> None:
    add_out(parser, _ENDINGS)
    parser.add_argument(
        f"--{_MEASURE}", choices=list(MEASURE_WORDS), help=say("wat de kaart per regio toont")
    )
    parser.add_argument(
        "--view",
        metavar=say("NAAM"),
        help=say("een overlegkaart, met haar filters, publiek, stand, taal, schets en actiepunten"),
    )
    add_filters(parser)


def _pack(given: argparse.Namespace, parser: Parser) -> int:
    ending_of(given.out.name, _ENDINGS)
    require_free(given.out, force=given.force)
    found = None if given.view is None else _find(given)
    with reading(given.taal or found.seen.language if found else current()):
        now, chosen, wanted = _of_view(found, given, parser) if found else _of_filters(given, parser)
        made = pack(now, chosen, wanted)
    note(given, "pakket", wanted.zone, now, chosen)
    write_file(given.out, made.content)
    viewer = viewer_of(now.reduction.viewer)
    if given.json:
        about = {"file": str(given.out), "bytes": len(made.content), "audience": viewer.audience}
        print_json({**about, "version": now.version, "fictional": now.demo})
        return WELL
    print(say("{file}: pakket voor {viewer}.", file=given.out, viewer=viewer.label))
    print_fictional(now)
    return WELL


def _of_filters(given: argparse.Namespace, parser: Parser) -> Asked:
    now, chosen = ask(given, parser)
    in_zone(given, parser, now, chosen)  # refuses a zone that there is not
    return now, chosen, Wanted(given.zone.strip().upper(), MEASURE_WORDS[given.maat or _PLAIN].code)


def _of_view(found: SavedView, given: argparse.Namespace, parser: Parser) -> Asked:
    """Return what a saved view shows to whom it is for, on its records, and what was drawn and agreed."""
    if given.zone or given.audience != ALL or any(getattr(given, row.name) for row in QUERY):
        parser.error(say("--view gaat niet samen met filters, --audience of --zone: die staan erin."))
    query = parse_qs(found.seen.query, keep_blank_values=True)
    viewer = viewer_of(found.seen.audience)
    chosen, notices = allowed(from_query(query)[0], viewer)
    for notice in notices:
        print(f"{parser.prog}: {notice}", file=sys.stderr)
    now = snapshot_for(viewer, found.seen.stood_at if found.seen.frozen else None)
    (zone,), (measure,) = (query.get(name, [""])[:1] for name in (_ZONE, _MEASURE))
    shown = given.maat or (measure if measure in MEASURE_WORDS else _PLAIN)
    wanted = Wanted(
        zone if zone and zone_areas(zone, zone_day(now, chosen)) else "",
        MEASURE_WORDS[shown].code,
        found.told.drawings,
        found.told.points,
    )
    return now, chosen, wanted


def _find(given: argparse.Namespace) -> SavedView:
    """Return the saved view of the name, or the number, given; ExportError with those there are otherwise."""
    name: str = given.view
    views, wanted = desk(given).views.search(), name.strip().casefold()
    found = [view for view in views if view.name.casefold() == wanted]
    found = found or [view for view in views if str(view.id) == wanted]
    if len(found) == 1:
        return found[0]
    if found:
        raise ExportError(
            say(
                "Er zijn meer overlegkaarten {name}; kies een nummer: {numbers}.",
                name=quote([name]),
                numbers=", ".join(str(view.id) for view in found),
            )
        )
    if not views:
        raise ExportError(say("Er zijn nog geen overlegkaarten."))
    raise unknown(mark("overlegkaart"), name, (f"{view.name} ({view.id})" for view in views))


PACK = Command(
    "pack",
    mark("Maak een pakket (ZIP) om mee te nemen: kaart, tabellen en een kaart die zonder netwerk opent."),
    _pack,
    _prepare,
    absent=lambda _: "demo",
)

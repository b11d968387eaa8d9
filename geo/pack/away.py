"""The pack made in the room of drawings and reports, a child process with limits: nobody waits for it."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING

from geo.account import made_here, make_away
from geo.language import say
from geo.pack.asked import PLAIN, Wanted, pack

if TYPE_CHECKING:
    from collections.abc import Sequence

    from geo.drawings import Drawn
    from geo.files import Desk, Progress
    from geo.picture import Selection
    from geo.store import Snapshot


def pack_away(snapshot: Snapshot, selection: Selection, tell: Progress, wanted: Wanted = PLAIN) -> Drawn:
    """Do as ``pack`` does, in the room; ExportError when it could not be made there."""
    return make_away(f"{__name__}:room_pack", snapshot, selection, asdict(wanted), tell)


def room_pack(parts: Sequence[memoryview], desk: Desk) -> list[bytes]:
    """Make the pack that is asked (in a child)."""
    return made_here(
        parts,
        lambda: desk.tell(0.1, say("Tellen, tekenen en schrijven")),
        lambda snapshot, selection, how: pack(snapshot, selection, Wanted(**how)),
    )

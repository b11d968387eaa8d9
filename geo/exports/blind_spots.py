"""The work list as it goes out: a row for each municipality with known housing, those not visited first."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import shapely

from geo.areas import load_boundaries
from geo.files import Content, Field
from geo.language import mark, say
from geo.picture import find_blind_spots

if TYPE_CHECKING:
    from geo.files import FieldKind
    from geo.picture import Tally
    from geo.store import Snapshot

_COLUMNS: tuple[tuple[str, str, FieldKind, str], ...] = (
    ("code", "code", "word", mark("Code van de gemeente (CBS).")),
    ("name", "gemeente", "word", mark("Naam van de gemeente.")),
    ("region", "regio", "word", mark("Code van de veiligheidsregio.")),
    ("region_name", "naam regio", "word", mark("Naam van de veiligheidsregio.")),
    ("locations", "locaties", "whole", mark("Bekende huisvestingslocaties in de gemeente.")),
    ("places", "plaatsen", "whole", mark("Slaapplaatsen in die locaties samen, volgens opgave.")),
    (
        "occupants",
        "bewoners",
        "whole",
        mark("Bewoners samen, van de locaties waar dat bekend is; leeg: onbekend."),
    ),
    (
        "occupants_known",
        "bewoners bekend",
        "whole",
        mark("Van hoeveel locaties het aantal bewoners bekend is."),
    ),
    ("certified", "gecertificeerd", "whole", mark("Locaties met een keurmerk.")),
    (
        "uncertified",
        "niet gecertificeerd",
        "whole",
        mark("Locaties zonder keurmerk; de andere zijn onbekend."),
    ),
    ("first", "van", "day", mark("Eerste dag van de periode.")),
    ("until", "tot", "day", mark("Laatste dag van de periode.")),
    ("visits", "activeringen", "whole", mark("Activeringen in de gemeente in de periode.")),
    (
        "last",
        "laatste activering",
        "day",
        mark("Dag van de laatste activering tot en met de periode; leeg: geen."),
    ),
    ("days", "dagen geleden", "whole", mark("Dagen van de laatste activering tot het eind van de periode.")),
)
"""Name in ``BlindSpots.listed``, header, kind of values, meaning."""


def of_blind_spots(snapshot: Snapshot, tally: Tally) -> Content:
    """Return the municipalities with known housing; without a period the last four weeks are looked at."""
    areas = load_boundaries()
    found = find_blind_spots(snapshot, tally.selection, areas)
    table = found.listed.reset_index(names="code")
    table = table.assign(
        region_name=table["region"].map(areas.regions["name"]),
        first=np.datetime64(found.first, "s"),
        until=np.datetime64(found.last, "s"),
    )
    shapes = np.full(len(table), None, dtype=object)
    shapes[:] = [
        shapely.MultiPolygon(list(shapely.get_parts(area)))
        for area in areas.municipalities.geometry[table["code"]]
    ]
    fields = tuple(
        Field(header, kind, table[name], meaning=say(meaning)) for name, header, kind, meaning in _COLUMNS
    )
    return Content(mark("nog-niet-bezocht"), fields, shapes, "MultiPolygon")

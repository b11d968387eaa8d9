"""The comparison of the regions as it goes out: a row for each region and each denominator."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np
import pandas as pd
import shapely

from geo.areas import load_boundaries
from geo.files import Content, Field
from geo.language import mark, say
from geo.picture import DENOMINATORS, STATES, compare_selection
from geo.vocabulary import VERDICTS

if TYPE_CHECKING:
    from geo.files import FieldKind
    from geo.picture import Density, Tally
    from geo.store import Snapshot

DECIMALS = 4
_DESCRIBING = ("code", "name", "by", "per", "national", "verdict", "state")


class _Column(NamedTuple):
    """A column of the comparison: its name there, its header, what kind of values it has, what it means."""

    name: str
    header: str
    kind: FieldKind
    meaning: str


_COLUMNS = (
    _Column("code", "code", "word", mark("Code van de veiligheidsregio (CBS).")),
    _Column("name", "naam", "word", mark("Naam van de veiligheidsregio.")),
    _Column("by", "naar", "word", mark("Waardoor het aantal activeringen gedeeld is.")),
    _Column(
        "count", "activeringen", "whole", mark("Activeringen in de selectie met een locatie in de regio.")
    ),
    _Column("denominator", "noemer", "number", mark("Hoeveel er daarvan in de regio is.")),
    _Column("per", "per", "whole", mark("De verhouding geldt voor zoveel van de noemer.")),
    _Column("rate", "verhouding", "number", mark("activeringen / noemer * per.")),
    _Column(
        "low", "ondergrens", "number", mark("Van het exacte 95%-interval van de verhouding (Garwood 1936).")
    ),
    _Column(
        "high", "bovengrens", "number", mark("Van het exacte 95%-interval van de verhouding (Garwood 1936).")
    ),
    _Column("national", "landelijk", "number", mark("De verhouding van alle regio's met gegevens samen.")),
    _Column("expected", "verwacht", "number", mark("Het aantal activeringen bij de landelijke verhouding.")),
    _Column("ratio", "maal landelijk", "number", mark("activeringen / verwacht.")),
    _Column(
        "shrunken",
        "bijgesteld",
        "number",
        mark("De verhouding, naar de landelijke getrokken (Marshall 1991)."),
    ),
    _Column(
        "lower_to",
        "lager tot en met",
        "whole",
        mark("Zo weinig ligt onder de trechter (95%, exact Poisson)."),
    ),
    _Column(
        "higher_from", "hoger vanaf", "whole", mark("Zo veel ligt boven de trechter (95%, exact Poisson).")
    ),
    _Column("p", "p", "number", mark("Tweezijdige exacte kans op zo'n verschil met de rest van het land.")),
    _Column(
        "q", "q", "number", mark("p, aangepast aan het aantal getoonde regio's (Benjamini-Hochberg 1995).")
    ),
    _Column(
        "verdict", "oordeel", "word", mark("Of de regio meer verschilt dan toeval verklaart: q tot 0,05.")
    ),
    _Column("state", "toestand", "word", mark("Wat er in de regio te vergelijken is.")),
)


def of_comparison(snapshot: Snapshot, tally: Tally) -> Content:
    """Return the regions compared by each of DENOMINATORS; empty cells where a region is not chosen."""
    areas = load_boundaries().regions
    parts = [_part(compare_selection(snapshot, tally.selection, areas, one)) for one in DENOMINATORS]
    table = pd.concat(parts, ignore_index=True)
    hidden = table["state"] == "niet gekozen"
    for column in _COLUMNS:
        if column.name not in _DESCRIBING:
            table[column.name] = table[column.name].where(~hidden)
    shapes = np.full(len(table), None, dtype=object)
    shapes[:] = [
        shapely.MultiPolygon(list(shapely.get_parts(area))) for area in areas.geometry[table["code"]]
    ]
    return Content(
        mark("vergelijking"), tuple(_field(column, table) for column in _COLUMNS), shapes, "MultiPolygon"
    )


def _part(found: Density) -> pd.DataFrame:
    return found.table.reset_index().assign(by=found.denominator.noun, per=found.per, national=found.national)


def _field(column: _Column, table: pd.DataFrame) -> Field:
    values = table[column.name]
    if column.kind == "number":
        values = values.astype("float64").round(8 if column.name in ("p", "q") else DECIMALS)
    elif column.kind == "whole":
        values = values.astype("Int64")
    else:
        values = values.astype("str")
    rule = "; ".join(f"{state.code}: {state.meaning}" for state in STATES) if column.name == "state" else ""
    words = VERDICTS if column.name == "verdict" else None
    return Field(column.header, column.kind, values, rule=rule, meaning=say(column.meaning), vocabulary=words)

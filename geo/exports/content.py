"""What goes out: the columns of a table as people read them, and where each row lies on the map."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd
import shapely

from geo.areas import load_boundaries
from geo.files import Content, Field
from geo.language import mark, say
from geo.picture import MEASURES, STATES, region_table
from geo.records import DERIVED, to_text
from geo.vocabulary import TYPES

if TYPE_CHECKING:
    from collections.abc import Iterator

    from numpy.typing import NDArray

    from geo.files import FieldKind
    from geo.picture import Tally
    from geo.records import Column, Table

MEASURE_DECIMALS = 4  # a few more than are shown, without the noise of a division

# records

_KINDS: dict[str, FieldKind] = {
    "reference": "text",
    "text": "text",
    "day": "day",
    "count": "whole",
    "degrees": "degrees",
}


def of_records(frame: pd.DataFrame, table: Table) -> Content:
    """Return records as they can be imported again: the columns people fill in, not the derived ones.

    A point goes out only where somebody gave one. A record of which only the municipality is known is drawn
    in the middle of it, which nobody said: it goes out without coordinates and without geometry, and is put
    there again when it comes back. Records of a table without places have no geometry at all.
    """
    words = tuple(column for column in table.columns if _KINDS.get(column.kind, "word") in ("text", "word"))
    texts = to_text(frame.drop(columns=list(DERIVED), errors="ignore"), replace(table, columns=words))
    geometry = np.full(len(frame), None, dtype=object)
    given = np.zeros(len(frame), dtype=bool)
    if table.placed:
        given = frame["precision"].eq("punt").to_numpy(dtype=bool)
        lon, lat = (frame[name].to_numpy()[given] for name in ("lon", "lat"))
        geometry[given] = shapely.points(lon, lat)
    fields = tuple(_record_field(column, frame, texts, given) for column in table.columns)
    return Content(table.header, fields, geometry, "Point")


def _record_field(
    column: Column, frame: pd.DataFrame, texts: pd.DataFrame, given: NDArray[np.bool_]
) -> Field:
    kind = _KINDS.get(column.kind, "word")
    values = frame[column.name] if kind in ("day", "whole", "degrees") else texts[column.name]
    if kind == "degrees":
        values = values.where(given)
    return Field(column.header, kind, values, column.required, column.rule, column.meaning, column.vocabulary)


# regions

_NUMBERED = ("waarde", "nul")


@dataclass(frozen=True)
class _RegionColumn:
    """A count of the region table: its name there, its header, what it means; ``counted`` by a selection."""

    name: str
    header: str
    meaning: str
    counted: bool = True


_REGION_COLUMNS = (
    *(
        _RegionColumn(term.code, term.code, mark("Activeringen van dit type. {meaning}"))
        for term in TYPES.terms
    ),
    _RegionColumn(
        "integral", "integrale inzet", mark("Activeringen waarbij meerdere organisaties samen optraden.")
    ),
    _RegionColumn(
        "housing",
        "huisvestingslocaties",
        mark("Bekende locaties waar arbeidsmigranten wonen; leeg: geen bekend."),
    ),
    _RegionColumn(
        "places",
        "plaatsen",
        mark("Slaapplaatsen in die locaties samen, volgens opgave; leeg: geen locatie bekend."),
    ),
    _RegionColumn(
        "inhabitants", "inwoners", mark("Inwoners van de regio (CBS, 1 januari 2020)."), counted=False
    ),
    _RegionColumn("land_km2", "land km²", mark("Vierkante kilometer land van de regio."), counted=False),
)


def of_regions(tally: Tally) -> Content:
    """Return the table of the 25 regions, with for each measure its value and what that value is worth.

    A number stands only where there is one: a region that is not chosen, has no data or is withheld has an
    empty cell, and its state says which of these it is. Zero is a 0.
    """
    areas = load_boundaries().regions
    table = region_table(tally, areas)
    shapes = np.full(len(table), None, dtype=object)
    shapes[:] = [shapely.MultiPolygon(list(shapely.get_parts(area))) for area in areas.geometry[table.index]]
    return Content(mark("regios"), tuple(_region_fields(table)), shapes, "MultiPolygon")


def _region_fields(table: pd.DataFrame) -> Iterator[Field]:
    states = "; ".join(f"{state.code}: {state.meaning}" for state in STATES)
    codes = pd.Series(table.index.astype("str"), index=table.index)
    yield Field(
        "code", "word", codes, True, say("VR01 tot en met VR25"), say("Code van de veiligheidsregio (CBS).")
    )
    yield Field("naam", "word", table["name"], True, "", say("Naam van de veiligheidsregio."))
    for measure in MEASURES:
        numbered = table[measure.state_column].isin(_NUMBERED)
        values = table[measure.code].where(numbered).round(MEASURE_DECIMALS)
        header = measure.header
        if measure.whole:
            yield Field(header, "whole", values.astype("Int64"), False, "", measure.definition)
        else:
            yield Field(header, "number", values, False, measure.unit, measure.definition)
        state = table[measure.state_column].astype("str")
        yield Field(
            f"{header}: toestand",
            "word",
            state,
            True,
            states,
            say("Wat er staat bij '{column}'.", column=header),
        )
        if measure.whole:
            yield from _counted_fields(table, numbered)


def _counted_fields(table: pd.DataFrame, numbered: pd.Series[bool]) -> Iterator[Field]:
    meanings = {term.code: term.meaning for term in TYPES.terms}
    homes = numbered & (table["housing"] > 0)  # none known is no data, not zero
    for column in _REGION_COLUMNS:
        told = homes if column.name in ("housing", "places") else numbered
        values = table[column.name].where(told) if column.counted else table[column.name]
        whole = pd.api.types.is_integer_dtype(table[column.name].dtype)
        yield Field(
            column.header,
            "whole" if whole else "number",
            values.astype("Int64") if whole else values,
            meaning=say(column.meaning, meaning=meanings.get(column.name, "")),
        )

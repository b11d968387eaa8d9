"""What goes out: the columns of a table as people read them, and where each row lies on the map."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd
import shapely

from geo.access import EVERYTHING, OF_REGION, PUBLIC, UNTOLD, given
from geo.areas import load_boundaries
from geo.files import Content, Field
from geo.language import mark, say
from geo.picture import MEASURES, STATES, region_table
from geo.records import DERIVED, to_text
from geo.vocabulary import PRECISIONS, TYPES

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from numpy.typing import NDArray

    from geo.access import Viewer
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


PRECISION, STATE = "nauwkeurigheid", "{column}: toestand"
"""Headers of what a reduced table says beside its columns."""


def of_records(
    frame: pd.DataFrame, table: Table, viewer: Viewer = EVERYTHING, few: Collection[int] = ()
) -> Content:
    """Return records as they can be imported again: the columns people fill in, not the derived ones.

    A point goes out only where somebody gave one. A record of which only the municipality is known is drawn
    in the middle of it, which nobody said: it goes out without coordinates and without geometry, and is put
    there again when it comes back. Records of a table without places have no geometry at all.

    Records as a ``viewer`` may see them go out without the columns that are withheld from all of them, and
    with the middle of the area where that stands for a point; a column says so. ``few`` are the labels of
    those whose number is withheld: a column tells it from one that nobody knows.
    """
    hidden = _hidden(frame, table, viewer)
    words = tuple(column for column in table.columns if _KINDS.get(column.kind, "word") in ("text", "word"))
    texts = to_text(frame.drop(columns=list(DERIVED), errors="ignore"), replace(table, columns=words))
    geometry = np.full(len(frame), None, dtype=object)
    placed = np.zeros(len(frame), dtype=bool)
    if table.placed:
        known = ("punt",) if viewer.sees_all else PRECISIONS.codes
        placed = frame["precision"].isin(known).to_numpy(dtype=bool) & frame["lon"].notna().to_numpy(
            dtype=bool
        )
        lon, lat = (frame[name].to_numpy()[placed] for name in ("lon", "lat"))
        geometry[placed] = shapely.points(lon, lat)
    fields: list[Field] = []
    for column in table.columns:
        if column.name in hidden:
            continue
        fields.append(_record_field(column, frame, texts, placed))
        if not viewer.sees_all and given(table.name, column.name, viewer.audience) == "from five":
            fields.append(_state_field(column, frame, few))
    if table.placed and not viewer.sees_all:
        fields.append(_precision_field(frame))
    return Content(table.header, tuple(fields), geometry, "Point")


def _hidden(frame: pd.DataFrame, table: Table, viewer: Viewer) -> set[str]:
    """Return the columns that are withheld from every row; who sees a row of its own sees them all."""
    if viewer.sees_all:
        return set()
    area = "region" if table.placed else "area"
    if viewer.audience == OF_REGION and area in frame and bool((frame[area] == viewer.area).any()):
        return set()
    return {
        column.name for column in table.columns if given(table.name, column.name, viewer.audience) in UNTOLD
    }


def _state_field(column: Column, frame: pd.DataFrame, few: Collection[int]) -> Field:
    known = np.where(frame[column.name].notna(), "waarde", "geen gegevens")
    states = np.where(frame.index.isin(list(few)), "afgeschermd", known)
    return Field(
        STATE.format(column=column.header),
        "word",
        pd.Series(states, frame.index, dtype="str"),
        True,
        "waarde; geen gegevens; afgeschermd",
        say("Wat er staat bij '{column}'.", column=column.header),
    )


def _precision_field(frame: pd.DataFrame) -> Field:
    return Field(
        PRECISION,
        "word",
        frame["precision"].astype("str"),
        True,
        ", ".join(PRECISIONS.codes),
        say("Wat de coördinaten aanwijzen: het punt zelf, of het midden van waar het ligt."),
        PRECISIONS,
    )


def _record_field(
    column: Column, frame: pd.DataFrame, texts: pd.DataFrame, placed: NDArray[np.bool_]
) -> Field:
    kind = _KINDS.get(column.kind, "word")
    values = frame[column.name] if kind in ("day", "whole", "degrees") else texts[column.name]
    if kind == "degrees":
        values = values.where(placed)
    return Field(column.header, kind, values, column.required, column.rule, column.meaning, column.vocabulary)


# regions

_NUMBERED = ("waarde", "nul")


@dataclass(frozen=True)
class _RegionColumn:
    """A count of the region table: its name there, its header, what it means.

    ``of`` is the column of activations or housing that it counts by; "" when it counts no records.
    """

    name: str
    header: str
    meaning: str
    of: tuple[str, str] = ("", "")


_REGION_COLUMNS = (
    *(
        _RegionColumn(
            term.code, term.code, mark("Activeringen van dit type. {meaning}"), ("activations", "type")
        )
        for term in TYPES.terms
    ),
    _RegionColumn(
        "integral",
        "integrale inzet",
        mark("Activeringen waarbij meerdere organisaties samen optraden."),
        ("activations", "integral"),
    ),
    _RegionColumn(
        "housing",
        "huisvestingslocaties",
        mark("Bekende locaties waar arbeidsmigranten wonen; leeg: geen bekend."),
        ("housing", "region"),
    ),
    _RegionColumn(
        "places",
        "plaatsen",
        mark("Slaapplaatsen in die locaties samen, volgens opgave; leeg: geen locatie bekend."),
        ("housing", "capacity"),
    ),
    _RegionColumn("inhabitants", "inwoners", mark("Inwoners van de regio (CBS, 1 januari 2020).")),
    _RegionColumn("land_km2", "land km²", mark("Vierkante kilometer land van de regio.")),
)


def of_regions(tally: Tally, viewer: Viewer = EVERYTHING) -> Content:
    """Return the table of the 25 regions, with for each measure its value and what that value is worth.

    A number stands only where there is one: a region that is not chosen, has no data or is withheld has an
    empty cell, and its state says which of these it is. Zero is a 0. The public gets no split.
    """
    areas = load_boundaries().regions
    table = region_table(tally, areas)
    shapes = np.full(len(table), None, dtype=object)
    shapes[:] = [shapely.MultiPolygon(list(shapely.get_parts(area))) for area in areas.geometry[table.index]]
    return Content(mark("regios"), tuple(_region_fields(table, tally, viewer)), shapes, "MultiPolygon")


def _region_fields(table: pd.DataFrame, tally: Tally, viewer: Viewer) -> Iterator[Field]:
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
            yield from _counted_fields(table, numbered, tally, viewer)


def _counted_fields(
    table: pd.DataFrame, numbered: pd.Series[bool], tally: Tally, viewer: Viewer
) -> Iterator[Field]:
    meanings = {term.code: term.meaning for term in TYPES.terms}
    chosen = table[MEASURES[0].state_column] != "niet gekozen"
    for column in _REGION_COLUMNS:
        if viewer.audience == PUBLIC and column.of in _SPLITTING:
            continue
        records, _ = column.of
        withheld = table.index.isin(tally.withheld.get(records, ()))
        values = table[column.name]
        if records == "housing":  # none known is no data, not zero
            values = values.where(chosen & ~withheld & (table["housing"] > 0))
        elif records:
            values = values.where(numbered)
        whole = pd.api.types.is_integer_dtype(table[column.name].dtype)
        yield Field(
            column.header,
            "whole" if whole else "number",
            values.astype("Int64") if whole else values,
            meaning=say(column.meaning, meaning=meanings.get(column.name, "")),
        )
        if records == "housing" and records in tally.withheld:
            yield _housing_state(column, table, withheld)


_SPLITTING = (("activations", "type"), ("activations", "integral"))
"""What splits a count into smaller ones, which the public is not told."""


def _housing_state(column: _RegionColumn, table: pd.DataFrame, withheld: NDArray[np.bool_]) -> Field:
    chosen = table[MEASURES[0].state_column] != "niet gekozen"
    states = np.select(
        [~chosen, withheld, table["housing"] == 0],
        ["niet gekozen", "afgeschermd", "geen gegevens"],
        "waarde",
    )
    return Field(
        STATE.format(column=column.header),
        "word",
        pd.Series(states, table.index, dtype="str"),
        True,
        "waarde; geen gegevens; afgeschermd; niet gekozen",
        say("Wat er staat bij '{column}'.", column=column.header),
    )

"""A records frame as the rows that the database holds, and back; no database in here.

Rows are an Arrow table with one column of each record column: days, numbers and booleans typed, everything
else as text that reads well in SQL (``"wonen,werken"``, ``"VR23"``). A value that is not there is a null, or
"" in a text column. Coordinates are kept to 7 decimals, about a centimetre, so that both engines give back
exactly what went in.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from geo import vocabulary
from geo.errors import StoreError
from geo.language import mark, say
from geo.records import Column, Table, codes_of, dtype
from geo.vocabulary import within

if TYPE_CHECKING:
    from collections.abc import Callable

COORDINATE_DECIMALS = 7
TEXT = pa.large_string()
WORD = pa.dictionary(pa.int32(), pa.string())

_DERIVED_COLUMNS = (
    Column(
        "district",
        mark("Grensdistrict"),
        "municipality",
        False,
        mark("afgeleid"),
        mark("Grensdistrict van de locatie."),
    ),
    Column(
        "precision",
        mark("Precisie"),
        "code",
        True,
        mark("afgeleid"),
        mark("Hoe precies de locatie bekend is."),
        vocabulary.PRECISIONS,
    ),
)

# how each kind of column is held in an Arrow table; a word is one of few, so it travels as a dictionary
ARROW_TYPES: dict[str, pa.DataType] = {
    "reference": TEXT,
    "text": TEXT,
    "municipality": TEXT,
    "code": WORD,
    "codes": WORD,
    "region": WORD,
    "area": WORD,
    "contact_area": WORD,
    "nested_areas": TEXT,
    "day": pa.date32(),
    "yes_no": pa.bool_(),
    "count": pa.int64(),
    "degrees": pa.float64(),
}


def stored_columns(table: Table) -> tuple[Column, ...]:
    """Return the columns of a records frame of ``table``: those people fill in, then those of a place."""
    return (*table.columns, *(_DERIVED_COLUMNS if table.placed else ()))


def encode(frame: pd.DataFrame, table: Table) -> pa.Table:
    """Return a records frame as rows, in its order; StoreError when it is not a records frame of ``table``.

    A reference that is empty or stands in the frame twice, and an empty required value, are refused here, so
    that nothing depends on which engine would have refused it.
    """
    rows = rows_of(frame, table)
    _require_values(rows, table)
    return rows


def rows_of(frame: pd.DataFrame, table: Table) -> pa.Table:
    """Return a records frame as rows to travel, not to be kept: what is required may have been taken out."""
    _require_frame(frame, table)
    return pa.table({column.name: _encoded(frame[column.name], column) for column in stored_columns(table)})


def decode(rows: pa.Table, table: Table) -> pd.DataFrame:
    """Return rows as a records frame with a RangeIndex, in the order given; the inverse of ``encode``.

    A word outside its vocabulary, which only another program can have written, becomes "none";
    ``geo.store.checks`` names it.
    """
    return pd.DataFrame(
        {column.name: _decoded(rows[column.name], column) for column in stored_columns(table)}, copy=False
    )


def as_text(column: pa.ChunkedArray | pa.Array) -> pa.ChunkedArray | pa.Array:
    """Return any column of rows as text: "" for none, "ja"/"nee" for a boolean, ISO for a day."""
    if pa.types.is_boolean(column.type):
        return pc.fill_null(pc.if_else(column, "ja", "nee"), "").cast(TEXT)
    return pc.fill_null(column.cast(TEXT), "")


def differing(one: pa.Table, other: pa.Table, columns: tuple[Column, ...]) -> pd.DataFrame:
    """Return for each column where two tables of rows, aligned row by row, differ (none equals none)."""
    found = {}
    for column in columns:
        left, right = (_comparable(rows[column.name]) for rows in (one, other))
        same = pc.fill_null(pc.equal(left, right), False)
        none = pc.and_(pc.is_null(left), pc.is_null(right))
        found[column.name] = ~pc.or_(same, none).to_numpy(zero_copy_only=False)
    return pd.DataFrame(found)


def _comparable(column: pa.ChunkedArray) -> pa.ChunkedArray:
    """Return a column in the type that all tables of rows share: words may travel as a dictionary."""
    is_text = pa.types.is_dictionary(column.type) or column.type == TEXT
    return pc.fill_null(column.cast(TEXT), "") if is_text else column


def _require_frame(frame: pd.DataFrame, table: Table) -> None:
    expected = {column.name: pd.api.types.pandas_dtype(dtype(column)) for column in stored_columns(table)}
    if list(frame.columns) != list(expected):
        raise StoreError(
            say(
                "Dit is geen tabel met {table}: de kolommen zijn {columns}; nodig zijn {needed}.",
                table=within(table.label),
                columns=", ".join(map(str, frame.columns)),
                needed=", ".join(expected),
            )
        )
    for name, needed in expected.items():
        if frame.dtypes[name] != needed:
            raise StoreError(
                say(
                    "Kolom {column} van {table} heeft type {found}; nodig is {needed}.",
                    column=repr(name),
                    table=within(table.label),
                    found=frame.dtypes[name],
                    needed=needed,
                )
            )


def _require_values(rows: pa.Table, table: Table) -> None:
    references = rows["reference"]
    if pc.count_distinct(references).as_py() != rows.num_rows:
        counted = references.value_counts()
        twice = counted.filter(pc.greater(counted.field("counts"), 1)).field("values").to_pylist()
        raise StoreError(
            say(
                "In {table} staat meer dan eens kenmerk {references}.",
                table=within(table.label),
                references=_some(twice),
            )
        )
    for column in table.columns:
        values = rows[column.name]
        empty = values.is_null() if values.type != TEXT else pc.equal(values, "")
        if column.required and pc.any(empty).as_py():
            lacking = references.filter(empty).to_pylist()
            raise StoreError(
                say(
                    "{column} is verplicht in {table} en ontbreekt bij {references}.",
                    column=repr(column.header),
                    table=within(table.label),
                    references=_some(lacking),
                )
            )
        if values.type == TEXT and pc.any(pc.match_substring(values, "\0")).as_py():
            raise StoreError(
                say(
                    "{column} in {table} bevat een NUL-teken; dat kan niet bewaard worden.",
                    column=repr(column.header),
                    table=within(table.label),
                )
            )


def _some(references: list[str]) -> str:
    """Name the first few references, and how many more there are."""
    shown = ", ".join(repr(reference) for reference in references[:3])
    more = len(references) - 3
    return say("{shown} en nog {count}", shown=shown, count=more) if more > 0 else shown


def _encoded(series: pd.Series, column: Column) -> pa.Array:
    if column.kind == "degrees":
        return pa.array(series.round(COORDINATE_DECIMALS), pa.float64(), from_pandas=True)
    if column.kind == "day":
        return pa.array(series, from_pandas=True).cast(pa.date32())
    if column.kind in ("yes_no", "count"):
        return pa.array(series, ARROW_TYPES[column.kind], from_pandas=True)
    if column.kind == "codes":
        return pa.array(_members(column), TEXT).take(pa.array(series.to_numpy(), pa.uint8()))
    return pc.fill_null(pa.array(series.astype("str"), TEXT, from_pandas=True), "")


def _members(column: Column) -> list[str]:
    """Return the text of each of the 256 sets that a bit mask may be."""
    vocabulary_of = cast("vocabulary.Vocabulary", column.vocabulary)
    return [",".join(vocabulary_of.members(mask)) for mask in range(256)]


def _decoded(values: pa.ChunkedArray, column: Column) -> object:
    return _DECODERS[column.kind](values, column)


def _decoded_text(values: pa.ChunkedArray, _: Column) -> object:
    return pc.fill_null(values, "").to_pandas().array


def _decoded_day(values: pa.ChunkedArray, _: Column) -> object:
    return values.cast(pa.timestamp("s")).to_numpy()


def _decoded_degrees(values: pa.ChunkedArray, _: Column) -> object:
    return values.to_numpy()


def _decoded_number(values: pa.ChunkedArray, column: Column) -> object:
    nothing = values.type.to_pandas_dtype()()  # 0 or False
    plain = pc.fill_null(values, nothing).to_numpy()
    if column.required:
        return plain
    masked = pd.arrays.BooleanArray if column.kind == "yes_no" else pd.arrays.IntegerArray
    return masked(plain, values.is_null().to_numpy())


def _decoded_word(values: pa.ChunkedArray, column: Column) -> object:
    number = {word: index for index, word in enumerate(codes_of(column))}
    codes = _looked_up(values, lambda word: number.get(word, -1), -1, np.int8)
    return pd.Categorical.from_codes(codes, dtype=pd.CategoricalDtype(list(number)), validate=False)


def _decoded_mask(values: pa.ChunkedArray, column: Column) -> object:
    bits = {word: 1 << index for index, word in enumerate(codes_of(column))}
    return _looked_up(values, lambda text: sum(bits.get(word, 0) for word in text.split(",")), 0, np.uint8)


def _looked_up(
    values: pa.ChunkedArray, number: Callable[[str], int], none: int, as_type: type[np.generic]
) -> np.ndarray:
    """Return the number of each text, worked out once for each distinct text."""
    plain = values if pa.types.is_dictionary(values.type) else values.dictionary_encode()
    whole = plain.unify_dictionaries().combine_chunks()
    if isinstance(whole, pa.ChunkedArray):  # of no rows at all
        return np.empty(0, as_type)
    numbers = np.array([number(word) for word in whole.dictionary.to_pylist()] + [none], as_type)
    return cast("np.ndarray", numbers[pc.fill_null(whole.indices, len(numbers) - 1).to_numpy()])


_DECODERS: dict[str, Callable[[pa.ChunkedArray, Column], object]] = {
    "reference": _decoded_text,
    "text": _decoded_text,
    "municipality": _decoded_text,
    "code": _decoded_word,
    "region": _decoded_word,
    "area": _decoded_word,
    "contact_area": _decoded_word,
    "nested_areas": _decoded_text,
    "codes": _decoded_mask,
    "day": _decoded_day,
    "yes_no": _decoded_number,
    "count": _decoded_number,
    "degrees": _decoded_degrees,
}

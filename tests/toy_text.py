"""Text frames for tests: a good row of each table, changed where a test wants it, and any records at all."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

import pandas as pd
from hypothesis import strategies as st

from geo.areas import AREA_CODES, NESTED_CODES, REGION_CODES, euregios, load_boundaries
from geo.records import ACTIVATIONS, HOUSING, YEARS, dtype
from geo.records.cells import text

if TYPE_CHECKING:
    from geo.records import Column, Table

HOSTILE = (
    "<img src=x onerror='window.ran=1'> ${window.ran=1} `${parent.ran=1}`",
    "</script><script>window.ran=1</script> map_div_0 \u2028",
    "{{'y'}} {{{y}}}",
    "{% x %}",
    "{# x",
    "{%if 9**(9**4)%}{%endif%}",  # one 9 more and compiling it takes hours, in which no thread runs
)
"""Texts that are a program to something: markup, JavaScript, and templates."""

GOOD = {
    "activations": {
        "reference": "A-1",
        "activated_on": "02-09-2020",
        "type": "preventief",
        "themes": "wonen",
        "infections": "nee",
        "source": "melding",
        "sector": "vlees",
        "integral": "nee",
    },
    "housing": {"reference": "H-1", "name": "Huis", "kind": "woning", "capacity": "8"},
    "contacts": {
        "reference": "C-1",
        "organisation": "GGD",
        "authority": "ggd",
        "area": "VR23",
        "mail": "piket@example.org",
    },
    "partners": {"reference": "P-1", "partner": "Kreise", "areas": "DE05", "delivers": "nee"},
}


def typed(table: Table, *changes: dict[str, str]) -> pd.DataFrame:
    """Return a text frame with a good row for each dict, changed by it; references differ unless given."""
    blank = {column.name: "" for column in table.columns}
    rows = [
        blank | GOOD[table.name] | {"reference": f"R-{number}"} | change
        for number, change in enumerate(changes)
    ]
    return pd.DataFrame(rows, columns=list(blank), dtype="str")


def records_frames(table: Table) -> st.SearchStrategy[pd.DataFrame]:
    """Return any records frame that obeys no rule but those of single cells."""
    row = st.fixed_dictionaries({column.name: _values(column) for column in table.columns})
    return st.lists(row, max_size=4, unique_by=lambda each: each["reference"]).map(
        lambda rows: pd.DataFrame(
            {
                column.name: pd.Series([each[column.name] for each in rows], dtype=dtype(column))  # type: ignore[call-overload]
                for column in table.columns
            }
        )
    )


def _values(column: Column) -> st.SearchStrategy[Any]:
    """Return any value of a column, the empty one included where it may be."""
    kinds: dict[str, st.SearchStrategy[Any]] = {
        "day": st.dates(dt.date(YEARS[0], 1, 1), dt.date(YEARS[-1], 12, 31)),
        "yes_no": st.booleans(),
        "count": st.integers(0, 10_000_000),
        "degrees": st.floats(-180, 180),
        "region": st.sampled_from(REGION_CODES),
        "area": st.sampled_from(AREA_CODES),
        "contact_area": st.sampled_from((*AREA_CODES, *euregios())),
        "nested_areas": st.sets(st.sampled_from(NESTED_CODES), min_size=1).map(
            lambda codes: ", ".join(code for code in NESTED_CODES if code in codes)
        ),
        "municipality": st.sampled_from(list(load_boundaries().municipalities.index)),
    }
    if column.kind in ("text", "reference"):
        return _clean_text(column)
    if column.vocabulary is not None and column.kind == "codes":
        return st.integers(1 if column.required else 0, 2 ** len(column.vocabulary.codes) - 1)
    values = st.sampled_from(column.vocabulary.codes) if column.vocabulary else kinds[column.kind]
    return values if column.required else st.one_of(st.sampled_from(_MISSING[column.kind]), values)


_MISSING: dict[str, list[Any]] = {
    "day": [pd.NaT],
    "yes_no": [pd.NA],
    "count": [pd.NA],
    "degrees": [float("nan")],
    "region": [None],
    "area": [None],
    "contact_area": [None],
    "code": [None],
    "municipality": [""],
}


def _clean_text(column: Column) -> st.SearchStrategy[str]:
    """Return any text as it is after reading: nothing hidden, nothing too long."""
    parse = text(column.longest, one_line=column.kind == "reference")
    any_text = st.text(max_size=30).map(lambda raw: parse(raw.strip()).value)
    return any_text.filter(lambda clean: isinstance(clean, str) and (clean != "" or not column.required))


__all__ = ["ACTIVATIONS", "GOOD", "HOSTILE", "HOUSING", "records_frames", "typed"]

"""CSV as Dutch Excel opens it: semicolons, UTF-8 with a byte order mark, decimal comma, 31-12-2020."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from geo.files.formulas import disarmed
from geo.files.write.table import UNSEEN

if TYPE_CHECKING:
    from collections.abc import Callable

    from geo.files.write.table import Content, Field, FieldKind


def to_csv(content: Content, delimiter: str = ";") -> bytes:
    """Return the columns as CSV; text that would be taken for a formula has an apostrophe before it.

    There is no place in it to say what the file is that a reader of CSV would not take for a row.
    """
    out = io.StringIO(newline="")
    writer = csv.writer(out, delimiter=delimiter, lineterminator="\r\n")
    writer.writerow([field.header.replace("\0", UNSEEN) for field in content.fields])
    columns = [_texts(field) for field in content.fields]
    writer.writerows(zip(*columns, strict=True))
    return out.getvalue().encode("utf-8-sig")


def _texts(field: Field) -> list[str]:
    """Return a column as text; only what somebody typed can be taken for a formula, a number -5,2 cannot."""
    if field.kind == "text":
        number_of, distinct = pd.factorize(field.values)
        seen = pd.Series(distinct, dtype="str").str.replace("\0", UNSEEN, regex=False)
        return disarmed(seen).to_numpy(object)[number_of].tolist()  # type: ignore[no-any-return]
    return field.written(_WRITERS[field.kind]).tolist()  # type: ignore[no-any-return] # an array of text


def _number(value: float) -> str:
    text = repr(value)  # many times as fast as numpy's, but with an exponent where it sees fit
    plain = np.format_float_positional(value, trim="-") if "e" in text else text.removesuffix(".0")
    return plain.replace(".", ",")


_WRITERS: dict[FieldKind, Callable[[Any], str]] = {
    "word": str,
    "prose": str,
    "day": lambda day: day.strftime("%d-%m-%Y"),
    "whole": str,
    "number": _number,
    "degrees": _number,
}

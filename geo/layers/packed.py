"""Arrays of small numbers as the browser reads them."""

from __future__ import annotations

import base64
from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

_NAMES = {"int8": "i8", "uint8": "u8", "uint16": "u16", "int32": "i32"}


def packed(values: NDArray[Any]) -> dict[str, str]:
    """Return an array as the name of its type and its bytes; KeyError for a type that JavaScript lacks."""
    return {
        "type": _NAMES[values.dtype.name],
        "data": base64.b64encode(values.tobytes()).decode("ascii"),
    }


def packed_rows(mask: NDArray[np.bool_]) -> str:
    """Return which rows are selected, a bit each; "" when all of them are."""
    return "" if mask.all() else base64.b64encode(np.packbits(mask, bitorder="little").tobytes()).decode()

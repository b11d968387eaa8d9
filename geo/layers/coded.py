"""The records of a table as the small numbers that the filters compare: what the browser counts with.

They travel once, with the points. The browser cuts and counts them by the same rules as the server
(``picture.RULES``), so that the map answers a click at once; what it may compute is what the viewer may see.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from geo.areas import AREA_CODES
from geo.layers.packed import packed, packed_rows
from geo.layers.points import PointLayer
from geo.layers.tables import DRAWN
from geo.picture import RULES, coded_column
from geo.store import LOCATIONS

if TYPE_CHECKING:
    import pandas as pd
    from numpy.typing import NDArray


@dataclass(frozen=True, eq=False)
class CodedLayer:
    """A layer of all records of a table, those without a place too, that is cut and not made anew.

    ``order`` gives the rows of the frame in the order of the layer: what has a place comes first.
    """

    layer: PointLayer
    order: NDArray[np.intp]

    def rows(self, mask: NDArray[np.bool_]) -> str:
        """Return which records of the layer a mask over the frame selects, as ``Shown.rows`` has it."""
        return packed_rows(mask[self.order])


def coded_layer(frame: pd.DataFrame, table: str) -> CodedLayer:
    """Return the records of a table as points with what the filters compare, and the area of each.

    Beside the points the layer holds: ``rules``, those of ``picture.RULES``, and ``coded``, what they look
    at by its name; the area of each record (region or border district) is one of these. Of housing it holds
    ``weights``, its places, and of groups of it ``locations``, how many are in each.
    """
    located = np.isfinite(frame["lon"].to_numpy()) & np.isfinite(frame["lat"].to_numpy())
    order = np.argsort(~located, kind="stable")
    ordered = frame.iloc[order]
    return CodedLayer(PointLayer(DRAWN[table].layer(ordered).payload | _coded(ordered, table)), order)


def _coded(frame: pd.DataFrame, table: str) -> dict[str, Any]:
    rules = RULES[table]
    return {
        "records": len(frame),
        "rules": [
            {"name": rule.name, "how": rule.how, "column": rule.column, "codes": list(rule.codes)}
            for rule in rules
        ],
        "coded": {rule.column: packed(coded_column(frame, rule)) for rule in rules},
        "areas": list(AREA_CODES),
        **({"locations": packed(frame[LOCATIONS].to_numpy().astype(np.int32))} if LOCATIONS in frame else {}),
        **({"weights": packed(frame["capacity"].to_numpy().astype(np.int32))} if "capacity" in frame else {}),
    }

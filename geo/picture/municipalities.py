"""What lies within one region, municipality by municipality; together it is what lies in the region."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from geo import dutch
from geo.language import mark, plural, say
from geo.picture.cube import locations
from geo.picture.masks import category_codes
from geo.picture.regions import MEASURES, measured
from geo.vocabulary import TYPES

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from numpy.typing import NDArray

    from geo.picture.density import Density

UNNAMED = ""
"""The code of the row of the records that name none of them."""

SIGNS = {"hoger": "▲", "lager": "▼"}
"""Of the verdicts that chance does not explain, by code."""
WITHIN = {
    "hoger": mark("Hoger dan de rest van de regio, meer dan toeval verklaart"),
    "lager": mark("Lager dan de rest van de regio, meer dan toeval verklaart"),
}
"""What those verdicts say within a region; the other verdicts say what they say of the country."""


def municipality_table(
    activations: pd.DataFrame, housing: pd.DataFrame, municipalities: pd.DataFrame
) -> pd.DataFrame:
    """Return the figures of the municipalities of one region, in the order of their names.

    Parameters
    ----------
    activations, housing
        Records frames of what is selected in the region; either may be empty.
    municipalities
        Indexed by code, with ``name``: the rows of the boundaries that lie in the region.

    Returns
    -------
    DataFrame
        Index ``code``; columns name, activations, one for each type, integral, housing (locations), places;
        and as in ``region_table`` the value and the state of each measure that needs nothing else. The last
        row, code "", is "Gemeente onbekend": left out when nothing is in it. The sums of the columns are the
        figures of the region.
    """
    table = _counted(activations, housing, municipalities)
    everywhere = np.ones(len(table), dtype=bool)
    for one in MEASURES:
        by = one.denominator
        if by is None or by.column in table:
            below, per = (table[by.column].to_numpy(), by.per) if by else (everywhere, 1)
            table[one.code], table[one.state_column] = measured(
                table["activations"].to_numpy(), below, per, everywhere
            )
    return table


def read_municipalities(found: Density) -> str:
    """Return which municipalities differ from the rest of their region, and that the others may be chance.

    ``found`` is a ``municipality_table`` compared (``compare_regions``).
    """
    parts = [
        f"{sign} {_DIFFER[verdict](names)}"
        for verdict, sign in SIGNS.items()
        if (names := found.shown["name"][found.shown["verdict"] == verdict].tolist())
    ]
    if parts:
        return " ".join(parts)
    if not found.count or len(found.shown) < 2:
        return say("Er zijn te weinig gegevens om de gemeenten met elkaar te vergelijken.")
    return say("Geen gemeente verschilt meer van de rest van de regio dan toeval verklaart.")


_DIFFER: Mapping[str, Callable[[Sequence[str]], str]] = {
    "hoger": lambda names: plural(
        "{towns} is vaker geactiveerd dan de rest van de regio, meer dan toeval verklaart.",
        "{towns} zijn vaker geactiveerd dan de rest van de regio, meer dan toeval verklaart.",
        len(names),
        towns=dutch.listed(names),
    ),
    "lager": lambda names: plural(
        "{towns} is minder vaak geactiveerd dan de rest van de regio, meer dan toeval verklaart.",
        "{towns} zijn minder vaak geactiveerd dan de rest van de regio, meer dan toeval verklaart.",
        len(names),
        towns=dutch.listed(names),
    ),
}


def _counted(activations: pd.DataFrame, housing: pd.DataFrame, municipalities: pd.DataFrame) -> pd.DataFrame:
    """Return counts by the municipality that each record names."""
    names = municipalities["name"].sort_values()
    length = len(names) + 1
    here, lodging = (_positions(frame["municipality"], names.index) for frame in (activations, housing))
    kinds = category_codes(activations["type"], TYPES.codes).astype(np.intp)
    by_type = np.bincount(here * len(TYPES.codes) + kinds, minlength=length * len(TYPES.codes))
    by_type = by_type.reshape(length, len(TYPES.codes))
    columns: dict[str, Any] = {
        "name": [*names, say("Gemeente onbekend")],
        "activations": by_type.sum(axis=1),
        **dict(zip(TYPES.codes, by_type.T, strict=True)),
        "integral": np.bincount(here[activations["integral"].to_numpy()], minlength=length),
        "housing": np.bincount(lodging, locations(housing), minlength=length).astype(np.int64),
        "places": np.bincount(lodging, weights=housing["capacity"].to_numpy(), minlength=length).astype(
            np.int64
        ),
    }
    table = pd.DataFrame(columns, index=pd.Index([*names.index, UNNAMED], name="code"))
    outside = table.loc[UNNAMED, ["activations", "housing"]].to_numpy(dtype=np.int64)
    return (table if outside.any() else table.iloc[:-1]).copy()


def _positions(codes: pd.Series[Any], known: pd.Index) -> NDArray[np.intp]:
    """Return each record's row: that of its municipality, or the last one."""
    found = known.get_indexer(pd.Index(codes.astype("object")))
    return np.where(found < 0, len(known), found)

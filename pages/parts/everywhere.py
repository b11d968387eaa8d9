"""The figures of all regions and border districts, whichever of them are chosen: what one compares with."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import streamlit as st

from geo.areas import load_boundaries
from geo.picture import district_table, nationwide, region_table, take_tally

if TYPE_CHECKING:
    import pandas as pd

    from geo.picture import Selection
    from geo.store import Snapshot


@dataclass(frozen=True)
class Everywhere:
    """The table of the 25 regions, and that of the border districts with a record; not to be changed."""

    regions: pd.DataFrame
    districts: pd.DataFrame


def figures(snapshot: Snapshot, selection: Selection) -> Everywhere:
    """Return the figures of all areas under the filters other than those on regions and countries."""
    return _figures(snapshot, snapshot.state, nationwide(selection))


@st.cache_resource(max_entries=64, show_spinner=False)
def _figures(_snapshot: Snapshot, key: tuple[object, ...], wide: Selection) -> Everywhere:
    records = _snapshot.activations, _snapshot.housing
    tally = take_tally(*records, wide, as_of=_snapshot.as_of.date())
    return Everywhere(region_table(tally, load_boundaries().regions), district_table(*records, wide))

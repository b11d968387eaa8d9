"""How the file is read where its cells leave a choice, shown with the choice; and keys that are not unique.

What was chosen is in the session under the key of its widget, so that the check that comes before the widget
already knows it.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pandas as pd
import streamlit as st

from geo import dutch, imports
from geo.areas import SYSTEM_CODES, system_label
from geo.imports import BY_ROW, DATE_ORDERS, DECIMAL_SIGNS
from geo.language import mark, plural, say

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from geo.imports import ImportChoices, Offered, Plan

LISTED = 1_000
_DECISIONS = {
    imports.LEAVE_OUT: mark("Laat deze rijen weg"),
    imports.REPLACE: mark("Het zijn dezelfde records: vervang ze"),
}

_ORDERS = dict(zip(DATE_ORDERS, (mark("dag-maand"), mark("maand-dag")), strict=True))
_SIGNS = dict(zip(DECIMAL_SIGNS, (mark("decimale komma"), mark("decimale punt")), strict=True))


def added(choices: ImportChoices, offered: Offered) -> ImportChoices:
    """Return ``choices`` with what was chosen here for this file so far."""
    dates, decimals, crs, prefix = (
        str(st.session_state.get(_key(offered, name)) or "")
        for name in ("dates", "decimals", "crs", "prefix")
    )
    return replace(choices, dates=dates, decimals=decimals, crs=crs, prefix=prefix)


def show(planned: Plan) -> None:
    """Say how the file was read, each with its choice, and offer a prefix where keys are another's."""
    checked = planned.checked
    verdicts, offered = checked.verdicts, checked.offered
    if verdicts.dates.value:
        _choose(
            offered, "dates", verdicts.dates.told, {order: say(label) for order, label in _ORDERS.items()}
        )
    if verdicts.decimals.value:
        signs = {sign: say(label) for sign, label in _SIGNS.items()}
        _choose(offered, "decimals", verdicts.decimals.told, signs)
    if found := verdicts.crs.value:
        labels = {code: say("Reken om uit {system}", system=system_label(code)) for code in SYSTEM_CODES}
        labels[BY_ROW] = say("Reken elke rij om uit het stelsel dat hij lijkt te hebben")
        _choose(offered, "crs", verdicts.crs.told, {found: labels.get(found, found)})
    known = planned.counts[imports.FAULTY] and checked.held is not None and len(checked.held.text)
    if planned.counts[imports.OTHER] or checked.choices.prefix or known or planned.clashes:
        _prefix(planned)


def _key(offered: Offered, name: str) -> str:
    return f"import_{name}_{offered.key}"


def _choose(offered: Offered, name: str, told: str, options: Mapping[str, str]) -> None:
    """Tell how the file is read; none of the options is what the file itself says."""
    st.text(f"{dutch.capital(told)}.")  # it quotes the file: plain text
    st.segmented_control(
        say(_ASKED[name]),
        list(options),
        format_func=lambda value: options.get(value, value),
        key=_key(offered, name),
    )


_ASKED = {
    "dates": mark("Lees datums anders"),
    "decimals": mark("Lees getallen anders"),
    "crs": mark("Coördinaten in meters"),
}


def _prefix(planned: Plan) -> None:
    """Tell which rows have the key of another record, set apart, and offer a prefix for the sender."""
    checked = planned.checked
    rows = planned.rows(imports.OTHER)
    if rows:
        st.warning(
            say("Kenmerken in dit bestand zijn al van iets anders."),
            icon=":material/key_off:",
        )
        st.text(
            plural(
                "{count} rij: zelfde kenmerk, maar een {different}. Zet een voorvoegsel voor de kenmerken van"
                " deze afzender, of beslis onderaan over deze rijen.",
                "{count} rijen: zelfde kenmerk, maar een {different}. Zet een voorvoegsel voor de kenmerken"
                " van deze afzender, of beslis onderaan over deze rijen.",
                len(rows),
                count=dutch.number(len(rows)),
                different=imports.told_apart(checked.table),
            )
        )
        st.dataframe(_listed(planned, rows[:LISTED]), hide_index=True)
    suggestion = imports.offered_prefix(checked)
    field, button = st.columns([3, 2], vertical_alignment="bottom")
    key = _key(checked.offered, "prefix")
    field.text_input(
        say("Voorvoegsel voor alle kenmerken"), max_chars=20, key=key, placeholder=suggestion or "VRLN-"
    )
    if suggestion and not checked.choices.prefix:
        button.button(
            say("Gebruik {prefix}", prefix=suggestion),
            key=f"{key}_use",
            on_click=_fill_in,
            args=(key, suggestion),
        )


def _fill_in(key: str, prefix: str) -> None:
    st.session_state[key] = prefix


def _listed(planned: Plan, rows: Sequence[int]) -> pd.DataFrame:
    """Return what these rows change, field by field."""
    edits = planned.edits[planned.edits["row"].isin(rows)]
    told = {
        "row": say("Rij"),
        "reference": say("Kenmerk"),
        "column": say("Kolom"),
        "before": say("In het beeld"),
        "after": say("Bestand"),
    }
    return edits.head(LISTED).rename(columns=told)


def decide(planned: Plan) -> None:
    """Ask what becomes of rows that have the key of another record."""
    if planned.counts[imports.OTHER]:
        st.radio(
            say("Rijen met een kenmerk dat al van iets anders is"),
            list(_DECISIONS),
            format_func=lambda code: say(_DECISIONS[code]),
            index=None,
            key=_key(planned.checked.offered, "same_key"),
        )


def decision(planned: Plan) -> str:
    """Return what was decided about those rows, "" when nothing was."""
    return str(st.session_state.get(_key(planned.checked.offered, "same_key")) or "")

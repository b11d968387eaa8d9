"""The table of workers on the page: looked at beside the one there is, kept when confirmed, taken back."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd
import streamlit as st

from geo import dutch, language, store
from geo.areas import load_boundaries
from geo.dutch import counted
from geo.errors import PictureError
from geo.files import make_sheet
from geo.imports import check_workers
from geo.language import mark, say
from geo.records import WORKERS
from geo.store import PREVIOUS_WORKERS, KeptWorkers
from geo.vocabulary import SECTORS
from pages.parts import notice, upload, viewing

if TYPE_CHECKING:
    from collections.abc import Callable

    from geo.imports import Offered

TITLE = mark("Werkenden per sector en regio")
_ABOUT = mark(
    "Vul op het eerste werkblad één rij per sector en regio in; de kopregel blijft staan. Laat een regio"
    " zonder cijfer weg: dat is geen gegeven, en geen nul. Dit werkblad wordt niet ingelezen."
)
_FACTS = (mark("Bron"), mark("Jaar"), mark("Rijen"), mark("Werkenden"))
_FAILED = "workers_failed"


def show(offered: Offered, done: Callable[[str], None]) -> None:
    """Show a file as a table of workers beside the one that is kept; ``done`` is told what was kept."""
    checked = check_workers(offered)
    st.subheader(say("Controle"), anchor=False)
    upload.report_problems(checked.problems)
    if checked.table is None:
        st.text(say("Verbeter de rijen met fouten: een tabel met werkenden wordt alleen als geheel bewaard."))
        return
    now = _kept()
    st.subheader(say("Zo wordt de tabel"), anchor=False)
    st.dataframe(_facts(now, checked.table), hide_index=True)
    st.dataframe(_compared(now, checked.table), hide_index=True, height=320)
    same = now is not None and now.table.equals(checked.table)
    st.subheader(say("Bewaren"), anchor=False)
    st.button(
        say("Vervang de tabel" if now else "Bewaar de tabel"),
        type="primary",
        disabled=same,
        on_click=_keep,
        args=(checked.table, done),
        key="keep_workers",
    )
    if same:
        st.text(say("Er is niets te bewaren: deze tabel staat er al zo."))
    _tell_failure()


def standing() -> None:
    """Show which table is kept, what stood before it, and the empty file."""
    with st.expander(say("Werkenden per sector en regio, voor *Sectoren*"), icon=":material/group:"):
        now, before = _kept(), _kept(PREVIOUS_WORKERS)
        if now is None:
            st.markdown(
                say(
                    "Er is nog geen tabel. *Sectoren* zegt dan niet in welke sector het risico per werkende"
                    " het grootst is. Sleep het bestand hierboven; u ziet eerst wat er in staat."
                )
            )
        else:
            st.text(say("Nu in gebruik: {table}.", table=_told(now)))
            st.markdown(
                say("Sleep hierboven een nieuw bestand om haar te vervangen; u ziet eerst wat er verandert.")
            )
        if before:
            st.text(say("Hiervoor: {table}.", table=_told(before)))
            st.button(
                say("Zet de vorige tabel terug"),
                icon=":material/undo:",
                on_click=_bring_back,
                key="workers_back",
            )
        _tell_failure()
        template_button()


def template_button() -> None:
    """Offer the empty Excel file of the table."""
    reader = language.current()  # the file is made outside the run, where nobody's language is known

    def made() -> bytes:
        with language.reading(reader):
            return make_sheet("werkenden", WORKERS, say(_ABOUT))

    st.download_button(
        say("Leeg bestand: werkenden"),
        made,
        "werkenden_leeg.xlsx",
        on_click="ignore",
        icon=":material/download:",
        key="template_workers",
    )


def _kept(name: str = store.WORKERS_FILE) -> KeptWorkers | None:
    """Return a table that is kept; one that is damaged is told, and is as good as none."""
    try:
        return viewing.store().kept_workers(name)
    except PictureError as fault:
        notice.show("let op", str(fault))
        return None


def _keep(table: pd.DataFrame, done: Callable[[str], None]) -> None:
    try:
        viewing.store().keep_workers(table)
    except PictureError as fault:
        st.session_state[_FAILED] = str(fault)
        return
    done(
        say(
            "Bewaard: {rows} met werkenden. Sectoren deelt er nu door.",
            rows=counted(len(table), "rij", "rijen"),
        )
    )


def _bring_back() -> None:
    try:
        viewing.store().bring_back_workers()
    except PictureError as fault:
        st.session_state[_FAILED] = str(fault)


def _tell_failure() -> None:
    if failed := st.session_state.pop(_FAILED, None):
        notice.show("fout", say("{fault} Er is niets veranderd.", fault=failed))


def _told(kept: KeptWorkers) -> str:
    source, years, _, _ = _facts_of(kept.table)
    rows = counted(len(kept.table), "rij", "rijen")
    return say(
        "{source}, {years}, {rows}, bewaard op {moment}",
        source=source,
        years=years,
        rows=rows,
        moment=_at(kept),
    )


def _facts_of(table: pd.DataFrame) -> tuple[str, str, str, str]:
    """Return what _FACTS are of a table: who counted, of which years, how many rows and people."""
    return (
        dutch.listed(sorted(table["source"].unique())),
        dutch.listed([str(year) for year in sorted(table["year"].unique())]),
        dutch.number(len(table)),
        dutch.number(int(table["workers"].sum())),
    )


def _at(kept: KeptWorkers) -> str:
    return dutch.moment(kept.at)


def _facts(now: KeptWorkers | None, table: pd.DataFrame) -> pd.DataFrame:
    """Return the facts of the table that is kept beside those of the file."""
    names = [*map(say, _FACTS), say("Bewaard op")]
    ours = [*_facts_of(now.table), _at(now)] if now else [say("geen")] * len(names)
    theirs = [*_facts_of(table), say("nog niet")]
    return pd.DataFrame({"": names, say("Nu"): ours, say("Dit bestand"): theirs})


def _compared(now: KeptWorkers | None, table: pd.DataFrame) -> pd.DataFrame:
    """Return each sector and region of both tables: how many work there now, and in the file."""
    keys = ["sector", "region"]
    theirs = table[[*keys, "workers"]]
    ours = now.table[[*keys, "workers"]] if now else theirs[:0]
    both = ours.merge(theirs, on=keys, how="outer", suffixes=("_now", "_file"))
    names = load_boundaries().regions["name"].to_dict()
    shown = {
        name: ["" if pd.isna(count) else dutch.number(count) for count in both[column]]
        for name, column in (
            (say("Werkenden nu"), "workers_now"),
            (say("In dit bestand"), "workers_file"),
        )
    }
    sectors, regions = both["sector"].map(SECTORS.label), both["region"].map(names)
    return pd.DataFrame({say("Sector"): sectors, say("Regio"): regions, **shown})

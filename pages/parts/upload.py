"""A file on its way into the picture: read, matched, checked and planned, each step kept for the session.

Steps are cached by what they depend on (the digest of the file, the table, the matching, the language of
the reader), never by the file itself; a reload of the page starts over with an empty hand, and nothing is
stored before the last step.
"""

from __future__ import annotations

import hashlib
from contextlib import contextmanager
from typing import TYPE_CHECKING

import pandas as pd
import streamlit as st

from geo import dutch, imports, language, store
from geo.areas import geocoder
from geo.files import LEFT_OUT, targets
from geo.imports import ImportChoices
from geo.layers import DRAWN, Shown
from geo.records import TABLES
from geo.settings import settings

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from geo.imports import Checked, Offered, Plan
    from geo.records import Problem, Table
    from geo.store import Written

LISTED = 1_000  # rows of a report or a preview on screen; the file with faulty rows has them all
IN_NOTE = "(naar de toelichting)"
_WORKERS = "workers"


@contextmanager
def _progress(title: str) -> Iterator[Callable[[float, str], None]]:
    """Show how far a step is; nothing is left of it when it is done or has failed.

    It is also where a visitor leaves: when the page is closed, or runs anew, Streamlit ends the script at the
    next thing that it shows, and with it the child that reads the file.
    """
    shown = st.empty()

    def show(fraction: float, step: str) -> None:
        shown.progress(min(max(fraction, 0.0), 1.0), text=f"{title}: {step}")

    try:
        yield show
    finally:
        shown.empty()


@st.cache_resource(scope="session", max_entries=2, show_spinner=False)
def _read(_content: bytes, digest: str, name: str, part: str, reader: str) -> Offered:
    with _progress("Lezen") as progress:
        return imports.read_file(
            _content, name, part=part, most_bytes=imports.UPLOAD_BYTES, progress=progress
        )


def read(content: bytes, name: str) -> Offered:
    """Return the file as it was read, of several sheets the one chosen; RecordsError when it cannot be."""
    digest = hashlib.sha256(content).hexdigest()
    best = _read(content, digest, name, "", language.current())
    if len(best.sheet.parts) < 2:
        return best
    part = st.selectbox(
        f"Welk {best.kind.part}?" if best.kind.part == "werkblad" else "Welke laag?",
        best.sheet.parts,
        index=best.sheet.parts.index(best.sheet.part),
        key=f"import_part_{digest}",
        help="Gekozen is wat het best past. Bied het bestand na het opnemen nog eens aan voor een ander.",
    )
    return best if part == best.sheet.part else _read(content, digest, name, part, language.current())


def _key(offered: Offered, table: Table, choices: ImportChoices) -> tuple[str, str, ImportChoices, str]:
    """Return what the check of a file depends on: small values, to keep it by."""
    return offered.key, table.name, choices, language.current()


@st.cache_resource(scope="session", max_entries=2, show_spinner=False)
def _faulty(
    _checked: Checked, digest: str, table: str, choices: ImportChoices, reader: str
) -> tuple[bytes, str]:
    with _progress("Rijen met fouten verzamelen") as progress:
        return imports.faulty_rows(_checked, progress=progress)


@st.cache_resource(scope="session", max_entries=4, show_spinner=False)
def _checked(
    _offered: Offered, digest: str, table: str, choices: ImportChoices, reader: str, version: int
) -> Checked:
    with _progress("Controleren") as progress:
        return imports.check(
            _offered,
            TABLES[table],
            choices,
            store=store.current_store(),
            geocoder=geocoder(settings()),
            progress=progress,
        )


def check(offered: Offered, table: Table, choices: ImportChoices) -> Checked:
    """Return the file checked as ``table`` with what was chosen; RecordsError for a field chosen twice.

    It is checked anew when something was written since: a field without a column stays as it is *now*.
    """
    return _checked(offered, *_key(offered, table, choices), store.current_store().version())


def plan(checked: Checked) -> Plan:
    """Return what writing would do now; made anew on each run, since others write too."""
    return imports.plan(checked, store.current_store())


def choose_table(offered: Offered) -> Table | None:
    """Show which table the file seems to be, None for that of workers; the user may know better."""
    names = {name: table.header.capitalize() for name, table in TABLES.items()} | {
        _WORKERS: "Werkenden per sector"
    }
    chosen = st.segmented_control(
        "Wat staat er in dit bestand?",
        list(names),
        format_func=names.__getitem__,
        default=_WORKERS if imports.is_of_workers(offered) else offered.table.name,
        required=True,
        key=f"import_table_{offered.key}",
    )
    return TABLES.get(chosen)


def match_columns(offered: Offered, table: Table) -> ImportChoices:
    """Show which column of the file is taken for which, to be corrected where the guess is wrong.

    Columns that are no field come first, in sight: each can be given one, kept in the note, or left out.
    """
    guess = imports.matching_for(offered, table)
    guess = dict(
        sorted(guess.items(), key=lambda pair: pair[1] not in (None, LEFT_OUT))
    )  # to choose on first
    labels = targets(table)
    codes = {label: code for code, label in labels.items()}
    in_note, left_out = (list(guess.values()).count(target) for target in (None, LEFT_OUT))
    title = f"Kolommen: {len(guess) - in_note - left_out} herkend, {in_note} naar de toelichting"
    title += f", {left_out} niet opgenomen" if left_out else ""
    with st.expander(title, icon=":material/view_column:", expanded=bool(in_note or left_out)):
        edited = st.data_editor(
            pd.DataFrame(
                {
                    "Kolom in het bestand": list(guess),
                    "Wordt": [IN_NOTE if target is None else labels[target] for target in guess.values()],
                }
            ),
            hide_index=True,
            disabled=["Kolom in het bestand"],
            column_config={
                "Wordt": st.column_config.SelectboxColumn(
                    options=[IN_NOTE, labels[LEFT_OUT], *list(codes)[:-1]], required=True, width="large"
                )
            },
            key=f"import_columns_{offered.key}_{table.name}",
        )
    wanted = zip(guess, edited["Wordt"].tolist(), strict=True)
    return ImportChoices.of_columns({header: codes.get(label) for header, label in wanted})


def report(checked: Checked) -> None:
    """List what is wrong, row by row, and offer the faulty rows as a file to mend and offer again."""
    report_problems(checked.problems)
    if checked.counts[imports.FAULTY]:
        content, name = _faulty(checked, *_key(checked.offered, checked.table, checked.choices))
        st.download_button(
            "Download de rijen met fouten",
            content,
            name,
            on_click="ignore",
            icon=":material/download:",
            help="Hetzelfde bestand met twee kolommen erbij: wat is er mis, en hoe te herstellen."
            " Verbeter de rijen en bied het bestand opnieuw aan.",
        )


def report_problems(problems: Sequence[Problem]) -> None:
    """List what is wrong in a file, row by row, or say that nothing is."""
    if not problems:
        st.success("Geen fouten gevonden.", icon=":material/check:")
        return
    listed = problems[:LISTED]
    if len(problems) > LISTED:
        st.text(f"De eerste {dutch.number(LISTED)} van {dutch.number(len(problems))} meldingen.")
    st.dataframe(
        pd.DataFrame(
            {
                "Rij": [
                    str(problem.row if problem.row is not None else "hele bestand") for problem in listed
                ],
                "Kolom": [problem.column for problem in listed],
                "Waarde": [problem.value for problem in listed],
                "Ernst": [problem.severity for problem in listed],
                "Wat is er mis": [problem.what for problem in listed],
                "Hoe te herstellen": [problem.mend for problem in listed],
            }
        ),
        hide_index=True,
        column_config={
            "Rij": st.column_config.TextColumn(width=60),
            "Ernst": st.column_config.TextColumn(width=120),
            "Wat is er mis": st.column_config.TextColumn(width="large"),
            "Hoe te herstellen": st.column_config.TextColumn(width="large"),
        },
    )


def totals(planned: Plan) -> None:
    """Show how many rows would be new, changed, unchanged, how many have faults, and how many a place."""
    with st.container(horizontal=True, gap="large"):
        st.metric("Rijen", dutch.number(len(planned.status)))
        for status, count in planned.counts.items():
            if count or status in ("new", "changed", imports.FAULTY):
                st.metric(imports.STATUS_LABELS[status].capitalize(), dutch.number(count))
        st.metric("Waarschuwingen", dutch.number(planned.checked.counts["warnings"]))
    st.text(f"{planned.checked.places}.")


def preview_map(planned: Plan) -> Shown:
    """Return the good rows on the map, in the layer of their table."""
    checked = planned.checked
    return Shown(points=(DRAWN[checked.table.name].layer(checked.frame),))


def preview_table(planned: Plan) -> None:
    """Show each row as it came in, with what would happen to it."""
    text = planned.checked.text.head(LISTED)
    status = planned.status.loc[text.index].astype("str").map(imports.STATUS_LABELS)
    headers = {column.name: column.header for column in planned.checked.table.columns}
    shown = text.rename(columns=headers)
    shown.insert(0, "wat gebeurt er", status)
    shown.insert(0, "rij", [str(row) for row in text.index])
    st.dataframe(shown, hide_index=True, height=320)


def edits_table(planned: Plan) -> None:
    """Show each field of a record that is there already and would change: what stood in it, and what will."""
    edits = planned.edits
    if edits.empty:
        return
    with st.expander(
        f"Wat verandert er: {dutch.number(len(edits))} velden", icon=":material/compare_arrows:"
    ):
        listed = edits.head(LISTED)
        shown = listed[["before", "after"]].replace("", "(leeg)")
        told = {"row": "Rij", "reference": "Kenmerk", "column": "Kolom", "before": "Was", "after": "Wordt"}
        st.dataframe(listed.assign(**shown).rename(columns=told), hide_index=True)
    if planned.emptied:
        counts = [f"{header} ({dutch.number(count)})" for header, count in planned.emptied.items()]
        st.warning("Er worden velden leeggemaakt.", icon=":material/backspace:")
        st.text(f"Leeggemaakt: {', '.join(counts)}. Haal de kolom uit het bestand om dat te voorkomen.")


def changes(planned: Plan) -> int:
    """Return how many rows would be written."""
    return sum(planned.counts[status] for status in ("new", "changed", "returned", imports.OTHER))


def told(written: Written) -> str:
    """Say what was written."""
    parts = [
        f"{dutch.number(count)} {imports.STATUS_LABELS[status]}"
        for status, count in (
            ("new", written.new),
            ("changed", written.changed),
            ("returned", written.returned),
            ("unchanged", written.unchanged),
        )
        if count
    ]
    return f"Opgenomen in het beeld: {', '.join(parts)}."

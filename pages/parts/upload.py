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

from geo import dutch, imports, language
from geo.areas import geocoder
from geo.errors import AccessError
from geo.files import LEFT_OUT, targets
from geo.imports import ImportChoices
from geo.language import mark, say
from geo.layers import DRAWN, Shown
from geo.rates import Often, Rate
from geo.records import TABLES
from geo.settings import settings
from geo.vocabulary import within
from pages.parts import account, viewing

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from geo.files import Matching
    from geo.imports import Checked, Offered, Plan
    from geo.records import Problem, Table
    from geo.store import Written

LISTED = 1_000  # rows of a report or a preview on screen; the file with faulty rows has them all
IN_NOTE = mark("(naar de toelichting)")
_WORKERS = "workers"

_reading = Often(Rate(20))  # a file costs a process, of which there are two at a time for everybody


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
    require_not_too_often()
    with _progress(say("Lezen")) as progress:
        return imports.read_file(
            _content, name, part=part, most_bytes=imports.UPLOAD_BYTES, progress=progress
        )


def require_not_too_often() -> None:
    """Let an account have so many files read a minute, in however many windows; AccessError past that."""
    reader = account.require()
    if not (reader.is_local or _reading.may(reader.subject)):
        raise AccessError(
            say(
                "Met dit account zijn te veel bestanden achter elkaar gelezen; probeer het over een minuut"
                " opnieuw."
            )
        )


def read(content: bytes, name: str) -> Offered:
    """Return the file as it was read, of several sheets the one chosen; RecordsError when it cannot be."""
    digest = hashlib.sha256(content).hexdigest()
    best = _read(content, digest, name, "", language.current())
    if len(best.sheet.parts) < 2:
        return best
    part = st.selectbox(
        say("Welk werkblad?" if best.kind.part == "werkblad" else "Welke laag?"),
        best.sheet.parts,
        index=best.sheet.parts.index(best.sheet.part),
        key=f"import_part_{digest}",
        help=say(
            "Gekozen is wat het best past. Bied het bestand na het opnemen nog eens aan voor een ander."
        ),
    )
    return best if part == best.sheet.part else _read(content, digest, name, part, language.current())


def _key(offered: Offered, table: Table, choices: ImportChoices) -> tuple[str, str, ImportChoices, str]:
    """Return what the check of a file depends on: small values, to keep it by."""
    return offered.key, table.name, choices, language.current()


@st.cache_resource(scope="session", max_entries=2, show_spinner=False)
def _faulty(
    _checked: Checked, digest: str, table: str, choices: ImportChoices, reader: str, count: int
) -> tuple[bytes, str]:
    with _progress(say("Rijen met fouten verzamelen")) as progress:
        return imports.faulty_rows(_checked, progress=progress)


@st.cache_resource(scope="session", max_entries=4, show_spinner=False)
def _checked(
    _offered: Offered, digest: str, table: str, choices: ImportChoices, reader: str, version: int
) -> Checked:
    with _progress(say("Controleren")) as progress:
        return imports.check(
            _offered,
            TABLES[table],
            choices,
            store=viewing.store(),
            geocoder=geocoder(settings()),
            progress=progress,
        )


def check(offered: Offered, table: Table, choices: ImportChoices) -> Checked:
    """Return the file checked as ``table`` with what was chosen; RecordsError for a field chosen twice.

    It is checked anew when something was written since: a field without a column stays as it is *now*.
    """
    return _checked(offered, *_key(offered, table, choices), viewing.store().version())


def plan(checked: Checked) -> Plan:
    """Return what writing would do now; made anew on each run, since others write too."""
    return imports.plan(checked, viewing.store())


def choose_table(offered: Offered) -> Table | None:
    """Show which table the file seems to be, None for that of workers; the user may know better.

    That of workers is for who may replace it.
    """
    names = {name: table.label for name, table in TABLES.items()}
    of_workers = viewing.may("workers")
    if of_workers:
        names[_WORKERS] = say("Werkenden per sector")
    chosen = st.segmented_control(
        say("Wat staat er in dit bestand?"),
        list(names),
        format_func=names.__getitem__,
        default=_WORKERS if of_workers and imports.is_of_workers(offered) else offered.table.name,
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
    labels = {IN_NOTE: say(IN_NOTE), LEFT_OUT: "", **targets(table)}  # in the order of the choice
    with st.expander(_matched(guess), icon=":material/view_column:", expanded=_unmatched(guess)):
        edited = st.data_editor(
            pd.DataFrame(
                {
                    "header": list(guess),
                    "target": [IN_NOTE if target is None else target for target in guess.values()],
                }
            ),
            hide_index=True,
            disabled=["header"],
            column_config={
                "header": say("Kolom in het bestand"),
                "target": st.column_config.SelectboxColumn(
                    say("Wordt"),
                    options=list(labels),
                    format_func=lambda target: labels[str(target)],
                    required=True,
                    width="large",
                ),
            },
            key=f"import_columns_{offered.key}_{table.name}",
        )
    wanted = zip(guess, edited["target"].tolist(), strict=True)
    return ImportChoices.of_columns(
        {header: None if target == IN_NOTE else target for header, target in wanted}
    )


def _unmatched(guess: Matching) -> bool:
    return any(target in (None, LEFT_OUT) for target in guess.values())


def _matched(guess: Matching) -> str:
    """Return how many columns are taken for a field, and how many are not."""
    in_note, left_out = (list(guess.values()).count(target) for target in (None, LEFT_OUT))
    known = len(guess) - in_note - left_out
    if not left_out:
        return say("Kolommen: {known} herkend, {in_note} naar de toelichting", known=known, in_note=in_note)
    return say(
        "Kolommen: {known} herkend, {in_note} naar de toelichting, {left_out} niet opgenomen",
        known=known,
        in_note=in_note,
        left_out=left_out,
    )


def report(checked: Checked) -> None:
    """List what is wrong, row by row, and offer the faulty rows as a file to mend and offer again."""
    report_problems(checked.problems)
    if faulty := checked.counts[imports.FAULTY]:
        content, name = _faulty(checked, *_key(checked.offered, checked.table, checked.choices), faulty)
        st.download_button(
            say("Download de rijen met fouten"),
            content,
            name,
            on_click="ignore",
            icon=":material/download:",
            help=say(
                "Hetzelfde bestand met twee kolommen erbij: wat is er mis, en hoe te herstellen."
                " Verbeter de rijen en bied het bestand opnieuw aan."
            ),
        )


def report_problems(problems: Sequence[Problem]) -> None:
    """List what is wrong in a file, row by row, or say that nothing is."""
    if not problems:
        st.success(say("Geen fouten gevonden."), icon=":material/check:")
        return
    listed = problems[:LISTED]
    if len(problems) > LISTED:
        st.text(
            say(
                "De eerste {count} van {total} meldingen.",
                count=dutch.number(LISTED),
                total=dutch.number(len(problems)),
            )
        )
    row, severity, what, mend = say("Rij"), say("Ernst"), say("Wat is er mis"), say("Hoe te herstellen")
    everywhere = say("hele bestand")
    st.dataframe(
        pd.DataFrame(
            {
                row: [str(problem.row if problem.row is not None else everywhere) for problem in listed],
                say("Kolom"): [problem.column for problem in listed],
                say("Waarde"): [problem.value for problem in listed],
                severity: [problem.weight for problem in listed],
                what: [problem.what for problem in listed],
                mend: [problem.mend for problem in listed],
            }
        ),
        hide_index=True,
        column_config={
            row: st.column_config.TextColumn(width=60),
            severity: st.column_config.TextColumn(width=120),
            what: st.column_config.TextColumn(width="large"),
            mend: st.column_config.TextColumn(width="large"),
        },
    )


def totals(planned: Plan) -> None:
    """Show how many rows would be new, changed, unchanged, how many have faults, and how many a place."""
    with st.container(horizontal=True, gap="large"):
        st.metric(say("Rijen"), dutch.number(len(planned.status)))
        for status, count in planned.counts.items():
            if count or status in ("new", "changed", imports.FAULTY):
                st.metric(dutch.capital(say(imports.STATUS_LABELS[status])), dutch.number(count))
        st.metric(say("Waarschuwingen"), dutch.number(planned.checked.counts["warnings"]))
    st.text(f"{planned.checked.places}.")


def preview_map(planned: Plan) -> Shown:
    """Return the good rows on the map, in the layer of their table."""
    checked = planned.checked
    return Shown(points=(DRAWN[checked.table.name].layer(checked.frame),))


def preview_table(planned: Plan) -> None:
    """Show each row as it came in, with what would happen to it."""
    text = planned.checked.text.head(LISTED)
    labels = {status: say(label) for status, label in imports.STATUS_LABELS.items()}
    status = planned.status.loc[text.index].astype("str").map(labels)
    headers = {column.name: within(column.label) for column in planned.checked.table.columns}
    shown = text.rename(columns=headers)
    shown.insert(0, say("wat gebeurt er"), status)
    shown.insert(0, say("rij"), [str(row) for row in text.index])
    st.dataframe(shown, hide_index=True, height=320)


def edits_table(planned: Plan) -> None:
    """Show each field of a record that is there already and would change: what stood in it, and what will."""
    edits = planned.edits
    if edits.empty:
        return
    title = say("Wat verandert er: {count} velden", count=dutch.number(len(edits)))
    with st.expander(title, icon=":material/compare_arrows:"):
        listed = edits.head(LISTED)
        shown = listed[["before", "after"]].replace("", say("(leeg)"))
        told = {
            "row": say("Rij"),
            "reference": say("Kenmerk"),
            "column": say("Kolom"),
            "before": say("Van"),
            "after": say("Naar"),
        }
        st.dataframe(listed.assign(**shown).rename(columns=told), hide_index=True)
    if planned.emptied:
        counts = [f"{header} ({dutch.number(count)})" for header, count in planned.emptied.items()]
        st.warning(say("Er worden velden leeggemaakt."), icon=":material/backspace:")
        st.text(
            say(
                "Leeggemaakt: {columns}. Haal de kolom uit het bestand om dat te voorkomen.",
                columns=", ".join(counts),
            )
        )


def changes(planned: Plan) -> int:
    """Return how many rows would be written."""
    return sum(planned.counts[status] for status in ("new", "changed", "returned", imports.OTHER))


def told(written: Written) -> str:
    """Say what was written."""
    parts = [
        f"{dutch.number(count)} {say(imports.STATUS_LABELS[status])}"
        for status, count in (
            ("new", written.new),
            ("changed", written.changed),
            ("returned", written.returned),
            ("unchanged", written.unchanged),
            ("emptied", written.emptied),
        )
        if count
    ]
    return say("Opgenomen in het beeld: {parts}.", parts=", ".join(parts))

"""Files to take home: always of what the filters select, and each says what it is."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pandas as pd
import streamlit as st

from geo import language
from geo.access import viewer_of
from geo.exports import FORMATS, export
from geo.language import mark, say
from geo.records import ACTIVATIONS, TABLES
from pages.parts import data, filters, guest, viewing
from pages.parts.remembered import remembered

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from geo.exports import Export, What
    from geo.picture import Selection
    from geo.store import Snapshot

CONTENTS = {
    **{name: table.title for name, table in TABLES.items()},
    "regions": mark("Tabel met regio's"),
    "comparison": mark("Vergelijking van regio's"),
    "blind_spots": mark("Nog niet bezocht"),
}


def show() -> None:
    """Ask what to take home in which format, and offer that file."""
    snapshot, selection = data.snapshot(), filters.current()
    filters.bar(data.last_day(snapshot))
    st.caption(say("Een bestand bevat altijd wat de filters hierboven selecteren."))
    with st.container(horizontal=True, vertical_alignment="bottom", gap="large"):
        what = _choice(mark("Inhoud"), CONTENTS, ACTIVATIONS.name)
        file_format = _choice(
            mark("Bestandstype"), {code: row.label for code, row in FORMATS.items()}, "xlsx"
        )
    ready = offer(snapshot, selection, what, file_format, say("Download"))
    st.caption(say("Bestand: {name}. Dit staat erin:", name=ready.name))
    headers = [say("Onderdeel"), say("Waarde")]
    st.dataframe(
        pd.DataFrame(ready.colophon.described(), columns=headers),
        hide_index=True,
        column_config={headers[1]: st.column_config.TextColumn(width="large")},
    )


def offer(snapshot: Snapshot, selection: Selection, what: What, file_format: str, label: str) -> Export:
    """Offer one file, which is made when it is asked for, and return it."""
    ready = _made(snapshot, snapshot.state, selection, what, file_format)
    note = viewing.taking("export", what, snapshot, selection)

    def taken() -> bytes:
        note()
        return ready.content

    st.download_button(
        label,
        taken,
        ready.name,
        ready.media_type,
        on_click="ignore",
        type="primary",
        icon=":material/download:",
    )
    return ready


def comparison(snapshot: Snapshot, selection: Selection) -> None:
    """Offer the comparison of the regions; the file is made when it is asked for."""
    if guest.fixed():
        return
    st.download_button(
        say("Download als Excel"),
        _asked(snapshot, selection, "comparison", "xlsx"),
        f"vergelijking{_for_whom(snapshot)}.xlsx",
        FORMATS["xlsx"].media_type,
        on_click="ignore",
        icon=":material/download:",
        key="export_comparison",
    )


def _for_whom(snapshot: Snapshot) -> str:
    """Return the end of a file name that says for whom it is, and that it is fictional."""
    return f"_{viewer_of(snapshot.reduction.viewer).slug}{'_fictief' if snapshot.demo else ''}"


def work_list(snapshot: Snapshot, selection: Selection) -> None:
    """Offer the municipalities to visit in two formats; a file is made when it is asked for."""
    if guest.fixed():
        return
    with st.container(horizontal=True):
        for code, label in (("xlsx", mark("Download als Excel")), ("csv", mark("Download als CSV"))):
            st.download_button(
                say(label),
                _asked(snapshot, selection, "blind_spots", code),
                f"nog-niet-bezocht{_for_whom(snapshot)}.{code}",
                FORMATS[code].media_type,
                on_click="ignore",
                icon=":material/download:",
                key=f"export_blind_spots_{code}",
            )


def _asked(snapshot: Snapshot, selection: Selection, what: What, file_format: str) -> Callable[[], bytes]:
    """Return what makes a file, on a click, in the language of who reads this page, and notes who took it."""
    reader, note = language.current(), viewing.taking("export", what, snapshot, selection)

    def made() -> bytes:
        with language.reading(reader):
            found = export(snapshot, selection, what, file_format).content
        note()
        return found

    return made


def _choice(label: str, options: Mapping[str, str], default: str) -> Any:  # noqa: ANN401 - one of the options
    """Draw a choice of codes, by their marked texts, under a marked label."""
    return st.segmented_control(
        say(label),
        list(options),
        format_func=lambda code: say(options[code]),
        default=default,
        required=True,
        key=f"export_{label}",
    )


@remembered(8, mark("Bestand maken…"))
def _made(
    _snapshot: Snapshot, key: tuple[object, ...], selection: Selection, what: What, file_format: str
) -> Export:
    return export(_snapshot, selection, what, file_format)

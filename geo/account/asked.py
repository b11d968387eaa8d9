"""The report that is asked for, as a file."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geo.access import Needs, require
from geo.drawings import Drawn, Facts
from geo.exports import unknown
from geo.language import say
from geo.records import ACTIVATIONS

if TYPE_CHECKING:
    from geo.picture import Selection
    from geo.store import Snapshot

REPORTS = {
    "pdf": "application/pdf",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
}
"""The formats of a report, by the ending of its name, with their media types."""


SLUG = "verantwoording"
"""What the file is called after."""


def report(snapshot: Snapshot, selection: Selection, file_format: str) -> Drawn:
    """Return the report of what ``selection`` selects; the same selection of a snapshot gives the same bytes.

    ExportError for a format that is not one of REPORTS; AccessError for an audience that gets no records.
    """
    if file_format not in REPORTS:
        raise unknown(say("bestandstype"), file_format, REPORTS)
    # only who makes a report loads what draws and writes it
    from geo.account.account import make_account  # noqa: PLC0415

    facts = Facts(snapshot, selection)
    require(facts.viewer, SLUG, Needs(((ACTIVATIONS.name, "activated_on"),)))
    made = make_account(facts)
    about = facts.colophon(SLUG)
    if file_format == "pdf":
        from geo.account.pdf import write_pdf  # noqa: PLC0415

        content = write_pdf(made)
    else:
        from geo.account.docx import write_docx  # noqa: PLC0415

        content = write_docx(made, snapshot.as_of)
    return Drawn(f"{about.file_stem}.{file_format}", REPORTS[file_format], content)

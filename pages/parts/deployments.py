"""The activations of one area as a time line: a row for each, from its first day to its last."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, NamedTuple

from geo import dutch
from geo.language import mark, say
from pages.parts import link
from pages.parts.markup import EMPTY, Template, folded, heads, joined, wide
from pages.parts.markup import link as linked

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from markupsafe import Markup

    from geo.picture import Listed, Selection

MOST_ROWS = 200
"""So many rows are on the page; for more one filters, or takes the file."""
FIRST_ROWS = 20
"""So many are always open; the others are behind a button, and not on paper."""

LABEL = 24
"""Per cent of the axis that the label of a month takes where the axis is narrowest (``style.css``)."""

_TABLE = Template(
    '<table class="list course"><caption>{}</caption><thead><tr>{}'
    '<th scope="col" class="months"><span class="unseen">{}</span>{}</th></tr></thead>'
    "<tbody>{}</tbody></table>"
)
_COLUMNS = (mark("Dag"), mark("Kenmerk"), mark("Plaats"), mark("Type, thema"), mark("Resultaat"))
_ROW = Template(
    '<tr data-record="{}"><td>{}</td><th scope="row">{}</th><td>{}</td><td>{} <small>{}</small></td>'
    '<td>{}</td><td class="run"><span class="axis" title="{}">{}</span><span class="unseen">{}</span></td>'
    "</tr>"
)
_NONE = Template("<p>{}</p>")
_MONTH = Template('<span style="left:{:.1f}%">{}</span>')
_RUN = Template('<i class="run {}{}" style="left:{:.1f}%;width:{:.1f}%"></i>')


class Axis(NamedTuple):
    """The days of the time line, both inclusive."""

    first: date
    last: date

    def place(self, day: date) -> float:
        """Return where a day begins, as a percentage of the width."""
        return 100 * min(max((day - self.first).days, 0) / self._days, 1.0)

    @property
    def _days(self) -> int:
        return (self.last - self.first).days + 1

    @property
    def months(self) -> list[date]:
        """Return the first day of each month on the axis, of the first month the first day there is.

        Only those that have room for their label, also where the axis is at its narrowest.
        """
        days = (self.first + timedelta(days=number) for number in range(self._days))
        starts = [day for day in days if day in (self.first, day.replace(day=1))]
        labelled: list[date] = []
        for day in starts:
            place = self.place(day)
            if not labelled or self.place(labelled[-1]) + LABEL <= place <= 100 - LABEL:
                labelled.append(day)
        return labelled


def axis_of(rows: Sequence[Listed], last: date | None) -> Axis | None:
    """Return the axis on which all rows fit, up to at least ``last``; None without a single day."""
    days = [day for row in rows for day in (row.day, row.closed) if day]
    return Axis(min(days), max([*days, last] if last else days)) if days else None


def table(rows: Sequence[Listed], selection: Selection, last: date | None) -> Markup:
    """Return the rows of ``list_activations``; one that still runs is open at its end, ``last``."""
    if not rows:
        return _NONE.format(say("Geen activeringen."))
    axis = axis_of(rows, last)
    head = say(
        "{activations}, de nieuwste eerst. De balk loopt van de dag van activering tot de dag van"
        " afsluiting.",
        activations=dutch.counted(len(rows), "activering", "activeringen"),
    )
    shown = _drawn(say("Verloop"), head, rows[:FIRST_ROWS], axis, selection)
    rest = rows[FIRST_ROWS:MOST_ROWS]
    if not rest:
        return shown
    title = dutch.counted(len(rest), "eerdere activering", "eerdere activeringen")
    return shown + folded(title, _drawn(title, "", rest, axis, selection))


def _drawn(
    name: str, caption: str, rows: Sequence[Listed], axis: Axis | None, selection: Selection
) -> Markup:
    """Return a table of rows, the months along its top."""
    months = EMPTY
    if axis:
        months = joined(_MONTH.format(axis.place(day), dutch.short_day(day)) for day in axis.months)
    records = link.each_record((row.reference for row in rows), selection)
    body = joined(_row(row, axis, records[row.reference]) for row in rows)
    return wide(name, _TABLE.format(caption, heads(_COLUMNS), say("Verloop"), months, body))


def _row(row: Listed, axis: Axis | None, record: str) -> Markup:
    """Return a row; ``record`` is the address of its history."""
    told = _told(row)
    return _ROW.format(
        row.reference,
        row.day.strftime(dutch.figures_pattern()) if row.day else "",
        linked(record, row.reference, title=say("Geschiedenis van deze activering")),
        row.place or say("geen locatie"),
        row.kind,
        row.themes,
        row.result,
        told,
        _run(row, axis),
        told,
    )


def _told(row: Listed) -> str:
    if row.day is None:
        return say("Dag niet bekend")
    if row.closed is None:
        return say("Vanaf {day}, loopt nog", day=dutch.day(row.day))
    return dutch.period(row.day, row.closed)


def _run(row: Listed, axis: Axis | None) -> Markup:
    if axis is None or row.day is None:
        return EMPTY
    start = axis.place(row.day)
    end = axis.place(row.closed + timedelta(days=1)) if row.closed else 100.0
    return _RUN.format(row.type, "" if row.closed else " open", start, max(end - start, 0.8))

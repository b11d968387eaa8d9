"""Whom to call on either side of a strip: a table with links that call, write, edit and tell the history."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geo import dutch
from geo.language import mark, say
from geo.picture import OUTDATED_DAYS
from geo.records import CONTACTS, dialled, mailed
from pages.parts import link, record_link
from pages.parts.charts import titled
from pages.parts.markup import EMPTY, Template, filled, heads, joined, small, wide
from pages.parts.markup import link as linked

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    from markupsafe import Markup

    from geo.picture import CallLine, CallSide, Selection

TITLE = mark("Wie bel ik")
# the telephone first: on a small screen it is in sight without scrolling
_COLUMNS = (
    mark("Wie"),
    mark("Telefoon"),
    mark("Waarvoor"),
    mark("Talen"),
    mark("E-mail"),
    mark("Nagekeken"),
    mark("Record"),
)
_TABLE = Template('<table class="pairs spoken contacts"><thead><tr>{}</tr></thead>{}</table>')
_BODY = Template('<tbody><tr class="over"><th scope="rowgroup" colspan="{}">{}</th></tr>{}</tbody>')
_ROW = Template(
    '<tr data-record="{}"><th scope="row">{}<span class="small">{}</span></th>{}'
    '<td class="words">{}</td><td class="words">{}</td></tr>'
)
_WORDS = Template('<td class="words">{}</td>')
_NONE = Template('<tr><td class="words" colspan="{}">{}</td></tr>')
_OUTDATED = Template("<strong>{}</strong>")
_NOTHING = "–"


def table(found: Sequence[CallSide], selection: Selection, judged: date) -> Markup:
    """Return the contacts of the zone that is chosen, both sides alike; without any, how to add them."""
    add = _add(selection)
    title = say(TITLE)
    if not found:
        why = say("Kies een zone om te zien wie u aan beide kanten belt.")
        return titled(title, small(why) + add)
    if not any(side.lines for side in found):
        why = say("Voor deze zone zijn nog geen contacten vastgelegd.")
        return titled(title, small(why) + add)
    leads = _leads([line.reference for side in found for line in side.lines], selection)
    bodies = joined(_BODY.format(len(_COLUMNS), side.label, _rows(side, leads)) for side in found)
    note = small(
        say(
            "Beoordeeld op {day}. Verouderd: niet meer geldig, nooit nagekeken, of langer dan {days} dagen"
            " geleden; vraag dan eerst na of het nog klopt.",
            day=dutch.day(judged),
            days=OUTDATED_DAYS,
        )
    )
    table = _TABLE.format(heads(_COLUMNS), bodies)
    return titled(title, wide(title, table) + note + add)


def _add(selection: Selection) -> Markup:
    """Return how to add a contact; nothing for who may not."""
    new = link.address("registreren", {**link.shared(selection), **record_link.asking(CONTACTS)})
    if not new:
        return EMPTY
    return small(
        filled(
            say("Voeg er een toe bij {register}, of lees een lijst in bij {data}."),
            register=linked(new, say("Registreren")),
            data=linked(link.address("gegevens", link.shared(selection)), say("Gegevens")),
        )
    )


def _leads(references: Sequence[str], selection: Selection) -> dict[str, Markup]:
    """Return for each contact the links to its form and its history; the filters come along."""
    along, histories = link.shared(selection), link.each_record(references, selection)
    forms = {
        reference: link.address("registreren", {**along, **record_link.asking(CONTACTS, reference)})
        for reference in references
    }
    edit, history = say("Bewerken"), say("Geschiedenis")
    if not any(forms.values()):
        return dict.fromkeys(references, EMPTY)
    return {
        reference: linked(forms[reference], edit) + " · " + linked(histories[reference], history)
        for reference in references
    }


def _rows(side: CallSide, leads: Mapping[str, Markup]) -> Markup:
    rows = joined(_row(line, leads[line.reference]) for line in side.lines)
    return rows or _NONE.format(len(_COLUMNS), say("Geen contacten."))


def _row(line: CallLine, lead: Markup) -> Markup:
    cells = (
        _linked(dialled(line.phone), line.phone),
        line.role or _NOTHING,
        line.languages or _NOTHING,
        _linked(mailed(line.mail), line.mail),
    )
    return _ROW.format(
        line.reference,
        line.organisation,
        f" {_about(line)}",
        joined(_WORDS.format(cell) for cell in cells),
        _OUTDATED.format(line.told) if line.outdated else line.told,
        lead,
    )


def _about(line: CallLine) -> str:
    """Return what it is and for where; the name of most Euregions says both."""
    named = line.area.casefold().startswith(line.authority.casefold())
    return line.area if named else f"{line.authority}, {line.area}"


def _linked(address: str, text: str) -> Markup | str:
    """Return a link where the text is a number or a mailbox; anything else stays text."""
    return linked(address, text) if address else text or _NOTHING

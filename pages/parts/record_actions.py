"""What can be done with a record: save, close, withdraw, and decide after somebody else changed it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import streamlit as st

from geo import store
from geo.errors import AccessError, ConflictError, StoreError
from geo.language import mark, say
from geo.store import Intent, Written
from pages.parts import beginning, person, record_draft, record_link, record_place, viewing

if TYPE_CHECKING:
    from collections.abc import Callable

    from geo.records import Reading, Table
    from geo.store import Action, Held
    from pages.parts.record_draft import Draft

_OUTCOME = "record_outcome"

NOTHING_WRITTEN = mark("Er is niets veranderd; er was niets te bewaren.")
ONLY_REPORT_WRITTEN = mark("Het verslag is opnieuw bewaard; verder is er niets veranderd.")

_ADDED = mark("{reference} is toegevoegd (versie {version}) en staat nu zo in het beeld.")
_RETURNED = mark("{reference} is weer opgenomen (versie {version}) en staat nu zo in het beeld.")
_EDITED = mark("{reference} is bijgewerkt (versie {version}) en staat nu zo in het beeld.")


@dataclass(frozen=True)
class Outcome:
    """What came of the last action: a look of ``notice``, a text, and whether a record was added by it."""

    look: str
    text: str
    added: bool = False


def outcome() -> Outcome | None:
    """Return what came of the last action, once."""
    found: Outcome | None = st.session_state.pop(_OUTCOME, None)
    return found


def go_to() -> tuple[str, str] | None:
    """Return the table and reference that an action leads to, once; "" is a new record."""
    found: tuple[str, str] | None = st.session_state.pop(record_link.GO_TO, None)
    return found


def tried(draft: Draft) -> bool:
    """Whether somebody tried to save this draft; from then on empty required fields are pointed at."""
    return bool(st.session_state.get(draft.key("tried")))


def missing(draft: Draft) -> list[tuple[str, str]]:
    """Return what saving lacks besides the fields of the record: the key of each field, and what to do."""
    lacking = []
    if draft.table.placed and record_place.undecided(draft):
        lacking.append((draft.key(record_place.WAY), say(record_place.ASK)))
    if not person.known():
        lacking.append((person.KEY, say("Vul uw naam of functie in.")))
    if needs_reason(draft) and not why(draft):
        lacking.append((draft.key("why"), say("Vul de reden in: het type verandert.")))
    return lacking


def needs_reason(draft: Draft) -> bool:
    """Whether what was typed changes the type of an activation, which moves it within every figure."""
    before = draft.before.get("type", "")
    return bool(before) and draft.typed.get("type", "") != before


def waits_for_demo(draft: Draft) -> bool:
    """Whether saving would put a real record beside the fictional ones that still stand."""
    if not (draft.is_new or draft.withdrawn) or not beginning.stands():
        return False
    revisions = viewing.store().history(draft.table, draft.reference) if draft.withdrawn else []
    return not revisions or revisions[0].change.action != "demo"


def why(draft: Draft) -> str:
    """Return the reason that was typed."""
    return str(draft.value("why") or "").strip()


def save(draft: Draft, action: Action = "edit") -> None:
    """Write what was typed as the next version; a callback. With errors nothing is written, nor lost.

    The second of two clicks finds its draft saved by the first, and changes nothing of what that told.
    """
    if not record_draft.is_open(draft) or not (draft.is_new or draft.withdrawn or draft.changed):
        return
    draft.put("tried", True)
    if waits_for_demo(draft):
        _tell("fout", f"{say('Nog niet opgeslagen.')} {say(beginning.FIRST)}")
        return
    reading = draft.read()
    if done := _written_already(draft, reading):
        _saved(draft, str(reading.frame["reference"].iloc[0]), done)
        return
    if reading.report.errors or missing(draft):
        _tell("fout", say("Niet opgeslagen. Bovenaan het formulier staat wat er nog nodig is."))
        return
    reference = str(reading.frame["reference"].iloc[0])
    intent = Intent(person.known(), action, why(draft))
    written = _attempt(
        lambda: viewing.store().write(
            draft.table, reading.frame, intent, {reference: draft.version}, draft.sent
        )
    )
    if written is not None:
        _saved(draft, reference, written)


def _written_already(draft: Draft, reading: Reading) -> Written | None:
    """Return what a run of this session wrote that was cut off before it could note it; None for nothing.

    A second click ends the first one's run at its next look into the session. What that has just saved would
    look like the work of somebody else, or its reference as taken.
    """
    wrong = {problem.column for problem in reading.report.errors}
    if wrong - ({draft.table.column("reference").header} if draft.is_new else set()):
        return None
    reference = str(reading.frame["reference"].iloc[0])
    now = store.held(viewing.store().history(draft.table, reference))
    if now is None or (now.version, now.change.who) != (draft.version + 1, person.known()):
        return None
    mine = store.stored_values(reading.frame, draft.table)
    same = all(now.values.get(column, "") == (text or "") for column, text in mine.items())
    return Written(changed=1, change=now.change) if same else None


def close(draft: Draft) -> None:
    """Take over the day of closing and the result, and save; a callback."""
    for name in ("closed_on", "result"):
        draft.put(name, draft.value(f"closing_{name}"))
    if not (draft.value("closed_on") and draft.value("result")):
        _tell("fout", say("Niet afgesloten. Vul de dag van afsluiten en het resultaat in."))
        return
    save(draft, "close")


def withdraw(draft: Draft) -> None:
    """Withdraw the record, for a reason; a callback. It stays in the history and can come back."""
    if not record_draft.is_open(draft):
        return
    reason = str(draft.value("withdraw_why") or "").strip()
    asked = ((say("de reden"), reason), (say("uw naam of functie"), person.known()))
    lacking = [name for name, given in asked if not given]
    if lacking:
        _tell("fout", say("Niet ingetrokken. Vul in: {fields}.", fields=", ".join(lacking)))
        return
    intent = Intent(person.known(), "withdraw", reason)
    expected = {draft.reference: draft.version}
    written = _attempt(lambda: viewing.store().withdraw(draft.table, [draft.reference], intent, expected))
    if written is not None:
        record_draft.forget(draft)
        _tell(
            "gelukt",
            say(
                "{reference} is ingetrokken en staat niet meer in het beeld.",
                reference=draft.reference,
            ),
        )


def erase(draft: Draft) -> None:
    """Empty the record for good, for a reason, and what was typed with it; a callback."""
    reason = str(draft.value("erase_why") or "").strip()
    asked = ((say("de reden"), reason), (say("uw naam of functie"), person.known()))
    lacking = [name for name, given in asked if not given]
    if lacking:
        _tell("fout", say("Niet geleegd. Vul in: {fields}.", fields=", ".join(lacking)))
        return
    try:
        viewing.store().erase(draft.table, [draft.reference], Intent(person.known(), why=reason))
    except (AccessError, StoreError) as error:
        _tell("fout", str(error))
    else:
        record_draft.forget(draft)


def discard(draft: Draft) -> None:
    """Drop what was typed and go on with the record as it stands; a callback."""
    record_draft.forget(draft)


def save_on_top(draft: Draft, now: Held) -> None:
    """Save my changes on top of the version of somebody else that was shown; a callback.

    A record that they changed once more meanwhile is a conflict again.
    """
    mine = store.stored_values(draft.read().frame, draft.table)
    together = store.merged(draft.before, now.values, mine, draft.table)
    save(record_draft.rebase(draft, now, store.form_text(together, draft.table)))


def _attempt(write: Callable[[], Written]) -> Written | None:
    """Write, or tell why that did not happen; what was typed is kept in either case."""
    try:
        return write()
    except ConflictError as error:
        # the page compares versions on every run, and shows there what the other changed
        _tell("fout", say("Niet opgeslagen: {why}", why=error))
    except AccessError as error:
        _tell("fout", str(error))
    except StoreError as error:
        text = say("Niet opgeslagen: {why} Wat u invulde, staat er nog; probeer het opnieuw.", why=error)
        _tell("fout", text)
    return None


def begin_another(table: Table) -> None:
    """Begin with another new record of the same kind; a callback."""
    st.session_state[record_link.GO_TO] = (table.name, "")


def _saved(draft: Draft, reference: str, written: Written) -> None:
    """Tell what was saved, and let go of the draft; in this order, since a click may end the run anywhere."""
    if written.change is None:
        _tell("gelijk", say(ONLY_REPORT_WRITTEN) if draft.sent else say(NOTHING_WRITTEN))
    else:
        done = _ADDED if draft.is_new else _RETURNED if draft.withdrawn else _EDITED
        text = say(done, reference=reference, version=draft.version + 1)
        st.session_state[_OUTCOME] = Outcome("gelukt", text, added=draft.is_new)
        st.session_state[record_link.GO_TO] = (draft.table.name, reference)
    record_draft.forget(draft)


def _tell(look: str, text: str) -> None:
    st.session_state[_OUTCOME] = Outcome(look, text)

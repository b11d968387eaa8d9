"""Who did what with the records, besides changing them: only ever added to, and forgotten after some days.

It tells who, when, what, of which selection, how many records, with what result; never what stands in them.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

import sqlalchemy as sa

from geo.language import mark
from geo.records import plain_line
from geo.store.database import reading, writing
from geo.store.schema import audit
from geo.vocabulary import Term, Vocabulary

EVENTS = Vocabulary(
    mark("gebeurtenis"),
    (
        Term("inloggen", "Inloggen", "Anmelden", "Connexion", "Log in", mark("Iemand logde in.")),
        Term("uitloggen", "Uitloggen", "Abmelden", "Déconnexion", "Log out", mark("Iemand logde uit.")),
        Term("export", "Export", "Export", "Export", "Export", mark("Gegevens gingen mee als bestand.")),
        Term("pakket", "Pakket", "Paket", "Dossier", "Pack", mark("Een pakket van bestanden ging mee.")),
        Term(
            "link", "Gastlink", "Gastlink", "Lien d'invité", "Guest link", mark("Een gast opende een link.")
        ),
        Term(
            "toegang",
            "Toegang",
            "Zugang",
            "Accès",
            "Access",
            mark("Toegang is gegeven, gewijzigd of ingetrokken."),
        ),
        Term(
            "legen",
            "Geleegd",
            "Geleert",
            "Vidage",
            "Emptied",
            mark("Records zijn voorgoed geleegd, of losse verslagen verwijderd."),
        ),
        Term(
            "werkenden",
            "Werkenden",
            "Beschäftigte",
            "Travailleurs",
            "Workers",
            mark("De tabel met werkenden is vervangen."),
        ),
        Term(
            "reservekopie",
            "Reservekopie",
            "Sicherungskopie",
            "Sauvegarde",
            "Backup",
            mark("Een reservekopie is gemaakt."),
        ),
        Term(
            "teruggezet",
            "Teruggezet",
            "Wiederhergestellt",
            "Restauration",
            "Restored",
            mark("Een reservekopie is teruggezet."),
        ),
        Term("poging", "Poging", "Versuch", "Tentative", "Try", mark("Iets dat voor dit account niet is.")),
    ),
)
"""What is noted: the codes of ``Event.what``."""

DONE, REFUSED = "gelukt", "geweigerd"
_DAY = timedelta(days=1)
_LONGEST = {"who": 80, "account": 255, "selection": 500, "origin": 64}  # characters


@dataclass(frozen=True)
class Event:
    """One thing that an account did or tried: ``records`` is how many it was about, None where that is none.

    ``selection`` is what of: filters as in a link, the account that got a role, the method that was tried.
    """

    id: int
    at: datetime
    who: str
    account: str
    what: str
    selection: str
    records: int | None
    result: str
    origin: str


class Audit:
    """What was noted in a database. All methods raise StoreError when it cannot be read or written."""

    def __init__(self, engine: sa.Engine) -> None:
        self._engine = engine
        self.keep_days = 0
        """How many days are kept, 0 for all: what is older goes at the first note of a process and daily."""
        self._cleaned: datetime | None = None

    def note(  # noqa: PLR0913 - one column each
        self,
        what: str,
        who: str,
        account: str = "",
        *,
        selection: str = "",
        records: int | None = None,
        result: str = DONE,
        origin: str = "",
    ) -> None:
        """Add an event; texts that are too long are cut off."""
        texts = {"who": who, "account": account, "selection": selection, "origin": origin}
        tamed = {name: plain_line(text, _LONGEST[name]) for name, text in texts.items()}
        self._clean()
        with writing(self._engine) as connection:
            last = connection.scalar(sa.select(sa.func.coalesce(sa.func.max(audit.c.id), 0)))
            number, now = int(last or 0) + 1, datetime.now(UTC)
            event = {"id": number, "at": now, "what": what, "records": records, "result": result, **tamed}
            connection.execute(audit.insert(), [event])

    def read(self, limit: int = 1000, *, what: str = "") -> tuple[Event, ...]:
        """Return the last events, of one kind or of all, the newest first."""
        query = sa.select(audit).order_by(audit.c.id.desc()).limit(limit)
        if what:
            query = query.where(audit.c.what == what)
        with reading(self._engine) as connection:
            return tuple(Event(**row) for row in connection.execute(query).mappings())

    def _clean(self) -> None:
        now = datetime.now(UTC)
        if self.keep_days and (self._cleaned is None or now - self._cleaned > _DAY):
            self._cleaned = now
            self.forget(self.keep_days)

    def forget(self, days: int) -> int:
        """Forget what is more than so many days old; return how many events that were. The last one stays."""
        before = datetime.now(UTC) - timedelta(days=days)
        last = sa.select(sa.func.max(audit.c.id)).scalar_subquery()  # its number is not given out again
        with writing(self._engine) as connection:
            old = audit.delete().where(audit.c.at < before, audit.c.id < last)
            return connection.execute(old).rowcount

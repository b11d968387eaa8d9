"""What a visitor is told of a child that gave no answer: why, and what to do."""

from __future__ import annotations

import signal

from geo.files.room import child, limits
from geo.language import mark, plural, say

TOO_LONG = mark(
    "het bestand kon niet binnen de grenzen worden gelezen: het kost meer dan {seconds} seconden rekentijd."
    " Bewaar alleen de tabel, zonder opmaak en zonder lege rijen en kolommen, of verdeel het bestand."
)
_NO_MEMORY = mark(
    "het bestand kon niet binnen de grenzen worden gelezen: het kost meer dan {gigabytes} GB geheugen. Bewaar"
    " alleen de tabel, zonder opmaak en zonder lege rijen en kolommen, of verdeel het bestand."
)
TOO_LARGE = mark(
    "het bestand kon niet binnen de grenzen worden gelezen: uitgepakt is het meer dan {megabytes} MB. Laat"
    " kolommen met lange teksten weg, of verdeel het bestand."
)
_CRASHED = mark(
    "het bestand kon niet binnen de grenzen worden gelezen: het lezen liep erop vast, zoals bij een bestand"
    " dat beschadigd is. Open het in het programma waarmee het gemaakt is en bewaar het opnieuw."
)
_KILLED = mark(
    "het bestand kon niet binnen de grenzen worden gelezen: de server heeft het lezen afgebroken, meestal"
    " omdat hij te weinig geheugen heeft. Probeer het later nog eens; verdeel het bestand als het weer"
    " gebeurt."
)
_BROKEN = mark(
    "het bestand kon niet binnen de grenzen worden gelezen: het bevat iets waar het programma niet op is"
    " voorbereid. Bewaar het opnieuw, als CSV bijvoorbeeld, of vraag de beheerder in het logboek te kijken."
)
NO_ROOM = mark(
    "er kan nu geen bestand worden gelezen: het hulpproces dat dat doet, start niet. Probeer het later nog"
    " eens, of vraag de beheerder in het logboek te kijken."
)
_LIMITS = {
    "seconds": limits.MOST_CPU_S,
    "gigabytes": limits.MOST_MEMORY // 10**9,
    "megabytes": limits.MOST_ANSWER // 10**6,
}
# what each ending of a child means; any other signal is a crash
_SAID = {
    child.BROKEN: _BROKEN,
    child.NO_MEMORY: _NO_MEMORY,
    -signal.SIGXCPU: TOO_LONG,
    -signal.SIGKILL: _KILLED,
}


def told(message: str) -> str:
    """Return one of the messages above with the limits in place."""
    return say(message, **_LIMITS)


def said(ending: int) -> str:
    """Return what an ending means: the code of a child, or minus the signal that ended it."""
    return told(_SAID.get(ending, _CRASHED))


def waiting(before: int) -> str:
    """Return what is said while ``before`` files have to be done first."""
    return plural(
        "In de wachtrij: {count} bestand voor u",
        "In de wachtrij: {count} bestanden voor u",
        before,
        count=before,
    )

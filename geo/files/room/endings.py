"""What a visitor is told of a child that gave no answer: why, and what to do."""

from __future__ import annotations

import signal

from geo.files.room import child, limits

_OUTSIDE = "het bestand kon niet binnen de grenzen worden gelezen"
TOO_LONG = (
    f"{_OUTSIDE}: het kost meer dan {limits.MOST_CPU_S} seconden rekentijd. Bewaar alleen de tabel, zonder"
    " opmaak en zonder lege rijen en kolommen, of verdeel het bestand."
)
_NO_MEMORY = (
    f"{_OUTSIDE}: het kost meer dan {limits.MOST_MEMORY // 10**9} GB geheugen. Bewaar alleen de tabel, zonder"
    " opmaak en zonder lege rijen en kolommen, of verdeel het bestand."
)
TOO_LARGE = (
    f"{_OUTSIDE}: uitgepakt is het meer dan {limits.MOST_ANSWER // 10**6} MB. Laat kolommen met lange teksten"
    " weg, of verdeel het bestand."
)
_CRASHED = (
    f"{_OUTSIDE}: het lezen liep erop vast, zoals bij een bestand dat beschadigd is. Open het in het"
    " programma waarmee het gemaakt is en bewaar het opnieuw."
)
_KILLED = (
    f"{_OUTSIDE}: de server heeft het lezen afgebroken, meestal omdat hij te weinig geheugen heeft. Probeer"
    " het later nog eens; verdeel het bestand als het weer gebeurt."
)
_BROKEN = (
    f"{_OUTSIDE}: het bevat iets waar het programma niet op is voorbereid. Bewaar het opnieuw, als CSV"
    " bijvoorbeeld, of vraag de beheerder in het logboek te kijken."
)
NO_ROOM = (
    "er kan nu geen bestand worden gelezen: het hulpproces dat dat doet, start niet. Probeer het later nog"
    " eens, of vraag de beheerder in het logboek te kijken."
)
# what each ending of a child means; any other signal is a crash
_SAID = {
    child.BROKEN: _BROKEN,
    child.NO_MEMORY: _NO_MEMORY,
    -signal.SIGXCPU: TOO_LONG,
    -signal.SIGKILL: _KILLED,
}


def said(ending: int) -> str:
    """Return what an ending means: the code of a child, or minus the signal that ended it."""
    return _SAID.get(ending, _CRASHED)


def waiting(before: int) -> str:
    """Return what is said while ``before`` files have to be done first."""
    return f"In de wachtrij: {before} {'bestand' if before == 1 else 'bestanden'} voor u"

"""Addresses to coordinates through PDOK Locatieserver, the geocoder of the Dutch government; off by default.

See https://api.pdok.nl/bzk/locatieserver/search/v3_1/ui/ and https://github.com/PDOK/locatieserver/wiki.
"""

from __future__ import annotations

import http.client
import json
import re
import urllib.error
import urllib.parse
import urllib.request
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Protocol

from geo.errors import GeocoderError
from geo.language import mark, say
from geo.spelling import plain

if TYPE_CHECKING:
    from geo.settings import Settings

PDOK = "https://api.pdok.nl/bzk/locatieserver/search/v3_1/free"
TYPES = ("adres", "postcode", "weg", "woonplaats", "gemeente")
"""The kinds of place that are asked for, the most precise first; only "adres" is a point on the map."""

LONGEST_QUERY = 200
MOST_BYTES = 200_000  # of an answer
_POINT = re.compile(r"POINT\((-?\d+(?:\.\d+)?) (-?\d+(?:\.\d+)?)\)")
_REFUSED = mark(
    "PDOK Locatieserver weigert de vraag (status {status}); adressen zijn niet opgezocht. Probeer het later"
    " nog eens."
)
_LATE = mark(
    "PDOK Locatieserver antwoordt niet op tijd; adressen zijn niet opgezocht. Probeer het later nog eens."
)
_AWAY = mark(
    "PDOK Locatieserver is niet bereikbaar; adressen zijn niet opgezocht. Probeer het later nog eens."
)
_UNREADABLE = mark(
    "PDOK Locatieserver geeft een antwoord dat niet te lezen is; adressen zijn niet opgezocht. Probeer het"
    " later nog eens."
)
_WORD = re.compile(r"[^\W\d_]{3,}")


@dataclass(frozen=True)
class Found:
    """Where an address is: degrees (STORED), how the geocoder calls it, and its kind, one of TYPES."""

    lon: float
    lat: float
    name: str
    kind: str


class Geocoder(Protocol):
    """Anything that finds addresses."""

    label: str

    def find(self, query: str) -> Found | None:
        """Return where an address is, None when it is not known; GeocoderError when it cannot be asked."""


class Pdok:
    """PDOK Locatieserver; ``url`` is another one in tests."""

    label = "PDOK Locatieserver"

    def __init__(self, url: str = PDOK, timeout_s: float = 5.0) -> None:
        self._url = url
        self._timeout_s = timeout_s

    def find(self, query: str) -> Found | None:
        """Return the best match for an address or a place, None when there is none that has all its words.

        GeocoderError when the service cannot be reached in time, refuses, or answers something else than it
        documents.
        """
        words = " ".join(query.split())[:LONGEST_QUERY]
        if not _WORD.search(words):
            return None
        asked = {
            "q": words,
            "fq": f"type:({' OR '.join(TYPES)})",
            "rows": "1",
            "fl": "type weergavenaam centroide_ll",
        }
        for document in _documents(self._answer(urllib.parse.urlencode(asked))):
            found = _found(document)
            if _same(words, found.name):
                return found
        return None

    def _answer(self, query: str) -> Any:  # noqa: ANN401 - any JSON
        address = f"{self._url}?{query}"
        request = urllib.request.Request(address, headers={"Accept": "application/json"})  # noqa: S310 - our own URL
        try:
            with urllib.request.urlopen(request, timeout=self._timeout_s) as response:  # noqa: S310
                content = response.read(MOST_BYTES + 1)
        except urllib.error.HTTPError as refusal:
            with refusal:
                raise GeocoderError(say(_REFUSED, status=refusal.code)) from None
        except (OSError, http.client.HTTPException) as fault:
            timed_out = isinstance(fault, TimeoutError) or isinstance(
                getattr(fault, "reason", None), TimeoutError
            )
            raise GeocoderError(say(_LATE if timed_out else _AWAY)) from None
        try:
            return json.loads(content) if len(content) <= MOST_BYTES else None
        except (ValueError, RecursionError):
            return None


def geocoder(settings: Settings) -> Geocoder | None:
    """Return the geocoder of the setting GEOCODER, None when there is none."""
    return Pdok() if settings.geocoder == "pdok" else None


def _documents(answer: Any) -> list[Any]:  # noqa: ANN401
    response = answer.get("response") if isinstance(answer, dict) else None
    documents = response.get("docs") if isinstance(response, dict) else None
    if not isinstance(documents, list):
        raise GeocoderError(say(_UNREADABLE))
    return documents


def _found(document: Any) -> Found:  # noqa: ANN401
    """Return one document of an answer; GeocoderError when it is not as documented."""
    fields = document if isinstance(document, dict) else {}
    place, name, kind = (str(fields.get(key, "")) for key in ("centroide_ll", "weergavenaam", "type"))
    point = _POINT.fullmatch(place)
    if not point or not name or kind not in TYPES:
        raise GeocoderError(say(_UNREADABLE))
    return Found(float(point[1]), float(point[2]), name[:LONGEST_QUERY], kind)


def _same(query: str, name: str) -> bool:
    """Whether all words of the query stand in the name; the service finds something for nearly any text."""
    words = {plain(word) for word in _WORD.findall(name)}
    return all(plain(word) in words for word in _WORD.findall(query))

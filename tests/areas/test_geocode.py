"""Addresses through PDOK, on a stand-in on this machine of what it documents; and what an import does."""

from __future__ import annotations

import json
import socket
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qs, urlsplit

import pytest

from geo.areas.geocode import Found, Pdok, geocoder
from geo.errors import GeocoderError, SettingError
from geo.imports.place_names import MOST_QUESTIONS
from geo.imports.stages import check, read_file
from geo.records import HOUSING
from geo.settings import Settings
from tests.toy_files import csv_file, dutch

if TYPE_CHECKING:
    from collections.abc import Iterator

    from geo.imports import Checked

# as https://api.pdok.nl/bzk/locatieserver/search/v3_1/free answers, shortened to the fields asked for
ADDRESS = {
    "type": "adres",
    "weergavenaam": "Markt 1, 5911HD Venlo",
    "centroide_ll": "POINT(6.17243 51.37047)",
}
TOWN = {
    "type": "woonplaats",
    "weergavenaam": "Panningen, Peel en Maas, Limburg",
    "centroide_ll": "POINT(5.98 51.33)",
}


def answer(*documents: Any) -> bytes:
    found = {
        "numFound": len(documents),
        "start": 0,
        "maxScore": 9.1,
        "numFoundExact": True,
        "docs": list(documents),
    }
    return json.dumps({"response": found}).encode()


class StandIn(ThreadingHTTPServer):
    """Answers every question with ``status`` and ``content``, and keeps what was asked."""

    status = 200
    content = answer()
    silent = False

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.asked: list[dict[str, list[str]]] = []
        self.closing = threading.Event()

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_port}/free"


class Handler(BaseHTTPRequestHandler):
    """Answers what its server says."""

    server: StandIn

    def do_GET(self) -> None:
        self.server.asked.append(parse_qs(urlsplit(self.path).query))
        if self.server.silent:
            self.server.closing.wait(10)
            return
        self.send_response(self.server.status)
        self.send_header("Content-Length", str(len(self.server.content)))
        self.end_headers()
        self.wfile.write(self.server.content)

    def log_message(self, *_: Any) -> None:
        pass


@pytest.fixture
def pdok() -> Iterator[StandIn]:
    server = StandIn()
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    yield server
    server.closing.set()
    server.shutdown()
    thread.join()
    server.server_close()


def test_an_address_is_found(pdok: StandIn) -> None:
    pdok.content = answer(ADDRESS)
    found = Pdok(pdok.url).find("  Markt 1,  Venlo ")
    assert found == Found(6.17243, 51.37047, "Markt 1, 5911HD Venlo", "adres")
    assert pdok.asked[0]["q"] == ["Markt 1, Venlo"]
    assert pdok.asked[0]["fq"] == ["type:(adres OR postcode OR weg OR woonplaats OR gemeente)"]


@pytest.mark.parametrize("documents", [[], [TOWN]], ids=["none", "another"])
def test_what_is_not_found_or_is_something_else(pdok: StandIn, documents: list[Any]) -> None:
    pdok.content = answer(*documents)
    assert Pdok(pdok.url).find("Markt 1, Venlo") is None


@pytest.mark.parametrize("query", ["", "  ", "12", "--", "a1"])
def test_nothing_to_ask(query: str) -> None:
    assert Pdok("http://127.0.0.1:1/").find(query) is None


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"<html>",
        b"[]",
        b"{}",
        b'{"response": 7}',
        b'{"response": {"docs": 7}}',
        answer(7),
        answer({}),
        answer(ADDRESS | {"centroide_ll": None}),
        answer(ADDRESS | {"centroide_ll": "POINT(a b)"}),
        answer(ADDRESS | {"type": "perceel"}),
        b"[" * 100_000,
        b"{" + b" " * 300_000 + b"}",
    ],
)
def test_an_odd_answer_is_one_named_error(pdok: StandIn, content: bytes) -> None:
    pdok.content = content
    with pytest.raises(GeocoderError, match="niet te lezen"):
        Pdok(pdok.url).find("Markt 1, Venlo")


@pytest.mark.parametrize("status", [400, 403, 429, 500, 503])
def test_a_refusal(pdok: StandIn, status: int) -> None:
    pdok.status = status
    with pytest.raises(GeocoderError, match=f"weigert de vraag .status {status}."):
        Pdok(pdok.url).find("Markt 1, Venlo")


def test_no_answer_in_time(pdok: StandIn) -> None:
    pdok.silent = True
    with pytest.raises(GeocoderError, match="antwoordt niet op tijd"):
        Pdok(pdok.url, timeout_s=0.05).find("Markt 1, Venlo")


def test_nobody_there() -> None:
    with socket.socket() as taken:  # bound but not listening, so nobody else is there either
        taken.bind(("127.0.0.1", 0))
        url = f"http://127.0.0.1:{taken.getsockname()[1]}/free"
        with pytest.raises(GeocoderError, match="is niet bereikbaar"):
            Pdok(url).find("Markt 1, Venlo")


def test_off_by_default_and_named_by_the_setting() -> None:
    assert geocoder(Settings.from_environment({})) is None
    assert isinstance(geocoder(Settings.from_environment({"GEOCODER": "pdok"})), Pdok)
    with pytest.raises(SettingError, match="GEOCODER='google'"):
        Settings.from_environment({"GEOCODER": "google"})


# in an import


class Toy:
    """Knows the answers it is given, and counts what it is asked."""

    label = "Toy"

    def __init__(self, **answers: Found | None) -> None:
        self.answers = answers
        self.asked: list[str] = []

    def find(self, query: str) -> Found | None:
        self.asked.append(query)
        if query == "stuk":
            raise GeocoderError("Toy is niet bereikbaar.")
        return self.answers.get(query)


MARKT = Found(6.17243, 51.37047, "Markt 1, Venlo", "adres")
PANNINGEN = Found(5.98, 51.33, "Panningen, Peel en Maas", "woonplaats")


def placed(toy: Toy, *changes: dict[str, str]) -> Checked:
    return check(read_file(csv_file(dutch(HOUSING, *changes)), "x"), geocoder=toy)


def test_an_address_becomes_a_point_and_is_told() -> None:
    found = placed(Toy(Markt=MARKT), {"place": "Markt", "note": "al iets"})
    row = found.frame.iloc[0]
    assert (row["lat"], row["lon"], row["precision"]) == (51.37047, 6.17243, "punt")
    assert row["note"] == "al iets; locatie volgens Toy: Markt 1, Venlo (adres)"
    assert [problem.what for problem in found.problems] == ["locatie volgens Toy: Markt 1, Venlo (adres)"]


def test_a_town_becomes_its_municipality() -> None:
    row = placed(Toy(Panningen=PANNINGEN), {"place": "Panningen"}).frame.iloc[0]
    assert (row["municipality"], row["precision"]) == ("GM1894", "plaats")
    assert "Peel en Maas (Limburg-Noord) volgens Toy" in row["note"]


@pytest.mark.parametrize(
    "change",
    [
        {"place": "Markt", "municipality": "Goes"},
        {"place": "Markt", "lat": "52,0907", "lon": "5,1214"},
        {"place": "Markt", "country": "Duitsland"},
        {"place": "Venlo"},
        {"name": "zonder plaats"},
    ],
)
def test_only_dutch_rows_without_a_place_on_the_map_are_asked_for(change: dict[str, str]) -> None:
    toy = Toy(Markt=MARKT)
    placed(toy, change)
    assert toy.asked == []


def test_a_region_that_is_given_goes_first() -> None:
    found = placed(Toy(Markt=MARKT), {"place": "Markt", "region": "VR01"})
    assert found.frame["precision"].tolist() == ["regio"]
    assert "buiten de opgegeven regio" in found.problems[0].what
    assert found.errors == ()


def test_the_same_address_is_asked_once_and_a_fault_ends_it() -> None:
    toy = Toy(Markt=MARKT)
    found = placed(toy, {"place": "Markt"}, {"place": "Markt"}, {"place": "stuk"}, {"place": "later"})
    assert toy.asked == ["Markt", "stuk"]
    assert found.frame["precision"].tolist() == ["punt", "punt", "geen", "geen"]
    assert [problem.what for problem in found.problems if problem.row is None] == ["Toy is niet bereikbaar."]
    assert found.errors == ()


def test_no_more_questions_than_is_decent() -> None:
    toy = Toy()
    found = placed(toy, *({"place": f"straat {number}"} for number in range(MOST_QUESTIONS + 5)))
    assert len(toy.asked) == MOST_QUESTIONS
    assert "niet verder gezocht" in found.problems[0].what


def test_street_and_number_in_columns_of_their_own_are_asked_for_too() -> None:
    toy = Toy()
    cells = dutch(HOUSING, {"place": "Nergens"}).assign(straat="Markt", huisnummer="1")
    check(read_file(csv_file(cells), "x"), geocoder=toy)
    assert toy.asked == ["Markt 1 Nergens"]

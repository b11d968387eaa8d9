"""Whom to call: the contacts of a zone on both sides, and which of them are out of date."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from geo.areas import find_zone
from geo.picture import OUTDATED_DAYS, Asked, call_list, judged_on
from geo.records import dialled, mailed
from geo.store import Snapshot
from tests.toy_snapshot import activations, contacts

DAY = date(2020, 11, 30)
PAIR = Asked("nl-de", 20, find_zone("nl-de", "VR23-DE05154", DAY))
ALL = contacts(
    {"reference": "C-1", "area": "DE05154", "authority": "gesundheitsamt"},
    {"reference": "C-2", "area": "DE05154", "authority": "kreis"},
    {"reference": "C-3", "area": "VR23"},
    {"reference": "C-4", "area": "VR24"},
    {"reference": "C-5", "area": "ERW", "authority": "euregio"},
    {"reference": "C-6", "area": "EMR", "authority": "euregio"},
)


def listed(asked: Asked) -> dict[str, list[str]]:
    return {side.label: [line.reference for line in side.lines] for side in call_list(ALL, asked, DAY, DAY)}


def test_a_pair_has_those_of_its_region_its_district_and_the_euregions_of_both() -> None:
    # the authority decides the order within an area; Limburg-Noord and Kleve are both in Rhein-Waal
    assert listed(PAIR) == {"Nederland": ["C-3"], "Duitsland": ["C-2", "C-1"], "Aan beide kanten": ["C-5"]}


def test_one_side_leaves_the_other_out_and_a_euregion_has_its_own() -> None:
    assert listed(Asked("nl-de", 20, PAIR.zone, ("NL",))) == {
        "Nederland": ["C-3"],
        "Aan beide kanten": ["C-5"],
    }
    zone = find_zone("nl-be", "EMR", DAY)
    assert listed(Asked("nl-be", 20, zone)) == {
        "Nederland": ["C-4"],
        "België": [],
        "Aan beide kanten": ["C-6"],
    }


def test_a_whole_border_has_no_list() -> None:
    assert call_list(ALL, Asked("nl-de", 20), DAY, DAY) == ()


@pytest.mark.parametrize(
    ("days", "told", "outdated"),
    [
        ({"checked_on": "2020-11-01"}, "Nagekeken op 1 november 2020", False),
        ({"checked_on": "2020-06-03"}, "Nagekeken op 3 juni 2020", False),  # 180 days before
        ({"checked_on": "2020-06-02"}, "Verouderd: voor het laatst nagekeken op 2 juni 2020", True),
        ({}, "Verouderd: nooit nagekeken", True),
        ({"checked_on": "2020-11-01", "valid_until": "2020-11-30"}, "Nagekeken op 1 november 2020", False),
        (
            {"checked_on": "2020-11-01", "valid_until": "2020-11-29"},
            "Verouderd: niet meer geldig sinds 29 november 2020",
            True,
        ),
        (
            {"checked_on": "2020-11-01", "valid_from": "2020-12-01"},
            "Nog niet geldig: vanaf 1 december 2020",
            False,
        ),
    ],
)
def test_how_far_a_contact_can_be_trusted_is_said(days: dict[str, str], told: str, outdated: bool) -> None:
    assert OUTDATED_DAYS == 180
    (line,) = call_list(contacts(days), PAIR, DAY, DAY)[0].lines
    assert (line.told, line.outdated) == (told, outdated)


def test_contacts_are_judged_today_and_an_all_fictional_picture_by_its_own_last_day() -> None:
    today = date(2026, 1, 1)
    frames = {"activations": activations({"activated_on": "2020-11-30"}), "contacts": contacts({})}
    at = datetime(2020, 12, 1, tzinfo=UTC)

    def judged(**fictional: int) -> date:
        return judged_on(Snapshot(version=1, as_of=at, fictional=fictional, **frames), today)

    assert judged() == today
    assert judged(activations=1, contacts=1) == DAY
    assert judged(activations=1) == today  # a real contact among them


@pytest.mark.parametrize(
    ("phone", "address"),
    [
        ("+49 (0)2821 85-0", "tel:+492821850"),
        ("0031 (0)77 000 00 01", "tel:0031770000001"),
        ("(077) 000 00 01", "tel:0770000001"),
        ("112", "tel:112"),
        ("javascript:alert(1)", ""),
        ("+31 77 000 00 01;ext=1", ""),
        ("", ""),
    ],
)
def test_only_a_number_is_dialled(phone: str, address: str) -> None:
    assert dialled(phone) == address


@pytest.mark.parametrize(
    "mail", ["a@b.nl?bcc=c@d.nl", "a@b.nl,c@d.nl", "a@b", "<a@b.nl>", "jan", "", "a@b.nl\n"]
)
def test_what_is_no_single_mailbox_is_not_written_to(mail: str) -> None:
    assert mailed(mail) == ""


def test_a_mailbox_is_written_to() -> None:
    assert mailed("ggd.piket+nacht@example.org") == "mailto:ggd.piket+nacht@example.org"

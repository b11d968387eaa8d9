"""``python -m geo border``: what lies in a strip along a border, the same counts on both sides."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING, Any

from geo import dutch
from geo.access import Needs, depth_for, require, viewer_of
from geo.areas import ABROAD, DEPTH_KM, LEAST_KM, MOST_KM, find_zone, name_in
from geo.commands.options import (
    WELL,
    Command,
    Parser,
    add_filters,
    ask,
    json_number,
    print_columns,
    print_fictional,
    print_json,
)
from geo.language import mark, say
from geo.picture import SUMS, Asked, read_agreements, strip_metres, summarise_strip, take_strip, zone_day
from geo.plain_text import quote
from geo.records import ACTIVATIONS, HOUSING
from geo.vocabulary import COUNTRIES

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from geo.picture import Agreements, Strip

_HEADER = (
    mark("Regio en district"),
    mark("Activeringen"),
    mark("Locaties"),
    mark("Plaatsen"),
    mark("Bewoners"),
)
NO_DATA = mark("geen gegevens van partner")
_NEEDS = Needs(((ACTIVATIONS.name, "lat"), (HOUSING.name, "lat")))
_OF_HOMES = ("places", "occupants")


def _depth(text: str) -> float:
    try:
        km = float(text.replace(",", "."))
    except ValueError:
        km = float("nan")
    if not LEAST_KM <= km <= MOST_KM:
        raise argparse.ArgumentTypeError(
            say(
                "{depth} kan niet; kies {least} tot en met {most} km",
                depth=quote([text]),
                least=LEAST_KM,
                most=MOST_KM,
            )
        )
    return km


def _prepare(parser: Parser) -> None:
    parser.add_argument("--grens", choices=list(ABROAD), required=True, help=say("de grens: nl-de of nl-be"))
    parser.add_argument(
        "--zone", default="", metavar="CODE", help=say("een paar als VR23-DE05154, of een Euregio als EMR")
    )
    parser.add_argument(
        "--diepte",
        type=_depth,
        default=DEPTH_KM,
        metavar="KM",
        help=say(
            "tot zo ver van de grenslijn, {least} tot {most} km; zonder keuze {usual}",
            least=LEAST_KM,
            most=MOST_KM,
            usual=DEPTH_KM,
        ),
    )
    add_filters(parser, zone=False)


def _border(given: argparse.Namespace, parser: Parser) -> int:
    now, chosen = ask(given, parser)
    require(viewer_of(now.reduction.viewer), "border", _NEEDS)
    zone = find_zone(given.grens, given.zone, zone_day(now, chosen)) if given.zone else None
    km = depth_for(viewer_of(now.reduction.viewer), given.diepte)
    asked = Asked(given.grens, km, zone)
    found = take_strip(now.activations, now.housing, chosen, asked, strip_metres(now, given.grens))
    agreed = read_agreements(now.partners, now.homes)
    if given.json:
        print_json(_answer(found, agreed))
        return WELL
    print(summarise_strip(found))
    print_columns(tuple(map(say, _HEADER)), list(_lines(found, agreed.silent)))
    print_fictional(now)
    return WELL


def _answer(found: Strip, agreed: Agreements) -> dict[str, Any]:
    asked = found.asked
    areas = tuple(map(str, found.by_area.index))
    pairs = [
        {
            "region": region,
            "district": district,
            "NL": _known(found.figures(region)),
            ABROAD[asked.border]: _known(found.figures(district)),
            "commuters": found.across(district, region),
            "commuters_out": found.across(region, district),
        }
        for region, district in found.pairs
    ]
    sides = {country: _known(figures) for country, figures in found.sides.items()}
    partners = [
        {
            "reference": one.reference,
            "partner": one.name,
            "areas": list(one.codes),
            "delivers": one.delivers,
            "housing_means": one.housing_means,
            "outbreak_means": one.outbreak_means,
        }
        for one in agreed.among(areas)
    ]
    return {
        "border": asked.border,
        "depth_km": json_number(asked.km),
        "sides": sides,
        "pairs": pairs,
        "partners": partners,
        "no_data": [code for code in areas if code in agreed.silent],
    }


def _known(figures: dict[str, int]) -> dict[str, int | None]:
    """Return the figures; where no housing is known there are no places, rather than 0 of them."""
    unknown = () if figures["housing"] else _OF_HOMES
    return {name: None if name in unknown else figures[name] for name in SUMS}


def _lines(found: Strip, silent: Collection[str]) -> Iterator[tuple[str, ...]]:
    """Return a line for each area of each pair, and one for each side as a whole."""
    for pair in found.pairs:
        for code in pair:
            figures = found.figures(code)
            nothing = f": {say(NO_DATA)}" if code in silent and not figures["housing"] else ""
            yield _line(f"{'-'.join(pair)} {name_in(code)}{nothing}", figures)
    for country, figures in found.sides.items():
        yield _line(say("{country}, elk één keer", country=COUNTRIES.label(country)), figures)


def _line(label: str, figures: dict[str, int]) -> tuple[str, ...]:
    return label, *("–" if count is None else dutch.number(count) for count in _known(figures).values())


BORDER = Command(
    "border",
    mark("Tel aan beide kanten van een grens wat binnen een strook ligt."),
    _border,
    _prepare,
    absent=lambda _: "demo",
)

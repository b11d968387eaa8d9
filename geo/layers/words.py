"""The words of the map, in the language of its reader; they travel once, and the map stays as they change."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from geo import dutch, language
from geo.areas import ATTRIBUTION, PLACES_ATTRIBUTION, load_boundaries, name_in
from geo.language import LOCALES, plural, say
from geo.layers import assets
from geo.layers.choropleth import CHANCE_LABEL
from geo.layers.script import script_json, short_digest
from geo.picture import NO_HOMES, RESULTS_OR_NONE
from geo.vocabulary import COUNTRIES, TYPES, of_type, within


@dataclass(frozen=True)
class Words:
    """The words as a value that may stand in a script, and what tells them from those of another language."""

    digest: str
    script: str


def words() -> Words:
    """Return the words of the map in the language that is read now."""
    return _words(language.current())


@cache
def _words(code: str) -> Words:
    sources = f"{say(ATTRIBUTION)} {say(PLACES_ATTRIBUTION)}"
    value = script_json(
        {
            "language": code,
            "locale": LOCALES[code].replace("_", "-"),
            "attribution": {
                "": sources,
                **{
                    name: f"{sources} {say(str(tiles['attribution']))}"
                    for name, tiles in assets.TILES.items()
                },
            },
            "called": _called(),
            "kinds": [term.label for term in TYPES.terms],
            "kindsCounted": [[of_type(kind, 1), of_type(kind, 2)] for kind in TYPES.codes],
            "results": {term.code: within(term.label) for term in RESULTS_OR_NONE.terms},
            "text": _text(),
        }
    )
    return Words(short_digest(value), value)


def _nouns(count: int) -> dict[str, str]:
    """Return what is counted as it stands after a number: after one, or after many."""
    return {
        "activations": plural("activering", "activeringen", count),
        "integral": plural("integrale inzet", "integrale inzetten", count),
        "housing": plural("huisvestingslocatie", "huisvestingslocaties", count),
        "places": plural("plaats", "plaatsen", count),
    }


def _text() -> dict[str, object]:
    """Return the words of the map in the language of the reader; JavaScript fills in what is in braces."""
    many = _nouns(2)
    return {
        **{term.code: term.label for term in COUNTRIES.terms},
        "title": say("Kaart van de veiligheidsregio's"),
        "map": say("Kaart van de veiligheidsregio's. De tabel met regio's bevat dezelfde cijfers."),
        "pair": say("{label}: {value}"),
        "home": say("Heel Nederland"),
        "fullscreen": say("Volledig scherm"),
        "zoomIn": say("Inzoomen"),
        "zoomOut": say("Uitzoomen"),
        "skip": say("Sla de kaart over"),
        "walk": say("Punten op de kaart: pijltjes lopen erlangs, Enter opent"),
        "search": say("Zoek een plaats of gemeente"),
        "found": say("{count} gevonden; kies met de pijltjes en Enter"),
        "unfound": say("Geen plaats of gemeente gevonden"),
        "moved": say("De kaart staat nu op {place}"),
        "municipality": say("gemeente in {region}"),
        "region": say("veiligheidsregio"),
        "district": say("grensdistrict in {country}"),
        "close": say("Sluiten"),
        "legend": say("Legenda"),
        "source": say("Bronnen van de kaart"),
        "circles": say("Activeringen"),
        "number": say("aantal per regio"),
        "homes": say("alleen huisvesting"),
        "outside": say("Buiten de selectie"),
        "strip": say("Strook"),
        "faded": say("Buiten de strook: niet geteld"),
        "silent": say("Geen gegevens van partner"),
        "flows": say("Woont hier, werkt daar: zo breed als het aantal mensen"),
        "beside": say("Buur over de grens: niet meegeteld"),
        "besides": say("Huisvesting bij de buren over de grens, niet meegeteld"),
        "chance": say(CHANCE_LABEL),
        **{name: (one, many[name]) for name, one in _nouns(1).items()},
        "noHomes": dutch.capital(say(NO_HOMES)),
        "timeLabel": say("Week op de kaart"),
        "timeWhole": say("Hele periode"),
        "timeWeek": say("Week {number} ({days})"),
        "timeUpTo": say("Tot en met week {number} ({day})"),
        "timeAdding": say("Opgeteld"),
        "timeResult": say("resultaat: {results}"),
        "timePlay": say("Speel de weken af"),
        "timePause": say("Pauze"),
        "timeNext": say("Volgende week"),
        "failure": say(
            "De grenzen konden niet worden geladen. Herlaad de pagina; blijft dit zo, meld het dan."
        ),
    }


def _called() -> dict[str, str]:
    """Return what the reader calls border districts, by code, where the boundaries call them otherwise."""
    names = load_boundaries().districts["name"].items()
    return {str(code): told for code, name in names if (told := name_in(str(code))) != name}

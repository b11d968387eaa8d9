"""Vocabularies of the field as tables: code, label in four languages, meaning."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from geo import language as reader
from geo.language import mark, plural, say

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping


@dataclass(frozen=True)
class Term:
    """One word of a vocabulary; ``code`` is what is stored, in links and in files.

    ``message`` is its meaning in Dutch, marked; ``label`` and ``meaning`` are in the reader's language.
    """

    code: str
    nl: str
    de: str
    fr: str
    en: str
    message: str

    def label_in(self, language: str) -> str:
        """Return the label in one of ``geo.language.LANGUAGES``."""
        return str(getattr(self, language))

    @property
    def label(self) -> str:
        """The label, in the language of the reader."""
        return self.label_in(reader.current())

    @property
    def meaning(self) -> str:
        """What the word means, in the language of the reader."""
        return say(self.message)


@dataclass(frozen=True)
class Vocabulary:
    """An ordered, closed set of terms; the order is the order on screen and of the stored categories.

    ``name`` is what one of them is, in Dutch, marked.
    """

    name: str
    terms: tuple[Term, ...]

    @property
    def codes(self) -> tuple[str, ...]:
        """The codes, in order."""
        return tuple(term.code for term in self.terms)

    def label(self, code: str, language: str | None = None) -> str:
        """Return the label of ``code``, an unknown code as it is; in a language, or that of the reader."""
        asked = language or reader.current()
        return next((term.label_in(asked) for term in self.terms if term.code == code), code)

    def term(self, code: str) -> Term:
        """Return the term of ``code``; KeyError when there is none."""
        return {term.code: term for term in self.terms}[code]

    def mask(self, codes: Iterable[str]) -> int:
        """Return a set of codes as a number, a bit a term, bit 0 the first; KeyError on an unknown code."""
        bits = {code: 1 << position for position, code in enumerate(self.codes)}
        return sum(bits[code] for code in set(codes))

    def members(self, mask: int) -> tuple[str, ...]:
        """Return the codes in a number made by ``mask``, in the order of the vocabulary."""
        return tuple(code for position, code in enumerate(self.codes) if mask >> position & 1)


# with what a German label begins that is no noun: these alone lose their capital in a sentence
_SMALL_IN_GERMAN = frozenset(
    (
        *("Abgeschlossen", "Aktiviert", "Ausländischer", "Berichtigt", "Eigene", "Festgestellt", "Geändert"),
        *("Geprüft", "Gültig", "Höher", "Integrierter", "Keine", "Meldende", "Neu", "Nicht", "Niedriger"),
        *("Noch", "Präventiv", "Repressiv", "Sonstige", "Übrige", "Zertifiziert", "Zu", "Zurückgezogen"),
    )
)


def within(label: str) -> str:
    """Return a label, of a word that is no name, as it stands within a sentence of the reader's language.

    >>> within("Preventief"), within("NVWA")
    ('preventief', 'NVWA')
    """
    if reader.current() == "de" and label.split(" ", 1)[0] not in _SMALL_IN_GERMAN:
        return label
    return label if label[1:2].isupper() else label[:1].lower() + label[1:]


THEMES = Vocabulary(
    mark("thema"),
    (
        Term(
            "wonen", "Wonen", "Wohnen", "Logement", "Living", mark("De plaats waar arbeidsmigranten wonen.")
        ),
        Term(
            "werken", "Werken", "Arbeit", "Travail", "Work", mark("De plaats waar arbeidsmigranten werken.")
        ),
        Term(
            "vervoer",
            "Vervoer",
            "Transport",
            "Transport",
            "Transport",
            mark("Het vervoer tussen wonen en werken."),
        ),
    ),
)
TYPES = Vocabulary(
    mark("type"),
    (
        Term(
            "preventief",
            "Preventief",
            "Präventiv",
            "Préventif",
            "Preventive",
            mark("Inzet zonder vastgestelde besmettingen, om verspreiding te voorkomen."),
        ),
        Term(
            "repressief",
            "Repressief",
            "Repressiv",
            "Répressif",
            "Repressive",
            mark("Inzet vanwege vastgestelde besmettingen."),
        ),
    ),
)
_SO_MANY: Mapping[str, Callable[[int], str]] = {
    "preventief": lambda count: plural("preventief", "preventief", count),
    "repressief": lambda count: plural("repressief", "repressief", count),
}


def of_type(code: str, count: int) -> str:
    """Return the type of so many activations, as it stands behind their number: 7 preventief, 7 préventives.

    >>> of_type("preventief", 7)
    'preventief'
    """
    return _SO_MANY[code](count)


SOURCES = Vocabulary(
    mark("bron"),
    (
        Term(
            "eigen constatering",
            "Eigen constatering",
            "Eigene Feststellung",
            "Constatation propre",
            "Own finding",
            mark("Een organisatie van het samenwerkingsplatform zag het zelf."),
        ),
        Term(
            "melding",
            "Melding",
            "Meldung",
            "Signalement",
            "Report",
            mark("Een organisatie van buiten meldde het."),
        ),
    ),
)
RESULTS = Vocabulary(
    mark("resultaat"),
    (
        Term(
            "geen",
            "Geen maatregel",
            "Keine Maßnahme",
            "Aucune mesure",
            "No measure",
            mark("Er was geen maatregel nodig."),
        ),
        Term("advies", "Advies", "Empfehlung", "Conseil", "Advice", mark("Er is advies gegeven.")),
        Term(
            "waarschuwing",
            "Waarschuwing",
            "Verwarnung",
            "Avertissement",
            "Warning",
            mark("Er is een waarschuwing gegeven."),
        ),
        Term(
            "dwangmaatregel",
            "Dwangmaatregel",
            "Zwangsmaßnahme",
            "Mesure coercitive",
            "Enforcement",
            mark("Er is een last onder dwangsom of bestuursdwang opgelegd."),
        ),
        Term(
            "sluiting",
            "Sluiting",
            "Schließung",
            "Fermeture",
            "Closure",
            mark("De locatie is geheel of deels gesloten."),
        ),
    ),
)
SECTORS = Vocabulary(
    mark("sector"),
    (
        Term(
            "tuinbouw",
            "Land- en tuinbouw",
            "Landwirtschaft und Gartenbau",
            "Agriculture et horticulture",
            "Agriculture and horticulture",
            mark("Kassen, akkerbouw, fruitteelt, champignons."),
        ),
        Term(
            "vlees",
            "Vleesverwerking",
            "Fleischverarbeitung",
            "Transformation de viande",
            "Meat processing",
            mark("Slachterijen en vleesverwerkende bedrijven."),
        ),
        Term(
            "voeding",
            "Overige voedingsindustrie",
            "Übrige Lebensmittelindustrie",
            "Autre industrie alimentaire",
            "Other food industry",
            mark("Voedselverwerking en -verpakking buiten de vleessector."),
        ),
        Term(
            "logistiek",
            "Logistiek",
            "Logistik",
            "Logistique",
            "Logistics",
            mark("Distributiecentra en transport."),
        ),
        Term("bouw", "Bouw", "Bau", "Construction", "Construction", mark("Bouwplaatsen en infrastructuur.")),
        Term(
            "recreatie",
            "Horeca en recreatie",
            "Gastgewerbe und Freizeit",
            "Horeca et loisirs",
            "Hospitality and leisure",
            mark("Hotels, vakantieparken, schoonmaak daar."),
        ),
        Term("overig", "Overig", "Sonstige", "Autres", "Other", mark("Een andere of een onbekende sector.")),
    ),
)
ORGANISATIONS = Vocabulary(
    mark("organisatie"),
    (
        Term(
            "iszw",
            "Inspectie SZW",
            "Arbeitsinspektion SZW",
            "Inspection SZW",
            "Inspectorate SZW",
            mark("Inspectie Sociale Zaken en Werkgelegenheid."),
        ),
        Term("nvwa", "NVWA", "NVWA", "NVWA", "NVWA", mark("Nederlandse Voedsel- en Warenautoriteit.")),
        Term(
            "ggd",
            "GGD",
            "Gesundheitsdienst GGD",
            "Service de santé GGD",
            "Public health service GGD",
            mark("Gemeentelijke gezondheidsdienst."),
        ),
        Term(
            "veiligheidsregio",
            "Veiligheidsregio",
            "Sicherheitsregion",
            "Région de sécurité",
            "Safety region",
            mark("De veiligheidsregio zelf."),
        ),
        Term(
            "gemeente",
            "Gemeente",
            "Gemeinde",
            "Commune",
            "Municipality",
            mark("Toezicht of handhaving van de gemeente."),
        ),
        Term("politie", "Politie", "Polizei", "Police", "Police", mark("Nationale politie.")),
        Term(
            "buitenland",
            "Buitenlandse partner",
            "Ausländischer Partner",
            "Partenaire étranger",
            "Foreign partner",
            mark("Een Duitse of Belgische overheid."),
        ),
    ),
)
HOUSING_KINDS = Vocabulary(
    mark("soort"),
    (
        Term(
            "hotel",
            "Hotel of pension",
            "Hotel oder Pension",
            "Hôtel ou pension",
            "Hotel or guest house",
            mark("Hotel, pension of motel dat geheel of deels aan arbeidsmigranten verhuurt."),
        ),
        Term(
            "vakantiepark",
            "Vakantiepark",
            "Ferienpark",
            "Parc de vacances",
            "Holiday park",
            mark("Huisjes op een park."),
        ),
        Term(
            "camping", "Camping", "Campingplatz", "Camping", "Campsite", mark("Caravans, tenten of chalets.")
        ),
        Term(
            "woning",
            "Woning",
            "Wohnung",
            "Habitation",
            "Dwelling",
            mark("Een gewone woning, vaak kamergewijs verhuurd."),
        ),
        Term(
            "boerenerf",
            "Boerenerf",
            "Bauernhof",
            "Ferme",
            "Farmyard",
            mark("Units of verbouwde schuren op een erf."),
        ),
        Term(
            "logiesgebouw",
            "Logiesgebouw",
            "Wohnheim",
            "Foyer de travailleurs",
            "Purpose-built lodging",
            mark("Gebouwd of verbouwd voor de huisvesting van arbeidsmigranten."),
        ),
        Term("overig", "Overig", "Sonstige", "Autres", "Other", mark("Een andere of een onbekende soort.")),
    ),
)
COUNTRIES = Vocabulary(
    mark("land"),
    (
        Term("NL", "Nederland", "Niederlande", "Pays-Bas", "Netherlands", mark("Nederland.")),
        Term("DE", "Duitsland", "Deutschland", "Allemagne", "Germany", mark("Duitsland.")),
        Term("BE", "België", "Belgien", "Belgique", "Belgium", mark("België.")),
    ),
)
PRECISIONS = Vocabulary(
    mark("precisie"),
    (
        Term("punt", "Punt", "Punkt", "Point", "Point", mark("De locatie is op de kaart aangewezen.")),
        Term(
            "plaats",
            "Plaats",
            "Ort",
            "Localité",
            "Place",
            mark("Alleen de plaats is bekend; getekend in het midden van de plaats, als ring."),
        ),
        Term(
            "gemeente",
            "Gemeente",
            "Gemeinde",
            "Commune",
            "Municipality",
            mark("Alleen de gemeente is bekend; getekend in het midden van de gemeente, als ring."),
        ),
        Term(
            "vlak",
            "Vlak van 5 km",
            "Feld von 5 km",
            "Carré de 5 km",
            "Square of 5 km",
            mark("Alleen het vlak van 5 bij 5 km wordt getoond; getekend in het midden ervan, als ring."),
        ),
        Term(
            "regio",
            "Regio",
            "Region",
            "Région",
            "Region",
            mark("Alleen de veiligheidsregio is bekend; geen punt op de kaart."),
        ),
        Term("geen", "Geen", "Keine", "Aucune", "None", mark("Er is geen locatie bekend.")),
    ),
)
VERDICTS = Vocabulary(
    mark("oordeel"),
    (
        Term(
            "hoger",
            "Hoger dan het landelijk beeld",
            "Höher als national",
            "Plus élevé que le niveau national",
            "Higher than nationally",
            mark("Vaker geactiveerd dan in de rest van het land, meer dan toeval verklaart."),
        ),
        Term(
            "lager",
            "Lager dan het landelijk beeld",
            "Niedriger als national",
            "Plus bas que le niveau national",
            "Lower than nationally",
            mark("Minder vaak geactiveerd dan in de rest van het land, meer dan toeval verklaart."),
        ),
        Term(
            "toeval",
            "Niet te onderscheiden van toeval",
            "Nicht vom Zufall zu unterscheiden",
            "Non distinguable du hasard",
            "Indistinguishable from chance",
            mark("Het verschil met de rest van het land is zo klein dat toeval het kan verklaren."),
        ),
        Term(
            "te weinig verwacht",
            "Te weinig verwacht om lager te kunnen vaststellen",
            "Zu wenige erwartet, um niedriger feststellen zu können",
            "Trop peu attendu pour pouvoir établir un niveau plus bas",
            "Too few expected to establish lower",
            mark(
                "Er zijn minder activeringen dan verwacht, maar bij zo weinig verwachte activeringen zou ook"
                " nul nog toeval kunnen zijn."
            ),
        ),
        Term(
            "geen gegevens",
            "Geen gegevens",
            "Keine Daten",
            "Pas de données",
            "No data",
            mark(
                "Niet te vergelijken: het aantal of waardoor gedeeld wordt, ontbreekt of wordt niet getoond."
            ),
        ),
    ),
)

AUTHORITIES = Vocabulary(
    mark("soort instantie"),
    (
        Term(
            "veiligheidsregio",
            "Veiligheidsregio",
            "Sicherheitsregion",
            "Région de sécurité",
            "Safety region",
            mark("Nederlandse veiligheidsregio: crisisbeheersing."),
        ),
        Term(
            "ggd",
            "GGD",
            "Gesundheitsdienst GGD",
            "Service de santé GGD",
            "Public health service GGD",
            mark("Nederlandse gemeentelijke gezondheidsdienst: infectieziekten."),
        ),
        Term(
            "provincie",
            "Provincie",
            "Provinz",
            "Province",
            "Province",
            mark("Nederlandse of Belgische provincie."),
        ),
        Term(
            "kreis",
            "Kreis of kreisfreie Stadt",
            "Kreis oder kreisfreie Stadt",
            "Arrondissement allemand (Kreis)",
            "German district (Kreis)",
            mark("Duits district: crisisbeheersing (Krisenstab) en toezicht."),
        ),
        Term(
            "gesundheitsamt",
            "Gesundheitsamt",
            "Gesundheitsamt",
            "Office de santé allemand (Gesundheitsamt)",
            "German health office (Gesundheitsamt)",
            mark("Duitse gezondheidsdienst van een Kreis: infectieziekten."),
        ),
        Term(
            "bezirksregierung",
            "Bezirksregierung",
            "Bezirksregierung",
            "Gouvernement de district (Bezirksregierung)",
            "District government (Bezirksregierung)",
            mark("Duits bestuur boven de Kreise, in Nordrhein-Westfalen ook arbeidsinspectie."),
        ),
        Term(
            "gouverneur",
            "Gouverneur",
            "Gouverneur",
            "Gouverneur",
            "Governor",
            mark("Belgische gouverneur van een provincie: crisisbeheersing."),
        ),
        Term(
            "gezondheidsagentschap",
            "Gezondheidsagentschap",
            "Gesundheitsagentur",
            "Agence de santé",
            "Health agency",
            mark("Belgische gezondheidsdienst van een gewest of gemeenschap: infectieziekten."),
        ),
        Term(
            "consulaat",
            "Consulaat",
            "Konsulat",
            "Consulat",
            "Consulate",
            mark(
                "Consulaat of ambassade van een land waar arbeidsmigranten vandaan komen, of van een"
                " buurland."
            ),
        ),
        Term(
            "euregio",
            "Euregio",
            "Euregio",
            "Eurégio",
            "Euregion",
            mark("Grensoverschrijdend samenwerkingsverband."),
        ),
        Term("overig", "Overig", "Sonstige", "Autres", "Other", mark("Een andere instantie.")),
    ),
)
SPOKEN = Vocabulary(
    mark("taal"),
    (
        Term("nederlands", "Nederlands", "Niederländisch", "Néerlandais", "Dutch", mark("Nederlands.")),
        Term("duits", "Duits", "Deutsch", "Allemand", "German", mark("Duits.")),
        Term("frans", "Frans", "Französisch", "Français", "French", mark("Frans.")),
        Term("engels", "Engels", "Englisch", "Anglais", "English", mark("Engels.")),
    ),
)

AUDIENCES = Vocabulary(
    mark("publiek"),
    (
        Term(
            "landelijk",
            "Landelijk",
            "Landesweit",
            "National",
            "National",
            mark("Alles: voor LOT-C en wie landelijk meekijkt."),
        ),
        Term(
            "regio",
            "Regio",
            "Region",
            "Région",
            "Region",
            mark("De eigen regio helemaal; van andere de cijfers en de gemeente, zonder namen en teksten."),
        ),
        Term(
            "partner",
            "Partner",
            "Partner",
            "Partenaire",
            "Partner",
            mark("Eén zone aan de grens, beide kanten: zonder namen en teksten, op vlakken van 5 km."),
        ),
        Term(
            "openbaar",
            "Openbaar",
            "Öffentlich",
            "Public",
            "Public",
            mark("Alleen aantallen per veiligheidsregio; kleine aantallen zijn afgeschermd."),
        ),
    ),
)

ROLES = Vocabulary(
    mark("rol"),
    (
        Term(
            "lezer",
            "Lezer",
            "Leser",
            "Lecteur",
            "Reader",
            mark("Kijkt mee als de eigen regio, of met alles in Nederland, en verandert niets."),
        ),
        Term(
            "registrator",
            "Registrator",
            "Erfasser",
            "Rédacteur",
            "Registrar",
            mark("Registreert en importeert wat van de eigen regio is."),
        ),
        Term(
            "beheerder",
            "Beheerder",
            "Administrator",
            "Gestionnaire",
            "Administrator",
            mark("Registreert voor de eigen regio, en geeft daar toegang."),
        ),
        Term(
            "landelijk",
            "Landelijk",
            "National",
            "National",
            "National",
            mark("Ziet en doet alles, ook over de grens."),
        ),
        Term(
            "partner",
            "Partner",
            "Partner",
            "Partenaire",
            "Partner",
            mark("Kijkt naar één zone aan de grens, en verandert niets."),
        ),
    ),
)

SHAPES = Vocabulary(
    mark("vorm"),
    (
        Term("punt", "Punt", "Punkt", "Point", "Point", mark("Eén plek op de kaart.")),
        Term("lijn", "Lijn", "Linie", "Ligne", "Line", mark("Een lijn over twee of meer plekken.")),
        Term("vlak", "Vlak", "Fläche", "Surface", "Area", mark("Een gebied met één omtrek.")),
        Term("notitie", "Notitie", "Notiz", "Note", "Note", mark("Een tekst op een plek.")),
    ),
)

VOCABULARIES = (
    THEMES,
    TYPES,
    SOURCES,
    RESULTS,
    SECTORS,
    ORGANISATIONS,
    HOUSING_KINDS,
    COUNTRIES,
    PRECISIONS,
    VERDICTS,
    AUTHORITIES,
    SPOKEN,
    AUDIENCES,
    ROLES,
    SHAPES,
)

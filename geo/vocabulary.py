"""Vocabularies of the field as tables: code, label in four languages, meaning in Dutch."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

LANGUAGES = ("nl", "de", "fr", "en")


@dataclass(frozen=True)
class Term:
    """One word of a vocabulary; ``code`` is what is stored, in links and in files."""

    code: str
    nl: str
    de: str
    fr: str
    en: str
    meaning: str


@dataclass(frozen=True)
class Vocabulary:
    """An ordered, closed set of terms; the order is the order on screen and of the stored categories."""

    name: str
    terms: tuple[Term, ...]

    @property
    def codes(self) -> tuple[str, ...]:
        """The codes, in order."""
        return tuple(term.code for term in self.terms)

    def label(self, code: str, language: str = "nl") -> str:
        """Return the label of ``code`` in ``language``; an unknown code is returned as it is."""
        return next((str(getattr(term, language)) for term in self.terms if term.code == code), code)

    def mask(self, codes: Iterable[str]) -> int:
        """Return a set of codes as a number, a bit a term, bit 0 the first; KeyError on an unknown code."""
        bits = {code: 1 << position for position, code in enumerate(self.codes)}
        return sum(bits[code] for code in set(codes))

    def members(self, mask: int) -> tuple[str, ...]:
        """Return the codes in a number made by ``mask``, in the order of the vocabulary."""
        return tuple(code for position, code in enumerate(self.codes) if mask >> position & 1)


THEMES = Vocabulary(
    "thema",
    (
        Term("wonen", "Wonen", "Wohnen", "Logement", "Living", "De plaats waar arbeidsmigranten wonen."),
        Term("werken", "Werken", "Arbeit", "Travail", "Work", "De plaats waar arbeidsmigranten werken."),
        Term(
            "vervoer", "Vervoer", "Transport", "Transport", "Transport", "Het vervoer tussen wonen en werken."
        ),
    ),
)
TYPES = Vocabulary(
    "type",
    (
        Term(
            "preventief",
            "Preventief",
            "Präventiv",
            "Préventif",
            "Preventive",
            "Inzet zonder vastgestelde besmettingen, om verspreiding te voorkomen.",
        ),
        Term(
            "repressief",
            "Repressief",
            "Repressiv",
            "Répressif",
            "Repressive",
            "Inzet vanwege vastgestelde besmettingen.",
        ),
    ),
)
SOURCES = Vocabulary(
    "bron",
    (
        Term(
            "eigen constatering",
            "Eigen constatering",
            "Eigene Feststellung",
            "Constatation propre",
            "Own finding",
            "Een organisatie van het samenwerkingsplatform zag het zelf.",
        ),
        Term(
            "melding", "Melding", "Meldung", "Signalement", "Report", "Een organisatie van buiten meldde het."
        ),
    ),
)
RESULTS = Vocabulary(
    "resultaat",
    (
        Term(
            "geen",
            "Geen maatregel",
            "Keine Maßnahme",
            "Aucune mesure",
            "No measure",
            "Er was geen maatregel nodig.",
        ),
        Term("advies", "Advies", "Empfehlung", "Conseil", "Advice", "Er is advies gegeven."),
        Term(
            "waarschuwing",
            "Waarschuwing",
            "Verwarnung",
            "Avertissement",
            "Warning",
            "Er is een waarschuwing gegeven.",
        ),
        Term(
            "dwangmaatregel",
            "Dwangmaatregel",
            "Zwangsmaßnahme",
            "Mesure coercitive",
            "Enforcement",
            "Er is een last onder dwangsom of bestuursdwang opgelegd.",
        ),
        Term(
            "sluiting",
            "Sluiting",
            "Schließung",
            "Fermeture",
            "Closure",
            "De locatie is geheel of deels gesloten.",
        ),
    ),
)
SECTORS = Vocabulary(
    "sector",
    (
        Term(
            "tuinbouw",
            "Land- en tuinbouw",
            "Landwirtschaft und Gartenbau",
            "Agriculture et horticulture",
            "Agriculture and horticulture",
            "Kassen, akkerbouw, fruitteelt, champignons.",
        ),
        Term(
            "vlees",
            "Vleesverwerking",
            "Fleischverarbeitung",
            "Transformation de viande",
            "Meat processing",
            "Slachterijen en vleesverwerkende bedrijven.",
        ),
        Term(
            "voeding",
            "Overige voedingsindustrie",
            "Übrige Lebensmittelindustrie",
            "Autre industrie alimentaire",
            "Other food industry",
            "Voedselverwerking en -verpakking buiten de vleessector.",
        ),
        Term(
            "logistiek", "Logistiek", "Logistik", "Logistique", "Logistics", "Distributiecentra en transport."
        ),
        Term("bouw", "Bouw", "Bau", "Construction", "Construction", "Bouwplaatsen en infrastructuur."),
        Term(
            "recreatie",
            "Horeca en recreatie",
            "Gastgewerbe und Freizeit",
            "Horeca et loisirs",
            "Hospitality and leisure",
            "Hotels, vakantieparken, schoonmaak daar.",
        ),
        Term("overig", "Overig", "Sonstige", "Autres", "Other", "Een andere of een onbekende sector."),
    ),
)
ORGANISATIONS = Vocabulary(
    "organisatie",
    (
        Term(
            "iszw",
            "Inspectie SZW",
            "Arbeitsinspektion SZW",
            "Inspection SZW",
            "Inspectorate SZW",
            "Inspectie Sociale Zaken en Werkgelegenheid.",
        ),
        Term("nvwa", "NVWA", "NVWA", "NVWA", "NVWA", "Nederlandse Voedsel- en Warenautoriteit."),
        Term(
            "ggd",
            "GGD",
            "Gesundheitsdienst GGD",
            "Service de santé GGD",
            "Public health service GGD",
            "Gemeentelijke gezondheidsdienst.",
        ),
        Term(
            "veiligheidsregio",
            "Veiligheidsregio",
            "Sicherheitsregion",
            "Région de sécurité",
            "Safety region",
            "De veiligheidsregio zelf.",
        ),
        Term(
            "gemeente",
            "Gemeente",
            "Gemeinde",
            "Commune",
            "Municipality",
            "Toezicht of handhaving van de gemeente.",
        ),
        Term("politie", "Politie", "Polizei", "Police", "Police", "Nationale politie."),
        Term(
            "buitenland",
            "Buitenlandse partner",
            "Ausländischer Partner",
            "Partenaire étranger",
            "Foreign partner",
            "Een Duitse of Belgische overheid.",
        ),
    ),
)
HOUSING_KINDS = Vocabulary(
    "soort",
    (
        Term(
            "hotel",
            "Hotel of pension",
            "Hotel oder Pension",
            "Hôtel ou pension",
            "Hotel or guest house",
            "Hotel, pension of motel dat geheel of deels aan arbeidsmigranten verhuurt.",
        ),
        Term(
            "vakantiepark",
            "Vakantiepark",
            "Ferienpark",
            "Parc de vacances",
            "Holiday park",
            "Huisjes op een park.",
        ),
        Term("camping", "Camping", "Campingplatz", "Camping", "Campsite", "Caravans, tenten of chalets."),
        Term(
            "woning",
            "Woning",
            "Wohnung",
            "Habitation",
            "Dwelling",
            "Een gewone woning, vaak kamergewijs verhuurd.",
        ),
        Term(
            "boerenerf",
            "Boerenerf",
            "Bauernhof",
            "Ferme",
            "Farmyard",
            "Units of verbouwde schuren op een erf.",
        ),
        Term(
            "logiesgebouw",
            "Logiesgebouw",
            "Wohnheim",
            "Foyer de travailleurs",
            "Purpose-built lodging",
            "Gebouwd of verbouwd voor de huisvesting van arbeidsmigranten.",
        ),
        Term("overig", "Overig", "Sonstige", "Autres", "Other", "Een andere of een onbekende soort."),
    ),
)
COUNTRIES = Vocabulary(
    "land",
    (
        Term("NL", "Nederland", "Niederlande", "Pays-Bas", "Netherlands", "Nederland."),
        Term("DE", "Duitsland", "Deutschland", "Allemagne", "Germany", "Duitsland."),
        Term("BE", "België", "Belgien", "Belgique", "Belgium", "België."),
    ),
)
PRECISIONS = Vocabulary(
    "precisie",
    (
        Term("punt", "Punt", "Punkt", "Point", "Point", "De locatie is op de kaart aangewezen."),
        Term(
            "plaats",
            "Plaats",
            "Ort",
            "Localité",
            "Place",
            "Alleen de plaats is bekend; getekend in het midden van de plaats, als ring.",
        ),
        Term(
            "gemeente",
            "Gemeente",
            "Gemeinde",
            "Commune",
            "Municipality",
            "Alleen de gemeente is bekend; getekend in het midden van de gemeente, als ring.",
        ),
        Term(
            "regio",
            "Regio",
            "Region",
            "Région",
            "Region",
            "Alleen de veiligheidsregio is bekend; geen punt op de kaart.",
        ),
        Term("geen", "Geen", "Keine", "Aucune", "None", "Er is geen locatie bekend."),
    ),
)
VERDICTS = Vocabulary(
    "oordeel",
    (
        Term(
            "hoger",
            "Hoger dan het landelijk beeld",
            "Höher als landesweit",
            "Plus élevé que le niveau national",
            "Higher than nationally",
            "Vaker geactiveerd dan in de rest van het land, meer dan toeval verklaart.",
        ),
        Term(
            "lager",
            "Lager dan het landelijk beeld",
            "Niedriger als landesweit",
            "Plus bas que le niveau national",
            "Lower than nationally",
            "Minder vaak geactiveerd dan in de rest van het land, meer dan toeval verklaart.",
        ),
        Term(
            "toeval",
            "Niet te onderscheiden van toeval",
            "Nicht vom Zufall zu unterscheiden",
            "Non distinguable du hasard",
            "Indistinguishable from chance",
            "Het verschil met de rest van het land is zo klein dat toeval het kan verklaren.",
        ),
        Term(
            "te weinig verwacht",
            "Te weinig verwacht om lager te kunnen vaststellen",
            "Zu wenige erwartet, um niedriger feststellen zu können",
            "Trop peu attendu pour pouvoir établir un niveau plus bas",
            "Too few expected to establish lower",
            "Er zijn minder activeringen dan verwacht, maar bij zo weinig verwachte activeringen zou ook nul"
            " nog toeval kunnen zijn.",
        ),
        Term(
            "geen gegevens",
            "Geen gegevens",
            "Keine Daten",
            "Pas de données",
            "No data",
            "Niet te vergelijken: het aantal of waardoor gedeeld wordt, ontbreekt of wordt niet getoond.",
        ),
    ),
)

AUTHORITIES = Vocabulary(
    "soort instantie",
    (
        Term(
            "veiligheidsregio",
            "Veiligheidsregio",
            "Sicherheitsregion",
            "Région de sécurité",
            "Safety region",
            "Nederlandse veiligheidsregio: crisisbeheersing.",
        ),
        Term(
            "ggd",
            "GGD",
            "Gesundheitsdienst GGD",
            "Service de santé GGD",
            "Public health service GGD",
            "Nederlandse gemeentelijke gezondheidsdienst: infectieziekten.",
        ),
        Term(
            "provincie",
            "Provincie",
            "Provinz",
            "Province",
            "Province",
            "Nederlandse of Belgische provincie.",
        ),
        Term(
            "kreis",
            "Kreis of kreisfreie Stadt",
            "Kreis oder kreisfreie Stadt",
            "Arrondissement allemand (Kreis)",
            "German district (Kreis)",
            "Duits district: crisisbeheersing (Krisenstab) en toezicht.",
        ),
        Term(
            "gesundheitsamt",
            "Gesundheitsamt",
            "Gesundheitsamt",
            "Office de santé allemand (Gesundheitsamt)",
            "German health office (Gesundheitsamt)",
            "Duitse gezondheidsdienst van een Kreis: infectieziekten.",
        ),
        Term(
            "bezirksregierung",
            "Bezirksregierung",
            "Bezirksregierung",
            "Gouvernement de district (Bezirksregierung)",
            "District government (Bezirksregierung)",
            "Duits bestuur boven de Kreise, in Nordrhein-Westfalen ook arbeidsinspectie.",
        ),
        Term(
            "gouverneur",
            "Gouverneur",
            "Gouverneur",
            "Gouverneur",
            "Governor",
            "Belgische gouverneur van een provincie: crisisbeheersing.",
        ),
        Term(
            "gezondheidsagentschap",
            "Gezondheidsagentschap",
            "Gesundheitsagentur",
            "Agence de santé",
            "Health agency",
            "Belgische gezondheidsdienst van een gewest of gemeenschap: infectieziekten.",
        ),
        Term(
            "consulaat",
            "Consulaat",
            "Konsulat",
            "Consulat",
            "Consulate",
            "Consulaat of ambassade van een land waar arbeidsmigranten vandaan komen, of van een buurland.",
        ),
        Term(
            "euregio",
            "Euregio",
            "Euregio",
            "Eurégio",
            "Euregion",
            "Grensoverschrijdend samenwerkingsverband.",
        ),
        Term("overig", "Overig", "Sonstige", "Autres", "Other", "Een andere instantie."),
    ),
)
SPOKEN = Vocabulary(
    "taal",
    (
        Term("nederlands", "Nederlands", "Niederländisch", "Néerlandais", "Dutch", "Nederlands."),
        Term("duits", "Duits", "Deutsch", "Allemand", "German", "Duits."),
        Term("frans", "Frans", "Französisch", "Français", "French", "Frans."),
        Term("engels", "Engels", "Englisch", "Anglais", "English", "Engels."),
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
)

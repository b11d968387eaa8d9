"""What the *verantwoording* tells, from the figures of a selection: those of the screen, and they add up."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geo import dutch
from geo.account.asked import SLUG
from geo.account.blocks import Account, Picture, Section, Table, Text
from geo.account.listed import list_table
from geo.account.splitting import adding_up, outbreak_table, split_table
from geo.areas import load_boundaries
from geo.drawings import SUBJECTS, draw_alone
from geo.picture import (
    FIGURES,
    make_headline,
    read_ranking,
    reconcile,
    sentence,
    split_whole,
    summarise,
    summarise_density,
    summarise_sectors,
    theme_type_matrix,
)
from geo.vocabulary import RESULTS, SOURCES, THEMES, TYPES

if TYPE_CHECKING:
    from geo.account.blocks import Block
    from geo.drawings import Facts
    from geo.vocabulary import Vocabulary

TITLE = "Verantwoording Samenwerkingsplatform Arbeidsmigranten en COVID-19"
_WIDTH = 495.0  # points of the text on a page of A4
_KEY_FIGURES = ("total", *TYPES.codes, "integral", "enforced", "closures")


def make_account(facts: Facts) -> Account:
    """Return the whole report of a selection; of one without activations it says so, with zeros."""
    snapshot = facts.snapshot
    parts = (_summary, _kinds, _themes, _results, _sources, _time, _regions, _sizes, _sectors, _list, _words)
    short = "Verantwoording" + (" · FICTIEVE GEGEVENS" if snapshot.demo else "")
    return Account(
        TITLE,
        (
            facts.period or "Geen gegevens in deze periode",
            facts.filters,
            facts.stands,
        ),
        facts.invented,
        tuple(part(facts) for part in parts),
        " · ".join(filter(None, (short, facts.period, f"versie {snapshot.version}"))),
    )


def _summary(facts: Facts) -> Section:
    figures = make_headline(facts.tally).figures
    total = facts.total
    shown = [figures[code] for code in _KEY_FIGURES]
    rows = tuple(
        (
            one.definition.label,
            dutch.number(one.value),
            "" if one.definition.code == "total" or not total else dutch.percent(one.value, total),
            one.definition.definition,
        )
        for one in shown
    )
    return Section(
        "Samenvatting",
        (
            Text(summarise(facts.tally, load_boundaries().regions["name"])),
            Table("Kerncijfers", ("Cijfer", "Aantal", "Aandeel", "Wat het telt"), rows, (2, 0.8, 0.8, 4)),
            Text(f"Waar de activeringen liggen: {sentence(reconcile(facts.tally))}.", soft=True),
        ),
    )


def _kinds(facts: Facts) -> Section:
    whole = split_whole(facts.chosen)
    numbers = [whole[code] for code in TYPES.codes]
    told = " + ".join(
        f"{dutch.number(number)} {term.nl.lower()}" for number, term in zip(numbers, TYPES.terms, strict=True)
    )
    return Section(
        "Preventief en repressief",
        (
            *(Text(f"{term.nl}: {term.meaning}") for term in TYPES.terms),
            Text(f"Optelling: {told} = {dutch.number(sum(numbers))} activeringen.", soft=True),
        ),
    )


def _themes(facts: Facts) -> Section:
    note = theme_type_matrix(facts.tally).note
    found = split_table(facts, "thema", "Activeringen per thema", "Thema", THEMES.label)
    rest = note or adding_up(facts.split("thema"), facts.total)
    return Section("Thema’s", (found, Text(rest, soft=True)))


def _results(facts: Facts) -> Section:
    whole = split_whole(facts.chosen)
    led = "leidde" if whole["integral"] == 1 else "leidden"
    share = f" ({dutch.percent(whole['integral'], facts.total)})" if facts.total else ""
    return Section(
        "Integrale inzet en resultaten",
        (
            Text(
                f"{dutch.number(whole['integral'])} van {facts.counted}{share} {led} tot integrale inzet:"
                " meerdere organisaties traden samen op. Het resultaat is het zwaarste van een activering."
            ),
            split_table(facts, "resultaat", "Activeringen per resultaat", "Resultaat", result_label),
            Text(adding_up(facts.split("resultaat"), facts.total), soft=True),
            split_table(facts, "organisatie", "Organisaties die optraden", "Organisatie", None),
            Text(
                "Bij een activering kunnen meer organisaties optreden; de rijen tellen daarom niet op tot het"
                " totaal, dat elke activering één keer telt.",
                soft=True,
            ),
        ),
    )


def result_label(code: str) -> str:
    """Return what a result is called, that there is none yet included."""
    return "Nog geen resultaat" if code == "lopend" else RESULTS.label(code)


def _sources(facts: Facts) -> Section:
    by_source = facts.split("bron")
    reports = int(by_source["total"].get("melding", 0))
    blocks: list[Block] = [
        split_table(facts, "bron", "Activeringen naar bron", "Bron", SOURCES.label),
        Text(adding_up(by_source, facts.total), soft=True),
    ]
    if reports:
        found = facts.split("melder")
        blocks += [
            split_table(
                facts,
                "melder",
                "Meldingen naar organisatie",
                "Organisatie",
                lambda name: name or "Niet vermeld",
            ),
            Text(adding_up(found, reports), soft=True),
        ]
    return Section("Eigen constatering en meldingen", tuple(blocks))


def _time(facts: Facts) -> Section:
    return Section(
        "Per maand en per week",
        (
            split_table(facts, "maand", "Activeringen per maand", "Maand", dutch.month),
            Text(adding_up(facts.split("maand"), facts.total), soft=True),
            _picture(facts, "weeks", 230),
            Text("Een week die maar deels in de periode valt, is gearceerd.", soft=True),
        ),
    )


def _regions(facts: Facts) -> Section:
    return Section(
        "Per veiligheidsregio",
        (
            _picture(facts, "map", 585),
            split_table(facts, "region", "Activeringen per veiligheidsregio", "Regio", None),
            Text(f"Optelling: {sentence(reconcile(facts.tally))}.", soft=True),
        ),
    )


def _sizes(facts: Facts) -> Section:
    found = facts.compared
    return Section(
        "Regio’s vergeleken naar omvang",
        (
            Text(f"{found.denominator.definition} {summarise_density(found)}"),
            _picture(facts, "ranking", 500),
            Text(read_ranking(found), soft=True),
        ),
    )


def _sectors(facts: Facts) -> Section:
    found = facts.split("sector")
    names = load_boundaries().regions["name"].to_dict()
    return Section(
        "Per sector",
        (
            Text(summarise_sectors(facts.sectors, names)),
            _picture(facts, "sectors", 210),
            split_table(facts, "sector", "Activeringen per sector", "Sector", None),
            Text(adding_up(found, facts.total), soft=True),
            outbreak_table(facts),
            Text(
                "Een uitbraak is een activering vanwege vastgestelde besmettingen. Het interval is dat van"
                " het aandeel, bij 95%: zo veel ruimte laten aantallen van deze grootte.",
                soft=True,
            ),
        ),
    )


def _list(facts: Facts) -> Section:
    return Section(
        "Lijst van activeringen",
        (Text(f"{facts.counted.capitalize()}, op volgorde van de dag van activering."), list_table(facts)),
        lying=True,
    )


def _words(facts: Facts) -> Section:
    terms: tuple[tuple[Vocabulary, str], ...] = (
        (TYPES, "Type"),
        (THEMES, "Thema"),
        (SOURCES, "Bron"),
        (RESULTS, "Resultaat"),
    )
    meanings = [(f"{kind}: {term.nl.lower()}", term.meaning) for words, kind in terms for term in words.terms]
    figures = [(one.label, one.definition) for one in FIGURES if one.code in _KEY_FIGURES]
    return Section(
        "Herkomst en begrippen",
        (
            Table(
                "Herkomst van de cijfers",
                ("Onderdeel", "Inhoud"),
                tuple(facts.colophon(SLUG).described()),
                (2, 5),
                numbers=2,
            ),
            Table("Begrippen", ("Begrip", "Betekenis"), (*figures, *meanings), (2, 5), numbers=2),
        ),
    )


def _picture(facts: Facts, what: str, height: float) -> Picture:
    told = f"{SUBJECTS[what].label}: {SUBJECTS[what].title(facts)}. De cijfers staan in de tabellen."
    return Picture(draw_alone(facts, what, _WIDTH, height), _WIDTH, height, told)

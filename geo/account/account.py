"""What the *verantwoording* tells, from the figures of a selection: those of the screen, and they add up."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geo import dutch
from geo.access import OF_ZONE
from geo.account.asked import SLUG
from geo.account.blocks import Account, Picture, Section, Table, Text
from geo.account.listed import list_table
from geo.account.splitting import adding_up, outbreak_table, split_table
from geo.areas import load_boundaries
from geo.drawings import SUBJECTS, draw_alone
from geo.language import mark, plural, say
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
from geo.vocabulary import RESULTS, SOURCES, THEMES, TYPES, of_type, within

if TYPE_CHECKING:
    from geo.account.blocks import Block
    from geo.drawings import Facts
    from geo.vocabulary import Vocabulary

TITLE = mark("Verantwoording Samenwerkingsplatform Arbeidsmigranten en COVID-19")
_WIDTH = 495.0  # points of the text on a page of A4
_KEY_FIGURES = ("total", *TYPES.codes, "integral", "enforced", "closures")


def make_account(facts: Facts) -> Account:
    """Return the whole report of a selection; of one without activations it says so, with zeros."""
    snapshot = facts.snapshot
    parts = (_summary, _kinds, _themes, _results, _sources, _time, _regions, _sizes, _sectors, _list, _words)
    short = [say("Verantwoording"), say("FICTIEVE GEGEVENS") if snapshot.demo else ""]
    version = say("versie {version}", version=snapshot.version)
    return Account(
        say(TITLE),
        (
            facts.period or say("Geen gegevens in deze periode"),
            facts.filters,
            facts.stands,
            facts.audience,
        ),
        facts.invented,
        tuple(part(facts) for part in parts if facts.viewer.audience != OF_ZONE or part is not _sizes),
        " · ".join(filter(None, (*short, facts.viewer.label, facts.period, version))),
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
        say("Samenvatting"),
        (
            Text(summarise(facts.tally, load_boundaries().regions["name"])),
            Table(
                say("Kerncijfers"),
                (say("Cijfer"), say("Aantal"), say("Aandeel"), say("Wat het telt")),
                rows,
                (2, 0.8, 0.8, 4),
            ),
            Text(say("Waar de activeringen liggen: {sum}.", sum=sentence(reconcile(facts.tally))), soft=True),
        ),
    )


def _kinds(facts: Facts) -> Section:
    whole = split_whole(facts.chosen)
    numbers = [whole[code] for code in TYPES.codes]
    told = " + ".join(
        f"{dutch.number(number)} {of_type(code, number)}"
        for number, code in zip(numbers, TYPES.codes, strict=True)
    )
    return Section(
        say("Preventief en repressief"),
        (
            *(Text(_pair(term.label, term.meaning)) for term in TYPES.terms),
            Text(
                say(
                    "Optelling: {parts} = {total} activeringen.", parts=told, total=dutch.number(sum(numbers))
                ),
                soft=True,
            ),
        ),
    )


def _themes(facts: Facts) -> Section:
    note = theme_type_matrix(facts.tally).note
    found = split_table(facts, "thema", say("Activeringen per thema"), say("Thema"), THEMES.label)
    rest = note or adding_up(facts.split("thema"), facts.total)
    return Section(say("Thema’s"), (found, Text(rest, soft=True)))


def _results(facts: Facts) -> Section:
    whole = split_whole(facts.chosen)
    share = f" ({dutch.percent(whole['integral'], facts.total)})" if facts.total else ""
    led = plural(
        "{integral} van {activations} leidde tot integrale inzet: meerdere organisaties traden samen op. Het"
        " resultaat is het zwaarste van een activering.",
        "{integral} van {activations} leidden tot integrale inzet: meerdere organisaties traden samen op. Het"
        " resultaat is het zwaarste van een activering.",
        whole["integral"],
        integral=dutch.number(whole["integral"]),
        activations=f"{facts.counted}{share}",
    )
    return Section(
        say("Integrale inzet en resultaten"),
        (
            Text(led),
            split_table(
                facts, "resultaat", say("Activeringen per resultaat"), say("Resultaat"), result_label
            ),
            Text(adding_up(facts.split("resultaat"), facts.total), soft=True),
            split_table(facts, "organisatie", say("Organisaties die optraden"), say("Organisatie"), None),
            Text(
                say(
                    "Bij een activering kunnen meer organisaties optreden; de rijen tellen daarom niet op tot"
                    " het totaal, dat elke activering één keer telt."
                ),
                soft=True,
            ),
        ),
    )


def result_label(code: str) -> str:
    """Return what a result is called, that there is none yet included."""
    return say("Nog geen resultaat") if code == "lopend" else RESULTS.label(code)


def _sources(facts: Facts) -> Section:
    by_source = facts.split("bron")
    reports = int(by_source["total"].get("melding", 0))
    blocks: list[Block] = [
        split_table(facts, "bron", say("Activeringen naar bron"), say("Bron"), SOURCES.label),
        Text(adding_up(by_source, facts.total), soft=True),
    ]
    if reports:
        found = facts.split("melder")
        blocks += [
            split_table(
                facts,
                "melder",
                say("Meldingen naar organisatie"),
                say("Organisatie"),
                lambda name: name or say("Niet vermeld"),
            ),
            Text(adding_up(found, reports), soft=True),
        ]
    return Section(say("Eigen constatering en meldingen"), tuple(blocks))


def _time(facts: Facts) -> Section:
    return Section(
        say("Per maand en per week"),
        (
            split_table(facts, "maand", say("Activeringen per maand"), say("Maand"), dutch.month),
            Text(adding_up(facts.split("maand"), facts.total), soft=True),
            _picture(facts, "weeks", 230),
            Text(say("Een week die maar deels in de periode valt, is gearceerd."), soft=True),
        ),
    )


def _regions(facts: Facts) -> Section:
    return Section(
        say("Per veiligheidsregio"),
        (
            _picture(facts, "map", 585),
            split_table(facts, "region", say("Activeringen per veiligheidsregio"), say("Regio"), None),
            Text(say("Optelling: {sum}.", sum=sentence(reconcile(facts.tally))), soft=True),
        ),
    )


def _sizes(facts: Facts) -> Section:
    """Compare the regions with the country, which who sees a zone alone cannot."""
    found = facts.compared
    return Section(
        say("Regio’s vergeleken naar omvang"),
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
        say("Per sector"),
        (
            Text(summarise_sectors(facts.sectors, names)),
            _picture(facts, "sectors", 210),
            split_table(facts, "sector", say("Activeringen per sector"), say("Sector"), None),
            Text(adding_up(found, facts.total), soft=True),
            outbreak_table(facts),
            Text(
                say(
                    "Een uitbraak is een activering vanwege vastgestelde besmettingen. Het interval is dat"
                    " van het aandeel, bij 95%: zo veel ruimte laten aantallen van deze grootte."
                ),
                soft=True,
            ),
        ),
    )


def _list(facts: Facts) -> Section:
    return Section(
        say("Lijst van activeringen"),
        (
            Text(say("{activations}, op volgorde van de dag van activering.", activations=facts.counted)),
            list_table(facts),
        ),
        lying=True,
    )


def _words(facts: Facts) -> Section:
    terms: tuple[tuple[Vocabulary, str], ...] = (
        (TYPES, say("Type")),
        (THEMES, say("Thema")),
        (SOURCES, say("Bron")),
        (RESULTS, say("Resultaat")),
    )
    meanings = [
        (_pair(kind, within(term.label)), term.meaning) for words, kind in terms for term in words.terms
    ]
    figures = [(one.label, one.definition) for one in FIGURES if one.code in _KEY_FIGURES]
    return Section(
        say("Herkomst en begrippen"),
        (
            Table(
                say("Herkomst van de cijfers"),
                (say("Onderdeel"), say("Inhoud")),
                tuple(facts.colophon(SLUG).described()),
                (2, 5),
                numbers=2,
            ),
            Table(
                say("Begrippen"), (say("Begrip"), say("Betekenis")), (*figures, *meanings), (2, 5), numbers=2
            ),
        ),
    )


def _pair(label: str, value: str) -> str:
    return say("{label}: {value}", label=label, value=value)


def _picture(facts: Facts, what: str, height: float) -> Picture:
    told = say(
        "{drawing}: {title}. De cijfers staan in de tabellen.",
        drawing=SUBJECTS[what].label,
        title=SUBJECTS[what].title(facts),
    )
    return Picture(draw_alone(facts, what, _WIDTH, height), _WIDTH, height, told)

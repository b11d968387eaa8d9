"""``python -m geo import FILE``: a file checked row by row, and stored when nothing in it is wrong."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from geo import files, imports
from geo.areas import SYSTEM_CODES, geocoder
from geo.commands.history import tame
from geo.commands.in_file import read_given
from geo.commands.options import (
    WELL,
    WRONG,
    Command,
    Parser,
    print_json,
    print_table,
    warn_of_demo,
)
from geo.commands.person import add_who, desk
from geo.dutch import listed
from geo.errors import RecordsError
from geo.files import LABELS
from geo.imports import (
    BY_ROW,
    DATE_ORDERS,
    DECIMAL_SIGNS,
    DECISIONS,
    FAULTY,
    OTHER,
    STATUS_LABELS,
    ImportChoices,
)
from geo.language import mark, plural, say
from geo.plain_text import show
from geo.records import TABLES, Report
from geo.settings import settings
from geo.spelling import plain
from geo.vocabulary import within

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterator

    from geo.imports import Checked, Offered, Plan
    from geo.records import Problem
    from geo.store import Written

SHOWN = 50  # problems that are printed; JSON has them all


def _prepare(parser: Parser) -> None:
    add = parser.add_argument
    add(
        "file",
        type=Path,
        metavar=say("BESTAND"),
        help=say("{kinds}; de inhoud bepaalt welk", kinds=", ".join(LABELS)),
    )
    add("--table", choices=list(TABLES), help=say("welke tabel; anders blijkt het uit de kopregel"))
    add(
        "--sheet",
        "--layer",
        dest="part",
        default="",
        metavar=say("NAAM"),
        help=say("welk werkblad of welke laag; anders wat het best past"),
    )
    add("--dry-run", action="store_true", help=say("controleer alleen, sla niets op"))
    add(
        "--skip-faulty",
        action="store_true",
        help=say("sla de goede rijen op, ook als er rijen met fouten zijn"),
    )
    add(
        "--faulty",
        type=Path,
        metavar=say("UIT"),
        help=say("bewaar de rijen met fouten in dit bestand, met uitleg"),
    )
    add(
        "--map",
        action="append",
        default=[],
        metavar=say("KOP=VELD"),
        help=say("neem een kolom als dit veld; 'kop=' bewaart hem in de toelichting; vaker te gebruiken"),
    )
    add(
        "--ignore",
        action="append",
        default=[],
        metavar=say("KOP"),
        help=say("lees of bewaar een kolom niet; vaker te gebruiken"),
    )
    add(
        "--dates",
        choices=DATE_ORDERS,
        default="",
        help=say("lees datums zo; anders blijkt het uit het bestand"),
    )
    add("--decimals", choices=list(DECIMAL_SIGNS), default="", help=say("het decimale teken van de getallen"))
    add(
        "--crs",
        choices=[*SYSTEM_CODES, BY_ROW],
        default="",
        metavar=say("STELSEL"),
        help=say(
            "reken coördinaten in meters om naar graden: {systems}, of {by_row}",
            systems=", ".join(SYSTEM_CODES),
            by_row=BY_ROW,
        ),
    )
    add("--prefix", default="", metavar=say("TEKST"), help=say("zet dit voor elk kenmerk, zoals VRLN-"))
    add(
        "--same-key",
        choices=DECISIONS,
        default="",
        help=say("wat te doen met rijen waarvan het kenmerk al van een ander record is"),
    )
    add_who(parser)
    add(
        "--why",
        default="",
        metavar=say("TEKST"),
        help=say("waarom; verplicht als van een activering het type verandert"),
    )


def _import(given: argparse.Namespace, _: Parser) -> int:
    table = TABLES[given.table] if given.table else None
    offered = imports.read_file(read_given(given.file), given.file.name, table, part=given.part)
    here = desk(given)
    choices = replace(
        _choices(offered, given.map, given.ignore),
        dates=given.dates,
        decimals=given.decimals,
        crs=given.crs,
        prefix=given.prefix,
    )
    checked = imports.check(offered, None, choices, store=here, geocoder=geocoder(settings()))
    planned = imports.plan(checked, here)
    faulty = planned.counts[FAULTY]
    written = None
    undecided = bool(planned.counts[OTHER]) and not given.same_key
    if not (given.dry_run or undecided) and (given.skip_faulty or not faulty):
        written = imports.write(
            planned,
            here,
            here.actor.name,
            given.why,
            skip_faulty=given.skip_faulty,
            same_key=given.same_key,
        )
    if written:
        warn_of_demo("import", here.snapshot())
    if given.faulty and faulty:
        _save(given.faulty, imports.faulty_rows(planned.checked)[0])
    if given.json:
        print_json(_members(planned, written))
    else:
        _print(planned, written, undecided=undecided)
    return WRONG if faulty or undecided else WELL


def _choices(offered: Offered, mapped: list[str], left_out: list[str]) -> ImportChoices:
    """Return what was chosen: ``KOP=VELD`` each, by the name of a field or its header; and headers alone."""
    by_label = {plain(label): target for target, label in files.targets(offered.table).items()}
    columns: dict[str, str | None] = {}
    for text in mapped:
        header, _, wanted = text.rpartition("=") if "=" in text else (text, "", "")
        target = by_label.get(plain(wanted), wanted.strip())
        columns[_header(offered, header)] = target or None
    columns |= {_header(offered, header): files.LEFT_OUT for header in left_out}
    return ImportChoices.of_columns(columns)


def _header(offered: Offered, typed: str) -> str:
    """Return the header that somebody typed, capitals and accents aside; RecordsError when there is none."""
    found = [header for header in offered.matching if header == typed.strip()]
    found = found or [header for header in offered.matching if plain(header) == plain(typed)]
    if len(found) != 1:
        raise RecordsError(
            say(
                "het bestand heeft geen kolom {column}; wel: {columns}.",
                column=repr(typed),
                columns=", ".join(offered.matching),
            )
        )
    return found[0]


def _save(file: Path, content: bytes) -> None:
    try:
        file.write_bytes(content)
    except OSError as fault:
        raise RecordsError(
            say("{file} kan niet geschreven worden: {fault}.", file=file, fault=fault.strerror)
        ) from fault


def _members(planned: Plan, written: Written | None) -> dict[str, Any]:
    checked = planned.checked
    return {
        "file": checked.offered.name,
        "type": checked.offered.kind.label,
        "table": checked.table.name,
        "facts": list(checked.offered.facts),
        "part": checked.offered.sheet.part,
        "parts": list(checked.offered.sheet.parts),
        "columns": checked.matching,
        "judged": list(checked.verdicts.told),
        "kept_in_note": list(checked.kept),
        "left_out": list(checked.left_out),
        "located": checked.located,
        "counts": planned.counts,
        "other_records": planned.rows(OTHER),
        "edits": planned.edits.to_dict("records"),
        "emptied": planned.emptied,
        "problems": [problem._asdict() for problem in checked.problems],
        "written": written is not None,
        "change": written.change.id if written and written.change else None,
    }


_RARE = (OTHER, "emptied")
"""What becomes of a row so rarely that it is told only where it does."""


def _print(planned: Plan, written: Written | None, *, undecided: bool) -> None:
    checked = planned.checked
    rows = [
        (say("Bestand"), tame(checked.offered.name)),
        (say("Gelezen als"), "; ".join(map(tame, checked.offered.facts))),
        (say("Tabel"), within(checked.table.label)),
        (say("Kolommen"), tame(", ".join(_columns(checked)))),
    ]
    rows += [(say("Beoordeeld"), tame(told)) for told in _judged(checked)]
    if checked.kept:
        rows.append((say("In de toelichting"), tame(", ".join(checked.kept))))
    if checked.left_out:
        rows.append((say("Niet opgenomen"), tame(", ".join(checked.left_out))))
    rows.append((say("Locaties"), checked.places))
    print_table(rows)
    told = {status: count for status, count in planned.counts.items() if count or status not in _RARE}
    print_table(
        [
            (say("Rijen {status}", status=say(STATUS_LABELS[status])), str(count))
            for status, count in told.items()
        ]
    )
    for line in (*_other_lines(planned), *_edit_lines(planned)):
        print(line)
    for line in _problem_lines(checked.problems):
        print(line)
    print(_outcome(planned, written, undecided=undecided))


def _judged(checked: Checked) -> Iterator[str]:
    """Return how the cells were read, each with the option that reads them otherwise."""
    verdicts = checked.verdicts
    for option, verdict, other in (
        ("--dates", verdicts.dates, "|".join(DATE_ORDERS)),
        ("--decimals", verdicts.decimals, "|".join(DECIMAL_SIGNS)),
        ("--crs", verdicts.crs, verdicts.crs.value),
    ):
        if verdict.told:
            yield f"{verdict.told} ({option} {other})" if verdict.is_open else verdict.told


def _other_lines(planned: Plan) -> Iterator[str]:
    """Return the rows with the reference of another record, and what can be done."""
    rows = planned.rows(OTHER)
    if not rows:
        return
    yield say(
        "Zelfde kenmerk, iets anders ({fields}): {count}.",
        fields=imports.told_apart(planned.checked.table),
        count=len(rows),
    )
    references = planned.checked.frame["reference"].loc[rows[:SHOWN]].to_dict()
    for row in rows[:SHOWN]:
        yield tame(say("rij {row}  {reference}", row=row, reference=references[row]))
    prefix = imports.offered_prefix(planned.checked) or "VRXX-"
    yield say(
        "Kies --prefix {prefix} (of een ander), of --same-key {decisions}.",
        prefix=prefix,
        decisions=listed(DECISIONS, say("of")),
    )


def _columns(checked: Checked) -> Iterator[str]:
    called = files.targets(checked.table)
    for header, target in checked.matching.items():
        if target:
            yield header if called[target] == header else f"{header} → {called[target]}"


def _problem_lines(problems: tuple[Problem, ...]) -> Iterator[str]:
    """Return the problems, aligned, the errors before the warnings; how many more there are is told."""
    told = Report(problems).errors_first().problems
    cells = [
        (
            say("bestand") if problem.row is None else say("rij {row}", row=problem.row),
            say(problem.severity),
            tame(problem.column),
            tame(f"{problem.value!r}: " * bool(problem.value) + f"{problem.what}; {problem.mend}"),
        )
        for problem in told[:SHOWN]
    ]
    widths = [max((len(row[place]) for row in cells), default=0) for place in range(3)]
    for row in cells:
        yield "  ".join([*(text.ljust(width) for text, width in zip(row[:3], widths, strict=True)), row[3]])
    if len(told) > SHOWN:
        left = Counter(problem.severity for problem in told[SHOWN:])
        yield say(
            "… en {errors} fouten en {warnings} waarschuwingen meer; zie --json.",
            errors=left["fout"],
            warnings=left["waarschuwing"],
        )


def _edit_lines(planned: Plan) -> Iterator[str]:
    """Return each field that changes, old → new, and which columns lose something."""
    edits = planned.edits
    for edit in edits.head(SHOWN).itertuples():
        before, after = (show(str(text)) or say("(leeg)") for text in (edit.before, edit.after))
        yield tame(
            say(
                "rij {row}  {reference}  {column}: {before} → {after}",
                row=edit.row,
                reference=edit.reference,
                column=edit.column,
                before=before,
                after=after,
            )
        )
    if len(edits) > SHOWN:
        yield say("… en {count} velden meer; zie --json.", count=len(edits) - SHOWN)
    if planned.emptied:
        counts = ", ".join(f"{header} ({count})" for header, count in planned.emptied.items())
        yield say("Leeggemaakt: {columns}.", columns=counts)


def _outcome(planned: Plan, written: Written | None, *, undecided: bool) -> str:
    if written is None:
        if undecided and not planned.counts[FAULTY]:
            return say("Niets opgeslagen: er zijn kenmerken die al van een ander record zijn.")
        faulty = planned.counts[FAULTY]
        if not faulty:
            return say("Niets opgeslagen (--dry-run).")
        return plural(
            "Niets opgeslagen: {count} rij heeft fouten; --skip-faulty slaat de andere op.",
            "Niets opgeslagen: {count} rijen hebben fouten; --skip-faulty slaat de andere op.",
            faulty,
            count=faulty,
        )
    if written.change is None:
        return say("Er was niets nieuws: de database is niet veranderd.")
    return say(
        "Opgeslagen als wijziging {change}, door {who}.",
        change=written.change.id,
        who=tame(written.change.who),
    )


IMPORT = Command(
    "import",
    mark("Lees een bestand in, na controle van elke rij."),
    _import,
    _prepare,
    absent=lambda given: "demo" if given.dry_run else "make",
)

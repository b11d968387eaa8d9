"""The sheets that explain the first one: what its columns, words and codes mean, and where it came from."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geo.areas import load_boundaries
from geo.files import Worksheet, fields_of
from geo.language import mark, say
from geo.picture import FIGURES, MEASURES, STATES

if TYPE_CHECKING:
    from collections.abc import Iterator

    from geo.exports.colophon import Colophon
    from geo.files import Content

_HEADERS = (mark("onderdeel"), mark("naam"), mark("verplicht"), mark("regel"), mark("betekenis"))


def definition_sheet(*contents: Content) -> Worksheet:
    """Return the sheet that says what each column, word and figure means."""
    rows = [*(row for content in contents for row in _columns(content)), *_figures()]
    return Worksheet(say("definities"), fields_of(tuple(map(say, _HEADERS)), rows))


def _columns(content: Content) -> Iterator[tuple[str, ...]]:
    yes, no, kind = say("ja"), say("nee"), say("kolom")
    for field in content.fields:
        yield kind, field.header, yes if field.required else no, field.rule, field.meaning
    for field in content.fields:
        kind = say("woord bij '{column}'", column=field.header)
        for term in field.vocabulary.terms if field.vocabulary else ():
            yield kind, term.code, "", term.label, term.meaning


def _figures() -> Iterator[tuple[str, ...]]:
    for figure in FIGURES:
        yield say("kerncijfer"), figure.label, "", "", figure.definition
    for measure in MEASURES:
        yield say("maat"), measure.label, "", measure.unit, measure.definition
    for state in STATES:
        yield say("toestand van een maat"), state.code, "", "", state.meaning


def provenance_sheet(*colophons: Colophon) -> Worksheet:
    """Return the sheet that says of which selection and which moment the file is, and how it adds up."""
    rows = [row for colophon in colophons for row in colophon.described()]
    return Worksheet(say("selectie"), fields_of((say("onderdeel"), say("inhoud")), rows))


def area_sheet() -> Worksheet:
    """Return the sheet with the codes of the regions and municipalities, and their names."""
    held = load_boundaries()
    region, municipality = say("veiligheidsregio"), say("gemeente")
    rows = [(region, str(code), name, "") for code, name in held.regions["name"].items()]
    rows += [
        (municipality, str(code), row["name"], row["region"]) for code, row in held.municipalities.iterrows()
    ]
    return Worksheet(say("gebieden"), fields_of((say("soort"), say("code"), say("naam"), region), rows))

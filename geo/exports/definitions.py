"""The sheets that explain the first one: what its columns, words and codes mean, and where it came from."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geo.areas import load_boundaries
from geo.files import Worksheet, fields_of
from geo.picture import FIGURES, MEASURES, STATES

if TYPE_CHECKING:
    from collections.abc import Iterator

    from geo.exports.colophon import Colophon
    from geo.files import Content

_HEADERS = ("onderdeel", "naam", "verplicht", "regel", "betekenis")


def definition_sheet(content: Content) -> Worksheet:
    """Return the sheet that says what each column, word and figure means."""
    return Worksheet("definities", fields_of(_HEADERS, list(_rows(content))))


def _rows(content: Content) -> Iterator[tuple[str, ...]]:
    for field in content.fields:
        yield "kolom", field.header, "ja" if field.required else "nee", field.rule, field.meaning
    for field in content.fields:
        for term in field.vocabulary.terms if field.vocabulary else ():
            yield f"woord bij '{field.header}'", term.code, "", term.nl, term.meaning
    for figure in FIGURES:
        yield "kerncijfer", figure.label, "", "", figure.definition
    for measure in MEASURES:
        yield "maat", measure.label, "", measure.unit, measure.definition
    for state in STATES:
        yield "toestand van een maat", state.code, "", "", state.meaning


def provenance_sheet(colophon: Colophon) -> Worksheet:
    """Return the sheet that says of which selection and which moment the file is, and how it adds up."""
    return Worksheet("selectie", fields_of(("onderdeel", "inhoud"), colophon.described()))


def area_sheet() -> Worksheet:
    """Return the sheet with the codes of the regions and municipalities, and their names."""
    held = load_boundaries()
    rows = [("veiligheidsregio", str(code), name, "") for code, name in held.regions["name"].items()]
    rows += [
        ("gemeente", str(code), row["name"], row["region"]) for code, row in held.municipalities.iterrows()
    ]
    return Worksheet("gebieden", fields_of(("soort", "code", "naam", "veiligheidsregio"), rows))

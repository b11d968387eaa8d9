"""What the code says, found in the code itself, and the catalogues that hold it in other languages.

pybabel's own extractor reads tokens and so misses, before Python 3.12, what is said inside an f-string.
"""

from __future__ import annotations

import ast
import re
from typing import TYPE_CHECKING

from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po, write_po

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from pathlib import Path

# the functions whose texts are translated, and which of their arguments those are
KEYWORDS: Mapping[str, tuple[int, ...]] = {"say": (0,), "mark": (0,), "plural": (0, 1), "counted": (1, 2)}

Text = tuple[str, ...]
"""One text, or the two forms that go with a number."""


def collected(files: Iterable[Path]) -> dict[Text, str]:
    """Return each text that is said in files of Python, with a place, such as ``a.py:12``.

    A text that is also one of two forms is in those: a catalogue has one entry for it.
    """
    found: dict[Text, str] = {}
    for file in files:
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call):
                for text in _texts(node):
                    found.setdefault(text, f"{file}:{node.lineno}")
    one = {text[:1] for text in found if len(text) > 1}
    return {text: place for text, place in found.items() if text not in one}


def read(file: Path) -> dict[Text, Text]:
    """Return what a catalogue says of each text; what is fuzzy or empty in it says nothing."""
    with file.open("rb") as content:
        catalogue = read_po(content)
    return {
        _tuple(message.id): _tuple(message.string)
        for message in catalogue
        if message.id and message.string and all(_tuple(message.string)) and not message.fuzzy
    }


def write(file: Path, language: str, said: Mapping[Text, Text]) -> None:
    """Write a catalogue, its texts in alphabetical order; what is empty in it waits for a translation."""
    catalogue = Catalog(locale=language, fuzzy=False)
    set_right = _glued if language == "fr" else str
    for text in sorted(said):
        forms = tuple(map(set_right, said[text]))
        catalogue.add(*((text, forms) if len(text) > 1 else (text[0], forms[0])))
    with file.open("wb") as content:
        write_po(content, catalogue, omit_header=True, no_location=True, width=110)


def _glued(text: str) -> str:
    """Return a French text with its signs kept on the line of their word: a space that does not break."""
    text = re.sub(r"(?<=\S) ([;:?!»%])(?![\w/-])", "\N{NO-BREAK SPACE}\\1", text)
    return text.replace("« ", "«\N{NO-BREAK SPACE}")


def _texts(call: ast.Call) -> Iterator[Text]:
    name = getattr(call.func, "attr", None) or getattr(call.func, "id", "")
    places = KEYWORDS.get(str(name), ())
    if places and len(call.args) > places[-1]:
        forms = [list(_constants(call.args[place])) for place in places]
        yield from zip(*forms, strict=True)


def _constants(node: ast.expr) -> Iterator[str]:
    """Yield a text that stands there, or both of a choice."""
    if isinstance(node, ast.IfExp):
        yield from (*_constants(node.body), *_constants(node.orelse))
    elif isinstance(node, ast.Constant) and isinstance(node.value, str):
        yield node.value


def _tuple(text: object) -> Text:
    return tuple(text) if isinstance(text, list | tuple) else (str(text),)

"""The page every address starts from: Streamlit's own, with our language and title on it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from geo.language import LANGUAGES, current, mark, reading, say

if TYPE_CHECKING:
    from pathlib import Path

    from serving.first_screen import FirstScreen

TITLE = mark("Operationeel beeld arbeidsmigranten")
_NO_SCRIPT = "<noscript><p>{}</p></noscript>"


def own_documents(streamlit: Path, first: FirstScreen) -> dict[str, str]:
    """Return the document in each language that we have, by its code."""
    found = {}
    for code in LANGUAGES:
        with reading(code):
            found[code] = own_document(streamlit, first)
    return found


def own_document(streamlit: Path, first: FirstScreen) -> str:
    """Return the ``index.html`` in Streamlit's folder as ours, in the language of the reader.

    Its language is what screen readers and translators go by, its title what a tab, a bookmark or a shared
    link shows before the page itself has run. What is on the first screen is sent with the document, so that
    it is there at once and need not come with each run. The pointer to Streamlit's agent API goes: that API
    is closed.
    """
    index_html = (streamlit / "index.html").read_text(encoding="utf-8")
    changes = (
        (r'<html lang="\w+">', f'<html lang="{current()}">'),
        (r"<title>.*?</title>", f"<title>{say(TITLE)}</title>"),
        (
            r"<noscript>.*?</noscript>",
            _NO_SCRIPT.format(say("Zet JavaScript aan om dit dashboard te gebruiken.")),
        ),
        (r'<link rel="shortcut icon"[^>]*>\s*', ""),
        (r"</head>", f"{first.head()}</head>"),
        (r"<body>", f"<body>{first.body(say(TITLE))}"),
        (r'(?:<!--(?:(?!-->).)*-->\s*)?<link rel="service-desc"[^>]*>\s*', ""),
    )
    for pattern, replacement in changes:
        index_html = re.sub(pattern, replacement.replace("\\", r"\\"), index_html, flags=re.DOTALL)
    return index_html

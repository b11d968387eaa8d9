"""The page every address starts from: Streamlit's own, with our language and title on it."""

from __future__ import annotations

import re

_NO_SCRIPT = "<noscript><p>Zet JavaScript aan om dit dashboard te gebruiken.</p></noscript>"


def own_document(index_html: str, *, title: str, language: str = "nl") -> str:
    """Return Streamlit's ``index.html`` as ours.

    Its language is what screen readers and translators go by, its title what a tab, a bookmark or a shared
    link shows before the page itself has run. The pointer to Streamlit's agent API goes: that API is closed.
    """
    changes = (
        (r'<html lang="\w+">', f'<html lang="{language}">'),
        (r"<title>.*?</title>", f"<title>{title}</title>"),
        (r"<noscript>.*?</noscript>", _NO_SCRIPT),
        (r'(?:<!--(?:(?!-->).)*-->\s*)?<link rel="service-desc"[^>]*>\s*', ""),
    )
    for pattern, replacement in changes:
        index_html = re.sub(pattern, replacement, index_html, flags=re.DOTALL)
    return index_html

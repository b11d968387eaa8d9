"""The page every address starts from: Streamlit's own, with our language and title on it."""

from __future__ import annotations

import re

TITLE = "Operationeel beeld arbeidsmigranten"
_NO_SCRIPT = "<noscript><p>Zet JavaScript aan om dit dashboard te gebruiken.</p></noscript>"


def own_document(index_html: str, style: str, icon: str, script: str) -> str:
    """Return Streamlit's ``index.html`` as ours.

    Its language is what screen readers and translators go by, its title what a tab, a bookmark or a shared
    link shows before the page itself has run. ``style``, ``icon`` and ``script`` are addresses; sent with the
    document, they need not come with each run. The pointer to Streamlit's agent API goes: that API is closed.
    """
    changes = (
        (r'<html lang="\w+">', '<html lang="nl">'),
        (r"<title>.*?</title>", f"<title>{TITLE}</title>"),
        (r"<noscript>.*?</noscript>", _NO_SCRIPT),
        (r'<link rel="shortcut icon"[^>]*>', f'<link rel="icon" href="{icon}" type="image/svg+xml" />'),
        (
            r"</head>",
            f'<link rel="stylesheet" href="{style}" /><script defer src="{script}"></script></head>',
        ),
        (r'(?:<!--(?:(?!-->).)*-->\s*)?<link rel="service-desc"[^>]*>\s*', ""),
    )
    for pattern, replacement in changes:
        index_html = re.sub(pattern, replacement, index_html, flags=re.DOTALL)
    return index_html

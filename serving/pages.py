"""Which addresses are pages, and what is answered for all others: a real 404."""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING

from starlette.convertors import Convertor, register_url_convertor
from starlette.responses import HTMLResponse, RedirectResponse, Response
from starlette.routing import Route

from geo.language import reading, say
from serving.refused import known_to

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

    from starlette.requests import Request

_NOT_FOUND = """<!DOCTYPE html>
<html lang="{language}"><head><meta charset="utf-8"><title>{title}</title>
<meta name="viewport" content="width=device-width, initial-scale=1">
</head>
<body><main style="max-width: 36rem; margin: 3rem auto; padding: 0 1rem; font-family: system-ui, sans-serif">
<h1>{what}</h1>
<p>{advice}</p>
<p><a href="/">{home}</a></p></main></body></html>
"""


def _not_found(language: str) -> str:
    """Return the page that says there is none; our own words, so nothing in them is escaped."""
    with reading(language):
        return _NOT_FOUND.format(
            language=language,
            title=say("Niet gevonden"),
            what=say("Deze pagina bestaat niet"),
            advice=say("Controleer het adres; misschien is er bij het kopiëren een stuk weggevallen."),
            home=say("Naar het landelijk beeld"),
        )


def page_names(entry: Path) -> tuple[str, ...]:
    """Return the ``url_path`` of each page that the entry script names; the first page is at ``/``.

    The script is read and not run, since it only runs for a visitor: so there is one list of pages.
    """
    tree = ast.parse(entry.read_text(encoding="utf-8"))
    words = (node for node in ast.walk(tree) if isinstance(node, ast.keyword) and node.arg == "url_path")
    return tuple(str(word.value.value) for word in words if isinstance(word.value, ast.Constant))


class _Unknown(Convertor[str]):
    """Any path that Streamlit has no answer of its own for, but its first page."""

    regex = (
        r"(?!_stcore/\w|media/|component/|static/|auth/|oauth2callback(?:/|\?|$)|favicon\.png$)"
        r"[\s\S]+"
    )

    def convert(self, value: str) -> str:
        """Return the path as it is."""
        return value

    def to_string(self, value: str) -> str:
        """Return the path as it is."""
        return value


def page_routes(names: Iterable[str], documents: Mapping[str, str]) -> list[Route]:
    """Return the routes of the pages ``names`` and of the first one, then of every path that is none.

    ``documents`` has what every page starts from, by language: that of the link, else of the browser.
    """
    register_url_convertor("unknown", _Unknown())
    addresses = ["/", *(f"/{name}" for name in names)]

    async def page(request: Request) -> Response:
        asked = request.query_params.get("taal", "")
        document = documents.get(asked) or documents[known_to(request.scope)]
        return HTMLResponse(document, headers={"Cache-Control": "no-cache", "Vary": "Accept-Language"})

    async def no_page(request: Request) -> Response:
        meant = request.url.path.rstrip("/")
        if meant in addresses:
            query = request.url.query
            return RedirectResponse(f"{meant}?{query}" if query else meant)
        return HTMLResponse(
            _not_found(known_to(request.scope)), status_code=404, headers={"Cache-Control": "no-store"}
        )

    return [*(Route(address, page) for address in addresses), Route("/{path:unknown}", no_page)]

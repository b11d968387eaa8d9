"""A table of HTML: what a drawing shows, for those who read or hear it, and for print."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geo.charts.markup import element

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from markupsafe import Markup


def draw_table(
    header: Sequence[str], rows: Iterable[Sequence[str]], *, caption: str = "", numbers: bool = True
) -> Markup:
    """Return a table; the first cell of each row is its heading, cells may hold markup.

    An empty cell of the header is no heading.

    ``numbers`` puts the other cells to the right, so that they can be compared.
    """
    left = "text-align:left"
    side = "text-align:right" if numbers else left
    head = element(
        "tr",
        *(
            element(
                "th" if text else "td", text, scope="col" if text else None, style=side if place else left
            )
            for place, text in enumerate(header)
        ),
    )
    body = [
        element(
            "tr",
            element("th", first, scope="row", style=left),
            *(element("td", text, style=side) for text in others),
        )
        for first, *others in rows
    ]
    title = [element("caption", caption)] if caption else []
    return element("table", *title, element("thead", head), element("tbody", *body), class_="figures")

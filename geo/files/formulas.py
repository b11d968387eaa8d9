"""Text that a spreadsheet would run as a formula: disarmed in what we write, restored in what we read.

A cell of a CSV file that begins with one of ``= + - @`` is a formula to Excel and LibreOffice
(https://owasp.org/www-community/attacks/CSV_Injection). One apostrophe before it makes it text; reading takes
one away, so what was written comes back as it was. Only CSV needs this: XLSX tells text from formulas.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pandas as pd

_STARTS = (
    r"[=+\-@\t\r\uff1d\uff0b\uff0d\uff20]"  # the full-width signs are the same to Excel in some languages
)
_ARMED = rf"^('*{_STARTS})"
_DISARMED = rf"^'('*{_STARTS})"


def disarmed(texts: pd.Series) -> pd.Series:
    """Return text of which no cell is run as a formula; the inverse of ``restored``."""
    return texts.str.replace(_ARMED, r"'\1", regex=True)


def restored(texts: pd.Series) -> pd.Series:
    """Return text as it was before ``disarmed``; an apostrophe before anything else is left alone."""
    if not texts.str.startswith("'").any():
        return texts
    return texts.str.replace(_DISARMED, r"\1", regex=True)

"""``python -m geo.messages``: bring the catalogues up to date with the code, and tell what is left."""

from __future__ import annotations

import sys

from geo.language import LANGUAGES, MESSAGES, SOURCE
from geo.messages import collected, read, write

ROOT = MESSAGES.parent.parent


def main() -> int:
    """Write each catalogue anew; 1 when a text in it waits for its translation."""
    said = collected(
        file for package in ("geo", "pages", "serving") for file in ROOT.glob(f"{package}/**/*.py")
    )
    waiting = 0
    for code in LANGUAGES:
        if code == SOURCE:
            continue
        file = MESSAGES / f"{code}.po"
        known = read(file) if file.exists() else {}
        write(file, code, {text: known.get(text, ("",) * len(text)) for text in said})
        for text in sorted(said.keys() - known.keys()):
            print(f"{code}: {said[text]}: {text[-1]}")
            waiting += 1
    return int(waiting > 0)


sys.exit(main())

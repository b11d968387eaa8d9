"""Small counts by region that nobody may learn: which to withhold, so that subtracting gives none back.

What is withheld is taken out before anything is counted, so that it is in no sum of ours, of no selection.
What remains is somebody who knows the sum of all from elsewhere, and subtracts what is shown. So primary
suppression, by a threshold, is followed by secondary suppression, until what can be subtracted no longer
tells that a count is small.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping


def withhold(counts: Mapping[str, int], smallest: int) -> tuple[str, ...]:
    """Return the regions whose count is withheld: from 1 to under ``smallest``, and others to hide those.

    A region without any is told: zero is no secret. Besides the small ones the next in size are withheld,
    until there are two or more, and the largest that each of them can be, for who knows their sum and that
    none is zero, is ``smallest`` or more. Where that needs more regions than there are, all are withheld.
    Sorted; () without counts.

    >>> withhold({"a": 1, "b": 4, "c": 9, "d": 0}, smallest=3)
    ('a', 'b')
    """
    filled = sorted(
        (code for code, count in counts.items() if count > 0), key=lambda code: (counts[code], code)
    )
    small = [code for code in filled if counts[code] < smallest]
    if not small:
        return ()
    for taken in range(max(len(small), 2), len(filled) + 1):
        most = sum(counts[code] for code in filled[:taken]) - (taken - 1)
        if most >= smallest:
            return tuple(sorted(filled[:taken]))
    return tuple(sorted(filled))

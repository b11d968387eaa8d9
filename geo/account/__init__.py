"""The *verantwoording* of a period: the figures, maps and charts of a selection and its list, as a report.

Imports ``drawings`` and what is above it. ``account`` makes what is told, once; ``pdf`` and ``docx`` set it
as a file. Tested by reading every figure back out of both.
"""

from geo.account.asked import REPORTS, report
from geo.account.away import draw_away, made_here, make_away, report_away, warm_room

__all__ = ["REPORTS", "draw_away", "made_here", "make_away", "report", "report_away", "warm_room"]

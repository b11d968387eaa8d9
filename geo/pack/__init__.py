"""The pack to take home: the picture of a selection as drawings, tables and a map, in a ZIP for one audience.

Imports ``account`` and what is above it. Everything in it is made of one snapshot, so it says the same;
``page`` makes the map that opens from a disk, without network and without us. Tested by opening each file.
"""

from geo.pack.asked import NAMES, PLAIN, Wanted, pack
from geo.pack.away import pack_away

__all__ = ["NAMES", "PLAIN", "Wanted", "pack", "pack_away"]

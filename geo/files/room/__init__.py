"""A room of its own for work on what a stranger sent: a child process with limits, at most two at a time.

``run_in_room`` does a named function on bytes there. The child may use a gigabyte and a minute of the
processor, and writes no file; it is killed when whoever waits for it leaves, and whatever happens to it is
an error with a message, in the language of whoever asked. What comes back are bytes, bounded in size and
never unpickled: only those are believed that their reader has looked at.

Imports ``geo.errors`` and ``geo.language`` only. ``visit`` is the side of the server, ``doorman`` the helper
that makes the children, ``child`` what runs in them; ``tests/test_room.py`` does to it what a hostile file
would.
"""

from geo.files.room.child import Desk
from geo.files.room.helper import start_helper
from geo.files.room.visit import Progress, Room, run_in_room

__all__ = ["Desk", "Progress", "Room", "run_in_room", "start_helper"]

"""The commands that take records out of the store and bring them back; ``cli`` has the row of each."""

from geo.commands.cli import main

__all__ = [
    "main",
]

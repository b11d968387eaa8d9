"""The catalogues of what is said in other languages, and what the code says that has to be in them."""

from geo.messages.collected import KEYWORDS, Text, collected, read, write

__all__ = ["KEYWORDS", "Text", "collected", "read", "write"]

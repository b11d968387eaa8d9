"""Whom to tell about a hole in the security: ``/.well-known/security.txt`` (RFC 9116)."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

ADDRESS = "/.well-known/security.txt"
_GOOD_FOR = timedelta(days=180)  # the RFC advises less than a year; it is written anew at each question


def security_txt(contact: str, now: datetime | None = None) -> str:
    """Return the text for ``contact``, a ``mailto:`` or ``https:`` address, that expires in half a year."""
    expires = (now or datetime.now(UTC)) + _GOOD_FOR
    lines = (
        f"Contact: {contact}",
        f"Expires: {expires:%Y-%m-%dT00:00:00Z}",
        "Preferred-Languages: nl, en, de, fr",
    )
    return "\n".join(lines) + "\n"

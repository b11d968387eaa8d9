"""What kind of screen looks at the page."""

from __future__ import annotations

import streamlit as st


def is_phone() -> bool:
    """Whether it is a phone, as far as the server knows: from what the browser calls itself."""
    return "Mobi" in st.context.headers.get("User-Agent", "")

"""A day in a field is written as its reader writes it, and stays when the language changes."""

from __future__ import annotations

from datetime import date

import pytest
from streamlit.testing.v1 import AppTest

SCRIPT = """
import streamlit as st
from geo import language
from pages.parts import day_field
language.read_in(st.session_state.get("reads", "nl"))
day_field.draw("Dag", value=None, key="day", persist_state="session")
st.write(str(st.session_state["day"]))
"""


@pytest.mark.parametrize(("code", "written"), [("de", "DD.MM.YYYY"), ("fr", "DD/MM/YYYY")])
def test_a_day_stays_at_a_switch_of_language(code: str, written: str) -> None:
    app = AppTest.from_string(SCRIPT).run()
    app.date_input(key="day").set_value(date(2020, 9, 1)).run()
    app.session_state["reads"] = code
    app.run()
    assert app.date_input(key="day").proto.format == written
    assert app.markdown[0].value == "2020-09-01"

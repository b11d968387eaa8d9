"""The fields of the form as Streamlit has them, and an empty page to come from.

No map, no explanations, no rules and no records: what anybody pays who asks for as much on one page.
"""

import streamlit as st

from geo.records import ACTIVATIONS, TABLES
from geo.vocabulary import COUNTRIES

ASKED = [name for group in ACTIVATIONS.groups if not group.later for name in group.columns]
WHERE = ("place",)  # of the way to say where that the form begins with


def home() -> None:
    """Show nothing but a title."""
    st.title("Landelijk beeld")


def form() -> None:
    """Show the fields that a new activation begins with."""
    st.title("Registreren")
    st.segmented_control("Soort registratie", list(TABLES))
    st.segmented_control("Nieuw of bestaand", ["Nieuw", "Bestaand", "Ingetrokken"])
    st.segmented_control("Locatie aangeven", ["Kaart", "Gemeente", "Coördinaten", "Regio of land", "Geen"])
    for column in map(ACTIVATIONS.column, (*ASKED, *WHERE)):
        words = column.vocabulary or COUNTRIES
        if column.kind == "day":
            st.date_input(column.label, None)
        elif column.kind == "yes_no":
            st.pills(column.label, ["Ja", "Nee"])
        elif column.kind == "codes":
            st.pills(column.label, words.codes, selection_mode="multi")
        elif column.kind == "code" and len(words.codes) > 3:
            st.selectbox(column.label, words.codes, index=None)
        elif column.kind == "code":
            st.pills(column.label, words.codes)
        else:
            st.text_input(column.label)
    st.button("Meer invullen")
    st.text_input("Uw naam of functie")
    st.button("Wijzigingen ongedaan maken")
    st.button("Opslaan")


st.navigation(
    [
        st.Page(home, title="Landelijk beeld", default=True),
        st.Page(form, title="Registreren", url_path="registreren"),
    ]
).run()

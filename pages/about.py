import streamlit as st

from geo import vocabulary
from geo.areas import ATTRIBUTION, PLACES_ATTRIBUTION
from geo.language import mark, say
from geo.picture import MEASURES, STATES
from pages.parts import beginning, data, figures, given_table, markup

EXPLAINED = {
    mark("Type"): vocabulary.TYPES,
    mark("Thema"): vocabulary.THEMES,
    mark("Bron"): vocabulary.SOURCES,
    mark("Resultaat"): vocabulary.RESULTS,
    mark("Sector"): vocabulary.SECTORS,
    mark("Soort"): vocabulary.HOUSING_KINDS,
    mark("Oordeel"): vocabulary.VERDICTS,
}
LIMITS = (
    mark(
        "**Kleine aantallen.** Verdeel 56 activeringen door toeval over 25 even grote regio's, gemiddeld 2,2,"
        " en er zijn regio's met 0 en met 7. Bij elk cijfer per regio staat daarom zijn 95%-interval; een"
        " verschil heet pas een verschil als toeval het niet verklaart."
    ),
    mark(
        "**Niet alles heeft een plek.** Onder de kaart staat hoeveel activeringen op de kaart staan, hoeveel"
        " er geen locatie hebben en hoeveel er buiten Nederland liggen. Samen is dat altijd het totaal."
    ),
    mark(
        "**Precisie.** Wat alleen een plaats heeft, staat midden in die plaats; wat alleen een gemeente"
        " heeft, midden in die gemeente, beide met een open midden. De grenzen met België en Duitsland liggen"
        " meestal binnen 5 m, bijna overal binnen 30 m. Een punt in het water, binnen 1 km van een"
        " Nederlandse oever, hoort bij de dichtstbijzijnde gemeente. Op een gedeelde grens telt de laagste"
        " code."
    ),
    mark("**Indeling van 2020.** Veiligheidsregio's en gemeenten zoals ze op 1 januari 2020 waren."),
)
snapshot = data.snapshot()

st.title(say("Uitleg en bronnen"))
st.markdown(
    say(
        "Dit dashboard is het operationele beeld van het *Samenwerkingsplatform Arbeidsmigranten en"
        " COVID-19*: Inspectie SZW, NVWA, GGD, RIVM, veiligheidsregio's en LOT-C treden als één overheid op."
        " Het toont waar en waarom het platform is geactiveerd, met welk resultaat, en waar arbeidsmigranten"
        " wonen, ook net over de grens."
    )
)
if snapshot.demo:
    st.markdown(beginning.badge(snapshot))

st.header(say("Kerncijfers"))
figures.definitions()

st.header(say("Maten op de kaart"))
st.markdown("\n\n".join(f"**{one.label}** — {one.definition}" for one in MEASURES))
st.markdown(say("Deze toestanden zijn verschillende dingen, op de kaart en in bestanden:"))
st.markdown("\n".join(f"- **{state.label}** — {state.meaning}" for state in STATES))
st.markdown(
    say(
        "De klassen van een maat komen uit alle gegevens samen. Een kleur betekent daarom hetzelfde, wat er"
        " ook gefilterd is. Een klasse loopt van haar ondergrens tot aan de volgende: een waarde op de grens"
        " hoort bij de hogere klasse."
    )
)

st.header(say("Begrippen"))
for title, words in EXPLAINED.items():
    with st.expander(say(title)):
        st.markdown("\n\n".join(f"**{term.label}** — {term.meaning}" for term in words.terms))

st.header(say("Wie ziet wat"))
markup.show(given_table.draw())

st.header(say("Grenzen van de gegevens"))
st.markdown("\n".join(f"- {say(limit)}" for limit in LIMITS))

st.header(say("Bronnen"))
st.markdown(f"{say(ATTRIBUTION)} {say(PLACES_ATTRIBUTION)}")

import streamlit as st

from geo import dutch
from geo.language import say
from pages.parts import access_list, viewing

st.title(say("Toegang"), anchor=False)
standing = viewing.store().grants.standing()
st.caption(
    say(
        "{accounts} met toegang. Een account is wat de inlogdienst van iemand zegt: uitgever en sub.",
        accounts=dutch.counted(len(standing), "account", "accounts"),
    )
)
access_list.outcome()
access_list.show(standing)
access_list.give()
if viewing.may("audit"):
    access_list.events()

"""The form in a session of its own, for tests: open it, fill it in, press, and read what it says."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from geo import store
from geo.records import ACTIVATIONS, TABLES
from geo.store import Intent
from tests.toy_pages import opened

if TYPE_CHECKING:
    from streamlit.testing.v1 import AppTest
    from streamlit.testing.v1.element_tree import Element

    from geo.records import Table

FILLED: dict[str, Any] = {
    "type": "preventief",
    "themes": ["wonen"],
    "source": "melding",
    "sector": "vlees",
    "integral": "nee",
    "activated_on": date(2020, 10, 1),
    "lat": "51,37",
    "lon": "6,17",
}


def register(**state: object) -> AppTest:
    """Open the page in a session of its own."""
    return opened("register.py", state)


def existing(reference: str, table: Table = ACTIVATIONS) -> AppTest:
    return register(
        record_table=table.name, record_mode="Bestaand", **{f"record_chosen_{table.name}": reference}
    )


def key(app: AppTest, name: str) -> str:
    table = TABLES[app.session_state["record_table"]]
    new = app.session_state["record_mode"] == "Nieuw"
    reference = "" if new else app.session_state[f"record_chosen_{table.name}"]
    return f"record_{table.name}_{reference}_{name}"


def fill(app: AppTest, values: dict[str, Any], who: str = "Jansen") -> AppTest:
    """Type values as the widgets hold them, and a name."""
    for name, value in values.items():
        app.session_state[key(app, name)] = value
    if who:
        app.session_state["person"] = who
    app.run()
    assert not app.exception
    return app


def press(app: AppTest, name: str) -> AppTest:
    app.button(key=key(app, name)).click().run()
    assert not app.exception
    return app


def words(app: AppTest) -> str:
    elements: list[Element] = [*app.text, *app.caption, *app.markdown, *app.error]
    return "\n".join(str(element.value) for element in elements)


def record(reference: str, table: Table = ACTIVATIONS) -> dict[str, Any]:
    frame = store.current_snapshot().frame(table)
    return dict(frame[frame["reference"] == reference].iloc[0])


def change(reference: str, who: str = "Pietersen", **values: object) -> None:
    """Change a record as somebody else does, behind the back of every open form."""
    frame = store.current_snapshot().activations
    row = frame[frame["reference"] == reference].assign(**values).astype(frame.dtypes.to_dict())
    store.current_store().write(ACTIVATIONS, row.reset_index(drop=True), Intent(who, "edit", "gezien"))

import streamlit as st

from geo.areas import load_boundaries, locate
from geo.drawings import Wish
from geo.picture import (
    DENOMINATORS,
    activation_mask,
    counts,
    housing_mask,
    measure,
    reconcile,
    standing_out,
    summarise,
)
from pages.parts import (
    activation_list,
    blocks,
    changed,
    charts,
    data,
    density,
    everywhere,
    filters,
    focus,
    homes,
    link,
    markup,
    matrix,
    meeting_changes,
    meeting_mode,
    meeting_panel,
    news,
    part,
    region_card,
    region_map,
    region_rows,
    share,
    view,
    viewing,
)
from pages.parts.map_view import let_go_ahead, map_view

snapshot = data.snapshot()
selection = filters.current()
here = everywhere.chosen(snapshot, selection)
counted = here.tally

head = st.container()  # filled last: the map is what people wait for
filters.bar(counted.data_last)


def look_at_area(lon: float, lat: float) -> None:
    """Look closely at the region or border district under a click; elsewhere a click does nothing."""
    where = locate([lon], [lat]).iloc[0]
    for code in (where["region"], where["district"]):
        if isinstance(code, str):
            focus.look_at(code)
            return


@part.by_itself
def map_and_tables() -> None:
    """Draw the map and what stands beside it; a click on a region stays within this fragment."""
    link.write(selection)
    with st.container(key="national"):
        left, right = st.columns([6, 4], gap="medium")
    with left:
        view.controls()
        one = measure(view.measure_code())
        all_areas = everywhere.figures(snapshot, selection)
        look = region_map.Look(
            one,
            view.chosen(view.SHOWN_LAYERS),
            highlighted=tuple(filter(None, [focus.region()])),
            view=view.opened_at(),
        )
        picture = region_map.shown(here, look)
        since = None
        if meeting_panel.tells_changes():
            since = meeting_changes.find(
                selection, lambda then: meeting_panel.count_headline(everywhere.chosen(then, selection).tally)
            )
            picture = meeting_changes.on_map(picture, since)
        on_click = None if meeting_mode.on() else look_at_area
        map_view(meeting_mode.drawn_on(picture), key="national_map", on_click=on_click)
        let_go_ahead("national_map")
        found = reconcile(counted)
        markup.show(activation_list.sum_of_parts(found, selection, region_map.beside(snapshot, selection)))
    with right:
        if meeting_mode.on():
            meeting_panel.draw(selection, meeting_panel.headline(counted), since)
            return
        chosen = focus.tabs()
        compared = density.compared(snapshot, selection, density.denominator_of(one))
        beside = region_card.draw(all_areas, selection, compared, focus.region())
        if chosen == focus.LIST:
            beside += activation_list.switch(selection)
            if focus.lists_housing():
                beside += homes.beside(
                    snapshot.homes[housing_mask(selection, snapshot.homes)], snapshot.reduction.few
                )
            else:
                rows = snapshot.activations[activation_mask(selection, snapshot.activations)]
                beside += activation_list.draw(rows, selection, found)
        elif chosen == focus.NEWS:
            focus.since_inputs()
            start = focus.since()
            beside += news.table(changed.activations_since(snapshot, selection, start), start, selection)
        elif chosen == focus.SPREAD:
            beside += charts.spread({by: counts(counted, by) for by in charts.SPREAD})
        else:
            beside += region_rows.table(all_areas, one, compared, selection, focus.region())
        markup.show(beside)


map_and_tables()

most = data.most_in_a_week(snapshot)
with head:
    sentence = summarise(counted, load_boundaries().regions["name"])
    with st.container(horizontal=True, vertical_alignment="top", key="strip"):
        st.title(sentence, anchor=False)
        drawn = [Wish("map", measure=view.measure_code()), Wish("weeks")]
        meeting_mode.button()
        share.button(snapshot, selection, sentence, drawn)
    data.status_line(snapshot, standing_out(density.compared(snapshot, selection, DENOMINATORS[0])))
    start = focus.since()
    told = news.line(
        changed.activations_since(snapshot, selection, start), start, selection, viewing.settled(1)
    )
    blocks.draw(counted, most, told)
    # also when empty: what comes and goes before the map makes the browser build it anew
    with st.container():
        if not counted.activations.total:
            filters.nothing_found()

markup.show(blocks.by_week(counted, most) + matrix.draw(counted))

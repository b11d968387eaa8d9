"""The map in a browser: it answers a click by itself, covers no name, and can be walked by keyboard."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from tests.browser import MAP_FRAME, PHONE, awaited_run, picture, total, wait_until_idle

if TYPE_CHECKING:
    from playwright.sync_api import Locator, Page

    from tests.browser import Watch
    from tests.server import Server

pytestmark = pytest.mark.browser

OPACITIES = "(columns) => columns.map((column) => Number(getComputedStyle(column).opacity))"


def opened(page: Page, address: str) -> Locator:
    """Open a page and return the body of its map's frame, once it shows something."""
    page.goto(address)
    picture(page)
    wait_until_idle(page)
    return page.frame_locator(MAP_FRAME).locator("body")


def regions_and_points_are_drawn(page: Page) -> None:
    shown = picture(page)
    expect(shown.locator("path.picture-region")).to_have_count(25)
    points = dict(pair.split(":") for pair in (shown.get_attribute("data-points") or "").split())
    assert 50 <= int(points["activeringen"]) <= 56
    assert int(points["huisvesting"]) > 400
    assert total(page) == "56"


def circles_are_the_activations_of_each_region_and_district(page: Page) -> None:
    circles = dict(pair.split(":") for pair in (picture(page).get_attribute("data-circles") or "").split())
    assert circles["VR23"] == "9"
    assert "VR01" not in circles  # no activation, no circle
    assert sum(map(int, circles.values())) == 53  # 51 on the map, 2 in a district abroad, 3 nowhere


def no_name_is_covered_and_the_busiest_have_one(page: Page) -> None:
    names, circles = (
        page.frame_locator(MAP_FRAME)
        .locator("body")
        .evaluate(
            """() => [map.picture.names.visible,
          map.picture.circles.visible.map(({ x, y, radius }) => ({ x, y, radius }))]"""
        )
    )
    told = {name["code"] for name in names}
    assert {"VR23", "VR15", "VR17", "VR20"} <= told
    for name in names:
        for circle in circles:
            aside = max(name["left"] - circle["x"], 0, circle["x"] - name["right"])
            above = max(name["top"] - circle["y"], 0, circle["y"] - name["bottom"])
            assert aside**2 + above**2 >= circle["radius"] ** 2, (name["text"], circle)
    boxes = [(name["left"], name["right"], name["top"], name["bottom"]) for name in names]
    for place, (left, right, top, bottom) in enumerate(boxes):
        for other in boxes[place + 1 :]:
            assert right <= other[0] or left >= other[1] or bottom <= other[2] or top >= other[3]


def the_frame_speaks_dutch(page: Page) -> None:
    frame = page.frame_locator(MAP_FRAME)
    expect(page.locator(MAP_FRAME)).to_have_attribute("title", "Kaart van de veiligheidsregio's")
    expect(frame.locator("html")).to_have_attribute("lang", "nl")
    expect(frame.locator("#map_div")).to_have_attribute("role", "region")
    for label in ("Inzoomen", "Uitzoomen", "Heel Nederland"):
        expect(frame.get_by_role("button", name=label)).to_be_visible()
    expect(frame.get_by_text("Sla de kaart over")).to_be_attached()


WITHOUT_SIZE = """async () => {
  const fitted = map.getZoom();
  const box = map.getContainer().style;
  const before = box.cssText;
  box.cssText = "height: 0 !important; min-height: 0 !important; flex: none;";
  map.invalidateSize({ animate: false });
  OperationalMap.fit(map, map.picture.config.bounds, { animate: false });
  const then = map.getZoom();
  const height = map.getSize().y;
  for (let turn = 0; turn < 3; turn++) await new Promise(requestAnimationFrame);
  box.cssText = before;
  for (let turn = 0; turn < 600 && map.getZoom() !== fitted; turn++) await new Promise(requestAnimationFrame);
  return [height, then, map.getZoom() === fitted];
}"""


def a_map_without_a_size_is_fitted_as_soon_as_it_has_one(page: Page) -> None:
    assert page.frame_locator(MAP_FRAME).locator("body").evaluate(WITHOUT_SIZE) == [0, 5, True]


def test_the_map_at_first_sight(page: Page, server: Server, watch: Watch) -> None:
    opened(page, server.url)
    regions_and_points_are_drawn(page)
    circles_are_the_activations_of_each_region_and_district(page)
    no_name_is_covered_and_the_busiest_have_one(page)
    the_frame_speaks_dutch(page)
    a_map_without_a_size_is_fitted_as_soon_as_it_has_one(page)
    assert page.locator("h1").first.is_visible()
    assert not watch.errors  # not a word of complaint
    assert watch.received > 0  # and the watch saw what there was
    assert f"{server.url}/".replace("http", "ws") in "".join(watch.requests)


def test_the_areas_are_one_tab_stop_and_so_are_the_points(page: Page, server: Server) -> None:
    opened(page, f"{server.url}/?v=1&lagen=activeringen&tab=lijst")
    frame = page.frame_locator(MAP_FRAME)
    stop = frame.locator("path[tabindex='0']")
    expect(stop).to_have_count(1)
    stop.focus()
    page.keyboard.press("ArrowRight")
    expect(stop).to_have_attribute("data-code", "VR02")
    expect(frame.locator(".picture-corner")).to_contain_text("Fryslân")
    page.keyboard.press("End")  # a district with something in it, never one of those without
    expect(stop).to_have_class(re.compile("picture-district"))
    expect(stop).to_have_attribute("aria-hidden", "false")
    expect(frame.locator("path.picture-district[aria-hidden='true'][tabindex='0']")).to_have_count(0)
    frame.get_by_role("button", name="Punten op de kaart").focus()
    page.keyboard.press("ArrowRight")
    expect(frame.locator(".picture-ring")).to_have_count(1)
    expect(frame.locator("[aria-live='polite']").first).to_contain_text("1 / ")
    row = page.locator("tr[data-record]").first
    row.hover()  # and the other way round: a row of the list shows its point
    expect(frame.locator(".picture-ring")).to_have_count(2)


def test_the_words_around_the_map_say_what_it_shows(page: Page, server: Server) -> None:
    opened(page, f"{server.url}/?v=1&type=repressief")
    frame = page.frame_locator(MAP_FRAME)
    expect(frame.locator(".picture-head")).to_contain_text("Type: Repressief")
    expect(frame.locator(".picture-demo")).to_have_text("FICTIEF")
    expect(frame.locator(".picture-foot")).to_contain_text("19 = ")
    expect(frame.locator(".picture-foot")).to_contain_text("Stand ")


def test_points_appear_from_near_by_and_the_legend_explains_them(page: Page, server: Server) -> None:
    opened(page, f"{server.url}/?v=1&beeld=51.37,6.17,9.5")
    frame = page.frame_locator(MAP_FRAME)
    expect(frame.locator(".picture-legend")).to_contain_text("Samengenomen")
    body = frame.locator("body")
    assert body.evaluate("() => map.getZoom()") == pytest.approx(9.5)
    assert body.evaluate("() => map.picture.drawn.every((layer) => layer.visible.length > 0)")
    assert body.evaluate("() => map.picture.circles.visible.length") == 0


def test_a_dark_screen_has_a_reversed_ramp(page: Page, server: Server) -> None:
    page.emulate_media(color_scheme="dark")
    opened(page, f"{server.url}/?v=1&maat=plaatsen")
    swatches = (
        page.frame_locator(MAP_FRAME)
        .locator(".picture-swatch")
        .evaluate_all(
            """(all) => all.slice(0, 6).map((one) => getComputedStyle(one).backgroundColor.match(/[0-9]+/g)
          .reduce((sum, part) => sum + Number(part), 0))"""
        )
    )
    assert swatches == sorted(swatches)


def test_the_weeks_go_by_on_the_map_and_in_the_charts_without_the_server(page: Page, server: Server) -> None:
    body = opened(page, server.url)
    runs = page.locator("html").get_attribute("data-run")
    slider, map_div = body.get_by_label("Week op de kaart"), picture(page)
    slider.focus()
    page.keyboard.press("ArrowLeft")  # from the whole period to the last week, all weeks before it added
    expect(map_div).to_have_attribute("data-week", "2020-11-30")
    whole = map_div.get_attribute("data-circles")
    expect(body.locator("h1")).to_have_text(
        "Tot en met week 49: 56 activeringen (37 preventief, 19 repressief)"
    )
    body.get_by_role("button", name="Opgeteld").click()
    expect(body.locator("h1")).to_have_text("Week 49: 1 activering (1 preventief, 0 repressief)")
    expect(body.locator(".picture-more")).to_have_text("1 integrale inzet; resultaat: nog geen resultaat 1")
    assert page.locator("ol.weeks > li").evaluate_all(OPACITIES) == [0.3] * 13 + [1]
    page.keyboard.press("Tab")
    body.get_by_role("button", name="Speel de weken af").click()
    expect(map_div).to_have_attribute("data-week", "")  # past the last week stands the whole period
    expect(body.locator("h1")).to_have_text("56 activeringen per veiligheidsregio")
    assert page.locator("ol.weeks > li").evaluate_all(OPACITIES) == [1] * 14
    assert map_div.get_attribute("data-circles") == whole
    assert page.locator("html").get_attribute("data-run") == runs


@pytest.mark.slow
def test_the_weeks_play_until_nobody_looks_and_step_where_motion_is_unwanted(
    page: Page, server: Server
) -> None:
    body = opened(page, server.url)
    play = body.locator(".picture-play")
    play.click()
    expect(play).to_have_attribute("aria-label", "Pauze")
    page.set_viewport_size({"width": 1400, "height": 200})  # the map is below the edge of the screen
    expect(play).to_have_attribute("aria-label", "Speel de weken af")
    page.set_viewport_size({"width": 1400, "height": 900})
    page.emulate_media(reduced_motion="reduce")
    week = picture(page).get_attribute("data-week") or ""
    play.click()
    expect(play).to_have_attribute("aria-label", "Volgende week")
    assert week < (picture(page).get_attribute("data-week") or "") < "2020-11-30"


# all weeks, each by itself and added: how often the map changed its size or wrote its names anew
PLAYED = """async () => {
  const slider = document.querySelector(".picture-slider");
  const stand = () => new Promise((resume) => requestAnimationFrame(() => setTimeout(resume)));
  const show = (week) => { slider.value = week; slider.dispatchEvent(new Event("input")); return stand(); };
  await show(0);
  await stand();  // here the map makes room for the words of a week
  let [sizes, names] = [0, 0];
  map.on("resize", () => { sizes += 1; });
  map.picture.names.on("drawn", () => { names += 1; });
  for (let turn = 0; turn < 2; turn++) {
    document.querySelector(".picture-adding").click();
    for (let week = 0; week < Number(slider.max); week++) await show(week);
  }
  return [sizes, names];
}"""


@pytest.mark.slow
def test_while_the_weeks_go_by_the_map_keeps_its_size_and_its_names(page: Page, server: Server) -> None:
    page.set_viewport_size(PHONE)
    assert opened(page, server.url).evaluate(PLAYED) == [0, 0]


IN_SIGHT = (
    "() => [...document.querySelectorAll('.leaflet-pane > canvas')].filter((one) => !one.hidden).length"
)


@pytest.mark.slow
def test_near_by_a_week_is_in_the_title_too_no_canvas_is_in_sight_in_vain_and_the_extent_in_the_address(
    page: Page, server: Server
) -> None:
    body = opened(page, server.url)
    assert "beeld" not in page.url
    assert body.evaluate(IN_SIGHT) == 2  # circles and names; the points are drawn from near by
    body.get_by_label("Week op de kaart").focus()
    page.keyboard.press("ArrowLeft")
    heading = "Tot en met week 49: 56 activeringen (37 preventief, 19 repressief)"
    expect(body.locator("h1")).to_have_text(heading)
    body.evaluate("() => { map.setView([51.37, 6.17], 9.5, { animate: false }); }")
    expect(body.locator(".picture-legend")).to_contain_text("Samengenomen")
    expect(body.locator("h1")).to_have_text(heading)
    page.wait_for_function(
        f"() => document.querySelector('{MAP_FRAME}').contentWindow.map.picture.places?.visible.length"
    )
    assert body.evaluate(IN_SIGHT) == 4  # activations, housing, names of areas and of places
    page.wait_for_url(re.compile(r"beeld=51\.3[67]"))  # to a whole pixel
    body.get_by_role("button", name="Heel Nederland").click()
    page.wait_for_url(lambda url: "beeld" not in url)


COVERED = """() => {
  const { names, drawn } = map.picture;
  const groups = drawn.flatMap((layer) => layer.groupBoxes(names.worldCorner));
  const covers = (name) => groups.some((box) => name.left < box.right && name.right > box.left
    && name.top < box.bottom && name.bottom > box.top);
  return [names.visible.length, groups.length, names.visible.filter(covers).map(({ text }) => text)];
}"""


# a strip without flows, then with some, then another: what the legend says, and how many drawings there are
STRIPS = """async () => {
  const { shown } = map.picture;
  const group = L.featureGroup().addTo(map);
  const count = (selector) => document.querySelectorAll(selector).length;
  const [one, other] = [[6.1, 51.8, 6.2, 51.5, 30], [6.1, 51.8, 6.3, 51.5, 9]];
  const told = [];
  for (const flows of [[], [one], [one, other]]) {
    const digest = `flows-${flows.length}`;
    OperationalMap.show(group, { ...shown, digest, strip: { ...shown.strip, flows } });
    while (map.getContainer().dataset.shown !== digest) await new Promise((resume) => setTimeout(resume));
    const canvas = document.querySelector("canvas[data-flows]");
    told.push([count(".picture-swatch-flow"), Number(canvas ? canvas.dataset.flows : 0)]);
  }
  return [told, count("svg.leaflet-zoom-animated")];
}"""


@pytest.mark.slow
def test_of_a_strip_no_name_covers_a_number_and_the_legend_follows_its_flows(
    page: Page, server: Server
) -> None:
    body = opened(page, f"{server.url}/grensstreek")
    names, groups, covering = body.evaluate(COVERED)
    assert min(names, groups) > 5
    assert covering == []
    told, drawings = body.evaluate(STRIPS)
    assert told == [[0, 0], [1, 1], [1, 2]]
    assert drawings == 4  # regions, districts, borders; the strip


# whether each arrow ends where people work, and which boxes of groups lie on a single mark or on another box
STRIP_MARKS = """() => {
  const state = map.picture;
  const flows = state.strip.getLayers().find((layer) => layer.arrows);
  const { x, y } = flows.worldCorner;
  const arrows = state.shown.strip.flows.map(([, , lon, lat], index) => {
    const end = map.project([lat, lon]);
    const away = (corner) => Math.hypot(corner[0] + x - end.x, corner[1] + y - end.y);
    return [away(flows.arrows[index][3]) < 20, away(flows.arrows[index][0]) > 40];
  });
  const [one, other] = flows.arrows.map((corners) => corners[3]);
  const boxes = state.drawn.find((layer) => layer.weights).groupBoxes({ x, y })
    .map(({ left, right, top, bottom }) => [(left + right) / 2, (top + bottom) / 2]);
  const singles = state.drawn.flatMap((layer) => layer.marks()).filter(({ members }) => members.length === 1)
    .map((mark) => [mark.x - x, mark.y - y]);
  const upon = (across, down) => ([left, top]) => ([right, bottom]) => (
    Math.abs(left - right) < across && Math.abs(top - bottom) < down);
  return { arrows, apart: Math.hypot(one[0] - other[0], one[1] - other[1]) > 20, boxes: boxes.length > 2,
    covered: boxes.filter((box) => singles.some(upon(28, 18)(box))).length,
    crossing: boxes.filter((box, place) => boxes.slice(0, place).some(upon(46, 26)(box))).length };
}"""


@pytest.mark.slow
def test_arrows_point_to_where_people_work_and_no_single_mark_lies_on_a_box(
    page: Page, server: Server
) -> None:
    body = opened(page, f"{server.url}/grensstreek?grens=nl-de&zone=VR23-DE05154")
    found = body.evaluate(STRIP_MARKS)
    assert found == {
        "arrows": [[True, True], [True, True]],
        "apart": True,
        "boxes": True,
        "covered": 0,
        "crossing": 0,
    }
    order = "() => ['strip', 'points'].map((name) => Number(map.getPane(name).style.zIndex))"
    strip, points = body.evaluate(order)
    assert strip < points  # no box on the edge is half faded
    assert (
        body.evaluate("() => OperationalMap.withCountry('Luik (Liège)', 'België')") == "Luik (Liège, België)"
    )


@pytest.mark.slow
def test_no_line_of_the_legend_is_cut_on_a_telephone(page: Page, server: Server) -> None:
    page.set_viewport_size(PHONE)
    body = opened(page, f"{server.url}/grensstreek")
    entries = body.locator(".picture-legend .picture-entry:visible")
    expect(entries.filter(has_text="Woont hier")).to_be_visible()
    edges = entries.evaluate_all("(all) => all.map((one) => one.getBoundingClientRect().right - innerWidth)")
    assert max(edges) < 1  # pixels are whole, edges are not


@pytest.mark.slow
def test_the_sources_stand_below_the_map_also_without_words_there(page: Page, server: Server) -> None:
    body = opened(page, f"{server.url}/regio")
    mark, area = body.locator(".picture-source").bounding_box(), picture(page).bounding_box()
    assert mark
    assert area
    assert round(mark["y"]) >= round(area["y"] + area["height"])


@pytest.mark.slow
@pytest.mark.slow
@pytest.mark.parametrize(
    "address",
    [
        "?v=1",
        "vergelijken?v=1",
        "regio?v=1&regio=VR23",
        "grensstreek?v=1&zone=VR23-DE05154",
        "nog-niet-bezocht?v=1",
        "registreren?v=1",
    ],
)
def test_a_map_that_nobody_moved_is_fitted_and_needs_no_telling(
    page: Page, server: Server, address: str
) -> None:
    body = opened(page, f"{server.url}/{address}")
    page.set_viewport_size({"width": 1100, "height": 800})
    body.evaluate("() => new Promise(requestAnimationFrame)")
    page.set_viewport_size({"width": 1400, "height": 900})
    body.evaluate("() => new Promise((resume) => requestAnimationFrame(() => requestAnimationFrame(resume)))")
    assert body.evaluate("() => OperationalMap.isWhole(map)")
    body.evaluate("() => OperationalMap.offerView(map)")
    size, box = body.evaluate("() => [map.getSize(), map.getContainer().getBoundingClientRect()]")
    assert (size["x"], size["y"]) == (round(box["width"]), round(box["height"]))
    assert "beeld=" not in page.url


def test_another_language_leaves_the_map_where_it_was(page: Page, server: Server) -> None:
    body = opened(page, f"{server.url}/?v=1")
    page.evaluate("window.stayed = true")
    body.evaluate("() => map.setView([51.37, 6.17], 9, { animate: false })")
    slider = body.locator(".picture-slider")
    slider.evaluate("(slider) => { slider.value = 0; slider.dispatchEvent(new Event('input')); }")
    expect(body.locator(".picture-week")).to_have_text("Tot en met week 36 (6 september 2020)")
    for code, words in (
        ("de", "Bis einschließlich Woche 36 (6. September 2020)"),
        ("nl", "Tot en met week 36 (6 september 2020)"),
    ):
        with awaited_run(page):
            page.get_by_role("link", name=code.upper(), exact=True).click()
        expect(page.frame_locator(MAP_FRAME).locator(f"html[lang={code}]")).to_be_attached()
        expect(body.locator(".picture-week")).to_have_text(words)
        expect(picture(page)).to_have_attribute("data-view", re.compile(r"51\.3[67]\d\d,6\.1[67]\d\d,9\.00"))
        assert int(slider.input_value()) == 0
    assert page.evaluate("window.stayed")

// The points on the map by keyboard, and beside the page: one tab stop whose arrows walk from mark to mark; a ring
// around the mark one is on, or that a row of a list is about.
(function () {
  "use strict";

  const picture = (window.OperationalMap = window.OperationalMap || {});
  const STEPS = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 };

  // A ring around a place on the map; none without one.
  function ringer(map) {
    let ring = null;
    return (latLng, radius) => {
      if (ring) ring.remove();
      const size = 2 * (radius + 5);
      const icon = latLng && L.divIcon({ className: "picture-ring", iconSize: [size, size] });
      ring = latLng && L.marker(latLng, { icon, interactive: false, keyboard: false, pane: "names" }).addTo(map);
    };
  }

  // All marks in sight, from west to east, those of each layer after each other.
  function inSight(map, state) {
    const bounds = map.getBounds();
    return state.drawn.flatMap((layer) => layer.visible.map((mark) => ({ layer, mark, place: layer.latLng(mark) }))
      .filter(({ place }) => bounds.contains(place)).sort((one, other) => one.place.lng - other.place.lng));
  }

  picture.walkPoints = function (map, state) {
    const stop = state.walk = picture.element("button", "picture-walk", state.config.text.walk);
    const told = picture.element("div", "picture-unseen");
    const tip = L.tooltip({ className: "picture-tip", offset: [12, 0] });
    const ring = ringer(map);
    stop.type = "button";
    told.setAttribute("aria-live", "polite");
    map.getContainer().append(stop, told);
    let at = -1;

    function stand(step) {
      const marks = inSight(map, state);
      if (!marks.length) return;
      at = at < 0 ? (step > 0 ? 0 : marks.length - 1) : (at + step + marks.length) % marks.length;
      const { layer, mark, place } = marks[at];
      const lines = layer.summary(mark);
      ring(place, mark.radius);
      tip.setLatLng(place).setContent(lines).addTo(map);
      told.textContent = `${at + 1} / ${marks.length}: ${[...lines.children].map((line) => line.textContent).join(", ")}`;
    }

    function leave() {
      at = -1;
      ring(null);
      tip.remove();
    }

    function open() {
      const found = inSight(map, state)[at];
      if (!found) return;
      leave();
      found.layer.open(found.mark);
    }

    stop.addEventListener("keydown", (event) => {
      if (event.key in STEPS) stand(STEPS[event.key]);
      else if (event.key !== "Enter" || at < 0) return;
      else open();
      event.preventDefault();
      event.stopPropagation();
    });
    stop.addEventListener("click", () => stand(1));
    stop.addEventListener("blur", leave);
    map.on("movestart", leave);
    state.offerWalk = () => {
      const bounds = map.getBounds();
      stop.hidden = !state.drawn.some((layer) => layer.visible.some((mark) => bounds.contains(layer.latLng(mark))));
    };
    map.on("moveend", () => state.offerWalk());
    state.offerWalk();

    // the record that a row of the page's list is about
    const pointer = ringer(map);
    let shown = "";
    state.pointAt = (reference) => {
      if (reference === shown) return;
      shown = reference;
      const found = reference && state.drawn.map((layer) => layer.placeOf(reference)).find(Boolean);
      pointer(found || null, 9);
    };
  };

  // Mark the rows of the page that are about an area, or about records.
  picture.markRows = function (name, values) {
    const page = window.parent.document;
    if (page === document) return;
    page.querySelectorAll("tr.pointed").forEach((row) => row.classList.remove("pointed"));
    if (values.size) page.querySelectorAll(`tr[data-${name}]`).forEach((row) => row.classList.toggle("pointed", values.has(row.dataset[name])));
  };
})();

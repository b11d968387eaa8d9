// Mouse and keyboard on the map: what an area or a mark tells, and what is pointed out.
(function () {
  "use strict";

  const picture = (window.OperationalMap = window.OperationalMap || {});

  // Point out an area, or no longer. It is told to the page as a click in the middle of the area.
  picture.point = function (map, code) {
    const anchor = map.picture.anchors[code];
    highlight(map, code);
    map.fire("click", { latlng: L.latLng(anchor.lat, anchor.lon) });
  };

  function highlight(map, code) {
    const state = map.picture;
    if (!state.counts || state.drawing) return; // on a map that only shows points a click is about a place
    const others = state.highlighted.filter((other) => other !== code);
    state.highlighted = others.length < state.highlighted.length ? others : [...others, code].slice(-state.shown.most);
    state.outline();
  }

  // What the mouse is on in the page beside the map.
  picture.hover = function (state, code) {
    if (state.hovered === code) return;
    state.hovered = code;
    [state.regions, state.districts].forEach((areas) => areas.eachLayer((area) => {
      area.getElement().classList.toggle("picture-hovered", area.feature.id === code);
      if (area.feature.id === code) area.bringToFront();
    }));
  };

  const tipBeside = () => L.tooltip({ className: "picture-tip", offset: [12, 0] });

  // The areas: a tip that follows the mouse. Leaflet's own tips would make each of the 61 districts a tab stop.
  picture.listenToAreas = function (map, state) {
    const tip = tipBeside();
    let told = "";
    const hide = () => {
      if (!told) return; // this is asked at every move of a mouse that drags
      told = "";
      tip.remove();
      picture.markRows("region", new Set());
    };
    state.hideTip = hide;
    state.tellOf = (areas) => {
      areas.on("mousemove", ({ latlng, layer, originalEvent }) => {
        if (originalEvent.buttons || state.drawing) { hide(); return; }
        const { id } = layer.feature;
        tip.setLatLng(latlng);
        if (told !== id) {
          tip.setContent(picture.lines(state.describe(id)));
          picture.markRows("region", new Set([id]));
        }
        if (!told) tip.addTo(map);
        told = id;
      });
      areas.on("mouseout", hide);
    };
    [state.regions, state.districts].forEach((areas) => {
      state.tellOf(areas);
      areas.on("click", ({ layer }) => highlight(map, layer.feature.id));
    });
    map.on("zoomstart", hide);
  };

  // Marks lie above the areas, so they are asked first; a click on one opens it and goes no further.
  picture.listenToMarks = function (map, state) {
    const tip = tipBeside();
    const hit = (event) => {
      if (state.drawing || event.target.closest(".leaflet-control, .leaflet-popup")) return null;
      const place = map.mouseEventToContainerPoint(event);
      for (const layer of [state.circles, ...[...state.drawn].reverse()]) {
        const mark = layer.at(place);
        if (mark) return { layer, mark };
      }
      return null;
    };
    const container = map.getContainer();
    let shown = null;
    const hide = () => {
      if (!shown) return;
      shown = null;
      tip.remove();
      picture.markRows("record", new Set());
    };
    container.addEventListener("mousemove", (event) => {
      const found = event.buttons ? null : hit(event);
      container.classList.toggle("picture-pointing", Boolean(found));
      if (!found) { hide(); return; }
      event.stopPropagation();
      if (found.mark === shown) return;
      shown = found.mark;
      state.hideTip();
      picture.markRows(...found.layer.rowsOf(found.mark));
      tip.setLatLng(found.layer.latLng(found.mark)).setContent(found.layer.summary(found.mark)).addTo(map);
    }, true);
    container.addEventListener("mouseleave", hide);
    container.addEventListener("click", (event) => {
      const found = map.dragging.moved() ? null : hit(event);
      if (!found) return;
      event.stopPropagation();
      hide();
      found.layer.open(found.mark);
    }, true);
    map.on("zoomstart", hide);
  };

  // The areas are one tab stop: arrows walk through the regions and the districts that have anything, from near by
  // through the municipalities where they have the colours; what one is on is told in a corner of the map.
  picture.rove = function (map, state) {
    const areas = [];
    const isThere = (area) => {
      const { id } = area.feature;
      return picture.standsAlone(map, area) && (area.region || id.startsWith("VR") || Boolean(state.figures[id] || state.beside[id]));
    };
    const corner = picture.element("div", "picture-corner");
    corner.hidden = true;
    corner.setAttribute("aria-hidden", "true"); // the region itself says the same
    map.getContainer().appendChild(corner);
    const steps = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 };

    const isStop = (area) => area.getElement().getAttribute("tabindex") === "0";
    const stop = (wanted) => areas.forEach((area) => area.getElement().setAttribute("tabindex", area === wanted ? "0" : "-1"));

    state.keepStop = () => { if (!areas.some((area) => isStop(area) && isThere(area))) stop(areas.find(isThere)); };

    function stand(area) {
      stop(area);
      area.getElement().focus({ preventScroll: true });
    }

    function step(area, key) {
      const there = areas.filter(isThere);
      const ends = { Home: 0, End: there.length - 1 };
      return there[key in ends ? ends[key] : (there.indexOf(area) + steps[key] + there.length) % there.length];
    }

    // Make an area one to walk to. Leaflet makes its path anew each time it comes on the map.
    state.rove = (area, role) => {
      const path = area.getElement();
      const { id } = area.feature;
      if (!areas.includes(area)) areas.push(area);
      if (!path.hasAttribute("role")) {
        path.setAttribute("tabindex", "-1");
        path.setAttribute("role", role);
        path.addEventListener("focus", () => {
          corner.replaceChildren(picture.lines(state.describe(id)));
          corner.hidden = !path.matches(":focus-visible");
        });
        path.addEventListener("blur", () => { corner.hidden = true; });
        path.addEventListener("keydown", (event) => {
          if (event.key in steps || event.key === "Home" || event.key === "End") stand(step(area, event.key));
          else if (role === "button" && (event.key === "Enter" || event.key === " ")) {
            picture.point(map, id);
            corner.replaceChildren(picture.lines(state.describe(id)));
          } else return;
          event.preventDefault();
          event.stopPropagation();
        });
      }
      area.describe = () => {
        path.setAttribute("aria-label", state.describe(id).join(", "));
        path.setAttribute("aria-hidden", String(!isThere(area)));
        if (isStop(area)) state.keepStop();
      };
      area.describe();
    };
    [state.regions, state.districts].forEach((group) => group.eachLayer((area) => state.rove(area, "button")));
    state.keepStop();
  };

  // Past the map: to what comes after its frame in the page.
  picture.skipLink = function (map, state) {
    const link = state.skip = picture.element("a", "picture-skip");
    link.href = "#";
    link.addEventListener("click", (event) => {
      event.preventDefault();
      const page = window.parent.document;
      const stops = [...page.querySelectorAll("a[href], button:not([disabled]), input, select, summary, [tabindex='0'], iframe")]
        .filter((stop) => stop.offsetParent !== null);
      const next = stops.find((stop) => window.frameElement.compareDocumentPosition(stop) & Node.DOCUMENT_POSITION_FOLLOWING);
      if (next) next.focus();
    });
    map.getContainer().parentElement.prepend(link);
  };
})();

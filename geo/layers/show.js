// What changes with the filters: the colours of the regions, circles, points, outlines, the words around the map and
// the view. What did not change stays as it is.
(function () {
  "use strict";

  const picture = (window.OperationalMap = window.OperationalMap || {});

  // Hatches tell what has no colour from any value, also in grey print.
  const HATCHES = {
    none: { angle: 45, gap: 7, width: 1.5 },
    withheld: { angle: -45, gap: 4, width: 1.5 },
    outside: { angle: 0, gap: 5, width: 0.7 },
  };

  const make = (tag, attributes) => {
    const node = document.createElementNS("http://www.w3.org/2000/svg", tag);
    Object.entries(attributes).forEach(([name, value]) => node.setAttribute(name, value));
    return node;
  };

  function pattern(id, { angle, gap, width }, colour) {
    const found = make("pattern", { id, width: gap, height: gap, patternUnits: "userSpaceOnUse", patternTransform: `rotate(${angle})` });
    const land = make("rect", { width: gap, height: gap, class: "picture-hatch-land" });
    const ground = make("rect", { width: gap, height: gap, class: "picture-hatch-ground" });
    const line = make("rect", { width, height: gap, class: "picture-hatch-line" });
    if (colour) {
      ground.classList.add("picture-pale");
      [ground, line].forEach((rect) => { rect.style.fill = colour; });
    }
    found.append(land, ground, line);
    return found;
  }

  // The patterns of the regions' drawing: one for each hatch, and for a value that is chance one in its colour.
  function addHatches(svg, choropleth) {
    const defs = make("defs", { class: "picture-hatches" });
    Object.entries(HATCHES).forEach(([name, look]) => defs.append(pattern(`picture-hatch-${name}`, look)));
    ((choropleth && choropleth.legend) || []).forEach(({ fill }, place) => {
      if (fill) defs.append(pattern(`picture-chance-${place}`, { angle: 45, gap: 6, width: 1.6 }, fill));
    });
    svg.querySelectorAll("defs.picture-hatches").forEach((old) => old.remove());
    svg.insertBefore(defs, svg.firstChild);
  }

  function fillOf(place, { fill, hatch }, chance) {
    if (hatch) return `url(#picture-hatch-${hatch})`;
    return chance ? `url(#picture-chance-${place})` : fill;
  }

  // The place of a region in the legend, its entry there, and whether its value may be chance. Between a click and the
  // server's answer the browser has the classes, but not what chance explains: then every value is drawn as one that may.
  function classOf(state, choropleth, { feature: { id, properties } }) {
    const place = choropleth.classes[id];
    if (!state.pending || !choropleth.rate || (choropleth.legend[place] || {}).hatch === "withheld") {
      return [place, choropleth.legend[place], choropleth.chance.includes(id)];
    }
    const found = picture.rateClass(choropleth.rate, state.figures[id], properties);
    if (!picture.inside(state.selection, id)) return [undefined, { label: state.config.text.outside, hatch: "outside" }, false];
    if (found === null) return [undefined, { label: "", hatch: "none" }, false];
    return [found, choropleth.legend[found], found > 0];
  }

  function colourRegions(state) {
    const { choropleth } = state.shown;
    let ready = false;
    state.regions.eachLayer((area) => {
      const path = area.getElement();
      const { id } = area.feature;
      if (!ready) { addHatches(path.ownerSVGElement, choropleth); ready = true; }
      const { within } = state.shown; // then the municipalities have the colours
      const [place, entry, chance] = choropleth && !within ? classOf(state, choropleth, area) : [];
      const outside = state.counts && !within && !picture.inside(state.selection, id);
      if (entry) path.style.fill = fillOf(place, entry, chance);
      else path.style.fill = outside ? "url(#picture-hatch-outside)" : "";
      path.dataset.code = id;
      path.dataset.class = entry ? entry.label : "";
      area.describe();
    });
    state.districts.eachLayer((area) => area.describe());
  }

  function outline(state) {
    [state.regions, state.districts].forEach((areas) => areas.eachLayer((area) => {
      const { id } = area.feature;
      const path = area.getElement();
      const chosen = state.shown.selected.includes(id);
      const pointed = state.highlighted.includes(id);
      path.classList.toggle("picture-selected", chosen);
      path.classList.toggle("picture-highlighted", pointed);
      path.setAttribute("aria-pressed", String(pointed));
      if (chosen || pointed) area.bringToFront();
    }));
  }

  // The map goes to what a filter leaves, and back when it is taken away. It stays after a click on the map itself:
  // what one clicked on is in sight already.
  function moveView(map, state) {
    const { focus, view, within, strip } = state.shown;
    const wanted = strip ? JSON.stringify(strip.bounds) : focus.join(" ");
    if (state.focused === wanted) return;
    const first = state.focused === undefined;
    state.focused = wanted;
    if (first && view) { state.whole = null; map.setView([view[0], view[1]], view[2], { animate: false }); return; }
    if (!first && state.clickedOnMap && !within) return;
    if (strip && strip.bounds) { state.home = strip.bounds; picture.fit(map, strip.bounds, { animate: false }); return; }
    const groups = focus.length ? [state.regions, state.districts] : [];
    const areas = groups.flatMap((group) => group.getLayers().filter((area) => focus.includes(area.feature.id)));
    const bounds = areas.length ? L.featureGroup(areas).getBounds().pad(within ? 0.06 : 0.35) : state.config.bounds;
    state.home = within ? bounds : null;
    const there = picture.isWhole(map) && state.whole.bounds === bounds;
    if (!there) picture.fit(map, bounds, { animate: !first });
  }

  // Layers travel once: a layer that we have is named by its digest, and asked for if we lost it.
  const KEPT = 16;

  function found(state, layers) {
    const kept = (state.kept = state.kept || new Map());
    layers.filter((layer) => layer.digest).forEach((layer) => { if (!kept.has(layer.digest)) kept.set(layer.digest, layer); });
    const missing = layers.filter((layer) => layer.kept && !kept.has(layer.kept));
    if (missing.length) window.Streamlit.setComponentValue({ missing: missing.map((layer) => layer.kept), at: Date.now() });
    const here = layers.map((layer) => kept.get(layer.kept || layer.digest)).filter(Boolean);
    here.forEach((layer) => { kept.delete(layer.digest); kept.set(layer.digest, layer); });
    [...kept.keys()].slice(0, -KEPT).forEach((digest) => kept.delete(digest));
    return here;
  }

  // Layers that are on the map already stay; the others come or go. Above each other in the order given.
  function drawPoints(map, state, rows, beside) {
    const drawn = state.layers.map((data) => state.drawn.find((layer) => layer.data === data)
      || new picture.PointLayer(data, { pane: "points" }).on("drawn", () => state.offerWalk()).addTo(map));
    state.drawn.filter((layer) => !drawn.includes(layer)).forEach((layer) => layer.remove());
    const come = drawn.some((layer) => !state.drawn.includes(layer)); // groups make way for them
    state.drawn = drawn;
    const cut = drawn.map((layer) => layer.cut(rows(layer.data), beside(layer.data)));
    if (state.shown.strip && (cut.includes(true) || come)) drawn.filter(({ weights }) => weights).forEach((layer) => layer.redraw());
    drawn.forEach((layer) => layer.canvas.parentElement.appendChild(layer.canvas));
    return cut.includes(true);
  }

  const inOrder = (values) => JSON.stringify(Object.entries(values).sort(([one], [other]) => (one < other ? -1 : 1)));

  // The figures of the whole period; those of a week come after it (timeline.js).
  function redrawAreas(state, figures, beside, cut) {
    const before = state.wholeFigures || state.figures;
    const stands = !state.stale && inOrder(before) + inOrder(state.beside) === inOrder(figures) + inOrder(beside);
    Object.assign(state, { figures: stands ? before : figures, beside, wholeFigures: null });
    if (stands && !cut) return;
    state.circles.redraw();
    state.names.redraw();
    state.stale = false;
  }

  // For tests and for whoever waits: what is on screen, after it is on screen.
  function tell(map, state, attributes) {
    Object.assign(map.getContainer().dataset, attributes, {
      points: state.drawn.map((layer) => `${layer.data.name}:${layer.total()}`).join(" "),
      circles: Object.entries(state.figures).map(([code, figures]) => [code, figures[0] + figures[1]])
        .filter(([, count]) => count).map((pair) => pair.join(":")).sort().join(" "),
      beside: Object.entries(state.beside).map(([code, [homes]]) => `${code}:${homes}`).sort().join(" "),
    });
  }

  const PATIENCE = 3000; // milliseconds that an answer of the server to an earlier click waits for that to the last one

  // A selection without the version of the link, in one order: two that mean the same are the same text.
  const meaning = ({ v, ...selection }) => inOrder(Object.fromEntries(Object.entries(selection)
    .filter(([, values]) => values.length).map(([name, values]) => [name, [...values].sort()])));

  // Whether the server is still answering an earlier click than the last; then its picture would flicker past.
  function isLate(map, state, shown) {
    clearTimeout(state.late);
    const left = state.pending && meaning(state.pending) !== meaning(shown.selection) ? state.pendingUntil - performance.now() : 0;
    if (left <= 0) { state.pending = null; return false; }
    state.late = setTimeout(() => draw(map, state, shown), left);
    return true;
  }

  // The browser's own answer to a click on a filter; the server's takes its place.
  picture.answer = function (map, state, asked) {
    const selection = { ...asked, ...state.shown.own };
    Object.assign(state, { selection, pending: selection, pendingUntil: performance.now() + PATIENCE });
    const rows = new Map(state.layers.map((data) => [data, picture.select(data, selection)]));
    const around = picture.beside(selection, state.config.across);
    const beside = new Map(state.layers.map((data) => [data, picture.rowsBeside(data, around)]));
    const cut = drawPoints(map, state, (data) => rows.get(data), (data) => beside.get(data));
    redrawAreas(state, picture.figures(state.layers, (data) => rows.get(data)),
      Object.assign({}, ...state.layers.map((data) => picture.homes(data, beside.get(data)))), cut);
    colourRegions(state);
    picture.keepTime(map, state);
    picture.showWaiting(state, true);
    tell(map, state, { answered: new URLSearchParams(Object.entries(selection).flatMap(([name, values]) => values.map((value) => [name, value]))).toString() });
  };

  // Do what a click asks for once, unseen, so that the first click finds it warm.
  function warmUp(state) {
    if (!state.counts || state.warm) return;
    state.warm = true;
    setTimeout(() => picture.figures(state.layers, (data) => picture.select(data, state.selection)), 200);
  }

  function captionOf(map, state) {
    const { caption } = state.shown;
    const near = picture.near(map);
    picture.showCaption(state, near && caption ? { ...caption, title: near.title } : caption);
  }

  // What stands around the map takes its room first: the land would else be drawn once more.
  function makeRoom(map, state) {
    picture.showLegend(map, state);
    if (!state.time) picture.makeTime(map, state);
    picture.keepWhole(map);
    if (!state.shown.focus.length) moveView(map, state);
    state.begin();
  }

  function draw(map, state, shown) {
    if (isLate(map, state, shown)) return;
    const [words] = found(state, [shown.words]);
    if (words) picture.speak(map, state, words);
    if (!state.config.text) return; // they were asked for
    const legendBefore = state.shown && picture.legendKey(state.shown, state.config.text);
    Object.assign(state, { shown, layers: found(state, shown.points), selection: shown.selection, highlighted: shown.highlighted });
    state.counts = shown.circles || Boolean(shown.choropleth);
    state.stale = state.stale || state.names.hidden === shown.names || legendBefore !== picture.legendKey(shown, state.config.text);
    state.names.hidden = !shown.names;
    if (state.counts && state.countedFor !== state.layers.map((layer) => layer.digest).join()) {
      state.countedFor = state.layers.map((layer) => layer.digest).join();
      const all = picture.figures(state.layers, (data) => picture.rowsFrom(data, ""));
      state.most = Math.max(1, ...Object.values(all).map((figures) => figures[0] + figures[1]));
      state.stale = true;
    }
    const beside = ({ name }) => shown.beside_rows[name];
    const cut = drawPoints(map, state, (data) => picture.rowsFrom(data, shown.rows[data.name]),
      (data) => (beside(data) === undefined ? null : picture.rowsFrom(data, beside(data))));
    if (state.stale) state.drawn.forEach((layer) => layer.redraw());
    captionOf(map, state);
    state.styled.then(() => { if (state.shown === shown && state.stale) makeRoom(map, state); });
    state.ready.then(async () => {
      if (state.shown !== shown) return;
      redrawAreas(state, shown.figures, shown.beside, cut);
      colourRegions(state);
      outline(state);
      picture.drawStrip(map, state);
      moveView(map, state);
      picture.together(map, state);
      sketch(map, state).catch(() => console.warn(state.config.sketch.script));
      state.clickedOnMap = false;
      await picture.shade(map, state, fillOf);
      if (state.shown !== shown) return;
      picture.keepTime(map, state);
      picture.showWaiting(state, false);
      tell(map, state, { shown: shown.digest });
      warmUp(state);
    });
  }

  // What a meeting draws comes with scripts and a style of its own, which are fetched once somebody asks for them.
  async function sketch(map, state) {
    if (!state.shown.sketch && !picture.drawSketch) return;
    if (!state.sketching) {
      const { style, script } = state.config.sketch;
      const add = (tag, attributes) => new Promise((resolve, reject) => {
        document.head.appendChild(Object.assign(document.createElement(tag), attributes, { onload: resolve, onerror: reject }));
      });
      state.sketching = Promise.all([add("link", { rel: "stylesheet", href: style }), add("script", { src: script })]);
      state.sketching.catch(() => { state.sketching = null; });
    }
    await state.sketching;
    picture.drawSketch(map, state);
  }

  const Shown = L.Layer.extend({
    initialize(shown) { this.shown = shown; },

    onAdd(map) {
      map.closePopup();
      draw(map, map.picture, this.shown);
    },

    onRemove() {}, // what comes next takes over what is drawn
  });

  picture.prepare = function (map, state) {
    Object.assign(state, { offerWalk: () => {}, pointAt: () => {}, layers: [], figures: {}, beside: {}, selection: {}, highlighted: [],
      anchors: {}, shown: null, counts: false, shades: { within: "", wanted: [], layers: new Map(), names: {}, regions: {} } });
    const asked = (data) => state.shown.asked.includes(data.name);
    state.drawsPoints = (data) => Boolean(state.shown) && (asked(data) || map.getZoom() >= state.shown.points_from);
    state.drawsCircles = () => Boolean(state.shown) && state.shown.circles && map.getZoom() < state.shown.points_from
      && !state.layers.some((data) => data.kinds && asked(data));
    state.outline = () => outline(state);
    state.circles = new picture.CircleLayer({ pane: "circles" }).addTo(map);
    map.on("click", () => { state.clickedOnMap = true; });
    let near = null;
    map.on("zoomend", () => {
      const now = `${state.drawsCircles()} ${state.layers.map(state.drawsPoints)} ${Boolean(picture.near(map))}`;
      if (state.shown && now !== near) {
        picture.showLegend(map, state);
        captionOf(map, state);
        if (state.time && state.time.held) picture.showWeek(map, state); // its words stand in the caption
      }
      near = now;
    });
    map.on("moveend", () => { if (state.shown && state.shown.near && state.refine) picture.shade(map, state, fillOf); });
  };

  picture.show = function (group, shown) {
    group.addLayer(new Shown(shown));
  };
})();

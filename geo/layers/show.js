// What changes with the filters: the colours of the regions, the points, the legend, the selection and the view.
(function () {
  "use strict";

  const picture = (window.OperationalMap = window.OperationalMap || {});

  // Hatches tell "no data" and "withheld" from any value, also in grey print.
  const HATCHES = {
    none: { angle: 45, gap: 7 },
    withheld: { angle: -45, gap: 4 },
  };

  function addHatches(svg) {
    if (!svg || svg.querySelector("defs.picture-hatches")) return;
    const make = (tag, attributes) => {
      const node = document.createElementNS("http://www.w3.org/2000/svg", tag);
      Object.entries(attributes).forEach(([name, value]) => node.setAttribute(name, value));
      return node;
    };
    const defs = make("defs", { class: "picture-hatches" });
    Object.entries(HATCHES).forEach(([name, { angle, gap }]) => {
      const pattern = make("pattern", { id: `picture-hatch-${name}`, width: gap, height: gap,
        patternUnits: "userSpaceOnUse", patternTransform: `rotate(${angle})` });
      pattern.appendChild(make("rect", { width: gap, height: gap, class: "picture-hatch-ground" }));
      pattern.appendChild(make("rect", { width: 1.5, height: gap, class: "picture-hatch-line" }));
      defs.appendChild(pattern);
    });
    svg.insertBefore(defs, svg.firstChild);
  }

  // Fill of a class: a colour, or the name of a hatch.
  const fillOf = (entry) => (entry.hatch ? `url(#picture-hatch-${entry.hatch})` : entry.fill);

  function colourRegions(state, choropleth, selected) {
    state.regions.eachLayer((area) => {
      const path = area.getElement();
      const entry = choropleth && choropleth.legend[choropleth.classes[area.feature.id]];
      addHatches(path.ownerSVGElement);
      path.style.fill = entry ? fillOf(entry) : "";
      path.style.fillOpacity = entry ? "" : 1;
      path.dataset.code = area.feature.id;
      path.dataset.class = entry ? entry.label : "";
      path.classList.toggle("picture-selected", selected.includes(area.feature.id));
      if (selected.includes(area.feature.id)) area.bringToFront();
      area.describe();
    });
  }

  function swatch(entry) {
    const box = picture.element("span", `picture-swatch${entry.hatch ? ` picture-swatch-${entry.hatch}` : ""}`);
    if (entry.fill) box.style.backgroundColor = entry.fill;
    return box;
  }

  function legendRow(mark, label) {
    const row = picture.element("div", "picture-legend-row");
    row.appendChild(mark);
    row.appendChild(picture.element("span", "", label));
    return row;
  }

  function legendSection(title) {
    const section = picture.element("div", "picture-legend-section");
    section.appendChild(picture.element("strong", "", title));
    return section;
  }

  const Legend = L.Control.extend({
    options: { position: "topleft" },
    onAdd() {
      const box = picture.element("details", "picture-legend");
      box.open = this.options.open;
      box.addEventListener("toggle", () => { this.options.state.legendOpen = box.open; });
      box.appendChild(picture.element("summary", "", this.options.text.legend));
      const { choropleth, points } = this.options.shown;
      if (choropleth) {
        const section = legendSection(choropleth.title);
        choropleth.legend.forEach((entry) => section.appendChild(legendRow(swatch(entry), entry.label)));
        box.appendChild(section);
      }
      points.forEach((layer) => {
        const section = legendSection(layer.title);
        layer.legend.forEach(({ sprite, label }) => {
          const mark = picture.element("span", "picture-mark");
          mark.appendChild(picture.spriteCanvas(sprite).canvas);
          section.appendChild(legendRow(mark, label));
        });
        box.appendChild(section);
      });
      L.DomEvent.disableClickPropagation(box);
      L.DomEvent.disableScrollPropagation(box);
      return box;
    },
  });

  function showLegend(map, state, shown) {
    if (state.legend) state.legend.remove();
    if (state.legendOpen === undefined) state.legendOpen = map.getSize().x > 600;
    state.legend = new Legend({ shown, state, text: state.config.text, open: state.legendOpen }).addTo(map);
  }

  // Selecting a region brings it into view; clearing the selection goes back to the whole map.
  function moveView(map, state, selected) {
    const wanted = selected.join(" ");
    if (state.focused === wanted) return;
    const first = state.focused === undefined;
    state.focused = wanted;
    const areas = [];
    state.regions.eachLayer((area) => { if (selected.includes(area.feature.id)) areas.push(area); });
    const bounds = areas.length ? L.featureGroup(areas).getBounds().pad(0.25) : state.config.bounds;
    picture.fit(map, bounds, { animate: !first });
  }

  // Points lie above the areas, so they are asked first; a click on one opens it and goes no further.
  function listen(map, state) {
    if (state.listening) return;
    state.listening = true;
    const tip = L.tooltip({ className: "picture-tip", offset: [10, 0] });
    const hit = (event) => {
      if (event.target.closest(".leaflet-control, .leaflet-popup")) return null;
      const place = map.mouseEventToContainerPoint(event);
      for (let i = state.drawn.length - 1; i >= 0; i--) {
        const mark = state.drawn[i].at(place);
        if (mark) return { layer: state.drawn[i], mark };
      }
      return null;
    };
    const container = map.getContainer();
    let shown = null;
    container.addEventListener("mousemove", (event) => {
      const found = event.buttons ? null : hit(event);
      container.classList.toggle("picture-pointing", Boolean(found));
      if ((found && found.mark) === shown) { if (found) event.stopPropagation(); return; }
      shown = found && found.mark;
      if (!found) { tip.remove(); return; }
      state.regions.closeTooltip();
      event.stopPropagation();
      tip.setLatLng(found.layer.latLng(found.mark)).setContent(found.layer.summary(found.mark)).addTo(map);
    }, true);
    container.addEventListener("click", (event) => {
      const found = map.dragging.moved() ? null : hit(event);
      if (!found) return;
      event.stopPropagation();
      tip.remove();
      shown = null;
      found.layer.open(found.mark);
    }, true);
    map.on("zoomstart", () => { tip.remove(); shown = null; });
  }

  // Large layers travel once: a layer that we have is named by its digest, and asked for if we lost it.
  const KEPT = 16;

  function found(state, layers) {
    const kept = (state.kept = state.kept || new Map());
    layers.filter((layer) => layer.digest).forEach((layer) => kept.set(layer.digest, layer));
    [...kept.keys()].slice(0, -KEPT).forEach((digest) => kept.delete(digest));
    const missing = layers.filter((layer) => layer.kept && !kept.has(layer.kept));
    if (missing.length) window.Streamlit.setComponentValue({ missing: missing.map((layer) => layer.kept), at: Date.now() });
    return layers.map((layer) => (layer.kept ? kept.get(layer.kept) : layer)).filter(Boolean);
  }

  const Shown = L.Layer.extend({
    initialize(shown) { this.shown = shown; },

    onAdd(map) {
      const state = map.picture;
      const { choropleth, selected, tips, names, digest } = this.shown;
      const points = (this.shown.points = found(state, this.shown.points));
      this.removed = false;
      state.drawn = points.map((layer) => new picture.PointLayer(layer, { pane: "points" }).addTo(map));
      state.names.hidden = !names;
      state.names.redraw();
      showLegend(map, state, this.shown);
      listen(map, state);
      state.ready.then(() => {
        if (this.removed) return;
        state.tips = tips;
        colourRegions(state, choropleth, selected);
        moveView(map, state, selected);
        // For tests and for whoever waits: what is on screen, after it is on screen.
        Object.assign(map.getContainer().dataset, {
          shown: digest, points: points.map((layer) => `${layer.name}:${layer.count}`).join(" "),
        });
      });
    },

    onRemove(map) {
      this.removed = true;
      map.closePopup();
      map.picture.drawn.forEach((layer) => layer.remove());
      map.picture.drawn = [];
    },
  });

  picture.show = function (group, shown) {
    group.addLayer(new Shown(shown));
  };
})();

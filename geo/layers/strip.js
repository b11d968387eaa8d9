// A strip along a border: what lies outside fades, areas without data are hatched, and people who live on one side
// and work on the other are lines as wide as they are many.
(function () {
  "use strict";

  const picture = (window.OperationalMap = window.OperationalMap || {});
  const WORLD = [[-85, -180], [-85, 180], [85, 180], [85, -180]];
  const WIDEST = 16; // pixels of the widest line
  const turned = ([lon, lat]) => [lat, lon];

  function fade(map, strip) {
    return L.polygon([WORLD, ...strip.rings.map((ring) => ring.map(turned))], { pane: "strip", interactive: false,
      renderer: picture.drawing(map, "strip"), className: "picture-faded", weight: 1.5, smoothFactor: 0 });
  }

  function lines(map, strip) {
    const most = Math.max(...strip.flows.map(([, , , , people]) => people), 1);
    return strip.flows.map(([lon, lat, toLon, toLat, people]) => L.polyline([[lat, lon], [toLat, toLon]], { pane: "flows",
      interactive: false, renderer: picture.drawing(map, "flows"), className: "picture-flow", fill: false,
      weight: Math.max(1, (WIDEST * people) / most) }));
  }

  // What did not change stays as it is.
  picture.drawStrip = function (map, state) {
    const { strip } = state.shown;
    const wanted = JSON.stringify(strip);
    if (state.stripDrawn === wanted) return;
    state.stripDrawn = wanted;
    if (state.strip) state.strip.remove();
    state.strip = strip && strip.bounds ? L.layerGroup([fade(map, strip), ...lines(map, strip)]).addTo(map) : null;
    state.districts.eachLayer((area) => {
      const silent = Boolean(strip) && strip.silent.includes(area.feature.id);
      area.getElement().style.fill = silent ? "url(#picture-hatch-none)" : "";
      area.getElement().dataset.silent = silent;
    });
    state.names.redraw();
  };

  // The lines of the legend: label and class of the swatch.
  picture.stripLegend = function (strip, text) {
    return [["picture-swatch-faded", text.faded], strip.silent.length && ["picture-swatch-none", text.silent],
      strip.flows.length && ["picture-swatch-flow", text.flows]].filter(Boolean);
  };
})();

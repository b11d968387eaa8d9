// A strip along a border: what lies outside fades, areas without data are hatched, and people who live on one side
// and work on the other are arrows as wide as they are many.
(function () {
  "use strict";

  const picture = (window.OperationalMap = window.OperationalMap || {});
  const WORLD = [[-85, -180], [-85, 180], [85, 180], [85, -180]];
  const [LEAST, WIDEST] = [2, 14]; // pixels of the widths of arrows
  const APART = 3; // pixels between an arrow and the one back
  const turned = ([lon, lat]) => [lat, lon];

  function fade(map, strip) {
    return L.polygon([WORLD, ...strip.rings.map((ring) => ring.map(turned))], { pane: "strip", interactive: false,
      renderer: picture.drawing(map, "strip"), className: "picture-faded", weight: 1.5, smoothFactor: 0 });
  }

  // From where people live to where they work. Two in opposite directions keep right of each other.
  picture.FlowLayer = picture.CanvasLayer.extend({
    initialize(flows, options) {
      L.setOptions(this, options);
      const most = Math.max(...flows.map(([, , , , people]) => people), 1);
      const ways = new Set(flows.map((flow) => flow.slice(0, 4).join()));
      this.flows = flows.map(([lon, lat, toLon, toLat, people]) => ({ from: [picture.unitX(lon), picture.unitY(lat)],
        to: [picture.unitX(toLon), picture.unitY(toLat)], width: Math.max(LEAST, (WIDEST * people) / most),
        returned: ways.has([toLon, toLat, lon, lat].join()) }));
    },

    arrange() {
      const { x, y } = this.worldCorner;
      this.arrows = this.flows.map(({ from, to, width, returned }) => {
        const [[left, top], [right, bottom]] = [from, to].map(([unitX, unitY]) => [unitX * this.worldSize - x, unitY * this.worldSize - y]);
        const far = Math.hypot(right - left, bottom - top) || 1;
        const [east, south] = [(right - left) / far, (bottom - top) / far];
        const head = Math.min(far, 8 + 1.2 * width);
        const aside = returned ? (width + APART) / 2 : 0;
        // so far along the arrow, so far to the right of it
        const at = (along, across) => [left + along * east - (aside + across) * south, top + along * south + (aside + across) * east];
        return [at(0, -width / 2), at(far - head, -width / 2), at(far - head, -width / 2 - 4), at(far, 0),
          at(far - head, width / 2 + 4), at(far - head, width / 2), at(0, width / 2)];
      });
      this.canvas.dataset.flows = this.arrows.length;
      return picture.around(this.arrows.flat().map(([left, top]) => ({ left: left - 2, right: left + 2, top: top - 2, bottom: top + 2 })));
    },

    draw(pen) {
      pen.fillStyle = getComputedStyle(this._map.getContainer()).getPropertyValue("--selected");
      pen.strokeStyle = "#ffffff";
      this.arrows.forEach(([start, ...corners]) => {
        pen.beginPath();
        pen.moveTo(...start);
        corners.forEach((corner) => pen.lineTo(...corner));
        pen.closePath();
        pen.globalAlpha = 0.45;
        pen.fill();
        pen.globalAlpha = 0.9;
        pen.stroke();
      });
    },
  });

  // What did not change stays as it is.
  picture.drawStrip = function (map, state) {
    const { strip } = state.shown;
    const wanted = JSON.stringify(strip);
    if (state.stripDrawn === wanted) return;
    state.stripDrawn = wanted;
    if (state.strip) state.strip.remove();
    state.strip = strip && strip.bounds ? L.layerGroup([fade(map, strip), ...(strip.flows.length ? [new picture.FlowLayer(strip.flows, { pane: "flows" })] : [])]).addTo(map) : null;
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

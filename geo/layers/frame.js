// What stands around the map, inside its frame: title and filters, the legend, the sum, source and moment. They go
// along into full screen, print and pictures. Text reaches them through textContent only.
(function () {
  "use strict";

  const picture = (window.OperationalMap = window.OperationalMap || {});

  // The rows of our frame: head, map, foot; streamlit-folium made the box of the map, we put ours around it.
  picture.makeFrame = function (map, state) {
    const container = map.getContainer();
    const parts = { head: "div", legend: "div", time: "div", foot: "div" };
    state.parts = {};
    Object.entries(parts).forEach(([name, tag]) => {
      state.parts[name] = picture.element(tag, `picture-${name}`);
      state.parts[name].hidden = true;
    });
    container.parentElement.classList.add("picture-frame");
    container.parentElement.setAttribute("role", "main");
    container.before(state.parts.head, state.parts.legend);
    container.after(state.parts.time, state.parts.foot);
    new ResizeObserver(() => picture.keepWhole(map)).observe(container);
    window.addEventListener("resize", () => picture.releaseLines(state));
  };

  function fill(part, children) {
    const found = children.filter(Boolean);
    part.replaceChildren(...found);
    part.hidden = !found.length;
  }

  // A line that words once took stays theirs until the frame gets another size or language: the map would change
  // its own, and move, with each filter.
  const keepLines = (part) => { part.style.minHeight = `${part.getBoundingClientRect().height}px`; };
  picture.releaseLines = ({ parts: { head, foot } }) => [head, foot].forEach((part) => { part.style.minHeight = ""; });

  picture.showCaption = function (state, caption) {
    const { head, foot } = state.parts;
    const text = state.config.text;
    if (!caption) {
      fill(head, []);
    } else {
      const words = picture.element("div", "picture-words");
      words.appendChild(picture.element("h1", "", caption.title));
      if (caption.filters) words.appendChild(picture.element("div", "picture-filters", caption.filters));
      fill(head, [words, caption.demo && picture.element("strong", "picture-demo", caption.demo)]);
    }
    const source = picture.element("details", "picture-source");
    const mark = picture.element("summary", "", "i");
    mark.setAttribute("aria-label", text.source);
    mark.title = text.source;
    source.append(mark, picture.element("span", "", state.config.attribution[state.config.background]));
    fill(foot, [...((caption && caption.foot) || []).map((line) => picture.element("span", "", line)), source]);
    [head, foot].forEach(keepLines);
  };

  // The words belong to the last answer of the server; until it answers a click they are faint.
  picture.showWaiting = function (state, waiting) {
    state.parts.head.parentElement.classList.toggle("picture-waiting", waiting);
  };

  // legend

  function entry(mark, label) {
    const row = picture.element("span", "picture-entry");
    row.append(mark, picture.element("span", "", label));
    return row;
  }

  function swatch({ fill: colour, hatch }) {
    const box = picture.element("span", `picture-swatch${hatch ? ` picture-swatch-${hatch}` : ""}`);
    if (colour) box.style.backgroundColor = colour;
    return box;
  }

  function canvasMark({ canvas }) {
    const mark = picture.element("span", "picture-mark");
    mark.appendChild(canvas);
    return mark;
  }

  function section(title, entries) {
    const box = picture.element("div", "picture-legend-section");
    box.append(picture.element("strong", "", title), ...entries);
    return box;
  }

  // Two things at once: a table of colours, with words along its sides.
  function gridSection(choropleth) {
    const { across, columns, down, rows } = choropleth.grid;
    const table = picture.element("table", "picture-grid");
    const head = table.createTHead().insertRow();
    head.appendChild(picture.element("th", "", `${down} ↓ ${across} →`));
    columns.forEach((label) => { head.appendChild(picture.element("th", "", label)).scope = "col"; });
    rows.forEach((label, row) => {
      const line = table.createTBody().insertRow();
      line.appendChild(picture.element("th", "", label)).scope = "row";
      columns.forEach((_, column) => {
        const one = choropleth.legend[row * columns.length + column];
        const cell = line.insertCell();
        cell.append(swatch(one), picture.element("span", "picture-unseen", one.label));
      });
    });
    const others = choropleth.legend.slice(rows.length * columns.length);
    const box = section(choropleth.title, others.map((one) => entry(swatch(one), one.label)));
    box.querySelector("strong").after(table);
    return box;
  }

  function rateSection(choropleth, text) {
    if (choropleth.grid) return gridSection(choropleth);
    const entries = choropleth.legend.map((one) => entry(swatch(one), one.label));
    if (choropleth.chance.length) entries.push(entry(picture.element("span", "picture-swatch picture-swatch-chance"), text.chance));
    return section(choropleth.title, entries);
  }

  // What is drawn of the neighbours of the areas chosen, and counted nowhere.
  function besideSection({ shown, config }) {
    if (!Object.keys(shown.beside).length) return null;
    const box = picture.element("div", "picture-legend-section");
    box.append(entry(picture.element("span", "picture-dot picture-dot-homes picture-dot-beside"), config.text.besides));
    return box;
  }

  // Whether the filters leave areas out.
  const isCut = ({ regio = [], land = [] }) => regio.length + land.length > 0;

  function circleSection(map, text) {
    const { config } = map.picture;
    const kinds = config.kinds.map((label, kind) => {
      const dot = picture.element("span", "picture-dot");
      dot.style.backgroundColor = `var(--kind-${kind})`;
      return entry(dot, label);
    });
    return section(text.circles, [entry(sizes(map), text.number), ...kinds,
      entry(picture.element("span", "picture-dot picture-dot-homes"), text.homes),
      isCut(map.picture.selection) && entry(picture.element("span", "picture-swatch picture-swatch-outside"), text.outside)].filter(Boolean));
  }

  function sizes(map) {
    const steps = (map.picture.most || 1) > 30 ? [10, 100] : [1, 5];
    const radii = steps.map((count) => picture.circleRadius(map, count));
    const width = radii.reduce((sum, radius) => sum + 2 * radius + 4, 0);
    const height = 2 * Math.max(...radii) + 3;
    const ratio = picture.sharpness();
    const canvas = document.createElement("canvas");
    Object.assign(canvas, { width: width * ratio, height: height * ratio });
    Object.assign(canvas.style, { width: `${width}px`, height: `${height}px` });
    const pen = canvas.getContext("2d");
    pen.scale(ratio, ratio);
    const style = getComputedStyle(map.getContainer());
    const colours = { panel: style.getPropertyValue("--panel"), text: style.getPropertyValue("--text"), kinds: [style.getPropertyValue("--line")] };
    let x = 2;
    steps.forEach((count, place) => {
      x += radii[place];
      picture.drawCircle(pen, { x, y: height / 2, radius: radii[place], count, values: [count] }, colours);
      x += radii[place] + 4;
    });
    const box = picture.element("span", "picture-sizes");
    box.appendChild(canvas);
    return box;
  }

  function stripSection(strip, text) {
    return section(text.strip, picture.stripLegend(strip, text).map(([className, label]) =>
      entry(picture.element("span", `picture-swatch ${className}`), label)));
  }

  function pointSection(layer) {
    return section(layer.title, layer.legend.map(({ sprite, cluster, label }) =>
      entry(canvasMark(cluster ? picture.groupCanvas(layer, cluster) : picture.spriteCanvas(sprite)), label)));
  }

  // What the legend of a picture is made of: with the same the legend stands as it is.
  picture.legendKey = ({ choropleth, near, circles, asked, beside, within, strip, selection, legend }, text) => JSON.stringify([choropleth, near,
    circles, asked, Object.keys(beside).length > 0, within, strip && picture.stripLegend(strip, text), isCut(selection), legend]);

  // One line above the map; on a narrow screen folded. Points are explained while they are on the map; where a region has
  // the map to itself, or a strip, or municipalities have colours, they take so many lines that they are folded.
  picture.showLegend = function (map, state) {
    const { legend } = state.shown;
    const choropleth = picture.coloured(map);
    const text = state.config.text;
    const { within, strip } = state.shown;
    const rate = choropleth && rateSection(choropleth, text);
    const first = strip ? stripSection(strip, text) : (within || picture.near(map)) && rate;
    const sections = !legend ? [] : [
      rate !== first && rate,
      state.drawsCircles() && circleSection(map, text),
      ...state.layers.filter((layer) => layer.legend.length && state.drawsPoints(layer)).map(pointSection),
      besideSection(state),
    ].filter(Boolean);
    if (!sections.length) { fill(state.parts.legend, []); return; }
    const box = picture.element("details", "picture-key");
    box.open = state.legendOpen === undefined ? window.innerWidth > 640 && !first : state.legendOpen;
    const lines = picture.element("div", "picture-key-lines");
    lines.tabIndex = 0; // it scrolls where the map is small
    lines.setAttribute("role", "group");
    lines.setAttribute("aria-label", text.legend);
    lines.append(...sections);
    const summary = picture.element("summary", "", text.legend);
    summary.addEventListener("click", () => { state.legendOpen = !box.open; }); // before it folds or unfolds
    box.append(summary, lines);
    fill(state.parts.legend, [first, box]);
  };

  // What lies over the map, so that no name is written under it; (0, 0) is the corner of the canvas.
  picture.controlBoxes = function (map, worldCorner) {
    const container = map.getContainer();
    const base = container.getBoundingClientRect();
    const corner = map.getPixelOrigin().subtract(worldCorner).add(map.containerPointToLayerPoint([0, 0]));
    return [...container.querySelectorAll(".leaflet-control")].map((control) => {
      const box = control.getBoundingClientRect();
      return { left: box.left - base.left + corner.x, right: box.right - base.left + corner.x,
        top: box.top - base.top + corner.y, bottom: box.bottom - base.top + corner.y };
    });
  };
})();

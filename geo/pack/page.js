// Draws the map of the pack from the data in the page. All text is set by textContent; nothing is fetched.
(function () {
  "use strict";
  const data = JSON.parse(document.getElementById("data").textContent);
  const SVG = "http://www.w3.org/2000/svg";
  const SHOWN = 50;

  const map = L.map("map", { attributionControl: false, zoomControl: false, zoomSnap: 0.25, minZoom: 5, maxZoom: 15 });
  L.control.zoom({ zoomInTitle: data.text.zoomIn, zoomOutTitle: data.text.zoomOut }).addTo(map);
  L.control.scale({ imperial: false }).addTo(map);
  document.getElementById("map").setAttribute("aria-label", data.text.map);
  map.fitBounds(data.bounds, { animate: false });
  map.createPane("points").style.zIndex = 450; // a canvas lies below what is drawn as SVG

  function element(kind, text, name) {
    const made = document.createElement(kind);
    if (text) made.textContent = text;
    if (name) made.className = name;
    return made;
  }

  function drawn(kind, attributes, text) {
    const made = document.createElementNS(SVG, kind);
    Object.entries(attributes).forEach(([name, value]) => made.setAttribute(name, value));
    if (text) made.textContent = text;
    return made;
  }

  const ground = L.svg({ padding: 0.5 });
  data.areas.forEach((area) => {
    const look = { renderer: ground, interactive: false, color: "#7f8b95", weight: 0.8, fillOpacity: 1 };
    if (area.fill.length > 7) L.geoJSON(area.shape, { style: { ...look, fillColor: "#ffffff" } }).addTo(map);
    L.geoJSON(area.shape, { style: { ...look, fillColor: area.fill } }).addTo(map);
  });
  data.borders.forEach((line) =>
    L.geoJSON(line, { style: { renderer: ground, interactive: false, color: "#3c4650", weight: 1.6, dashArray: "7 3 1.5 3" } }).addTo(map));

  // circles: as large as the number, a ring split by type

  function ring(circle, radius) {
    const size = 2 * radius + 2, middle = radius + 1, width = Math.max(3, 0.28 * radius);
    const picture = drawn("svg", { width: size, height: size, role: "img", "aria-label": `${circle.name}: ${circle.told}` });
    picture.appendChild(drawn("circle", { cx: middle, cy: middle, r: radius, fill: "#ffffff" }));
    const inner = radius - width / 2, whole = 2 * Math.PI * inner;
    let begun = 0;
    circle.parts.forEach(([count, colour]) => {
      const part = (count / circle.count) * whole;
      picture.appendChild(drawn("circle", { cx: middle, cy: middle, r: inner, fill: "none", stroke: colour, "stroke-width": width,
        "stroke-dasharray": `${part} ${whole - part}`, "stroke-dashoffset": -begun, transform: `rotate(-90 ${middle} ${middle})` }));
      begun += part;
    });
    picture.appendChild(drawn("text", { x: middle, y: middle + 4.5 }, circle.told));
    return picture;
  }

  const most = Math.max(1, ...data.circles.map((circle) => circle.count));
  const groups = { areas: L.layerGroup() };
  const radii = new Map();
  data.circles.forEach((circle) => {
    const radius = Math.max(11, 26 * Math.sqrt(circle.count / most));
    radii.set(circle.at.join(), radius);
    const icon = L.divIcon({ html: ring(circle, radius), className: "circle", iconSize: [2 * radius + 2, 2 * radius + 2] });
    const told = element("span", `${circle.name}: ${circle.told}`);
    groups.areas.addLayer(L.marker(circle.at, { icon: icon, keyboard: false, zIndexOffset: 1000 }).bindTooltip(told));
  });

  // names: below their circles, and only where they cover nothing

  const names = data.areas.filter((area) => area.name).map((area) => {
    const name = element("div");
    name.appendChild(element("span", area.name));
    const below = radii.has(area.at.join()) ? -radii.get(area.at.join()) : 8;
    const icon = L.divIcon({ html: name, className: "name", iconSize: [0, 0], iconAnchor: [0, below] });
    L.marker(area.at, { icon: icon, interactive: false, keyboard: false, zIndexOffset: 500 }).addTo(map);
    return name.firstChild;
  });

  function part() {
    const taken = [...document.querySelectorAll(".circle svg")].map((circle) => circle.getBoundingClientRect());
    names.forEach((name) => {
      const box = name.getBoundingClientRect();
      const free = !taken.some((other) => box.left < other.right && other.left < box.right && box.top < other.bottom && other.top < box.bottom);
      name.style.visibility = free ? "" : "hidden";
      if (free) taken.push(box);
    });
  }
  map.on("zoomend", part);

  // records: one mark for all at one place, with what is known of each

  function listed(layer, rows) {
    const list = element("div");
    rows.slice(0, SHOWN).forEach((row) => {
      const record = element("div", "", "record");
      layer.columns.forEach((column) => {
        const text = column.values[column.codes[row]];
        if (!text) return;
        const line = element("div");
        line.appendChild(element("b", `${column.label}: `));
        line.appendChild(element("span", text));
        record.appendChild(line);
      });
      list.appendChild(record);
    });
    if (rows.length > SHOWN) list.appendChild(element("div", data.text.more.replace("{count}", rows.length - SHOWN)));
    return list;
  }

  const Square = L.CircleMarker.extend({
    _updatePath: function () {
      const ink = this._renderer._ctx, half = this._radius, at = this._point;
      if (!this._renderer._drawing || this._empty()) return;
      ink.beginPath();
      ink.rect(at.x - half, at.y - half, 2 * half, 2 * half);
      this._renderer._fillStroke(ink, this);
    },
  });
  const canvas = L.canvas({ padding: 0.5, pane: "points" });
  data.layers.forEach((layer) => {
    const group = (groups[layer.name] = L.layerGroup());
    const places = new Map();
    layer.points.forEach((at, row) => {
      const key = at.join();
      if (places.has(key)) places.get(key).push(row); else places.set(key, [row]);
    });
    places.forEach((rows) => {
      const Mark = layer.square ? Square : L.CircleMarker;
      const mark = new Mark(layer.points[rows[0]], { renderer: canvas, pane: "points", radius: Math.min(3 + Math.sqrt(rows.length), 10), color: "#ffffff",
        weight: 1, fillColor: layer.colours[rows[0]], fillOpacity: 0.95 });
      mark.bindPopup(() => listed(layer, rows), { maxWidth: 300 });
      mark.on("popupopen", (opened) => {
        const close = opened.popup.getElement().querySelector(".leaflet-popup-close-button");
        if (close) close.setAttribute("aria-label", data.text.close);
      });
      group.addLayer(mark);
    });
  });

  // what a meeting drew, wrote and agreed

  map.createPane("meeting").style.zIndex = 460;
  const ink = { renderer: L.svg({ pane: "meeting", padding: 0.5 }), pane: "meeting", color: "#0b57d0", weight: 3, fillOpacity: 0.12 };

  function labelled(layer, text) {
    const span = element("span", text);
    return text ? layer.bindTooltip(span, { permanent: true, direction: "center", className: "label" }) : layer;
  }

  function signed(at, text, name, told) {
    const sign = element("div");
    sign.appendChild(element("span", text));
    const mark = L.marker(at, { icon: L.divIcon({ html: sign, className: name, iconSize: [0, 0] }), keyboard: false, zIndexOffset: 2000 });
    return told ? mark.bindTooltip(element("span", told)) : mark;
  }

  groups.sketch = L.layerGroup(data.meeting.shapes.map((shape) => {
    const { kind, text } = shape.properties;
    if (kind === "notitie") return signed([...shape.geometry.coordinates].reverse(), text, "note");
    return labelled(L.geoJSON(shape, { style: ink, pointToLayer: (_, at) => L.circleMarker(at, { ...ink, radius: 7 }) }), text);
  }));
  groups.agreed = L.layerGroup(data.meeting.points.map(([number, lon, lat, told]) => signed([lat, lon], number, "number", told)));
  data.meeting.lists.forEach((list) => {
    const lines = element("ul", "", "told");
    list.lines.forEach(([name, text]) => {
      const line = element("li");
      line.appendChild(element("b", name));
      line.appendChild(element("span", ` ${text}`));
      lines.appendChild(line);
    });
    document.querySelector("aside").append(element("h2", list.title), lines);
  });

  document.querySelectorAll("[data-layer]").forEach((box) => {
    const group = groups[box.dataset.layer];
    const show = () => { if (box.checked) group.addTo(map); else group.remove(); part(); };
    box.addEventListener("change", show);
    show();
  });
  part();
  window.addEventListener("resize", () => map.invalidateSize());
  document.documentElement.dataset.drawn = "true";
})();

// What people draw and write on the map in a meeting: points, lines, areas and notes, and numbered action points. All
// text reaches the map through textContent. Every change is told to the server as GeoJSON, which has the last word.
(function () {
  "use strict";

  const picture = (window.OperationalMap = window.OperationalMap || {});
  const PANE = "sketch";
  const DECIMALS = 5; // of the degrees that are kept, as geo/picture/sketch.py
  const MOST_UNDONE = 50;

  // How each kind of shape is drawn with Geoman, and its picture on the tool.
  const TOOLS = {
    punt: ["Marker", "M12 12m-4 0a4 4 0 1 0 8 0a4 4 0 1 0-8 0"],
    lijn: ["Line", "M3 19 9 9l6 5 6-10"],
    vlak: ["Polygon", "M4 8 13 3l8 8-5 9-11-1z"],
    notitie: ["Marker", "M4 4h16v11h-9l-4 5v-5H4z"],
  };
  const CHANGE = "M4 20l1-5L16 4l4 4L9 19z";
  const UNDO = "M9 7 4 12l5 5M4 12h10a5 5 0 0 1 0 10h-2";

  const turned = ([lon, lat]) => [lat, lon];
  const words = (text) => picture.element("span", "", text);

  function boardOf(map, state) {
    if (state.board) return state.board;
    map.createPane(PANE).style.zIndex = 460;
    state.board = { token: Math.random().toString(36).slice(2), edits: 0, shapes: [], past: [], tool: "", placing: 0,
      drawn: L.layerGroup().addTo(map), marks: L.layerGroup().addTo(map) };
    map.on("click", ({ latlng }) => {
      if (state.board.placing && !state.board.tool) tell(state.board, { place: [latlng.lng, latlng.lat] });
    });
    return state.board;
  }

  // The server learns of a change, and by its number we know which answer is to which.
  function tell(board, change) {
    board.edits += 1;
    const edit = `${board.token}-${board.edits}`;
    window.Streamlit.setComponentValue({ meeting: { edit, ...change }, at: Date.now() });
  }

  const tellShapes = (board) => tell(board, { sketch: JSON.stringify({ type: "FeatureCollection", features: board.shapes }) });

  // drawing

  const LAYERS = {
    punt: (places, look) => L.circleMarker(turned(places), { ...look, className: "sketch-shape sketch-point", radius: 9 }),
    lijn: (places, look) => L.polyline(places.map(turned), { ...look, className: "sketch-shape sketch-line" }),
    vlak: ([outline], look) => L.polygon(outline.map(turned), look),
    notitie: (place, look, text) => L.marker(turned(place), { ...look, keyboard: false, bubblingMouseEvents: true,
      icon: L.divIcon({ className: "sketch-note", html: words(text), iconSize: null }) }),
  };

  function layerOf(map, { geometry: { coordinates }, properties: { kind, text } }) {
    const look = { pane: PANE, renderer: picture.drawing(map, PANE), className: "sketch-shape", pmIgnore: false };
    const layer = LAYERS[kind](coordinates, look, text);
    if (text && kind !== "notitie") {
      layer.bindTooltip(words(text), { permanent: true, className: "sketch-label", direction: kind === "punt" ? "right" : "center" });
    }
    return layer;
  }

  function redraw(map, state) {
    const { board } = state;
    board.drawn.clearLayers();
    board.shapes.forEach((shape, at) => {
      const layer = layerOf(map, shape).addTo(board.drawn);
      layer.on("click", (event) => {
        if (board.tool !== "change") return;
        L.DomEvent.stopPropagation(event);
        write(map, state, at);
      });
      layer.on("pm:edit", () => {
        remember(board);
        board.shapes[at] = { ...board.shapes[at], geometry: layer.toGeoJSON(DECIMALS).geometry };
        told(state);
      });
    });
    if (board.tool === "change") { map.pm.disableGlobalEditMode(); map.pm.enableGlobalEditMode(); }
    Object.assign(map.getContainer().dataset, { sketch: board.shapes.map(({ properties }) => properties.kind).join(" ") });
  }

  function drawMarks(board, points, placing) {
    board.marks.clearLayers();
    points.forEach(([number, lon, lat, text]) => {
      const className = `sketch-mark${number === placing ? " sketch-mark-new" : ""}`;
      const icon = L.divIcon({ className, html: words(number), iconSize: [30, 30] });
      L.marker([lat, lon], { pane: PANE, icon, title: text, keyboard: false, interactive: false, pmIgnore: true }).addTo(board.marks);
    });
  }

  function remember(board) {
    board.past = [...board.past, [...board.shapes]].slice(-MOST_UNDONE);
  }

  function told(state) {
    state.offerUndo();
    tellShapes(state.board);
  }

  function change(map, state, shapes) {
    remember(state.board);
    state.board.shapes = shapes;
    redraw(map, state);
    told(state);
  }

  // A text on a shape: one form under the map, for a new note and for what stands there.
  function write(map, state, at, added) {
    const { board, shown } = state;
    const text = shown.sketch.tools;
    const shape = added || board.shapes[at];
    const form = picture.element("form", "sketch-form");
    const label = picture.element("label", "", text.text);
    const area = picture.element("textarea");
    Object.assign(area, { value: shape.properties.text, maxLength: text.longest, rows: 2 });
    label.appendChild(area);
    const button = (words, type, act) => {
      const made = picture.element("button", "", words);
      made.type = type;
      if (act) made.addEventListener("click", act);
      return made;
    };
    const close = () => { state.closeForm = null; form.remove(); };
    const put = (others) => { close(); change(map, state, others); };
    const without = () => board.shapes.filter((_, place) => place !== at);
    form.append(label, button(text.keep, "submit"), ...(added ? [] : [button(text.remove, "button", () => put(without()))]),
      button(text.cancel, "button", close));
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      const written = { ...shape, properties: { ...shape.properties, text: area.value.trim() } };
      if (!written.properties.text && shape.properties.kind === "notitie") { if (added) close(); else put(without()); return; }
      if (added) put([...board.shapes, written]);
      else put(board.shapes.map((other, place) => (place === at ? written : other)));
    });
    form.addEventListener("keydown", (event) => {
      if (event.key === "Escape") close();
      if (event.key === "Enter" && event.target === area && !event.shiftKey) { event.preventDefault(); form.requestSubmit(); }
      event.stopPropagation();
    });
    L.DomEvent.disableClickPropagation(form);
    if (state.closeForm) state.closeForm();
    state.closeForm = close;
    map.getContainer().appendChild(form);
    area.focus();
  }

  // tools

  function load(address) {
    return new Promise((resolve, reject) => {
      const script = document.createElement("script");
      Object.assign(script, { src: address, onload: resolve, onerror: () => reject(new Error(address)) });
      document.head.appendChild(script);
    });
  }

  function prepareGeoman(map, state) {
    L.PM.setOptIn(true); // only what was drawn is there to be changed
    map.pm = new L.PM.Map(map);
    const line = { renderer: picture.drawing(map, PANE), className: "sketch-shape sketch-hint", pane: PANE };
    map.pm.setGlobalOptions({ continueDrawing: false, allowSelfIntersection: false, snappable: false, templineStyle: line, hintlineStyle: line,
      pathOptions: { ...line, className: "sketch-shape" }, panes: { vertexPane: "markerPane", layerPane: PANE, markerPane: "markerPane" },
      markerStyle: { icon: L.divIcon({ className: "sketch-mark", iconSize: [16, 16] }) } });
    map.on("pm:create", ({ layer }) => {
      const { board } = state;
      const added = { type: "Feature", properties: { kind: board.tool, text: "" }, geometry: layer.toGeoJSON(DECIMALS).geometry };
      layer.remove();
      if (board.tool === "notitie") write(map, state, -1, added);
      else change(map, state, [...board.shapes, added]);
    });
    map.on("pm:drawend", () => { if (state.board.tool in TOOLS) setTimeout(() => take(map, state, ""), 0); });
  }

  // Take a tool in hand, or lay it down.
  function take(map, state, tool) {
    const { board } = state;
    if (tool && board.tool === tool) { take(map, state, ""); return; }
    board.tool = ""; // before Geoman tells that it stopped
    map.pm.disableDraw();
    map.pm.disableGlobalEditMode();
    if (state.closeForm && tool) state.closeForm();
    board.tool = tool;
    if (tool in TOOLS) map.pm.enableDraw(TOOLS[tool][0]);
    if (tool === "change") map.pm.enableGlobalEditMode();
    map.getContainer().classList.toggle("sketch-editing", tool === "change");
    state.drawing = Boolean(tool || board.placing);
    state.showTool();
  }

  function icon(path) {
    const make = (tag) => document.createElementNS("http://www.w3.org/2000/svg", tag);
    const drawing = make("svg");
    drawing.setAttribute("viewBox", "0 0 24 24");
    drawing.setAttribute("aria-hidden", "true");
    drawing.appendChild(make("path")).setAttribute("d", path);
    return drawing;
  }

  function addTools(map, state, text) {
    const bar = picture.element("div", "leaflet-bar sketch-tools");
    bar.setAttribute("role", "toolbar");
    bar.setAttribute("aria-label", text.title);
    const button = (name, label, path, act) => {
      const made = picture.element("button");
      made.type = "button";
      made.dataset.tool = name;
      made.append(icon(path), words(label));
      made.addEventListener("click", act);
      bar.appendChild(made);
      return made;
    };
    const tools = [...Object.entries(TOOLS).map(([kind, [, path]]) => [kind, text.kinds[kind], path]), ["change", text.change, CHANGE]];
    const buttons = new Map(tools.map(([name, label, path]) => [name, button(name, label, path, () => take(map, state, name))]));
    const undo = button("undo", text.undo, UNDO, () => {
      state.board.shapes = state.board.past.pop();
      redraw(map, state);
      told(state);
    });
    state.showTool = () => buttons.forEach((made, name) => made.setAttribute("aria-pressed", String(name === state.board.tool)));
    state.offerUndo = () => { undo.disabled = !state.board.past.length; };
    state.showTool();
    state.offerUndo();
    L.DomEvent.disableClickPropagation(bar);
    const Bar = L.Control.extend({ onAdd: () => bar });
    state.tools = new Bar({ position: "topleft" }).addTo(map);
  }

  // Escape lays down what one has in hand; with empty hands it leaves the meeting, as on the page around us.
  function listen(map, state) {
    window.addEventListener("keydown", (event) => {
      if (event.key !== "Escape" || !state.tools || event.defaultPrevented) return;
      if (state.closeForm) state.closeForm();
      else if (state.board.tool) take(map, state, "");
      else window.parent.document.querySelector(".st-key-meeting_leave button")?.click();
    });
  }

  async function offerTools(map, state, text) {
    const { language } = state.config;
    if (state.tools && text && state.toolsSpeak === language) return;
    if (state.tools) {
      take(map, state, "");
      if (state.closeForm) state.closeForm();
      state.tools.remove();
      state.tools = null;
    }
    if (!text) return;
    if (!state.loading) state.loading = load(state.config.sketch.tools).then(() => { prepareGeoman(map, state); listen(map, state); });
    await state.loading;
    const { sketch } = state.shown;
    if (state.tools || !sketch || !sketch.tools) return;
    map.pm.setLang(state.config.language);
    state.toolsSpeak = state.config.language;
    addTools(map, state, sketch.tools);
    state.names.redraw();
  }

  // What the server says, unless it answers to an earlier change than the last: then that of the last is under way.
  picture.drawSketch = function (map, state) {
    const board = boardOf(map, state);
    const { shapes, points, tools, edit, placing } = state.shown.sketch || { shapes: [], points: [], tools: null, edit: "", placing: 0 };
    const [token, number] = edit.split("-");
    const late = token === board.token && Number(number) < board.edits;
    if (!late && JSON.stringify(shapes) !== JSON.stringify(board.shapes)) {
      board.shapes = shapes;
      redraw(map, state);
    }
    board.placing = placing;
    drawMarks(board, points, placing);
    map.getContainer().classList.toggle("sketch-cross", Boolean(placing));
    state.drawing = Boolean(board.tool || placing);
    offerTools(map, state, tools).catch((error) => console.warn(error.message));
  };
})();

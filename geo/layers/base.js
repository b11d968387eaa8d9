// The base map: land, water, borders, names and controls; drawn once per page view, never again.
// Text reaches the page through textContent or canvas only, never as markup.
(function () {
  "use strict";

  const picture = (window.OperationalMap = window.OperationalMap || {});
  const DETAIL_FROM_ZOOM = picture.DETAIL_FROM_ZOOM = 9.5;
  const NAMES_OF_REGIONS_FROM_ZOOM = 5.5;

  const PANES = [
    // name, z-index, whether it takes the mouse
    ["districts", 340, true],
    ["regions", 350, true],
    ["shades", 355, true],
    ["municipalities", 360, false],
    ["borders", 370, false],
    ["flows", 425, false],
    ["places", 430, false],
    ["strip", 435, false], // what has a mark lies in the strip: the mark is never faded
    ["points", 440, false],
    ["circles", 445, false],
    ["names", 450, false],
  ];

  // Numbers and days (at midnight UTC) as the reader of the page writes them. One formatter for all, since making one
  // takes as long as a hundred numbers.
  picture.writeIn = function (locale) {
    const numbers = new Intl.NumberFormat(locale);
    const forms = new Intl.PluralRules(locale);
    const days = new Intl.DateTimeFormat(locale, { timeZone: "UTC", day: "numeric", month: "long", year: "numeric" });
    const ordinal = (text) => (locale.startsWith("fr") ? text.replace(/^1(?=\D)/, "1er") : text); // which Intl lacks
    picture.days = { format: (day) => ordinal(days.format(day)), formatRange: (first, last) => ordinal(days.formatRange(first, last)) };
    picture.number = (number) => numbers.format(number);
    // A count with its noun: one, or many.
    picture.counted = (count, [one, many]) => `${picture.number(count)} ${forms.select(count) === "one" ? one : many}`;
  };

  // A text of ours with its values in their places.
  picture.filled = (text, values) => text.replace(/\{(\w+)\}/g, (_, name) => values[name]);

  picture.element = function (tag, className, text) {
    const element = document.createElement(tag);
    if (className) element.className = className;
    if (text !== undefined) element.textContent = text;
    return element;
  };

  picture.lines = function (lines) {
    const box = picture.element("div", "picture-lines");
    lines.forEach((line, index) => box.appendChild(picture.element(index ? "div" : "strong", "", line)));
    return box;
  };

  // What an area is called by the reader of the page: the boundaries have the names in Dutch.
  picture.nameOf = ({ called }, { id, properties }) => called[id] || properties.name;

  // A name with its country, as the pages say it: Kleve (Duitsland), Luik (Liège, België).
  picture.withCountry = (name, country) => (name.endsWith(")") ? `${name.slice(0, -1)}, ${country})` : `${name} (${country})`);

  async function fetchLayer(config, name) {
    const url = `${config.boundaries}${name}.json`;
    const answer = await fetch(url);
    if (!answer.ok) throw new Error(`${url}: ${answer.status}`);
    return answer.json();
  }

  // One drawing for each pane: Leaflet leaves a layer's own behind when the layer goes.
  picture.drawing = function ({ picture: { drawings } }, pane) {
    drawings[pane] = drawings[pane] || L.svg({ pane, padding: 0.5 });
    return drawings[pane];
  };

  function plainLayer(features, pane, className) {
    return L.geoJSON(features, { pane, interactive: false, renderer: L.svg({ pane, padding: 0.5 }),
      style: () => ({ className, fill: false }) });
  }

  function areaLayer(features, pane, className) {
    return L.geoJSON(features, {
      pane,
      renderer: L.svg({ pane, padding: 0.5 }),
      style: () => ({ className, weight: 1 }),
    });
  }

  const PADDING = 4; // pixels between the edge of the map and what it is fitted to

  const ICONS = {
    home: "M3 10.5 12 3l9 7.5V21h-6v-6H9v6H3z",
    fullscreen: "M3 9V3h6v2H5v4zM15 3h6v6h-2V5h-4zM3 15h2v4h4v2H3zM19 15h2v6h-6v-2h4z",
  };

  function icon(path) {
    const make = (tag) => document.createElementNS("http://www.w3.org/2000/svg", tag);
    const drawing = make("svg");
    drawing.setAttribute("viewBox", "0 0 24 24");
    drawing.appendChild(make("path")).setAttribute("d", path);
    return drawing;
  }

  function button(label, path, action) {
    return L.Control.extend({
      onAdd() {
        const bar = picture.element("div", "leaflet-bar");
        const link = picture.element("a", "picture-button");
        link.appendChild(icon(path));
        link.href = "#";
        link.title = label;
        link.setAttribute("role", "button");
        link.setAttribute("aria-label", label);
        L.DomEvent.disableClickPropagation(bar);
        L.DomEvent.on(link, "click", (event) => { L.DomEvent.preventDefault(event); action(); });
        bar.appendChild(link);
        return bar;
      },
    });
  }

  function toggleFullScreen() {
    if (document.fullscreenElement) document.exitFullscreen();
    else document.documentElement.requestFullscreen();
  }

  // The page around us tells the theme; its frame is of the same origin.
  function followTheme(map) {
    const apply = () => {
      const page = window.parent.document.querySelector(".stApp");
      const dark = Boolean(page) && getComputedStyle(page).colorScheme.includes("dark");
      const changed = document.documentElement.classList.toggle("picture-dark", dark) !== was;
      was = dark;
      if (!changed || !map.picture.circles) return;
      map.picture.colours = null;
      map.picture.circles.redraw();
      map.picture.names.redraw();
      picture.showLegend(map, map.picture);
    };
    let was = false;
    apply();
    window.addEventListener("message", () => setTimeout(apply, 0));
  }

  // The controls that have words; each can be removed.
  function addControls(map, config) {
    const { text } = config;
    const position = "topright";
    const controls = [
      L.control.zoom({ position, zoomInTitle: text.zoomIn, zoomOutTitle: text.zoomOut }),
      new (button(text.home, ICONS.home, () => picture.fit(map, config.bounds)))({ position }),
      ...(document.fullscreenEnabled ? [new (button(text.fullscreen, ICONS.fullscreen, toggleFullScreen))({ position })] : []),
    ];
    controls.forEach((control) => control.addTo(map));
    return [picture.addSearch(map, config), ...controls];
  }

  // All that has words says them in the language of the reader, and anew when that changes.
  picture.speak = function (map, state, words) {
    const { config } = state;
    if (config.digest === words.digest) return;
    const { text } = Object.assign(config, words);
    picture.writeIn(config.locale);
    document.documentElement.lang = config.language;
    document.title = text.title;
    if (window.frameElement) window.frameElement.title = text.title;
    map.getContainer().setAttribute("aria-label", text.map);
    state.skip.textContent = text.skip;
    state.controls.forEach((control) => control.remove());
    state.controls = addControls(map, config);
    if (state.walk) state.walk.textContent = text.walk;
    if (state.time) picture.labelTime(state);
    picture.releaseLines(state);
    state.names.speak();
    state.stale = true;
  };

  // What the map tells of an area: its name, the figures of what is selected there, and what the page adds.
  function describer(state, nameOf) {
    const { counted } = picture;
    return (code) => {
      const { text } = state.config;
      const lines = [nameOf(code)];
      const { within, near, notes: own } = state.shown || { notes: {} };
      const region = state.shades.regions[code]; // of a municipality
      const { figures, notes } = region && near ? near : { figures: state.figures, notes: own };
      if (!state.counts) return [...lines, ...(notes[code] || [])];
      if (within && !figures[code]) return [...lines, ...(notes[code] || [])];
      const [besideHomes, besideBeds] = state.beside[code] || [0, 0];
      if (besideHomes) return [...lines, text.beside, `${counted(besideHomes, text.housing)}, ${counted(besideBeds, text.places)}`];
      if (!within && !picture.inside(state.selection, region || code)) return [...lines, text.outside];
      const [preventive, repressive, integral, homes, beds] = figures[code] || [0, 0, 0, 0, 0];
      const kinds = state.config.kindsCounted.map((forms, kind) => counted([preventive, repressive][kind], forms));
      lines.push(`${counted(preventive + repressive, text.activations)} (${kinds.join(", ")})`);
      lines.push(counted(integral, text.integral));
      lines.push(homes ? `${counted(homes, text.housing)}, ${counted(beds, text.places)}` : text.noHomes);
      return [...lines, ...(notes[code] || [])];
    };
  }

  async function addBoundaries(map, config, state) {
    const [regions, districts, borders] = await Promise.all(
      [...["regions", "districts", "borders"].map((name) => fetchLayer(config, name)), state.begun]);
    const areas = new Map([...regions.features, ...districts.features].map((feature) => [feature.id, feature]));
    areas.forEach(({ id, properties: { label: [lon, lat] } }) => {
      state.anchors[id] = { lon, lat, x: picture.unitX(lon), y: picture.unitY(lat) };
    });
    state.describe = describer(state, (code) => {
      if (!areas.has(code)) return state.shades.names[code];
      const [name, country] = [picture.nameOf(config, areas.get(code)), config.text[code.slice(0, 2)]];
      return country ? picture.withCountry(name, country) : name;
    });
    state.districts = areaLayer(districts, "districts", "picture-district").addTo(map);
    state.regions = areaLayer(regions, "regions", "picture-region").addTo(map);
    state.borders = plainLayer(borders, "borders", "picture-border").addTo(map);
    state.names.add(regions.features, "picture-name-region", NAMES_OF_REGIONS_FROM_ZOOM);
    state.names.add(districts.features, "picture-name-district", NAMES_OF_REGIONS_FROM_ZOOM + 2.75);
    picture.rove(map, state);
    picture.walkPoints(map, state);
    picture.listenToAreas(map, state);
    picture.listenToMarks(map, state);
    picture.listenToFilters(map, state);
  }

  // The whole map is drawn roughly. From near by each area in view is fetched once, as it is on the ground: its
  // own outline, and the municipalities in it. Abroad some of those have a name and no outline.
  function addDetailWhenNear(map, config, state) {
    const asked = new Map();
    const municipalities = plainLayer(null, "municipalities", "picture-municipality").addTo(map);

    function once(name, use) {
      if (!asked.has(name)) {
        asked.set(name, fetchLayer(config, name).then(({ features }) => use(features)).catch((error) => {
          asked.delete(name);  // the rough lines stay; the next move asks again
          console.warn(error.message);
        }));
      }
      return asked.get(name);
    }

    const refine = (area) => once(`municipalities-${area.feature.id}`, ([{ geometry }, ...within]) => {
      area.setLatLngs(L.GeoJSON.coordsToLatLngs(geometry.coordinates, geometry.type === "Polygon" ? 1 : 2));
      area.within = within;
      municipalities.addData(within.filter((feature) => feature.geometry.type !== "Point"));
      state.names.add(within, "picture-name-municipality", DETAIL_FROM_ZOOM);
    });
    const refineInView = (area) => { if (map.getBounds().intersects(area.getBounds())) refine(area); };
    state.refine = async (area) => { await refine(area); return area.within || []; };

    const load = () => {
      if (map.getZoom() < DETAIL_FROM_ZOOM) return;
      once("borders-detail", (lines) => state.borders.clearLayers().addData(lines));
      state.regions.eachLayer(refineInView);
      state.districts.eachLayer(refineInView);
    };
    map.on("moveend", load);
    load();
  }

  // A frame that has no size yet shows the middle; it is fitted as soon as it gets one (Leaflet would go to NaN).
  picture.fit = function (map, bounds, options) {
    const { x, y } = map.getSize();
    map.picture.unfitted = Math.min(x, y) > 2 * PADDING ? null : bounds;
    if (map.picture.unfitted) map.setView(L.latLngBounds(bounds).getCenter(), map.getMinZoom(), { animate: false });
    else map.fitBounds(bounds, { padding: [PADDING, PADDING], ...options });
    map.picture.whole = [map.picture.config.bounds, map.picture.home].includes(bounds) ? { bounds, view: null } : null;
    const settle = () => { if (map.picture.whole) map.picture.whole.view = viewOf(map); };
    if (options && options.animate === false) settle(); else map.once("moveend", settle);
  };

  const viewOf = (map) => `${map.getCenter()} ${map.getZoom()}`;

  // Whether one looks at all of the country, or of the region or strip that the map is about, fitted into the map.
  picture.isWhole = function (map) {
    const { whole } = map.picture;
    return Boolean(whole) && (whole.view === null || whole.view === viewOf(map));
  };

  // Whoever does goes on seeing all of it when the map gets another size. One of no size is about to go.
  picture.keepWhole = function (map) {
    const { offsetWidth, offsetHeight } = map.getContainer();
    const { x, y } = map.getSize();
    if (!offsetWidth || !offsetHeight || (x === offsetWidth && y === offsetHeight && !map.picture.unfitted)) return;
    picture.rescale();
    const { unfitted, whole } = map.picture;
    const bounds = unfitted || (picture.isWhole(map) && whole.bounds);
    map.invalidateSize({ animate: false, debounceMoveend: Boolean(bounds) });
    if (!bounds) return;
    picture.fit(map, bounds, { animate: false });
    clearTimeout(map._sizeTimer); // of the end of that move: fitting had one, and all is drawn by it
  };

  function tellView(address, view) {
    if (view) address.searchParams.set("beeld", view);
    else address.searchParams.delete("beeld");
    return address.search;
  }

  // Where one looks stands in the page's address, so that a link can take it along; nothing runs for it. The whole
  // country needs no telling. The links to the page in another language take it along by themselves.
  picture.offerView = function (map) {
    const { lat, lng } = map.getCenter();
    const view = [lat.toFixed(4), lng.toFixed(4), map.getZoom().toFixed(2)].join();
    map.getContainer().dataset.view = view;
    const page = window.parent;
    if (page === window || !(map.picture.counts || (map.picture.shown && map.picture.shown.strip)) || map.picture.followed) return;
    const address = new URL(page.location.href);
    const before = address.search;
    const wanted = picture.isWhole(map) ? "" : view;
    if (tellView(address, wanted) !== before) page.history.replaceState(page.history.state, "", address);
    page.document.querySelectorAll(".languages a").forEach((link) => { link.search = tellView(new URL(link.href), wanted); });
  };

  // A click travels to the server as a coordinate; the number makes the same place clickable twice.
  function numberClicks(map) {
    let clicks = 0;
    map.on("click", (event) => { event.latlng = Object.assign(event.latlng.clone(), { click: ++clicks }); });
  }

  // Leaflet focuses the map on the first press; the page around our frame must not scroll under the mouse then.
  L.Map.Keyboard.include({
    _onMouseDown() {
      if (!this._focused) this._map.getContainer().focus({ preventScroll: true });
    },
  });

  // Colours and sizes of what we draw come from the style sheet, which may be under way.
  async function styled() {
    const ready = () => getComputedStyle(document.documentElement).getPropertyValue("--panel");
    for (let turn = 0; turn < 500 && !ready(); turn++) await new Promise((resume) => setTimeout(resume, 10));
  }

  picture.start = function (map, config) {
    const state = (map.picture = { config, drawn: [], drawings: {}, controls: [] });
    state.begun = new Promise((resolve) => { state.begin = resolve; });
    PANES.forEach(([name, zIndex, takesMouse]) => {
      const pane = map.createPane(name);
      pane.style.zIndex = zIndex;
      if (!takesMouse) pane.style.pointerEvents = "none";
    });
    document.documentElement.classList.add("picture-page");
    map.getContainer().classList.add("picture");
    map.getContainer().setAttribute("role", "region");
    picture.makeFrame(map, state);
    picture.skipLink(map, state);
    numberClicks(map);
    followTheme(map);
    // Leaflet names the button that closes a popup in English
    map.on("popupopen", ({ popup }) => popup.getElement().querySelector(".leaflet-popup-close-button").setAttribute("aria-label", config.text.close));
    if (config.tiles) L.tileLayer(config.tiles.url, config.tiles).addTo(map);
    map.getContainer().classList.toggle("picture-tiles", Boolean(config.tiles));
    map.zoomControl.remove();
    map.attributionControl.remove(); // it is folded under the map, see frame.js
    L.control.scale({ position: "bottomright", imperial: false, maxWidth: 120 }).addTo(map);
    picture.fit(map, config.bounds, { animate: false });
    picture.prepare(map, state);
    state.names = new picture.NameLayer({ pane: "names" }).addTo(map);
    picture.addPlaces(map, config, state);
    state.styled = styled();
    let offered = 0;
    map.on("moveend", () => { clearTimeout(offered); offered = setTimeout(() => picture.offerView(map), 300); });
    state.ready = addBoundaries(map, config, state).catch(async (error) => {
      await state.begun;
      map.getContainer().appendChild(picture.element("div", "picture-failure", config.text.failure));
      throw error;
    });
    state.ready = state.ready.then(() => addDetailWhenNear(map, config, state));
    state.ready.catch(() => {});
  };
})();

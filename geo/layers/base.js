// The base map: land, water, borders, names and controls; drawn once per page view, never again.
// Text reaches the page through textContent or canvas only, never as markup.
(function () {
  "use strict";

  const picture = (window.OperationalMap = window.OperationalMap || {});
  const DETAIL_FROM_ZOOM = 9.5;
  const NAMES_OF_REGIONS_FROM_ZOOM = 6.5;

  const PANES = [
    // name, z-index, whether it takes the mouse
    ["districts", 340, true],
    ["regions", 350, true],
    ["municipalities", 360, false],
    ["borders", 370, false],
    ["places", 430, false],
    ["names", 440, false],
    ["points", 450, false],
  ];

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

  async function fetchLayer(config, name) {
    const url = `${config.boundaries}${name}.json`;
    const answer = await fetch(url);
    if (!answer.ok) throw new Error(`${url}: ${answer.status}`);
    return answer.json();
  }

  function plainLayer(features, pane, className) {
    return L.geoJSON(features, { pane, interactive: false, renderer: L.svg({ pane, padding: 0.5 }),
      style: () => ({ className, fill: false }) });
  }

  function areaLayer(features, pane, className, tipOf) {
    const layer = L.geoJSON(features, {
      pane,
      renderer: L.svg({ pane, padding: 0.5 }),
      style: () => ({ className, weight: 1 }),
    });
    layer.bindTooltip((area) => picture.lines(tipOf(area.feature)), { sticky: true, className: "picture-tip" });
    return layer;
  }

  // A region can be reached with the keyboard: focus shows its figures, Enter selects it as a click would.
  function makeFocusable(map, area, tipOf) {
    const path = area.getElement();
    const [lon, lat] = area.feature.properties.label;
    path.setAttribute("tabindex", "0");
    path.setAttribute("role", "button");
    path.addEventListener("focus", () => area.openTooltip([lat, lon]));
    path.addEventListener("blur", () => area.closeTooltip());
    path.addEventListener("keydown", (event) => {
      if (event.key !== "Enter" && event.key !== " ") return;
      event.preventDefault();
      map.fire("click", { latlng: L.latLng(lat, lon) });
    });
    area.describe = () => path.setAttribute("aria-label", tipOf(area.feature).join(", "));
    area.describe();
  }

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
      map.getContainer().classList.toggle("picture-dark", dark);
      document.documentElement.style.colorScheme = dark ? "dark" : "light";
    };
    apply();
    window.addEventListener("message", () => setTimeout(apply, 0));
  }

  function addControls(map, config) {
    const text = config.text;
    picture.addSearch(map, config);
    new (button(text.home, ICONS.home, () => picture.fit(map, config.bounds)))({ position: "topright" }).addTo(map);
    if (document.fullscreenEnabled) {
      new (button(text.fullscreen, ICONS.fullscreen, toggleFullScreen))({ position: "topright" }).addTo(map);
      document.addEventListener("fullscreenchange", () => map.invalidateSize());
    }
    L.control.scale({ position: "bottomright", imperial: false, maxWidth: 120 }).addTo(map);
    map.attributionControl.setPrefix(false).addAttribution(config.attribution);
  }

  async function addBoundaries(map, config, state) {
    const [regions, districts, borders] = await Promise.all(
      ["regions", "districts", "borders"].map((name) => fetchLayer(config, name)));
    const countryOf = (code) => config.text[code.slice(0, 2)];
    const plainTip = ({ id, properties }) => [countryOf(id) ? `${properties.name} (${countryOf(id)})` : properties.name];
    const tipOf = (feature) => (state.tips && state.tips[feature.id]) || plainTip(feature);
    state.districts = areaLayer(districts, "districts", "picture-district", tipOf).addTo(map);
    state.regions = areaLayer(regions, "regions", "picture-region", tipOf).addTo(map);
    state.regions.eachLayer((area) => makeFocusable(map, area, tipOf));
    state.borders = plainLayer(borders, "borders", "picture-border").addTo(map);
    state.names.add(regions.features, "picture-name-region", NAMES_OF_REGIONS_FROM_ZOOM);
    state.names.add(districts.features, "picture-name-district", NAMES_OF_REGIONS_FROM_ZOOM + 1);
  }

  // The whole map is drawn roughly. From near by each area in view is fetched once, as it is on the ground: its
  // own outline, and the municipalities in it. Abroad some of those have a name and no outline.
  function addDetailWhenNear(map, config, state) {
    const asked = new Set();
    const municipalities = plainLayer(null, "municipalities", "picture-municipality").addTo(map);

    async function once(name, use) {
      if (asked.has(name)) return;
      asked.add(name);
      try {
        use((await fetchLayer(config, name)).features);
      } catch (error) {
        asked.delete(name);  // the rough lines stay; the next move asks again
        console.warn(error.message);
      }
    }

    function refine(area) {
      if (!map.getBounds().intersects(area.getBounds())) return;
      once(`municipalities-${area.feature.id}`, ([{ geometry }, ...within]) => {
        area.setLatLngs(L.GeoJSON.coordsToLatLngs(geometry.coordinates, geometry.type === "Polygon" ? 1 : 2));
        municipalities.addData(within.filter((feature) => feature.geometry.type !== "Point"));
        state.names.add(within, "picture-name-municipality", DETAIL_FROM_ZOOM);
      });
    }

    const load = () => {
      if (map.getZoom() < DETAIL_FROM_ZOOM) return;
      once("borders-detail", (lines) => state.borders.clearLayers().addData(lines));
      state.regions.eachLayer(refine);
      state.districts.eachLayer(refine);
    };
    map.on("moveend", load);
    load();
  }

  // The legend stands on the left, over the sea: areas are fitted into what is left of the map.
  picture.fit = function (map, bounds, options) {
    const legend = map.getContainer().querySelector(".picture-legend[open]");
    const taken = legend ? legend.offsetWidth + 10 : 0;
    map.fitBounds(bounds, { paddingTopLeft: [taken, 0], ...options });
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

  picture.start = function (map, config) {
    const state = (map.picture = { config, drawn: [] });
    PANES.forEach(([name, zIndex, takesMouse]) => {
      const pane = map.createPane(name);
      pane.style.zIndex = zIndex;
      if (!takesMouse) pane.style.pointerEvents = "none";
    });
    map.getContainer().classList.add("picture");
    map.getContainer().setAttribute("aria-label", config.text.map);
    map.zoomControl.setPosition("topright");
    numberClicks(map);
    followTheme(map);
    if (config.tiles) L.tileLayer(config.tiles.url, config.tiles).addTo(map);
    map.getContainer().classList.toggle("picture-tiles", Boolean(config.tiles));
    addControls(map, config);
    picture.fit(map, config.bounds, { animate: false });
    state.names = new picture.NameLayer({ pane: "names" }).addTo(map);
    picture.addPlaces(map, config, state);
    state.ready = addBoundaries(map, config, state).catch((error) => {
      map.getContainer().appendChild(picture.element("div", "picture-failure", config.text.failure));
      throw error;
    });
    state.ready.then(() => addDetailWhenNear(map, config, state), () => {});
  };
})();

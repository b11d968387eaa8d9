// Municipalities in colours: of the one region that the map is about, or of all regions in view from near by.
(function () {
  "use strict";

  const picture = (window.OperationalMap = window.OperationalMap || {});

  // What the municipalities show from near by, on a map that has something for them; null from afar.
  picture.near = function (map) {
    const { shown } = map.picture;
    return (shown && map.getZoom() >= picture.DETAIL_FROM_ZOOM && shown.near) || null;
  };

  // What has the colours where one looks now: the legend is of that.
  picture.coloured = (map) => (picture.near(map) || map.picture.shown).choropleth;

  function regionsWanted(map, state) {
    const { within } = state.shown;
    const found = [];
    state.regions.eachLayer((area) => {
      if (within ? area.feature.id === within : map.getBounds().intersects(area.getBounds())) found.push(area);
    });
    return within || picture.near(map) ? found : [];
  }

  // A region's municipalities: drawn once, then only taken off and put back.
  function drawn(state, region, features) {
    const { shades } = state;
    if (shades.layers.has(region)) return shades.layers.get(region);
    features.forEach(({ id, properties }) => { shades.names[id] = properties.name; shades.regions[id] = region; });
    const layer = L.geoJSON(features.filter(({ geometry }) => geometry.type !== "Point"), {
      pane: "shades",
      renderer: (shades.renderer = shades.renderer || L.svg({ pane: "shades", padding: 0.5 })),
      style: () => ({ className: "picture-shade", weight: 1 }),
    });
    layer.eachLayer((area) => { area.region = region; });
    shades.layers.set(region, layer);
    state.tellOf(layer);
    return layer;
  }

  function colourIn(state, layer, { choropleth }, colour) {
    layer.eachLayer((area) => {
      const { id } = area.feature;
      const path = area.getElement();
      const place = choropleth ? choropleth.classes[id] : undefined;
      const entry = choropleth && choropleth.legend[place];
      path.style.fill = entry ? colour(place, entry, choropleth.chance.includes(id)) : "";
      path.dataset.code = id;
      path.dataset.class = entry ? entry.label : "";
      if (state.shown.within) { // the table beside the map says the same
        path.setAttribute("tabindex", "-1");
        path.setAttribute("aria-hidden", "true");
      } else {
        state.rove(area, "img");
      }
    });
  }

  // Their areas come with the detail of a region; once there, only their colours change.
  picture.shade = async function (map, state, colour) {
    const { shown, shades } = state;
    const { within } = shown;
    if (shades.within !== within) { state.names.reset(); shades.within = within; }
    const wanted = regionsWanted(map, state);
    shades.wanted = wanted.map((area) => area.feature.id);
    shades.layers.forEach((layer, region) => { if (!shades.wanted.includes(region)) layer.remove(); });
    await Promise.all(wanted.map(async (area) => {
      const region = area.feature.id;
      const features = await state.refine(area);
      const late = state.shown !== shown || !shades.wanted.includes(region); // the map went on meanwhile
      if (late || !features.length) return;
      colourIn(state, drawn(state, region, features).addTo(map), picture.near(map) || shown, colour);
      if (within) state.names.always(features.map(({ id }) => id));
    }));
    if (!shown.near) return;
    state.regions.eachLayer((area) => area.describe());
    state.keepStop();
  };

  // Whether one can walk to an area: a municipality while it is in sight, a region while it is not in pieces.
  picture.standsAlone = function (map, area) {
    if (area.region) return map.hasLayer(area) && map.getBounds().intersects(area.getBounds());
    return !picture.near(map) || !map.picture.shades.wanted.includes(area.feature.id);
  };
})();

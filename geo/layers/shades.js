// The municipalities of one region in the colours of a rate, on the map of that region alone.
(function () {
  "use strict";

  const picture = (window.OperationalMap = window.OperationalMap || {});

  const areaOf = (state, code) => {
    let found = null;
    state.regions.eachLayer((area) => { if (area.feature.id === code) found = area; });
    return found;
  };

  function drawn(map, state, features) {
    const layer = L.geoJSON(features, {
      pane: "shades",
      renderer: L.svg({ pane: "shades", padding: 0.5 }),
      style: () => ({ className: "picture-shade", weight: 1 }),
    }).addTo(map);
    layer.eachLayer((area) => { // the table beside the map says the same
      area.getElement().setAttribute("tabindex", "-1");
      area.getElement().setAttribute("aria-hidden", "true");
    });
    state.tellOf(layer);
    return layer;
  }

  // Their areas come with the detail of the region; once there, only their colours change.
  picture.shade = async function (map, state, colour) {
    const { within, choropleth } = state.shown;
    const { shades } = state;
    if (shades.within !== within) {
      if (shades.layer) shades.layer.remove();
      state.names.reset();
      Object.assign(shades, { within, layer: null, names: {} });
    }
    if (!within) return;
    if (!shades.layer) {
      const features = await state.refine(areaOf(state, within));
      if (shades.within !== within || shades.layer) return;
      features.forEach(({ id, properties }) => { shades.names[id] = properties.name; });
      shades.layer = drawn(map, state, features);
      state.names.always(features.map(({ id }) => id));
    }
    shades.layer.eachLayer((area) => {
      const { id } = area.feature;
      const path = area.getElement();
      const place = choropleth ? choropleth.classes[id] : undefined;
      const entry = choropleth && choropleth.legend[place];
      path.style.fill = entry ? colour(place, entry, choropleth.chance.includes(id)) : "";
      path.dataset.code = id;
      path.dataset.class = entry ? entry.label : "";
    });
  };
})();

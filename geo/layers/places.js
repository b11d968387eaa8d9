// Names of places: fetched once when somebody zooms in or searches, drawn on a canvas where there is room.
(function () {
  "use strict";

  const picture = (window.OperationalMap = window.OperationalMap || {});
  // inhabitants from which a place is named at a zoom; a part of a town later than a place of its own
  const NAMED = [[9.5, 50000], [10.25, 10000], [11, 3000], [11.75, 0]];
  const QUARTERS_FROM_ZOOM = 12.5;
  const DOT = 2.2;
  const HALO = 3;  // pixels of the line around a name
  const SAME = 0.0006;  // of the width of the world, some 15 km: a municipality and the town it is called after

  let asked = null;

  // Resolves to { areas, places }; see browser_places in geo/areas/drawn.py. Asked again after a failure.
  picture.places = function (config) {
    asked = asked || fetch(config.places).then((answer) => {
      if (!answer.ok) throw new Error(`${config.places}: ${answer.status}`);
      return answer.json();
    }).catch((error) => { asked = null; throw error; });
    return asked;
  };

  const PlaceLayer = picture.CanvasLayer.extend({
    initialize(places, names, options) {
      L.setOptions(this, options);
      this.names = names;
      this.places = places.map(([name, lon, lat, , inhabitants, isQuarter]) => ({
        name, x: picture.unitX(lon), y: picture.unitY(lat),
        fromZoom: isQuarter ? QUARTERS_FROM_ZOOM : NAMED.find(([, least]) => inhabitants >= least)[0],
      }));
      const called = new Map(this.places.map((place) => [place.name, []]));
      this.places.forEach((place) => called.get(place.name).push(place));
      names.given = (name, zoom) => name.className === "picture-name-municipality" && (called.get(name.text) || [])
        .some((place) => zoom >= place.fromZoom && Math.hypot(place.x - name.x, place.y - name.y) < SAME);
      names.on("drawn", this.redraw, this);
    },

    // names of areas go first, so this is drawn after them, whenever they are
    getEvents() {
      return { zoomanim: this.animate };
    },

    arrange(size) {
      const zoom = this._map.getZoom();
      this.visible = [];
      if (this.names.hidden || zoom < NAMED[0][0]) return null;
      const taken = [...(this.names.taken || [])];
      this.style = picture.textStyle(this._map, "picture-name-place");
      this.pen.font = this.style.font;
      this.places.filter((place) => zoom >= place.fromZoom).forEach(({ name, x, y }) => {
        const left = x * this.worldSize - this.worldCorner.x;
        const top = y * this.worldSize - this.worldCorner.y;
        if (left < -200 || left > size.x || top < 0 || top > size.y) return;
        const box = { left: left - DOT, right: left + 9 + this.pen.measureText(name).width, top: top - 8, bottom: top + 8 };
        if (picture.overlaps(box, taken)) return;
        taken.push(box);
        this.visible.push({ name, x: left, y: top, box });
      });
      return picture.around(this.visible.map(({ box }) => ({ ...box, left: box.left - HALO })));
    },

    draw(pen) {
      const { font, color, halo } = this.style;
      Object.assign(pen, { font, textBaseline: "middle", lineJoin: "round", lineWidth: HALO, strokeStyle: halo, fillStyle: color });
      this.visible.forEach(({ name, x, y }) => {
        pen.beginPath();
        pen.arc(x, y, DOT, 0, 2 * Math.PI);
        pen.stroke();
        pen.fill();
        pen.strokeText(name, x + 6, y);
        pen.fillText(name, x + 6, y);
      });
    },
  });

  picture.textStyle = function (map, className) {
    const probe = map.getContainer().appendChild(picture.element("span", className));
    const { font, color, webkitTextStrokeColor } = getComputedStyle(probe);
    probe.remove();
    return { font, color, halo: webkitTextStrokeColor };
  };

  // A map with tiles has names of its own.
  picture.addPlaces = function (map, config, state) {
    if (config.tiles) return;
    const load = () => {
      if (state.places || map.getZoom() < NAMED[0][0]) return;
      picture.places(config).then(({ places }) => {
        if (!state.places) state.places = new PlaceLayer(places, state.names, { pane: "places" }).addTo(map);
        state.names.redraw();
      }, (error) => console.warn(error.message));
    };
    map.on("moveend", load);
    load();
  };
})();

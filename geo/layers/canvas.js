// Canvas layers: one canvas a layer, redrawn after each move; names of areas are drawn on one.
(function () {
  "use strict";

  const picture = (window.OperationalMap = window.OperationalMap || {});
  const PADDING = 0.3; // of the map's size on each side, so that a short drag shows no empty edge

  // Web Mercator on a unit square: multiplied by 256 * 2^zoom it gives Leaflet's pixels.
  picture.unitX = (lon) => lon / 360 + 0.5;
  picture.unitY = (lat) => {
    const sine = Math.sin((lat * Math.PI) / 180);
    return 0.5 - Math.log((1 + sine) / (1 - sine)) / (4 * Math.PI);
  };

  picture.CanvasLayer = L.Layer.extend({
    onAdd(map) {
      this.canvas = L.DomUtil.create("canvas", "leaflet-zoom-animated", this.getPane());
      this.redraw();
    },

    onRemove() {
      this.canvas.remove();
    },

    getEvents() {
      return { moveend: this.redraw, resize: this.redraw, zoomanim: this.animate };
    },

    animate(event) {
      const scale = this._map.getZoomScale(event.zoom);
      const corner = this._map._latLngBoundsToNewLayerBounds(this.extent, event.zoom, event.center).min;
      L.DomUtil.setTransform(this.canvas, corner, scale);
    },

    redraw() {
      const map = this._map;
      const size = map.getSize();
      const margin = size.multiplyBy(PADDING).round();
      const corner = map.containerPointToLayerPoint(margin.multiplyBy(-1)).round();
      const full = size.add(margin.multiplyBy(2));
      const ratio = window.devicePixelRatio || 1;
      this.extent = L.latLngBounds(map.layerPointToLatLng(corner), map.layerPointToLatLng(corner.add(full)));
      this.canvas.width = full.x * ratio;
      this.canvas.height = full.y * ratio;
      this.canvas.style.width = `${full.x}px`;
      this.canvas.style.height = `${full.y}px`;
      L.DomUtil.setPosition(this.canvas, corner);
      const pen = this.canvas.getContext("2d");
      pen.scale(ratio, ratio);
      // From here on (0, 0) is the canvas' corner; worldCorner turns world pixels into canvas pixels.
      this.worldCorner = map.getPixelOrigin().add(corner);
      this.worldSize = 256 * 2 ** map.getZoom();
      this.draw(pen, full);
      this.fire("drawn");
    },
  });

  const overlaps = picture.overlaps = function (box, others) {
    return others.some((other) =>
      box.left < other.right && box.right > other.left && box.top < other.bottom && box.bottom > other.top);
  };

  // Names of areas: the first to come wins its place, so regions go before municipalities.
  picture.NameLayer = picture.CanvasLayer.extend({
    initialize(options) {
      L.setOptions(this, options);
      this.names = [];
    },

    // whether a name stands on the map already, on another layer
    given: () => false,

    add(features, className, fromZoom) {
      features.filter((feature) => feature.properties.label).forEach(({ properties }) => this.names.push({
        text: properties.name, className, fromZoom,
        x: picture.unitX(properties.label[0]), y: picture.unitY(properties.label[1]),
      }));
      if (this._map) this.redraw();
    },

    draw(pen, size) {
      if (this.hidden) return;
      const zoom = this._map.getZoom();
      const taken = (this.taken = []);  // places are named where these leave room
      const styles = {};
      const probe = document.createElement("span");
      this._map.getContainer().appendChild(probe);
      pen.textAlign = "center";
      pen.textBaseline = "middle";
      pen.lineJoin = "round";
      this.names.filter((name) => zoom >= name.fromZoom && !this.given(name, zoom)).forEach((name) => {
        if (!styles[name.className]) {
          probe.className = name.className;
          const { font, color, webkitTextStrokeColor } = getComputedStyle(probe);
          styles[name.className] = { font, color, halo: webkitTextStrokeColor };
        }
        const style = styles[name.className];
        pen.font = style.font;
        const x = name.x * this.worldSize - this.worldCorner.x;
        const y = name.y * this.worldSize - this.worldCorner.y;
        const half = pen.measureText(name.text).width / 2 + 3;
        const box = { left: x - half, right: x + half, top: y - 8, bottom: y + 8 };
        if (box.right < 0 || box.left > size.x || box.bottom < 0 || box.top > size.y || overlaps(box, taken)) return;
        taken.push(box);
        pen.strokeStyle = style.halo;
        pen.lineWidth = 3;
        pen.strokeText(name.text, x, y);
        pen.fillStyle = style.color;
        pen.fillText(name.text, x, y);
      });
      probe.remove();
    },
  });
})();

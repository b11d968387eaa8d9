// Canvas layers: one canvas a layer, redrawn after each move.
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

    // An empty canvas of this size; one that has it already is only cleared, which is much less work.
    wipe(pen, { x, y }, ratio) {
      const { canvas } = this;
      const [width, height] = [Math.floor(x * ratio), Math.floor(y * ratio)];
      if (canvas.width === width && canvas.height === height) {
        pen.setTransform(1, 0, 0, 1, 0, 0);
        pen.clearRect(0, 0, width, height);
      } else {
        Object.assign(canvas, { width, height });
        Object.assign(canvas.style, { width: `${x}px`, height: `${y}px` });
      }
      pen.setTransform(ratio, 0, 0, ratio, 0, 0);
    },

    redraw() {
      const map = this._map;
      const size = map.getSize();
      const margin = size.multiplyBy(PADDING).round();
      const corner = map.containerPointToLayerPoint(margin.multiplyBy(-1)).round();
      const full = size.add(margin.multiplyBy(2));
      const ratio = window.devicePixelRatio || 1;
      this.extent = L.latLngBounds(map.layerPointToLatLng(corner), map.layerPointToLatLng(corner.add(full)));
      L.DomUtil.setPosition(this.canvas, corner);
      const pen = this.canvas.getContext("2d");
      this.wipe(pen, full, ratio);
      // From here on (0, 0) is the canvas' corner; worldCorner turns world pixels into canvas pixels.
      this.worldCorner = map.getPixelOrigin().add(corner);
      this.worldSize = 256 * 2 ** map.getZoom();
      this.draw(pen, full);
      this.fire("drawn");
    },
  });
})();

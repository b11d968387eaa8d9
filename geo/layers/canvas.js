// Canvas layers: one canvas a layer, redrawn after each move. A browser without a graphics card copies each canvas in
// sight at every frame of the page, drawn on or not: so each is as small as what is on it, and gone with nothing on it.
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

  picture.worldSize = (map) => 256 * 2 ** map.getZoom();

  // The box around boxes: left, top, right and bottom; null without any.
  picture.around = function (boxes) {
    if (!boxes.length) return null;
    const far = (side, most) => boxes.reduce((found, box) => most(found, box[side]), boxes[0][side]);
    return { left: far("left", Math.min), top: far("top", Math.min), right: far("right", Math.max), bottom: far("bottom", Math.max) };
  };

  // The part of a box that lies on the padded map, in whole pixels; null without any.
  function within(box, { x, y }) {
    if (!box) return null;
    const found = { left: Math.max(0, Math.floor(box.left)), top: Math.max(0, Math.floor(box.top)),
      right: Math.min(x, Math.ceil(box.right)), bottom: Math.min(y, Math.ceil(box.bottom)) };
    return found.left < found.right && found.top < found.bottom ? found : null;
  }

  // How many times larger the page around us draws our frame than we draw in it: in a meeting all of it is larger.
  let scale = 0;
  picture.rescale = () => { scale = 0; }; // our frame has another size
  picture.scale = function () {
    const { frameElement } = window;
    if (!scale) {
      const found = frameElement && window.innerWidth ? frameElement.getBoundingClientRect().width / window.innerWidth : 1;
      scale = found > 1.05 ? found : 1; // a width in parts of a pixel is no enlargement
    }
    return scale;
  };

  // The size of the letters of a figure: as it is, and in a meeting no smaller than one reads from five metres.
  const FROM_AFAR = 24;
  picture.figureSize = (size) => (picture.scale() > 1 ? Math.max(size, FROM_AFAR / picture.scale()) : size);

  // Pixels of the screen to one of ours, so that a canvas is sharp.
  picture.sharpness = () => (window.devicePixelRatio || 1) * picture.scale();

  const viewOf = (map) => [map.getSize(), map.getPixelBounds().min, map.getZoom(), picture.sharpness()].join(" ");

  picture.CanvasLayer = L.Layer.extend({
    onAdd() {
      this.canvas = L.DomUtil.create("canvas", "leaflet-zoom-animated", this.getPane());
      this.pen = this.canvas.getContext("2d");
      this.redraw();
    },

    onRemove() {
      this.canvas.remove();
    },

    getEvents() {
      return { moveend: this.moved, resize: this.moved, zoomanim: this.animate };
    },

    // A map of another size tells so twice, and a third time once it is fitted again.
    moved() {
      if (this.view !== viewOf(this._map)) this.redraw();
    },

    animate(event) {
      this.view = "";
      if (this.canvas.hidden) return;
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

    // Layers say in `arrange` what they draw and return the box around it (null for nothing), in pixels from the corner
    // of the padded map, which worldCorner turns into pixels of the world; then they `draw` it.
    redraw() {
      const map = this._map;
      const size = map.getSize();
      const margin = size.multiplyBy(PADDING).round();
      const corner = map.containerPointToLayerPoint(margin.multiplyBy(-1)).round();
      const full = size.add(margin.multiplyBy(2));
      this.view = viewOf(map);
      this.worldCorner = map.getPixelOrigin().add(corner);
      this.worldSize = picture.worldSize(map);
      const box = within(this.arrange(full), full);
      this.canvas.hidden = !box;
      if (box) this.place(corner, box);
      this.fire("drawn");
    },

    place(corner, { left, top, right, bottom }) {
      const map = this._map;
      const from = corner.add([left, top]);
      const to = corner.add([right, bottom]);
      this.extent = L.latLngBounds(map.layerPointToLatLng(from), map.layerPointToLatLng(to));
      L.DomUtil.setPosition(this.canvas, from);
      this.placed = { corner: L.point(left, top), size: to.subtract(from), ratio: picture.sharpness() };
      this.again();
    },

    // Draw what was arranged on the canvas that stands there.
    again() {
      const { corner, size, ratio } = this.placed;
      this.wipe(this.pen, size, ratio);
      this.pen.translate(-corner.x, -corner.y);
      this.draw(this.pen);
    },
  });
})();

// A columnar point layer: quantised coordinates, dictionary-coded columns, marks drawn from ready-made sprites.
(function () {
  "use strict";

  const picture = (window.OperationalMap = window.OperationalMap || {});
  const REACH = L.Browser.mobile ? 14 : 6; // pixels around a mark that still count as pointing at it
  const FAR = 40; // pixels that no mark reaches from its middle
  const LETTERS = 11; // pixels of the number of a group
  const LISTED = 12; // records named one by one in the popup of a cluster that cannot be taken apart

  const OUTLINES = {
    circle: (pen, r, x, y) => pen.arc(x, y, r, 0, 2 * Math.PI),
    diamond: (pen, r, x, y) => [[0, -r], [r, 0], [0, r], [-r, 0]].forEach(([dx, dy]) => pen.lineTo(x + dx * 1.3, y + dy * 1.3)),
    square: (pen, r, x, y) => pen.rect(x - r * 0.9, y - r * 0.9, r * 1.8, r * 1.8),
  };

  function trace(pen, shape, radius, x = 0, y = 0) {
    pen.beginPath();
    OUTLINES[shape](pen, radius, x, y);
    pen.closePath();
  }

  // One mark: filled in as many equal sectors as it has colours; `ring` marks an integral deployment,
  // `hollow` a place that is only known by its municipality.
  function drawMark(pen, sprite) {
    const radius = sprite.radius;
    trace(pen, sprite.shape, radius + (sprite.ring ? 4 : 1.5));
    pen.fillStyle = "#ffffff";
    pen.fill();
    pen.save();
    trace(pen, sprite.shape, radius);
    pen.clip();
    const step = (2 * Math.PI) / sprite.fills.length;
    sprite.fills.forEach((fill, index) => {
      pen.beginPath();
      pen.moveTo(0, 0);
      pen.arc(0, 0, radius * 2, index * step - Math.PI / 2, (index + 1) * step - Math.PI / 2);
      pen.closePath();
      pen.fillStyle = fill;
      pen.fill();
    });
    pen.restore();
    if (sprite.hollow) {
      trace(pen, sprite.shape, radius * 0.5);
      pen.fillStyle = "#ffffff";
      pen.fill();
    }
    pen.strokeStyle = sprite.stroke;
    pen.lineWidth = 1;
    trace(pen, sprite.shape, radius);
    pen.stroke();
    if (sprite.ring) {
      pen.lineWidth = 2;
      trace(pen, sprite.shape, radius + 3);
      pen.stroke();
    }
  }

  picture.spriteCanvas = function (sprite) {
    const ratio = picture.sharpness();
    const half = Math.ceil(sprite.radius * 1.3 + 7);
    const canvas = document.createElement("canvas");
    canvas.width = canvas.height = 2 * half * ratio;
    canvas.style.width = canvas.style.height = `${2 * half}px`;
    const pen = canvas.getContext("2d");
    pen.scale(ratio, ratio);
    pen.translate(half, half);
    drawMark(pen, sprite);
    return { canvas, half };
  };

  // Greedy groups at one zoom: the first free point takes all free points within reach. At least `least` of them are
  // one mark; of fewer, those that would cover each other are spread on a small spiral.
  // Cells are as wide as the reach, so neighbours are in the nine cells around.
  function group(x, y, chosen, { reach, least, apart }) {
    const cells = new Map();
    const key = (column, row) => column * 4194304 + row;
    for (const i of chosen) {
      const cell = key(Math.floor(x[i] / reach), Math.floor(y[i] / reach));
      const members = cells.get(cell);
      if (members) members.push(i); else cells.set(cell, [i]);
    }
    const taken = new Uint8Array(x.length);
    const found = [];
    const distance = (i, j) => (x[j] - x[i]) ** 2 + (y[j] - y[i]) ** 2;
    for (const i of chosen) {
      if (taken[i]) continue;
      const column = Math.floor(x[i] / reach);
      const row = Math.floor(y[i] / reach);
      const near = [];
      for (let dc = -1; dc <= 1; dc++) {
        for (let dr = -1; dr <= 1; dr++) {
          const cell = key(column + dc, row + dr);
          const members = cells.get(cell);
          if (!members) continue;
          const free = members.filter((j) => !taken[j]);
          cells.set(cell, free);
          free.forEach((j) => { if (distance(i, j) <= reach * reach) near.push(j); });
        }
      }
      const together = near.length >= least;
      const members = together ? near : near.filter((j) => distance(i, j) <= apart * apart);
      members.forEach((j) => { taken[j] = 1; });
      const mean = (axis) => members.reduce((sum, j) => sum + axis[j], 0) / members.length;
      if (together || members.length === 1) found.push({ members, x: mean(x), y: mean(y) });
      else spiral(members, mean(x), mean(y), apart).forEach((mark) => found.push(mark));
    }
    return found.sort((one, other) => one.members.length - other.members.length); // the largest are drawn last
  }

  // A sunflower's seeds: each next one a golden angle on, so that none covers another.
  function spiral(members, x, y, apart) {
    return members.map((member, place) => {
      const radius = 0.75 * apart * Math.sqrt(place + (members.length < 4 ? 0.6 : 0));
      const angle = 2.39996 * place;
      return { members: [member], x: x + radius * Math.cos(angle), y: y + radius * Math.sin(angle) };
    });
  }

  const BOX = [24, 14]; // pixels from the middle of a box with sums to its side and to its top
  const AROUND = [0, 1, -1, 1.6, -1.6, 2.4, -2.4].flatMap((above) => [0, 0.7, -0.7, 1.2, -1.2, 2, -2].map((aside) => [aside, above]))
    .sort((one, other) => Math.hypot(BOX[0] * one[0], BOX[1] * one[1]) - Math.hypot(BOX[0] * other[0], BOX[1] * other[1]));

  // Whether a point lies within rings and not in their holes: a line to the west crosses them an odd number of times.
  const inside = (rings, [lon, lat]) => rings.reduce((within, ring) => ring.reduce((odd, [east, north], place) => {
    const [west, south] = ring[place ? place - 1 : ring.length - 1];
    const crossed = (north > lat) !== (south > lat) && lon > east + ((lat - north) / (south - north)) * (west - east);
    return crossed ? !odd : odd;
  }, within), false);

  const SPREAD_FROM_ZOOM = 11; // from here up to SPREAD points stand by themselves
  const SPREAD = 14;

  // The mark of a group: its number, in a ring split by kind where the layer has kinds.
  function drawGroup(pen, look, count, parts, x, y) {
    const radius = groupRadius(count);
    if (parts.length) {
      pen.beginPath();
      pen.arc(x, y, radius + 4, 0, 2 * Math.PI);
      pen.fillStyle = "#ffffff";
      pen.fill();
      picture.drawRing(pen, x, y, radius + 3, 4.5, parts);
    }
    trace(pen, look.shape, parts.length ? radius - 1.5 : radius, x, y);
    pen.fillStyle = look.fill;
    pen.fill();
    if (!parts.length) {
      pen.strokeStyle = look.stroke;
      pen.lineWidth = 1.5;
      pen.stroke();
    }
    pen.fillStyle = look.ink;
    pen.font = `700 ${picture.figureSize(LETTERS)}px system-ui, sans-serif`;
    pen.textAlign = "center";
    pen.textBaseline = "middle";
    pen.fillText(String(count), x, y + 0.5);
  }

  // The mark of a group with weights: its number above, what they add up to below.
  function drawSums(pen, look, count, sum, unit, x, y) {
    const texts = [String(count), `${picture.number(sum)} ${unit}`];
    const tall = picture.figureSize(LETTERS) / LETTERS;
    const fonts = [`700 ${11 * tall}px system-ui, sans-serif`, `500 ${10 * tall}px system-ui, sans-serif`];
    const width = 8 + Math.max(...texts.map((text, line) => { pen.font = fonts[line]; return pen.measureText(text).width; }));
    pen.fillStyle = look.fill;
    pen.strokeStyle = look.stroke;
    pen.lineWidth = 1.5;
    pen.beginPath();
    pen.rect(x - width / 2, y - 13 * tall, width, 26 * tall);
    pen.fill();
    pen.stroke();
    pen.fillStyle = look.ink;
    pen.textAlign = "center";
    pen.textBaseline = "middle";
    texts.forEach((text, line) => { pen.font = fonts[line]; pen.fillText(text, x, y + (11.5 * line - 5.5) * tall); });
    return Math.max(13 * tall, width / 2);
  }

  const groupRadius = (count) => (7 + 2.2 * String(count).length) * (picture.figureSize(LETTERS) / LETTERS);

  // A ring from 12 o'clock on: `parts` are pairs of a number and a colour.
  picture.drawRing = function (pen, x, y, radius, width, parts) {
    const total = parts.reduce((sum, [count]) => sum + count, 0);
    let from = -Math.PI / 2;
    pen.lineWidth = width;
    parts.filter(([count]) => count).forEach(([count, fill]) => {
      const to = from + (2 * Math.PI * count) / total;
      pen.beginPath();
      pen.arc(x, y, radius - width / 2, from, to);
      pen.strokeStyle = fill;
      pen.stroke();
      from = to;
    });
  };

  // What the legend shows of a group.
  picture.groupCanvas = function (data, count) {
    const half = data.weight ? 24 : 17;
    const ratio = picture.sharpness();
    const canvas = document.createElement("canvas");
    canvas.width = canvas.height = 2 * half * ratio;
    canvas.style.width = canvas.style.height = `${2 * half}px`;
    const pen = canvas.getContext("2d");
    pen.scale(ratio, ratio);
    const parts = (data.kindFills || []).map((fill, kind) => [kind ? 1 : count - 1, fill]);
    if (data.weight) drawSums(pen, data.cluster, count, 30 * count, data.weightUnit, half, half);
    else drawGroup(pen, data.cluster, count, parts, half, half);
    return { canvas, half };
  };

  picture.PointLayer = picture.CanvasLayer.extend({
    initialize(data, options) {
      L.setOptions(this, options);
      this.data = data;
      this.sprite = picture.numbers(data.sprite);
      this.cutSprites();
      this.unitX = Float64Array.from(picture.numbers(data.lon), (lon) => picture.unitX(lon / data.scale));
      this.unitY = Float64Array.from(picture.numbers(data.lat), (lat) => picture.unitY(lat / data.scale));
      this.columns = data.columns.map((column) => ({ ...column, codes: column.codes && picture.numbers(column.codes) }));
      this.weights = data.weight ? picture.numbers(data.weight) : null;
      this.columns.filter((column) => column.numbers).forEach((column) => { column.of = this.weights; });
      this.kinds = data.kinds ? picture.numbers(data.kinds) : null;
      this.rows = picture.rowsFrom(data, "");
      this.beside = null;
      this.byZoom = new Map();
    },

    // The marks, as sharp as the screen.
    cutSprites() {
      this.sharp = picture.sharpness();
      this.sprites = this.data.sprites.map(picture.spriteCanvas);
    },

    // Show these records only, and those beside them faintly; false when they are what is shown.
    cut(rows, beside) {
      const nothing = new Uint8Array(0);
      if (picture.sameRows(rows, this.rows) && picture.sameRows(beside || nothing, this.beside || nothing)) return false;
      Object.assign(this, { rows, beside });
      this.byZoom.clear();
      if (this._map && this._map.picture.drawsPoints(this.data)) this.redraw();
      return true;
    },

    // How many points the records selected have.
    total() {
      let count = 0;
      for (let i = 0; i < this.data.count; i++) count += this.rows[i];
      return count;
    },

    marks() {
      const zoom = this._map.getZoom();
      if (!this.byZoom.has(zoom)) {
        const worldSize = picture.worldSize(this._map); // names ask before this layer is drawn at a new zoom
        const x = this.unitX.map((unit) => unit * worldSize);
        const y = this.unitY.map((unit) => unit * worldSize);
        const { reach, least, apart } = this.data.cluster;
        const grouped = (rows) => {
          const chosen = [];
          for (let i = 0; rows && i < this.data.count; i++) if (rows[i]) chosen.push(i);
          return group(x, y, chosen, { reach, apart, least: zoom >= SPREAD_FROM_ZOOM ? SPREAD : least });
        };
        this.byZoom.set(zoom, [...grouped(this.beside).map((mark) => ({ ...mark, beside: true })), ...grouped(this.rows)]);
      }
      return this.byZoom.get(zoom);
    },

    // The marks where they are drawn. On a strip a group with a box makes way for what has one place only, and for the
    // boxes before it, on its own side of the outline: what lies outside is faded.
    spots() {
      const { shown, drawn, drawsPoints } = this._map.picture;
      const marks = this.marks();
      if (!this.weights || !shown || !shown.strip) return marks;
      const others = drawn.filter((layer) => layer !== this && layer._map && drawsPoints(layer.data)).flatMap((layer) => layer.marks());
      const taken = [...others, ...marks.filter(({ members }) => members.length === 1)].map(({ x, y }) => [x, y, 9, 9]);
      return marks.map((mark) => {
        if (mark.members.length === 1) return mark;
        const free = ([x, y]) => taken.every(([left, top, aside, above]) => Math.abs(left - x) > aside + BOX[0] || Math.abs(top - y) > above + BOX[1]);
        const here = inside(shown.strip.rings, this.degreesAt([mark.x, mark.y]));
        const same = ([x, y], sides) => sides.every((aside) => inside(shown.strip.rings, this.degreesAt([x + aside, y])) === here);
        const spots = AROUND.map(([aside, above]) => [mark.x + aside * BOX[0], mark.y + above * BOX[1]]).filter(free);
        const [x, y] = spots.find((spot) => same(spot, [-BOX[0], BOX[0]])) || spots.find((spot) => same(spot, [0])) || spots[0] || [mark.x, mark.y];
        taken.push([x, y, ...BOX]);
        return { ...mark, x, y };
      });
    },

    degreesAt([x, y]) {
      const { lat, lng } = this._map.unproject(L.point(x, y), this._map.getZoom());
      return [lng, lat];
    },

    // The boxes of the groups from a corner of the world on: a name that covers one makes its numbers unreadable.
    groupBoxes({ x, y }) {
      if (!this._map.picture.drawsPoints(this.data)) return [];
      return this.spots().filter(({ members }) => members.length > 1).map((mark) => {
        const [aside, above] = this.weights ? [30, 14] : [groupRadius(mark.members.length) + 4, groupRadius(mark.members.length) + 4];
        return { left: mark.x - x - aside, right: mark.x - x + aside, top: mark.y - y - above, bottom: mark.y - y + above };
      });
    },

    arrange(size) {
      if (this.sharp !== picture.sharpness()) this.cutSprites();
      const { x, y } = this.worldCorner;
      const seen = (mark) => mark.x > x - FAR && mark.y > y - FAR && mark.x < x + size.x + FAR && mark.y < y + size.y + FAR;
      this.visible = this._map.picture.drawsPoints(this.data) ? this.spots().filter(seen) : [];
      const middle = picture.around(this.visible.map((mark) => ({ left: mark.x, top: mark.y, right: mark.x, bottom: mark.y })));
      return middle && { left: middle.left - x - FAR, top: middle.top - y - FAR, right: middle.right - x + FAR, bottom: middle.bottom - y + FAR };
    },

    draw(pen) {
      this.visible.forEach((mark) => {
        const x = mark.x - this.worldCorner.x;
        const y = mark.y - this.worldCorner.y;
        pen.globalAlpha = mark.beside ? 0.45 : 1; // neighbours of what was chosen: in sight, not counted
        if (mark.members.length > 1) {
          const count = mark.members.length;
          mark.radius = groupRadius(count) + (this.kinds ? 3 : 0);
          if (this.weights) mark.radius = drawSums(pen, this.data.cluster, count, this.weightOf(mark), this.data.weightUnit, x, y);
          else drawGroup(pen, this.data.cluster, count, this.parts(mark), x, y);
        } else {
          const { canvas, half } = this.sprites[this.sprite[mark.members[0]]];
          mark.radius = half - 6;
          pen.drawImage(canvas, x - half, y - half, 2 * half, 2 * half);
        }
      });
      pen.globalAlpha = 1;
    },

    weightOf(mark) {
      return mark.members.reduce((total, index) => total + this.weights[index], 0);
    },

    parts(mark) {
      if (!this.kinds) return [];
      return this.data.kindFills.map((fill, kind) => [mark.members.filter((i) => this.kinds[i] === kind).length, fill]);
    },

    // The topmost mark within reach of a container point; null when there is none.
    at(containerPoint) {
      const point = this._map.containerPointToLayerPoint(containerPoint).add(this._map.getPixelOrigin());
      for (let i = this.visible.length - 1; i >= 0; i--) {
        const mark = this.visible[i];
        if (Math.hypot(mark.x - point.x, mark.y - point.y) <= mark.radius + REACH - 4) return mark;
      }
      return null;
    },

    latLng(mark) {
      return this._map.unproject(L.point(mark.x, mark.y), this._map.getZoom());
    },

    value(column, index) {
      if (column.of) return picture.number(column.of[index]);
      if (column.codes) return column.values[column.codes[index]];
      return column.values[index] === "" ? "" : column.prefix + column.values[index];
    },

    record(index) {
      return this.columns.map((column) => [column.label, this.value(column, index)]).filter(([, value]) => value !== "");
    },

    // the rows of the page that a mark is about
    rowsOf({ members }) {
      return ["record", new Set(members.map((index) => this.value(this.columns[0], index)))];
    },

    // Where the point of a reference lies, when it is drawn.
    placeOf(reference) {
      if (!this._map.picture.drawsPoints(this.data)) return null;
      for (let index = 0; index < this.data.count; index++) {
        if (this.rows[index] && this.value(this.columns[0], index) === reference) {
          return this.latLng(this.visible.find(({ members }) => members.includes(index))
            || { x: this.unitX[index] * this.worldSize, y: this.unitY[index] * this.worldSize });
        }
      }
      return null;
    },

    summary(mark) {
      const { text } = this._map.picture.config;
      const note = mark.beside ? [text.beside] : [];
      if (mark.members.length === 1) {
        const [[, title], ...rest] = this.record(mark.members[0]);
        return picture.lines([title, ...note, ...rest.map(([label, value]) => picture.filled(text.pair, { label, value }))]);
      }
      const lines = [`${mark.members.length} ${this.data.plural}`];
      if (this.weights) {
        lines.push(`${picture.number(this.weightOf(mark))} ${this.data.weightLabel}`);
      }
      return picture.lines([...lines, ...note]);
    },

    details(mark) {
      if (mark.members.length === 1) return this.summary(mark);
      const box = this.summary(mark);
      mark.members.slice(0, LISTED).forEach((index) => {
        box.appendChild(picture.element("div", "", this.record(index).slice(0, 3).map(([, value]) => value).join(" · ")));
      });
      if (mark.members.length > LISTED) box.appendChild(picture.element("div", "", "…"));
      return box;
    },

    // A click on a cluster zooms to its members; where zooming no longer parts them, it lists them.
    open(mark) {
      const map = this._map;
      const corners = mark.members.map((index) => map.unproject(
        L.point(this.unitX[index] * this.worldSize, this.unitY[index] * this.worldSize), map.getZoom()));
      const extent = L.latLngBounds(corners);
      const near = map.getBoundsZoom(extent, false, L.point(60, 60));
      if (mark.members.length > 1 && map.getZoom() < 16 && near > map.getZoom() + 0.2 && extent.getNorth() - extent.getSouth() + extent.getEast() - extent.getWest() > 1e-4) {
        map.fitBounds(extent, { padding: [60, 60], maxZoom: 16 });
        return;
      }
      L.popup({ className: "picture-popup", maxWidth: 320 }).setLatLng(this.latLng(mark)).setContent(this.details(mark)).openOn(map);
    },
  });
})();

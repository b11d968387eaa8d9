// The country at a glance: one circle for each area, its size and number the activations, split by type as a ring.
(function () {
  "use strict";

  const picture = (window.OperationalMap = window.OperationalMap || {});
  const LARGEST = 46; // pixels; where the most of all records would be larger, all circles shrink by the same step
  const SMALLEST = 6.5;
  const LETTERS = 9.5; // pixels of the smallest number
  const ROUNDS = 80;

  const totalOf = (figures) => figures[0] + figures[1];

  // Pixels of the radius of a circle for one activation, at a zoom.
  function unit(map) {
    const base = Math.min(12, Math.max(5, 8.5 + 2.6 * (map.getZoom() - 7)));
    let step = 1;
    while (base * Math.sqrt((map.picture.most || 1) * step) > LARGEST) step /= 10;
    return base * Math.sqrt(step);
  }

  // The smallest has room for its number.
  const smallest = () => (picture.scale() > 1 ? 0.65 * picture.figureSize(LETTERS) + 3.5 : SMALLEST);

  picture.circleRadius = (map, count) => Math.max(smallest(), unit(map) * Math.sqrt(count));

  // Push circles that overlap apart, each the less the larger it is, and let them back to their place a little.
  function separate(circles) {
    for (let round = 0; round < ROUNDS; round++) {
      let moved = false;
      for (let i = 0; i < circles.length; i++) {
        for (let j = i + 1; j < circles.length; j++) {
          const one = circles[i];
          const other = circles[j];
          const dx = other.x - one.x || 0.01;
          const dy = other.y - one.y;
          const distance = Math.hypot(dx, dy);
          const excess = one.radius + other.radius + 3 - distance;
          if (excess <= 0.1) continue;
          moved = true;
          const share = other.radius ** 2 / (one.radius ** 2 + other.radius ** 2);
          one.x -= (dx / distance) * excess * share;
          one.y -= (dy / distance) * excess * share;
          other.x += (dx / distance) * excess * (1 - share);
          other.y += (dy / distance) * excess * (1 - share);
        }
      }
      if (!moved) return;
    }
  }

  picture.CircleLayer = picture.CanvasLayer.extend({
    initialize(options) {
      L.setOptions(this, options);
      this.whole = this.visible = [];
    },

    // Where each circle stands for the whole period: the weeks change how large it is, and no more.
    arrange() {
      const map = this._map;
      const { wholeFigures, figures, beside, anchors } = map.picture;
      this.whole = map.picture.drawsCircles() ? this.circlesOf(wholeFigures || figures, beside, anchors) : [];
      separate(this.whole);
      this.visible = wholeFigures ? atWeek(this.whole, map) : this.whole;
      this.told = figures;
      return picture.around(this.whole.map(({ x, y, radius }) => squareAround(x, y, radius + EDGE)));
    },

    circlesOf(figures, beside, anchors) {
      const circle = (code, count, rest) => ({ code, count, ...rest, x: anchors[code].x * this.worldSize - this.worldCorner.x,
        y: anchors[code].y * this.worldSize - this.worldCorner.y, radius: count ? picture.circleRadius(this._map, count) : 5 });
      const counted = Object.entries(figures).filter(([code]) => anchors[code])
        .map(([code, values]) => [code, totalOf(values), values])
        .filter(([code, count, values]) => count || (!code.startsWith("VR") && values[3]))
        .map(([code, count, values]) => circle(code, count, { values }));
      const hollow = Object.keys(beside).filter((code) => anchors[code]).map((code) => circle(code, 0, { hollow: true }));
      return [...counted, ...hollow].sort((one, other) => other.count - one.count || (one.code < other.code ? -1 : 1));
    },

    draw(pen) {
      const colours = coloursOf(this._map);
      this.visible.forEach((circle) => (circle.count ? drawCircle : drawHomes)(pen, circle, colours));
    },

    // Another week: the same circles at the same places, drawn anew on the same canvas.
    showWeek() {
      const { wholeFigures, figures } = this._map.picture;
      if (!this.whole.length || this.told === figures) return;
      this.told = figures;
      this.visible = wholeFigures ? atWeek(this.whole, this._map) : this.whole;
      this.again();
    },

    at(containerPoint) {
      const map = this._map;
      const corner = map.getPixelOrigin().subtract(this.worldCorner);
      const place = map.containerPointToLayerPoint(containerPoint).add(corner);
      return this.visible.find((circle) => Math.hypot(circle.x - place.x, circle.y - place.y) <= circle.radius + 1) || null;
    },

    latLng(circle) {
      return this._map.unproject(L.point(circle.x, circle.y).add(this.worldCorner), this._map.getZoom());
    },

    summary(circle) {
      return picture.lines(this._map.picture.describe(circle.code));
    },

    // the rows of the page that it is about
    rowsOf({ code }) {
      return ["region", new Set([code])];
    },

    open(circle) {
      picture.point(this._map, circle.code);
    },
  });

  const EDGE = 2; // pixels of the white line around a circle

  const squareAround = (x, y, reach) => ({ left: x - reach, top: y - reach, right: x + reach, bottom: y + reach });

  // The colours of the theme, read from the style sheet once a theme.
  function coloursOf(map) {
    const state = map.picture;
    if (!state.colours || !state.colours.panel) { // the style sheet may be under way
      const style = getComputedStyle(map.getContainer());
      const [panel, text, housing] = ["--panel", "--text", "--housing"].map((name) => style.getPropertyValue(name));
      state.colours = { panel, text, housing, kinds: state.config.kinds.map((_, kind) => style.getPropertyValue(`--kind-${kind}`)) };
    }
    return state.colours;
  }

  // While the weeks go by each circle stays where it stands for the whole period, as large as that week makes it.
  function atWeek(circles, map) {
    return circles.filter(({ hollow, count }) => hollow || count).map((circle) => {
      if (circle.hollow) return circle;
      const values = map.picture.figures[circle.code] || [0, 0, 0, 0, 0];
      const count = totalOf(values);
      return { ...circle, values, count, radius: count ? picture.circleRadius(map, count) : 0 };
    }).filter(({ hollow, count }) => hollow || count);
  }

  function drawCircle(pen, { x, y, radius, count, values }, colours) {
    pen.beginPath();
    pen.arc(x, y, radius + 1.2, 0, 2 * Math.PI);
    pen.fillStyle = colours.panel;
    pen.fill();
    const width = Math.max(2.6, 0.3 * radius);
    picture.drawRing(pen, x, y, radius, width, values.slice(0, 2).map((part, kind) => [part, colours.kinds[kind]]));
    const text = String(count);
    const room = 2 * (radius - width) - 1;
    const size = Math.max(picture.figureSize(LETTERS), Math.min(20, 0.95 * room, (1.55 * room) / text.length));
    pen.font = `700 ${size}px system-ui, sans-serif`;
    pen.textAlign = "center";
    pen.textBaseline = "middle";
    pen.fillStyle = colours.text;
    pen.fillText(text, x, y + size * 0.06);
  }

  picture.drawCircle = drawCircle;

  // Over the border there may be homes and no activation: that is no circle, and not nothing.
  // Those of the neighbours of what was chosen are not counted: an open square.
  function drawHomes(pen, { x, y, radius, hollow }, colours) {
    pen.fillStyle = colours.panel;
    pen.fillRect(x - radius - 1, y - radius - 1, 2 * radius + 2, 2 * radius + 2);
    pen.fillStyle = pen.strokeStyle = colours.housing;
    pen.lineWidth = 2;
    if (hollow) pen.strokeRect(x - radius + 1, y - radius + 1, 2 * radius - 2, 2 * radius - 2);
    else pen.fillRect(x - radius, y - radius, 2 * radius, 2 * radius);
  }

  const HALO = 3.5; // pixels of the line around a name

  // What is taken is a box, or round: a name may stand in the corner that a circle leaves free.
  const overlaps = picture.overlaps = function (box, others) {
    return others.some((other) => (other.radius ? reaches(other, box)
      : box.left < other.right && box.right > other.left && box.top < other.bottom && box.bottom > other.top));
  };

  function reaches({ x, y, radius }, box) {
    const aside = Math.max(box.left - x, 0, x - box.right);
    const above = Math.max(box.top - y, 0, y - box.bottom);
    return Math.hypot(aside, above) < radius;
  }

  const room = ({ x, y, radius, count }) => (count ? { x, y, radius: radius + 1 }
    : { left: x - radius - 1, right: x + radius + 1, top: y - radius - 1, bottom: y + radius + 1 });

  const ANGLES = [0, 8, 4, 12, 1, 15, 7, 9, 2, 14, 6, 10, 3, 13, 5, 11].map((step) => (step * Math.PI) / 8);

  // the nearest first: a name of a strip has to find room among the groups of points
  const AROUND = [0, -1, 1, -2, 2, -3, 3].flatMap((above) => [0, -0.5, 0.5, -0.8, 0.8].map((aside) => [aside, above]))
    .sort((one, other) => Math.hypot(2 * one[0], one[1]) - Math.hypot(2 * other[0], other[1]));

  // Where a name may stand: beside its circle, all around it; or where it has none at its place and a little around it.
  function places(circle, x, y, width, height, alike) {
    if (alike && !circle) return AROUND.map(([aside, above]) => [x + aside * width, y + above * height]);
    if (!circle) return [[x, y], [x, y - height], [x, y + height]];
    return [2, 8, 15].flatMap((gap) => ANGLES.map((angle) => {
      const [dx, dy] = [Math.cos(angle), Math.sin(angle)];
      const aside = Math.max(-1, Math.min(1, 1.8 * dx)); // 1: wholly to the right of the circle, 0: above or below it
      return [circle.x + dx * (circle.radius + gap) + (aside * width) / 2,
        circle.y + dy * (circle.radius + gap) + (dy * height) / 2];
    }));
  }

  // Names of areas, those with most activations first; a name that has no room is left out, none is ever covered.
  picture.NameLayer = picture.CanvasLayer.extend({
    initialize(options) {
      L.setOptions(this, options);
      this.names = [];
    },

    // whether a name stands on the map already, on another layer
    given: () => false,

    add(features, className, fromZoom) {
      features.filter((feature) => feature.properties.label).forEach((feature) => {
        const { id, properties: { label: [lon, lat] } } = feature;
        this.names.push(this.inWords({ code: id, feature, className, fromZoom, x: picture.unitX(lon), y: picture.unitY(lat) }));
      });
      this.redraw();
    },

    // In the language of the reader, with the name that an area has itself where there is room for both.
    inWords(name) {
      const { config } = this._map.picture;
      const text = config.short[name.code] || picture.nameOf(config, name.feature);
      return { ...name, text, texts: [...new Set([text, text.replace(/ \(.*/, "")])] };
    },

    speak() { this.names = this.names.map((name) => this.inWords(name)); },

    // Name these areas at every zoom, until ``reset``.
    always(codes) {
      this.named = new Set(codes);
      this.redraw();
    },

    reset() { this.named = null; },

    arrange(size) {
      this.visible = [];
      if (this.hidden) return null;
      const { pen } = this;
      const { circles, drawsCircles, shown, ...state } = this._map.picture;
      const figures = state.wholeFigures || state.figures;
      const alike = (shown && shown.strip && shown.strip.named) || []; // on both sides of a border, equally large
      const rank = ({ code }) => (alike.includes(code) ? alike.indexOf(code) : alike.length);
      const zoom = this._map.getZoom();
      const around = Object.fromEntries(circles.whole.map((circle) => [circle.code, circle]));
      const groups = state.drawn.flatMap((layer) => layer.groupBoxes(this.worldCorner));
      const taken = this.taken = [...circles.whole.map(room), ...groups, ...picture.controlBoxes(this._map, this.worldCorner)];
      const count = ({ code }) => (figures[code] ? totalOf(figures[code]) : 0);
      const styles = styleReader(this._map.getContainer());
      this.names.filter((name) => (around[name.code] || zoom >= name.fromZoom || alike.includes(name.code) || (this.named && this.named.has(name.code))) && !this.given(name, zoom))
        .map((name, place) => ({ name, place, count: count(name) }))
        .sort((one, other) => rank(one.name) - rank(other.name) || other.count - one.count || one.place - other.place)
        .forEach(({ name, count: value }) => {
          // a name that finds no room beside its circle finds it in smaller letters, or not at all
          const busy = value && drawsCircles() ? [`${name.className} picture-name-busy`, name.className] : [name.className];
          const looks = alike.includes(name.code) ? ["picture-name-alike"] : busy;
          looks.some((look) => name.texts.some((text) => this.stand(pen, { ...name, text }, styles(look), around[name.code], taken, size, alike.includes(name.code))));
        });
      styles.done();
      return picture.around(this.visible.map(({ left, top, right, bottom }) => ({ left: left - HALO, top: top - HALO, right: right + HALO, bottom: bottom + HALO })));
    },

    // Find a place for one name where there is room; whether there was.
    stand(pen, name, style, circle, taken, size, alike) {
      pen.font = style.font;
      const width = pen.measureText(name.text).width + 6;
      const { height } = style;
      const found = places(circle, name.x * this.worldSize - this.worldCorner.x, name.y * this.worldSize - this.worldCorner.y, width, height, alike)
        .map(([x, y]) => ({ x, y, left: x - width / 2, right: x + width / 2, top: y - height / 2, bottom: y + height / 2 }))
        .find((box) => box.right > 0 && box.left < size.x && box.bottom > 0 && box.top < size.y && !overlaps(box, taken));
      if (!found) return false;
      taken.push(found);
      this.visible.push({ ...found, text: name.text, code: name.code, style });
      return true;
    },

    draw(pen) {
      Object.assign(pen, { textAlign: "center", textBaseline: "middle", lineJoin: "round", lineWidth: HALO });
      this.visible.forEach(({ text, x, y, style }) => {
        Object.assign(pen, { font: style.font, strokeStyle: style.halo, fillStyle: style.color });
        pen.strokeText(text, x, y);
        pen.fillText(text, x, y);
      });
    },
  });

  function styleReader(container) {
    const known = {};
    const probe = document.createElement("span");
    container.appendChild(probe);
    const read = (className) => {
      if (!known[className]) {
        probe.className = className;
        const { font, color, fontSize, webkitTextStrokeColor } = getComputedStyle(probe);
        known[className] = { font, color, height: parseFloat(fontSize) * 1.25, halo: webkitTextStrokeColor };
      }
      return known[className];
    };
    read.done = () => probe.remove();
    return read;
  }
})();

// What the filters select, counted in the browser: by the rules of geo/picture/masks.py, which come with each layer.
(function () {
  "use strict";

  const picture = (window.OperationalMap = window.OperationalMap || {});
  const ARRAYS = { i8: Int8Array, u8: Uint8Array, u16: Uint16Array, i32: Int32Array };
  const MISSING_DAY = -(2 ** 31);
  const NO_RESULT = "lopend"; // asks for the records without a code

  const bytesOf = (data) => Uint8Array.from(atob(data), (character) => character.charCodeAt(0));
  picture.numbers = ({ type, data }) => new ARRAYS[type](bytesOf(data).buffer);

  const dayOf = (text) => Date.parse(`${text}T00:00:00Z`) / 864e5;

  // how -> (the values chosen, the codes there are) -> whether a number in the column meets the rule
  const MEETS = {
    one: (chosen, codes) => {
      const wanted = new Set(chosen.map((code) => (code === NO_RESULT ? -1 : codes.indexOf(code))));
      return (value) => wanted.has(value);
    },
    area: (chosen, codes) => MEETS.one(chosen, codes),
    set: (chosen, codes) => {
      const wanted = chosen.reduce((mask, code) => mask | (1 << codes.indexOf(code)), 0);
      return (value) => (value & wanted) !== 0;
    },
    flag: ([chosen]) => { const wanted = chosen === "ja" ? 1 : 0; return (value) => value === wanted; },
    from: ([chosen]) => { const first = dayOf(chosen); return (value) => value >= first; },
    to: ([chosen]) => { const last = dayOf(chosen); return (value) => value <= last && value !== MISSING_DAY; },
  };

  // A layer with its columns as arrays, made once; `data` is the payload of a CodedLayer, or of plain points.
  function table(data) {
    if (data.table) return data.table;
    const records = data.records === undefined ? data.count : data.records;
    const coded = {};
    Object.entries(data.coded || {}).forEach(([name, column]) => { coded[name] = picture.numbers(column); });
    data.table = { records, coded, everything: new Uint8Array(records).fill(1),
      area: coded.area,
      kinds: data.kinds && coded.type, integral: coded.integral, weights: data.weights && picture.numbers(data.weights),
      locations: data.locations && picture.numbers(data.locations) };
    return data.table;
  }

  // A column of a layer as numbers.
  picture.column = (data, name) => table(data).coded[name];

  // Which records of a layer a selection (names and values of a link) selects: 0 or 1 for each.
  picture.select = function (data, selection) {
    const { everything, coded } = table(data);
    const rows = everything.slice();
    (data.rules || []).forEach(({ name, how, column, codes }) => {
      const chosen = selection[name];
      if (!chosen || !chosen.length) return;
      const meets = MEETS[how](chosen, codes);
      const values = coded[column];
      for (let i = 0; i < rows.length; i++) if (rows[i] && !meets(values[i])) rows[i] = 0;
    });
    return rows;
  };

  // The rows as the server sends them: a bit each, "" for all of them.
  picture.rowsFrom = function (data, text) {
    const { everything } = table(data);
    if (!text) return everything;
    const bits = bytesOf(text);
    return everything.map((_, i) => (bits[i >> 3] >> (i & 7)) & 1);
  };

  picture.sameRows = (one, other) => one === other
    || (one.length === other.length && one.every((value, i) => value === other[i]));

  // Figures by area code, as geo/layers/tips.py has them: preventive, repressive, integral, locations, places.
  picture.figures = function (layers, rowsOf) {
    const found = {};
    layers.filter((data) => data.areas).forEach((data) => {
      const { area, kinds, integral, weights, locations } = table(data);
      const rows = rowsOf(data);
      for (let i = 0; i < rows.length; i++) {
        if (!rows[i] || area[i] < 0) continue;
        const code = data.areas[area[i]];
        const figures = found[code] || (found[code] = [0, 0, 0, 0, 0]);
        if (weights) {
          figures[3] += locations ? locations[i] : 1;
          figures[4] += weights[i];
        } else {
          figures[kinds[i]] += 1;
          figures[2] += integral[i];
        }
      }
    });
    return found;
  };

  // All records selected of a layer with kinds, those of each kind, the integral ones, and those with each result.
  picture.totals = function (data, rows) {
    const { kinds, integral, coded } = table(data);
    const { codes } = data.rules.find(({ column }) => column === "result");
    const results = new Array(codes.length + 1).fill(0);
    const found = { all: 0, kinds: [0, 0], integral: 0 };
    for (let i = 0; i < rows.length; i++) {
      if (!rows[i]) continue;
      found.all += 1;
      found.kinds[kinds[i]] += 1;
      found.integral += integral[i];
      results[coded.result[i] < 0 ? codes.length : coded.result[i]] += 1;
    }
    found.results = Object.fromEntries([...codes, NO_RESULT].map((code, place) => [code, results[place]]));
    return found;
  };

  const hasCountry = (selection, code) => !(selection.land || []).length
    || selection.land.includes(code.startsWith("VR") ? "NL" : code.slice(0, 2));

  // The class of a region's rate: 0 for zero, from 1 on for the classes, null without what it is divided by; as
  // geo/layers/choropleth.py has it. `properties` are those of the boundaries.
  picture.rateClass = function ({ column, per, limits }, figures, properties) {
    const [preventive, repressive, , housing, places] = figures || [0, 0, 0, 0, 0];
    const below = { housing, places, ...properties }[column];
    if (!(below > 0)) return null;
    const rate = Math.round((1e9 * per * (preventive + repressive)) / below) / 1e9;
    return rate > 0 ? limits.filter((limit) => limit <= rate).length : 0;
  };

  // Whether the filters leave an area of that code in the picture at all.
  picture.inside = function (selection, code) {
    const regions = selection.regio || [];
    return (!regions.length || regions.includes(code)) && hasCountry(selection, code);
  };

  // The areas across the border of those chosen: as geo/picture/beside.py has them.
  picture.beside = function (selection, across) {
    const regions = selection.regio || [];
    return new Set(regions.flatMap((code) => across[code] || [])
      .filter((code) => !regions.includes(code) && hasCountry(selection, code)));
  };

  // Which records of a layer with housing lie in these areas: 0 or 1 for each, null when none does.
  picture.rowsBeside = function (data, codes) {
    const { area, weights, records } = table(data);
    if (!codes.size || !weights) return null;
    const rows = new Uint8Array(records);
    for (let i = 0; i < records; i++) if (area[i] >= 0 && codes.has(data.areas[area[i]])) rows[i] = 1;
    return rows.includes(1) ? rows : null;
  };

  // Locations and places by area code of these records.
  picture.homes = function (data, rows) {
    return Object.fromEntries(Object.entries(rows ? picture.figures([data], () => rows) : {}).map(([code, figures]) => [code, figures.slice(3)]));
  };
})();

// "Zoek een plaats of gemeente": a combobox in the map's frame that moves the map; needs no network but ours.
(function () {
  "use strict";

  const picture = (window.OperationalMap = window.OperationalMap || {});
  const SHOWN = 8;
  const ZOOM = { region: 8.5, district: 9, municipality: 10.5, place: 12, quarter: 13 };

  const plain = (text) => text.normalize("NFKD").toLowerCase().replace(/[^a-z0-9 -]/g, "");
  const joined = (text) => plain(text).replace(/[ -]/g, "");

  // What an area is, and of what: a municipality of a region (its name), a district (its code) of a country.
  const contextOf = (kind, around, text) => picture.filled(text[kind], { region: around, country: text[around.slice(0, 2)] });

  function entriesOf({ areas, places }, { called, text }) {
    const entry = (name, context, lon, lat, kind, inhabitants, others) => ({
      name, context, lon, lat, kind, inhabitants,
      keys: [name, ...others].map(joined),
      words: plain(name).split(/[ -]+/),
    });
    const known = areas.map(([name, around, lon, lat, kind]) =>
      entry(called[around] || name, contextOf(kind, around, text), lon, lat, kind, 0, [name]));
    return [
      ...known,
      ...places.map(([name, lon, lat, area, inhabitants, isQuarter, ...others]) =>
        entry(name, known[area].name, lon, lat, isQuarter ? "quarter" : "place", inhabitants, others)),
    ];
  }

  // 0 is the name itself, 1 its begin, 2 the begin of another spelling, 3 of a word in it; Infinity is none.
  function rank(entry, wanted) {
    if (entry.keys.includes(wanted)) return 0;
    if (entry.keys[0].startsWith(wanted)) return 1;
    if (entry.keys.some((key) => key.startsWith(wanted))) return 2;
    return entry.words.some((word) => word.startsWith(wanted)) ? 3 : Infinity;
  }

  picture.search = function (entries, text) {
    const wanted = joined(text);
    if (!wanted) return [];
    return entries.map((entry) => [rank(entry, wanted), entry]).filter(([found]) => found < Infinity)
      .sort(([a, one], [b, other]) => a - b || other.inhabitants - one.inhabitants || one.name.localeCompare(other.name))
      .slice(0, SHOWN).map(([, entry]) => entry);
  };

  function build(text) {
    const box = picture.element("div", "picture-search leaflet-control");
    const input = box.appendChild(picture.element("input"));
    const list = box.appendChild(picture.element("ul"));
    const status = box.appendChild(picture.element("div", "picture-unseen"));
    list.id = "picture-search-list";
    list.hidden = true;
    list.setAttribute("role", "listbox");
    list.setAttribute("aria-label", text.search);
    status.setAttribute("role", "status");
    Object.assign(input, { type: "text", placeholder: text.search, autocomplete: "off", spellcheck: false, maxLength: 80 });
    Object.entries({ role: "combobox", "aria-label": text.search, "aria-autocomplete": "list", "aria-expanded": "false",
      "aria-controls": list.id }).forEach(([name, value]) => input.setAttribute(name, value));
    return { box, input, list, status };
  }

  // Can be removed, with the mark of what was found.
  picture.addSearch = function (map, config) {
    const { text } = config;
    const { box, input, list, status } = build(text);
    let entries = null;
    let found = [];
    let active = -1;
    let mark = null;

    function point(index) {
      active = index;
      [...list.children].forEach((option, at) => option.setAttribute("aria-selected", String(at === active)));
      if (active < 0) input.removeAttribute("aria-activedescendant");
      else input.setAttribute("aria-activedescendant", list.children[active].id);
    }

    function close() {
      list.hidden = true;
      input.setAttribute("aria-expanded", "false");
      point(-1);
    }

    function choose(entry) {
      close();
      input.value = entry.name;
      status.textContent = picture.filled(text.moved, { place: `${entry.name}, ${entry.context}` });
      if (mark) mark.remove();
      const icon = L.divIcon({ className: "picture-found", iconSize: [30, 30] });
      mark = ["place", "quarter"].includes(entry.kind)
        ? L.marker([entry.lat, entry.lon], { icon, interactive: false, keyboard: false }).addTo(map) : null;
      map.setView([entry.lat, entry.lon], ZOOM[entry.kind]);
    }

    function option(entry, index) {
      const item = picture.element("li");
      item.id = `picture-search-${index}`;
      item.setAttribute("role", "option");
      item.appendChild(picture.element("span", "", entry.name));
      item.appendChild(picture.element("small", "", entry.context));
      // before the input loses the focus
      item.addEventListener("mousedown", (event) => { event.preventDefault(); choose(entry); });
      return item;
    }

    function offer() {
      if (!entries) return;
      found = picture.search(entries, input.value);
      const typed = input.value.trim() !== "";
      const none = typed && !found.length ? [picture.element("li", "picture-search-none", text.unfound)] : [];
      if (none.length) none[0].setAttribute("role", "presentation");
      list.replaceChildren(...found.map(option), ...none);
      list.hidden = !typed;
      input.setAttribute("aria-expanded", String(found.length > 0));
      status.textContent = typed ? (none.length ? text.unfound : picture.filled(text.found, { count: found.length })) : "";
      point(-1);
    }

    function load() {
      picture.places(config).then((data) => { entries = entries || entriesOf(data, config); offer(); }, () => {
        status.textContent = text.failure;
      });
    }

    const KEYS = {
      ArrowDown: () => { if (found.length) point((active + 1) % found.length); },
      ArrowUp: () => { if (found.length) point((active <= 0 ? found.length : active) - 1); },
      Enter: () => { if (found.length && !list.hidden) choose(found[Math.max(active, 0)]); },
      Escape: () => { if (list.hidden) { input.value = ""; if (mark) mark.remove(); } close(); },
    };
    input.addEventListener("keydown", (event) => {
      event.stopPropagation();  // the map takes arrows, plus and minus
      if (!KEYS[event.key] || event.isComposing) return;
      event.preventDefault();
      KEYS[event.key]();
    });
    input.addEventListener("keypress", (event) => event.stopPropagation());
    input.addEventListener("focus", () => (entries ? offer() : load()), { once: false });
    input.addEventListener("input", () => (entries ? offer() : load()));
    input.addEventListener("blur", close);
    L.DomEvent.disableClickPropagation(box);
    L.DomEvent.disableScrollPropagation(box);
    map.getContainer().appendChild(box);
    return { remove: () => [box, mark].forEach((part) => part && part.remove()) };
  };
})();

// The page's filter buttons, heard in its document: the map answers a click before the server has heard of it.
// A filter is a container with the class st-key-filter_<name>, name as in a link; its buttons stand in the order of
// the codes. What has no buttons (days, lists) keeps the values that the server last told.
(function () {
  "use strict";

  const picture = (window.OperationalMap = window.OperationalMap || {});
  const CONTAINER = '[class*="st-key-filter_"]';

  const nameOf = (box) => [...box.classList].map((name) => /^st-key-filter_(.+)$/.exec(name)).filter(Boolean).map(([, name]) => name)[0];
  const isOn = (button) => button.getAttribute("aria-pressed") === "true" || button.getAttribute("aria-checked") === "true"
    || /Active$/.test(button.dataset.testid || "") || /Active$/.test(button.getAttribute("kind") || "");

  // The selection that the buttons show, over the values of the others.
  picture.readFilters = function (page, codes, selection) {
    const found = { ...selection };
    page.querySelectorAll(CONTAINER).forEach((box) => {
      const name = nameOf(box);
      const buttons = codes[name] ? [...box.querySelectorAll("button")].filter((button) => button.closest('[data-testid="stButtonGroup"]')) : [];
      if (!buttons.length || buttons.length !== codes[name].length) return;
      const chosen = codes[name].filter((_, place) => isOn(buttons[place]));
      if (chosen.length) found[name] = chosen; else delete found[name];
    });
    return found;
  };

  // A page may also say what a click selects: a link of the dashboard's own, or data-filter="van=2020-09-07&tot=2020-09-13",
  // which changes those filters and no others.
  function said(page, target, names, selection) {
    const element = target.closest("[data-filter]");
    const link = target.closest("a[href]:not([href^='#'])"); // to a place on the page itself selects nothing
    if (element) {
      const found = { ...selection };
      new URLSearchParams(element.dataset.filter).forEach((value, name) => { if (value) found[name] = [value]; else delete found[name]; });
      return found;
    }
    if (!link || link.origin !== page.location.origin || link.pathname !== page.location.pathname) return null;
    const asked = new URL(link.href).searchParams;
    return Object.fromEntries(names.map((name) => [name, asked.getAll(name)]).filter(([, values]) => values.length));
  }

  picture.listenToFilters = function (map, state) {
    const page = window.parent.document;
    if (page === document) return;
    const left = new AbortController();
    const listen = (kind, action) => page.addEventListener(kind, (event) => {
      if (state.shown && state.counts && event.target instanceof page.defaultView.Element) action(event.target);
    }, { signal: left.signal, capture: true }); // Streamlit's buttons let no event through
    const { codes, names } = state.config;
    listen("click", (target) => {
      const wanted = said(page, target, names, state.selection);
      if (wanted) picture.answer(map, state, wanted);
      else if (target.closest(CONTAINER) && target.closest("button")) {
        // a moment later, when React has drawn the buttons as they are now
        setTimeout(() => left.signal.aborted || picture.answer(map, state, picture.readFilters(page, codes, state.selection)), 0);
      }
    });
    const point = (target) => { // a row of a table that tells which area or record it is about
      const row = target.closest("[data-region], [data-record]");
      picture.hover(state, (row && row.dataset.region) || "");
      state.pointAt((row && row.dataset.record) || "");
    };
    listen("mouseover", point);
    listen("focusin", point);
    listen("focusin", (target) => { if (target.closest(".languages")) picture.offerView(map); });
    listen("pointerdown", () => picture.offerView(map));
    window.addEventListener("pagehide", () => left.abort());
  };
})();

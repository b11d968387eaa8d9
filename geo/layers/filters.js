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

  // Another way for a page to say what a click selects: data-filter="van=2020-09-07&tot=2020-09-13".
  function said(target, selection) {
    const element = target.closest("[data-filter]");
    if (!element) return null;
    const found = { ...selection };
    new URLSearchParams(element.dataset.filter).forEach((value, name) => { found[name] = value ? [value] : []; });
    return found;
  }

  picture.listenToFilters = function (map, state) {
    const page = window.parent.document;
    if (page === document) return;
    const left = new AbortController();
    const answer = (selection) => { if (!left.signal.aborted && state.shown) picture.answer(map, state, selection); };
    page.addEventListener("click", ({ target }) => {
      if (!state.shown || !state.counts || !(target instanceof page.defaultView.Element)) return;
      const wanted = said(target, state.selection);
      if (wanted) answer(wanted);
      else if (target.closest(CONTAINER) && target.closest("button")) {
        // a moment later, when React has drawn the buttons as they are now
        setTimeout(() => answer(picture.readFilters(page, state.config.codes, state.selection)), 0);
      }
    }, { signal: left.signal });
    window.addEventListener("pagehide", () => left.abort());
  };
})();

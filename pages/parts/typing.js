// What is typed in a form comes in when its field is left. Until then it stands in the browser alone, and a page that
// goes on at another server is given what that one knows. So a pause comes in too, as with Enter. Once a connection is
// back the form is asked for anew, and what was typed just before it went is put back.
(() => {
  const FIELDS = "[class*='st-key-record_'], .st-key-person";
  const PAUSE = 1500; // milliseconds
  const AGAIN = 200;
  const PATIENCE = 5000;
  let typed = null; // where, what, and whether letters are still being composed
  let asked = false; // for the form, which has not begun to come

  const state = (what) => document.querySelector(`[data-test-${what}-state]`)?.getAttribute(`data-test-${what}-state`);
  const connected = () => state("connection") === "CONNECTED";
  const resting = () => connected() && state("script") === "notRunning" && !asked;
  const fieldIn = (box) => document.querySelector(`.${CSS.escape(box)} :is(input, textarea)`);

  function press(field) {
    const enter = { key: "Enter", code: "Enter", keyCode: 13, ctrlKey: field.tagName === "TEXTAREA", bubbles: true };
    for (const kind of ["keydown", "keypress"]) field.dispatchEvent(new KeyboardEvent(kind, enter));
  }

  /** Let a field hold a text, as React notices it. */
  function fill(field, text) {
    Object.getOwnPropertyDescriptor(Object.getPrototypeOf(field), "value").set.call(field, text);
    field.dispatchEvent(new Event("input", { bubbles: true }));
  }

  function comeIn(one) {
    if (typed !== one) return;
    const field = fieldIn(one.box);
    if (one.composing || !resting() || field?.disabled) { setTimeout(comeIn, AGAIN, one); return; }
    typed = null;
    if (!field) return;
    const lost = field.value !== one.text;
    if (lost) fill(field, one.text);
    if (lost && document.activeElement === document.body) field.focus({ preventScroll: true });
    setTimeout(press, 0, field);
  }

  document.addEventListener("input", (event) => {
    const field = event.target;
    if (!event.isTrusted || !field.matches?.("input:not([role='combobox'], [type='file']), textarea")) return;
    const box = [...(field.closest(FIELDS)?.classList ?? [])].find((name) => name.startsWith("st-key-"));
    if (!box) return;
    typed = { box, text: field.value, composing: event.isComposing };
    setTimeout(comeIn, PAUSE, typed);
  }, true);
  document.addEventListener("compositionend", (event) => {
    if (typed) Object.assign(typed, { composing: false, text: event.target.value });
  }, true);
  // a field that is left comes in by itself, unless it was taken away with the connection
  document.addEventListener("focusout", ({ target }) => { if (connected() && !target.disabled) typed = null; }, true);

  let before = ""; // how it stood with the connection
  new MutationObserver(() => {
    if (state("script") === "running") asked = false;
    const now = state("connection") ?? "";
    const isBack = now === "CONNECTED" && before !== now && before !== "";
    before = now;
    if (!isBack || !document.querySelector(".stMain [class*='st-key-record_']")) return;
    asked = true;
    setTimeout(() => { asked = false; }, PATIENCE);
    window.dispatchEvent(new PopStateEvent("popstate"));
  }).observe(document, { subtree: true, attributeFilter: ["data-test-connection-state", "data-test-script-state"] });
})();

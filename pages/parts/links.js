// Links in markup of ours lead on within the dashboard: Streamlit follows them as it follows Back, in the same
// session. With a key held down, or without this script, they are links like any other.
// A link with data-field leads to the field, or the table, of that key on the same page.
document.addEventListener("click", (event) => {
  const field = event.target instanceof Element && event.target.closest(".stHtml a[data-field]")?.dataset.field;
  if (!field) return;
  event.preventDefault();
  const box = document.querySelector(`.st-key-${CSS.escape(field.trim().replace(/[^a-zA-Z0-9_-]/g, "-"))}`);
  box?.scrollIntoView({ block: box.clientHeight > window.innerHeight / 2 ? "start" : "center" });
  box?.querySelector("input, textarea, button, .wide")?.focus({ preventScroll: true });
});

// What stands above a form that could not be saved gets the focus once a button of the bar below was used; not later,
// when somebody is mending a field and it is drawn anew.
let awaited = 0;
document.addEventListener("click", (event) => {
  awaited = event.target instanceof Element && event.target.closest('[data-testid="stBottom"] button') ? performance.now() + 3000 : 0;
}, true);
document.addEventListener("keydown", (event) => { if (!["Enter", " "].includes(event.key)) awaited = 0; }, true);
new MutationObserver(() => {
  if (performance.now() > awaited) return;
  const summary = document.querySelector(".stHtml .errors");
  if (!summary || summary.contains(document.activeElement)) return;
  summary.tabIndex = -1;
  summary.focus();
}).observe(document, { childList: true, subtree: true });

document.addEventListener("click", (event) => {
  const link = event.target instanceof Element && event.target.closest(".stHtml a[href]:not([data-away])");
  const plain = !event.button && !event.ctrlKey && !event.metaKey && !event.shiftKey && !event.altKey;
  if (!link || !plain || event.defaultPrevented || link.origin !== location.origin || link.hash) return;
  event.preventDefault();
  if (link.pathname !== location.pathname) document.querySelector(".stMain")?.scrollTo(0, 0);
  if (link.href !== location.href) history.pushState({}, "", link.href);
  window.dispatchEvent(new PopStateEvent("popstate"));
});

// Nobody draws a map anew for paper: it keeps the size it has on the screen, and is made smaller (style.css).
window.addEventListener("beforeprint", () => {
  document.querySelectorAll('[class*="_map"] iframe').forEach((frame) => {
    const box = frame.closest('[class*="_map"]');
    box.style.setProperty("--screen-width", `${frame.clientWidth}px`);
    box.style.setProperty("--screen-height", `${frame.clientHeight}px`);
  });
});

// A meeting has the whole screen where the browser gives it, else the window. Escape leaves: the browser takes the
// screen back by itself, and the page follows.
const leaveMeeting = () => document.querySelector(".st-key-meeting_leave button");
document.addEventListener("click", (event) => {
  if (!(event.target instanceof Element)) return;
  if (event.target.closest(".st-key-meeting_enter button")) document.documentElement.requestFullscreen?.().catch(() => {});
  if (event.target.closest(".st-key-meeting_leave button") && document.fullscreenElement) document.exitFullscreen();
});
document.addEventListener("fullscreenchange", () => { if (!document.fullscreenElement) leaveMeeting()?.click(); });
document.addEventListener("keydown", (event) => {
  const inField = event.target instanceof Element && event.target.closest("input, textarea, [role='listbox'], [data-baseweb='popover']");
  if (event.key === "Escape" && !event.defaultPrevented && !inField) leaveMeeting()?.click();
});

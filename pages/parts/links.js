// Links in markup of ours lead on within the dashboard: Streamlit follows them as it follows Back, in the same
// session. With a key held down, or without this script, they are links like any other.
document.addEventListener("click", (event) => {
  const link = event.target instanceof Element && event.target.closest(".stHtml a[href]");
  const plain = !event.button && !event.ctrlKey && !event.metaKey && !event.shiftKey && !event.altKey;
  if (!link || !plain || event.defaultPrevented || link.origin !== location.origin || link.hash) return;
  event.preventDefault();
  if (link.href !== location.href) history.pushState({}, "", link.href);
  window.dispatchEvent(new PopStateEvent("popstate"));
});

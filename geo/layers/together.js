// Maps that are laid side by side have one view: each tells the others where it goes, and goes where they go.
(function () {
  "use strict";

  const picture = (window.OperationalMap = window.OperationalMap || {});

  // The maps of one page only: the same pages may stand in another tab.
  function channelName(group) {
    const page = window.parent;
    page.pictureChannel = page.pictureChannel || `${Date.now()}-${Math.random()}`;
    return `${page.pictureChannel}-${group}`;
  }

  // Listen to the maps of the group that was told last and speak to them; without a group ("") to none.
  picture.together = function (map, state) {
    const { group } = state.shown;
    if (state.group === group || window.parent === window) return;
    state.group = group;
    if (state.channel) state.channel.close();
    state.channel = group ? new BroadcastChannel(channelName(group)) : null;
    if (!group) return;
    const { channel } = state;
    const tell = () => {
      const { lat, lng } = map.getCenter();
      channel.postMessage({ lat, lng, zoom: map.getZoom(), whole: picture.isWhole(map) });
    };
    let heard = null;
    const follow = () => {
      const { lat, lng, zoom, whole } = heard;
      heard = null;
      state.following = state.followed = true;
      if (whole) picture.fit(map, state.config.bounds, { animate: false });
      else map.setView([lat, lng], zoom, { animate: false });
      state.following = false;
    };
    channel.addEventListener("message", ({ data }) => {
      if (data.joined) { tell(); return; }
      if (!heard) requestAnimationFrame(follow); // of many in one frame the last counts
      heard = data;
    });
    map.on("move", () => {
      if (state.following || state.channel !== channel) return;
      state.followed = false;
      tell();
    });
    window.addEventListener("pagehide", () => channel.close());
    channel.postMessage({ joined: true });
  };
})();

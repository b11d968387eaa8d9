// Counts the runs of Streamlit's script in the page itself, from the messages it exchanges with the server:
// the root element says how many the page asked for (data-run), and whether the last of them has ended and
// stands on the screen (data-idle). Streamlit's own "notRunning" is also true before a run has begun.
// `fields` are the numbers of these messages; tests/browser.py takes them from Streamlit's own definitions.
(fields) => {
  const watched = new WeakSet();
  let asked = 0;
  let begun = false;

  function tell(idle) {
    const root = document.documentElement;
    root.dataset.run = `${performance.timeOrigin}-${asked}`;
    root.toggleAttribute("data-idle", idle);
  }

  // What a message is (the number of its field beside hash and metadata) and the number it begins with.
  function read(data) {
    const bytes = new Uint8Array(data);
    let at = 0;
    function number() {
      let value = 0, shift = 0, byte;
      do {
        byte = bytes[at++];
        value += (byte & 127) * 2 ** shift;
        shift += 7;
      } while (byte > 127);
      return value;
    }
    for (;;) {
      const field = number() >> 3, value = number();
      if (field > fields.metadata || at >= bytes.length) return [field, value];
      at += value;
    }
  }

  // The end of a run counts only when it began after the last one was asked for: that of an earlier run may
  // still be under way. It is told a frame later, when what it drew is on the screen.
  function receive({ data }) {
    const [field, value] = read(data);
    if (field === fields.new_session) begun = true;
    if (field !== fields.script_finished || value === fields.overtaken || !begun) return;
    const ended = asked;
    requestAnimationFrame(() => setTimeout(() => asked === ended && begun && tell(true)));
  }

  const send = WebSocket.prototype.send;
  WebSocket.prototype.send = function (data) {
    if (!watched.has(this)) {
      watched.add(this);
      this.addEventListener("message", receive);
    }
    if (read(data)[0] === fields.rerun_script) {
      asked += 1;
      begun = false;
      tell(false);
    }
    return send.call(this, data);
  };
};

// The weeks one by one: a slider below the map, and play. A frame is the selection of that week, counted by the same
// rules as a filter (answer.js), from the records that are here already; sizes and colours keep their meaning.
(function () {
  "use strict";

  const picture = (window.OperationalMap = window.OperationalMap || {});
  const STEP = 900; // milliseconds that a week stands while it plays
  const DAY = 864e5;
  const MISSING_DAY = -(2 ** 31);

  const textOf = (day) => new Date(day * DAY).toISOString().slice(0, 10);
  const dayOf = (text) => Date.parse(`${text}T00:00:00Z`) / DAY;
  const mondayOf = (day) => day - ((((day + 3) % 7) + 7) % 7); // day 0 was a Thursday

  // The number of the ISO week: its Thursday lies in the year it is counted in.
  function weekNumber(monday) {
    const thursday = new Date((monday + 3) * DAY);
    return 1 + Math.floor((thursday - Date.UTC(thursday.getUTCFullYear(), 0, 1)) / DAY / 7);
  }

  const datedLayer = (state) => state.layers.find((data) => (data.rules || []).some(({ how }) => how === "from"));

  function extremes(days) {
    let [first, last] = [Infinity, -Infinity];
    for (let i = 0; i < days.length; i++) {
      if (days[i] === MISSING_DAY) continue;
      if (days[i] < first) first = days[i];
      if (days[i] > last) last = days[i];
    }
    return [first, last];
  }

  // First and last day of all records of a layer, cut to the period that is selected; null without any.
  picture.daysOf = function (data, selection) {
    data.days = data.days || extremes(picture.column(data, data.rules.find(({ how }) => how === "from").column));
    let [first, last] = data.days;
    if ((selection.van || []).length) first = Math.max(first, dayOf(selection.van[0]));
    if ((selection.tot || []).length) last = Math.min(last, dayOf(selection.tot[0]));
    return first <= last ? [first, last] : null;
  };

  // The weeks of a period, each from Monday to Sunday.
  picture.weeksBetween = function ([first, last]) {
    const weeks = [];
    for (let monday = mondayOf(first); monday <= last; monday += 7) {
      weeks.push({ first: Math.max(monday, first), last: Math.min(monday + 6, last), number: weekNumber(monday) });
    }
    return weeks;
  };

  // The selection of one week, or of all up to and with it.
  picture.weekSelection = function (selection, weeks, at, adding) {
    const first = adding ? weeks[0].first : weeks[at].first;
    return { ...selection, van: [textOf(first)], tot: [textOf(weeks[at].last)] };
  };

  // a frame

  const isWhole = ({ weeks, at }) => at >= weeks.length;

  function wordsOf({ weeks, at, adding }, text) {
    if (at >= weeks.length) return text.timeWhole;
    const week = weeks[at];
    const [first, last] = [week.first, week.last].map((day) => new Date(day * DAY));
    return adding ? picture.filled(text.timeUpTo, { number: week.number, day: picture.days.format(last) })
      : picture.filled(text.timeWeek, { number: week.number, days: picture.days.formatRange(first, last) });
  }

  // The figures of a frame in words: for the title, and what more there is to say.
  function figuresOf(numbers, { text, kindsCounted, results: labels }) {
    const parts = kindsCounted.map((forms, kind) => picture.counted(numbers.kinds[kind], forms));
    const results = Object.entries(numbers.results).filter(([, count]) => count).map(([code, count]) => `${labels[code]} ${picture.number(count)}`);
    return { title: `${picture.counted(numbers.all, text.activations)} (${parts.join(", ")})`,
      more: [picture.counted(numbers.integral, text.integral),
        ...(results.length ? [picture.filled(text.timeResult, { results: results.join(", ") })] : [])].join("; ") };
  }

  // A frame: the records, the figures of the areas and the words. What was counted once is kept until another picture,
  // for the next time around; but for the records, a byte each, which are found again quickly.
  function frameOf(state, data) {
    const { time } = state;
    const whole = isWhole(time);
    const rows = whole ? time.rows : picture.select(data, picture.weekSelection(state.selection, time.weeks, time.at, time.adding));
    const key = whole ? "" : `${time.at} ${time.adding}`;
    if (!time.frames.has(key)) {
      time.frames.set(key, { words: wordsOf(time, state.config.text), ...figuresOf(picture.totals(data, rows), state.config),
        figures: whole ? time.figures : picture.figures(state.layers, (one) => (one === data ? rows : time.others.get(one))) });
    }
    return { rows, ...time.frames.get(key) };
  }

  // Show the week that the slider is on; at the end of it the whole period again.
  picture.showWeek = function (map, state) {
    const { time } = state;
    const data = datedLayer(state);
    const whole = isWhole(time);
    const frame = frameOf(state, data);
    const layer = state.drawn.find((one) => one.data === data);
    Object.assign(state, { wholeFigures: whole ? null : time.figures, figures: frame.figures });
    layer.cut(frame.rows, layer.beside);
    state.circles.showWeek();
    if (whole) release(state);
    else if (!time.held) hold(map, state);
    tellWeek(map, state, whole, frame);
  };

  // What changes with the week, in words; what stayed the same is not written again.
  function tellWeek(map, state, whole, { words, title, more }) {
    const { time, parts: { head }, config: { text } } = state;
    const heading = head.querySelector("h1");
    time.parts.slider.value = time.at;
    time.parts.slider.setAttribute("aria-valuetext", picture.filled(text.pair, { label: words, value: title }));
    time.parts.said.textContent = words;
    time.parts.more.textContent = more;
    if (heading) heading.textContent = whole ? state.shown.caption.title : headingOf(words, title, text);
    map.getContainer().parentElement.classList.toggle("picture-at-week", !whole);
    map.getContainer().dataset.week = whole ? "" : textOf(time.weeks[time.at].first);
    markCharts(time, whole);
  }

  // The number of the week alone: its days stand beside the slider.
  const headingOf = (words, title, text) => picture.filled(text.pair, { label: words.replace(/ \(.*/, ""), value: title });

  // The words of a week may take more lines than those of the period. They get them once, for the longest there can
  // be, so that the map keeps its size while the weeks go by: another size is another view, and all drawn anew.
  function hold(map, state) {
    const { time, parts } = state;
    release(state);
    const longest = (texts) => texts.reduce((found, text) => (text.length > found.length ? text : found), "");
    const words = longest(time.weeks.map((_, at) => wordsOf({ ...time, at }, state.config.text)));
    const { title, more } = figuresOf(picture.totals(datedLayer(state), time.rows), state.config);
    tellWeek(map, state, false, { words, title, more });
    time.held = [parts.head, parts.time, parts.foot, time.parts.said].map((part) => [part, part.getBoundingClientRect()]);
    time.held.forEach(([part, { width, height }]) => {
      part.style.minHeight = `${height}px`;
      if (part === time.parts.said) part.style.minWidth = `${width}px`;
    });
  }

  function release({ time }) {
    (time.held || []).forEach(([{ style }]) => { style.minHeight = style.minWidth = ""; });
    time.held = null;
  }

  // The columns of the page's charts that are not in the frame are faint, and so are figures of the whole. Charts end in the same week as the slider.
  // A rule of style, not a class: the page may draw its charts anew at any moment.
  function markCharts({ weeks, at, adding, style }, whole) {
    const after = weeks.length - 1 - at;
    if (whole) { style.replaceSync(""); return; }
    const others = adding ? `li:nth-last-child(-n + ${after})` : `li:not(:nth-last-child(${after + 1}))`;
    const faint = `:is(ol.weeks, ol.spark) > ${others}, .blocks .block:not(:first-child) { opacity: .3; }`;
    style.replaceSync(faint);
  }

  function pageStyle() {
    const page = window.parent.document;
    const style = new page.defaultView.CSSStyleSheet();
    page.adoptedStyleSheets = [...page.adoptedStyleSheets, style];
    window.addEventListener("pagehide", () => { page.adoptedStyleSheets = page.adoptedStyleSheets.filter((one) => one !== style); });
    return style;
  }

  // play

  // When nothing plays there is nothing to say anew; to ask what motion is wanted makes the page lay itself out,
  // also when the map is just being left.
  function stop(state) {
    if (!state.time.timer) return;
    clearTimeout(state.time.timer);
    state.time.timer = 0;
    label(state);
  }

  // What the bar says, in the language of the reader.
  picture.labelTime = function (state) {
    const { time: { parts }, config: { text } } = state;
    parts.slider.setAttribute("aria-label", text.timeLabel);
    parts.adding.textContent = text.timeAdding;
    label(state);
  };

  function label({ time, config: { text } }) {
    const name = time.still() ? text.timeNext : time.timer ? text.timePause : text.timePlay;
    time.parts.play.textContent = time.timer ? "❚❚" : "▶";
    time.parts.play.title = name;
    time.parts.play.setAttribute("aria-label", name);
  }

  function step(map, state) {
    const { time } = state;
    time.at = isWhole(time) ? 0 : time.at + 1;
    picture.showWeek(map, state);
    if (isWhole(time)) stop(state);
    else if (time.timer) time.timer = setTimeout(() => step(map, state), STEP);
  }

  // Who wants no motion gets the next week at each press.
  function play(map, state) {
    const { time } = state;
    if (time.timer) { stop(state); return; }
    if (!time.still()) time.timer = 1;
    step(map, state);
    label(state);
  }

  // the bar

  function makeBar(map, state) {
    const parts = { play: picture.element("button", "picture-play"), slider: picture.element("input", "picture-slider"),
      said: picture.element("span", "picture-week"), more: picture.element("span", "picture-more"), adding: picture.element("button", "picture-adding") };
    Object.assign(parts.slider, { type: "range", min: 0, step: 1 });
    parts.play.type = parts.adding.type = "button";
    const still = window.matchMedia("(prefers-reduced-motion: reduce)");
    state.time = { parts, weeks: [], at: 0, adding: true, timer: 0, style: pageStyle(), still: () => still.matches };
    const { time } = state;
    const press = () => parts.adding.setAttribute("aria-pressed", String(time.adding));
    parts.play.addEventListener("click", () => play(map, state));
    parts.slider.addEventListener("input", () => { stop(state); time.at = Number(parts.slider.value); picture.showWeek(map, state); });
    parts.adding.addEventListener("click", () => { time.adding = !time.adding; press(); picture.showWeek(map, state); });
    press();
    state.parts.time.replaceChildren(parts.play, parts.slider, parts.said, parts.adding, parts.more);
    window.addEventListener("resize", () => { if (time.held) { hold(map, state); picture.showWeek(map, state); } });
    // nobody looks: the tab is hidden, or the map has scrolled out of sight
    document.addEventListener("visibilitychange", () => { if (document.hidden) stop(state); });
    new IntersectionObserver(([{ isIntersecting }]) => { if (!isIntersecting) stop(state); }).observe(map.getContainer());
    picture.labelTime(state);
  }

  // There is nothing to go through by week: no trace of a week is left.
  function leave(map, state) {
    stop(state);
    release(state);
    state.time.weeks = [];
    map.getContainer().parentElement.classList.remove("picture-at-week");
    map.getContainer().dataset.week = "";
    markCharts(state.time, true);
    state.circles.showWeek();
  }

  // The bar, where there is something to go through by week: the days from the first to the last; else null.
  picture.makeTime = function (map, state) {
    const data = datedLayer(state);
    const days = state.shown.circles && state.shown.caption && data ? picture.daysOf(data, state.selection) : null;
    state.parts.time.hidden = !days;
    if (days && !state.time) makeBar(map, state);
    return days;
  };

  // After another picture: its weeks, and the week one was in as far as it is still there.
  picture.keepTime = function (map, state) {
    const data = datedLayer(state);
    const days = picture.makeTime(map, state);
    state.wholeFigures = null;
    if (!days) { if (state.time) leave(map, state); return; }
    const { time } = state;
    const before = time.weeks.length && !isWhole(time) ? time.weeks[time.at].first : null;
    time.weeks = picture.weeksBetween(days);
    time.others = new Map(state.drawn.map((layer) => [layer.data, layer.rows]));
    time.rows = time.others.get(data);
    time.figures = state.figures;
    time.frames = new Map();
    release(state);
    time.parts.slider.max = time.weeks.length;
    const place = time.weeks.findIndex(({ first, last }) => before !== null && first <= before && before <= last);
    time.at = place < 0 ? time.weeks.length : place;
    picture.showWeek(map, state);
  };
})();

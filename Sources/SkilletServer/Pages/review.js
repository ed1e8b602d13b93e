// The review of one video: its parts put together.

import { chosenWords } from "./chosen-words.js";
import { Comparison } from "./comparison.js";
import { showHistory } from "./edit-history.js";
import { Editor } from "./editor.js";
import { byId } from "./element.js";
import { showExports } from "./export-menu.js";
import { frameClock } from "./frame-times.js";
import { askPlace } from "./go-to.js";
import { Levels } from "./levels.js";
import { me, showMe } from "./me.js";
import { announce, notice } from "./notices.js";
import { Others } from "./others.js";
import { showPanel } from "./panels.js";
import { Player } from "./player.js";
import { Recut } from "./recut.js";
import { get, query } from "./request.js";
import { ReviewActions } from "./review-actions.js";
import { addReviewKeys } from "./review-keys.js";
import { ReviewState, segmentIndex } from "./review-state.js";
import { SegmentList } from "./segment-list.js";
import { clock as asClock } from "./times.js";
import { Timeline } from "./timeline.js";
import { TimelineDetail } from "./timeline-detail.js";
import { filtersOf } from "./video-filters.js";
import { noteVideo, noteWatching } from "./video-notes.js";

/** The video of the address; where it names none, the only one. */
async function videoOfAddress() {
  const named = new URLSearchParams(location.search).get("video");
  if (named) return named;
  const { rows } = await get("/api/videos?limit=1");
  if (rows.length === 0) throw new Error("no annotated video is here");
  return rows[0].id;
}

async function start() {
  const id = await videoOfAddress();
  const filters = filtersOf(location.search);
  const address = `/api/videos/${encodeURIComponent(id)}`;
  const state = new ReviewState();
  const editor = new Editor(state, id);
  const player = new Player(byId("video"), byId("still"));
  const timeline = new Timeline(state, {
    surface: byId("timeline"), canvas: byId("timeline-canvas"), head: byId("timeline-head"),
    pointer: byId("timeline-pointer"), overview: byId("timeline-overview"),
  });
  new TimelineDetail(state, timeline.scale, id);
  const colours = () => timeline.labels;
  const actions = new ReviewActions({ state, editor, player, colours });
  const list = new SegmentList(byId("segments"), state, colours);
  const levels = new Levels(byId("levels"), state, editor);
  const recut = new Recut(state, editor, id);
  const comparison = new Comparison(state, id);
  const others = new Others(state, editor, id);
  showHistory(byId("history"), state);

  const loaded = await get(address);
  const clock = await frameClock(id, loaded);

  // What is shown of the document.
  state.addEventListener("document", () => {
    const { name, document: path, canUndo, canRedo, reviewed, video } = state.document;
    byId("name").textContent = name;
    byId("name").title = path;
    document.title = `${name} · Skillet`;
    byId("undo").disabled = !canUndo;
    byId("redo").disabled = !canRedo;
    byId("mark").setAttribute("aria-pressed", reviewed ? "true" : "false");
    byId("reviewed-badge").hidden = !reviewed;
    byId("reviewed-badge").textContent = reviewed ? `✓ reviewed${reviewed.by ? ` by ${reviewed.by}` : ""}` : "";
    noteVideo(video);
    document.body.classList.toggle("read-only", state.document.readOnly === true);
    document.body.classList.toggle("no-segments", state.document.levels.length === 0);
    showChosen();
  });
  const showChosen = () => {
    byId("chosen-line").textContent = chosenWords(state, clock);
    const { segments } = state;
    const fixed = state.document.readOnly === true;
    for (const name of ["cut", "relabel", "mark"]) byId(name).disabled = fixed;
    for (const name of ["merge", "delete"]) byId(name).disabled = fixed || segments.length < 2;
  };
  state.addEventListener("chosen", showChosen);
  state.addEventListener("level", () => (followSegment(player.frame), showChosen()));

  // A chosen segment goes along with the video, so that a label is given to what one sees.
  const followSegment = (frame) => {
    if (state.chosen.segment === undefined || state.moving || !state.document) return;
    const { segments } = state;
    const under = segments[segmentIndex(segments, frame)];
    if (under && under.id !== state.chosen.segment) state.choose({ segment: under.id });
  };

  // The video.
  const digits = String(clock.frames - 1).length;
  byId("of-frames").textContent = ` / ${clock.frames - 1}`;
  byId("at-frame").style.minWidth = `${digits + 0.5}ch`;
  player.addEventListener("frame", () => {
    const { frame } = player;
    byId("at-frame").textContent = String(frame);
    byId("at-time").textContent = asClock(clock.time(frame) - clock.start);
    byId("at-pts").textContent = `pts ${clock.pts(frame)}`;
    const [from, to] = [clock.time(frame).toFixed(6), clock.time(frame + 1).toFixed(6)];
    byId("readout").title = `frame ${frame}, shown from ${from} s to ${to} s of the file's clock`;
    timeline.setFrame(frame, true);
    followSegment(frame);
  });
  player.addEventListener("state", () => {
    byId("play").classList.toggle("playing", player.isPlaying);
    byId("play").setAttribute("aria-label", player.isPlaying ? "Pause" : "Play");
    byId("sound").setAttribute("aria-pressed", player.hasSound ? "true" : "false");
    const speed = byId("speed");
    if ([...speed.options].some((o) => Number(o.value) === player.speed)) speed.value = String(player.speed);
  });
  player.addEventListener("fallback", () =>
    noteWatching(
      "This browser cannot play the video's codec; it is encoded anew while it plays. " +
        "A paused picture is the exact frame."));
  player.addEventListener("broken", () =>
    noteWatching("This video cannot be shown here; the segments can still be reviewed."));

  // The timeline by hand.
  timeline.addEventListener("seek", ({ detail }) => player.show(detail));
  timeline.addEventListener("move", ({ detail }) => actions.move(detail));
  timeline.addEventListener("relabel", () => actions.relabel());
  timeline.addEventListener("chosen", () => actions.keys.settle());
  list.addEventListener("choose", ({ detail }) => actions.take(detail));
  list.addEventListener("relabel", ({ detail }) => (actions.take(detail), actions.relabel()));

  const speeds = [...byId("speed").options].map((option) => Number(option.value));
  const on = {
    actions, player, scale: timeline.scale,
    second: () => Math.max(1, Math.round(clock.frames / Math.max(clock.end - clock.start, 1e-6))),
    speed: (way) => {
      const at = speeds.findIndex((s) => s >= player.speed);
      player.speed = speeds[Math.min(speeds.length - 1, Math.max(0, at + way))];
      announce(`speed ${player.speed}`);
    },
    goTo: async () => {
      const place = await askPlace();
      if (place) player.show(place.frame ?? clock.frameAt(place.seconds + clock.start));
      if (place) timeline.scale.reveal(player.frame);
    },
    loop: () => byId("loop").setAttribute("aria-pressed", actions.toggleLoop() ? "true" : "false"),
    sound: () => {
      player.hasSound = !player.hasSound;
      announce(player.hasSound ? "sound" : "no sound");
    },
    leave: () => {
      if (actions.keys.isMoving) actions.keys.cancel();
      else if (state.preview) recut.drop();
    },
    undo: async () => (await actions.keys.settle(), editor.undo()),
    redo: async () => (await actions.keys.settle(), editor.redo()),
    zoom: (factor) => {
      const { scale } = timeline;
      scale.zoom(factor, Math.min(scale.width, Math.max(0, scale.x(player.frame))));
    },
    fit: () => {
      const segment = state.segments.find((s) => s.start <= player.frame && player.frame < s.end);
      if (segment) timeline.scale.showRange(segment.start, segment.end);
    },
    level: (level) => state.setLevel(level),
    addLevel: () => levels.add(),
    removeLevel: () => levels.remove(),
    mark: () => editor.setReviewed(!state.document.reviewed),
    next: async () => {
      await actions.keys.settle();
      try {
        const { id: next } = await get(`/api/videos/next${query({ ...filters, after: id })}`);
        if (next === null) notice("Every other video here is reviewed.");
        else location.href = `/review.html${query({ video: next, ...filters })}`;
      } catch (error) {
        notice(error.message, { kind: "bad" });
      }
    },
    markAndNext: async () => {
      if (state.document.reviewed || (await editor.setReviewed(true))) await on.next();
    },
    recut: () => {
      showPanel("recut");
      byId("sensitivity").focus();
    },
    compare: () => (showPanel("compare"), comparison.toggle()),
    history: () => showPanel("history"),
    export: () => showExports(state.document),
    others: () => others.show(),
    back: () => (location.href = `/${query(filters)}`),
  };
  addReviewKeys(on);
  const clicks = {
    "boundary-before": () => actions.chooseBoundary(-1), "boundary-after": () => actions.chooseBoundary(1),
    "frame-before": () => player.step(-1), "frame-after": () => player.step(1), play: () => player.toggle(),
    loop: on.loop, sound: on.sound, undo: on.undo, redo: on.redo, export: on.export, mark: on.mark, next: on.next,
    cut: () => actions.cut(), merge: () => actions.merge(), delete: () => actions.remove("before"),
    relabel: () => actions.relabel(), "zoom-in": () => on.zoom(1.6), "zoom-out": () => on.zoom(1 / 1.6),
    "zoom-all": () => timeline.scale.showAll(),
  };
  for (const [name, run] of Object.entries(clicks)) byId(name).addEventListener("click", run);
  byId("speed").addEventListener("change", (event) => (player.speed = Number(event.target.value)));
  byId("picture-frame").addEventListener("click", () => player.toggle());

  const { place } = await me();
  byId("back").href = place === "video" ? "/" : `/${query(filters)}`;
  byId("next").hidden = place === "video";

  state.setDocument(loaded);
  timeline.open(clock);
  list.open(clock.start);
  if (loaded.video.media !== null) player.open(loaded.video.media, clock);
  else byId("picture-frame").classList.add("none");
  player.dispatchEvent(new Event("frame"));
  showMe();
}

start().catch((error) => {
  byId("fault").hidden = false;
  byId("fault").textContent = error.message;
});

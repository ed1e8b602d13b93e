// Two people changed the same place: mine and theirs side by side, and the person decides.

import { element } from "./element.js";
import { editSpan, editWords } from "./edit-words.js";
import { previewOf } from "./edit-preview.js";
import { LabelColours } from "./label-colours.js";
import { ago } from "./times.js";
import { timelineColours } from "./timeline-colours.js";
import { sharpContext } from "./timeline-paint.js";
import { TimelineScale } from "./timeline-scale.js";
import { drawSegments } from "./timeline-segments.js";

/** The part of a level around the clash, as blocks. */
function strip(segments, labels, around, frames) {
  const canvas = element("canvas", { className: "strip", role: "img", "aria-label": said(segments, around) });
  requestAnimationFrame(() => {
    const width = canvas.clientWidth || 300;
    const scale = new TimelineScale();
    scale.fit(frames, width);
    scale.showRange(around.start, around.end);
    const context = sharpContext(canvas, width, 44);
    context.font = "12px system-ui, sans-serif";
    const place = { top: 2, bottom: 42 };
    drawSegments(context, { segments, place, scale, colours: timelineColours(), labels, worked: true, chosen: null, moving: null });
  });
  return canvas;
}

const said = (segments, around) =>
  segments.filter((s) => s.end > around.start && s.start < around.end)
    .map((s) => `${s.start} to ${s.end}${s.label ? ` ${s.label}` : ""}`).join(", ");

/** What is shown around the clash: what was touched, and some of its neighbours. */
function aroundOf(edits, document) {
  const spans = edits.map((edit) => editSpan(edit, document));
  const [start, end] = [Math.min(...spans.map((s) => s.start)), Math.max(...spans.map((s) => s.end))];
  const margin = Math.max(40, end - start);
  return { start: Math.max(0, start - margin), end: end + margin };
}

/**
 * Asks which of two changes stands. `answer` is the server's 409; `again` sends mine anyway.
 * Resolves to "mine" or "theirs".
 */
export function askAboutClash({ edits, mine, answer, again }) {
  const theirs = answer.document;
  const level = Math.min(edits[0].level ?? 0, theirs.levels.length - 1);
  const labels = new LabelColours([...mine.levels, ...theirs.levels]);
  const around = aroundOf(edits, mine);
  const clashing = answer.conflicts?.length ? answer.conflicts : [{ edit: 0, theirs: {}, reason: answer.error }];
  const who = clashing[0].theirs?.by ?? "Somebody else";
  const fault = element("p", { role: "alert", className: "fault" });
  const frames = mine.video.frames;
  const lines = (items) => element("ul", {}, items.map((text) => element("li", { text })));
  const theirLine = ({ theirs: t }) =>
    [t?.summary ?? "changed this place", t?.time ? ago(t.time) : null].filter(Boolean).join(", ");
  const theirLines = [...new Set(clashing.map(theirLine))];
  const reasons = [...new Set(clashing.map(({ reason }) => reason).filter(Boolean))].join("; ");
  const column = (title, items, segments) =>
    element("section", {}, element("h3", { text: title }), lines(items), strip(segments, labels, around, frames));
  const ownSegments = previewOf(mine.levels[level]?.segments ?? [], edits, level);
  const whose = who === "Somebody else" ? "theirs" : `${who}'s`;
  const keepTheirs = element("button", { text: `Keep ${whose}`, "data-choice": "theirs" });
  const takeMine = element("button", { className: "primary", text: "Put mine in place", "data-choice": "mine" });
  const dialog = element("dialog", { className: "wide clash", "aria-labelledby": "clash-title" },
    element("h2", { id: "clash-title", text: `${who} changed the same place` }),
    element("p", { className: "note", text: `${reasons}. Both stay in the history, whichever stands.` }),
    element("div", { className: "sides" },
      column("Mine", edits.map((edit) => editWords(edit, mine)), ownSegments),
      column(whose.replace(/^t/, "T"), theirLines, theirs.levels[level].segments)),
    fault, element("div", { className: "actions" }, keepTheirs, takeMine));
  document.body.append(dialog);
  // Only an answer closes it: leaving it open loses nothing, closing it by chance might.
  dialog.addEventListener("cancel", (event) => event.preventDefault());
  dialog.showModal();
  return new Promise((resolve) => {
    const end = (choice) => (dialog.close(), dialog.remove(), resolve(choice));
    keepTheirs.addEventListener("click", () => end({ choice: "theirs" }));
    takeMine.addEventListener("click", async () => {
      takeMine.disabled = true;
      try {
        end({ choice: "mine", saved: await again() });
      } catch (error) {
        fault.textContent = error.message;
        takeMine.disabled = false;
      }
    });
  });
}

// What is to be known of a video: missing, changed, from a newer version, not playable here.

import { byId, element, fill } from "./element.js";

const lines = {
  missing: "The video is not where the document says; the segments can still be reviewed.",
  changed: "The video has changed since it was cut: its SHA-256 differs. Frames may no longer fit.",
  newer: "This document was written by a newer version of Skillet; what this one does not know is left as it is.",
  unreadable: "The video cannot be read.",
};

const shown = new Map();

function draw() {
  fill(byId("video-notes"), [...shown.values()].map((text) => element("p", { className: "warning", text })));
}

/** The notes of the document itself. */
export function noteVideo({ state, note }) {
  if (state === "ok") shown.delete("state");
  else shown.set("state", note ?? lines[state] ?? state);
  if (state === "ok" && note) shown.set("state", note);
  draw();
}

/** A note that came up while watching. */
export function noteWatching(text) {
  if (text === null) shown.delete("watching");
  else shown.set("watching", text);
  draw();
}

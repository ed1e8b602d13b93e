// Segments drawn as blocks; of thousands in sight, only what a pixel can show.

import { nameOf } from "./label-colours.js";
import { segmentIndex } from "./review-state.js";

const letter = 6.3;

function label(context, text, x, y, width, colour) {
  const fits = Math.floor((width - 9) / letter);
  if (fits < 1) return;
  context.fillStyle = colour;
  context.fillText(text.length <= fits ? text : fits < 3 ? text.slice(0, fits) : `${text.slice(0, fits - 1)}…`, x + 5, y);
}

/** Edges that stand out: hard cuts of the picture, and ends for want of length. */
function edgeMark(context, kind, x, top, colours) {
  if (kind !== "shot" && kind !== "limit") return;
  context.beginPath();
  if (kind === "shot") {
    context.fillStyle = colours.shot;
    context.moveTo(x, top - 1);
    context.lineTo(x + 4, top + 3);
    context.lineTo(x, top + 7);
    context.lineTo(x - 4, top + 3);
    context.fill();
  } else {
    context.strokeStyle = colours.cut;
    context.lineWidth = 1.5;
    context.arc(x, top + 3.5, 3, 0, 2 * Math.PI);
    context.stroke();
  }
}

/**
 * Draws the segments in sight into a place. `worked` draws numbers and names in two lines and the
 * chosen one framed; `moving` is a boundary drawn elsewhere than it is.
 */
export function drawSegments(context, { segments, place, scale, colours, labels, worked, chosen, moving }) {
  const { top, bottom } = place;
  const height = bottom - top;
  const edge = (frame) => Math.round(scale.x(frame === moving?.boundary ? moving.to : frame));
  context.fillStyle = colours.soft;
  context.fillRect(0, top, scale.width, height);
  if (segments.length === 0) return;
  const from = segmentIndex(segments, Math.max(0, scale.first));
  const marks = [];
  let filled = -1;
  let framed = null;
  for (let index = Math.max(0, from - 1); index < segments.length; index += 1) {
    const segment = segments[index];
    const [left, right] = [edge(segment.start), edge(segment.end)];
    if (left > scale.width) break;
    if (right <= filled && right - left < 2) continue;
    const shown = Math.max(left, -2);
    const width = Math.max(1, Math.min(right, scale.width + 2) - shown);
    const own = labels.colour(segment);
    context.fillStyle = own ?? (index % 2 ? colours.plain : colours.plain2);
    context.fillRect(shown, top, width, height);
    filled = shown + width;
    if (right - left >= 4 && left >= 0) {
      context.fillStyle = colours.panel;
      context.fillRect(left, top, 1, height);
    }
    if (index > 0) marks.push([segment.kind, left]);
    if (segment.id === chosen?.segment && worked) framed = [shown, width];
    if (width < 14) continue;
    const ink = own ? "#15191c" : colours.text;
    if (!worked) {
      const text = nameOf(segment) || String(index + 1);
      if (nameOf(segment) || text.length * 7.5 + 8 <= width) label(context, text, shown, top + height / 2 + 4, width, ink);
    } else {
      context.font = "600 12px system-ui, sans-serif";
      if (String(index + 1).length * 7.5 + 8 <= width) label(context, String(index + 1), shown, top + 16, width, ink);
      context.font = "12px system-ui, sans-serif";
      label(context, nameOf(segment), shown, top + 31, width, ink);
    }
  }
  if (marks.length < 400) for (const [kind, x] of marks) edgeMark(context, kind, x, top, colours);
  if (framed) {
    context.strokeStyle = colours.text;
    context.lineWidth = 2;
    context.strokeRect(framed[0] + 1, top + 1, Math.max(2, framed[1] - 2), height - 2);
  }
}

/** The chosen boundary: a line with a grip, to be taken by hand or moved by keys. */
export function drawChosenBoundary(context, { x, place, colours, from }) {
  const { top, bottom } = place;
  if (from !== null) {
    context.strokeStyle = colours.muted;
    context.setLineDash([3, 3]);
    context.lineWidth = 1;
    context.strokeRect(Math.round(from) + 0.5, top, 0, bottom - top);
    context.setLineDash([]);
  }
  context.fillStyle = colours.accent;
  context.fillRect(x - 1.5, top - 3, 3, bottom - top + 6);
  context.beginPath();
  context.roundRect(x - 5, (top + bottom) / 2 - 9, 10, 18, 3);
  context.fill();
  context.fillStyle = colours.panel;
  context.fillRect(x - 2, (top + bottom) / 2 - 4, 1, 8);
  context.fillRect(x + 1, (top + bottom) / 2 - 4, 1, 8);
}

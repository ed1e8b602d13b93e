// Paints the timeline, sharp on every screen.

import { drawMatches } from "./timeline-comparison.js";
import { timelineColours } from "./timeline-colours.js";
import { drawCurve, drawPeaks, drawPreview, drawThreshold } from "./timeline-curve.js";
import { drawRuler } from "./timeline-ruler.js";
import { drawChosenBoundary, drawSegments } from "./timeline-segments.js";

/** Gives a canvas as many dots as the screen has, and a context that counts in pixels of the page. */
export function sharpContext(canvas, width, height) {
  const dots = window.devicePixelRatio || 1;
  const [across, down] = [Math.round(width * dots), Math.round(height * dots)];
  if (canvas.width !== across || canvas.height !== down) {
    canvas.width = across;
    canvas.height = down;
  }
  canvas.style.height = `${height}px`;
  const context = canvas.getContext("2d");
  context.setTransform(dots, 0, 0, dots, 0, 0);
  context.clearRect(0, 0, width, height);
  return context;
}

/** Everything but the playhead, which moves over it. */
export function paintTimeline(canvas, { state, scale, places, clock, labels, top }) {
  const context = sharpContext(canvas, scale.width, places.height);
  const colours = timelineColours();
  const { document: shown, level, preview, comparison, moving } = state;
  drawRuler(context, { place: places.ruler, scale, clock, colours });
  let y = null;
  if (places.curve) {
    const common = { place: places.curve, scale, colours };
    y = drawCurve(context, { points: state.signalIn(scale).points, top, ...common });
    drawThreshold(context, { threshold: shown.signal.threshold, y, faint: preview !== null, ...common });
    if (!preview) drawPeaks(context, { peaks: state.signalIn(scale).peaks, ...common });
  }
  context.font = "12px system-ui, sans-serif";
  shown.levels.forEach(({ segments }, index) => {
    const worked = index === level;
    context.font = "12px system-ui, sans-serif";
    drawSegments(context, {
      segments, place: places.levels[index], scale, colours, labels, worked, chosen: state.chosen,
      moving: worked ? moving : null,
    });
  });
  const place = places.levels[level];
  if (comparison && places.comparison) {
    context.font = "12px system-ui, sans-serif";
    const own = { segments: comparison.segments, place: places.comparison, scale, colours, labels, worked: false };
    drawSegments(context, { ...own, chosen: null, moving: null });
    // It is the document's own level that is compared.
    const boundaries = shown.levels[0].segments.slice(1).map((segment) => segment.start);
    drawMatches(context, {
      comparison, boundaries, from: places.levels.at(-1).bottom, to: places.comparison.top,
      scale, colours,
    });
  }
  if (preview) drawPreview(context, { preview, places, level, y, scale, colours });
  const boundary = moving?.to ?? state.chosen.boundary;
  if (boundary !== undefined && place) {
    const from = moving ? scale.x(moving.boundary) : null;
    drawChosenBoundary(context, { x: Math.round(scale.x(boundary)), place, colours, from });
  }
}

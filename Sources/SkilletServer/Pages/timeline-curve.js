// The surprise curve with its threshold and peaks, and the marks of a re-cut.

/** The index of the first point at or after a frame. */
function pointAt(points, frame) {
  let [low, high] = [0, points.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (points[middle][0] < frame) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** The greatest value that is drawn; the rest is scaled to it. */
export function highest(signal) {
  let top = 0;
  for (const [, value] of signal.points) if (value !== null && value > top) top = value;
  for (const [, value] of signal.threshold ?? []) if (value > top && value < 4 * (top || value)) top = value;
  return top || 1;
}

/** Draws the curve; gives the height of a value. */
export function drawCurve(context, { points, top: most, place, scale, colours }) {
  const height = place.bottom - place.top;
  const y = (value) => place.bottom - (Math.min(value, most) / most) * (height - 8);
  const first = Math.max(0, pointAt(points, scale.first) - 1);
  const last = Math.min(points.length, pointAt(points, scale.last) + 1);
  const line = new Path2D();
  const area = new Path2D();
  let open = null;
  const close = (x) => open !== null && (area.lineTo(x, place.bottom), area.closePath());
  for (let index = first; index < last; index += 1) {
    const [frame, value] = points[index];
    const x = scale.x(frame + 0.5);
    if (value === null) {
      close(open);
      open = null;
      continue;
    }
    if (open === null) {
      area.moveTo(x, place.bottom);
      line.moveTo(x, y(value));
    } else line.lineTo(x, y(value));
    area.lineTo(x, y(value));
    open = x;
  }
  close(open);
  context.fillStyle = colours.fill;
  context.fill(area);
  context.strokeStyle = colours.curve;
  context.lineWidth = 1.25;
  context.lineJoin = "round";
  context.stroke(line);
  context.strokeStyle = colours.rule;
  context.lineWidth = 1;
  context.strokeRect(0, place.bottom + 0.5, scale.width, 0);
  return y;
}

/** The threshold as it was when the document was made: a dashed line that may change on its way. */
export function drawThreshold(context, { threshold, y, scale, colours, faint }) {
  if (!threshold?.length) return;
  context.strokeStyle = colours.threshold;
  context.globalAlpha = faint ? 0.4 : 1;
  context.lineWidth = 1.5;
  context.setLineDash([6, 4]);
  context.beginPath();
  context.moveTo(0, y(threshold[0][1]));
  for (const [frame, value] of threshold) context.lineTo(scale.x(frame), y(value));
  context.lineTo(scale.width, y(threshold.at(-1)[1]));
  context.stroke();
  context.setLineDash([]);
  context.globalAlpha = 1;
}

/** Small triangles on the peaks, where few enough are in sight to be told apart. */
export function drawPeaks(context, { peaks, place, scale, colours }) {
  const inSight = (peaks ?? []).filter((frame) => frame >= scale.first && frame <= scale.last);
  if (inSight.length > scale.width / 30) return;
  context.fillStyle = colours.curve;
  for (const frame of inSight) {
    const x = scale.x(frame);
    context.beginPath();
    context.moveTo(x - 3.5, place.top);
    context.lineTo(x + 3.5, place.top);
    context.lineTo(x, place.top + 6);
    context.fill();
  }
}

/** What a re-cut would change: boundaries added, and boundaries taken away. */
export function drawPreview(context, { preview, places, level, y, scale, colours }) {
  const top = places.curve?.top ?? places.levels[level].top;
  const { bottom } = places.levels[level];
  const line = (frame, colour, dash, sign) => {
    const x = Math.round(scale.x(frame));
    if (x < -6 || x > scale.width + 6) return;
    context.strokeStyle = colour;
    context.lineWidth = 2;
    context.setLineDash(dash);
    context.beginPath();
    context.moveTo(x, top + 12);
    context.lineTo(x, bottom);
    context.stroke();
    context.setLineDash([]);
    context.beginPath();
    context.fillStyle = colour;
    context.arc(x, top + 7, 6, 0, 2 * Math.PI);
    context.fill();
    context.fillStyle = colours.panel;
    context.fillRect(x - 3, top + 6, 6, 2);
    if (sign === "+") context.fillRect(x - 1, top + 4, 2, 6);
  };
  for (const frame of preview.removed) line(frame, colours.bad, [3, 3], "−");
  for (const frame of preview.added) line(frame, colours.good, [], "+");
  if (!y || preview.threshold === null || preview.threshold === undefined) return;
  context.strokeStyle = colours.threshold;
  context.lineWidth = 2;
  context.beginPath();
  context.moveTo(0, y(preview.threshold));
  context.lineTo(scale.width, y(preview.threshold));
  context.stroke();
}

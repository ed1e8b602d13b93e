// A second document under the one in work: what both have is joined, what only one has stands out.

/** Lines between boundaries that match, and marks on those that do not. */
export function drawMatches(context, { comparison, boundaries, from, to, scale, colours }) {
  const mine = new Set(comparison.matched.map(([frame]) => frame));
  const theirs = new Set(comparison.matched.map(([, frame]) => frame));
  const inSight = (frame) => frame >= scale.first - 50 * scale.perPixel && frame <= scale.last + 50 * scale.perPixel;
  context.lineWidth = 2;
  context.strokeStyle = colours.good;
  context.beginPath();
  for (const [a, b] of comparison.matched) {
    if (!inSight(a) && !inSight(b)) continue;
    context.moveTo(Math.round(scale.x(a)), from);
    context.lineTo(Math.round(scale.x(b)), to);
  }
  context.stroke();
  context.fillStyle = colours.bad;
  const mark = (frame, y, up) => {
    if (!inSight(frame)) return;
    const x = Math.round(scale.x(frame));
    context.beginPath();
    context.moveTo(x - 4, y);
    context.lineTo(x + 4, y);
    context.lineTo(x, y + (up ? -6 : 6));
    context.fill();
  };
  for (const frame of boundaries) if (!mine.has(frame)) mark(frame, from + 1, false);
  for (const { start } of comparison.segments.slice(1)) if (!theirs.has(start)) mark(start, to - 1, true);
}

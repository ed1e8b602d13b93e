// The ruler: round times where they are far apart, frame numbers where frames can be told apart.

import { clock as asClock } from "./times.js";

const steps = [0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200];

function tick(context, x, place, colours, text) {
  context.fillStyle = colours.cut;
  context.fillRect(Math.round(x), place.bottom - (text ? 6 : 3), 1, text ? 6 : 3);
  if (!text) return;
  context.fillStyle = colours.muted;
  context.fillText(text, Math.round(x) + 4, place.bottom - 6);
}

export function drawRuler(context, { place, scale, clock, colours }) {
  context.font = "11px system-ui, sans-serif";
  context.fillStyle = colours.rule;
  context.fillRect(0, place.bottom - 1, scale.width, 1);
  const start = clock.time(0);
  const secondsAPixel = ((clock.end - start) / clock.frames) * scale.perPixel;
  const step = steps.find((s) => s / secondsAPixel >= 78) ?? 7200;
  const time = (frame) => clock.time(Math.min(clock.frames, Math.max(0, Math.floor(frame)))) - start;
  const digits = step < 0.1 ? 2 : step < 1 ? 1 : 0;
  // Near enough to tell frames apart, each has an edge instead of fractions of time.
  const isNear = scale.perPixel <= 1 / 7;
  const small = isNear ? step : step / 5;
  const first = Math.floor(time(scale.first) / small);
  const last = Math.ceil(time(scale.last) / small);
  for (let index = first; index <= last; index += 1) {
    const seconds = index * small;
    if (seconds < 0 || seconds > clock.end - start) continue;
    // A round time lies within the frame that is shown then.
    const frame = clock.frameAt(seconds + start);
    const within = (seconds + start - clock.time(frame)) / (clock.time(frame + 1) - clock.time(frame) || 1);
    tick(context, scale.x(frame + Math.min(1, Math.max(0, within))), place, colours, isNear || index % 5 === 0 ? asClock(seconds, digits) : null);
  }
  if (!isNear) return;
  context.fillStyle = colours.cut;
  for (let frame = Math.ceil(scale.first); frame <= scale.last; frame += 1) {
    context.fillRect(Math.round(scale.x(frame)), place.bottom - 2, 1, 2);
  }
}

// Where on the timeline what is drawn: ruler, curve, a lane for each level, one for a comparison.

const ruler = 20;
const curve = 74;
const lane = 26;
const workedLane = 40;
const gap = 3;

/** Places from top to bottom, in pixels. */
export function lanesOf({ levels, level, hasCurve, hasComparison }) {
  const places = { ruler: { top: 0, bottom: ruler }, curve: null, levels: [], comparison: null };
  let top = ruler + gap;
  if (hasCurve) {
    places.curve = { top, bottom: top + curve };
    top += curve + gap;
  }
  for (let index = 0; index < levels; index += 1) {
    const height = index === level ? workedLane : lane;
    places.levels.push({ top, bottom: top + height });
    top += height + gap;
  }
  if (hasComparison) {
    top += 9;
    places.comparison = { top, bottom: top + lane };
    top += lane + gap;
  }
  return { ...places, height: top + 2 };
}

/** What lies at a height: {kind: "ruler" | "curve" | "level" | "comparison", level}. */
export function laneAt(places, y) {
  const holds = (place) => place && y >= place.top && y < place.bottom;
  const level = places.levels.findIndex(holds);
  if (level >= 0) return { kind: "level", level };
  if (holds(places.comparison)) return { kind: "comparison" };
  return { kind: holds(places.curve) ? "curve" : "ruler" };
}

// What is chosen, in one line.

import { clock as asClock, duration } from "./times.js";

function boundaryWords(boundary, boundaries, clock) {
  const number = boundaries.indexOf(boundary) + 1;
  const time = asClock(clock.time(boundary) - clock.start);
  return `Boundary ${number} of ${boundaries.length}: frame ${boundary}, ${time}`;
}

function segmentWords(segment, segments) {
  const facts = [
    `frames ${segment.start} to ${segment.end}`,
    duration(segment.endSeconds - segment.startSeconds),
    segment.surprise === null ? null : `surprise ${segment.surprise.toFixed(2)}`,
    segment.confidence === null ? null : `confidence ${segment.confidence.toFixed(2)}`,
  ];
  const label = segment.label ? `, ${segment.label}` : "";
  const number = segments.indexOf(segment) + 1;
  return `Segment ${number} of ${segments.length}${label}: ${facts.filter(Boolean).join(", ")}`;
}

/** The chosen boundary or segment, and where it is. */
export function chosenWords({ chosen, chosenSegment, segments, boundaries }, clock) {
  if (chosen.boundary !== undefined) return boundaryWords(chosen.boundary, boundaries, clock);
  return chosenSegment ? segmentWords(chosenSegment, segments) : "";
}

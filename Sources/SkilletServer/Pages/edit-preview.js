// What edits would make of segments, for showing mine beside theirs; the server alone saves.

function edited(segments, edit) {
  const next = segments.map((segment) => ({ ...segment }));
  const at = next.findIndex((s, i) => i > 0 && s.start === edit.boundary);
  const own = next.findIndex((s) => s.id === edit.segment);
  if (edit.kind === "move" && at > 0) {
    next[at - 1].end = edit.to;
    next[at].start = edit.to;
  } else if (edit.kind === "split") {
    const index = next.findIndex((s) => s.start < edit.at && edit.at < s.end);
    if (index >= 0) {
      next.splice(index + 1, 0, { ...next[index], id: `${next[index].id}+`, start: edit.at });
      next[index].end = edit.at;
    }
  } else if (edit.kind === "merge" && at > 0) {
    next[at - 1].end = next[at].end;
    next.splice(at, 1);
  } else if (edit.kind === "delete" && own >= 0 && next.length > 1) {
    const before = (edit.into === "before" && own > 0) || own === next.length - 1;
    if (before) next[own - 1].end = next[own].end;
    else next[own + 1].start = next[own].start;
    next.splice(own, 1);
  } else if (edit.kind === "label" && own >= 0) next[own].label = edit.label;
  else if (edit.kind === "replace") {
    const edges = [0, ...edit.boundaries, next.at(-1)?.end ?? 0];
    return edit.boundaries.concat(edges.at(-1)).map((end, i) => ({
      id: `r${i}`, start: edges[i], end, label: null, skill: null, kind: null,
    }));
  }
  return next;
}

/** The segments of a level after these edits. */
export const previewOf = (segments, edits, level) =>
  edits.filter((edit) => (edit.level ?? 0) === level).reduce(edited, segments);

// Edits in words, for what is read out and for asking about a clash.

const segmentOf = (document, { level = 0, segment }) =>
  document?.levels[level]?.segments.find((s) => s.id === segment) ?? null;

const span = (segment) => (segment ? `frames ${segment.start} to ${segment.end}` : "a segment");

/** What an edit does to a document, in one line. */
export function editWords(edit, document) {
  const segment = segmentOf(document, edit);
  switch (edit.kind) {
    case "move": return `boundary moved from frame ${edit.boundary} to ${edit.to}`;
    case "split": return `cut at frame ${edit.at}`;
    case "merge": return `segments merged at frame ${edit.boundary}`;
    case "delete": return `${span(segment)} deleted, into the segment ${edit.into}`;
    case "label": return edit.label === null ? `label of ${span(segment)} removed` : `${span(segment)} labelled ${edit.label}`;
    case "level-add": return `level ${edit.name} added`;
    case "level-remove": return `level ${document?.levels[edit.level]?.name ?? ""} removed`;
    case "replace": return `re-cut into ${edit.boundaries.length + 1} segments`;
    default: return edit.kind;
  }
}

/** The frames that an edit touches: {start, end}. */
export function editSpan(edit, document) {
  const segments = document?.levels[edit.level ?? 0]?.segments ?? [];
  const segment = segmentOf(document, edit);
  const all = { start: 0, end: segments.at(-1)?.end ?? 1 };
  switch (edit.kind) {
    case "move": return { start: Math.min(edit.boundary, edit.to), end: Math.max(edit.boundary, edit.to) + 1 };
    case "split": return { start: edit.at, end: edit.at + 1 };
    case "merge": return { start: edit.boundary, end: edit.boundary + 1 };
    default: return segment ? { start: segment.start, end: segment.end } : all;
  }
}

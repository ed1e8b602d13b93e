// What is reviewed: the document, the level in work, what is chosen in it.

/** The index of the segment that holds a frame; segments are in order and tile the video. */
export function segmentIndex(segments, frame) {
  let [low, high] = [0, segments.length - 1];
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (segments[middle].start <= frame) low = middle;
    else high = middle - 1;
  }
  return low;
}

/** Sends `document`, `chosen`, `level`, `preview`, `comparison`, `detail` when these change. */
export class ReviewState extends EventTarget {
  document = null;
  level = 0;
  /** {boundary: frame} or {segment: id}. */
  chosen = { segment: null };
  /** A boundary on its way: {boundary, to}, not saved yet. */
  moving = null;
  /** A re-cut that is looked at: {threshold, boundaries, added, removed}. */
  preview = null;
  comparison = null;
  /** A part of the signal, finer than the document's: {first, last, points, peaks}. */
  detail = null;

  get segments() {
    return this.document?.levels[this.level]?.segments ?? [];
  }

  /** The frames at which a segment begins, save the first. */
  get boundaries() {
    return this.segments.slice(1).map((segment) => segment.start);
  }

  get chosenSegment() {
    return this.segments.find((segment) => segment.id === this.chosen.segment) ?? null;
  }

  /** The signal for some frames, {first, last}: the finer one where it holds them all. */
  signalIn({ first, last }) {
    const { detail } = this;
    return detail && detail.first <= first && last <= detail.last ? detail : this.document.signal;
  }

  /** The peaks near a frame. */
  peaksNear(frame) {
    return this.signalIn({ first: frame, last: frame })?.peaks ?? [];
  }

  setDocument(document) {
    const old = this.chosenSegment;
    this.document = document;
    this.level = Math.min(this.level, document.levels.length - 1);
    this.#keepChosen(old);
    this.#emit("document");
  }

  setLevel(level) {
    if (level === this.level || !this.document?.levels[level]) return;
    const old = this.chosenSegment;
    this.level = level;
    this.#keepChosen(old);
    this.#emit("level");
    this.#emit("chosen");
  }

  choose(chosen) {
    this.chosen = chosen;
    this.#emit("chosen");
  }

  set(name, value) {
    this[name] = value;
    this.#emit(name);
  }

  /** What is chosen stays chosen where it still exists, or what stands in its place. */
  #keepChosen(old) {
    const { segments } = this;
    if (this.chosen.boundary !== undefined) {
      if (segments.some((s, i) => i > 0 && s.start === this.chosen.boundary)) return;
      this.chosen = { segment: segments[segmentIndex(segments, this.chosen.boundary)]?.id ?? null };
    } else if (!this.chosenSegment) {
      this.chosen = { segment: segments[old ? segmentIndex(segments, old.start) : 0]?.id ?? null };
    }
  }

  #emit(name) {
    this.dispatchEvent(new Event(name));
  }
}

// Which part of the video the timeline shows, and where a frame lies in it.

/** Frames to pixels and back; frame edges lie at whole numbers, so a boundary is an edge. */
export class TimelineScale extends EventTarget {
  frames = 1;
  width = 1;
  /** The frame at the left edge, not necessarily whole. */
  first = 0;
  /** Frames a pixel. */
  perPixel = 1;

  get last() {
    return this.first + this.width * this.perPixel;
  }

  get isWhole() {
    return this.perPixel >= this.#widest * 0.999;
  }

  get #widest() {
    return this.frames / this.width;
  }

  x(frame) {
    return (frame - this.first) / this.perPixel;
  }

  frame(x) {
    return this.first + x * this.perPixel;
  }

  /** A new width or video; what was in sight stays so, all of it where all was. */
  fit(frames, width) {
    const whole = this.isWhole || frames !== this.frames;
    this.frames = Math.max(1, frames);
    this.width = Math.max(1, width);
    this.#set(whole ? 0 : this.first, whole ? this.#widest : this.perPixel);
  }

  /** Zooms by a factor (above 1: nearer) about a place in pixels. */
  zoom(factor, x) {
    const held = this.frame(x);
    const perPixel = this.#within(this.perPixel / factor);
    this.#set(held - x * perPixel, perPixel);
  }

  pan(pixels) {
    this.#set(this.first + pixels * this.perPixel, this.perPixel);
  }

  /** Puts a frame into the middle. */
  centre(frame) {
    this.#set(frame - (this.width * this.perPixel) / 2, this.perPixel);
  }

  /** Brings a frame into sight, moving only where it is not, with some of what follows it. */
  reveal(frame) {
    const margin = Math.min(60, this.width / 6) * this.perPixel;
    if (frame < this.first + margin) this.#set(frame - margin, this.perPixel);
    else if (frame > this.last - margin) this.#set(frame + margin - this.width * this.perPixel, this.perPixel);
  }

  showAll() {
    this.#set(0, this.#widest);
  }

  /** Shows these frames with a margin. */
  showRange(start, end) {
    const perPixel = this.#within(((end - start) * 1.3) / this.width);
    this.#set((start + end) / 2 - (perPixel * this.width) / 2, perPixel);
  }

  /** Not more than all, and not nearer than 40 pixels a frame. */
  #within(perPixel) {
    return Math.min(this.#widest, Math.max(Math.min(1 / 40, this.#widest), perPixel));
  }

  #set(first, perPixel) {
    this.perPixel = this.#within(perPixel);
    this.first = Math.min(this.frames - this.width * this.perPixel, Math.max(0, first));
    if (this.first < 0) this.first = 0;
    this.dispatchEvent(new Event("change"));
  }
}

// The signal of the part in sight, where the document's has too few points to see it well.

import { get } from "./request.js";

/** Asks for the part when the timeline rests on one. */
export class TimelineDetail {
  #state;
  #scale;
  #address;
  #timer = null;
  #stop = null;

  constructor(state, scale, id) {
    [this.#state, this.#scale] = [state, scale];
    this.#address = `/api/videos/${encodeURIComponent(id)}/signal`;
    scale.addEventListener("change", () => this.#soon());
  }

  /** Whether points were left out, and the part in sight would show it. */
  get #isCoarse() {
    const { points } = this.#state.document?.signal ?? {};
    if (!points || points.length < 2000) return false;
    const { first, last, frames } = this.#scale;
    return last - first < frames / 3 && this.#state.signalIn(this.#scale) === this.#state.document.signal;
  }

  #soon() {
    clearTimeout(this.#timer);
    if (this.#isCoarse) this.#timer = setTimeout(() => this.#ask(), 150);
  }

  async #ask() {
    this.#stop?.abort();
    this.#stop = new AbortController();
    const { signal } = this.#stop;
    const { first, last, frames } = this.#scale;
    const margin = last - first;
    const from = Math.max(0, Math.floor(first - margin));
    const to = Math.min(frames, Math.ceil(last + margin));
    try {
      const part = await get(`${this.#address}?from=${from}&to=${to}`, { signal });
      const { points, peaks } = part;
      // What lies beyond the ends has no signal, and is held as well.
      const held = { first: from === 0 ? -Infinity : from, last: to === frames ? Infinity : to };
      if (!signal.aborted) this.#state.set("detail", { ...held, points, peaks });
    } catch {
      // The coarser curve stays; there is nothing to tell.
    }
  }
}

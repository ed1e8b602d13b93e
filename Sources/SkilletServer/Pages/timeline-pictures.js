// The picture of the frame under the pointer.

import { element } from "./element.js";
import { clock as asClock } from "./times.js";

/** A small picture over the timeline, asked for when the pointer rests. */
export class TimelinePictures {
  #box;
  #image = element("img", { alt: "", width: 160 });
  #line = element("div", { className: "figures" });
  #timer = null;
  #wanted = null;
  #media = null;
  #keyFrames = [];
  #clock = null;

  constructor(place) {
    this.#box = element("div", { className: "picture", hidden: true, "aria-hidden": "true" }, this.#image, this.#line);
    this.#image.addEventListener("load", () => (this.#image.hidden = false));
    this.#image.addEventListener("error", () => (this.#image.hidden = true));
    place.append(this.#box);
  }

  open({ media, keyFrames, clock }) {
    [this.#media, this.#keyFrames, this.#clock] = [media, keyFrames ?? [], clock];
  }

  /** Shows the frame at a place; near a key frame that one, which is quicker to decode. */
  show(frame, x, scale, note = "") {
    if (!this.#clock) return;
    const near = this.#nearKeyFrame(frame, scale.perPixel * 4);
    const shown = Math.min(this.#clock.frames - 1, Math.max(0, near ?? Math.floor(frame)));
    const time = this.#clock.time(shown) - this.#clock.start;
    this.#line.textContent = `${shown} · ${asClock(time, 2)}${note ? ` · ${note}` : ""}`;
    this.#box.hidden = false;
    const half = 86;
    this.#box.style.left = `${Math.min(scale.width - half, Math.max(half, x))}px`;
    if (shown === this.#wanted) return;
    this.#wanted = shown;
    this.#image.hidden = true;
    clearTimeout(this.#timer);
    if (this.#media === null) return;
    this.#timer = setTimeout(() => {
      this.#image.src = `/media/${this.#media}/picture?frame=${shown}&width=160`;
    }, 110);
  }

  hide() {
    clearTimeout(this.#timer);
    this.#wanted = null;
    this.#box.hidden = true;
  }

  #nearKeyFrame(frame, within) {
    const frames = this.#keyFrames;
    let [low, high] = [0, frames.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (frames[middle] < frame) low = middle + 1;
      else high = middle;
    }
    const near = [frames[low - 1], frames[low]].filter((f) => f !== undefined && Math.abs(f - frame) <= within);
    return near.sort((a, b) => Math.abs(a - frame) - Math.abs(b - frame))[0];
  }
}

// The strip under the timeline: the whole video, and which part of it is in sight.

import { element } from "./element.js";
import { timelineColours } from "./timeline-colours.js";
import { sharpContext } from "./timeline-paint.js";

const height = 16;

/** Shows where the boundaries are dense; dragging moves what the timeline shows. */
export class TimelineOverview {
  #canvas = element("canvas", { "aria-hidden": "true" });
  #window = element("div", { className: "window" });
  #scale;

  constructor(place, scale) {
    this.#scale = scale;
    place.append(this.#canvas, this.#window);
    place.addEventListener("pointerdown", (event) => {
      place.setPointerCapture(event.pointerId);
      this.#go(event, place);
    });
    place.addEventListener("pointermove", (event) => event.buttons && this.#go(event, place));
  }

  #go(event, place) {
    const x = event.clientX - place.getBoundingClientRect().left;
    this.#scale.centre((x / this.#scale.width) * this.#scale.frames);
  }

  draw(segments, labels) {
    const { width, frames } = this.#scale;
    const context = sharpContext(this.#canvas, width, height);
    const colours = timelineColours();
    context.fillStyle = colours.soft;
    context.fillRect(0, 0, width, height);
    let filled = -1;
    segments.forEach((segment, index) => {
      const x = Math.round((segment.start / frames) * width);
      const right = Math.round((segment.end / frames) * width);
      if (x === filled) return;
      context.fillStyle = labels.colour(segment) ?? (index % 2 ? colours.plain : colours.plain2);
      context.fillRect(x, 3, Math.max(1, right - x), height - 6);
      context.fillStyle = colours.panel;
      if (right - x > 3) context.fillRect(x, 3, 1, height - 6);
      filled = x;
    });
    this.place();
  }

  place() {
    const { first, last, frames, width, isWhole } = this.#scale;
    const left = (first / frames) * width;
    this.#window.style.left = `${left}px`;
    this.#window.style.width = `${Math.max(6, ((last - first) / frames) * width)}px`;
    this.#window.hidden = isWhole;
  }
}

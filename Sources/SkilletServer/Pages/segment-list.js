// The segments as a list: read out by a screen reader, chosen with the arrows; of thousands, only
// the rows in sight are there.

import { element, fill } from "./element.js";
import { nameOf } from "./label-colours.js";
import { clock as asClock, duration } from "./times.js";

const height = 30;

/** Sends `choose` with a segment and `relabel`. */
export class SegmentList extends EventTarget {
  #place;
  #space = element("div", { className: "space", role: "presentation" });
  #state;
  #colours;
  #start = 0;

  constructor(place, state, colours) {
    super();
    [this.#place, this.#state, this.#colours] = [place, state, colours];
    fill(place, this.#space);
    place.addEventListener("scroll", () => requestAnimationFrame(() => this.draw()));
    new ResizeObserver(() => this.draw()).observe(place);
    place.addEventListener("click", (event) => this.#take(event, "choose"));
    place.addEventListener("dblclick", (event) => this.#take(event, "relabel"));
    state.addEventListener("document", () => (this.draw(), this.#reveal()));
    state.addEventListener("level", () => (this.draw(), this.#reveal()));
    state.addEventListener("chosen", () => (this.#reveal(), this.draw()));
  }

  /** Where the video starts, from which times are counted. */
  open(start) {
    this.#start = start;
    this.draw();
  }

  #take(event, name) {
    const row = event.target.closest("[data-index]");
    const segment = row && this.#state.segments[Number(row.dataset.index)];
    if (segment) this.dispatchEvent(new CustomEvent(name, { detail: segment }));
  }

  #chosenIndex() {
    const { chosen, segments } = this.#state;
    if (chosen.boundary !== undefined) return segments.findIndex((s) => s.start === chosen.boundary);
    return segments.findIndex((s) => s.id === chosen.segment);
  }

  #reveal() {
    const index = this.#chosenIndex();
    if (index < 0) return;
    const { scrollTop, clientHeight } = this.#place;
    const top = index * height;
    if (top < scrollTop + height) this.#place.scrollTop = top - height;
    else if (top + 2 * height > scrollTop + clientHeight) this.#place.scrollTop = top + 2 * height - clientHeight;
  }

  draw() {
    const { segments } = this.#state;
    this.#space.style.height = `${segments.length * height}px`;
    const first = Math.max(0, Math.floor(this.#place.scrollTop / height) - 6);
    const last = Math.min(segments.length - 1, Math.ceil((this.#place.scrollTop + this.#place.clientHeight) / height) + 6);
    const chosen = this.#chosenIndex();
    const rows = [];
    for (let index = first; index <= last; index += 1) rows.push(this.#row(segments[index], index, index === chosen));
    fill(this.#space, rows);
    const id = chosen >= first && chosen <= last ? `segment-${chosen}` : null;
    if (id) this.#place.setAttribute("aria-activedescendant", id);
    else this.#place.removeAttribute("aria-activedescendant");
  }

  #row(segment, index, chosen) {
    const name = nameOf(segment);
    const kind = segment.kind === "shot" ? "cut" : segment.kind === "limit" ? "limit" : "";
    const row = element("div", {
      id: `segment-${index}`, className: "segment", role: "option", "data-index": String(index),
      "aria-selected": chosen ? "true" : "false", "aria-setsize": this.#state.segments.length, "aria-posinset": index + 1,
    }, this.#colours().chip(segment, index + 1),
      element("span", { className: name ? "name" : "name muted", text: name || "no label", title: name || null }),
      element("span", { className: `kind ${kind}`, text: kind, title: kind === "limit" ? "ended by the greatest length" : null }),
      element("span", { className: "when", text: asClock(segment.startSeconds - this.#start, 2), title: `frame ${segment.start} to ${segment.end}` }),
      element("span", { className: "long", text: duration(segment.endSeconds - segment.startSeconds) }));
    row.style.top = `${index * height}px`;
    return row;
  }
}

// Which colour a label has: the same on every level and in every list of one document.

import { element } from "./element.js";

const palette = ["#77aadd", "#eedd88", "#ee8866", "#99ddff", "#44bb99", "#ffaabb", "#bbcc33", "#aaaa00"];

/** Colours of the labels of a document, in the order in which they appear. */
export class LabelColours {
  #order = new Map();

  constructor(levels = []) {
    for (const { segments } of levels) for (const { label } of segments) this.#place(label);
  }

  #place(label) {
    if (label !== null && !this.#order.has(label)) this.#order.set(label, this.#order.size % palette.length);
  }

  /** 0 to 7, or null for a segment that has neither a label nor a skill. */
  index(segment) {
    if (segment.label !== null) {
      this.#place(segment.label);
      return this.#order.get(segment.label);
    }
    return segment.skill === null ? null : segment.skill % palette.length;
  }

  colour(segment) {
    const index = this.index(segment);
    return index === null ? null : palette[index];
  }

  /** A small block with a segment's number, in its colour. */
  chip(segment, number) {
    const index = this.index(segment);
    return element("span", { className: `chip ${index === null ? "" : `c${index}`}`, text: String(number) });
  }
}

/** What a segment is called where it has no label. */
export const nameOf = (segment) => segment.label ?? (segment.skill === null ? "" : `skill ${segment.skill}`);

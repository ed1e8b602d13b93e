// The part of the list that is in sight: of 20,000 rows, the few dozen that fit.

import { element, fill } from "./element.js";
import { announce } from "./notices.js";
import { duration } from "./times.js";

const narrow = matchMedia("(max-width: 640px)");

/** A list that scrolls through `pages` and has one chosen row. */
export class VideoRows {
  #place;
  #space = element("div", { className: "space" });
  #pages = null;
  #chosen = -1;
  #address;

  /** `address(row)` is where a row leads. */
  constructor(place, address) {
    this.#place = place;
    this.#address = address;
    fill(place, this.#space);
    place.addEventListener("scroll", () => requestAnimationFrame(() => this.draw()));
    new ResizeObserver(() => this.draw()).observe(place);
    narrow.addEventListener("change", () => this.draw());
  }

  get #height() {
    return narrow.matches ? 52 : 34;
  }

  get #count() {
    return this.#pages?.counts?.matching ?? 0;
  }

  /** The chosen row, if there is one. */
  get chosen() {
    return this.#chosen < 0 ? undefined : this.#pages?.row(this.#chosen);
  }

  show(pages, { keepPlace = false } = {}) {
    this.#pages = pages;
    if (!keepPlace) {
      this.#chosen = -1;
      this.#place.scrollTop = 0;
    }
    pages.want(0, 0);
  }

  /** Chooses another row, `by` rows on, and brings it into sight. */
  move(by) {
    if (this.#count === 0) return;
    const from = this.#chosen < 0 && by > 0 ? -1 : this.#chosen;
    this.#chosen = Math.min(this.#count - 1, Math.max(0, from + by));
    const top = this.#chosen * this.#height;
    const { scrollTop, clientHeight } = this.#place;
    if (top < scrollTop) this.#place.scrollTop = top;
    else if (top + this.#height > scrollTop + clientHeight) {
      this.#place.scrollTop = top + this.#height - clientHeight;
    }
    this.draw();
    const row = this.chosen;
    if (row) announce(`${row.name}, ${duration(row.seconds)}, ${row.segments ?? 0} segments${row.reviewed ? ", reviewed" : ""}`);
  }

  /** How many rows fit, for turning pages. */
  get fitting() {
    return Math.max(1, Math.floor(this.#place.clientHeight / this.#height) - 1);
  }

  draw() {
    if (!this.#pages) return;
    const height = this.#height;
    this.#space.style.height = `${this.#count * height}px`;
    const first = Math.max(0, Math.floor(this.#place.scrollTop / height) - 8);
    const last = Math.min(this.#count - 1, Math.ceil((this.#place.scrollTop + this.#place.clientHeight) / height) + 8);
    this.#pages.want(first, last);
    const rows = [];
    for (let index = first; index <= last; index += 1) rows.push(this.#row(index));
    fill(this.#space, rows);
  }

  #row(index) {
    const row = this.#pages.row(index);
    const cell = (className, text, title = null) => element("span", { className, text, role: "cell", title });
    const shown = row
      ? element("a", { className: "video", href: this.#address(row), tabindex: "-1" },
          cell("name", row.name, row.name), cell("seconds", duration(row.seconds)),
          cell("segments", row.segments === null ? "" : String(row.segments)), cell("edits", row.edits ? String(row.edits) : ""),
          cell("warns", warned(row.warnings), row.warnings.join("\n") || null),
          cell("done", row.reviewed ? `✓ ${row.reviewed.by ?? ""}` : "", row.reviewed ? `${row.reviewed.by ?? ""} ${row.reviewed.time}` : null))
      : element("div", { className: "video waiting" }, cell("name", "…"));
    shown.setAttribute("role", "row");
    shown.setAttribute("aria-rowindex", String(index + 2));
    shown.classList.toggle("chosen", index === this.#chosen);
    shown.style.top = `${index * this.#height}px`;
    return shown;
  }
}

const warned = (lines) => (lines.length === 0 ? "" : lines.length === 1 ? lines[0] : `${lines.length} warnings`);

// The timeline: ruler, curve and levels on one canvas, the playhead over it.

import { LabelColours } from "./label-colours.js";
import { whenColoursChange } from "./timeline-colours.js";
import { highest } from "./timeline-curve.js";
import { TimelineHand } from "./timeline-hand.js";
import { lanesOf } from "./timeline-lanes.js";
import { TimelineOverview } from "./timeline-overview.js";
import { paintTimeline } from "./timeline-paint.js";
import { TimelinePictures } from "./timeline-pictures.js";
import { TimelineScale } from "./timeline-scale.js";

/** Sends `seek`, `move` and `relabel` with what was asked by hand. */
export class Timeline extends EventTarget {
  state;
  scale = new TimelineScale();
  places = lanesOf({ levels: 1, level: 0, hasCurve: false, hasComparison: false });
  labels = new LabelColours();
  #clock = null;
  #parts;
  #overview;
  #pictures;
  #hand;
  #waiting = false;
  #top = 1;
  #frame = 0;

  /** `parts` are elements: surface, canvas, head, pointer, overview. */
  constructor(state, parts) {
    super();
    this.state = state;
    this.#parts = parts;
    this.#overview = new TimelineOverview(parts.overview, this.scale);
    this.#pictures = new TimelinePictures(parts.surface);
    this.#hand = new TimelineHand(parts.surface, this);
    this.scale.addEventListener("change", () => (this.draw(), this.#overview.place()));
    new ResizeObserver(() => this.#fit()).observe(parts.surface);
    for (const name of ["document", "level", "chosen", "moving", "preview", "comparison", "detail"]) {
      state.addEventListener(name, () => this.#changed(name));
    }
    whenColoursChange(() => this.#changed("document"));
  }

  open(clock) {
    this.#clock = clock;
    const { video, keyFrames } = this.state.document;
    this.#pictures.open({ media: video.media, keyFrames, clock });
    this.#fit();
    this.#changed("document");
  }

  get isBusy() {
    return this.#hand.isDragging;
  }

  #fit() {
    if (this.#clock) this.scale.fit(this.#clock.frames, this.#parts.surface.clientWidth);
    this.#changed("level");
  }

  #changed(name) {
    const { document: shown, level, comparison } = this.state;
    if (!shown || !this.#clock) return;
    if (name === "document") {
      this.labels = new LabelColours(shown.levels);
      this.#top = shown.signal ? highest(shown.signal) : 1;
    }
    this.places = lanesOf({
      levels: shown.levels.length, level, hasCurve: shown.signal !== null, hasComparison: comparison !== null,
    });
    if (name === "document" || name === "level") this.#overview.draw(this.state.segments, this.labels);
    this.draw();
  }

  /** Draws soon, once however often it is asked for. */
  draw() {
    if (this.#waiting || !this.#clock) return;
    this.#waiting = true;
    requestAnimationFrame(() => {
      this.#waiting = false;
      const { state, scale, places, labels } = this;
      paintTimeline(this.#parts.canvas, { state, scale, places, clock: this.#clock, labels, top: this.#top });
      this.#placeHead();
    });
  }

  /** Puts the playhead on a frame; `follow` keeps it in sight. */
  setFrame(frame, follow) {
    this.#frame = frame;
    if (follow && !this.#hand.isDragging) {
      const { first, last, perPixel, isWhole } = this.scale;
      if (!isWhole && (frame < first || frame > last - 20 * perPixel)) this.scale.reveal(frame);
    }
    this.#placeHead();
  }

  #placeHead() {
    const { head } = this.#parts;
    // The head stands over the frame that is shown: on its left edge, where a cut would fall.
    const x = this.scale.x(this.#frame);
    head.hidden = x < -8 || x > this.scale.width + 8;
    head.style.transform = `translateX(${Math.round(x)}px)`;
    head.style.setProperty("--frame-width", `${Math.max(1, Math.round(1 / this.scale.perPixel))}px`);
  }

  // What hands ask for.

  #ask(name, detail = null) {
    this.dispatchEvent(new CustomEvent(name, { detail }));
  }

  seek(frame) {
    this.#ask("seek", frame);
  }

  choose(chosen) {
    this.state.choose(chosen);
    this.#ask("chosen");
  }

  chooseLevel(level) {
    this.state.setLevel(level);
  }

  relabel() {
    this.#ask("relabel");
  }

  /** A boundary on its way to a frame; null lets it go back. */
  carry(boundary, to) {
    this.state.set("moving", boundary === null ? null : { boundary, to });
    this.#parts.pointer.hidden = true;
    if (boundary === null) return this.#pictures.hide();
    this.seek(to);
    return this.#pictures.show(to, this.scale.x(to), this.scale, `${to >= boundary ? "+" : "−"}${Math.abs(to - boundary)}`);
  }

  drop(boundary, to) {
    this.#pictures.hide();
    this.#ask("move", { boundary, to });
  }

  hover(x) {
    this.#parts.pointer.hidden = false;
    this.#parts.pointer.style.transform = `translateX(${Math.round(x)}px)`;
    this.#pictures.show(this.scale.frame(x), x, this.scale);
  }

  leave() {
    this.#parts.pointer.hidden = true;
    this.#pictures.hide();
  }
}

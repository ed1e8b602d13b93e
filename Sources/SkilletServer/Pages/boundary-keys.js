// A boundary moved by keys: shown at once, saved when the keys rest.

import { announce } from "./notices.js";
import { room } from "./timeline-hand.js";

const rest = 900;

/** Moves the chosen boundary step by step; many steps become one entry of the history. */
export class BoundaryKeys {
  #state;
  #editor;
  #player;
  #timer = null;

  constructor(state, editor, player) {
    [this.#state, this.#editor, this.#player] = [state, editor, player];
    window.addEventListener("pagehide", () => this.settle());
  }

  /** Whether a boundary is on its way. */
  get isMoving() {
    return this.#timer !== null;
  }

  #from() {
    const { moving, chosen } = this.#state;
    if (moving) return moving;
    if (chosen.boundary === undefined) {
      announce("choose a boundary first, with Q or W");
      return null;
    }
    return { boundary: chosen.boundary, to: chosen.boundary };
  }

  step(by) {
    const from = this.#from();
    if (from) this.#go(from.boundary, from.to + by);
  }

  /** To the next peak of the signal, or the one before. */
  toPeak(way) {
    const from = this.#from();
    if (!from) return;
    const peaks = this.#state.peaksNear(from.to);
    const to = way > 0 ? peaks.find((f) => f > from.to) : peaks.findLast((f) => f < from.to);
    if (to === undefined) announce("there is no further peak");
    else this.#go(from.boundary, to);
  }

  #go(boundary, frame) {
    const bounds = room(this.#state.segments, boundary);
    if (!bounds) return;
    const to = Math.min(bounds.last, Math.max(bounds.first, frame));
    this.#state.set("moving", { boundary, to });
    this.#player.show(to);
    const by = to - boundary;
    const where = by === 0 ? "where it was" : `${Math.abs(by)} ${by > 0 ? "later" : "earlier"}`;
    announce(`boundary at frame ${to}, ${where}${to === frame ? "" : ", no further"}`);
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.settle(), rest);
  }

  /** Saves where it is now. */
  async settle() {
    if (!this.isMoving) return;
    clearTimeout(this.#timer);
    this.#timer = null;
    const { moving, level } = this.#state;
    if (moving && moving.to !== moving.boundary) await moveBoundary(this.#state, this.#editor, level, moving);
    else this.#state.set("moving", null);
  }

  /** Lets it go back. */
  cancel() {
    clearTimeout(this.#timer);
    this.#timer = null;
    this.#state.set("moving", null);
    announce("the boundary is where it was");
  }
}

/** Saves a move; until the answer is there, the boundary is drawn where it was put. */
export async function moveBoundary(state, editor, level, { boundary, to }) {
  state.set("moving", { boundary, to });
  state.chosen = { boundary: to };
  const saved = await editor.apply([{ kind: "move", level, boundary, to }]);
  if (!saved && state.boundaries.includes(boundary)) state.chosen = { boundary };
  state.set("moving", null);
  state.choose(state.chosen);
}

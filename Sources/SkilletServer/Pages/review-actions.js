// What a person does to the segments, by button, key or hand.

import { BoundaryKeys, moveBoundary } from "./boundary-keys.js";
import { announce } from "./notices.js";
import { askLabel } from "./relabel.js";
import { segmentIndex } from "./review-state.js";
import { room } from "./timeline-hand.js";

export class ReviewActions {
  #state;
  #editor;
  #player;
  #colours;
  keys;

  constructor({ state, editor, player, colours }) {
    [this.#state, this.#editor, this.#player, this.#colours] = [state, editor, player, colours];
    this.keys = new BoundaryKeys(state, editor, player);
    state.addEventListener("document", () => this.#renewLoop());
  }

  /** Sends an edit, after a boundary that is still on its way. */
  async #apply(edit) {
    await this.keys.settle();
    return this.#editor.apply([{ level: this.#state.level, ...edit }]);
  }

  /** The segment that is worked on: the chosen one, or the one after a chosen boundary. */
  #worked() {
    const { segments, chosen } = this.#state;
    if (chosen.boundary === undefined) return this.#state.chosenSegment ?? segments[0];
    return segments[segmentIndex(segments, chosen.boundary)];
  }

  /** Cuts where the video stands: the shown frame becomes the first of a segment. */
  async cut() {
    const at = this.#player.frame;
    if (at === 0 || this.#state.boundaries.includes(at)) return announce(`there is a boundary at frame ${at} already`);
    if (await this.#apply({ kind: "split", at })) this.#state.choose({ boundary: at });
    return undefined;
  }

  /** Merges at the chosen boundary, or the chosen segment with the next. */
  async merge() {
    await this.keys.settle();
    const { chosen, segments } = this.#state;
    const segment = this.#worked();
    const boundary = chosen.boundary ?? (segment && segment !== segments.at(-1) ? segment.end : segments.at(-1)?.start);
    if (!boundary) return announce("there is nothing to merge with");
    const index = segments.findIndex((s) => s.start === boundary);
    const kept = segments[index - 1]?.id;
    if (await this.#apply({ kind: "merge", boundary })) {
      const { segments: now } = this.#state;
      this.#state.choose({ segment: now.find((s) => s.id === kept)?.id ?? now[segmentIndex(now, boundary)].id });
    }
    return undefined;
  }

  /** Gives the segment's frames to its neighbour. */
  async remove(into) {
    await this.keys.settle();
    const segment = this.#worked();
    const { segments } = this.#state;
    if (segments.length < 2) return announce("the only segment stays");
    const only = segment === segments[0] ? "after" : segment === segments.at(-1) ? "before" : into;
    if (await this.#apply({ kind: "delete", segment: segment.id, into: only })) {
      const { segments: now } = this.#state;
      this.#state.choose({ segment: now[segmentIndex(now, segment.start)].id });
    }
    return undefined;
  }

  async relabel() {
    await this.keys.settle();
    const segment = this.#worked();
    if (!segment) return;
    const number = this.#state.segments.indexOf(segment) + 1;
    const label = await askLabel({ segment, number, labels: this.#state.document.labels, colours: this.#colours() });
    if (label === undefined || label === segment.label) return;
    await this.#apply({ kind: "label", segment: segment.id, label });
  }

  move({ boundary, to }) {
    return moveBoundary(this.#state, this.#editor, this.#state.level, { boundary, to });
  }

  /** Moves the chosen boundary, or the nearest, to the frame that is shown. */
  async moveHere() {
    await this.keys.settle();
    const { boundaries, chosen } = this.#state;
    const at = this.#player.frame;
    const boundary = chosen.boundary ?? [...boundaries].sort((a, b) => Math.abs(a - at) - Math.abs(b - at))[0];
    if (boundary === undefined || boundary === at) return;
    const bounds = room(this.#state.segments, boundary);
    if (at < bounds.first || at > bounds.last) announce(`the boundary at frame ${boundary} stays between ${bounds.first} and ${bounds.last}`);
    else await this.move({ boundary, to: at });
  }

  /** Chooses the next boundary, or the one before, from the chosen one or the shown frame. */
  async chooseBoundary(way) {
    await this.keys.settle();
    const { boundaries, chosen } = this.#state;
    const from = chosen.boundary ?? this.#player.frame;
    const next = way > 0 ? boundaries.find((f) => f > from) : boundaries.findLast((f) => f < from);
    if (next === undefined) return announce(way > 0 ? "no boundary follows" : "no boundary before");
    this.#state.choose({ boundary: next });
    this.#player.show(next);
    announce(`boundary ${boundaries.indexOf(next) + 1} of ${boundaries.length}, frame ${next}`);
    return undefined;
  }

  /** Chooses the next segment, or the one before, and shows its first frame. */
  async chooseSegment(way) {
    await this.keys.settle();
    const { segments } = this.#state;
    const worked = this.#worked();
    const index = Math.min(segments.length - 1, Math.max(0, segments.indexOf(worked) + way));
    this.take(segments[index]);
  }

  take(segment) {
    this.#state.choose({ segment: segment.id });
    this.#player.show(segment.start);
    const index = this.#state.segments.indexOf(segment);
    announce(`segment ${index + 1} of ${this.#state.segments.length}, ${segment.label ?? "no label"}, frames ${segment.start} to ${segment.end}`);
  }

  /** A loop keeps to its segment when that is cut or moved. */
  #renewLoop() {
    const { loop } = this.#player;
    if (!loop) return;
    const { segments } = this.#state;
    const { start, end } = segments[segmentIndex(segments, loop.start)];
    this.#player.loop = { start, end };
  }

  /** Plays the chosen segment over and over, or no longer. */
  toggleLoop() {
    const segment = this.#worked();
    this.#player.loop = this.#player.loop || !segment ? null : { start: segment.start, end: segment.end };
    if (this.#player.loop && !this.#player.isPlaying) this.#player.toggle();
    announce(this.#player.loop ? `frames ${segment.start} to ${segment.end}, over and over` : "no loop");
    return this.#player.loop !== null;
  }
}

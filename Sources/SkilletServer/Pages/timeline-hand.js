// The timeline by hand: choosing, scrubbing, dragging boundaries, zooming, panning, pinching.

import { segmentIndex } from "./review-state.js";
import { laneAt } from "./timeline-lanes.js";

/** How near a boundary one must be to take it, in pixels: a finger is less exact. */
const reachOf = (event) => (event.pointerType === "touch" ? 14 : 6);

/** The nearest of ascending frames to one; undefined where there are none. */
function nearest(frames, frame) {
  let [low, high] = [0, frames.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (frames[middle] < frame) low = middle + 1;
    else high = middle;
  }
  const [before, after] = [frames[low - 1], frames[low]];
  if (before === undefined || after === undefined) return before ?? after;
  return frame - before <= after - frame ? before : after;
}

/** The bounds a boundary may be moved in: a frame from each of its neighbours. */
export function room(segments, boundary) {
  const index = segments.findIndex((segment, i) => i > 0 && segment.start === boundary);
  return index < 0 ? null : { first: segments[index - 1].start + 1, last: segments[index].end - 1 };
}

export class TimelineHand {
  #surface;
  #timeline;
  #drag = null;
  #touches = new Map();

  /** `timeline` has state, scale, places, and does what hands ask: seek, choose, move, hover. */
  constructor(surface, timeline) {
    this.#surface = surface;
    this.#timeline = timeline;
    surface.addEventListener("pointerdown", (event) => this.#down(event));
    surface.addEventListener("pointermove", (event) => this.#move(event));
    surface.addEventListener("pointerup", (event) => this.#up(event));
    surface.addEventListener("pointercancel", () => this.cancel());
    surface.addEventListener("pointerleave", () => this.#drag || timeline.leave());
    surface.addEventListener("wheel", (event) => this.#wheel(event), { passive: false });
    surface.addEventListener("dblclick", (event) => this.#twice(event));
    document.addEventListener("keydown", (event) => {
      if (event.key === "Escape" && this.#drag?.boundary !== undefined) this.cancel();
    });
  }

  get isDragging() {
    return this.#drag?.boundary !== undefined;
  }

  #place(event) {
    const box = this.#surface.getBoundingClientRect();
    return { x: event.clientX - box.left, y: event.clientY - box.top };
  }

  /** The boundary of a level that lies under the pointer. */
  #boundaryAt(x, segments, reach) {
    const { scale } = this.#timeline;
    if (segments.length < 2) return undefined;
    const frame = scale.frame(x);
    const index = segmentIndex(segments, Math.max(0, frame));
    const near = [segments[index].start, segments[index].end]
      .filter((f) => f > 0 && f < segments.at(-1).end && Math.abs(scale.x(f) - x) <= reach);
    return near.sort((a, b) => Math.abs(a - frame) - Math.abs(b - frame))[0];
  }

  #down(event) {
    if (event.button > 1) return;
    const { x, y } = this.#place(event);
    this.#surface.setPointerCapture(event.pointerId);
    this.#touches.set(event.pointerId, x);
    if (this.#touches.size === 2) return this.#startPinch();
    if (event.button === 1) {
      event.preventDefault();
      this.#drag = { pan: x };
      return;
    }
    const { state, places } = this.#timeline;
    const lane = laneAt(places, y);
    if (lane.kind === "level") {
      if (lane.level !== state.level) this.#timeline.chooseLevel(lane.level);
      const boundary = this.#boundaryAt(x, state.segments, reachOf(event));
      if (boundary !== undefined) {
        this.#timeline.choose({ boundary });
        this.#drag = { boundary, to: boundary, began: x };
        return;
      }
      const segment = state.segments[segmentIndex(state.segments, this.#frame(x))];
      if (segment) this.#timeline.choose({ segment: segment.id });
    }
    this.#drag = { scrub: true };
    this.#timeline.seek(this.#frame(x));
  }

  #frame(x) {
    const { scale } = this.#timeline;
    return Math.min(scale.frames - 1, Math.max(0, Math.floor(scale.frame(x))));
  }

  #move(event) {
    const { x, y } = this.#place(event);
    if (this.#touches.has(event.pointerId)) this.#touches.set(event.pointerId, x);
    if (this.#drag?.pinch) return this.#pinch();
    if (this.#drag?.pan !== undefined) {
      this.#timeline.scale.pan(this.#drag.pan - x);
      this.#drag.pan = x;
    } else if (this.#drag?.scrub) {
      this.#timeline.seek(this.#frame(x));
    } else if (this.#drag) {
      this.#carry(x, event.shiftKey);
    } else this.#hover(x, y, reachOf(event));
  }

  #hover(x, y, reach) {
    const { state, places } = this.#timeline;
    const lane = laneAt(places, y);
    const onBoundary = lane.kind === "level" && this.#boundaryAt(x, state.document.levels[lane.level].segments, reach) !== undefined;
    this.#surface.style.cursor = onBoundary ? "ew-resize" : "";
    this.#timeline.hover(x);
  }

  /** A boundary in hand: to the nearest frame edge, or to the nearest peak with Shift held. */
  #carry(x, toPeaks) {
    const { state, scale } = this.#timeline;
    if (Math.abs(x - this.#drag.began) < 2 && this.#drag.to === this.#drag.boundary) return;
    const bounds = room(state.segments, this.#drag.boundary);
    if (!bounds) return;
    const within = (frame) => Math.min(bounds.last, Math.max(bounds.first, frame));
    const edge = scale.frame(x);
    const peaks = toPeaks ? state.peaksNear(Math.round(edge)).filter((f) => f >= bounds.first && f <= bounds.last) : [];
    this.#drag.to = within(nearest(peaks, edge) ?? Math.round(edge));
    this.#timeline.carry(this.#drag.boundary, this.#drag.to);
  }

  #up(event) {
    this.#touches.delete(event.pointerId);
    const drag = this.#drag;
    this.#drag = null;
    if (drag?.boundary === undefined) return;
    if (drag.to !== drag.boundary) this.#timeline.drop(drag.boundary, drag.to);
    else this.#timeline.seek(drag.boundary);
  }

  /** Lets go of what is in hand, as if it had not been taken. */
  cancel() {
    const carried = this.isDragging;
    this.#drag = null;
    this.#touches.clear();
    if (carried) this.#timeline.carry(null, null);
  }

  #startPinch() {
    if (this.isDragging) this.#timeline.carry(null, null);
    const [a, b] = [...this.#touches.values()];
    this.#drag = { pinch: { apart: Math.abs(a - b), middle: (a + b) / 2 } };
  }

  #pinch() {
    const [a, b] = [...this.#touches.values()];
    if (b === undefined) return;
    const { pinch } = this.#drag;
    const [apart, middle] = [Math.max(10, Math.abs(a - b)), (a + b) / 2];
    this.#timeline.scale.pan(pinch.middle - middle);
    this.#timeline.scale.zoom(apart / Math.max(10, pinch.apart), middle);
    this.#drag.pinch = { apart, middle };
  }

  /** Up and down zooms about the pointer; sideways, or with Shift, pans. */
  #wheel(event) {
    event.preventDefault();
    const unit = event.deltaMode === 1 ? 16 : event.deltaMode === 2 ? 400 : 1;
    const sideways = event.shiftKey && !event.deltaX ? event.deltaY : event.deltaX;
    if (Math.abs(sideways) > Math.abs(event.shiftKey ? 0 : event.deltaY)) return this.#timeline.scale.pan(sideways * unit);
    const factor = Math.exp((-event.deltaY * unit) / 400);
    this.#timeline.scale.zoom(factor, this.#place(event).x);
    return undefined;
  }

  #twice(event) {
    const { x, y } = this.#place(event);
    const { places, state } = this.#timeline;
    if (laneAt(places, y).kind === "level" && this.#boundaryAt(x, state.segments, reachOf(event)) === undefined) this.#timeline.relabel();
  }
}

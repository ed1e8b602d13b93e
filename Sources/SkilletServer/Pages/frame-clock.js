// Which frame is shown when: frame i is shown in [time(i), time(i + 1)), as everywhere in Skillet.

/** The times of all frames of a video, by their time stamps. */
export class FrameClock {
  #pts;
  #end;
  #unit;

  /** From the answer of `/times`: {timeBase: "1/12800", pts: […], end}. */
  constructor({ timeBase, pts, end }) {
    const [value, scale] = timeBase.split("/").map(Number);
    this.#unit = value / scale;
    this.#pts = pts;
    this.#end = end;
  }

  get frames() {
    return this.#pts.length;
  }

  get start() {
    return this.time(0);
  }

  get end() {
    return this.#end * this.#unit;
  }

  /** The time stamp of a frame, in units of the video's time base. */
  pts(frame) {
    return frame < this.#pts.length ? this.#pts[frame] : this.#end;
  }

  /** When a frame is first shown, in seconds of the file's own clock. */
  time(frame) {
    return this.pts(frame) * this.#unit;
  }

  /**
   * A time at which this frame is shown, for a seek. Just after its start: with frames of unequal
   * length a file may state a shorter one for it than the next frame's start leaves. A further
   * `attempt` goes deeper into the frame.
   */
  within(frame, attempt = 0) {
    const long = this.time(frame + 1) - this.time(frame);
    return this.time(frame) + [Math.min(long / 4, 0.002), long / 3, long / 2, long * 0.8][attempt % 4];
  }

  /** The frame that is shown at a time; before the first it is the first. */
  frameAt(seconds) {
    let [low, high] = [0, this.#pts.length - 1];
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (this.#pts[middle] * this.#unit <= seconds) low = middle;
      else high = middle - 1;
    }
    return low;
  }

  /** The frame whose time stamp is nearest: for times a browser rounded to a microsecond. */
  nearest(seconds) {
    const frame = this.frameAt(seconds);
    const next = Math.min(frame + 1, this.#pts.length - 1);
    return Math.abs(this.time(next) - seconds) < Math.abs(this.time(frame) - seconds) ? next : frame;
  }
}

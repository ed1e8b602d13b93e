// Two clips of one pair, played together.

import { ClipView } from "./clip-view.js";

export class PairView {
  /** `changed` is called when both become ready, play, pause or end. */
  constructor(pair, changed) {
    this.pair = pair;
    this.changed = changed;
    this.loops = false;
    this.isTogether = false;
    this.wants = false;
    this.turn = 0;
    this.clips = ["left", "right"].map((side) => new ClipView(pair[side], side, (what) => this.heard(side, what)));
  }

  get isReady() { return this.clips.every((clip) => clip.isReady || clip.hasFailed); }
  get hasFailed() { return this.clips.some((clip) => clip.hasFailed); }
  get isPlaying() { return this.clips.some((clip) => clip.isPlaying) || this.wants; }
  get isWide() {
    return this.clips.every(({ video }) => video.videoWidth > 1.25 * video.videoHeight);
  }

  heard(side, what) {
    const [clip, other] = side === "left" ? this.clips : [...this.clips].reverse();
    if (what === "ready" || what === "failed") {
      if (this.isReady && this.wants) this.playBoth();
    } else if (what === "waiting" && this.isTogether && other.isPlaying && !clip.isHeld) {
      // One that has to load makes the other wait, so that they stay in step.
      other.isHeld = true;
      other.pause();
    } else if (what === "playing" && other.isHeld) {
      other.begin();
    } else if (what === "end") {
      if (this.clips.every((one) => one.atEnd || one.hasFailed)) {
        if (this.loops) this.restart();
        else this.isTogether = false;
      }
    } else if (what === "sound") {
      other.setSound(false);
    }
    this.changed(this);
  }

  /** Starts both in the same moment; waits until both can, and are where they start from. */
  async playBoth() {
    this.wants = true;
    const turn = ++this.turn;
    this.changed(this);
    if (!this.isReady) return;
    const shown = this.clips.filter((clip) => !clip.hasFailed);
    // From the start where both have ended; else each goes on, and one that has ended stays.
    const going = shown.some((clip) => !clip.atEnd) ? shown.filter((clip) => !clip.atEnd) : shown;
    for (const clip of going) clip.getReady();
    await Promise.all(going.map((clip) => clip.settled()));
    if (turn !== this.turn) return;
    this.wants = false;
    this.isTogether = true;
    await Promise.all(going.map((clip) => clip.begin()));
    this.changed(this);
  }

  pauseBoth() {
    this.turn += 1;
    this.wants = false;
    this.isTogether = false;
    for (const clip of this.clips) {
      clip.isHeld = false;
      clip.pause();
    }
    this.changed(this);
  }

  toggle() { this.isPlaying ? this.pauseBoth() : this.playBoth(); }

  restart() {
    for (const clip of this.clips) {
      clip.pause();
      if (!clip.hasFailed) clip.toStart();
    }
    this.playBoth();
  }

  step(frames) {
    this.pauseBoth();
    for (const clip of this.clips) if (!clip.hasFailed) clip.step(frames);
  }

  setSpeed(speed) { for (const clip of this.clips) clip.setSpeed(speed); }

  close() { for (const clip of this.clips) clip.close(); }
}

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

  /** Starts both in the same moment; waits until both can. */
  async playBoth() {
    this.wants = true;
    if (!this.isReady) return this.changed(this);
    this.wants = false;
    this.isTogether = true;
    const shown = this.clips.filter((clip) => !clip.hasFailed);
    // From the start where both have ended; else each goes on, one that has ended stays.
    const going = shown.filter((clip) => !clip.atEnd);
    await Promise.all((going.length > 0 ? going : shown).map((clip) => clip.begin()));
    this.changed(this);
  }

  pauseBoth() {
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
    for (const clip of this.clips) if (!clip.hasFailed) clip.toStart();
    this.playBoth();
  }

  step(frames) {
    this.pauseBoth();
    for (const clip of this.clips) if (!clip.hasFailed) clip.step(frames);
  }

  setSpeed(speed) { for (const clip of this.clips) clip.setSpeed(speed); }

  close() { for (const clip of this.clips) clip.close(); }
}

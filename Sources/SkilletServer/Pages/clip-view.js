// One clip: its video, only the span that counts, with controls of its own.

import { element } from "./element.js";
import { clock } from "./times.js";

const sign = (path) => {
  const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  svg.setAttribute("viewBox", "0 0 16 16");
  svg.setAttribute("aria-hidden", "true");
  for (const [name, d] of Object.entries(path)) {
    const drawn = document.createElementNS(svg.namespaceURI, "path");
    drawn.setAttribute("d", d);
    if (name !== "plain") drawn.setAttribute("class", name);
    svg.append(drawn);
  }
  return svg;
};

const playSign = { "to-play": "M4 2.5v11L13.5 8z", "to-pause": "M4 3h3v10H4zM9 3h3v10H9z" };
const backSign = { plain: "M9.5 4v8L3.5 8zM13 4v8" };
const onSign = { plain: "M6.5 4v8L12.5 8zM3 4v8" };

export class ClipView {
  /** `side` is "left" or "right"; `changed` is called when it plays, pauses, ends or is ready. */
  constructor(clip, side, changed) {
    this.clip = clip;
    this.side = side;
    this.changed = changed;
    this.isReady = false;
    this.hasFailed = false;
    this.isEncoded = false;
    this.atEnd = false;
    this.frame = 0.04; // seconds; measured while it plays
    this.build();
    this.load(clip.play);
  }

  // MARK: What is seen

  build() {
    const name = this.side === "left" ? "Left" : "Right";
    this.video = element("video", { playsinline: "", preload: "auto", tabindex: "-1", "aria-label": `${name} clip` });
    this.video.muted = true;
    this.state = element("p", { className: "state", role: "status", text: "Loading…" });
    this.play = element("button", {
      type: "button", className: "quiet", "aria-label": `Play the ${this.side} clip`,
      title: `Play or pause this clip: key ${this.side === "left" ? "Q" : "W"}`, onclick: () => this.toggle(),
    }, sign(playSign));
    this.slider = element("input", {
      type: "range", min: "0", max: "1", step: "any", value: "0", "aria-label": `Place in the ${this.side} clip`,
      oninput: () => this.seek(this.start + Number(this.slider.value)),
      onpointerup: () => this.slider.blur(),
    });
    this.readout = element("span");
    this.whole = element("span", { className: "whole" });
    this.sound = element("button", {
      type: "button", className: "quiet", "aria-pressed": "false", text: "Sound",
      "aria-label": `Sound of the ${this.side} clip`, onclick: () => this.setSound(this.video.muted),
    });
    const step = (label, drawn, frames) => element("button", {
      type: "button", className: "quiet step", "aria-label": label, title: label, onclick: () => this.step(frames),
    }, sign(drawn));
    this.figure = element("div", { className: `clip ${this.side}`, role: "group", "aria-label": `${name} clip` },
      element("div", { className: "picture", onclick: () => this.toggle() }, this.video,
        element("span", { className: "named", text: name }), this.state),
      element("div", { className: "controls" }, this.play, step("A frame back", backSign, -1),
        step("A frame on", onSign, 1), this.slider,
        element("span", { className: "figures" }, this.readout, this.whole), this.sound));
    this.listen();
  }

  listen() {
    const { video } = this;
    video.addEventListener("loadedmetadata", () => {
      this.slider.max = String(Math.max(0.001, this.end - this.start));
      if (this.start > 0) video.currentTime = this.start + 0.0005;
      this.draw();
    });
    video.addEventListener("canplay", () => {
      if (this.isReady || video.seeking) return;
      this.isReady = true;
      this.say(this.isEncoded ? "Re-encoded: this browser cannot play the original." : "");
      this.changed("ready");
    });
    video.addEventListener("seeked", () => {
      if (!this.isReady && video.readyState >= 3) video.dispatchEvent(new Event("canplay"));
      this.draw();
    });
    video.addEventListener("error", () => this.failed());
    video.addEventListener("play", () => this.draw());
    video.addEventListener("pause", () => (this.draw(), this.changed("pause")));
    // A player that seeks waits too, but not for the network.
    video.addEventListener("waiting", () => !video.seeking && video.readyState < 3 && this.changed("waiting"));
    video.addEventListener("playing", () => (this.draw(), this.changed("playing")));
    video.addEventListener("ended", () => this.reachedEnd());
    video.addEventListener("timeupdate", () => (this.draw(), this.checkEnd(video.currentTime, 0)));
    if ("requestVideoFrameCallback" in video) video.requestVideoFrameCallback((_, facts) => this.sawFrame(facts));
  }

  /** Every frame that is shown: the length of a frame is learnt, and the end is not passed. */
  sawFrame({ mediaTime, presentedFrames }) {
    const frames = presentedFrames - (this.lastFrames ?? presentedFrames);
    const passed = mediaTime - (this.lastTime ?? mediaTime);
    if (frames === 1 && passed > 0.004 && passed < 0.5) {
      this.frame = this.isMeasured ? Math.min(passed, this.frame) : passed;
      this.isMeasured = true;
    }
    [this.lastTime, this.lastFrames] = [mediaTime, presentedFrames];
    // After a seek the frame before it may still be told of.
    if (Math.abs(mediaTime - this.video.currentTime) < (this.video.seeking ? 1.5 * this.frame : 0.3)) {
      [this.shown, this.aimed] = [mediaTime, null];
      this.checkEnd(mediaTime, this.frame);
    }
    this.draw();
    this.video.requestVideoFrameCallback((_, facts) => this.sawFrame(facts));
  }

  /**
   * Ends with the last frame of the span. A player that is told to stop may show a frame or two
   * more; so it is stopped in time, and the frames that are left are gone through one by one.
   */
  checkEnd(time, frame) {
    if (this.video.paused || this.clip.end === null || this.isEncoded) return;
    const slack = frame === 0 ? 0 : Math.max(1, Math.ceil((0.09 * this.video.playbackRate) / this.frame));
    if (time + (1 + slack) * frame > this.end - 0.25 * this.frame) this.finish(time);
  }

  async finish(time) {
    if (this.isFinishing) return;
    this.isFinishing = true;
    this.video.pause();
    const pause = (1000 * this.frame) / this.video.playbackRate;
    // The middle of a frame is that frame, however its time is rounded.
    const last = Math.max(this.start, this.end - 0.5 * this.frame);
    for (let at = time + 1.5 * this.frame; at < last + 0.1 * this.frame && this.isFinishing; at += this.frame) {
      await new Promise((resolve) => setTimeout(resolve, pause));
      if (this.isFinishing) this.video.currentTime = Math.min(at, last);
    }
    if (!this.isFinishing) return;
    this.isFinishing = false;
    this.reachedEnd();
  }

  reachedEnd() {
    if (this.atEnd) return;
    this.atEnd = true;
    this.video.pause();
    const last = Math.max(this.start, this.end - 0.5 * this.frame);
    if (this.clip.end !== null && !this.isEncoded && this.video.currentTime > last) this.video.currentTime = last;
    this.draw();
    this.changed("end");
  }

  say(line) {
    this.state.textContent = line;
    this.state.hidden = line === "";
  }

  draw() {
    const { isPlaying } = this;
    const at = Math.min(Math.max(0, this.video.currentTime - this.start), Math.max(0, this.end - this.start));
    const shown = this.atEnd ? this.end - this.start : at;
    if (document.activeElement !== this.slider || isPlaying) this.slider.value = String(shown);
    this.readout.textContent = clock(shown, 1);
    this.whole.textContent = ` / ${clock(this.end - this.start, 1)}`;
    this.play.classList.toggle("is-playing", isPlaying);
    this.play.setAttribute("aria-label", `${isPlaying ? "Pause" : "Play"} the ${this.side} clip`);
  }

  // MARK: Where it is

  get start() { return this.isEncoded ? 0 : this.clip.start ?? 0; }

  get end() {
    const whole = Number.isFinite(this.video.duration) ? this.video.duration : null;
    if (this.isEncoded) return whole ?? (this.clip.end ?? 0) - (this.clip.start ?? 0);
    return Math.min(this.clip.end ?? Infinity, whole ?? this.clip.end ?? 0);
  }

  get isPlaying() { return !this.video.paused || Boolean(this.isFinishing); }

  seek(seconds) {
    const last = Math.max(this.start, this.end - 0.5 * this.frame);
    this.atEnd = false;
    this.isFinishing = false;
    this.video.currentTime = Math.min(Math.max(this.start + 0.0005, seconds), last);
    this.draw();
  }

  toStart() { this.seek(this.start); }

  step(frames) {
    this.pause();
    const shown = this.atEnd ? this.end - this.frame : this.shown ?? this.video.currentTime;
    // Steps add up where the frame before is not on the screen yet; the middle of a frame is aimed at.
    const to = (this.aimed ?? shown + 0.5 * this.frame) + frames * this.frame;
    this.seek(to);
    this.aimed = this.video.currentTime;
  }

  /** Goes to the start where it has ended. */
  getReady() {
    if (this.atEnd || this.video.currentTime >= this.end - 0.6 * this.frame) this.toStart();
  }

  /** Waits until it is where it was sent to; not for ever. */
  settled() {
    if (!this.video.seeking) return Promise.resolve();
    return new Promise((resolve) => {
      this.video.addEventListener("seeked", resolve, { once: true });
      setTimeout(resolve, 4000);
    });
  }

  async begin() {
    this.isHeld = false;
    this.isFinishing = false;
    if (this.hasFailed) return;
    this.getReady();
    this.atEnd = false;
    try {
      await this.video.play();
    } catch (error) {
      if (error.name !== "AbortError") this.say("The browser did not start the clip; press play.");
    }
  }

  pause() {
    this.isFinishing = false;
    this.video.pause();
  }

  toggle() { this.isPlaying ? this.pause() : this.begin(); }

  setSpeed(speed) { this.video.playbackRate = speed; }

  setSound(on) {
    this.video.muted = !on;
    this.sound.setAttribute("aria-pressed", String(on));
    if (on) this.changed("sound");
  }

  // MARK: Loading

  load(address) {
    this.video.src = address;
    this.video.load();
  }

  /** A codec that the browser lacks: the server encodes the span anew, and it is kept here whole. */
  async failed() {
    if (this.isClosed || this.hasFailed) return;
    if (this.isEncoded) return this.giveUp("This clip cannot be shown.");
    this.isEncoded = true;
    this.say("Being re-encoded: this browser cannot play the original…");
    try {
      const response = await fetch(this.clip.encoded, { credentials: "same-origin" });
      if (!response.ok) throw new Error((await response.json().catch(() => null))?.error ?? `the server answered ${response.status}`);
      this.blob = URL.createObjectURL(await response.blob());
      if (this.isClosed) return URL.revokeObjectURL(this.blob);
      this.load(this.blob);
    } catch (error) {
      this.giveUp(`This clip cannot be shown: ${error.message}`);
    }
  }

  giveUp(line) {
    this.hasFailed = true;
    this.say(line);
    this.changed("failed");
  }

  /** Lets go of the video and its connection. */
  close() {
    this.isClosed = true;
    this.pause();
    this.video.removeAttribute("src");
    this.video.load();
    if (this.blob) URL.revokeObjectURL(this.blob);
    this.figure.remove();
  }
}

// The video, by frames: exact steps, playing, speed, a loop.

/**
 * Plays a video and says which frame is shown. Sends `frame` when it changes, `state` when it
 * plays, pauses or changes speed, `fallback` when it must be re-encoded, `broken` when it cannot
 * be shown at all.
 */
export class Player extends EventTarget {
  #video;
  #still;
  #clock;
  #media;
  /** What the browser's clock adds to the file's. */
  #offset = null;
  #wanted = null;
  #frame = 0;
  /** The frame to be shown while it stands still; null while it plays. */
  #held = null;
  /** The frame that the browser showed during a seek, and how often the seek was tried. */
  #arrived = null;
  #attempt = 0;
  /** The frame that the browser said last that it shows. */
  #presented = null;
  /** Where the re-encoded stream began, in seconds of the file; null while the file itself plays. */
  #streamFrom = null;
  loop = null;

  constructor(video, still) {
    super();
    this.#video = video;
    this.#still = still;
    for (const name of ["play", "pause", "ratechange", "ended"]) {
      video.addEventListener(name, () => this.#changed());
    }
    video.addEventListener("seeked", () => this.#settle());
    video.addEventListener("ended", () => this.#ended());
    video.addEventListener("error", () => this.#failed());
    video.addEventListener("loadedmetadata", () => video.videoWidth === 0 && this.#failed());
    if (video.requestVideoFrameCallback) this.#follow();
    else {
      video.addEventListener("loadeddata", () => this.#calibrate(this.#clock?.start));
      video.addEventListener("timeupdate", () => this.#guess());
    }
  }

  /** Opens a video, by its id at `/media/`. */
  open(media, clock) {
    this.#clock = clock;
    this.#media = media;
    this.#video.src = `/media/${media}`;
    // Where a browser says nothing of the frame it shows, its clock is taken as the file's.
    setTimeout(() => this.#calibrate(this.#clock.start), 4000);
  }

  get frame() {
    return this.#wanted ?? this.#frame;
  }

  get isPlaying() {
    return !this.#video.paused && !this.#video.ended;
  }

  get isReencoded() {
    return this.#streamFrom !== null;
  }

  get speed() {
    return this.#video.playbackRate;
  }

  set speed(rate) {
    this.#video.playbackRate = Math.min(8, Math.max(0.1, rate));
  }

  get hasSound() {
    return !this.#video.muted;
  }

  set hasSound(wanted) {
    this.#video.muted = !wanted;
    this.#emit("state");
  }

  /** Shows exactly this frame, pausing. */
  show(frame) {
    if (this.isPlaying) this.#video.pause();
    this.#seek(frame);
  }

  /** The frame `by` frames on. */
  step(by) {
    this.show(this.frame + by);
  }

  toggle() {
    if (this.isPlaying) return this.#video.pause();
    if (!this.#clock) return undefined;
    const { loop } = this;
    if (loop && (this.frame < loop.start || this.frame >= loop.end - 1)) this.#seek(loop.start);
    else if (!loop && this.frame >= this.#clock.frames - 1) this.#seek(0);
    if (this.isReencoded) this.#stream();
    this.#held = null;
    return this.#video.play().catch(() => {});
  }

  #seek(frame) {
    if (!this.#clock) return;
    const exact = Math.min(this.#clock.frames - 1, Math.max(0, Math.round(frame)));
    if (this.isReencoded) return this.#showStill(exact);
    const busy = this.#wanted !== null;
    if (!busy && exact === this.#frame && exact === this.#presented && this.#offset !== null) return;
    this.#wanted = exact;
    this.#held = this.isPlaying ? null : exact;
    this.#attempt = 0;
    this.#tell();
    // One seek at a time: the last one asked for while the browser is busy is the next.
    if (!busy) this.#goOn();
  }

  #goOn() {
    if (this.#offset === null || this.#wanted === null) return;
    this.#arrived = null;
    this.#video.currentTime = this.#clock.within(this.#wanted, this.#attempt) + this.#offset;
  }

  /** After a seek: done, or on to what was asked for meanwhile, or once more where it missed. */
  #settle() {
    if (this.isReencoded || this.#wanted === null) return;
    const at = this.#clock.frameAt(this.#video.currentTime - this.#offset);
    if (at !== this.#wanted) return this.#goOn();
    if (this.#arrived !== null && this.#arrived !== this.#wanted) return this.#missed();
    const isSure = this.#arrived !== null;
    if (isSure) this.#still.hidden = true;
    this.#arriveAt(at);
    // A browser that says nothing of what it shows after a seek may show what it said before.
    if (!isSure && this.#presented !== null) setTimeout(() => this.#doubt(at), 120);
  }

  #doubt(frame) {
    const stands = this.#held === frame && this.#wanted === null && this.#video.paused && this.#still.hidden;
    if (!stands || this.#presented === frame) return;
    this.#wanted = frame;
    this.#missed();
  }

  #arriveAt(frame) {
    this.#wanted = null;
    this.#frame = frame;
    this.#tell();
  }

  /**
   * A seek ended beside its frame: some browsers cannot seek to frames just before a key frame
   * when frames are of unequal length. Then the server's picture of it stands in.
   */
  #missed() {
    this.#attempt += 1;
    if (this.#attempt < 3) return this.#goOn();
    this.#standIn(this.#wanted);
    return this.#arriveAt(this.#wanted);
  }

  #follow() {
    this.#video.requestVideoFrameCallback((_, { mediaTime }) => {
      this.#calibrate(mediaTime);
      this.#shown(mediaTime);
      this.#follow();
    });
  }

  /** Where a browser does not say which frame it shows, its clock does, nearly always. */
  #guess() {
    if (!this.#clock || this.isReencoded) return;
    const offset = this.#offset ?? 0;
    this.#shown(this.#clock.time(this.#clock.frameAt(this.#video.currentTime - offset)) + offset);
  }

  /**
   * What the browser's clock adds to the file's, told by the first frame it shows. Most add
   * nothing; one that counts from the first frame has no room for the last at its own time. A
   * document about a part of a file starts later than the file, whose clock then holds.
   */
  #calibrate(mediaTime) {
    if (!this.#clock || this.#offset !== null) return;
    const { start, end, frames } = this.#clock;
    const half = (end - start) / frames / 2;
    const isSame = Math.abs(mediaTime - start) < half;
    const isPart = !isSame && this.#video.duration >= end - half;
    this.#offset = isSame || isPart ? 0 : mediaTime - start;
    if (isPart) this.#wanted ??= this.#frame;
    this.#goOn();
  }

  #shown(mediaTime) {
    if (!this.#clock) return;
    if (this.isReencoded && this.#video.paused) return;
    const began = this.isReencoded ? this.#streamFrom : -(this.#offset ?? 0);
    const frame = this.#clock.nearest(mediaTime + began);
    // A part of a file ends before the file does.
    const isBeyond = mediaTime + began > this.#clock.end - 1e-4;
    this.#presented = isBeyond ? null : frame;
    if (isBeyond && this.isPlaying && this.#wanted === null) {
      if (this.loop) this.#again();
      else this.show(frame);
      return;
    }
    if (this.#wanted !== null) {
      this.#arrived = frame;
      return;
    }
    if (this.#held !== null && frame !== this.#held && this.#video.paused) {
      if (!this.#still.hidden) return;
      this.#wanted = this.#held;
      this.#missed();
      return;
    }
    this.#still.hidden = true;
    if (frame === this.#frame) return;
    this.#frame = frame;
    this.#tell();
    const { loop } = this;
    if (loop && this.isPlaying && frame >= loop.end - 1) this.#again();
  }

  #again() {
    this.#seek(this.loop.start);
    if (this.isReencoded) this.#stream();
    this.#video.play().catch(() => {});
  }

  #ended() {
    if (this.loop && this.loop.end >= this.#clock.frames) this.#again();
    else if (this.isReencoded) this.#showStill(this.#frame);
  }

  #failed() {
    if (!this.#video.error && this.#video.videoWidth > 0) return;
    if (this.isReencoded) {
      if (this.#video.hasAttribute("src")) this.#emit("broken");
      return;
    }
    this.#streamFrom = 0;
    this.#offset = 0;
    const frame = this.frame;
    this.#wanted = null;
    this.#video.removeAttribute("src");
    this.#video.load();
    this.#emit("fallback");
    this.#showStill(frame);
  }

  /** Where the browser cannot show the file, the server's picture of the exact frame stands in. */
  #showStill(frame) {
    this.#standIn(frame);
    this.#frame = frame;
    this.#tell();
  }

  #standIn(frame) {
    this.#still.src = `/media/${this.#media}/picture?frame=${frame}&width=960`;
    this.#still.hidden = false;
  }

  #stream() {
    this.#streamFrom = this.#clock.time(this.#frame);
    const rate = this.speed;
    const until = this.loop ? `&to=${(this.#clock.time(this.loop.end) - this.#clock.start).toFixed(6)}` : "";
    // Asked for from within the frame, the clip begins with it, and its clock at 0.
    const from = (this.#clock.within(this.#frame) - this.#clock.start).toFixed(6);
    this.#video.src = `/media/${this.#media}/play?from=${from}${until}`;
    this.#video.playbackRate = rate;
  }

  #changed() {
    if (this.isReencoded && this.#video.paused && this.#video.hasAttribute("src")) this.#showStill(this.#frame);
    this.#emit("state");
  }

  #tell() {
    this.#emit("frame");
  }

  #emit(name) {
    this.dispatchEvent(new Event(name));
  }
}

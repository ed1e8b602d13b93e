// The slider of sensitivity: cuts anew from the stored signal, and shows what would change.

import { byId } from "./element.js";
import { announce, notice } from "./notices.js";
import { get } from "./request.js";

/** The panel of the re-cut. Nothing changes until it is taken. */
export class Recut {
  #state;
  #editor;
  #address;
  #stop = null;
  #slider = byId("sensitivity");

  constructor(state, editor, id) {
    [this.#state, this.#editor] = [state, editor];
    this.#address = `/api/videos/${encodeURIComponent(id)}/recut`;
    this.#slider.addEventListener("input", () => this.ask());
    this.#slider.addEventListener("keydown", (event) => {
      if (event.key !== "Enter") return;
      event.preventDefault();
      this.take();
    });
    byId("recut-take").addEventListener("click", () => this.take());
    byId("recut-drop").addEventListener("click", () => this.drop());
    for (const name of ["document", "level"]) state.addEventListener(name, () => this.#renew());
    state.addEventListener("preview", () => this.#say());
    // What would change is shown while one looks at the slider, and not beside other things.
    document.addEventListener("panel", ({ detail }) => {
      if (detail !== "recut") this.drop();
      else if (state.document?.signal && !state.preview) this.ask();
    });
  }

  /** Asks what this sensitivity would cut; a later question takes back an earlier one. */
  async ask() {
    this.#stop?.abort();
    this.#stop = new AbortController();
    const { signal } = this.#stop;
    byId("sensitivity-value").textContent = this.#slider.value;
    try {
      const answer = await get(`${this.#address}?sensitivity=${this.#slider.value}&level=${this.#state.level}`, { signal });
      if (!signal.aborted) this.#state.set("preview", this.#against(answer));
    } catch (error) {
      if (!signal.aborted) notice(error.message, { kind: "warn" });
    }
  }

  /** What taking it would change on the level in work. */
  #against({ threshold, boundaries }) {
    const [now, then] = [new Set(this.#state.boundaries), new Set(boundaries)];
    return {
      threshold, boundaries, added: boundaries.filter((f) => !now.has(f)), removed: [...now].filter((f) => !then.has(f)),
    };
  }

  #renew() {
    const hasSignal = this.#state.document.signal !== null;
    byId("recut-none").hidden = hasSignal;
    byId("recut-form").hidden = !hasSignal;
    if (this.#state.preview) this.#state.set("preview", this.#against(this.#state.preview));
  }

  #say() {
    const { preview } = this.#state;
    byId("recut-take").disabled = !preview || preview.added.length + preview.removed.length === 0;
    byId("recut-drop").disabled = !preview;
    if (!preview) {
      byId("recut-added").textContent = byId("recut-removed").textContent = byId("recut-count").textContent = "–";
      return;
    }
    const { added, removed, boundaries, threshold } = preview;
    byId("recut-added").textContent = `+${added.length}`;
    byId("recut-removed").textContent = `−${removed.length}`;
    byId("recut-count").textContent = String(boundaries.length + 1);
    byId("recut-threshold").textContent = threshold === null || threshold === undefined ? "" : `threshold ${Number(threshold).toFixed(2)}`;
    announce(`${boundaries.length + 1} segments: ${added.length} boundaries added, ${removed.length} removed`);
  }

  async take() {
    const { preview, level } = this.#state;
    if (!preview) return;
    const taken = await this.#editor.apply([{ kind: "replace", level, boundaries: preview.boundaries }]);
    if (!taken) return;
    this.#state.set("preview", null);
    const close = notice(`Cut into ${preview.boundaries.length + 1} segments.`, { action: { name: "Undo", run: () => this.#editor.undo() } });
    this.#state.addEventListener("document", close, { once: true });
  }

  drop() {
    this.#stop?.abort();
    if (this.#state.preview) this.#state.set("preview", null);
  }
}

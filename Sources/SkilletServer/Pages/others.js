// Whether somebody else saved meanwhile: said, and shown when the person wants it.

import { byId } from "./element.js";
import { get } from "./request.js";

const every = 4000;

/** Asks for the revision now and then, while the page is looked at. */
export class Others {
  #state;
  #editor;
  #address;
  #lost = false;

  constructor(state, editor, id) {
    [this.#state, this.#editor] = [state, editor];
    this.#address = `/api/videos/${encodeURIComponent(id)}/revision`;
    byId("others-show").addEventListener("click", () => this.show());
    state.addEventListener("document", () => this.#say(null));
    document.addEventListener("visibilitychange", () => document.hidden || this.#ask());
    setInterval(() => document.hidden || this.#ask(), every);
  }

  async #ask() {
    if (this.#editor.isBusy || !this.#state.document) return;
    const base = this.#state.document.revision;
    try {
      const answer = await get(this.#address);
      if (this.#lost) byId("lost").hidden = true;
      this.#lost = false;
      const isNewer = answer.revision > this.#state.document.revision && base === this.#state.document.revision;
      if (isNewer && !this.#editor.isBusy) this.#say(answer);
    } catch (error) {
      if (error.status !== 0 && error.status !== 401) return;
      this.#lost = true;
      byId("lost").hidden = false;
      byId("lost").textContent = error.status === 401
        ? "The server was started anew: open the address that it printed. What you saved is safe."
        : "The server does not answer. What you saved is safe; start it again and go on here.";
    }
  }

  #say(answer) {
    byId("others").hidden = answer === null;
    if (answer === null) return;
    const count = answer.revision - this.#state.document.revision;
    const what = count === 1 ? "a change" : `${count} changes`;
    const line = `${answer.by ?? "Somebody else"} saved ${what}. Yours are merged where they do not touch.`;
    if (byId("others-line").textContent !== line) byId("others-line").textContent = line;
  }

  async show() {
    await this.#editor.reload();
  }
}

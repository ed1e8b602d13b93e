// Changes on their way to the server, one after another, and what comes back.

import { askAboutClash } from "./clash.js";
import { editWords } from "./edit-words.js";
import { ownName } from "./me.js";
import { announce, notice } from "./notices.js";
import { Fault, get, post } from "./request.js";

/** Sends edits of one video; whatever happens, an edit is saved, asked about, or still offered. */
export class Editor {
  #state;
  #address;
  #queue = Promise.resolve();
  #underway = 0;

  constructor(state, id) {
    this.#state = state;
    this.#address = `/api/videos/${encodeURIComponent(id)}`;
  }

  get isBusy() {
    return this.#underway > 0;
  }

  /** Saves edits; resolves to whether they are in the document now. */
  apply(edits) {
    return this.#inTurn(async () => {
      if ((await ownName()) === null) {
        announce("not saved: the history needs a name");
        return false;
      }
      const mine = this.#state.document;
      return this.#send(edits, mine);
    });
  }

  async #send(edits, mine, resolve = undefined) {
    const words = edits.map((edit) => editWords(edit, mine)).join("; ");
    const body = { base: mine.revision, edits, ...(resolve ? { resolve } : {}) };
    try {
      this.#took(await post(`${this.#address}/edits`, body), words);
      return true;
    } catch (error) {
      if (error instanceof Fault && error.status === 409 && error.answer?.document) {
        return this.#ask(edits, mine, error.answer);
      }
      this.#failed(error, () => this.apply(edits));
      return false;
    }
  }

  async #ask(edits, mine, answer) {
    const again = () => post(`${this.#address}/edits`, { base: mine.revision, edits, resolve: "mine" });
    const { choice, saved } = await askAboutClash({ edits, mine, answer, again });
    if (choice === "mine") {
      this.#took(saved, "yours is in place");
      return true;
    }
    this.#state.setDocument(answer.document);
    const run = () => this.#inTurn(() => this.#send(edits, mine, "mine"));
    notice("Theirs is kept; yours is set aside.", { action: { name: "Put mine in place after all", run }, seconds: 60 });
    return false;
  }

  undo() {
    return this.#turn("undo", "canUndo");
  }

  redo() {
    return this.#turn("redo", "canRedo");
  }

  #turn(way, can) {
    return this.#inTurn(async () => {
      if (!this.#state.document[can]) return announce(`there is nothing to ${way}`);
      if ((await ownName()) === null) return false;
      try {
        const answer = await post(`${this.#address}/${way}`, { base: this.#state.document.revision });
        this.#took(answer, answer.document.history.at(-1)?.summary ?? `${way} done`);
        return true;
      } catch (error) {
        if (error.answer?.document) {
          this.#state.setDocument(error.answer.document);
          notice(`${error.message}; here is the document as it is now`, { kind: "warn" });
        } else this.#failed(error);
        return false;
      }
    });
  }

  /** Marks the video as reviewed, or not. */
  setReviewed(reviewed) {
    return this.#inTurn(async () => {
      if ((await ownName()) === null) return false;
      try {
        const answer = await post(`${this.#address}/reviewed`, { reviewed });
        if (answer?.document) this.#state.setDocument(answer.document);
        else await this.reload();
        announce(reviewed ? "reviewed" : "not reviewed");
        return true;
      } catch (error) {
        this.#failed(error);
        return false;
      }
    });
  }

  /** Takes the document as the server has it. */
  async reload() {
    this.#state.setDocument(await get(this.#address));
  }

  #took(answer, words) {
    this.#state.setDocument(answer.document);
    if (answer.merged) notice(`Saved, together with what others changed meanwhile: ${words}.`);
    else announce(`${words}, saved`);
  }

  /** Says why it was not saved; where it may work later, it is still offered. */
  #failed(error, again = null) {
    const mayWork = [0, 401, 429].includes(error.status) || error.status >= 500;
    const offer = again && mayWork ? { action: { name: "Try again", run: again }, seconds: 0 } : {};
    notice(error.message, { kind: "bad", ...offer });
  }

  #inTurn(work) {
    this.#underway += 1;
    const done = this.#queue.then(work).finally(() => (this.#underway -= 1));
    this.#queue = done.catch(() => {});
    return done;
  }
}

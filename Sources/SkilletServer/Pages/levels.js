// Levels: skills, and whatever else a person divides the video into; add, switch, remove.

import { element, fill } from "./element.js";
import { notice } from "./notices.js";

/** A dialog with one line of text; resolves to it, or to null. */
function askLine(title, name, button) {
  const field = element("input", { id: "line-field", required: true, maxlength: "60", autocomplete: "off" });
  const form = element("form", { method: "dialog" }, element("h2", { id: "line-title", text: title }),
    element("p", { className: "row" }, element("label", { for: "line-field", text: name }), field),
    element("div", { className: "actions" },
      element("button", { type: "button", text: "Cancel", onclick: () => dialog.close() }),
      element("button", { className: "primary", text: button })));
  const dialog = element("dialog", { "aria-labelledby": "line-title" }, form);
  let answer = null;
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    answer = field.value.trim() || null;
    dialog.close();
  });
  document.body.append(dialog);
  dialog.showModal();
  return new Promise((resolve) => dialog.addEventListener("close", () => (dialog.remove(), resolve(answer))));
}

/** The row of levels. */
export class Levels {
  #place;
  #state;
  #editor;

  constructor(place, state, editor) {
    [this.#place, this.#state, this.#editor] = [place, state, editor];
    for (const name of ["document", "level"]) state.addEventListener(name, () => this.#draw());
  }

  #draw() {
    const { document: shown, level } = this.#state;
    const buttons = shown.levels.map(({ name, segments }, index) =>
      element("button", {
        role: "radio", "aria-checked": index === level ? "true" : "false", title: `Level ${index + 1}: key ${index + 1}`,
        onclick: () => this.#state.setLevel(index),
      }, element("span", { text: name }), element("span", { className: "muted", text: String(segments.length) })));
    fill(this.#place, element("span", { className: "row levels", role: "radiogroup", "aria-label": "Level" }, buttons),
      this.#sign("+", "Add a level", () => this.add()),
      level > 0 ? this.#sign("−", `Remove the level ${shown.levels[level].name}`, () => this.remove()) : null);
  }

  #sign(text, says, onclick) {
    return element("button", { className: "quiet", text, title: says, "aria-label": says, onclick });
  }

  async add() {
    const name = await askLine("A further level", "Name", "Add");
    if (name === null) return;
    if (this.#state.document.levels.some((l) => l.name === name)) {
      notice(`there is a level ${name} already`, { kind: "warn" });
      return;
    }
    if (await this.#editor.apply([{ kind: "level-add", name }])) {
      this.#state.setLevel(this.#state.document.levels.findIndex((l) => l.name === name));
    }
  }

  async remove() {
    const { level, document: shown } = this.#state;
    if (level === 0) {
      notice("the first level is the document's own and stays", { kind: "warn" });
      return;
    }
    const { name } = shown.levels[level];
    if (await this.#editor.apply([{ kind: "level-remove", level }])) {
      const close = notice(`The level ${name} is removed.`, { action: { name: "Undo", run: () => this.#editor.undo() } });
      this.#state.addEventListener("document", close, { once: true });
    }
  }
}

// Naming a segment, with completion from the labels of the whole data set.

import { element, fill } from "./element.js";

const most = 8;

/** Labels that fit what was typed: first those that begin so, then those that hold it. */
function fitting(labels, typed) {
  const text = typed.trim().toLowerCase();
  if (text === "") return labels.slice(0, most);
  const begins = labels.filter((l) => l.toLowerCase().startsWith(text));
  const holds = labels.filter((l) => !begins.includes(l) && l.toLowerCase().includes(text));
  return [...begins, ...holds].slice(0, most);
}

/** Asks for a label; resolves to a text, to null for none, or to undefined where it was left. */
export function askLabel({ segment, number, labels, colours }) {
  const field = element("input", {
    id: "label-field", role: "combobox", "aria-expanded": "true", "aria-controls": "label-list", "aria-autocomplete": "list",
    autocomplete: "off", spellcheck: "false", maxlength: "200", value: segment.label ?? "",
  });
  const list = element("ul", { id: "label-list", role: "listbox", "aria-label": "Known labels", className: "completions" });
  const form = element("form", { method: "dialog" },
    element("h2", { id: "label-title", text: `Label of segment ${number}` }), field, list,
    element("p", { className: "note", text: "Arrows choose, Enter takes it, Esc leaves it. An empty label is no label." }),
    element("div", { className: "actions" },
      element("button", { type: "button", text: "Cancel", onclick: () => dialog.close() }),
      element("button", { className: "primary", text: "Save" })));
  const dialog = element("dialog", { className: "label-dialog", "aria-labelledby": "label-title" }, form);
  let shown = [];
  let at = -1;
  let answer;
  const take = (text) => {
    answer = text.trim() === "" ? null : text.trim();
    dialog.close();
  };
  const draw = () => {
    fill(list, shown.map((label, i) =>
      element("li", { id: `label-${i}`, role: "option", "aria-selected": i === at ? "true" : "false", onpointerdown: (event) => (event.preventDefault(), take(label)) },
        colours.chip({ label, skill: null }, "\u00a0"), element("span", { text: label }))));
    if (at < 0) field.removeAttribute("aria-activedescendant");
    else field.setAttribute("aria-activedescendant", `label-${at}`);
  };
  const typed = () => {
    shown = fitting(labels, field.value === segment.label ? "" : field.value);
    at = -1;
    draw();
  };
  field.addEventListener("input", typed);
  field.addEventListener("keydown", (event) => {
    if (event.key === "Tab" && shown.length > 0 && field.value && at < 0 && !event.shiftKey && shown[0] !== field.value) {
      event.preventDefault();
      field.value = shown[0];
      typed();
    } else if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      const way = event.key === "ArrowDown" ? 1 : -1;
      at = Math.min(shown.length - 1, Math.max(-1, at + way));
      draw();
    }
  });
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    take(at >= 0 ? shown[at] : field.value);
  });
  document.body.append(dialog);
  dialog.showModal();
  field.select();
  typed();
  return new Promise((resolve) => dialog.addEventListener("close", () => (dialog.remove(), resolve(answer))));
}

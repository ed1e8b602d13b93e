// Keys of a page: one table says what each does, and is what `?` shows.

import { element } from "./element.js";

const bindings = [];
const dialog = element("dialog", { className: "wide keys-dialog", "aria-labelledby": "keys-title" });
document.body.append(dialog);

const signs = {
  ArrowLeft: "←", ArrowRight: "→", ArrowUp: "↑", ArrowDown: "↓", " ": "Space", Delete: "Del",
  Escape: "Esc", PageUp: "Page ↑", PageDown: "Page ↓",
};

/**
 * Adds keys: {keys: ["c"], group: "Segments", says: "cut here", run, when}. A key is a name as the
 * browser gives it, with "Shift+", "Ctrl+", "Alt+" before it where they count.
 */
export function addKeys(added) {
  bindings.push(...added);
}

/** A key as people write it. */
const keyName = (key) =>
  key.split(/(?<=.)\+/).map((part) => signs[part] ?? (part.length === 1 ? part.toUpperCase() : part)).join("+");

function pressed(event) {
  // Letters carry their case in Shift; a sign such as "?" already holds its Shift.
  const letter = /^\p{L}$/u.test(event.key) || event.key.length > 1 || event.key === " ";
  const name = event.key.length === 1 ? event.key.toLowerCase() : event.key;
  const control = event.ctrlKey || event.metaKey;
  return `${control ? "Ctrl+" : ""}${event.altKey ? "Alt+" : ""}${event.shiftKey && letter ? "Shift+" : ""}${name}`;
}

/** Whether a key goes into a field: as text, or as a step of a slider. */
function isTyping({ target, key }) {
  if (target.isContentEditable || target.matches?.("textarea, select")) return true;
  if (!target.matches?.("input") || ["checkbox", "radio", "button"].includes(target.type)) return false;
  return target.type !== "range" || /^(Arrow|Page|Home|End|Enter)/.test(key);
}

/** A button answers to Space and Enter itself; a slider to the arrows. */
const isPressing = (event) =>
  (event.key === " " || event.key === "Enter") && event.target.matches?.("button, a, summary, [role=option]");

function groups() {
  const found = new Map();
  for (const binding of bindings) {
    if (!binding.says) continue;
    found.set(binding.group, [...(found.get(binding.group) ?? []), binding]);
  }
  // What all pages have comes last.
  const page = found.get("Page");
  found.delete("Page");
  return page ? [...found, ["Page", page]] : found;
}

/** A row of digits is shown by its ends; of many names for one thing, the first two. */
function shownKeys({ keys }) {
  const digits = keys.length > 2 && keys.every((key) => /^\d$/.test(key));
  return digits ? [`${keys[0]} … ${keys.at(-1)}`] : keys.slice(0, 2);
}

function showKeys() {
  const close = () => dialog.close();
  const sections = [...groups()].map(([name, entries]) =>
    element("section", {}, element("h3", { text: name }), element("dl", {}, entries.map((entry) => [
      element("dt", {}, shownKeys(entry).flatMap((key, i) => [i ? " " : "", element("kbd", { text: keyName(key) })])),
      element("dd", { text: entry.says }),
    ]).flat())));
  dialog.replaceChildren(
    element("h2", { id: "keys-title", text: "Keys", tabindex: "-1", autofocus: true }), element("div", { className: "keys" }, sections),
    element("div", { className: "actions" }, element("button", { text: "Close", onclick: close })));
  dialog.showModal();
}

addKeys([{ keys: ["?"], group: "Page", says: "show these keys", run: showKeys }]);

document.addEventListener("keydown", (event) => {
  if (event.defaultPrevented || document.querySelector("dialog[open]")) return;
  if (isTyping(event) || isPressing(event)) return;
  const name = pressed(event);
  const binding = bindings.find((b) => b.keys.includes(name) && (!b.when || b.when()));
  if (!binding) return;
  event.preventDefault();
  binding.run(event);
});

// A button that was clicked by hand does not keep Space and Enter for itself afterwards.
document.addEventListener("click", (event) => {
  if (event.detail > 0 && !event.target.closest?.("dialog")) event.target.closest?.("button")?.blur();
});

for (const button of document.querySelectorAll("[data-shows-keys]")) button.addEventListener("click", showKeys);

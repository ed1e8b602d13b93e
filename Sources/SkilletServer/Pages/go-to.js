// Going to a frame or a time that is typed.

import { element } from "./element.js";

/** "123" is a frame; "2.5s", "1:02", "0:01:02.5" are times from the start, in seconds. */
function placeOf(text) {
  const said = text.trim();
  if (/^\d+$/.test(said)) return { frame: Number(said) };
  const seconds = /^(\d+(?:\.\d+)?)\s*s$/.exec(said);
  if (seconds) return { seconds: Number(seconds[1]) };
  const clock = /^(?:(\d+):)?(\d+):(\d+(?:\.\d+)?)$/.exec(said);
  if (!clock) return null;
  return { seconds: Number(clock[1] ?? 0) * 3600 + Number(clock[2]) * 60 + Number(clock[3]) };
}

/** Asks for a place; resolves to it, or to null. */
export function askPlace() {
  const field = element("input", { id: "place-field", autocomplete: "off", placeholder: "123, 2.5s or 1:02.5" });
  const form = element("form", { method: "dialog" },
    element("h2", { id: "place-title", text: "Go to" }),
    element("p", { className: "row" }, element("label", { for: "place-field", text: "Frame or time" }), field),
    element("div", { className: "actions" },
      element("button", { type: "button", text: "Cancel", onclick: () => dialog.close() }),
      element("button", { className: "primary", text: "Go" })));
  const dialog = element("dialog", { "aria-labelledby": "place-title" }, form);
  let answer = null;
  field.addEventListener("input", () => field.setCustomValidity(""));
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    answer = placeOf(field.value);
    if (answer) return dialog.close();
    field.setCustomValidity("A frame is 123; a time is 2.5s or 1:02.5");
    field.reportValidity();
    return undefined;
  });
  document.body.append(dialog);
  dialog.showModal();
  return new Promise((resolve) => dialog.addEventListener("close", () => (dialog.remove(), resolve(answer))));
}

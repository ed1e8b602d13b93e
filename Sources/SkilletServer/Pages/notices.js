// Lines told to the person: read out by a screen reader, and shown in the corner where they matter.

import { element } from "./element.js";

const place = element("div", { className: "notices" });
const voice = element("div", { className: "unseen", role: "status", "aria-live": "polite" });
const alarm = element("div", { className: "unseen", role: "alert" });
document.body.append(place, voice, alarm);

/** Reads a line out, showing nothing. */
export function announce(line) {
  // A line said twice is read twice only when the text changes.
  voice.textContent = voice.textContent === line ? `${line}\u00a0` : line;
}

/**
 * Shows a line in the corner and reads it out. `kind` is "", "warn" or "bad"; `action` adds a
 * button: {name, run}. Lines go by themselves, those that are bad or have a button later.
 */
export function notice(line, { kind = "", action = null, seconds = kind || action ? 12 : 4 } = {}) {
  const shown = element("div", { className: `notice ${kind}` }, element("span", { text: line }));
  const close = () => shown.remove();
  if (action) {
    const run = () => (close(), action.run());
    shown.append(element("button", { text: action.name, onclick: run }));
  }
  shown.append(
    element("button", { className: "quiet", "aria-label": "Close this notice", text: "×", onclick: close }));
  place.append(shown);
  while (place.children.length > 4) place.firstElementChild.remove();
  if (kind === "bad") alarm.textContent = line;
  else announce(line);
  if (seconds > 0) setTimeout(close, seconds * 1000);
  return close;
}

// The history of the document, newest first.

import { element, fill } from "./element.js";
import { ago } from "./times.js";

/** Shows who changed what, and when. */
export function showHistory(place, state) {
  state.addEventListener("document", () => {
    const entries = [...state.document.history].reverse();
    fill(place, entries.length === 0
      ? element("li", { className: "note", text: "Nothing was changed yet; this is what the machine cut." })
      : entries.map(({ by, time, summary, revision }) =>
          element("li", { title: `revision ${revision}, ${time}` },
            element("span", { text: summary }),
            element("span", { className: "note", text: `${by ?? "somebody"} · ${ago(time)}` }))));
  });
}

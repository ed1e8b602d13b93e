// Two documents on one timeline, and the F1 between them.

import { byId, element, fill } from "./element.js";
import { announce } from "./notices.js";
import { get, query } from "./request.js";

const percent = (value) => (value === null || value === undefined ? "–" : (100 * value).toFixed(1));

/** The panel of the comparison. */
export class Comparison {
  #state;
  #address;
  #choice = byId("compare-with");
  #tolerance = byId("compare-tolerance");
  #asked = 0;

  constructor(state, id) {
    this.#state = state;
    this.#address = `/api/videos/${encodeURIComponent(id)}/compare`;
    this.#choice.addEventListener("change", () => this.ask());
    this.#tolerance.addEventListener("input", () => this.#tolerance.checkValidity() && this.ask());
    state.addEventListener("document", () => this.#renew());
  }

  #renew() {
    const names = this.#state.document.documents.map((d) => d.name);
    const chosen = names.includes(this.#choice.value) ? this.#choice.value : "";
    fill(this.#choice, element("option", { value: "", text: names.length ? "nothing" : "no other document is here" }),
      names.map((name) => element("option", { value: name, text: name })));
    this.#choice.value = chosen;
    if (chosen || this.#state.comparison) this.ask();
  }

  async ask() {
    const name = this.#choice.value;
    this.#asked += 1;
    const turn = this.#asked;
    byId("compare-fault").textContent = "";
    if (name === "") return this.#show(null);
    try {
      const asked = { with: name, tolerance: this.#tolerance.value };
      const answer = await get(`${this.#address}${query(asked)}`);
      if (turn === this.#asked) this.#show(answer);
    } catch (error) {
      if (turn !== this.#asked) return undefined;
      this.#show(null);
      byId("compare-fault").textContent = error.message;
    }
    return undefined;
  }

  #show(comparison) {
    this.#state.set("comparison", comparison);
    byId("compare-figures").hidden = comparison === null;
    if (comparison === null) return;
    byId("compare-f1").textContent = percent(comparison.f1);
    byId("compare-precision").textContent = percent(comparison.precision);
    byId("compare-recall").textContent = percent(comparison.recall);
    byId("compare-segmental").textContent = percent(comparison.segmentalF1);
    const distance = comparison.meanDistanceFrames;
    byId("compare-distance").textContent = distance === null || distance === undefined ? "–" : distance.toFixed(2);
    const { matched, tolerance, segments } = comparison;
    const here = this.#state.document.levels[0].segments.length - 1;
    byId("compare-matched").textContent =
      `${matched.length} boundaries within ${tolerance} frames; ${here} here, ${segments.length - 1} there`;
    announce(`F1 ${percent(comparison.f1)} percent`);
  }

  /** Compares with the first other document, or with nothing. */
  toggle() {
    const names = this.#state.document.documents;
    this.#choice.value = this.#choice.value === "" ? (names[0]?.name ?? "") : "";
    return this.ask();
  }
}

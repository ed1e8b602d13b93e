// The rows of the list, asked for by the hundred where they are looked at.

import { get, query } from "./request.js";

/** Rows of one filter; those not asked for yet are undefined. */
export class VideoPages {
  static size = 100;
  #asked;
  #pages = new Map();
  #stop = new AbortController();
  #arrived;
  #failed;
  /** {total, matching, reviewed} of the last answer. */
  counts = null;

  constructor(asked, { arrived, failed }) {
    this.#asked = asked;
    this.#arrived = arrived;
    this.#failed = failed;
  }

  row(index) {
    const page = this.#pages.get(Math.floor(index / VideoPages.size));
    return Array.isArray(page) ? page[index % VideoPages.size] : undefined;
  }

  /** Asks for the pages that hold these rows, where they are not there or on their way. */
  want(first, last) {
    const from = Math.floor(Math.max(0, first) / VideoPages.size);
    const to = Math.floor(Math.max(0, last) / VideoPages.size);
    for (let page = from; page <= to; page += 1) if (!this.#pages.has(page)) this.#ask(page);
  }

  async #ask(page) {
    this.#pages.set(page, "asked");
    const asked = { ...this.#asked, offset: page * VideoPages.size, limit: VideoPages.size };
    try {
      const answer = await get(`/api/videos${query(asked)}`, { signal: this.#stop.signal });
      if (this.#stop.signal.aborted) return;
      this.#pages.set(page, answer.rows);
      this.counts = answer;
      this.#arrived();
    } catch (error) {
      this.#pages.delete(page);
      if (!this.#stop.signal.aborted) this.#failed(error);
    }
  }

  /** Takes back what was asked and did not come yet. */
  close() {
    this.#stop.abort();
  }
}

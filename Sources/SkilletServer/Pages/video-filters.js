// What the list is filtered and sorted by: a form, and the same in the page's address, so that
// going back or sending the address to somebody shows the same list.

const names = ["search", "minSeconds", "maxSeconds", "minSegments", "maxSegments", "warnings", "reviewed", "sort", "descending"];

/** Only the members of a query that filter or sort. */
export function filtersOf(search) {
  const given = new URLSearchParams(search);
  return Object.fromEntries(names.filter((n) => given.get(n)).map((n) => [n, given.get(n)]));
}

/** The form of the filters; `changed` is called, a little after typing, with what is asked. */
export class VideoFilters {
  #form;
  #order;
  #changed;
  #timer = null;

  constructor(form, changed) {
    this.#form = form;
    this.#changed = changed;
    const given = filtersOf(location.search);
    this.#order = { sort: given.sort ?? "name", descending: given.descending ?? "" };
    for (const [name, value] of Object.entries(given)) {
      if (form.elements[name]) form.elements[name].value = value;
    }
    form.addEventListener("submit", (event) => (event.preventDefault(), this.#tell(0)));
    form.addEventListener("input", () => this.#tell(200));
    form.addEventListener("reset", () => this.#tell(0));
    for (const button of document.querySelectorAll("[data-sort]")) {
      button.addEventListener("click", () => this.#sort(button.dataset.sort));
    }
    this.#showOrder();
  }

  /** What is asked, without what says nothing. */
  get asked() {
    const members = Object.fromEntries(new FormData(this.#form).entries());
    const { sort, descending } = this.#order;
    const all = { ...members, sort: sort === "name" && !descending ? "" : sort, descending };
    return Object.fromEntries(Object.entries(all).filter(([, value]) => value.trim() !== ""));
  }

  #sort(name) {
    const turned = this.#order.sort === name && !this.#order.descending;
    this.#order = { sort: name, descending: turned ? "1" : "" };
    this.#showOrder();
    this.#tell(0);
  }

  #showOrder() {
    for (const button of document.querySelectorAll("[data-sort]")) {
      const chosen = button.dataset.sort === this.#order.sort;
      const sort = this.#order.descending ? "descending" : "ascending";
      if (chosen) button.parentElement.setAttribute("aria-sort", sort);
      else button.parentElement.removeAttribute("aria-sort");
    }
  }

  #tell(wait) {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => {
      if (!this.#form.checkValidity()) return;
      const said = new URLSearchParams(this.asked).toString();
      history.replaceState(null, "", said ? `?${said}` : location.pathname);
      this.#changed(this.asked);
    }, wait);
  }
}

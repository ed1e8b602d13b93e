/// The script of the page of a review: keys, verdicts, and their file.
let reviewScript = #"""
  "use strict";
  (() => {
    const articles = [...document.querySelectorAll("article.question")];
    const place = "skillet-review-" + document.body.dataset.set;
    const verdicts = new Map();
    let current = -1;
    let isSaved = true;

    // A browser may forbid storage to pages of files; the verdicts then live as long as the page.
    const recall = () => {
      try {
        for (const v of JSON.parse(localStorage.getItem(place) || "[]")) verdicts.set(v.key, v);
      } catch { verdicts.clear(); }
    };
    const keep = () => {
      try { localStorage.setItem(place, JSON.stringify([...verdicts.values()])); } catch { }
    };

    const show = (article) => {
      const found = verdicts.get(article.dataset.key);
      const verdict = found ? found.verdict : "";
      article.classList.toggle("accepted", verdict === "accept");
      article.classList.toggle("rejected", verdict === "reject");
      article.querySelector(".accept").setAttribute("aria-pressed", verdict === "accept");
      article.querySelector(".reject").setAttribute("aria-pressed", verdict === "reject");
    };
    const tally = () => {
      const all = [...verdicts.values()].filter((v) => v.verdict);
      const accepted = all.filter((v) => v.verdict === "accept").length;
      document.getElementById("accepted").textContent = accepted;
      document.getElementById("rejected").textContent = all.length - accepted;
      document.getElementById("open").textContent = articles.length - all.length;
    };
    const decide = (article, verdict) => {
      const key = article.dataset.key;
      const note = article.querySelector("textarea").value;
      if (verdict || note) verdicts.set(key, { key, verdict, note }); else verdicts.delete(key);
      isSaved = false;
      keep();
      show(article);
      tally();
    };
    const go = (index) => {
      if (index < 0 || index >= articles.length) return;
      if (current >= 0) articles[current].removeAttribute("aria-current");
      current = index;
      articles[current].setAttribute("aria-current", "true");
      articles[current].focus({ preventScroll: true });
      articles[current].scrollIntoView({ block: "start" });
    };
    const nextOpen = () => {
      const isOpen = (a) => !(verdicts.get(a.dataset.key) || {}).verdict;
      const after = articles.findIndex((a, i) => i > current && isOpen(a));
      go(after >= 0 ? after : articles.findIndex(isOpen));
    };
    const save = () => {
      const list = articles.map((a) => verdicts.get(a.dataset.key)).filter((v) => v && v.verdict);
      const text = JSON.stringify({ schema: "skillet.verdicts/1", verdicts: list }, null, 2) + "\n";
      const link = document.createElement("a");
      link.href = URL.createObjectURL(new Blob([text], { type: "application/json" }));
      link.download = document.body.dataset.file;
      link.click();
      setTimeout(() => URL.revokeObjectURL(link.href), 10000);
      isSaved = true;
    };
    const hide = () => {
      const isHidden = document.body.classList.toggle("hidden-answers");
      document.getElementById("hide").setAttribute("aria-pressed", isHidden);
    };

    recall();
    articles.forEach((article, index) => {
      const note = article.querySelector("textarea");
      note.value = (verdicts.get(article.dataset.key) || {}).note || "";
      const verdict = () => (verdicts.get(article.dataset.key) || {}).verdict || "";
      note.addEventListener("input", () => decide(article, verdict()));
      article.querySelector(".accept").addEventListener("click", () => decide(article, "accept"));
      article.querySelector(".reject").addEventListener("click", () => decide(article, "reject"));
      article.addEventListener("click", () => { if (current !== index) current = index; });
      show(article);
    });
    tally();
    document.getElementById("save").addEventListener("click", save);
    document.getElementById("hide").addEventListener("click", hide);
    addEventListener("beforeunload", (event) => {
      let isKept = false;
      try { isKept = localStorage.getItem(place) !== null; } catch { }
      if (!isSaved && !isKept) event.preventDefault();
    });
    addEventListener("keydown", (event) => {
      if (event.ctrlKey || event.metaKey || event.altKey) return;
      if (event.target.tagName === "TEXTAREA") {
        if (event.key === "Escape") articles[Math.max(current, 0)].focus();
        return;
      }
      const article = articles[Math.max(current, 0)];
      const acts = {
        j: () => go(current + 1), ArrowDown: () => go(current + 1),
        k: () => go(current - 1), ArrowUp: () => go(current - 1),
        a: () => { decide(article, "accept"); go(Math.max(current, 0) + 1); },
        r: () => { decide(article, "reject"); go(Math.max(current, 0) + 1); },
        u: () => decide(article, ""),
        n: () => article.querySelector("textarea").focus(),
        o: nextOpen, h: hide, s: save,
      };
      if (!articles.length || !(event.key in acts)) return;
      event.preventDefault();
      acts[event.key]();
    });
  })();
  """#

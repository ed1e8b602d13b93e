/// What the page of a data set adds to the style of the report.
let annotateIndexStyle = #"""
  .tools{display:flex;flex-wrap:wrap;gap:.6rem 1rem;align-items:center;margin-bottom:.7rem}
  .tools input,.tools select,.tools button{font:inherit;color:inherit;background:var(--page);
  border:1px solid var(--rule);border-radius:4px;padding:.3rem .5rem}
  .tools input{flex:1 1 16rem;min-width:0}
  .tools output{color:var(--muted);font-variant-numeric:tabular-nums}
  .videos{width:100%;border-collapse:collapse}
  .videos th,.videos td{text-align:left;vertical-align:top;padding:.4rem .6rem;
  border-bottom:1px solid var(--rule)}
  .videos th button{font:inherit;font-weight:650;color:inherit;background:none;border:0;padding:0;
  cursor:pointer}
  .videos th[aria-sort=ascending] button::after{content:" ▲"}
  .videos th[aria-sort=descending] button::after{content:" ▼"}
  .videos .n{text-align:right;font-variant-numeric:tabular-nums}
  .videos img{display:block;width:120px;height:68px;object-fit:contain;background:var(--soft)}
  .videos td:nth-child(2){min-width:9rem;overflow-wrap:anywhere}
  .videos td:last-child{white-space:nowrap}
  .videos .bad{color:var(--threshold)}
  .videos .says{white-space:pre-line;overflow-wrap:anywhere;font-size:.85rem}

  """#

/// The page up to its rows.
///
/// `facts` hold figures and words of ours alone.
func annotateIndexHead(style: String, facts: [(String, String)]) -> String {
  let summary = facts.map { "<div><dd>\($0.1)</dd><dt>\($0.0)</dt></div>" }.joined()
  return #"""
    <!doctype html>
    <html lang="en">
    <head>
    <meta charset="utf-8">
    <meta http-equiv="Content-Security-Policy" content="default-src 'none'; img-src 'self' file: data:;
      style-src 'unsafe-inline'; script-src 'unsafe-inline'">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <meta name="color-scheme" content="light dark">
    <title>Annotated videos – Skillet</title>
    <link rel="icon" href="data:,">
    <style>

    """# + style + #"""
      </style>
      </head>
      <body>
      <header>
      <p class="kicker">Skillet</p>
      <h1>Annotated videos</h1>
      <dl class="summary">
      """# + summary + #"""
        </dl>
        </header>
        <main>
        <section aria-labelledby="videos-title">
        <h2 id="videos-title">Videos</h2>
        <noscript><p class="note">This table needs the page's own script; documents/ holds the results,
        failed.csv the failures.</p></noscript>
        <div class="tools">
        <input id="search" type="search" placeholder="Search ids, splits, warnings, errors"
          aria-label="Search">
        <select id="state" aria-label="Which videos">
        <option value="">all</option><option value="0">done</option><option value="1">failed</option>
        <option value="2">not reached</option><option value="w">with warnings</option></select>
        <button id="back" type="button">Previous</button><output id="place"></output>
        <button id="on" type="button">Next</button>
        </div>
        <div class="scroll" role="region" aria-labelledby="videos-title" tabindex="0">
        <table class="videos"><thead><tr id="head"></tr></thead><tbody id="rows"></tbody></table>
        </div>
        </section>
        </main>
        <script id="data" type="application/json">{"rows":[
        """#
}

/// The page behind its rows: the script that shows, searches and sorts them.
func annotateIndexTail(version: String) -> String {
  #"""
  </script>
  <script>
  "use strict";
  const data = JSON.parse(document.getElementById("data").textContent);
  const [ID, NAME, SPLIT, STATE, SECONDS, SEGMENTS, SAYS] = [0, 1, 2, 3, 4, 5, 6];
  const size = 100, states = ["done", "failed", "not reached"];
  const columns = [["", null], ["Video", ID], ["Split", SPLIT], ["Outcome", STATE],
    ["Length", SECONDS], ["Segments", SEGMENTS], ["Warnings and errors", SAYS], ["Files", null]];
  let order = data.rows.map((_, i) => i), shown = order, page = 0, key = null, sign = 1;
  const byId = id => document.getElementById(id);
  const element = (name, text, kind) => {
    const made = document.createElement(name);
    if (text !== undefined) made.textContent = text;
    if (kind) made.className = kind;
    return made;
  };
  const link = (text, folder, name, ending) => {
    const made = element("a", text);
    made.href = folder + "/" + encodeURIComponent(name) + ending;
    return made;
  };
  const clock = s => s < 60 ? s.toFixed(1) + " s" : [s / 3600, s / 60 % 60, s % 60]
    .map(v => String(Math.floor(v)).padStart(2, "0")).join(":");
  for (const [title, column] of columns) {
    const cell = element("th");
    cell.scope = "col";
    if (column === null) cell.textContent = title;
    else {
      const button = element("button", title);
      button.type = "button";
      button.addEventListener("click", () => {
        sign = key === column ? -sign : 1;
        key = column;
        sort();
        for (const other of byId("head").children) other.removeAttribute("aria-sort");
        cell.setAttribute("aria-sort", sign > 0 ? "ascending" : "descending");
      });
      cell.append(button);
    }
    byId("head").append(cell);
  }
  const compare = new Intl.Collator("en", {numeric: true}).compare;
  function sort() {
    order = data.rows.map((_, i) => i);
    if (key !== null) {
      const value = i => data.rows[i][key];
      order.sort((a, b) => sign * (typeof value(a) === "number"
        ? value(a) - value(b) : compare(value(a), value(b))) || a - b);
    }
    filter();
  }
  function filter() {
    const words = byId("search").value.toLowerCase().split(/\s+/).filter(w => w);
    const state = byId("state").value;
    shown = order.filter(i => {
      const row = data.rows[i];
      if (state === "w" ? row[STATE] !== 0 || !row[SAYS] : state !== "" && row[STATE] !== +state)
        return false;
      const text = (row[ID] + "\n" + row[SPLIT] + "\n" + row[SAYS]).toLowerCase();
      return words.every(w => text.includes(w));
    });
    page = 0;
    draw();
  }
  function draw() {
    const pages = Math.max(1, Math.ceil(shown.length / size));
    page = Math.min(Math.max(page, 0), pages - 1);
    byId("rows").replaceChildren(...shown.slice(page * size, (page + 1) * size).map(i => {
      const row = data.rows[i], name = row[NAME] || row[ID], line = element("tr");
      const picture = element("td"), files = element("td"), isDone = row[STATE] === 0;
      if (isDone && data.thumbnails) {
        const image = element("img");
        image.loading = "lazy";
        image.decoding = "async";
        image.alt = "";
        image.width = 120;
        image.height = 68;
        image.src = "thumbnails/" + encodeURIComponent(name) + ".jpg";
        picture.append(image);
      }
      if (isDone) {
        files.append(link("document", "documents", name, ".json"));
        if (data.reports) files.append(" ", link("report", "reports", name, ".html"));
      }
      line.append(picture, element("td", row[ID]), element("td", row[SPLIT]),
        element("td", states[row[STATE]], isDone ? "" : "bad"),
        element("td", isDone ? clock(row[SECONDS]) : "", "n"),
        element("td", isDone ? row[SEGMENTS] : "", "n"),
        element("td", row[SAYS], isDone ? "says" : "says bad"), files);
      return line;
    }));
    const first = shown.length ? page * size + 1 : 0;
    byId("place").textContent =
      `${first} to ${Math.min(shown.length, (page + 1) * size)} of ${shown.length}`;
    byId("back").disabled = page === 0;
    byId("on").disabled = page === pages - 1;
  }
  let timer = 0;
  byId("search").addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(filter, 120);
  });
  byId("state").addEventListener("change", filter);
  byId("back").addEventListener("click", () => { page -= 1; draw(); });
  byId("on").addEventListener("click", () => { page += 1; draw(); });
  sort();
  </script>
  <footer>Made by Skillet
  """# + " \(version).</footer>\n</body>\n</html>\n"
}

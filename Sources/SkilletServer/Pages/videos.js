// The list of the data set.

import { byId } from "./element.js";
import { addKeys } from "./keys.js";
import { me, showMe } from "./me.js";
import { announce, notice } from "./notices.js";
import { get, query } from "./request.js";
import { VideoFilters } from "./video-filters.js";
import { VideoPages } from "./video-pages.js";
import { VideoRows } from "./video-rows.js";

const address = (id) => `/review.html${query({ video: id, ...filters.asked })}`;
const rows = new VideoRows(byId("rows"), (row) => address(row.id));
const filters = new VideoFilters(byId("filters"), () => ask());
let pages = null;

function ask(options) {
  pages?.close();
  pages = new VideoPages(filters.asked, { arrived: show, failed });
  rows.show(pages, options);
}

function show() {
  const { total, matching, reviewed } = pages.counts;
  const share = total === 0 ? 0 : (100 * reviewed) / total;
  const number = (n) => n.toLocaleString("en");
  byId("fault").hidden = true;
  byId("reviewed-count").textContent = number(reviewed);
  byId("reviewed-of").textContent = `of ${number(total)} reviewed · ${share.toFixed(share > 0 && share < 10 ? 1 : 0)} %`;
  byId("progress").setAttribute("aria-valuenow", share.toFixed(0));
  byId("progress").firstElementChild.style.width = `${share}%`;
  const said = matching === total ? "" : `${number(matching)} of ${number(total)} match`;
  if (byId("matching").textContent !== said) byId("matching").textContent = said;
  byId("table").setAttribute("aria-rowcount", String(matching + 1));
  byId("none").hidden = matching > 0;
  byId("none").textContent = total === 0
    ? "No annotated videos are here. Make documents with: skillet annotate DIR --out OUT"
    : "No video matches these filters.";
  rows.draw();
}

function failed(error) {
  byId("fault").hidden = false;
  byId("fault").textContent = error.message;
}

async function next() {
  try {
    const { id } = await get(`/api/videos/next${query({ ...filters.asked, after: rows.chosen?.id })}`);
    if (id === null) notice("Every video here is reviewed.");
    else location.href = address(id);
  } catch (error) {
    notice(error.message, { kind: "bad" });
  }
}

function open() {
  const row = rows.chosen;
  if (row) location.href = address(row.id);
  else announce("choose a video with the arrows first");
}

addKeys([
  { keys: ["n"], group: "Videos", says: "next unreviewed", run: next },
  { keys: ["/"], group: "Videos", says: "search", run: () => byId("search").focus() },
  { keys: ["ArrowDown", "j"], group: "Videos", says: "next row", run: () => rows.move(1) },
  { keys: ["ArrowUp", "k"], group: "Videos", says: "row before", run: () => rows.move(-1) },
  { keys: ["PageDown"], group: "Videos", says: "a page on", run: () => rows.move(rows.fitting) },
  { keys: ["PageUp"], group: "Videos", says: "a page back", run: () => rows.move(-rows.fitting) },
  { keys: ["Home"], group: "Videos", says: "first row", run: () => rows.move(-Infinity) },
  { keys: ["End"], group: "Videos", says: "last row", run: () => rows.move(Infinity) },
  { keys: ["Enter"], group: "Videos", says: "open it", run: open },
]);
byId("next").addEventListener("click", next);
byId("search").addEventListener("keydown", (event) => {
  if (event.key === "Escape" || event.key === "ArrowDown") {
    event.preventDefault();
    byId("rows").focus();
    rows.move(rows.chosen ? 0 : 1);
  }
});
// A page taken from the browser's memory shows the list as it is now.
window.addEventListener("pageshow", (event) => event.persisted && ask({ keepPlace: true }));

ask();
showMe().catch(failed);
me().then(({ title }) => {
  if (title) byId("title").textContent = title;
  document.title = `${title ?? "Videos"} · Skillet`;
}, failed);

// The ranking of one skill: scores with their intervals on one scale.

import { byId, element, fill } from "./element.js";

const select = byId("ranking-skill");
let board = null;
let drawn = "";

function drawing(name, members, ...children) {
  const made = document.createElementNS("http://www.w3.org/2000/svg", name);
  for (const [key, value] of Object.entries(members)) made.setAttribute(key, value);
  made.append(...children);
  return made;
}

export function showRanking(next) {
  board = next;
  const names = board.skills.map((skill) => skill.skill);
  if (select.options.length !== names.length || names.some((name, i) => select.options[i].value !== name)) {
    const chosen = select.value;
    fill(select, names.map((name) => element("option", { value: name, text: name })));
    if (names.includes(chosen)) select.value = chosen;
  }
  draw();
}

function draw() {
  const skill = board.skills.find((one) => one.skill === select.value);
  const text = JSON.stringify([skill?.votes, skill?.ranking]);
  if (text === drawn) return;
  drawn = text;
  const entries = (skill?.votes ?? 0) === 0 ? [] : skill.ranking;
  byId("no-ranking").hidden = entries.length > 0;
  const notes = [...new Set(entries.map((entry) => entry.note).filter(Boolean))];
  byId("ranking-notes").hidden = notes.length === 0;
  byId("ranking-notes").textContent = `* ${notes.slice(0, 4).join("; ")}`;
  const ends = entries.flatMap((entry) => [entry.low ?? entry.score, entry.high ?? entry.score]).filter((x) => x !== null);
  const [least, most] = [Math.min(0, ...ends), Math.max(0, ...ends)];
  const spread = most - least || 1;
  const at = (score) => (100 * (score - least)) / spread;
  fill(byId("ranking"), entries.map((entry) => row(entry, at)));
}

function row(entry, at) {
  const said = entry.score === null
    ? entry.note ?? "no score"
    : `${entry.score.toFixed(2)}, from ${entry.low?.toFixed(2)} to ${entry.high?.toFixed(2)}, ${entry.comparisons} votes`;
  const chart = drawing("svg", { viewBox: "0 0 100 10", preserveAspectRatio: "none", "aria-hidden": "true" },
    drawing("line", { class: "zero", x1: at(0), x2: at(0), y1: 0, y2: 10 }));
  if (entry.score !== null) {
    if (entry.low !== null) chart.append(drawing("line", { class: "interval", x1: at(entry.low), x2: at(entry.high), y1: 5, y2: 5 }));
    chart.append(drawing("line", { class: "dot", x1: at(entry.score), x2: at(entry.score), y1: 5, y2: 5 }));
  }
  return element("li", { title: [said, entry.performer, entry.note].filter(Boolean).join(" · ") },
    element("span", { className: "place", text: entry.rank === null ? "" : String(entry.rank) }),
    element("span", { className: "clip-name", text: entry.clip }, entry.note ? element("span", { className: "note-mark", text: " *" }) : null),
    element("span", { className: "chart" }, chart),
    element("span", { className: "score" }, entry.score === null ? "–" : entry.score.toFixed(2),
      element("span", { className: "unseen", text: ` ${said}${entry.note ? `; ${entry.note}` : ""}` })));
}

select.addEventListener("change", draw);

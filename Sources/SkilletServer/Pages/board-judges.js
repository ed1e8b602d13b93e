// The judges on the board: what they did, how they did on practice pairs, and their links.

import { byId, element, fill } from "./element.js";
import { notice } from "./notices.js";

const states = {
  practising: ["warn", "practising"], qualified: ["good", "qualified"], failed: ["bad", "not let in"], stopped: ["bad", "stopped"],
};

function seen(seconds) {
  if (seconds === null) return "";
  if (seconds < 45) return "now";
  if (seconds < 3600) return `${Math.round(seconds / 60)} min ago`;
  return `${(seconds / 3600).toFixed(1)} h ago`;
}

export function showJudges(board, actions) {
  const body = byId("judge-table").tBodies[0];
  const focused = body.contains(document.activeElement) ? document.activeElement.dataset.judge : null;
  fill(body, board.judges.map((judge) => row(judge, actions)));
  byId("judge-table").hidden = board.judges.length === 0;
  byId("no-judges").hidden = board.judges.length > 0;
  if (focused) [...body.querySelectorAll("button")].find((button) => button.dataset.judge === focused)?.focus();
}

function row(judge, actions) {
  const [kind, word] = states[judge.state] ?? ["", ""];
  const stops = judge.state !== "stopped" && judge.state !== "failed";
  const button = judge.kind === "person"
    ? element("button", {
        type: "button", className: "small quiet", "data-judge": judge.name, text: stops ? "Stop" : "Let in",
        "aria-label": `${stops ? "Stop" : "Let in"} ${judge.name}`, onclick: () => actions.admit(judge.name, !stops),
      })
    : element("span", { className: "muted", text: judge.kind });
  return element("tr", {},
    element("td", {}, judge.name, word ? [" ", element("span", { className: `badge ${kind}`, text: word })] : []),
    element("td", { className: "number", text: String(judge.votes) }),
    element("td", { className: "number", text: String(judge.skipped) }),
    element("td", {}, judge.practised === 0 ? "–" : `${judge.right} of ${judge.practised}`),
    element("td", { className: "number", text: judge.medianSeconds === null ? "" : `${judge.medianSeconds.toFixed(1)} s` }),
    element("td", { text: seen(judge.secondsSinceSeen) }), element("td", {}, button));
}

let drawn = "";

export function showLinks(board) {
  const text = JSON.stringify(board.invitations);
  if (text === drawn) return;
  drawn = text;
  fill(byId("links"), board.invitations.map(({ name, link }) => {
    const address = new URL(link, location.href).href;
    const copy = async () => {
      try {
        await navigator.clipboard.writeText(address);
        notice(`The link of ${name} is copied.`);
      } catch {
        notice("The browser does not let the page copy; choose the link and copy it yourself.", { kind: "warn" });
      }
    };
    return element("li", {}, element("b", { text: name }), element("code", { text: address }),
      element("button", { type: "button", className: "small", text: "Copy", "aria-label": `Copy the link of ${name}`, onclick: copy }));
  }));
}

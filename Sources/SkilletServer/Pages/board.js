// The organiser's board: how the tournament stands, asked anew every few seconds.

import { showJudges, showLinks } from "./board-judges.js";
import { showRanking } from "./board-ranking.js";
import { showSkills } from "./board-skills.js";
import { byId, element, fill } from "./element.js";
import { addKeys } from "./keys.js";
import { showMe } from "./me.js";
import { notice } from "./notices.js";
import { get, post } from "./request.js";

const share = (value, digits = 3) => (value === null ? "–" : value.toFixed(digits));
let board = null;
let timer = null;

const actions = {
  openRound: (skill) => change("/api/board/rounds", { skill }, ({ opened }) => `${opened} round${opened === 1 ? "" : "s"} opened`),
  admit: (name, admitted) => change("/api/board/judges", { name, admitted }, () => `${name} ${admitted ? "may judge" : "is stopped"}`),
};

function show(next) {
  board = next;
  byId("title").textContent = board.title;
  document.title = `${board.title} · Board · Skillet`;
  showSummary();
  showMissing();
  showSkills(board, actions);
  showRanking(board);
  showJudges(board, actions);
  showLinks(board);
  showPractice();
  byId("automatic").checked = board.opensRounds;
  byId("open-rounds").disabled = board.due === 0;
  const isPlanned = board.skills.some((skill) => skill.due && skill.rounds < board.rounds);
  byId("open-words").textContent = isPlanned || board.due === 0 ? "Open the next round" : "Open one more round";
  byId("open-rounds").title = board.due === 0
    ? "A round is due when every pair of the last one has its votes"
    : `${board.due} skill${board.due === 1 ? " is" : "s are"} due${isPlanned ? "" : "; all planned rounds are played"}`;
}

const figure = (name, value, small = null) =>
  element("div", {}, element("dt", { text: name }), element("dd", {}, value, small ? element("small", { text: ` ${small}` }) : null));

function showSummary() {
  const { agreement } = board;
  const wanted = board.votes + board.missing;
  const judging = board.judges.filter((judge) => judge.holding > 0).length;
  fill(byId("summary"),
    figure("votes", board.votes.toLocaleString("en"), `of ${wanted.toLocaleString("en")}`),
    figure("pairs open", String(board.openPairs), `of ${board.pairs}`),
    figure("judges at work", String(judging), `of ${board.judges.length}`),
    figure("most frequent answer", share(agreement.majorityShare), agreement.majorityChance === null ? null : `chance ${share(agreement.majorityChance)}`),
    figure("two votes agree", share(agreement.pairwise), `chance ${share(agreement.pairwiseChance)}`),
    figure("alpha", share(agreement.alpha), "chance 0"),
    figure("left won", share(board.leftShare), "fair 0.5"));
  const percent = wanted === 0 ? 0 : (100 * board.votes) / wanted;
  byId("progress").setAttribute("aria-valuenow", percent.toFixed(0));
  byId("progress").firstElementChild.style.width = `${percent}%`;
  byId("settings").textContent = `${board.clips} clips of ${board.skills.length} skill${board.skills.length === 1 ? "" : "s"}, `
    + `${board.rounds} rounds planned, ${board.votesPerPair} votes a pair and ${board.extraVotes} more where the most frequent `
    + `answer has less than ${board.lowAgreement.toFixed(2)}, ${board.corrections} correction${board.corrections === 1 ? "" : "s"}, seed ${board.seed}. `
    + `A pair that is taken and not answered goes to others after ${Math.round(board.leaseSeconds)} s.`;
}

function showMissing() {
  byId("missing").hidden = board.missingCount === 0;
  const some = board.missingClips.slice(0, 5).join(", ") + (board.missingCount > 5 ? ", …" : "");
  byId("missing").textContent = `${board.missingCount} clip${board.missingCount === 1 ? " is" : "s are"} not on the disk and not shown: `
    + `${some}. Start the server with --videos FOLDER, or put them back; they are looked for again by themselves.`;
}

function showPractice() {
  const { practice } = board;
  byId("practice-note").textContent = practice.length === 0
    ? "None. Give a CSV of skill, better and worse to the server with --practice FILE: such pairs try a judge before the first pair that counts, and come among the rest. They are no votes."
    : `${board.practiceFirst} come first, of which a judge has to get ${Math.round(100 * board.practiceShare)} % right; among the rest about one pair in ${board.practiceEvery} is one. They are no votes; by tossing coins half are right.`;
  byId("practice-table").hidden = practice.length === 0;
  fill(byId("practice-table").tBodies[0], practice.map((pair) => element("tr", {},
    element("td", { text: pair.skill }), element("td", { text: pair.better }), element("td", { text: pair.worse }),
    element("td", { className: "number", text: pair.shown ? `${pair.right} of ${pair.answered}` : "not on the disk" }))));
}

async function change(address, body, said) {
  try {
    notice(said(await post(address, body)));
  } catch (error) {
    notice(error.message, { kind: "bad" });
  }
  look();
}

async function look() {
  clearTimeout(timer);
  try {
    show(await get("/api/board"));
    byId("lost").hidden = true;
  } catch (error) {
    byId("lost").hidden = false;
    if (error.status !== 0) byId("lost").textContent = error.message;
  }
  clearTimeout(timer);
  timer = setTimeout(look, document.hidden ? 15000 : 2500);
}

const openRounds = () => board?.due > 0 && actions.openRound(null);
addKeys([
  { keys: ["o"], group: "Board", says: "open the next round where it is due", run: openRounds, once: true },
  { keys: ["j"], group: "Board", says: "judge", run: () => (location.href = "/judge.html") },
  { keys: ["n"], group: "Board", says: "invite a judge", run: () => byId("invite").elements.name.focus() },
]);
byId("open-rounds").addEventListener("click", openRounds);
byId("automatic").addEventListener("change", (event) => {
  const on = event.target.checked;
  change("/api/board/automatic", { on }, () => (on ? "Rounds open by themselves as they fall due" : "Rounds wait for you"));
});
byId("invite").addEventListener("submit", (event) => {
  event.preventDefault();
  const field = byId("invite").elements.name;
  const name = field.value.trim();
  if (name === "") return;
  field.value = "";
  change("/api/board/invitations", { name }, () => `${name} has a link`);
});
document.addEventListener("visibilitychange", () => !document.hidden && look());

showMe().catch(() => {});
look();

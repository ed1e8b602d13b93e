// Judging: one pair after the other, the next one loaded meanwhile.

import { byId, element, fill } from "./element.js";
import { addKeys } from "./keys.js";
import { me, ownName, showMe } from "./me.js";
import { announce, notice } from "./notices.js";
import { PairView } from "./pair-view.js";
import { get, post } from "./request.js";

let state = null; // what the server said last
let view = null; // the pair on the screen
let ahead = null; // the pair that is being loaded
let isBusy = false;
let shownAt = 0;
let timer = null;

const words = { left: "left", right: "right", tie: "no difference", skip: "cannot tell" };
const choices = [...document.querySelectorAll("[data-verdict]")];
const wait = (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds));

// MARK: What is shown

function show(next) {
  state = next;
  clearTimeout(timer);
  byId("fault").hidden = true;
  byId("lost").hidden = true;
  if (view?.pair.id !== state.pair?.id) replaceView();
  loadAhead();
  for (const id of ["stage", "tools", "answers"]) byId(id).hidden = view === null;
  byId("rest").hidden = view !== null;
  byId("progress").textContent = `${state.answered} answered · ${state.open} left`;
  byId("practice").hidden = state.practice === null;
  if (state.practice) {
    const number = Math.min(state.practice.done + 1, state.practice.of);
    byId("practice").textContent = `Practice ${number} of ${state.practice.of}: does not count`;
  }
  byId("rest-undo").hidden = !state.canUndo;
  if (view) showQuestion();
  else rest();
  enable();
}

function showQuestion() {
  fill(byId("question"), "Who shows more skill at ", element("b", { text: view.pair.skill }), "?");
  byId("title").textContent = view.pair.skill;
}

function rest() {
  byId("note").textContent = state.note ?? "There is nothing to judge now.";
  byId("title").textContent = "Judge";
  timer = setTimeout(look, 4000);
}

function replaceView() {
  view?.close();
  view = null;
  if (state.pair === null) return;
  if (ahead?.pair.id === state.pair.id) [view, ahead] = [ahead, null];
  else view = new PairView(state.pair, changed);
  fill(byId("stage"), view.clips.map((clip) => clip.figure));
  shownAt = performance.now();
  setSpeed();
  view.loops = byId("loop").getAttribute("aria-pressed") === "true";
  view.playBoth();
}

/** Loads the pair after this one, once this one is there. */
function loadAhead() {
  if (ahead && ahead.pair.id !== state?.ahead?.id) {
    ahead.close();
    ahead = null;
  }
  if (!ahead && state?.ahead && view?.isReady) ahead = new PairView(state.ahead, changed);
}

function changed(of) {
  if (of !== view || !view) return;
  byId("stage").classList.toggle("is-wide", view.isWide);
  byId("play").classList.toggle("is-playing", view.isPlaying);
  byId("play").setAttribute("aria-label", view.isPlaying ? "Pause both" : "Play both");
  loadAhead();
  enable();
}

/** Answers wait until both clips are seen; of one that cannot be shown, nobody can tell. */
function enable() {
  const sees = view !== null && view.isReady && !isBusy;
  for (const button of choices) {
    button.disabled = button.dataset.verdict === "skip" ? isBusy || !view : !sees || view.hasFailed;
    if (!isBusy) button.classList.remove("is-chosen");
  }
  byId("undo").disabled = isBusy || !state?.canUndo;
}

// MARK: Answering

async function answer(verdict) {
  const button = choices.find((one) => one.dataset.verdict === verdict);
  if (button.disabled || isBusy) return;
  isBusy = true;
  button.classList.add("is-chosen");
  enable();
  const seconds = (performance.now() - shownAt) / 1000;
  const answered = { pair: view.pair.id, verdict, seconds: Math.round(seconds * 10) / 10 };
  const next = await insist(() => post("/api/judge/answers", answered));
  isBusy = false;
  if (next) {
    show(next);
    announce(`${words[verdict]}, recorded${view ? "; next pair" : ""}`);
  } else {
    await look();
  }
}

async function undo() {
  if (isBusy || !state?.canUndo) return;
  isBusy = true;
  enable();
  const next = await insist(() => post("/api/judge/undo"));
  isBusy = false;
  if (next) {
    show(next);
    byId("question").prepend(element("span", { className: "badge warn", text: "taken back" }), " ");
    announce("The last answer is taken back; its pair is here again.");
  } else {
    await look();
  }
}

/** Asks until the server answers: what it records once it does not record twice. */
async function insist(ask) {
  for (;;) {
    try {
      const said = await ask();
      byId("lost").hidden = true;
      return said;
    } catch (error) {
      if (error.status !== 0 && error.status < 500 && error.status !== 429) {
        notice(error.message, { kind: "bad" });
        return null;
      }
      byId("lost").hidden = false;
      await wait(1500);
    }
  }
}

async function look() {
  clearTimeout(timer);
  try {
    show(await get("/api/judge/next"));
  } catch (error) {
    byId("fault").hidden = false;
    byId("fault").textContent = error.message;
    timer = setTimeout(look, 3000);
  }
}

// MARK: Controls

const speeds = [...byId("speed").options].map((option) => option.value);

function setSpeed(places = 0) {
  const place = speeds.indexOf(byId("speed").value) + places;
  byId("speed").value = speeds[Math.min(Math.max(0, place), speeds.length - 1)];
  const speed = Number(byId("speed").value);
  view?.setSpeed(speed);
  if (places) announce(`speed ${speed}`);
}

function toggleLoop() {
  const loops = byId("loop").getAttribute("aria-pressed") !== "true";
  byId("loop").setAttribute("aria-pressed", String(loops));
  if (view) view.loops = loops;
  announce(loops ? "both clips repeat" : "both clips stop at their end");
}

const hasPair = () => view !== null;
addKeys([
  { keys: ["ArrowLeft", "1"], group: "Answers", says: "left is better", run: () => answer("left"), when: hasPair, once: true },
  { keys: ["ArrowRight", "2"], group: "Answers", says: "right is better", run: () => answer("right"), when: hasPair, once: true },
  { keys: ["ArrowDown", "3", "t"], group: "Answers", says: "no difference", run: () => answer("tie"), when: hasPair, once: true },
  { keys: ["c", "0"], group: "Answers", says: "cannot tell", run: () => answer("skip"), when: hasPair, once: true },
  { keys: ["z", "Backspace"], group: "Answers", says: "take back the last answer", run: undo, once: true },
  { keys: [" "], group: "Both clips", says: "play or pause", run: () => view.toggle(), when: hasPair, once: true },
  { keys: ["r"], group: "Both clips", says: "from the start", run: () => view.restart(), when: hasPair, once: true },
  { keys: ["l"], group: "Both clips", says: "repeat", run: toggleLoop, once: true },
  { keys: [","], group: "Both clips", says: "a frame back", run: () => view.step(-1), when: hasPair },
  { keys: ["."], group: "Both clips", says: "a frame on", run: () => view.step(1), when: hasPair },
  { keys: ["-"], group: "Both clips", says: "slower", run: () => setSpeed(-1) },
  { keys: ["+", "="], group: "Both clips", says: "faster", run: () => setSpeed(1) },
  { keys: ["q"], group: "One clip", says: "play or pause the left one", run: () => view.clips[0].toggle(), when: hasPair, once: true },
  { keys: ["w"], group: "One clip", says: "play or pause the right one", run: () => view.clips[1].toggle(), when: hasPair, once: true },
]);
for (const button of choices) button.addEventListener("click", () => answer(button.dataset.verdict));
byId("undo").addEventListener("click", undo);
byId("rest-undo").addEventListener("click", undo);
byId("again").addEventListener("click", () => (state ? look() : start()));
byId("play").addEventListener("click", () => view?.toggle());
byId("restart").addEventListener("click", () => view?.restart());
byId("before").addEventListener("click", () => view?.step(-1));
byId("after").addEventListener("click", () => view?.step(1));
byId("loop").addEventListener("click", toggleLoop);
byId("speed").addEventListener("change", () => setSpeed());

async function start() {
  try {
    const person = await me();
    byId("board").hidden = !person.organiser;
    await showMe();
    if ((await ownName()) === null) {
      byId("rest").hidden = false;
      byId("note").textContent = "Answers are recorded under a name; give yours to begin.";
      return;
    }
  } catch (error) {
    byId("fault").hidden = false;
    byId("fault").textContent = error.message;
    timer = setTimeout(start, 3000);
    return;
  }
  look();
}

start();

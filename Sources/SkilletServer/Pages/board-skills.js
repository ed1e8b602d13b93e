// The skills on the board: rounds, votes, agreement, and what one more round would gain.

import { byId, element, fill } from "./element.js";

const figure = (value, digits = 3) => (value === null || value === undefined ? "–" : value.toFixed(digits));

export function showSkills(board, actions) {
  const body = byId("skill-table").tBodies[0];
  const focused = body.contains(document.activeElement) ? document.activeElement.dataset.skill : null;
  fill(body, board.skills.map((skill) => row(skill, board, actions)));
  if (focused) [...body.querySelectorAll("button")].find((button) => button.dataset.skill === focused)?.focus();
}

function row(skill, board, actions) {
  const wanted = skill.votes + skill.missing;
  const percent = wanted === 0 ? 0 : (100 * skill.votes) / wanted;
  const { agreement, forecast } = skill;
  return element("tr", {},
    element("td", { text: skill.skill }), element("td", { className: "number", text: String(skill.clips) }),
    element("td", { className: "number" }, String(skill.completeRounds), element("span", { className: "of", text: ` of ${skill.rounds}` })),
    element("td", {}, element("div", { className: "votes" },
      bar(percent), element("span", {}, String(skill.votes), element("span", { className: "of", text: ` of ${wanted}` })))),
    element("td", { className: "number" }, figure(agreement.majorityShare),
      element("span", { className: "of", text: agreement.majorityChance === null ? "" : ` / ${figure(agreement.majorityChance)}` })),
    element("td", { className: "number", text: figure(agreement.alpha) }),
    element("td", { className: "number", text: figure(skill.kendallBetweenRounds.at(-1)) }),
    element("td", { className: skill.forecastIsOld ? "stale" : "" }, gain(skill, forecast)),
    element("td", {}, round(skill, actions)));
}

function bar(percent) {
  const inner = element("div");
  inner.style.width = `${percent}%`;
  return element("div", { className: "progress" }, inner);
}

function gain(skill, forecast) {
  if (forecast === null) {
    if (skill.votes === 0) return element("span", { className: "muted", text: "no votes yet" });
    return element("span", { className: "muted", text: skill.playedOut ? "all have met" : skill.forecastIsOld ? "…" : "–" });
  }
  const says = `tau ${figure(forecast.kendallNow)} → ${figure(forecast.kendallNext)}`;
  return [says, element("span", { className: "of", text: ` gain ${figure(forecast.gain)} ± ${figure(forecast.standardError)}` }),
    forecast.isSmall ? element("span", { className: "badge", text: "hardly moves it" }) : null].flatMap((x) => (x ? [x, " "] : []));
}

function round(skill, actions) {
  if (skill.due) {
    return element("button", {
      type: "button", className: "small", text: `Open round ${skill.rounds + 1}`, "data-skill": skill.skill,
      onclick: () => actions.openRound(skill.skill),
    });
  }
  if (skill.clips < 2) return element("span", { className: "muted", text: "one clip" });
  if (skill.openPairs > 0) return element("span", { className: "muted", text: `${skill.openPairs} pair${skill.openPairs === 1 ? "" : "s"} open` });
  return element("span", { className: "badge good", text: "played out" });
}

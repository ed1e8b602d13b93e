// Questions to the server and its answers.

/** An answer that was no: its status, and what the server said in one line. */
export class Fault extends Error {
  constructor(status, line, answer = null) {
    super(line);
    this.status = status;
    this.answer = answer;
  }
}

async function answerOf(response) {
  const text = await response.text();
  let answer = null;
  try {
    answer = text === "" ? null : JSON.parse(text);
  } catch {
    throw new Fault(response.status, "the server's answer was cut off; try again");
  }
  if (response.ok) return answer;
  const line = answer?.error ?? `the server answered ${response.status}`;
  throw new Fault(response.status, line, answer);
}

async function ask(address, options) {
  let response;
  try {
    response = await fetch(address, { credentials: "same-origin", ...options });
  } catch {
    throw new Fault(0, "the server does not answer; is it still running?");
  }
  return answerOf(response);
}

/** Asks for something; `options.signal` may take the question back. */
export const get = (address, options = {}) => ask(address, options);

/** Changes something; a small change arrives even when the page is left at that moment. */
export function post(address, body = {}) {
  const text = JSON.stringify(body);
  return ask(address, {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: text,
    keepalive: text.length < 30_000,
  });
}

/** The query of these members; those that say nothing are left out. */
export function query(members) {
  const pairs = Object.entries(members).filter(([, v]) => v !== "" && v !== null && v !== undefined);
  return pairs.length === 0 ? "" : `?${new URLSearchParams(pairs)}`;
}

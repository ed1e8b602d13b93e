// Who works here: the name that edits and judgements are recorded under.

import { byId, element, fill } from "./element.js";
import { get, post } from "./request.js";

let known = null;

/** Who asks, as the server knows them: {name, organiser, place, title, version}. */
export async function me() {
  known ??= await get("/api/me");
  return known;
}

function askName() {
  const field = element("input", {
    id: "own-name", name: "name", required: true, maxlength: "60", autocomplete: "name",
    value: localStorage.getItem("skillet-name") ?? "",
  });
  const fault = element("p", { className: "note", role: "alert" });
  const form = element("form", { method: "dialog" },
    element("h2", { id: "own-name-title", text: "Your name" }),
    element("p", { className: "note", text: "It stands in the history beside what you change." }),
    element("p", { className: "row" }, element("label", { for: "own-name", text: "Name" }), field), fault,
    element("div", { className: "actions" },
      element("button", { type: "button", text: "Not now", onclick: () => dialog.close() }),
      element("button", { className: "primary", text: "Go on" })));
  const dialog = element("dialog", { "aria-labelledby": "own-name-title" }, form);
  document.body.append(dialog);
  dialog.showModal();
  field.select();
  return new Promise((resolve) => {
    form.addEventListener("submit", async (event) => {
      event.preventDefault();
      const name = field.value.trim();
      if (name === "") return field.focus();
      try {
        await post("/api/me", { name });
        known.name = name;
        // The server forgets names when it ends; the browser offers it again.
        localStorage.setItem("skillet-name", name);
        dialog.close();
      } catch (error) {
        fault.textContent = error.message;
      }
    });
    dialog.addEventListener("close", () => (dialog.remove(), show(), resolve(known.name)));
  });
}

function show() {
  const place = byId("me");
  if (!place || !known) return;
  const name = known.name ?? "Your name…";
  fill(place, known.name && !known.organiser
    ? element("span", { className: "muted", text: name })
    : element("button", { className: "quiet", title: "Name in the history", text: name, onclick: askName }));
}

/** The person's name; asks for it where it is not known. Null where they gave none. */
export async function ownName() {
  return (await me()).name ?? (await askName());
}

/** Shows who works here in the element `me`. */
export async function showMe() {
  await me();
  show();
}

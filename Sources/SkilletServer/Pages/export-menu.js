// The document in every format, and what each cannot hold.

import { element, fill } from "./element.js";
import { get, query } from "./request.js";

const dialog = element("dialog", { "aria-labelledby": "export-title" });
document.body.append(dialog);

/** The lines of the header that says what was lost; they are percent-encoded. */
function lossesOf(response) {
  const header = response.headers.get("X-Skillet-Losses") ?? "";
  const decoded = (text) => {
    try {
      return decodeURIComponent(text);
    } catch {
      return text;
    }
  };
  return header.split(",").flatMap((part) => decoded(part).split("\n")).filter((line) => line.trim() !== "");
}

function nameOf(response, video, extension) {
  const said = response.headers.get("Content-Disposition") ?? "";
  const long = /filename\*=UTF-8''([^;]+)/i.exec(said);
  if (long) return decodeURIComponent(long[1]);
  return /filename="([^"]+)"/.exec(said)?.[1] ?? `${video}.${extension}`;
}

async function save({ name, extension }, video, told) {
  fill(told, element("p", { text: "Writing…" }));
  try {
    const response = await fetch(`/api/videos/${encodeURIComponent(video.id)}/export${query({ format: name })}`);
    if (!response.ok) {
      const answer = await response.json().catch(() => null);
      throw new Error(answer?.error ?? `the server answered ${response.status}`);
    }
    const file = nameOf(response, video.name, extension);
    const address = URL.createObjectURL(await response.blob());
    element("a", { href: address, download: file }).click();
    setTimeout(() => URL.revokeObjectURL(address), 60_000);
    const losses = lossesOf(response);
    fill(told, element("p", { text: `${file} is saved.` }),
      losses.length ? element("div", { className: "warning" }, element("p", { text: "This format does not hold:" }),
        element("ul", {}, losses.map((text) => element("li", { text })))) : null);
  } catch (error) {
    fill(told, element("p", { className: "warning", text: error.message }));
  }
}

/** Opens the menu for a video. */
export async function showExports(video) {
  const told = element("div", { role: "status", className: "told" });
  const list = element("div", { className: "formats" });
  fill(dialog, element("h2", { id: "export-title", text: "Export" }), list, told,
    element("div", { className: "actions" }, element("button", { text: "Close", onclick: () => dialog.close() })));
  dialog.showModal();
  try {
    const formats = await get("/api/formats");
    fill(list, formats.map((format) =>
      element("button", { "data-format": format.name, onclick: () => save(format, video, told) },
        element("span", { text: format.title ?? format.name }),
        element("span", { className: "muted", text: format.extension ? `.${format.extension}` : "" }))));
    list.firstElementChild?.focus();
  } catch (error) {
    fill(told, element("p", { className: "warning", text: error.message }));
  }
}

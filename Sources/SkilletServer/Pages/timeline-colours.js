// The page's colours for the canvas, which CSS does not reach; read anew when light turns dark.

const names = ["text", "muted", "rule", "soft", "panel", "accent", "curve", "fill", "cut", "threshold", "shot", "good", "bad", "plain", "plain-2", "mark"];
const dark = matchMedia("(prefers-color-scheme: dark)");
let read = null;
dark.addEventListener("change", () => (read = null));

/** {text, muted, …} as CSS colours. */
export function timelineColours() {
  if (!read) {
    const style = getComputedStyle(document.documentElement);
    read = Object.fromEntries(names.map((name) => [name.replace("-2", "2"), style.getPropertyValue(`--${name}`).trim()]));
  }
  return read;
}

/** Calls when the colours change. */
export const whenColoursChange = (run) => dark.addEventListener("change", run);

// The panels beside the video: one is shown, chosen by its tab.

const tabs = [...document.querySelectorAll("[role=tab]")];

/** Shows a panel by its name: "segments", "recut", "compare" or "history"; sends `panel` then. */
export function showPanel(name) {
  for (const tab of tabs) {
    const chosen = tab.id === `tab-${name}`;
    tab.setAttribute("aria-selected", chosen ? "true" : "false");
    tab.tabIndex = chosen ? 0 : -1;
    document.getElementById(tab.getAttribute("aria-controls")).hidden = !chosen;
  }
  document.dispatchEvent(new CustomEvent("panel", { detail: name }));
}

tabs.forEach((tab, index) => {
  tab.addEventListener("click", () => showPanel(tab.id.slice(4)));
  tab.addEventListener("keydown", (event) => {
    const way = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
    if (!way) return;
    event.preventDefault();
    event.stopPropagation();
    const next = tabs[(index + way + tabs.length) % tabs.length];
    showPanel(next.id.slice(4));
    next.focus();
  });
});
showPanel("segments");

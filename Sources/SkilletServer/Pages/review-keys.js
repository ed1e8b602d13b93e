// The keys of the review.

import { addKeys } from "./keys.js";

/** Adds them; `on` has what they do. */
export function addReviewKeys(on) {
  const { actions, player, scale, second } = on;
  const keys = (group, rows) => addKeys(rows.map(([names, says, run, when]) => ({ keys: names.split("|"), group, says, run, when })));
  keys("Video", [
    [" ", "play or pause", () => player.toggle()],
    ["ArrowLeft", "frame before", () => player.step(-1)],
    ["ArrowRight", "frame after", () => player.step(1)],
    ["Shift+ArrowLeft", "a second back", () => player.step(-second())],
    ["Shift+ArrowRight", "a second on", () => player.step(second())],
    ["Home", "first frame", () => player.show(0)],
    ["End", "last frame", () => player.show(Infinity)],
    ["g", "go to a frame or time", on.goTo],
    [",", "slower", () => on.speed(-1)],
    [".", "faster", () => on.speed(1)],
    ["l", "loop the segment", on.loop],
    ["Shift+m", "sound, or none", on.sound],
  ]);
  keys("Boundaries", [
    ["q", "choose the one before", () => actions.chooseBoundary(-1)],
    ["w", "choose the next", () => actions.chooseBoundary(1)],
    ["a", "move it a frame earlier", () => actions.keys.step(-1)],
    ["d", "move it a frame later", () => actions.keys.step(1)],
    ["Shift+a", "to the peak before", () => actions.keys.toPeak(-1)],
    ["Shift+d", "to the next peak", () => actions.keys.toPeak(1)],
    ["s", "move it to the shown frame", () => actions.moveHere()],
    ["Escape", "let it go back; leave a re-cut", on.leave],
  ]);
  keys("Segments", [
    ["ArrowUp", "segment before", () => actions.chooseSegment(-1)],
    ["ArrowDown", "segment after", () => actions.chooseSegment(1)],
    ["c", "cut at the shown frame", () => actions.cut()],
    ["m", "merge at the boundary", () => actions.merge()],
    ["x|Delete", "delete, into the one before", () => actions.remove("before")],
    ["Shift+x", "delete, into the one after", () => actions.remove("after")],
    ["Enter|e", "label", () => actions.relabel()],
    ["z|Ctrl+z", "undo", on.undo],
    ["y|Ctrl+y|Ctrl+Shift+z|Shift+z", "redo", on.redo],
  ]);
  keys("Timeline", [
    ["+|=", "zoom in", () => on.zoom(1.6)],
    ["-", "zoom out", () => on.zoom(1 / 1.6)],
    ["0", "the whole video", () => scale.showAll()],
    ["f", "fit the segment", on.fit],
    ["Alt+ArrowLeft", "pan back", () => scale.pan(-scale.width / 3)],
    ["Alt+ArrowRight", "pan on", () => scale.pan(scale.width / 3)],
    ["1|2|3|4|5|6|7|8|9", "switch to this level", (event) => on.level(Number(event.key) - 1)],
    ["Shift+l", "add a level", on.addLevel],
    ["Shift+k", "remove this level", on.removeLevel],
  ]);
  keys("Page", [
    ["v", "reviewed, or not", on.mark],
    ["n", "next unreviewed", on.next],
    ["Shift+v", "reviewed, and next", on.markAndNext],
    ["t", "re-cut: the slider", on.recut],
    ["o", "compare, or not", on.compare],
    ["h", "history", on.history],
    ["p", "export", on.export],
    ["r", "show what others saved", on.others],
    ["u", "all videos", on.back],
  ]);
}

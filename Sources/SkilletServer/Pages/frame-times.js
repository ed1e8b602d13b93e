// When each frame of a video is shown, asked of the server.

import { FrameClock } from "./frame-clock.js";
import { get } from "./request.js";
import { noteWatching } from "./video-notes.js";

/** Times of a video that cannot be read: its document's own say enough to review by. */
function timesByRate({ video, levels }) {
  const last = levels[0]?.segments.at(-1);
  const count = Math.max(1, video.frames ?? last?.end ?? 1);
  const long = video.seconds || last?.endSeconds || count;
  const scale = 1_000_000;
  const begin = Math.round((video.startSeconds ?? 0) * scale);
  const at = (frame) => begin + Math.round((frame * long * scale) / count);
  const pts = Array.from({ length: count }, (_, frame) => at(frame));
  return { timeBase: `1/${scale}`, pts, end: at(count), exact: false };
}

/** The clock of a video's frames; says so where it is not exact. */
export async function frameClock(id, document) {
  let times = null;
  try {
    times = await get(`/api/videos/${encodeURIComponent(id)}/times`);
  } catch {
    times = timesByRate(document);
  }
  if (times.exact === false && document.levels.length > 0) {
    noteWatching("The times of the frames cannot be read from the video; those shown follow from its rate.");
  }
  return new FrameClock(times);
}

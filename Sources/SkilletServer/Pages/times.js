// Times as people read them.

const two = (number) => String(number).padStart(2, "0");

/** "1:02:03", "2:03" or "12.3 s". */
export function duration(seconds) {
  if (seconds === null || seconds === undefined) return "";
  if (seconds < 60) return `${seconds.toFixed(1)} s`;
  const whole = Math.round(seconds);
  const [hours, minutes] = [Math.floor(whole / 3600), Math.floor(whole / 60) % 60];
  return hours ? `${hours}:${two(minutes)}:${two(whole % 60)}` : `${minutes}:${two(whole % 60)}`;
}

/** A place in a video: "0:04.567" or "1:02:03.456". */
export function clock(seconds, digits = 3) {
  const sign = seconds < 0 ? "−" : "";
  const scale = 10 ** digits;
  const ticks = Math.round(Math.abs(seconds) * scale);
  const whole = Math.floor(ticks / scale);
  const [hours, minutes] = [Math.floor(whole / 3600), Math.floor(whole / 60) % 60];
  const rest = digits ? `.${String(ticks % scale).padStart(digits, "0")}` : "";
  return `${sign}${hours ? `${hours}:${two(minutes)}` : minutes}:${two(whole % 60)}${rest}`;
}

/** When something was done, as near as one needs it: "just now", "5 min ago", a date. */
export function ago(time) {
  const then = new Date(time);
  if (Number.isNaN(then.getTime())) return String(time ?? "");
  const seconds = (Date.now() - then.getTime()) / 1000;
  if (seconds < 50) return "just now";
  if (seconds < 3600) return `${Math.round(seconds / 60)} min ago`;
  if (seconds < 86400 && then.getDate() === new Date().getDate()) {
    return `today ${two(then.getHours())}:${two(then.getMinutes())}`;
  }
  return `${then.getFullYear()}-${two(then.getMonth() + 1)}-${two(then.getDate())} ${two(then.getHours())}:${two(then.getMinutes())}`;
}

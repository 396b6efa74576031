// Dates as the person's own device writes them. The reader's zone, the sandbox's clock.

const format = (options) => new Intl.DateTimeFormat(undefined, options);

const CLOCK = format({ hour: "2-digit", minute: "2-digit", hourCycle: "h23" });
const DAY = format({ day: "numeric", month: "long" });
const DAY_AND_YEAR = format({ day: "numeric", month: "long", year: "numeric" });
const WHOLE = format({ dateStyle: "full", timeStyle: "medium" });
const RELATIVE = new Intl.RelativeTimeFormat(undefined, { numeric: "auto" });

const UNITS = [["year", 31536000], ["month", 2592000], ["week", 604800], ["day", 86400], ["hour", 3600], ["minute", 60], ["second", 1]];

const dated = (seconds) => new Date(seconds * 1000);

export const clock = (seconds) => CLOCK.format(dated(seconds));
export const whole = (seconds) => WHOLE.format(dated(seconds));
export const dayKey = (seconds) => dated(seconds).toDateString();

export function dayName(seconds, now) {
  if (dayKey(seconds) === dayKey(now)) return "Today";
  if (dayKey(seconds) === dayKey(now - 86400)) return "Yesterday";
  return (dated(seconds).getFullYear() === dated(now).getFullYear() ? DAY : DAY_AND_YEAR).format(dated(seconds));
}

export function relative(seconds, now) {
  const distance = seconds - now;
  const [unit, size] = UNITS.find(([, length]) => Math.abs(distance) >= length) ?? UNITS.at(-1);
  return RELATIVE.format(Math.trunc(distance / size), unit);
}

/** A date_time entity's format: "r", or any of w, d or D, t or T in that order; empty keeps the words of the message. */
export function dateTime(seconds, pattern, now) {
  if (pattern === "r") return relative(seconds, now);
  const options = {};
  if (pattern.includes("w")) options.weekday = "long";
  if (pattern.includes("d")) Object.assign(options, { day: "2-digit", month: "2-digit", year: "2-digit" });
  if (pattern.includes("D")) Object.assign(options, { day: "numeric", month: "long", year: "numeric" });
  if (/[tT]/.test(pattern)) Object.assign(options, { hour: "2-digit", minute: "2-digit", hourCycle: "h23" });
  if (pattern.includes("T")) options.second = "2-digit";
  return format(options).format(dated(seconds));
}

export function duration(seconds = 0) {
  return `${Math.floor(seconds / 60)}:${String(Math.round(seconds % 60)).padStart(2, "0")}`;
}

export function size(bytes) {
  if (!bytes) return "";
  const unit = bytes < 1024 ** 2 ? [1024, "KB"] : [1024 ** 2, "MB"];
  return `${(bytes / unit[0]).toFixed(1)} ${unit[1]}`;
}

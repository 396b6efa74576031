// Text with entities → nodes. Offsets are UTF-16 units, as JavaScript's own strings count.

import { h } from "./dom.js";
import { dateTime, whole } from "./times.js";

const SAFE_LINK = /^(https?|tg|mailto|tel):/i;
const FOLDED_LINES = 3;
/** They end their line by themselves: the line break behind one would stand as an empty line. */
const BLOCKS = /^(pre|blockquote|expandable_blockquote)$/;

/** `on` has: link(url, event), command(text), mention(text), copy(text), now(). */
export function richText(text, entities = [], on) {
  const queue = entities
    .filter(({ offset, length }) => length > 0 && offset >= 0 && offset < text.length)
    .sort((a, b) => a.offset - b.offset || b.length - a.length);
  return nodes(text, 0, text.length, queue, on);
}

function nodes(text, from, to, queue, on) {
  const parts = [];
  let at = from;
  while (queue.length && queue[0].offset < to) {
    const entity = clipped(queue.shift(), to, queue);
    const start = Math.max(entity.offset, at);
    const stop = Math.min(entity.offset + entity.length, to);
    if (stop <= start) continue;
    parts.push(text.slice(at, start), wrap(entity, text.slice(start, stop), nodes(text, start, stop, queue, on), on));
    at = BLOCKS.test(entity.type) && text[stop] === "\n" ? stop + 1 : stop;
  }
  parts.push(text.slice(at, to));
  return parts.filter((part) => part !== "");
}

/** An entity that runs over its parent's end is cut there; the rest waits for its turn after the parent. */
function clipped(entity, to, queue) {
  const over = entity.offset + entity.length - to;
  if (over <= 0) return entity;
  const place = queue.findIndex(({ offset }) => offset >= to);
  queue.splice(place < 0 ? queue.length : place, 0, { ...entity, offset: to, length: over });
  return { ...entity, length: entity.length - over };
}

function wrap(entity, text, inner, on) {
  const make = KINDS[entity.type];
  return make ? make(inner, text, entity, on) : h("span", {}, inner);
}

const tag = (name) => (inner) => h(name, {}, inner);

const KINDS = {
  bold: tag("b"),
  italic: tag("i"),
  underline: tag("u"),
  strikethrough: tag("s"),
  blockquote: (inner) => h("blockquote", {}, inner),
  expandable_blockquote: foldedQuote,
  spoiler,
  code: (inner, text, _, on) => h("code", { title: "Copy", ...pressable(() => on.copy(text)) }, inner),
  pre: (inner, text, { language }, on) =>
    h("pre", { title: "Copy", ...pressable(() => on.copy(text)) }, language && h("span", { class: "language" }, language), h("code", {}, inner)),
  url: (inner, text, _, on) => link(inner, /^[a-z]+:/i.test(text) ? text : `https://${text}`, on),
  text_link: (inner, _, { url }, on) => link(inner, url, on),
  email: (inner, text, _, on) => link(inner, `mailto:${text}`, on),
  phone_number: (inner, text, _, on) => link(inner, `tel:${text.replace(/[^+\d]/g, "")}`, on),
  bot_command: (inner, text, _, on) => press(inner, () => on.command(text)),
  mention: (inner, text, _, on) => press(inner, () => on.mention(text)),
  text_mention: (inner, text, _, on) => press(inner, () => on.mention(text)),
  hashtag: (inner) => h("span", { class: "tag" }, inner),
  cashtag: (inner) => h("span", { class: "tag" }, inner),
  date_time: (inner, _, { unix_time, date_time_format = "" }, on) =>
    h("time", { class: "when", title: whole(unix_time), datetime: new Date(unix_time * 1000).toISOString() },
      date_time_format ? dateTime(unix_time, date_time_format, on.now()) : inner),
};

function link(inner, url, on) {
  if (!SAFE_LINK.test(url)) return h("span", {}, inner);
  return h("a", { href: url, title: url, target: "_blank", rel: "noopener noreferrer", onclick: (event) => on.link(url, event) }, inner);
}

function press(inner, action) {
  return h("span", { class: "press", role: "link", ...pressable(action) }, inner);
}

export function pressable(action) {
  const onkeydown = (event) => {
    if (event.key !== "Enter" && event.key !== " ") return;
    event.preventDefault();
    event.stopPropagation();
    action(event);
  };
  return { tabindex: "0", onclick: action, onkeydown };
}

function spoiler(inner) {
  const reveal = (event) => {
    if (element.classList.contains("open")) return;
    event.preventDefault();
    event.stopPropagation();
    element.classList.add("open");
    element.removeAttribute("aria-label");
    element.removeAttribute("role");
    element.removeAttribute("tabindex");
  };
  const element = h("span", { class: "spoiler", role: "button", "aria-label": "Hidden text, show it", ...pressable(reveal) }, h("span", {}, inner));
  return element;
}

function foldedQuote(inner) {
  const toggle = () => {
    const folded = quote.classList.toggle("folded");
    button.setAttribute("aria-expanded", String(!folded));
    button.setAttribute("aria-label", folded ? "Show the whole quote" : "Fold the quote");
  };
  const button = h("button", { type: "button", class: "fold", "aria-expanded": "false", "aria-label": "Show the whole quote", onclick: toggle });
  const quote = h("blockquote", { class: "expandable folded", style: { "--lines": FOLDED_LINES } }, h("span", { class: "quoted" }, inner), button);
  return quote;
}

// A row of the list → its element.

import { h, touch } from "./dom.js";
import { icon, ticks } from "./icons.js";
import { richText } from "./entities.js";
import { inlineKeyboard } from "./inline_keyboard.js";
import { isAlbum, media } from "./media.js";
import { avatar, nameOf, speaker, tone } from "./names.js";
import { forwardedFrom, quote } from "./quotes.js";
import { clock, whole } from "./times.js";

const BIG_EMOJI = /^(\p{Extended_Pictographic}(\uFE0F|\u200D\p{Extended_Pictographic}|[\u{1F3FB}-\u{1F3FF}])*){1,3}$/u;

/** `phone` answers for what a press means: see phone.js. */
export function rowElement(row, phone) {
  if (row.kind === "date") return h("div", { class: "date" }, h("span", {}, row.words));
  if (row.kind === "service") return h("div", { class: "service", "data-message": row.message.message_id }, h("span", { dir: "auto" }, row.words));
  return talk(row, phone);
}

function talk({ parts, out, first, last }, phone) {
  const message = parts.find(({ caption }) => caption) ?? parts[0];
  const group = phone.inGroup && !out;
  const classes = ["message", out ? "out" : "in", first && "first", last && "last", parts.some(({ deleted }) => deleted) && "deleted"];
  const keyboard = message.reply_markup?.inline_keyboard;
  return h(
    "div",
    { class: classes.filter(Boolean).join(" "), "data-message": parts[0].message_id, tabindex: "-1", role: "article", "aria-label": `${nameOf(speaker(message))}, ${clock(message.date)}` },
    group && (last ? avatar(speaker(message)) : h("span", { class: "avatar-room" })),
    h("div", { class: "body" }, bubble(parts, message, { group, out, first }, phone), keyboard && inlineKeyboard(message, phone)),
  );
}

function bubble(parts, message, { group, out, first }, phone) {
  const text = message.text ?? message.caption;
  const bare = !text && parts.length === 1 && Boolean(message.sticker || message.video_note || message.dice);
  const pictures = parts.some((part) => part.photo || part.video || part.animation);
  const big = message.text && BIG_EMOJI.test(message.text);
  const head = [
    group && first && sign(message, phone),
    forwardedFrom(message),
    message.via_bot && h("div", { class: "via" }, `via @${message.via_bot.username}`),
    message.reply_to_message && quote(message, phone),
  ].filter(Boolean);
  const words = text !== undefined && h("div", { class: big ? "text big" : "text", dir: "auto" }, richText(text, message.entities ?? message.caption_entities, phone.on), meta(message, out));
  const shown = parts.some((part) => media[kindOf(part)]) && shownMedia(parts, phone);
  const order = message.show_caption_above_media ? [words, shown] : [shown, words];
  return h(
    "div",
    {
      ...gestures(message, phone),
      class: ["bubble", bare && "bare", pictures && "pictured", pictures && !head.length && "flush", !text && "wordless"].filter(Boolean).join(" "),
    },
    head, order,
    shown || words ? null : h("div", { class: "text unknown" }, `Unsupported: ${kindOf(message) ?? "message"}`),
    text === undefined && meta(message, out),
    message.reactions?.length > 0 && reactions(message.reactions),
    h("button", { type: "button", class: "actions", tabindex: "-1", "aria-label": "Message actions", onclick: (event) => phone.menuOf(message, event.currentTarget) }, icon("dots")),
  );
}

/** A right click or, on glass, a tap opens the menu; a double click answers. */
function gestures(message, phone) {
  const open = (event) => {
    const bubble = event.currentTarget;
    const control = event.target.closest("a, button, [tabindex='0']");
    if (control && bubble.contains(control)) return;
    event.preventDefault();
    phone.menuOf(message, bubble.querySelector(":scope > .actions"));
  };
  return {
    oncontextmenu: open,
    onclick: (event) => touch() && open(event),
    ondblclick: () => touch() || phone.composer.aim({ reply: message }),
  };
}

function shownMedia(parts, phone) {
  return isAlbum(parts) ? media.album(parts, phone) : media[kindOf(parts[0])](parts[0], phone);
}

const EVERYWHERE = ["message_id", "from", "sender_chat", "chat", "date", "edit_date", "reply_markup", "text", "entities", "caption", "caption_entities"];

function kindOf(message) {
  return Object.keys(media).find((kind) => message[kind] !== undefined) ?? Object.keys(message).find((key) => !EVERYWHERE.includes(key));
}

function sign(message, phone) {
  const who = speaker(message);
  const title = phone.titleOf(message);
  return h("div", { class: `sign tone-${tone(who.id)}` }, h("bdi", { class: "name" }, nameOf(who)), title && h("span", { class: "title" }, title));
}

function meta(message, out) {
  return h(
    "span",
    { class: "meta", title: whole(message.date) },
    message.has_protected_content && icon("lock"),
    message.author_signature && h("bdi", {}, `${message.author_signature}, `),
    message.edit_date && h("span", { class: "edited" }, "edited "),
    h("time", { datetime: new Date(message.date * 1000).toISOString() }, clock(message.date)),
    out && ticks(),
  );
}

function reactions(list) {
  return h("div", { class: "reactions" }, list.map(({ emoji = "★" }) => h("span", {}, emoji)));
}

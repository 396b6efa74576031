// The keyboard a bot puts in place of the letters, and the answer it may insist on.

import { h, replace } from "./dom.js";
import { shareLocation, shareOwnContact } from "./sharing.js";

/** The keyboard that the bot's messages leave to this person, or null. */
export function standingKeyboard(messages, user, bot) {
  const touches = (markup) => markup.keyboard || markup.remove_keyboard || (markup.force_reply && !markup.inline_keyboard);
  const markup = newest(messages, user, bot, touches)?.reply_markup;
  return markup?.keyboard ? markup : null;
}

/** The message that the bot wants answered and this person has not answered yet. */
export function unanswered(messages, user, bot) {
  const asked = newest(messages, user, bot, (markup) => markup.force_reply);
  const later = ({ message_id: id, from }) => id > asked.message_id && from?.id === user.id;
  return asked && !messages.some(later) ? asked : null;
}

function newest(messages, user, bot, fits) {
  const ours = ({ from, reply_markup: markup }) => from?.id === bot.id && markup && fits(markup);
  return messages.findLast((message) => ours(message) && concerns(message, user));
}

function concerns({ reply_markup: markup, reply_to_message: original, entities = [], text = "" }, user) {
  if (!markup.selective) return true;
  const named = ({ type, offset, length, user: person }) =>
    person?.id === user.id || (type === "mention" && text.slice(offset + 1, offset + length) === user.username);
  return original?.from?.id === user.id || entities.some(named);
}

export class ReplyKeyboard {
  element = h("div", { class: "reply-keyboard", role: "group", "aria-label": "Bot's keyboard", hidden: true });
  #phone;
  #markup = null;
  #folded = false;

  constructor(phone) {
    this.#phone = phone;
  }

  get placeholder() {
    return this.#markup?.input_field_placeholder;
  }

  get present() {
    return Boolean(this.#markup?.keyboard);
  }

  get shown() {
    return this.present && !this.#folded;
  }

  show(markup) {
    if (JSON.stringify(markup) === JSON.stringify(this.#markup)) return;
    this.#markup = markup;
    this.#folded = false;
    this.#draw();
  }

  toggle() {
    this.#folded = !this.#folded;
    this.#draw();
  }

  #draw() {
    this.element.hidden = !this.shown;
    this.element.classList.toggle("fixed", !this.#markup?.resize_keyboard);
    replace(this.element, (this.#markup?.keyboard ?? []).map((line) => h("div", { class: "reply-row" }, line.map((button) => this.#key(button)))));
  }

  #key(button) {
    const { text, style } = typeof button === "string" ? { text: button } : button;
    return h("button", { type: "button", class: `reply-key ${style ?? ""}`, title: text, onclick: () => this.#press(button, text) }, h("span", { class: "label", dir: "auto" }, text));
  }

  #press(button, label) {
    if (this.#markup.one_time_keyboard) this.toggle();
    if (button.request_location) shareLocation(this.#phone);
    else if (button.request_contact) shareOwnContact(this.#phone);
    else this.#phone.speak({ text: label });
  }
}

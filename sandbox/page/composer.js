// Where one types: new messages, answers, corrections.

import { h } from "./dom.js";
import { icon } from "./icons.js";
import { post } from "./api.js";
import { attachments, sendPictures } from "./attach.js";
import { Commands } from "./commands.js";
import { nameOf, speaker } from "./names.js";
import { ask } from "./dialogs.js";
import { sendAs } from "./send_as.js";
import { snippet } from "./service.js";
import { LONGEST, split } from "./split.js";

const TALLEST = 160;

export class Composer {
  #phone;
  #keyboard;
  #target = null;
  #area = h("textarea", { rows: "1", "aria-label": "Message", autocomplete: "off", oninput: () => this.#typed(), onkeydown: (event) => this.#key(event), onpaste: (event) => this.#pasted(event) });
  #aimed = h("div", { class: "target", hidden: true });
  #count = h("span", { class: "count", "aria-live": "polite", hidden: true });
  #toggle = h("button", { type: "button", class: "tool", onclick: () => this.#toggleKeyboard() }, icon("keyboard"));
  #attach = h("button", { type: "button", class: "tool", "aria-label": "Attach", title: "Attach", onclick: () => attachments(this.#phone) }, icon("clip"));
  #send = h("button", { type: "button", class: "send", onclick: () => (this.#area.value.trim() ? this.submit() : this.#voice()) });
  #left = h("span", { class: "left" });

  constructor(phone, keyboard) {
    this.#phone = phone;
    this.#keyboard = keyboard;
    this.commands = new Commands(phone, this.#area);
    this.element = h(
      "div",
      { class: "composer" },
      this.commands.list,
      this.#aimed,
      h("div", { class: "line" }, this.#left, h("div", { class: "field-box" }, this.#area, this.#count, this.#toggle, this.#attach), this.#send),
      keyboard.element,
    );
  }

  /** What is being answered: { reply: message } or corrected: { edit: message }; null for neither. */
  get target() {
    return this.#target;
  }

  get replyTo() {
    return this.#target?.reply?.message_id;
  }

  refresh() {
    this.#toggle.hidden = !this.#keyboard.present;
    this.#toggle.setAttribute("aria-label", this.#keyboard.shown ? "Show the letters" : "Show the bot's keyboard");
    this.#toggle.setAttribute("aria-pressed", String(this.#keyboard.shown));
    this.#area.placeholder = this.#target?.placeholder ?? this.#keyboard.placeholder ?? "Message";
    this.#typed();
  }

  /** Redrawn only when the person or the chat changes. */
  reset() {
    this.#area.value = "";
    this.aim(null);
    this.#left.replaceChildren(this.#phone.inGroup ? sendAs(this.#phone) : this.commands.button);
  }

  type(text) {
    this.#area.value = text;
    this.#typed();
    this.#area.focus();
  }

  aim(target) {
    if (this.#target?.edit && !target?.edit) this.#area.value = "";
    this.#target = target;
    const message = target?.reply ?? target?.edit;
    this.#aimed.hidden = !message;
    if (message) this.#aimed.replaceChildren(...this.#about(message, target));
    if (target?.edit) this.#area.value = message.text ?? message.caption ?? "";
    this.refresh();
    if (message && !target.quietly) this.#area.focus();
  }

  async submit() {
    const text = this.#area.value.trim();
    if (!text) return;
    const edited = this.#target?.edit;
    this.#area.value = "";
    this.#typed();
    try {
      if (edited) await this.#correct(edited, text);
      else for (const part of split(text)) await this.#phone.say({ text: part });
    } catch (error) {
      this.#area.value ||= text;
      this.#phone.toast(error.message);
    }
    this.#typed();
  }

  async #correct(message, text) {
    this.aim(null);
    const field = message.text === undefined ? "caption" : "text";
    await post(`chats/${message.chat.id}/edits`, { user_id: this.#phone.user.id, message_id: message.message_id, [field]: text });
  }

  #about(message, target) {
    return [
      icon(target.edit ? "edit" : "reply"),
      h("button", { type: "button", class: "about", "aria-label": "Show the message", onclick: () => this.#phone.scrollTo(message.message_id) },
        h("bdi", { class: "name" }, target.edit ? "Edit message" : nameOf(speaker(message))), h("span", { class: "snippet", dir: "auto" }, snippet(message))),
      h("button", { type: "button", class: "tool", "aria-label": target.edit ? "Leave it as it was" : "Do not answer", onclick: () => this.aim(null) }, icon("close")),
    ];
  }

  #typed() {
    const { value } = this.#area;
    this.#area.style.height = "auto";
    if (this.#area.scrollHeight) this.#area.style.height = `${Math.min(this.#area.scrollHeight, TALLEST)}px`; // 0 while not seen
    this.#count.hidden = value.length < LONGEST * 0.9;
    this.#count.textContent = value.length > LONGEST ? `${Math.ceil(value.length / LONGEST)} messages` : `${LONGEST - value.length}`;
    const something = Boolean(value.trim());
    const picture = this.#target?.edit ? "check" : something ? "send" : "mic";
    if (this.#send.dataset.picture !== picture) this.#send.replaceChildren(icon(picture));
    this.#send.dataset.picture = picture;
    this.#send.setAttribute("aria-label", { check: "Save", send: "Send", mic: "Voice message" }[picture]);
    this.commands.suggest(value);
  }

  #key(event) {
    if (event.isComposing || this.commands.key(event)) return;
    if (event.key === "Enter" && !event.shiftKey) {
      event.preventDefault();
      this.submit();
    } else if (event.key === "Escape" && this.#target) {
      this.aim(null);
    } else if (event.key === "ArrowUp" && !this.#area.value) {
      const last = this.#phone.lastOwn();
      if (!last) return;
      event.preventDefault();
      this.aim({ edit: last });
    }
  }

  #pasted(event) {
    const pictures = [...event.clipboardData.files].filter(({ type }) => type.startsWith("image/"));
    if (!pictures.length) return;
    event.preventDefault();
    sendPictures(this.#phone, pictures);
  }

  #toggleKeyboard() {
    this.#keyboard.toggle();
    this.refresh();
  }

  async #voice() {
    const answer = await ask(this.#phone.screen, { title: "Voice message", fields: [{ name: "duration", label: "Seconds", type: "number", value: 5, min: 1, max: 3600 }] });
    if (answer) this.#phone.speak({ voice: answer });
  }
}

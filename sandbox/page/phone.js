// One phone: a person, a chat, and everything they can see and do there.

import { coalesced, h } from "./dom.js";
import { post } from "./api.js";
import { acceptDrops } from "./attach.js";
import { Composer } from "./composer.js";
import { alert, toast } from "./dialogs.js";
import { gateOf } from "./gate.js";
import { Header } from "./header.js";
import { greeting } from "./greeting.js";
import { MessageList } from "./list.js";
import { startPayload } from "./links.js";
import { menuOf } from "./message_menu.js";
import { fullName } from "./names.js";
import { openPicture } from "./picture_view.js";
import { ReplyKeyboard, standingKeyboard, unanswered } from "./reply_keyboard.js";
import { statusBar } from "./status_bar.js";

export class Phone {
  user = null;
  chatId = null;
  guise = {};
  startPayload = null;
  unread = 0;
  #leave = [];
  #gate = h("div", { class: "gate", hidden: true });
  #gateShown = "";
  #asked = null;

  constructor(world, label, onchange) {
    this.world = world;
    this.onchange = onchange;
    this.keyboard = new ReplyKeyboard(this);
    this.composer = new Composer(this, this.keyboard);
    this.list = new MessageList(this);
    this.header = new Header(this);
    this.screen = h("section", { class: "screen", "aria-label": label }, statusBar(world), this.header.element, this.list.element, this.#gate, this.composer.element);
    this.element = h("div", { class: "phone" }, this.screen);
    acceptDrops(this);
    this.refresh = coalesced(() => this.refreshNow());
    for (const news of ["people", "clock", "live"]) world.on(news, this.refresh);
    this.on = {
      now: world.now,
      link: (url, event) => this.#ownLink(url) && event.preventDefault(),
      command: (text) => this.command(text),
      mention: (text) => this.toast(text),
      copy: (text) => this.copy(text),
    };
  }

  get bot() {
    return this.world.me;
  }

  get chat() {
    return this.world.chats.get(this.chatId);
  }

  get inGroup() {
    return this.chatId !== this.user?.id;
  }

  get transcript() {
    return this.world.transcript(this.chatId);
  }

  async show(user, chatId) {
    this.#leave.forEach((leave) => leave());
    Object.assign(this, { user, chatId, guise: {}, unread: 0 });
    this.#asked = null;
    this.list.clear();
    await this.world.open(chatId);
    this.#leave = [this.world.on(`chat:${chatId}`, ({ detail }) => this.#news(detail))];
    this.composer.reset();
    this.refreshNow();
    this.list.stick();
    this.onchange(this);
  }

  refreshNow() {
    if (!this.user || !this.transcript) return;
    const messages = this.transcript.list({ deleted: document.body.classList.contains("with-deleted") });
    this.header.draw();
    this.list.draw(messages, () => greeting(this));
    this.#stand(messages.filter(({ deleted }) => !deleted));
    this.#drawGate();
    this.composer.refresh();
  }

  #news(message) {
    if (message && message.from?.id !== this.user.id && !message.edit_date) this.unread += 1;
    this.onchange(this);
    this.refresh();
  }

  #stand(messages) {
    this.keyboard.show(standingKeyboard(messages, this.user, this.bot));
    const asked = unanswered(messages, this.user, this.bot);
    if (asked && asked.message_id !== this.#asked) {
      this.composer.aim({ reply: asked, placeholder: asked.reply_markup.input_field_placeholder, quietly: true });
    }
    this.#asked = asked?.message_id ?? null;
    const aimed = this.composer.target?.reply ?? this.composer.target?.edit;
    if (aimed && this.transcript.get(aimed.message_id)?.deleted) this.composer.aim(null);
  }

  #drawGate() {
    const gate = gateOf(this);
    const shown = `${gate?.name}|${this.startPayload}`;
    this.#gate.hidden = !gate;
    this.composer.element.hidden = Boolean(gate);
    if (shown === this.#gateShown) return;
    this.#gateShown = shown;
    this.#gate.replaceChildren(...(gate ? [gate.draw()] : []));
  }

  /** Sends anything, with the answer's target and the guise; says so when it is refused. */
  async speak(content) {
    try {
      await this.say(content);
    } catch (error) {
      this.toast(error.message);
    }
  }

  async say(content) {
    const reply = this.composer.replyTo;
    const body = { user_id: this.user.id, ...this.guise, ...(reply ? { reply_to_message_id: reply } : {}), ...content };
    if (reply) this.composer.aim(null);
    this.list.stick();
    const { messages } = await post(`chats/${this.chatId}/messages`, body);
    messages.forEach((message) => this.world.put(message));
  }

  start(payload) {
    this.startPayload = null;
    return this.speak({ text: payload ? `/start ${payload}` : "/start" });
  }

  /** In a group a command is addressed, as Telegram's apps do. */
  command(text) {
    this.speak({ text: this.inGroup && !text.includes("@") ? `${text}@${this.bot.username}` : text });
  }

  openLink(url) {
    if (!this.#ownLink(url) && /^https?:/i.test(url)) window.open(url, "_blank", "noopener");
  }

  /** A link to this very bot opens it here, with its payload. */
  #ownLink(url) {
    const payload = startPayload(url, this.bot);
    if (payload === null) return false;
    this.startPayload = payload;
    if (this.inGroup) this.show(this.user, this.user.id);
    else this.refresh();
    return true;
  }

  openPicture(source, caption) {
    openPicture(this.screen, source, caption);
  }

  scrollTo(messageId) {
    if (!this.list.scrollTo(messageId)) this.toast("That message is not here any more");
  }

  menuOf(message, anchor) {
    menuOf(this, message, anchor);
  }

  /** What stands beside a name in a group. */
  titleOf(message) {
    if (!this.inGroup) return null;
    if (message.sender_chat) return message.sender_chat.id === this.chatId ? "anonymous" : "channel";
    const { status, custom_title: custom } = this.world.member(this.chatId, message.from?.id) ?? {};
    if (status === "creator") return custom ?? "owner";
    return status === "administrator" ? (custom ?? "admin") : null;
  }

  lastOwn() {
    return this.transcript.lastOf(this.user.id);
  }

  async copy(text) {
    await navigator.clipboard?.writeText(text).catch(() => {});
    this.toast("Copied");
  }

  type(text) {
    this.composer.type(text);
  }

  toast(text) {
    toast(this.screen, text);
  }

  alert(text) {
    return alert(this.screen, text, fullName(this.bot));
  }
}

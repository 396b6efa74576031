// What this tab knows of the sandbox: people, chats, transcripts, the clock. Listeners hear what changed.

import { get } from "./api.js";
import { follow } from "./feed.js";
import { Transcript } from "./transcript.js";

const REMEMBERED_ANSWERS = 50;
const TYPING_MS = 5000;

export class World extends EventTarget {
  me = null;
  users = new Map();
  chats = new Map();
  live = false;
  #transcripts = new Map();
  #arriving = new Map();
  #answers = new Map();
  #typing = new Map();
  #offset = 0;
  #stale = false;
  #refreshing = false;

  async start() {
    await this.refresh();
    follow({
      onevent: (event) => this.#hear(event),
      onopen: () => this.#caughtUp(),
      onlost: () => this.#setLive(false),
    });
  }

  /** Seconds on the sandbox's clock, which may run ahead of this machine's. */
  now = () => Date.now() / 1000 + this.#offset;

  async refresh() {
    const [me, users, chats, clock] = await Promise.all(["me", "users", "chats", "clock"].map(get));
    this.me = me;
    this.users = new Map(users.map((user) => [user.id, user]));
    this.chats = new Map(chats.map((chat) => [chat.id, chat]));
    this.setClock(clock);
    this.#tell("people");
  }

  setClock({ now }) {
    this.#offset = now - Date.now() / 1000;
    this.#tell("clock");
  }

  /** Chats that are not private, oldest first; a group that became a supergroup lives on only as that. */
  groups() {
    return [...this.chats.values()].filter(({ type, migrated_to: moved }) => type !== "private" && !moved);
  }

  exists(chatId) {
    return this.users.has(chatId) || this.groups().some(({ id }) => id === chatId);
  }

  #react({ chat_id: chatId, message_id: messageId, reaction, n: version }) {
    const message = this.#transcripts.get(chatId)?.get(messageId);
    if (message) this.put({ ...message, reactions: reaction }, version);
  }

  members(chatId) {
    return this.chats.get(chatId)?.members ?? [];
  }

  member(chatId, userId) {
    return this.members(chatId).find(({ user }) => user.id === userId);
  }

  hasBlocked(userId) {
    return this.member(userId, this.me.id)?.status === "kicked";
  }

  async open(chatId) {
    if (!this.#transcripts.has(chatId)) this.#transcripts.set(chatId, new Transcript());
    await this.reload(chatId);
    return this.#transcripts.get(chatId);
  }

  transcript(chatId) {
    return this.#transcripts.get(chatId);
  }

  /** Read anew, since the sandbox itself may have begun anew; what is heard meanwhile goes into both. */
  async reload(chatId) {
    const fresh = new Transcript();
    this.#arriving.set(chatId, fresh);
    fresh.merge(await get(`chats/${chatId}/transcript`));
    if (this.#arriving.get(chatId) !== fresh) return;
    this.#arriving.delete(chatId);
    this.#transcripts.set(chatId, fresh);
    this.#tell(`chat:${chatId}`);
  }

  put(message, version) {
    const chatId = message.chat.id;
    this.#arriving.get(chatId)?.put(message, version);
    if (this.#transcripts.get(chatId)?.put(message, version)) this.#tell(`chat:${chatId}`, message);
  }

  #drop({ chat_id: chatId, message_id: messageId, n: version }) {
    this.#arriving.get(chatId)?.drop(messageId, version);
    this.#transcripts.get(chatId)?.drop(messageId, version);
    this.#tell(`chat:${chatId}`);
  }

  typing(chatId) {
    return (this.#typing.get(chatId) ?? 0) > Date.now();
  }

  /** Resolves with the bot's answer to a press, whether it came before or comes after this call. */
  answer(queryId, patience) {
    if (this.#answers.has(queryId)) return Promise.resolve(this.#answers.get(queryId));
    return new Promise((resolve) => {
      const done = (answer) => {
        clearTimeout(timer);
        this.removeEventListener("answer", heard);
        resolve(answer);
      };
      const heard = ({ detail }) => detail.callback_query_id === queryId && done(detail);
      const timer = setTimeout(done, patience, null);
      this.addEventListener("answer", heard);
    });
  }

  on(what, listener) {
    this.addEventListener(what, listener);
    return () => this.removeEventListener(what, listener);
  }

  #tell(what, detail) {
    this.dispatchEvent(new CustomEvent(what, { detail }));
  }

  #hear(event) {
    this.#heard[event.type]?.(event);
  }

  #heard = {
    message: (event) => {
      this.#typing.delete(event.chat_id);
      this.put(event.message, event.n);
      if (this.#renamed(event.message.from)) this.#refreshSoon();
    },
    edit: (event) => this.put(event.message, event.n),
    delete: (event) => this.#drop(event),
    reaction: (event) => this.#react(event),
    tap_answer: (answer) => this.#remember(answer),
    action: ({ chat_id }) => this.#shownTyping(chat_id),
    chat: () => this.#refreshSoon(),
    member: () => this.#refreshSoon(),
    clock: (event) => this.setClock(event),
  };

  #renamed(author) {
    return author?.id === this.me.id && author.first_name !== this.me.first_name;
  }

  /** Many may come or go at once; one look at them all while another is under way is enough. */
  async #refreshSoon() {
    this.#stale = true;
    if (this.#refreshing) return;
    this.#refreshing = true;
    while (this.#stale) {
      this.#stale = false;
      await this.refresh().catch(() => {});
    }
    this.#refreshing = false;
  }

  #remember(answer) {
    this.#answers.set(answer.callback_query_id, answer);
    if (this.#answers.size > REMEMBERED_ANSWERS) this.#answers.delete(this.#answers.keys().next().value);
    this.#tell("answer", answer);
  }

  #shownTyping(chatId) {
    this.#typing.set(chatId, Date.now() + TYPING_MS);
    setTimeout(() => this.#tell(`chat:${chatId}`), TYPING_MS + 50);
    this.#tell(`chat:${chatId}`);
  }

  async #caughtUp() {
    await this.refresh();
    await Promise.all([...this.#transcripts.keys()].map((chatId) => this.reload(chatId).catch(() => this.#transcripts.delete(chatId))));
    this.#setLive(true);
  }

  #setLive(live) {
    this.live = live;
    this.#tell("live");
  }
}

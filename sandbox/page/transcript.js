// One chat's messages by number. News of a message may come in any order, from an event or from a catching up:
// the number of the event that last touched it (its version) says which is newer.

import { speaker } from "./names.js";

export class Transcript {
  #messages = new Map();
  #versions = new Map();

  merge({ messages, changes }) {
    for (const message of messages) this.put(message, changes[message.message_id]);
  }

  /** False for what is known already. */
  put(message, version = 0) {
    const id = message.message_id;
    if (this.#messages.has(id) && version <= this.#versions.get(id)) return false;
    this.#messages.set(id, message);
    this.#versions.set(id, version);
    return true;
  }

  drop(messageId, version) {
    const message = this.#messages.get(messageId);
    if (message) this.put({ ...message, deleted: true }, version);
  }

  get(messageId) {
    return this.#messages.get(messageId);
  }

  list({ deleted = false } = {}) {
    return [...this.#messages.values()]
      .filter((message) => deleted || !message.deleted)
      .sort((a, b) => a.message_id - b.message_id);
  }

  /** The newest own message, the one ArrowUp edits. */
  lastOf(userId) {
    return this.list().findLast((message) => speaker(message).id === userId && message.text !== undefined);
  }
}

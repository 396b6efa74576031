// The messages of one phone: draws only what changed, keeps its place, sticks to the newest when it was there.

import { h } from "./dom.js";
import { icon } from "./icons.js";
import { rowElement } from "./bubbles.js";
import { rows } from "./rows.js";

const AT_ONCE = 150;
const NEAR = 60;

export class MessageList {
  #phone;
  #drawn = new Map();
  #limit = AT_ONCE;
  #stuck = true;
  #missed = 0;
  #newest = 0;
  #inner = h("div", { class: "inner" });
  #badge = h("span", { class: "badge", hidden: true });
  #earlier = h("button", { type: "button", class: "earlier", hidden: true, onclick: () => this.#showEarlier() }, "Earlier messages");
  #scroller = h("div", { class: "scroller", tabindex: "0", role: "log", "aria-label": "Messages", onscroll: () => this.#scrolled(), onkeydown: (event) => this.#walk(event) }, this.#earlier, this.#inner);
  #jump = h("button", { type: "button", class: "jump", hidden: true, "aria-label": "To the newest message", onclick: () => this.toBottom("smooth") }, this.#badge, icon("down"));
  element = h("div", { class: "list" }, this.#scroller, this.#jump);

  constructor(phone) {
    this.#phone = phone;
    new ResizeObserver(() => this.#stuck && this.toBottom()).observe(this.#scroller);
  }

  clear() {
    this.#drawn.clear();
    this.#inner.replaceChildren();
    this.#limit = AT_ONCE;
    this.#stuck = true;
    this.#missed = this.#newest = 0;
  }

  draw(messages, greeting) {
    const fresh = this.#drawn.size > 0;
    const list = rows(messages.slice(-this.#limit), this.#phone.user.id, this.#phone.world.now());
    this.#earlier.hidden = messages.length <= this.#limit;
    this.#reconcile(list, fresh);
    this.#inner.classList.toggle("empty", messages.length === 0);
    if (messages.length === 0) this.#inner.replaceChildren(greeting());
    this.#countMissed(messages);
    if (this.#stuck) this.toBottom();
  }

  toBottom(behavior = "instant") {
    this.#scroller.scrollTo({ top: this.#scroller.scrollHeight, behavior });
  }

  /** Held at the newest from now on, as after speaking. */
  stick() {
    this.#stuck = true;
    this.toBottom();
  }

  /** False when the message is not here to be shown. */
  scrollTo(messageId) {
    const found = this.#inner.querySelector(`[data-message="${Number(messageId)}"]`);
    const row = found?.closest(".message, .service");
    if (!row) return false;
    row.scrollIntoView({ block: "center", behavior: "smooth" });
    row.classList.remove("noticed");
    requestAnimationFrame(() => row.classList.add("noticed"));
    return true;
  }

  #reconcile(list, fresh) {
    const keys = new Set(list.map(({ key }) => key));
    for (const [key, { element }] of this.#drawn) {
      if (keys.has(key)) continue;
      element.remove();
      this.#drawn.delete(key);
    }
    if (this.#drawn.size === 0) this.#inner.replaceChildren();
    let cursor = this.#inner.firstChild;
    for (const row of list) {
      const element = this.#element(row, fresh);
      if (cursor && !cursor.isConnected) cursor = element; // drawn anew, in the same place
      if (element === cursor) cursor = cursor.nextSibling;
      else this.#inner.insertBefore(element, cursor);
    }
  }

  #element(row, fresh) {
    const signature = JSON.stringify([row, row.parts && this.#phone.titleOf(row.parts[0])]);
    const old = this.#drawn.get(row.key);
    if (old?.signature === signature) return old.element;
    const element = old ? keepingFocus(old.element, rowElement(row, this.#phone)) : rowElement(row, this.#phone);
    if (!old && fresh) element.classList.add("fresh");
    this.#drawn.set(row.key, { signature, element });
    return element;
  }

  #countMissed(messages) {
    const newest = messages.at(-1)?.message_id ?? 0;
    if (!this.#stuck) this.#missed += messages.filter(({ message_id: id }) => id > this.#newest).length;
    this.#newest = Math.max(newest, this.#newest);
    this.#mark();
  }

  #scrolled() {
    const { scrollHeight, scrollTop, clientHeight } = this.#scroller;
    this.#stuck = scrollHeight - scrollTop - clientHeight < NEAR;
    if (this.#stuck) this.#missed = 0;
    this.#mark();
  }

  #mark() {
    this.#jump.hidden = this.#stuck;
    this.#badge.hidden = this.#missed === 0;
    this.#badge.textContent = this.#missed;
  }

  #showEarlier() {
    const before = this.#scroller.scrollHeight;
    this.#limit += AT_ONCE;
    this.#stuck = false;
    this.#phone.refreshNow();
    this.#scroller.scrollTop += this.#scroller.scrollHeight - before;
  }

  /** Arrows go from message to message, Enter opens what can be done with one. */
  #walk(event) {
    const all = [...this.#inner.querySelectorAll(".message")];
    const at = all.indexOf(document.activeElement);
    if (event.key === "Enter" && at >= 0) all[at].querySelector(".actions").click();
    const step = { ArrowUp: -1, ArrowDown: 1 }[event.key];
    if (!step || !(at >= 0 || document.activeElement === this.#scroller)) return;
    event.preventDefault();
    all[at < 0 ? all.length - 1 : Math.max(0, Math.min(all.length - 1, at + step))]?.focus();
  }
}

/** A message edited in place leaves the keyboard where it stood, for instance on the button just pressed. */
function keepingFocus(old, element) {
  const keys = (root) => [...root.querySelectorAll("button")];
  const focused = keys(old).indexOf(document.activeElement);
  const own = old === document.activeElement;
  old.replaceWith(element);
  if (own) element.focus({ preventScroll: true });
  if (focused >= 0) (keys(element)[focused] ?? element).focus({ preventScroll: true });
  return element;
}

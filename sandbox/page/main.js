// The desk: three phones side by side, or one with tabs where there is little room.

import { h } from "./dom.js";
import { createCast, keepSeats, seats } from "./cast.js";
import { Drawer } from "./drawer.js";
import { identity } from "./identity.js";
import { avatar, fullName } from "./names.js";
import { Phone } from "./phone.js";
import { World } from "./world.js";

const LABELS = ["First phone", "Second phone", "Third phone"];

/** A cast made elsewhere comes person by person. */
const OTHERS_FINISH_MS = 1000;

const world = new World();

class Desk {
  #phones = LABELS.map((label) => new Phone(world, label, (phone) => this.#changed(phone)));
  #identities = this.#phones.map((phone, index) => identity(phone, LABELS[index]));
  #tabs = LABELS.map((label, index) => h("button", { type: "button", class: "tab", role: "tab", id: `tab-${index}`, "aria-controls": `seat-${index}`, onclick: () => this.turnTo(index), onkeydown: (event) => this.#walk(event, index) }, label));
  #seats = this.#phones.map((phone, index) => h("div", { class: "seat", role: "tabpanel", id: `seat-${index}`, "aria-labelledby": `tab-${index}` }, this.#identities[index].element, phone.element));
  #drawer = new Drawer(world);
  #light = h("span", { class: "light", role: "status" });
  #at = 0;

  constructor() {
    document.body.append(
      h("header", { class: "top" }, h("h1", {}, "Local Telegram"), this.#light, h("div", { class: "tabs", role: "tablist", "aria-label": "Phones" }, this.#tabs), this.#drawer.button),
      h("main", { class: "desk" }, this.#seats),
      this.#drawer.element,
    );
    world.on("live", () => this.#showLive());
    world.on("people", () => this.#seatTheLost());
    this.turnTo(0);
    this.#showLive();
  }

  async open() {
    const places = seats(world);
    await Promise.all(this.#phones.map((phone, index) => phone.show(places[index].user, places[index].chatId)));
    const payload = new URLSearchParams(location.search).get("start");
    if (payload !== null) await this.#startFirst(payload);
  }

  turnTo(index) {
    this.#at = index;
    document.body.dataset.phone = index;
    this.#tabs.forEach((tab, at) => {
      tab.setAttribute("aria-selected", String(at === index));
      tab.tabIndex = at === index ? 0 : -1;
    });
    this.#phones[index].unread = 0;
    this.#changed(this.#phones[index]);
  }

  #changed(phone) {
    const index = this.#phones.indexOf(phone);
    if (index < 0 || !phone.user) return;
    if (index === this.#at) phone.unread = 0;
    const place = phone.inGroup ? (phone.chat?.title ?? "") : "";
    this.#tabs[index].replaceChildren(
      avatar(phone.inGroup ? phone.chat ?? phone.user : phone.user),
      h("span", { class: "tab-name" }, place || fullName(phone.user)),
      phone.unread > 0 ? h("span", { class: "badge", "aria-label": `${phone.unread} new` }, String(phone.unread)) : "",
    );
    this.#identities[index].draw();
    if (this.#phones.every(({ user }) => user)) keepSeats(this.#phones);
  }

  #startFirst(payload) {
    const [first] = this.#phones;
    first.startPayload = payload;
    history.replaceState(null, "", location.pathname);
    return first.show(first.user, first.user.id);
  }

  /** A sandbox begun anew, or a group that became a supergroup, takes chats away from under a phone. */
  #seatTheLost() {
    const lost = this.#phones.filter(({ user, chatId }) => user && !(world.users.has(user.id) && world.exists(chatId)));
    if (!lost.length) return;
    if (world.users.size === 0) return location.reload();
    const places = seats(world);
    for (const phone of lost) {
      const { user, chatId } = places[this.#phones.indexOf(phone)];
      const moved = world.users.has(phone.user.id) && world.chats.get(phone.chatId)?.migrated_to;
      phone.show(moved ? phone.user : user, moved || chatId);
    }
  }

  #showLive() {
    this.#light.classList.toggle("on", world.live);
    this.#light.textContent = world.live ? "live" : "connecting…";
  }

  #walk(event, index) {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (!step) return;
    const next = (index + step + LABELS.length) % LABELS.length;
    this.turnTo(next);
    this.#tabs[next].focus();
  }
}

function offerCast() {
  return new Promise((resolve) => {
    const create = async () => {
      button.disabled = true;
      await createCast(world);
      done();
    };
    const done = () => {
      welcome.remove();
      resolve();
    };
    const button = h("button", { type: "button", class: "choice main", onclick: create }, "Create the cast");
    const welcome = h(
      "div",
      { class: "welcome" },
      h("img", { src: "/page/icon.svg", width: 72, height: 72, alt: "" }),
      h("h1", {}, "Nobody lives here yet"),
      h("p", {}, "A resident, Айгүл. Two moderators, Ерлан and Марина, in a group with the bot. An akim, Бақыт."),
      button,
    );
    document.body.append(welcome);
    button.focus();
    const leave = world.on("people", () => {
      if (button.disabled || world.users.size === 0) return;
      leave();
      setTimeout(done, OTHERS_FINISH_MS);
    });
  });
}

await world.start();
if (world.users.size === 0) await offerCast();
await new Desk().open();

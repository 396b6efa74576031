import { h } from "./dom.js";
import { icon } from "./icons.js";
import { post } from "./api.js";
import { ask, menu } from "./dialogs.js";
import { openMembers } from "./members.js";
import { avatar, chatName, fullName } from "./names.js";

export class Header {
  #phone;
  #face = h("span", { class: "face" });
  #title = h("b", { class: "title", dir: "auto" });
  #subtitle = h("span", { class: "subtitle" });
  #more = h("button", { type: "button", class: "tool", "aria-label": "Chat menu", "aria-haspopup": "menu", onclick: () => this.#open() }, icon("more"));
  element = h("header", { class: "header" }, this.#face, h("div", { class: "titles" }, this.#title, this.#subtitle), this.#more);
  #drawn = "";

  constructor(phone) {
    this.#phone = phone;
  }

  draw() {
    const { inGroup, chat, bot, world, chatId } = this.#phone;
    const who = inGroup ? (chat ?? { id: chatId, title: String(chatId) }) : bot;
    const title = inGroup ? chatName(who) : fullName(bot);
    const typing = world.typing(chatId);
    const subtitle = typing ? (inGroup ? `${fullName(bot)} is typing` : "typing") : inGroup ? members(world.members(chatId)) : "bot";
    const drawn = JSON.stringify([who.id, title, subtitle]);
    if (drawn === this.#drawn) return;
    this.#drawn = drawn;
    this.#face.replaceChildren(avatar(who));
    this.#title.textContent = title;
    this.#subtitle.textContent = subtitle;
    this.#subtitle.classList.toggle("typing", typing);
  }

  #open() {
    const phone = this.#phone;
    menu(phone.screen, this.#more, phone.inGroup ? groupItems(phone) : privateItems(phone), "Chat");
  }
}

function members(list) {
  const count = list.filter(({ status }) => !["left", "kicked"].includes(status)).length;
  return count === 1 ? "1 member" : `${count} members`;
}

function privateItems(phone) {
  const blocked = phone.world.hasBlocked(phone.user.id);
  const act = async (what) => {
    await post(`users/${phone.user.id}/${what}`);
    await phone.world.refresh();
  };
  return [
    { name: "Start with a payload…", icon: "play", action: () => startWith(phone) },
    blocked ? { name: "Unblock the bot", icon: "check", action: () => act("unblock") } : { name: "Block the bot", icon: "block", danger: true, action: () => act("block") },
  ];
}

function groupItems(phone) {
  const { chat, world } = phone;
  return [
    { name: "Members…", icon: "group", action: () => openMembers(phone) },
    chat.type === "group" && { name: "Make it a supergroup", icon: "bolt", action: () => post(`chats/${chat.id}/migrate`) },
    { name: "Leave the group", icon: "block", danger: true, action: () => post(`chats/${chat.id}/members`, { user_id: phone.user.id, status: "left" }).then(() => world.refresh()) },
  ];
}

async function startWith(phone) {
  const payload = { name: "payload", label: "Payload", value: "t196847100", pattern: "[A-Za-z0-9_\\-]{0,64}" };
  const answer = await ask(phone.screen, { title: "Start", action: "Start", fields: [payload] });
  if (answer) phone.start(answer.payload);
}

// Above each phone: who one is there, and in which chat.

import { h } from "./dom.js";
import { post } from "./api.js";
import { ask } from "./dialogs.js";
import { fullName } from "./names.js";

const NEW = "new";
const PRIVATE = "private";

export function identity(phone, label) {
  const { world } = phone;
  const who = h("select", { class: "who", "aria-label": `${label}: who you are`, onchange: pickUser });
  const where = h("select", { class: "where", "aria-label": `${label}: which chat`, onchange: pickChat });

  function draw() {
    if (!phone.user) return;
    const people = [...world.users.values()].map((user) => [user.id, user.username ? `${fullName(user)} @${user.username}` : fullName(user)]);
    options(who, [...people, [NEW, "New person…"]], phone.user.id);
    const groups = world.groups().map((chat) => [chat.id, chat.title]);
    options(where, [[PRIVATE, "Private chat"], ...groups, [NEW, "New group…"]], phone.inGroup ? phone.chatId : PRIVATE);
  }

  async function pickUser() {
    const user = who.value === NEW ? await newPerson(phone) : world.users.get(Number(who.value));
    if (user) await phone.show(user, phone.inGroup ? phone.chatId : user.id);
    draw();
  }

  async function pickChat() {
    const id = where.value === NEW ? await newGroup(phone) : where.value === PRIVATE ? phone.user.id : Number(where.value);
    if (id) await phone.show(phone.user, id);
    draw();
  }

  world.on("people", draw);
  return { element: h("div", { class: "identity" }, who, h("span", { class: "in" }, "in"), where), draw };
}

function options(select, pairs, chosen) {
  select.replaceChildren(...pairs.map(([value, words]) => h("option", { value, selected: value === chosen }, words)));
}

async function newPerson(phone) {
  const answer = await ask(phone.screen, {
    title: "New person",
    action: "Create",
    fields: [
      { name: "first_name", label: "First name", required: true, maxlength: 64 },
      { name: "last_name", label: "Last name", maxlength: 64 },
      { name: "username", label: "Username", pattern: "\\w{4,32}" },
      { name: "language_code", label: "Language", options: [["kk", "kk · Қазақша"], ["ru", "ru · Русский"], ["en", "en · English"], ["", "none"]], value: "kk" },
    ],
  });
  if (!answer) return null;
  const user = await post("users", Object.fromEntries(Object.entries(answer).filter(([, value]) => value)));
  await phone.world.refresh();
  return phone.world.users.get(user.id);
}

async function newGroup(phone) {
  const answer = await ask(phone.screen, {
    title: "New group",
    action: "Create",
    fields: [
      { name: "title", label: "Title", value: "Модераторлар", required: true, maxlength: 128 },
      { name: "type", label: "Kind", options: [["supergroup", "Supergroup"], ["group", "Basic group"]], value: "supergroup" },
      { name: "bot", label: "The bot is", options: [["administrator", "administrator"], ["member", "member"], ["", "not here"]], value: "administrator" },
    ],
  });
  if (!answer) return null;
  const chat = await post("groups", { ...answer, bot: answer.bot || null, owner: phone.user.id, members: [] });
  await phone.world.refresh();
  return chat.id;
}

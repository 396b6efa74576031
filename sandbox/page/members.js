// Who is in a group and as what; changes reach the bot as chat_member or my_chat_member.

import { h } from "./dom.js";
import { post } from "./api.js";
import { openLayer } from "./dialogs.js";
import { avatar, fullName } from "./names.js";

const STATUSES = ["creator", "administrator", "member", "restricted", "left", "kicked"];

export function openMembers(phone) {
  const { world, chatId, screen } = phone;
  const rows = h("div", { class: "member-rows" });
  const draw = () => rows.replaceChildren(...everybody(world, chatId).map((each) => row(each, phone)));
  const leave = world.on("people", draw);
  const content = [
    h("h2", {}, "Members"),
    rows,
    h("div", { class: "choices" }, h("button", { type: "button", class: "choice main", onclick: () => close() }, "Done")),
  ];
  draw();
  const close = openLayer(screen, content, { label: "Members", onclose: leave });
}

function everybody(world, chatId) {
  return [world.me, ...world.users.values()].map((user) => ({ user, status: world.member(chatId, user.id)?.status ?? "left" }));
}

function row({ user, status }, phone) {
  const change = async ({ currentTarget }) => {
    const who = user.id === phone.bot.id ? { bot: true } : { user_id: user.id };
    try {
      await post(`chats/${phone.chatId}/members`, { ...who, status: currentTarget.value });
    } catch (error) {
      phone.toast(error.message);
    }
    await phone.world.refresh();
  };
  const options = STATUSES.map((each) => h("option", { value: each, selected: each === status }, each === "left" ? "not here" : each));
  return h("label", { class: "member" }, avatar(user), h("bdi", {}, fullName(user)), h("select", { "aria-label": `Status of ${fullName(user)}`, onchange: change }, options));
}

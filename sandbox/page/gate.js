// What stands in the composer's place while one cannot write: Start, Restart, Join.

import { h } from "./dom.js";
import { post } from "./api.js";

export function gateOf(phone) {
  return phone.inGroup ? groupGate(phone) : privateGate(phone);
}

function privateGate(phone) {
  if (phone.world.hasBlocked(phone.user.id)) return plain("blocked", "Restart bot", () => restart(phone));
  const empty = phone.transcript.list().length === 0;
  if (!empty && phone.startPayload === null) return null;
  return { name: "start", draw: () => startForm(phone) };
}

function groupGate(phone) {
  const { world, chatId, user } = phone;
  const status = world.member(chatId, user.id)?.status;
  if (["left", "kicked", undefined].includes(status)) {
    return plain("join", "Join the group", () => post(`chats/${chatId}/members`, { user_id: user.id, status: "member" }));
  }
  return null;
}

function plain(name, label, action) {
  return { name, draw: () => h("button", { type: "button", class: "gate-button", onclick: action }, label) };
}

async function restart(phone) {
  await post(`users/${phone.user.id}/unblock`);
  await phone.world.refresh();
  phone.start();
}

function startForm(phone) {
  const payload = h("input", {
    name: "payload", type: "text", value: phone.startPayload ?? "", placeholder: "payload", "aria-label": "Start payload",
    pattern: "[A-Za-z0-9_\\-]{0,64}", title: "Up to 64 of A-Z a-z 0-9 _ -", autocomplete: "off", spellcheck: "false",
  });
  const submit = (event) => {
    event.preventDefault();
    phone.start(payload.value);
  };
  return h("form", { class: "start", onsubmit: submit }, h("button", { type: "submit", class: "gate-button" }, "Start"), payload);
}

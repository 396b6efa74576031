// What can be done with one message.

import { h } from "./dom.js";
import { post } from "./api.js";
import { ask, menu, openLayer } from "./dialogs.js";
import { speaker } from "./names.js";

export function menuOf(phone, message, anchor) {
  const words = message.text ?? message.caption;
  const own = speaker(message).id === phone.user.id;
  menu(phone.screen, anchor, [
    { name: "Reply", icon: "reply", action: () => phone.composer.aim({ reply: message }) },
    own && words !== undefined && { name: "Edit", icon: "edit", action: () => phone.composer.aim({ edit: message }) },
    words && !message.has_protected_content && { name: "Copy text", icon: "copy", action: () => phone.copy(words) },
    { name: "As the bot sees it", icon: "code", action: () => showRaw(phone, message) },
    { name: "Delete", icon: "trash", danger: true, action: () => remove(phone, message) },
  ], "Message");
}

async function remove(phone, message) {
  const sure = await ask(phone.screen, { title: "Delete the message?", note: "For everyone in this chat.", action: "Delete", danger: true, fields: [] });
  if (!sure) return;
  try {
    await post(`chats/${message.chat.id}/deletions`, { message_id: message.message_id });
  } catch (error) {
    phone.toast(error.message);
  }
}

function showRaw(phone, message) {
  const json = JSON.stringify(message, null, 2);
  const content = [
    h("h2", {}, `Message ${message.message_id}`),
    h("pre", { class: "raw", tabindex: "0" }, json),
    h("div", { class: "choices" },
      h("button", { type: "button", class: "choice", onclick: () => phone.copy(json) }, "Copy"),
      h("button", { type: "button", class: "choice main", onclick: () => close() }, "Close")),
  ];
  const close = openLayer(phone.screen, content, { label: `Message ${message.message_id}`, kind: "wide" });
}

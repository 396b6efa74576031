// The buttons under a bot's message.

import { h } from "./dom.js";
import { icon } from "./icons.js";
import { post } from "./api.js";

const PATIENCE_MS = 15000;

export function inlineKeyboard(message, phone) {
  return h(
    "div",
    { class: "inline-keyboard", role: "group", "aria-label": "Buttons" },
    message.reply_markup.inline_keyboard.map((line) => h("div", { class: "inline-row" }, line.map((button) => key(button, message, phone)))),
  );
}

function key(button, message, phone) {
  const [mark, action] = meaning(button, message, phone);
  return h(
    "button",
    { type: "button", class: `inline-key ${button.style ?? ""}`, title: button.url ?? button.link?.url ?? button.text, disabled: Boolean(button.disabled), onclick: action },
    h("span", { class: "label", dir: "auto" }, button.text),
    mark && icon(mark),
  );
}

function meaning(button, message, phone) {
  if (button.callback_data !== undefined) return [null, (event) => press(event.currentTarget, button.callback_data, message, phone)];
  const url = button.url ?? button.login_url?.url ?? button.web_app?.url;
  if (url) return ["link", () => phone.openLink(url)];
  if (button.copy_text) return ["copy", () => phone.copy(button.copy_text.text)];
  const query = button.switch_inline_query_current_chat ?? button.switch_inline_query;
  if (query !== undefined) return ["reply", () => phone.type(`@${phone.bot.username} ${query}`)];
  return [null, () => button.disabled || phone.toast("This kind of button does nothing here")];
}

async function press(element, data, message, phone) {
  if (element.classList.contains("waiting")) return;
  element.classList.add("waiting");
  try {
    const { callback_query_id: id } = await post(`chats/${message.chat.id}/taps`, { user_id: phone.user.id, message_id: message.message_id, data });
    show(await phone.world.answer(id, PATIENCE_MS), phone);
  } catch (error) {
    phone.toast(error.message);
  } finally {
    element.classList.remove("waiting");
  }
}

function show(answer, phone) {
  if (!answer) return;
  if (answer.url) phone.openLink(answer.url);
  if (answer.text && answer.show_alert) phone.alert(answer.text);
  else if (answer.text) phone.toast(answer.text);
}

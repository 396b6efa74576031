// In a group one may speak as oneself, as an anonymous administrator, or as a channel.

import { h } from "./dom.js";
import { ask, menu } from "./dialogs.js";
import { avatar, fullName } from "./names.js";

export function sendAs(phone) {
  const button = h("button", { type: "button", class: "send-as", onclick: choose });
  show();
  return button;

  function show() {
    const { as_anonymous: hidden, as_channel: channel } = phone.guise;
    const name = hidden ? `${phone.chat.title}, anonymously` : (channel ?? fullName(phone.user));
    const face = hidden ? phone.chat : channel ? { id: channel.length, title: channel } : phone.user;
    button.replaceChildren(avatar(face));
    button.setAttribute("aria-label", `Speaking as ${name}`);
    button.title = `Speaking as ${name}`;
  }

  function administers({ world, chatId, user }) {
    return ["creator", "administrator"].includes(world.member(chatId, user.id)?.status);
  }

  function wear(guise) {
    phone.guise = guise;
    show();
  }

  function choose() {
    menu(phone.screen, button, [
      { name: fullName(phone.user), icon: "person", action: () => wear({}) },
      administers(phone) && { name: "Anonymous administrator", icon: "group", action: () => wear({ as_anonymous: true }) },
      { name: "As a channel…", icon: "megaphone", action: asChannel },
    ], "Speak as");
  }

  async function asChannel() {
    const answer = await ask(phone.screen, { title: "Speak as a channel", action: "Choose", fields: [{ name: "title", label: "Channel", value: "Ауыл жаңалықтары", required: true }] });
    if (answer) wear({ as_channel: answer.title });
  }
}

import { h } from "./dom.js";

const PALETTE = 7;

export const fullName = (user) => [user.first_name, user.last_name].filter(Boolean).join(" ") || "Deleted account";
export const chatName = (chat) => chat.title ?? fullName(chat);
export const nameOf = (someone) => (someone.first_name === undefined ? chatName(someone) : fullName(someone));

/** Who a message speaks as: a channel or an anonymous administrator stands before the account. */
export const speaker = (message) => message.sender_chat ?? message.from ?? message.chat;

export const tone = (id) => Math.abs(Number(id)) % PALETTE;

export function initials(name) {
  const words = name.replace(/[^\p{L}\p{N}\s]/gu, " ").split(/\s+/).filter(Boolean);
  const letters = words.length > 1 ? [words[0], words[1]] : words;
  return letters.map((word) => [...word][0]).join("").toUpperCase() || "•";
}

export function avatar(someone, extra = "") {
  return h("span", { class: `avatar tone-${tone(someone.id)} ${extra}`, "aria-hidden": "true" }, initials(nameOf(someone)));
}

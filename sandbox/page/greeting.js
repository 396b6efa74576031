import { h } from "./dom.js";
import { avatar, fullName } from "./names.js";

/** What an empty chat shows. */
export function greeting(phone) {
  if (phone.inGroup) return h("div", { class: "greeting" }, h("p", {}, "No messages yet"));
  const { bot } = phone;
  return h(
    "div",
    { class: "greeting" },
    avatar(bot, "large"),
    h("b", {}, fullName(bot)),
    bot.description ? h("p", { dir: "auto" }, bot.description) : h("p", {}, "No messages here yet. Press Start."),
  );
}

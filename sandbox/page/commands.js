// The bot's commands: its menu, and suggestions while a slash is being typed.

import { h } from "./dom.js";
import { icon } from "./icons.js";
import { get } from "./api.js";

export class Commands {
  #phone;
  #area;
  #known = [];
  #chosen = 0;
  #asked = false;
  list = h("div", { class: "commands", role: "listbox", "aria-label": "Commands", hidden: true });
  button = h("button", { type: "button", class: "bot-menu", "aria-label": "Menu of commands", onclick: () => this.#openAll() }, icon("menu"), h("span", {}, "Menu"));

  constructor(phone, area) {
    this.#phone = phone;
    this.#area = area;
  }

  async suggest(text) {
    if (!/^\/\w*$/.test(text)) return this.#hide();
    if (!this.#asked) {
      this.#asked = true;
      await this.#load();
    }
    if (this.#area.value === text) this.#show(this.#known.filter(({ command }) => `/${command}`.startsWith(text)));
  }

  /** True when the key was for the list. */
  key(event) {
    if (this.list.hidden) return false;
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    const rows = [...this.list.children];
    if (step) this.#choose((this.#chosen + step + rows.length) % rows.length);
    else if (event.key === "Enter" || event.key === "Tab") rows[this.#chosen].click();
    else if (event.key === "Escape") this.#hide();
    else return false;
    event.preventDefault();
    return true;
  }

  async #openAll() {
    if (!this.list.hidden) return this.#hide();
    await this.#load();
    if (this.#known.length === 0) return this.#phone.toast("The bot has set no commands");
    this.#show(this.#known);
    this.list.children[0].focus();
  }

  async #load() {
    const { user, chatId } = this.#phone;
    this.#known = await get(`commands?user_id=${user.id}&chat_id=${chatId}`).catch(() => []);
  }

  #show(commands) {
    this.list.hidden = commands.length === 0;
    this.list.replaceChildren(...commands.map((each) => this.#row(each)));
    this.#choose(0);
  }

  #row({ command, description }) {
    const pick = () => {
      this.#hide();
      if (this.#area.value.startsWith("/")) this.#area.value = "";
      this.#area.focus();
      this.#phone.command(`/${command}`);
    };
    const onkeydown = (event) => this.key(event);
    return h("button", { type: "button", role: "option", class: "command", onclick: pick, onkeydown }, h("b", {}, `/${command}`), h("span", { dir: "auto" }, description));
  }

  #choose(index) {
    this.#chosen = index;
    [...this.list.children].forEach((row, at) => row.setAttribute("aria-selected", String(at === index)));
    if (this.list.contains(document.activeElement)) this.list.children[index].focus();
  }

  #hide() {
    this.list.hidden = true;
    this.#asked = false;
  }
}

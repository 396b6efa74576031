// The tools: time, trouble, rates. All of it concerns the whole sandbox, not one phone.

import { h } from "./dom.js";
import { icon } from "./icons.js";
import { get, post, remove } from "./api.js";
import { clock, whole } from "./times.js";

const STEPS = [["+1 min", 60], ["+1 h", 3600], ["+1 day", 86400], ["+1 week", 604800]];

const FAULTS = [
  ["too_many_requests", "429"],
  ["bad_gateway", "502"],
  ["reset_after_effect", "Reset after"],
  ["reset_before_effect", "Reset before"],
  ["slow", "Slow"],
  ["duplicate_update", "Duplicate"],
  ["undecodable_update", "Undecodable"],
];

const METHODS = ["*", "getUpdates", "sendMessage", "sendPhoto", "sendMediaGroup", "editMessageText", "answerCallbackQuery", "deleteMessage"];

export class Drawer {
  #world;
  #said = h("p", { class: "said", role: "status", "aria-live": "polite" });
  #time = h("time", {});
  #method = h("select", {}, METHODS.map((method) => h("option", { value: method }, method === "*" ? "any method" : method)));
  #times = h("input", { type: "number", value: 1, min: 1, max: 1000 });
  #seconds = h("input", { type: "number", value: 3, min: 0, max: 600 });
  #group = h("select", {});
  #faults = h("ul", { class: "faults" });
  #counts = h("p", { class: "counts" });
  #rates = h("input", { type: "checkbox", checked: true, onchange: () => this.#do(() => post("settings", { rates: this.#rates.checked })) });
  #ghosts = h("input", { type: "checkbox", onchange: () => this.#showDeleted() });
  button = h("button", { type: "button", class: "tools-button", "aria-label": "Tools", "aria-expanded": "false", "aria-controls": "tools", onclick: () => this.toggle() }, icon("tools"), h("span", {}, "Tools"));
  element = h("aside", { class: "drawer", id: "tools", hidden: true, "aria-label": "Tools", onkeydown: (event) => event.key === "Escape" && this.toggle() });

  constructor(world) {
    this.#world = world;
    this.element.append(
      h("div", { class: "drawer-head" }, h("h2", {}, "Tools"), h("button", { type: "button", class: "tool", "aria-label": "Close the tools", onclick: () => this.toggle() }, icon("close"))),
      section("Clock", h("p", { class: "now" }, this.#time), chips(STEPS.map(([name, seconds]) => [name, () => this.#advance(seconds)]))),
      section(
        "Faults",
        h("div", { class: "settings" }, labelled("Method", this.#method), labelled("Times", this.#times), labelled("Seconds", this.#seconds)),
        chips([...FAULTS.map(([kind, name]) => [name, () => this.#fault(kind)]), ["Clear", () => this.#do(() => remove("faults"))]]),
        this.#faults,
      ),
      section("Group", labelled("Chat", this.#group), chips([["Kick the bot", () => this.#kick()], ["Make it a supergroup", () => this.#migrate()]])),
      section("Rates", tick(this.#rates, "Telegram's limits hold"), this.#counts),
      section("View", tick(this.#ghosts, "Show deleted messages")),
      this.#said,
    );
    world.on("clock", () => this.#showTime());
    world.on("people", () => this.#showGroups());
  }

  toggle() {
    this.element.hidden = !this.element.hidden;
    this.button.setAttribute("aria-expanded", String(!this.element.hidden));
    if (this.element.hidden) return this.button.focus();
    this.#refresh();
    this.element.querySelector("button").focus();
  }

  async #do(action, words = "") {
    try {
      await action();
      this.#said.textContent = words;
    } catch (error) {
      this.#said.textContent = error.message;
    }
    await this.#refresh();
  }

  #advance(seconds) {
    return this.#do(async () => this.#world.setClock(await post("clock", { advance: seconds })));
  }

  #fault(kind) {
    const [times, seconds] = [Number(this.#times.value), Number(this.#seconds.value)];
    return this.#do(() => post("faults", { kind, method: this.#method.value, times, seconds }));
  }

  #kick() {
    return this.#do(() => post(`chats/${this.#group.value}/members`, { bot: true, status: "kicked" }), "The bot was kicked");
  }

  #migrate() {
    return this.#do(() => post(`chats/${this.#group.value}/migrate`), "The group is a supergroup now");
  }

  async #refresh() {
    const [faults, summary, { rates }] = await Promise.all([get("faults"), get("summary"), post("settings")]);
    this.#faults.replaceChildren(...faults.map(faultLine));
    this.#counts.textContent = `${summary.limits_exceeded} calls over the limits, ${summary.invalid_calls} invalid`;
    this.#rates.checked = rates;
    this.#showTime();
  }

  #showTime() {
    const now = this.#world.now();
    this.#time.textContent = whole(now);
    this.#time.title = clock(now);
  }

  #showGroups() {
    const chosen = this.#group.value;
    this.#group.replaceChildren(...this.#world.groups().map(({ id, title }) => h("option", { value: id, selected: String(id) === chosen }, title)));
  }

  #showDeleted() {
    document.body.classList.toggle("with-deleted", this.#ghosts.checked);
    this.#world.dispatchEvent(new CustomEvent("people"));
  }
}

const section = (title, ...content) => h("section", {}, h("h3", {}, title), content);
const labelled = (label, input) => h("label", { class: "field" }, h("span", {}, label), input);
const tick = (input, label) => h("label", { class: "tick" }, input, label);
const chips = (pairs) => h("div", { class: "chips" }, pairs.map(([name, action]) => h("button", { type: "button", class: "chip", onclick: action }, name)));

function faultLine({ kind, method = "*", times, done }) {
  const left = times === null || times === undefined ? "" : ` × ${times}`;
  return h("li", {}, `${kind} · ${method}${left}${done ? `, ${done} so far` : ""}`);
}

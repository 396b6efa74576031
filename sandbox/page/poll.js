// A poll, and the votes given from this tab.

import { h } from "./dom.js";
import { post } from "./api.js";

const chosen = new Map();

export function pollOf(message, phone) {
  const { poll } = message;
  const own = chosen.get(ballot(poll, phone)) ?? [];
  const kind = `${poll.is_anonymous ? "Anonymous" : "Public"} ${poll.type === "quiz" ? "quiz" : "poll"}`;
  return h(
    "div",
    { class: "poll" },
    h("b", { dir: "auto" }, poll.question),
    h("span", { class: "small" }, poll.is_closed ? "Final results" : kind),
    poll.options.map((option, index) => choice(option, own.includes(index), poll, () => vote(index, message, phone))),
    h("span", { class: "small" }, poll.total_voter_count === 1 ? "1 vote" : `${poll.total_voter_count} votes`),
  );
}

const ballot = (poll, phone) => `${poll.id} ${phone.user.id}`;

function choice({ text, voter_count: votes }, pressed, poll, action) {
  const all = poll.total_voter_count;
  return h(
    "button",
    { type: "button", class: "option", "aria-pressed": String(pressed), disabled: poll.is_closed, onclick: action },
    h("span", {}, `${all ? Math.round((votes / all) * 100) : 0}%`),
    h("span", { dir: "auto" }, text),
    h("meter", { min: 0, max: all || 1, value: votes, "aria-label": `${votes} of ${all}` }),
  );
}

/** A second press takes the vote back. */
async function vote(index, message, phone) {
  const { poll } = message;
  const own = chosen.get(ballot(poll, phone)) ?? [];
  const others = poll.allows_multiple_answers ? own.filter((each) => each !== index) : [];
  const options = own.includes(index) ? others : [...others, index];
  chosen.set(ballot(poll, phone), options);
  try {
    await post(`chats/${message.chat.id}/votes`, { user_id: phone.user.id, message_id: message.message_id, option_ids: options });
  } catch (error) {
    chosen.set(ballot(poll, phone), own);
    phone.toast(error.message);
  }
}

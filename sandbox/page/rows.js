// Messages → rows of the list: a date, a service line, or a talk (one message, or an album's parts together).

import { speaker } from "./names.js";
import { dayKey, dayName } from "./times.js";
import { serviceWords } from "./service.js";

const ONE_BREATH = 600;

export function rows(messages, userId, now) {
  const list = [];
  let day = null;
  for (const parts of albums(messages)) {
    const [message] = parts;
    if (dayKey(message.date) !== day) {
      day = dayKey(message.date);
      list.push({ kind: "date", key: `date ${day}`, words: dayName(message.date, now) });
    }
    list.push(row(parts, message, userId));
  }
  return list.map((each, index) => joined(each, list[index - 1], list[index + 1]));
}

function row(parts, message, userId) {
  const words = serviceWords(message);
  const key = `message ${message.message_id}`;
  if (words) return { kind: "service", key, words, message };
  return { kind: "talk", key, parts, out: !message.sender_chat && message.from?.id === userId };
}

/** Parts of one album stand together where its first part stands, even when others spoke between. */
function albums(messages) {
  const groups = new Map();
  for (const message of messages) {
    const key = message.media_group_id ?? message.message_id;
    if (!groups.has(key)) groups.set(key, []);
    groups.get(key).push(message);
  }
  return groups.values();
}

function joined(each, before, after) {
  if (each.kind !== "talk") return each;
  return { ...each, first: !sameBreath(before, each), last: !sameBreath(each, after) };
}

function sameBreath(one, other) {
  if (one?.kind !== "talk" || other?.kind !== "talk") return false;
  const [a, b] = [one.parts[0], other.parts[0]];
  return speaker(a).id === speaker(b).id && b.date - a.date < ONE_BREATH;
}

// Service messages in words, in Telegram's manner.

import { chatName, fullName, speaker } from "./names.js";

const short = (words) => (words.length > 40 ? `${words.slice(0, 40).trimEnd()}…` : words);
const names = (users) => users.map(fullName).join(", ");

const WORDS = {
  new_chat_members: (users, who, message) =>
    users.length === 1 && users[0].id === message.from?.id ? `${who} joined the group` : `${who} added ${names(users)}`,
  left_chat_member: (user, who, message) => (user.id === message.from?.id ? `${who} left the group` : `${who} removed ${fullName(user)}`),
  new_chat_title: (title, who) => `${who} changed the group name to «${title}»`,
  new_chat_photo: (_, who) => `${who} changed the group photo`,
  delete_chat_photo: (_, who) => `${who} removed the group photo`,
  group_chat_created: (_, who, message) => `${who} created the group «${chatName(message.chat)}»`,
  supergroup_chat_created: (_, who, message) => `${who} created the group «${chatName(message.chat)}»`,
  channel_chat_created: () => "Channel created",
  migrate_to_chat_id: (id) => `The group became a supergroup (${id})`,
  migrate_from_chat_id: (id) => `This supergroup was the group ${id}`,
  pinned_message: (pinned, who) => `${who} pinned «${short(snippet(pinned))}»`,
  message_auto_delete_timer_changed: (_, who) => `${who} changed the auto-delete timer`,
  users_shared: () => "People were shared with the bot",
  chat_shared: () => "A chat was shared with the bot",
  web_app_data: ({ button_text }) => `Data from «${button_text}» was sent to the bot`,
  forum_topic_created: ({ name }) => `Topic «${name}» was created`,
};

export function serviceWords(message) {
  const kind = Object.keys(WORDS).find((key) => message[key] !== undefined);
  return kind && WORDS[kind](message[kind], speaker(message).first_name ?? chatName(speaker(message)), message);
}

const KINDS = {
  photo: () => "Photo",
  video: () => "Video",
  animation: () => "GIF",
  video_note: () => "Video message",
  voice: () => "Voice message",
  audio: () => "Audio",
  document: ({ file_name }) => file_name ?? "File",
  sticker: ({ emoji }) => `${emoji ?? ""} Sticker`.trim(),
  location: () => "Location",
  venue: ({ title }) => title,
  contact: (contact) => `Contact: ${fullName(contact)}`,
  poll: ({ question }) => `Poll: ${question}`,
  dice: ({ emoji }) => emoji,
};

/** A message in one line: for a quote, a pinned note, the reply bar. */
export function snippet(message) {
  const words = message.text ?? message.caption;
  if (words) return words.replace(/\s+/g, " ").slice(0, 200);
  const kind = Object.keys(KINDS).find((key) => message[key] !== undefined);
  return kind ? KINDS[kind](message[kind]) : (serviceWords(message) ?? "Message");
}

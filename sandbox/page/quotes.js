import { h } from "./dom.js";
import { fileUrl } from "./api.js";
import { nameOf, speaker, tone } from "./names.js";
import { snippet } from "./service.js";

/** The words a message answers; a press scrolls to them. */
export function quote({ reply_to_message: original, quote: part }, phone) {
  const who = speaker(original);
  const thumb = original.photo?.[0];
  return h(
    "button",
    { type: "button", class: `quote tone-${tone(who.id)}`, "aria-label": `In reply to ${nameOf(who)}: ${snippet(original)}`, onclick: () => phone.scrollTo(original.message_id) },
    thumb && h("img", { src: fileUrl(thumb.file_id), alt: "" }),
    h("span", { class: "quote-words" }, h("bdi", { class: "name" }, nameOf(who)), h("span", { class: "snippet", dir: "auto" }, part?.text ?? snippet(original))),
  );
}

const ORIGINS = {
  user: ({ sender_user }) => nameOf(sender_user),
  hidden_user: ({ sender_user_name }) => sender_user_name,
  chat: ({ sender_chat }) => nameOf(sender_chat),
  channel: ({ chat }) => nameOf(chat),
};

export function forwardedFrom({ forward_origin: origin }) {
  const name = origin && ORIGINS[origin.type]?.(origin);
  return name && h("div", { class: "forwarded" }, "Forwarded from ", h("bdi", { class: "name" }, name));
}

// What a message carries besides words: pictures as they are, the rest as placeholders that tell what it is.

import { h, svg } from "./dom.js";
import { icon } from "./icons.js";
import { fileUrl } from "./api.js";
import { avatar, fullName } from "./names.js";
import { duration, size } from "./times.js";
import { mapOf } from "./map.js";
import { pollOf } from "./poll.js";

const PICTURE_WIDTH = 300;
const PICTURE_HEIGHT = 340;
const ALBUM_ROWS = { 1: [1], 2: [2], 3: [1, 2], 4: [2, 2], 5: [2, 3], 6: [3, 3], 7: [2, 2, 3], 8: [2, 3, 3], 9: [3, 3, 3], 10: [2, 2, 3, 3] };
const DICE = ["⚀", "⚁", "⚂", "⚃", "⚄", "⚅"];

export const isAlbum = (parts) => parts.length > 1;

export const media = {
  album,
  photo: (message, phone) => picture(message, phone, fitted(message.photo.at(-1))),
  video: (message) => film(message.video, fitted(message.video)),
  animation: (message) => film(message.animation, fitted(message.animation)),
  video_note: ({ video_note: note }) => h("div", { class: "video-note" }, icon("play"), h("span", { class: "pill" }, duration(note.duration))),
  voice: ({ voice }) => h("div", { class: "voice" }, h("span", { class: "disc" }, icon("play")), h("span", { class: "sound" }, waveform(voice), h("span", { class: "small" }, duration(voice.duration)))),
  audio: ({ audio }) => file(audio, audio.title ?? audio.file_name ?? "Audio", duration(audio.duration), "play"),
  document: ({ document }) => file(document, document.file_name ?? "File", size(document.file_size), "file"),
  sticker: ({ sticker }) => h("div", { class: "sticker", role: "img", "aria-label": "Sticker" }, sticker.emoji ?? "🙂"),
  venue: ({ venue }) => place(venue.location, venue.title, venue.address),
  location: ({ location }) => place(location, location.live_period ? "Live location" : "Location"),
  contact: ({ contact }) =>
    h("div", { class: "contact" }, avatar({ ...contact, id: contact.user_id ?? 0 }), h("div", {}, h("b", {}, fullName(contact)), h("a", { href: `tel:${contact.phone_number}` }, contact.phone_number))),
  poll: pollOf,
  dice: ({ dice }) => h("div", { class: "sticker", role: "img", "aria-label": `${dice.emoji} ${dice.value}` }, dice.emoji === "🎲" ? DICE[dice.value - 1] : `${dice.emoji}${dice.value}`),
};

function fitted({ width = 320, height = 240 }) {
  const scale = Math.min(PICTURE_WIDTH / width, PICTURE_HEIGHT / height);
  return { "--width": `${Math.round(width * scale)}px`, "aspect-ratio": `${width} / ${height}` };
}

function picture(message, phone, style) {
  const source = fileUrl(message.photo.at(-1).file_id);
  const image = h("img", { src: source, alt: message.caption ? "" : "Photo", loading: "lazy" });
  const button = h("button", { type: "button", class: "picture", style, "aria-label": "Open the photo" }, image);
  if (message.has_media_spoiler) button.classList.add("veiled");
  button.addEventListener("click", () => button.classList.contains("veiled") ? button.classList.remove("veiled") : phone.openPicture(source, message.caption));
  return button;
}

function film(video, style) {
  return h(
    "div",
    { class: "picture film", style, role: "img", "aria-label": `Video, ${duration(video.duration)}` },
    video.thumbnail && h("img", { src: fileUrl(video.thumbnail.file_id), alt: "", loading: "lazy" }),
    h("span", { class: "disc" }, icon("play")),
    h("span", { class: "pill" }, [duration(video.duration), size(video.file_size)].filter(Boolean).join(" · ")),
  );
}

function album(parts, phone) {
  const left = [...parts];
  const lines = (ALBUM_ROWS[parts.length] ?? ALBUM_ROWS[10]).map((count) => left.splice(0, count));
  return h("div", { class: "album" }, lines.map((line) => h("div", { class: "album-row" }, line.map((part) => tile(part, phone)))));
}

function tile(part, phone) {
  const inner = part.photo ? picture(part, phone, {}) : part.video ? film(part.video, {}) : media.document(part);
  inner.dataset.message = part.message_id;
  return inner;
}

function file({ file_id }, name, note, picture) {
  return h(
    "a",
    { class: "file", href: fileUrl(file_id), download: name, "aria-label": `Download ${name}` },
    h("span", { class: "disc" }, icon(picture)),
    h("span", { class: "file-words" }, h("bdi", { class: "file-name" }, name), h("span", { class: "small" }, note)),
  );
}

/** A voice has no real sound here; its name decides the shape, so each looks like itself. */
function waveform({ file_unique_id = "" }) {
  const heights = Array.from({ length: 32 }, (_, index) => {
    const letter = file_unique_id.charCodeAt(index % (file_unique_id.length || 1)) || 7;
    return 4 + ((letter * (index + 3) * 7) % 15);
  });
  return svg(
    "svg",
    { class: "waveform", viewBox: "0 0 128 20", "aria-hidden": "true" },
    heights.map((height, index) => svg("rect", { x: index * 4, y: 20 - height, width: 2.4, height, rx: 1.2 })),
  );
}

function place(location, title, address) {
  const { latitude, longitude, live_period: live, horizontal_accuracy: accuracy } = location;
  const href = `https://www.openstreetmap.org/?mlat=${latitude}&mlon=${longitude}#map=16/${latitude}/${longitude}`;
  return h(
    "div",
    { class: live ? "place live" : "place" },
    mapOf(location),
    h("b", {}, title),
    address && h("span", {}, address),
    h("a", { href, target: "_blank", rel: "noopener noreferrer" }, `${latitude.toFixed(5)}, ${longitude.toFixed(5)}`),
    (live || accuracy) && h("span", { class: "small" }, [live && `for ${Math.round(live / 60)} min`, accuracy && `± ${accuracy} m`].filter(Boolean).join(", ")),
  );
}

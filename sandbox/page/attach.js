// Everything one can send besides words.

import { h } from "./dom.js";
import { icon } from "./icons.js";
import { ask, openLayer } from "./dialogs.js";
import { shareContact, shareLocation } from "./sharing.js";

const MEGABYTE = 1024 ** 2;
const MOST_IN_ALBUM = 10;
const CAPTION = { name: "caption", label: "Caption", type: "text" };
const MEGABYTES = { name: "megabytes", label: "Size, MB", type: "number", value: 2, min: 0, max: 2000, step: "any" };
const SECONDS = { name: "duration", label: "Seconds", type: "number", value: 5, min: 1, max: 3600 };

const KINDS = [
  ["Picture", "image", "blue", fromDisk],
  ["Sample photo", "camera", "violet", (phone) => form(phone, "Sample photo", [CAPTION], ({ caption }) => ({ photo: said({ caption }) }))],
  ["Album", "album", "pink", album],
  ["Location", "pin", "green", shareLocation],
  ["Voice", "mic", "red", (phone) => form(phone, "Voice message", [SECONDS], (voice) => ({ voice }))],
  ["Video", "video", "orange", (phone) => form(phone, "Video", [CAPTION, MEGABYTES], ({ caption, megabytes }) => ({ video: said({ caption, size: bytes(megabytes) }) }))],
  ["Round video", "round", "cyan", (phone) => phone.speak({ video_note: {} })],
  ["File", "file", "blue", file],
  ["Contact", "person", "orange", shareContact],
  ["Sticker", "sticker", "green", (phone) => phone.speak({ sticker: {} })],
  ["Dice", "dice", "red", (phone) => phone.speak({ dice: {} })],
  ["Channel post", "megaphone", "violet", forward],
];

export function attachments(phone) {
  const key = ([name, picture, colour, action]) => {
    const act = () => {
      close();
      action(phone);
    };
    return h("button", { type: "button", class: "attachment", onclick: act }, h("span", { class: `disc ${colour}` }, icon(picture)), h("span", {}, name));
  };
  const close = openLayer(phone.screen, h("div", { class: "attachments" }, KINDS.map(key)), { label: "Attach", kind: "sheet" });
}

async function form(phone, title, fields, content) {
  const answer = await ask(phone.screen, { title, fields });
  if (answer) await phone.speak(content(answer));
}

/** Without what was left empty. */
const said = (content) => Object.fromEntries(Object.entries(content).filter(([, value]) => value !== "" && value !== undefined));
const bytes = (megabytes) => Math.round(megabytes * MEGABYTE);

function fromDisk(phone) {
  const input = h("input", { type: "file", accept: "image/*", multiple: true });
  input.addEventListener("change", () => sendPictures(phone, [...input.files]));
  input.click();
}

export function acceptDrops(phone) {
  phone.screen.addEventListener("dragover", (event) => event.dataTransfer.types.includes("Files") && event.preventDefault());
  phone.screen.addEventListener("drop", (event) => {
    event.preventDefault();
    sendPictures(phone, [...event.dataTransfer.files].filter(({ type }) => type.startsWith("image/")));
  });
}

/** Shows the pictures first, with room for a caption, as Telegram's apps do. */
export async function sendPictures(phone, files) {
  if (!files.length) return;
  const urls = files.map((each) => URL.createObjectURL(each));
  const preview = h("div", { class: "previews" }, urls.map((src) => h("img", { src, alt: "" })));
  const title = files.length > 1 ? `Send ${files.length} pictures` : "Send the picture";
  const answer = await ask(phone.screen, { title, preview, fields: [CAPTION] });
  urls.forEach((url) => URL.revokeObjectURL(url));
  if (!answer) return;
  const contents = await Promise.all(files.slice(0, MOST_IN_ALBUM).map(base64));
  const photos = contents.map((file, index) => said({ file, caption: index === 0 ? answer.caption : "" }));
  await phone.speak(photos.length > 1 ? { album: photos } : { photo: photos[0] });
}

function base64(file) {
  return new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.onload = () => resolve(reader.result.split(",")[1]);
    reader.onerror = () => reject(reader.error);
    reader.readAsDataURL(file);
  });
}

function album(phone) {
  const count = { name: "count", label: "Photos", type: "number", value: 3, min: 2, max: 10 };
  const parts = ({ count: length, caption }) => Array.from({ length }, (_, index) => said({ caption: index === 0 ? caption : "" }));
  return form(phone, "Album of sample photos", [count, CAPTION], (answer) => ({ album: parts(answer) }));
}

function file(phone) {
  const name = { name: "file_name", label: "Name", value: "өтініш.pdf", required: true };
  return form(phone, "File", [name, MEGABYTES, CAPTION], ({ file_name, megabytes, caption }) => ({ document: said({ file_name, size: bytes(megabytes), caption }) }));
}

function forward(phone) {
  const fields = [{ name: "from_channel", label: "Channel", value: "Ауыл жаңалықтары", required: true }, { name: "text", label: "Post", type: "textarea", value: "Ертең жарық болмайды.", required: true }];
  return form(phone, "Forward a channel's post", fields, (forwarded) => ({ forward: forwarded }));
}

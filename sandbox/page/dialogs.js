// Dialogs, alerts and toasts belong to one phone: the others stay usable meanwhile.

import { h } from "./dom.js";
import { icon } from "./icons.js";

const TOAST_MS = 3500;
const FOCUSABLE = "input:not([type=hidden]):not([type=file]), select, textarea, button, a[href], [tabindex='0']";

let names = 0;

/** Shows `content` over the host until closed; returns the closing function. */
export function openLayer(host, content, { role = "dialog", label, labelledby, kind = "", onclose = () => {} } = {}) {
  const before = document.activeElement;
  const behind = [...host.children].filter((child) => !child.inert && !child.classList.contains("toasts"));
  const box = h("div", { class: "box", role, "aria-modal": role.endsWith("dialog") && "true", "aria-label": label, "aria-labelledby": labelledby, tabindex: "-1" }, content);
  const layer = h("div", { class: `layer ${kind}` }, box);
  const close = () => {
    if (!layer.isConnected) return;
    layer.remove();
    behind.forEach((child) => (child.inert = false));
    if (before?.isConnected) before.focus({ preventScroll: true });
    onclose();
  };
  layer.addEventListener("pointerdown", (event) => event.target === layer && close());
  layer.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    event.stopPropagation();
    close();
  });
  behind.forEach((child) => (child.inert = true));
  host.append(layer);
  (box.querySelector("[autofocus]") ?? box.querySelector(FOCUSABLE) ?? box).focus({ preventScroll: true });
  return close;
}

export function alert(host, text, title) {
  return new Promise((resolve) => {
    const close = openLayer(
      host,
      [
        h("h2", {}, title),
        h("p", { dir: "auto" }, text),
        h("div", { class: "choices" }, h("button", { type: "button", class: "choice", onclick: () => close() }, "OK")),
      ],
      { role: "alertdialog", label: title, onclose: resolve },
    );
  });
}

/**
 * Asks for several values at once; resolves with them by name, or with null.
 * A field: { name, label, type, value, options: [[value, words]], ...attributes of the input }.
 */
export function ask(host, { title, fields, action = "Send", preview, danger = false, note }) {
  return new Promise((resolve) => {
    let answer = null;
    const id = `dialog-${++names}`;
    const form = h(
      "form",
      { class: "ask", onsubmit: submit },
      h("h2", { id }, title),
      note && h("p", {}, note),
      preview,
      fields.map(field),
      h(
        "div",
        { class: "choices" },
        h("button", { type: "button", class: "choice", onclick: () => close() }, "Cancel"),
        h("button", { type: "submit", class: danger ? "choice danger" : "choice main", autofocus: fields.length === 0 }, action),
      ),
    );
    const close = openLayer(host, form, { labelledby: id, onclose: () => resolve(answer) });

    function submit(event) {
      event.preventDefault();
      answer = Object.fromEntries([...form.elements].filter(({ name }) => name).map((input) => [input.name, valueOf(input)]));
      close();
    }
  });
}

function valueOf(input) {
  if (input.type === "checkbox") return input.checked;
  return input.type === "number" ? Number(input.value) : input.value.trim();
}

function field({ name, label, type = "text", options, value, oninput, ...attributes }) {
  if (type === "checkbox") return h("label", { class: "tick" }, h("input", { type, name, checked: value }), label);
  return h("label", { class: "field" }, h("span", {}, label), entry({ name, oninput, ...attributes }, type, value, options));
}

function entry(attributes, type, value, options) {
  if (options) return h("select", attributes, options.map(([each, words]) => h("option", { value: each, selected: each === value }, words)));
  if (type === "textarea") return h("textarea", attributes, value);
  return h("input", { type, value, autocomplete: "off", ...attributes });
}

export function toast(host, text) {
  const stack = host.querySelector(":scope > .toasts") ?? host.appendChild(h("div", { class: "toasts", role: "status", "aria-live": "polite" }));
  const note = h("div", { class: "toast", dir: "auto", onclick: () => note.remove() }, text);
  stack.append(note);
  setTimeout(() => note.classList.add("leaving"), TOAST_MS);
  setTimeout(() => note.remove(), TOAST_MS + 300);
}

/** A short list of things to do, near what was pressed. Items: { name, icon, action, danger }. */
export function menu(host, anchor, items, label) {
  const act = (item) => {
    close();
    item.action();
  };
  const list = h(
    "div",
    { class: "menu", role: "menu", "aria-label": label, onkeydown: walk },
    items.filter(Boolean).map((item) =>
      h("button", { type: "button", role: "menuitem", class: item.danger ? "danger" : "", onclick: () => act(item) }, item.icon && icon(item.icon), h("span", {}, item.name))),
  );
  const close = openLayer(host, list, { role: "presentation", kind: "floating" });
  beside(host, anchor, list.parentElement);
}

function walk(event) {
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (!step) return;
  event.preventDefault();
  const items = [...event.currentTarget.children];
  items.at((items.indexOf(document.activeElement) + step) % items.length).focus();
}

function beside(host, anchor, box) {
  const [frame, from, own] = [host, anchor, box].map((element) => element.getBoundingClientRect());
  const room = (wish, space, length) => Math.max(8, Math.min(wish, space - length - 8));
  const below = from.bottom - frame.top + 4;
  const top = below + own.height > frame.height ? from.top - frame.top - own.height - 4 : below;
  box.style.top = `${room(top, frame.height, own.height)}px`;
  box.style.left = `${room(from.right - frame.left - own.width, frame.width, own.width)}px`;
}

import { h } from "./dom.js";
import { openLayer } from "./dialogs.js";
import { icon } from "./icons.js";

/** A photo over the whole screen of one phone. */
export function openPicture(host, source, caption) {
  const view = h(
    "div",
    { class: "view" },
    h("img", { src: source, alt: caption ?? "Photo" }),
    caption && h("p", { dir: "auto" }, caption),
    h("button", { type: "button", class: "tool", "aria-label": "Close", onclick: () => close() }, icon("close")),
  );
  const close = openLayer(host, view, { label: "Photo", kind: "picture-view" });
}

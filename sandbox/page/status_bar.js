import { h, svg } from "./dom.js";
import { clock } from "./times.js";

const EVERY_MS = 5000;

/** The strip at the top of a phone; its clock is the sandbox's. */
export function statusBar(world) {
  const time = h("time", {});
  const show = () => (time.textContent = clock(world.now()));
  world.on("clock", show);
  setInterval(show, EVERY_MS);
  show();
  const signal = svg(
    "svg",
    { viewBox: "0 0 44 12" },
    [3, 5.5, 8, 10.5].map((height, index) => svg("rect", { x: index * 4.5, y: 11.5 - height, width: 3, height, rx: 1 })),
    svg("rect", { class: "battery", x: 22.5, y: 1.5, width: 18, height: 9.5, rx: 2.5 }),
    svg("rect", { x: 24.5, y: 3.5, width: 11, height: 5.5, rx: 1 }),
    svg("rect", { x: 41.5, y: 4.5, width: 1.8, height: 3.5, rx: 0.9 }),
  );
  return h("div", { class: "status-bar", "aria-hidden": "true" }, time, signal);
}

// A small drawn map: the same place always looks the same, and nothing is fetched from anywhere.

import { svg } from "./dom.js";

const [WIDTH, HEIGHT] = [280, 130];

export function mapOf({ latitude, longitude }) {
  const chance = dice(Math.round(latitude * 1e4) * 31 + Math.round(longitude * 1e4));
  return svg(
    "svg",
    { class: "map", viewBox: `0 0 ${WIDTH} ${HEIGHT}`, preserveAspectRatio: "xMidYMid slice", "aria-hidden": "true" },
    svg("rect", { class: "land", width: WIDTH, height: HEIGHT }),
    Array.from({ length: 3 }, () => svg("rect", { class: "green", x: chance(WIDTH), y: chance(HEIGHT), width: 40 + chance(50), height: 20 + chance(30), rx: 8 })),
    svg("path", { class: "river", d: `M-5 ${chance(HEIGHT)} Q${60 + chance(60)} ${chance(HEIGHT)} ${140 + chance(30)} ${chance(HEIGHT)} T${WIDTH + 5} ${chance(HEIGHT)}` }),
    streets(chance),
    svg("path", { class: "road", d: `M-5 ${40 + chance(50)} L${WIDTH + 5} ${40 + chance(50)}` }),
    svg("path", { class: "needle", d: "M140 70s14-13 14-25a14 14 0 1 0-28 0c0 12 14 25 14 25Z" }),
    svg("circle", { class: "eye", cx: 140, cy: 45, r: 5 }),
  );
}

function streets(chance) {
  const slope = chance(24) - 12;
  const across = Array.from({ length: 7 }, (_, index) => `M${index * 46 + chance(16)} -5 l${slope} ${HEIGHT + 10}`);
  const along = Array.from({ length: 3 }, (_, index) => `M-5 ${index * 46 + chance(20)} l${WIDTH + 10} ${-slope}`);
  return svg("path", { class: "street", d: [...across, ...along].join(" ") });
}

function dice(seed) {
  let state = (seed >>> 0) || 1;
  return (limit) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 2 ** 32) * limit);
  };
}

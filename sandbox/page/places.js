// A place to send: one of a few villages of Іле ауданы, or any coordinates.

import { h } from "./dom.js";
import { ask } from "./dialogs.js";
import { mapOf } from "./map.js";

const PLACES = [
  ["Өтеген батыр", 43.4198, 77.0203],
  ["Боралдай", 43.3476, 76.8552],
  ["Байсерке", 43.4762, 77.0428],
  ["Қараой", 43.5272, 76.7931],
  ["Төле би", 43.4067, 76.9126],
  ["Ақши", 43.9876, 76.3437],
  ["Bishkek, outside Kazakhstan", 42.8746, 74.5698],
];

export async function askLocation(host) {
  const [, latitude, longitude] = PLACES[0];
  const preview = h("div", { class: "map-box" }, mapOf({ latitude, longitude }));
  const redraw = ({ currentTarget: { form } }) => {
    preview.replaceChildren(mapOf({ latitude: Number(form.latitude.value), longitude: Number(form.longitude.value) }));
  };
  const choose = (event) => {
    const { form, value } = event.currentTarget;
    [, form.latitude.value, form.longitude.value] = PLACES[value];
    redraw(event);
  };
  const answer = await ask(host, {
    title: "Send a location",
    preview,
    fields: [
      { name: "place", label: "Village", options: PLACES.map(([name], index) => [index, name]), value: 0, oninput: choose },
      { name: "latitude", label: "Latitude", type: "number", step: "any", min: -90, max: 90, value: latitude, required: true, oninput: redraw },
      { name: "longitude", label: "Longitude", type: "number", step: "any", min: -180, max: 180, value: longitude, required: true, oninput: redraw },
      { name: "live", label: "Live, for 15 minutes", type: "checkbox", value: false },
    ],
  });
  return answer && { latitude: answer.latitude, longitude: answer.longitude, ...(answer.live ? { live_period: 900 } : {}) };
}

// A place or a number, given by one's own wish or because a button asks for it.

import { ask } from "./dialogs.js";
import { askLocation } from "./places.js";

export async function shareLocation(phone) {
  const location = await askLocation(phone.screen);
  if (location) await phone.speak({ location });
}

export async function shareContact(phone) {
  const number = { name: "phone_number", label: "Phone", type: "tel", value: "+77010000000", required: true };
  const name = { name: "first_name", label: "Name", value: "Марат", required: true };
  const contact = await ask(phone.screen, { title: "Share a contact", action: "Share", fields: [number, name] });
  if (contact) await phone.speak({ contact });
}

export async function shareOwnContact(phone) {
  const sure = await ask(phone.screen, { title: "Share your number?", note: "The bot will see your phone number.", action: "Share", fields: [] });
  if (sure) await phone.speak({ contact: {} });
}

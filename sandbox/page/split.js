export const LONGEST = 4096;

/** Telegram's apps cut what is too long for one message, at a line or a space where they can. */
export function split(text) {
  const parts = [];
  let rest = text;
  while (rest.length > LONGEST) {
    const at = Math.max(rest.lastIndexOf("\n", LONGEST), rest.lastIndexOf(" ", LONGEST));
    const cut = at > LONGEST / 2 ? at : whole(rest, LONGEST);
    parts.push(rest.slice(0, cut).trim());
    rest = rest.slice(cut).trim();
  }
  return [...parts, rest].filter(Boolean);
}

/** Never between the halves of one letter. */
function whole(text, at) {
  const code = text.charCodeAt(at - 1);
  return code >= 0xd800 && code <= 0xdbff ? at - 1 : at;
}

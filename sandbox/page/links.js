const TO_A_BOT = /^(?:https?:\/\/t\.me\/|tg:\/\/resolve\?domain=)(\w+)(?:[?&]start=([\w-]*))?$/i;

/** What a link to this very bot starts it with; null for a link to anywhere else. */
export function startPayload(url, bot) {
  const [, name, payload = ""] = TO_A_BOT.exec(url) ?? [];
  return name?.toLowerCase() === bot.username.toLowerCase() ? payload : null;
}

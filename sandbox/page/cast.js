// Who holds which phone: as the last time in this tab, or the most fitting of those who exist.

import { post } from "./api.js";

const KEPT = "phones";
const GONE = ["left", "kicked"];

const PEOPLE = [
  { first_name: "Айгүл", language_code: "kk" },
  { first_name: "Ерлан", language_code: "kk" },
  { first_name: "Марина", language_code: "ru" },
  { first_name: "Бақыт", last_name: "Әкім", username: "akim", language_code: "kk" },
];

export async function createCast(world) {
  const people = [];
  for (const person of PEOPLE) people.push(await post("users", person));
  const [, owner, member] = people;
  const group = await post("groups", { title: "Модераторлар", type: "supergroup", owner: owner.id, members: [member.id], bot: "administrator" });
  await post(`chats/${group.id}/members`, { user_id: member.id, status: "administrator" });
  await world.refresh();
}

/** Three seats: { user, chatId }. */
export function seats(world) {
  const kept = JSON.parse(sessionStorage.getItem(KEPT) ?? "[]").map((seat) => known(world, seat));
  return fitting(world).map((seat, index) => kept[index] ?? seat);
}

export function keepSeats(phones) {
  sessionStorage.setItem(KEPT, JSON.stringify(phones.map(({ user, chatId }) => ({ userId: user?.id, chatId }))));
}

function known(world, { userId, chatId }) {
  const user = world.users.get(userId);
  return user && world.exists(chatId) ? { user, chatId } : null;
}

function fitting(world) {
  const users = [...world.users.values()];
  const groups = world.groups();
  const grouped = new Set(groups.flatMap(({ id }) => present(world, id).map(({ user }) => user.id)));
  const residents = users.filter((user) => !grouped.has(user.id) && !isAkim(user));
  const resident = residents[0] ?? users[0];
  const akim = users.find(isAkim) ?? residents[1] ?? users.at(-1);
  const moderator = groups[0] && speakerFor(world, groups[0].id);
  return [alone(resident), moderator ? { user: moderator, chatId: groups[0].id } : alone(users[1] ?? resident), alone(akim)];
}

const alone = (user) => ({ user, chatId: user.id });

const isAkim = ({ username = "", last_name: last = "" }) => /akim|әкім|аким/iu.test(`${username} ${last}`);

function present(world, chatId) {
  return world.members(chatId).filter(({ user, status }) => world.users.has(user.id) && !GONE.includes(status));
}

function speakerFor(world, chatId) {
  const people = present(world, chatId);
  const leader = people.find(({ status }) => ["creator", "administrator"].includes(status)) ?? people[0];
  return leader && world.users.get(leader.user.id);
}

"""The page, in a real browser. The bot's part is played here, call by call, over the Bot API."""

import base64
import shutil
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import aiohttp
import pytest
import pytest_asyncio
from playwright.async_api import Browser, Locator, Page, async_playwright, expect

from sandbox.server import Sandbox

pytestmark = pytest.mark.asyncio(loop_scope="module")

CHROMIUM = shutil.which("chromium")
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
LAPTOP = {"width": 1440, "height": 900}
HANDSET = {"width": 360, "height": 740}
PICTURE = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAIAAAACCAIAAAD91JpzAAAAFklEQVR4nGP8z8DAwMDAxMDAwMDAAAANHQEDasKb6QAAAABJRU5ErkJggg=="
)


@dataclass
class Village:
    """A sandbox with its cast, and the bot in it."""

    sandbox: Sandbox
    http: aiohttp.ClientSession
    people: dict[str, int] = field(default_factory=dict)
    group: int = 0
    offset: int = 0

    async def bot(self, method: str, **params: Any) -> Any:
        answer = await self.try_bot(method, **params)
        assert answer["ok"], answer
        return answer["result"]

    async def try_bot(self, method: str, **params: Any) -> Any:
        url = f"{self.sandbox.url}/bot{self.sandbox.token}/{method}"
        async with self.http.post(url, json=params) as response:
            return await response.json()

    async def update(self, kind: str) -> Any:
        """The next thing of this kind that the bot hears; what came before it is passed over."""
        while True:
            updates = await self.bot("getUpdates", timeout=5, offset=self.offset, limit=1)
            assert updates, f"no {kind} came"
            self.offset = updates[0]["update_id"] + 1
            if kind in updates[0]:
                return updates[0][kind]

    async def heard(self, part: str, words: str = "") -> Any:
        """The next message that has such a part."""
        while True:
            message = await self.update("message")
            if part in message and words in str(message[part]):
                return message

    async def people_do(self, path: str, **body: Any) -> Any:
        async with self.http.post(f"{self.sandbox.url}/sandbox/{path}", json=body) as response:
            assert response.status == 200, await response.text()
            return await response.json()

    async def says(self, name: str, text: str) -> Any:
        user = self.people[name]
        answer = await self.people_do(f"chats/{user}/messages", user_id=user, text=text)
        return answer["messages"][0]

    async def settle(self) -> None:
        """The cast of the page's own offer, made without the page."""
        for name, more in {"Айгүл": {}, "Ерлан": {}, "Марина": {}, "Бақыт": {"username": "akim"}}.items():
            user = await self.people_do("users", first_name=name, language_code="kk", **more)
            self.people[name] = user["id"]
        members = [self.people["Марина"]]
        owner = self.people["Ерлан"]
        chat = await self.people_do(
            "groups",
            title="Модераторлар",
            type="supergroup",
            owner=owner,
            members=members,
            bot="administrator",
        )
        self.group = chat["id"]
        await self.says("Айгүл", "/start")

    @property
    def resident(self) -> int:
        return self.people["Айгүл"]

    async def letter(self, text: str, *, chat: int | None = None, **more: Any) -> Any:
        return await self.bot("sendMessage", chat_id=chat or self.resident, text=text, **more)


@pytest_asyncio.fixture(loop_scope="module", scope="module")
async def browser(request: pytest.FixtureRequest) -> AsyncIterator[Browser]:
    if CHROMIUM is None:
        reason = "no Chromium on this machine (Debian: apt install chromium)"
        request.config.get_terminal_writer().line(f"\n{reason}")
        pytest.skip(reason)
    async with async_playwright() as playwright:
        expect.set_options(timeout=15_000)
        browser = await playwright.chromium.launch(executable_path=CHROMIUM, headless=True, args=FLAGS)
        yield browser
        await browser.close()


@pytest_asyncio.fixture(loop_scope="module")
async def empty() -> AsyncIterator[Village]:
    sandbox = await Sandbox.start(port=0, rates=False)
    async with aiohttp.ClientSession() as http:
        yield Village(sandbox, http)
    await sandbox.stop()


@pytest_asyncio.fixture(loop_scope="module")
async def village(empty: Village) -> Village:
    await empty.settle()
    return empty


@pytest_asyncio.fixture(loop_scope="module")
async def page(browser: Browser, empty: Village) -> AsyncIterator[Page]:
    """A page that fails the test when the browser complains of anything; closed before its sandbox is."""
    context = await browser.new_context(viewport=LAPTOP, locale="en-GB", timezone_id="Asia/Almaty")
    page = await context.new_page()
    complaints: list[str] = []
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.on(
        "console", lambda said: complaints.append(said.text) if said.type in ("error", "warning") else None
    )
    yield page
    await context.close()
    assert not complaints


class Phone:
    def __init__(self, page: Page, number: int = 0) -> None:
        self.seat = page.locator(f"#seat-{number}")
        self.input = self.seat.get_by_label("Message", exact=True)
        self.messages = self.seat.locator(".message")
        self.newest = self.messages.last

    def button(self, name: str) -> Locator:
        return self.seat.get_by_role("button", name=name, exact=True)

    async def type(self, text: str) -> None:
        await self.input.fill(text)
        await self.input.press("Enter")

    async def do(self, message: Locator, what: str) -> None:
        await message.hover()
        await message.get_by_label("Message actions").click()
        await self.seat.get_by_role("menuitem", name=what).click()

    async def attach(self, what: str) -> None:
        await self.button("Attach").click()
        await self.button(what).click()


async def opened(page: Page, village: Village) -> Phone:
    await page.goto(village.sandbox.url)
    await expect(page.locator(".light")).to_have_text("live")
    return Phone(page)


async def test_where_nobody_lives_the_page_offers_a_cast(page: Page, empty: Village) -> None:
    await page.goto(empty.sandbox.url)
    await page.get_by_role("button", name="Create the cast").click()
    who = page.locator("select.who")
    where = page.locator("select.where")
    await expect(page.locator(".light")).to_have_text("live")
    for number, (person, chat) in enumerate(
        [("Айгүл", "Private chat"), ("Ерлан", "Модераторлар"), ("Бақыт", "Private chat")]
    ):
        await expect(who.nth(number).locator("option:checked")).to_contain_text(person)
        await expect(where.nth(number).locator("option:checked")).to_have_text(chat)


async def test_the_cast_that_exists_is_seated(page: Page, village: Village) -> None:
    await opened(page, village)
    for number, person in enumerate(["Айгүл", "Ерлан", "Бақыт"]):
        await expect(page.locator("select.who").nth(number).locator("option:checked")).to_contain_text(person)
    await expect(page.locator("#seat-1 .header .title")).to_have_text("Модераторлар")


async def test_a_poster_s_link_fills_the_payload_of_start(page: Page, empty: Village) -> None:
    await page.goto(empty.sandbox.url + "/?start=t196847100")
    await page.get_by_role("button", name="Create the cast").click()
    phone = Phone(page)
    await expect(phone.seat.get_by_label("Start payload")).to_have_value("t196847100")
    await phone.button("Start").click()
    await expect(phone.newest).to_contain_text("/start t196847100")
    message = await empty.heard("text")
    assert message["text"] == "/start t196847100"
    assert message["from"]["first_name"] == "Айгүл"


async def test_words_travel_both_ways(page: Page, village: Village) -> None:
    phone = await opened(page, village)
    await phone.type("Көшеде жарық жоқ: әғқңөұүһі ӘҒҚҢӨҰҮҺІ")
    await expect(phone.newest).to_contain_text("әғқңөұүһі ӘҒҚҢӨҰҮҺІ")
    await expect(phone.input).to_have_value("")
    heard = await village.heard("text", "Көшеде")
    assert heard["text"].endswith("ӘҒҚҢӨҰҮҺІ")
    await village.letter("Қабылданды")
    await expect(phone.newest).to_contain_text("Қабылданды")
    await expect(phone.newest).to_have_class("message in first last fresh")


async def test_entities_are_drawn(page: Page, village: Village) -> None:
    phone = await opened(page, village)
    await village.letter(
        "<b>bold <i>both</i></b> <u>under</u> <s>gone</s> <code>code</code> <tg-spoiler>secret</tg-spoiler> "
        '<a href="https://adilet.zan.kz/">law</a> /my #жарық\n<pre><code class="language-python">x = 1</code></pre>'
        "\n<blockquote>said</blockquote>\n<blockquote expandable>1\n2\n3\n4\n5\n6</blockquote>\n"
        '<tg-time unix="1800000000" format="Dt">soon</tg-time>',
        parse_mode="HTML",
    )
    text = phone.newest.locator(".text")
    for selector, words in {
        "b > i": "both",
        "u": "under",
        "s": "gone",
        "code >> nth=0": "code",
        "pre": "x = 1",
        "blockquote >> nth=0": "said",
        ".tag": "#жарық",
        "time.when": "15 January 2027 at 13:00",
    }.items():
        await expect(text.locator(selector)).to_contain_text(words)
    await expect(text.locator("a")).to_have_attribute("href", "https://adilet.zan.kz/")
    await expect(text.get_by_text("secret")).not_to_be_visible()
    await text.get_by_label("Hidden text").click()
    await expect(text.get_by_text("secret")).to_be_visible()
    await text.get_by_role("button", name="Show the whole quote").click()
    await expect(text.get_by_role("button", name="Fold the quote")).to_have_attribute("aria-expanded", "true")
    await text.get_by_text("/my").click()
    await expect(phone.newest).to_contain_text("/my")
    await expect(phone.messages).to_have_count(3)


async def test_a_hostile_message_stays_text(page: Page, village: Village) -> None:
    script = "<script>window.caught = 1</script><img src=x onerror='window.caught = 1'>"
    phone = await opened(page, village)
    keyboard = {"inline_keyboard": [[{"text": script[:60], "callback_data": "x"}]]}
    await village.letter(script, reply_markup=keyboard)
    await expect(phone.newest.locator(".text")).to_contain_text(script)
    intruder = await village.people_do("users", first_name=script[:60], last_name="\u202egnp.exe")
    await village.people_do(f"chats/{village.group}/members", user_id=intruder["id"], status="member")
    await village.people_do(f"chats/{village.group}/messages", user_id=intruder["id"], text=script)
    await expect(page.locator("#seat-1 .message").last).to_contain_text(script)
    assert await page.evaluate("window.caught") is None
    assert await page.locator(".text script, .text img, .sign script, .inline-key img").count() == 0


async def test_a_tap_is_answered_by_a_toast_or_an_alert_and_the_message_changes_in_place(
    page: Page, village: Village
) -> None:
    phone = await opened(page, village)
    keyboard = {
        "inline_keyboard": [
            [{"text": "Алу", "callback_data": "take", "style": "primary"}],
            [
                {"text": "Жоқ", "callback_data": "no", "style": "danger"},
                {"text": "Иә", "callback_data": "yes", "style": "success"},
            ],
            [{"text": "Карта", "url": "https://osm.org/"}],
        ]
    }
    sent = await village.letter("№ 12", reply_markup=keyboard)
    for name, style in {"Алу": "primary", "Жоқ": "danger", "Иә": "success"}.items():
        await expect(phone.button(name)).to_have_class(f"inline-key {style}")

    await phone.button("Алу").click()
    query = await village.update("callback_query")
    assert (query["data"], query["message"]["message_id"]) == ("take", sent["message_id"])
    await village.bot("answerCallbackQuery", callback_query_id=query["id"], text="Алынды")
    await expect(phone.seat.locator(".toast")).to_have_text("Алынды")

    await phone.button("Жоқ").press("Enter")
    query = await village.update("callback_query")
    await village.bot("answerCallbackQuery", callback_query_id=query["id"], text="Болмайды", show_alert=True)
    alert = phone.seat.get_by_role("alertdialog")
    await expect(alert).to_contain_text("Болмайды")
    await expect(alert.get_by_role("button", name="OK")).to_be_focused()
    await page.keyboard.press("Escape")
    await expect(alert).to_have_count(0)
    await expect(phone.button("Жоқ")).to_be_focused()

    where = {"chat_id": village.resident, "message_id": sent["message_id"]}
    await village.bot("editMessageText", **where, text="№ 12 алынды")
    await expect(phone.newest).to_contain_text("№ 12 алынды")
    await expect(phone.newest).to_contain_text("edited")
    await expect(phone.newest.locator(".inline-key")).to_have_count(0)
    await village.bot("deleteMessage", **where)
    await expect(phone.seat.get_by_text("№ 12 алынды")).to_have_count(0)


async def test_photos_and_albums_are_seen(page: Page, village: Village) -> None:
    phone = await opened(page, village)
    form = aiohttp.FormData({"chat_id": str(village.resident), "caption": "Бағана"})
    form.add_field("photo", PICTURE, filename="lamp.png", content_type="image/png")
    url = f"{village.sandbox.url}/bot{village.sandbox.token}/sendPhoto"
    async with village.http.post(url, data=form) as response:
        photo = (await response.json())["result"]["photo"][-1]["file_id"]
    await expect(phone.newest).to_contain_text("Бағана")
    image = phone.newest.locator("img")
    await expect(image).to_have_js_property("complete", value=True)
    await expect(image).to_have_js_property("naturalWidth", 2)

    media = [{"type": "photo", "media": photo, "caption": "Үшеуі" if n == 0 else ""} for n in range(3)]
    await village.bot("sendMediaGroup", chat_id=village.resident, media=media)
    await expect(phone.newest.locator(".album img")).to_have_count(3)
    await expect(phone.newest.locator(".text")).to_contain_text("Үшеуі")

    await phone.newest.get_by_label("Open the photo").first.click()
    await expect(phone.seat.get_by_role("dialog", name="Photo")).to_be_visible()
    await page.keyboard.press("Escape")
    await expect(phone.seat.get_by_role("dialog")).to_have_count(0)


async def test_the_bot_s_keyboard_takes_the_place_of_letters(page: Page, village: Village) -> None:
    phone = await opened(page, village)
    markup: dict[str, Any] = {
        "keyboard": [[{"text": "Хабарлау"}], [{"text": "Орным", "request_location": True}]],
        "resize_keyboard": True,
        "one_time_keyboard": True,
        "input_field_placeholder": "Мәселені жазыңыз",
    }
    await village.letter("Мәзір", reply_markup=markup)
    await expect(phone.input).to_have_attribute("placeholder", "Мәселені жазыңыз")
    await phone.button("Хабарлау").click()
    await expect(phone.newest).to_contain_text("Хабарлау")
    await expect(phone.button("Хабарлау")).to_have_count(0)

    await phone.button("Show the bot's keyboard").click()
    await phone.button("Орным").click()
    dialog = phone.seat.get_by_role("dialog", name="Send a location")
    await dialog.get_by_label("Village").select_option("Байсерке")
    await dialog.get_by_label("Longitude").fill("77.05")
    await dialog.get_by_role("button", name="Send").click()
    await expect(phone.newest.locator("svg.map")).to_be_visible()
    await expect(phone.newest.get_by_role("link")).to_contain_text("77.05000")

    await village.letter("Кетті", reply_markup={"remove_keyboard": True})
    await expect(phone.button("Show the bot's keyboard")).to_have_count(0)
    await expect(phone.input).to_have_attribute("placeholder", "Message")


async def test_an_answer_the_bot_insists_on(page: Page, village: Village) -> None:
    phone = await opened(page, village)
    asked = await village.letter(
        "Себебі?", reply_markup={"force_reply": True, "input_field_placeholder": "Себебін жазыңыз"}
    )
    await expect(phone.input).to_have_attribute("placeholder", "Себебін жазыңыз")
    await expect(phone.seat.locator(".target")).to_contain_text("Себебі?")
    await phone.type("Жол тар")
    await expect(phone.newest.locator(".quote")).to_contain_text("Себебі?")
    heard = await village.heard("reply_to_message")
    assert heard["reply_to_message"]["message_id"] == asked["message_id"]
    await expect(phone.seat.locator(".target")).to_be_hidden()


async def test_one_answers_corrects_and_deletes(page: Page, village: Village) -> None:
    phone = await opened(page, village)
    await village.letter("Қай көше?")
    await expect(phone.newest).to_contain_text("Қай көше?")
    await phone.do(phone.newest, "Reply")
    await phone.type("Абай көшес")
    await expect(phone.newest.locator(".quote")).to_contain_text("Қай көше?")

    await phone.input.press("ArrowUp")
    await expect(phone.input).to_have_value("Абай көшес")
    await phone.type("Абай көшесі")
    await expect(phone.newest).to_contain_text("Абай көшесі")
    await expect(phone.newest).to_contain_text("edited")
    assert (await village.update("edited_message"))["text"] == "Абай көшесі"

    await phone.do(phone.newest, "Delete")
    await phone.seat.get_by_role("dialog").get_by_role("button", name="Delete").click()
    await expect(phone.seat.get_by_text("Абай көшесі")).to_have_count(0)


async def test_a_quote_leads_to_what_it_quotes(page: Page, village: Village) -> None:
    phone = await opened(page, village)
    first = await village.letter("Бірінші хат")
    for number in range(30):
        await village.letter(f"Хат {number}")
    await village.letter("Жауап", reply_parameters={"message_id": first["message_id"]})
    original = phone.messages.filter(has_text="Бірінші хат").first
    await expect(phone.newest.locator(".quote")).to_be_visible()
    await expect(original).not_to_be_in_viewport()
    await phone.newest.locator(".quote").click()
    await expect(original).to_be_in_viewport()
    await phone.button("To the newest message").click()
    await expect(phone.newest).to_be_in_viewport()


async def test_a_picture_from_the_disk_reaches_the_bot(page: Page, village: Village, tmp_path: Path) -> None:
    file = tmp_path / "lamp.png"
    file.write_bytes(PICTURE)
    phone = await opened(page, village)
    await phone.button("Attach").click()
    async with page.expect_file_chooser() as chooser:
        await phone.button("Picture").click()
    await (await chooser.value).set_files(file)
    dialog = phone.seat.get_by_role("dialog", name="Send the picture")
    await dialog.get_by_label("Caption").fill("Мына бағана")
    await dialog.get_by_role("button", name="Send").click()
    await expect(phone.newest).to_contain_text("Мына бағана")
    heard = await village.heard("photo")
    found = await village.bot("getFile", file_id=heard["photo"][-1]["file_id"])
    url = f"{village.sandbox.url}/file/bot{village.sandbox.token}/{found['file_path']}"
    async with village.http.get(url) as response:
        assert await response.read() == PICTURE


ATTACHED = {
    "Sample photo": (".picture img", "photo"),
    "Album": (".album img", "media_group_id"),
    "Voice": (".waveform", "voice"),
    "Video": (".film", "video"),
    "Round video": (".video-note", "video_note"),
    "File": (".file", "document"),
    "Location": (".map", "location"),
    "Contact": (".contact", "contact"),
    "Sticker": (".sticker", "sticker"),
    "Dice": (".sticker", "dice"),
    "Channel post": (".forwarded", "forward_origin"),
}
SENT_AT_ONCE = {"Round video", "Sticker", "Dice"}


async def test_everything_that_can_be_attached(page: Page, village: Village) -> None:
    phone = await opened(page, village)
    for count, (what, (seen, kind)) in enumerate(ATTACHED.items(), start=2):
        await phone.attach(what)
        if what not in SENT_AT_ONCE:
            await phone.seat.get_by_role("dialog").locator("button[type=submit]").click()
        await expect(phone.messages).to_have_count(count)
        await expect(phone.newest.locator(seen).first).to_be_visible()
        await village.heard(kind)


async def test_in_the_group_one_chooses_who_speaks(page: Page, village: Village) -> None:
    await opened(page, village)
    phone = Phone(page, 1)
    await phone.type("Мен аламын")
    await expect(phone.newest).to_have_class("message out first last fresh")
    await page.locator("select.who").nth(1).select_option(label="Марина")
    await expect(phone.newest.locator(".sign")).to_contain_text("Ерлан")
    await phone.type("Жарайды")
    await expect(phone.newest).to_contain_text("Жарайды")

    await page.locator("select.who").nth(1).select_option(label="Ерлан")
    await phone.button("Speaking as Ерлан").click()
    await phone.seat.get_by_role("menuitem", name="Anonymous administrator").click()
    await phone.type("Жасырын")
    await expect(phone.newest.locator(".sign")).to_contain_text("Модераторлар")

    await phone.button("Speaking as Модераторлар, anonymously").click()
    await phone.seat.get_by_role("menuitem", name="As a channel").click()
    await phone.seat.get_by_role("dialog").get_by_label("Channel").fill("Арна")
    await phone.button("Choose").click()
    await phone.type("Арнадан")
    await expect(phone.newest.locator(".sign")).to_contain_text("Арна")

    assert (await village.heard("text", "Мен аламын"))["from"]["id"] == village.people["Ерлан"]
    assert (await village.heard("text", "Жарайды"))["from"]["id"] == village.people["Марина"]
    assert (await village.heard("text", "Жасырын"))["sender_chat"]["id"] == village.group
    assert (await village.heard("text", "Арнадан"))["sender_chat"]["title"] == "Арна"


async def test_the_bot_is_seen_typing(page: Page, village: Village) -> None:
    phone = await opened(page, village)
    await village.bot("sendChatAction", chat_id=village.resident, action="typing")
    await expect(phone.seat.locator(".subtitle")).to_have_text("typing")
    await village.letter("Міне")
    await expect(phone.seat.locator(".subtitle")).to_have_text("bot")


async def test_the_menu_of_commands(page: Page, village: Village) -> None:
    commands = [
        {"command": "report", "description": "Хабарлау"},
        {"command": "my", "description": "Өтініштерім"},
    ]
    await village.bot("setMyCommands", commands=commands)
    phone = await opened(page, village)
    await phone.button("Menu of commands").click()
    await phone.seat.get_by_role("option", name="/my Өтініштерім").click()
    await expect(phone.newest).to_contain_text("/my")
    await phone.input.press_sequentially("/re")
    await expect(phone.seat.get_by_role("listbox").get_by_role("option")).to_have_count(1)
    await phone.input.press("Enter")
    await expect(phone.newest).to_contain_text("/report")
    await expect(phone.input).to_have_value("")


async def test_the_bot_is_blocked_and_taken_back(page: Page, village: Village) -> None:
    phone = await opened(page, village)
    await phone.button("Chat menu").click()
    await phone.seat.get_by_role("menuitem", name="Block the bot").click()
    await expect(phone.button("Restart bot")).to_be_visible()
    change = await village.update("my_chat_member")
    while change["chat"]["id"] != village.resident:
        change = await village.update("my_chat_member")
    assert change["new_chat_member"]["status"] == "kicked"
    assert (await village.try_bot("sendMessage", chat_id=village.resident, text="?"))["error_code"] == 403
    await phone.button("Restart bot").click()
    await expect(phone.newest).to_contain_text("/start")
    await expect(phone.input).to_be_visible()


async def test_a_long_text_goes_as_several_messages(page: Page, village: Village) -> None:
    phone = await opened(page, village)
    await phone.type("ә" * 4096 + "ғ")
    await expect(phone.messages).to_have_count(3)
    await expect(phone.newest).to_contain_text("ғ")


async def test_two_tabs_show_the_same(page: Page, village: Village) -> None:
    phone = await opened(page, village)
    other = await page.context.new_page()
    beside = await opened(other, village)
    await phone.type("Бір жазғаным")
    await expect(beside.newest).to_contain_text("Бір жазғаным")
    await village.letter("Екеуіне де")
    await expect(phone.newest).to_contain_text("Екеуіне де")
    await expect(beside.newest).to_contain_text("Екеуіне де")
    await expect(phone.messages).to_have_count(3)


async def test_what_was_missed_is_caught_up(browser: Browser, village: Village) -> None:
    context = await browser.new_context(viewport=LAPTOP)
    page = await context.new_page()
    await page.route("**/sandbox/events", lambda route: route.abort())
    await page.goto(village.sandbox.url)
    phone = Phone(page)
    await expect(phone.newest).to_contain_text("/start")
    await expect(page.locator(".light")).to_have_text("connecting…")
    sent = await village.letter("Сен жоқта")
    await village.bot(
        "editMessageText", chat_id=village.resident, message_id=sent["message_id"], text="Сен жоқта келді"
    )
    await page.unroute("**/sandbox/events")
    await expect(page.locator(".light")).to_have_text("live")
    await expect(phone.newest).to_contain_text("Сен жоқта келді")
    await context.close()


async def test_the_tools_move_time_and_make_trouble(page: Page, village: Village) -> None:
    phone = await opened(page, village)
    before = await village.letter("Бүгін")
    await page.get_by_role("button", name="Tools").click()
    tools = page.get_by_role("complementary", name="Tools")
    await tools.get_by_role("button", name="+1 day").click()
    await tools.get_by_label("Seconds").fill("7")
    await tools.get_by_role("button", name="429").click()
    await expect(tools.locator(".faults")).to_contain_text("too_many_requests")
    refused = await village.try_bot("sendMessage", chat_id=village.resident, text="?")
    assert refused["parameters"] == {"retry_after": 7}
    await tools.get_by_role("button", name="Clear").click()
    await expect(tools.locator(".faults li")).to_have_count(0)
    after = await village.letter("Ертең")
    assert after["date"] - before["date"] >= 86400
    await expect(phone.newest).to_contain_text("Ертең")
    await expect(phone.seat.locator(".date").last).to_have_text("Today")
    await expect(phone.seat.locator(".date").first).to_have_text("Yesterday")
    await page.keyboard.press("Escape")
    await expect(tools).to_be_hidden()


async def test_on_a_handset_one_phone_is_seen_at_a_time(page: Page, village: Village) -> None:
    await page.set_viewport_size({"width": HANDSET["width"], "height": HANDSET["height"]})
    phone = await opened(page, village)
    await expect(phone.input).to_be_visible()
    await expect(Phone(page, 1).input).to_be_hidden()
    await village.letter("Жаңа өтініш", chat=village.group)
    tab = page.get_by_role("tab", name="Модераторлар")
    await expect(tab.locator(".badge")).to_have_text("1")
    await tab.click()
    await expect(tab.locator(".badge")).to_have_count(0)
    await expect(Phone(page, 1).newest).to_contain_text("Жаңа өтініш")
    await expect(phone.input).to_be_hidden()
    await tab.press("ArrowRight")
    await expect(page.get_by_role("tab", name="Бақыт")).to_be_focused()
    wide = await page.evaluate("document.documentElement.scrollWidth")
    assert wide <= HANDSET["width"]


async def test_on_glass_a_tap_opens_what_can_be_done_with_a_message(
    browser: Browser, village: Village
) -> None:
    context = await browser.new_context(viewport=HANDSET, has_touch=True, is_mobile=True)
    page = await context.new_page()
    phone = await opened(page, village)
    await village.letter("Түртіп көр")
    await expect(phone.newest).to_contain_text("Түртіп көр")
    await phone.newest.locator(".text").tap()
    await phone.seat.get_by_role("menuitem", name="Reply").tap()
    await expect(phone.seat.locator(".target")).to_contain_text("Түртіп көр")
    await context.close()


async def test_a_poll_is_voted_in(page: Page, village: Village) -> None:
    phone = await opened(page, village)
    await village.bot(
        "sendPoll",
        chat_id=village.resident,
        question="Алаң қайда болсын?",
        options=[{"text": "Мектеп"}, {"text": "Клуб"}],
        is_anonymous=False,
    )
    option = phone.newest.get_by_role("button", name="Клуб")
    await option.click()
    await expect(option).to_contain_text("100%")
    await expect(option).to_have_attribute("aria-pressed", "true")
    assert (await village.update("poll_answer"))["option_ids"] == [1]


async def test_a_link_to_the_bot_opens_it_with_its_payload(page: Page, village: Village) -> None:
    await opened(page, village)
    phone = Phone(page, 1)
    await village.letter("https://t.me/sandbox_bot?start=r12", chat=village.group)
    await phone.newest.get_by_role("link").click()
    await expect(phone.seat.get_by_label("Start payload")).to_have_value("r12")
    await phone.button("Start").click()
    assert (await village.heard("text", "/start r12"))["from"]["id"] == village.people["Ерлан"]


async def test_a_phone_follows_its_group_into_the_supergroup(page: Page, village: Village) -> None:
    await opened(page, village)
    phone = Phone(page, 1)
    owner = village.people["Ерлан"]
    group = {"title": "Қарапайым", "type": "group", "owner": owner, "members": [], "bot": "administrator"}
    await village.people_do("groups", **group)
    await page.locator("select.where").nth(1).select_option(label="Қарапайым")
    await phone.button("Chat menu").click()
    await phone.seat.get_by_role("menuitem", name="Make it a supergroup").click()
    await expect(phone.seat.locator(".service").last).to_contain_text("This supergroup was the group")
    await phone.type("Мұнда да естиді")
    assert (await village.heard("text", "Мұнда"))["chat"]["type"] == "supergroup"


async def test_every_control_has_a_name(page: Page, village: Village) -> None:
    phone = await opened(page, village)
    keyboard = {"inline_keyboard": [[{"text": "Алу", "callback_data": "1"}]]}
    await village.letter("Карточка", reply_markup=keyboard)
    await expect(phone.button("Алу")).to_be_visible()
    await phone.button("Attach").click()
    await page.get_by_role("button", name="Tools").click()
    for size in (LAPTOP, HANDSET):
        await page.set_viewport_size({"width": size["width"], "height": size["height"]})
        nameless = await page.evaluate(
            """() => [...document.querySelectorAll("button, input, select, textarea, a")]
                .filter((each) => each.checkVisibility())
                .filter((each) => !(each.ariaLabel || each.innerText.trim() || each.labels?.length))
                .map((each) => each.outerHTML)"""
        )
        assert nameless == []

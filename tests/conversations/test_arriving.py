"""A person arrives: language, consent, village."""

import json

import pytest

from bot.domain.people import CONSENT_VERSION, Language
from sandbox.person import Person
from tests.conftest import BAISERKE, BAISERKE_DISTRICT, ILE, KEYS, tap
from tests.conversations.conftest import There, labels, said, shown

ALI = "196847200"


async def asked_for_consent(person: Person, payload: str | None = None) -> None:
    await person.start(payload)
    await tap(person, "English")
    await person.sees("consent")


# --- language and the telling ---


async def test_the_languages_come_first_each_in_its_own_words(village: There) -> None:
    await village.aigul.start()
    offered = await village.aigul.sees("Тілді таңдаңыз · Выберите язык · Choose a language")
    assert labels(offered) == ["Қазақша", "Русский", "English"]


async def test_before_the_consent_three_short_lines_say_what_this_is(village: There) -> None:
    await village.aigul.start()
    await tap(village.aigul, "English")
    told = await village.aigul.sees("the voice of the village")
    assert told["text"].count("•") == 3
    assert labels(told) == ["✅ I agree", "Read more", "No"]


@pytest.mark.parametrize(("own_name", "language"), [("Қазақша", "kk"), ("Русский", "ru"), ("English", "en")])
async def test_a_person_arrives_in_any_of_the_three_languages(
    village: There, own_name: str, language: str
) -> None:
    spoken = Language(language)
    names = {"kk": "Әлі", "ru": "Али", "en": "Ali"}
    await village.aigul.start()
    await tap(village.aigul, own_name)
    await tap(village.aigul, said(spoken, "I agree"))
    await village.aigul.sees("Байсерке")
    await village.aigul.send("али")
    await tap(village.aigul, names[language])
    await village.aigul.sees(lambda message: f"{names[language]}" in message["text"] and not labels(message))
    assert village.kept(
        f"SELECT language, village FROM people WHERE account = {KEYS.account(village.aigul.id)}"
    ) == [(language, ALI)]


async def test_read_more_says_all_that_the_law_asks_and_goes_back_to_the_short_form(village: There) -> None:
    await asked_for_consent(village.aigul)
    await tap(village.aigul, "Read more")
    told = (await village.aigul.sees("Consent to the collection and processing"))["text"]
    for what in (
        "Operator: Ауыл үні қоры",
        "BIN 123456789012",
        "hello@example.kz",
        "Purpose:",
        "Data:",
        "Who sees it:",
        "Public distribution: what you report, as said above",
        "residents of your district can read it in this bot, too",
        "Cross-border transfer: yes",
        "Telegram",
        "Term:",
        "To withdraw: /privacy",
    ):
        assert what in told
    await tap(village.aigul, "In short")
    short = await village.aigul.sees("the voice of the village")
    assert "Read more" in labels(short)
    await tap(village.aigul, "I agree")
    await village.aigul.sees("Where do you live?")


async def test_the_whole_arrival_is_one_message_that_changes_until_words_are_asked_for(
    village: There,
) -> None:
    await asked_for_consent(village.aigul)
    await tap(village.aigul, "Read more")
    await tap(village.aigul, "I agree")
    await village.aigul.sees("Where do you live?")
    assert len(await shown(village.aigul)) == 1


async def test_the_consent_is_kept_with_its_version_its_time_and_its_language(village: There) -> None:
    before = village.now().timestamp() * 1000
    await asked_for_consent(village.aigul)
    await tap(village.aigul, "I agree")
    await village.aigul.sees("Where do you live?")
    [(version, language, agreed, decided_at)] = village.kept(
        "SELECT version, language, agreed, decided_at FROM consents"
    )
    assert (version, language, agreed) == (CONSENT_VERSION, "en", 1)
    assert before <= decided_at <= village.now().timestamp() * 1000
    await village.aigul.send("/privacy")
    await village.aigul.sees("You agreed on ")


async def test_agreeing_twice_from_two_phones_is_one_consent(village: There) -> None:
    await asked_for_consent(village.aigul)
    form = await village.aigul.last()
    carried = form["reply_markup"]["inline_keyboard"][0][0]["callback_data"]
    await village.aigul.press(carried, form)
    await village.aigul.press(carried, form)
    assert village.kept("SELECT count(*) FROM consents") == [(1,)]


# --- no ---


async def mentions(village: There, mark: str) -> dict[str, int]:
    """In which tables, and in how many rows, something of a person is kept."""
    await village.quiet()
    tables = [name for (name,) in village.kept("SELECT name FROM sqlite_master WHERE type = 'table'")]
    rows = {table: village.kept(f"SELECT * FROM {table}") for table in tables}
    found = {table: sum(mark in json.dumps(row, ensure_ascii=False) for row in rows[table]) for table in rows}
    return {table: count for table, count in found.items() if count}


async def test_before_an_answer_nothing_is_kept_of_a_person(village: There) -> None:
    await asked_for_consent(village.aigul)
    await village.aigul.send("I only wanted to look")
    await village.aigul.sees("First we need your consent")
    await village.aigul.send("/help")
    await village.aigul.sees("How it works")
    assert await mentions(village, str(village.aigul.id)) == {}
    assert await mentions(village, "only wanted") == {}


async def test_of_a_person_who_says_no_only_the_refusal_is_kept(village: There) -> None:
    await asked_for_consent(village.aigul)
    await tap(village.aigul, "No")
    refused = await village.aigul.sees("As you wish")
    assert "eotinish.gov.kz" in refused["text"]
    assert "112" in refused["text"]
    await village.aigul.send("There is a pit on our street")
    await village.aigul.sees("First we need your consent")
    assert await mentions(village, str(village.aigul.id)) == {}
    assert await mentions(village, str(KEYS.account(village.aigul.id))) == {"people": 1}
    assert await mentions(village, "a pit on our street") == {}
    assert village.kept(
        f"SELECT language, village, name FROM people WHERE account = {KEYS.account(village.aigul.id)}"
    ) == [("en", None, None)]
    assert village.kept("SELECT agreed FROM consents") == [(0,)]


async def test_without_consent_there_is_information_and_one_sentence_for_all_else(village: There) -> None:
    await asked_for_consent(village.aigul)
    await tap(village.aigul, "No")
    asked = await village.aigul.send("/help")
    await village.aigul.sees("How it works", after=asked)
    asked = await village.aigul.send("/privacy")
    await village.aigul.sees("There is no consent of yours now", after=asked)
    for attempt in (
        village.aigul.send("/report"),
        village.aigul.send("Words"),
        village.aigul.photo("A photo"),
        village.aigul.voice(),
        village.aigul.location(43.4, 77.0),
    ):
        tried = await attempt
        await village.aigul.sees("First we need your consent: /start", after=tried)
    assert village.kept("SELECT * FROM drafts") == []


async def test_a_stranger_who_asks_for_reports_is_told_to_begin(village: There) -> None:
    for command in ("/my", "/report", "⚙️ Settings"):
        asked = await village.aigul.send(command)
        await village.aigul.sees("First we need your consent: /start", after=asked)


async def test_who_refused_may_agree_later(village: There) -> None:
    await asked_for_consent(village.aigul)
    await tap(village.aigul, "No")
    await village.aigul.sees("As you wish")
    await village.settle(village.aigul)
    await village.report(village.aigul)
    assert village.kept("SELECT agreed FROM consents ORDER BY id") == [(0,), (1,)]


async def test_who_says_no_at_the_question_of_the_village_is_asked_no_more(village: There) -> None:
    await asked_for_consent(village.aigul)
    first = await village.aigul.last()
    no = first["reply_markup"]["inline_keyboard"][1][1]["callback_data"]
    await tap(village.aigul, "I agree")
    await village.aigul.sees("Where do you live?")
    await village.aigul.press(no, first)
    asked = await village.aigul.send("baiserke")
    await village.aigul.sees("First we need your consent", after=asked)
    assert await mentions(village, str(village.aigul.id)) == {}
    assert await mentions(village, str(KEYS.account(village.aigul.id))) == {"people": 1}


# --- the village ---

SPELLINGS = {
    "Baiserke": ("байсерке", "БАЙСЕРКЕ", "baiserke", "Baiser", "бай"),
    "Ali,": ("Әлі", "али", "әлi", "ALI"),
    "Karasu": ("қарасу", "карасу", "Karasu", "qarasu"),
    "Kokterek": ("Көктерек", "коктерек", "kokterek", "көк"),
    "Otegen Batyr": ("өтеген", "отеген", "Otegen", "Отеген батыра"),
    "Kurti": ("Күрті", "Курты", "курти", "kurti", "күрты"),
    "Zhaugashty": ("Жауғашты", "жаугашты", "zhaugashty"),
    "Mukhametzhan Tuimebayev": ("Мұхаметжан", "мухаметжан", "түймебаев", "туймебаева", "tuimebayev"),
    "Nurgisa Tlendiyev": ("нұрғиса", "нургиса", "nurgisa"),
    "Kenen Azirbayev": ("кенен", "әзірбаев", "азирбаев"),
    "Aksai": ("ақсай", "аксай", "aksai"),
    "Ekpindi": ("екпінді", "екпинды", "ekpindi"),
}


async def test_a_village_is_found_in_three_languages_with_and_without_kazakh_letters(village: There) -> None:
    await asked_for_consent(village.aigul)
    await tap(village.aigul, "I agree")
    await village.aigul.sees("Where do you live?")
    for name, spellings in SPELLINGS.items():
        for spelling in spellings:
            asked = await village.aigul.send(spelling)
            answer = await village.aigul.sees("", after=asked)
            assert any(name in label for label in labels(answer)), f"{spelling} does not find {name}"
        await village.later(seconds=10)


async def test_each_village_is_shown_with_what_stands_above_it(village: There) -> None:
    await asked_for_consent(village.aigul)
    await tap(village.aigul, "I agree")
    await village.aigul.send("карасу")
    found = await village.aigul.sees("Is it one of these?")
    assert labels(found)[0] == "Karasu, Otegen Batyr rural district, Ile district"


async def test_a_village_that_is_not_there_is_told_with_a_way_on(village: There) -> None:
    await asked_for_consent(village.aigul)
    await tap(village.aigul, "I agree")
    for written in ("Atlantis", "???", "🏡", "%", "_", "'; DROP TABLE people; --", "<script>"):
        asked = await village.aigul.send(written)
        answer = await village.aigul.sees("No village with such a name", after=asked)
        assert labels(answer) == ["📍 Choose from a list"]


async def test_a_village_is_picked_from_a_list_with_a_way_back_at_each_level(village: There) -> None:
    await asked_for_consent(village.aigul)
    await tap(village.aigul, "I agree")
    await tap(village.aigul, "Choose from a list")
    await village.aigul.sees("Choose your district")
    await tap(village.aigul, "Ile district")
    units = await village.aigul.sees("Ile district. Choose:")
    assert len(labels(units)) == 10
    await tap(village.aigul, "Boraldai settlement")
    await village.aigul.sees("Boraldai settlement. Choose:")
    await tap(village.aigul, "← Back")
    await village.aigul.sees("Ile district. Choose:")
    await tap(village.aigul, "← Back")
    await village.aigul.sees("Choose your district")
    await tap(village.aigul, "Ile district")
    await tap(village.aigul, "Baiserke rural district")
    villages = await village.aigul.sees("Baiserke rural district. Choose:")
    assert labels(villages) == ["Ali", "Baiserke", "Kokterek", "← Back"]
    await tap(village.aigul, "Kokterek")
    await village.aigul.sees("Your village: Kokterek")


async def test_the_list_stands_in_the_order_of_the_kazakh_alphabet(village: There) -> None:
    await village.aigul.start()
    await tap(village.aigul, "Қазақша")
    await tap(village.aigul, said(Language.KAZAKH, "I agree"))
    await tap(village.aigul, said(Language.KAZAKH, "Choose from a list"))
    await tap(village.aigul, "Іле ауданы")
    units = await village.aigul.sees(lambda message: len(labels(message)) == 10)
    assert [label.split()[0] for label in labels(units)[:9]] == [
        "Ақсай", "Асқар", "Ащыбұлақ", "Байкент", "Байсерке", "Боралдай", "Қараой", "Қүрті", "Өтеген"
    ]  # fmt: skip


async def test_the_village_brings_the_menu_that_stays(village: There) -> None:
    await village.settle(village.aigul)
    keyboard = (await village.client.transcript(village.aigul.id))["reply_keyboard"]
    assert [[one["text"] for one in row] for row in keyboard] == [
        ["📝 Report a problem"],
        ["📋 My reports"],
        ["🗳 Elections", "💰 Village budget"],
        ["⚙️ Settings", "❓ Help"],
    ]
    await village.aigul.keyboard("📝 Report a problem")
    await village.aigul.sees("What is it about?")
    await village.aigul.keyboard("📋 My reports")
    await village.aigul.sees("You have sent no reports yet")
    await village.aigul.keyboard("🗳 Elections")
    await village.aigul.sees("No election of the akim is known here now.")
    await village.aigul.keyboard("⚙️ Settings")
    settings = await village.aigul.sees("Your village: Baiserke, Baiserke rural district, Ile district")
    assert labels(settings) == [
        "🌐 Тіл · Язык · Language",
        "🏡 Change village",
        "🔔 Village news",
        "🔒 My data and consent",
    ]
    await village.aigul.keyboard("❓ Help")
    await village.aigul.sees("How it works")


async def test_everything_works_from_commands_alone(resident: Person) -> None:
    for command, answer in (
        ("/report", "What is it about?"),
        ("/my", "You have sent no reports yet"),
        ("/language", "Choose a language"),
        ("/privacy", "My data and consent"),
        ("/settings", "Your village: Baiserke"),
        ("/help", "How it works"),
        ("/cancel", "Cancelled"),
        ("/start", "Choose a language"),
        ("/unheard_of", "I do not know this command"),
    ):
        asked = await resident.send(command)
        await resident.sees(answer, after=asked)


async def test_a_resident_moves_to_another_village(village: There, resident: Person) -> None:
    number = await village.report(resident)
    await resident.send("/settings")
    await tap(resident, "Change village")
    await resident.sees("Reports already sent stay with their village")
    await resident.send("көктерек")
    await tap(resident, "Kokterek")
    await resident.sees("Your village: Kokterek")
    await resident.send("/my")
    await tap(resident, f"№ {number}")
    await resident.sees("Street lighting · Baiserke")


async def test_back_from_the_change_of_village_changes_nothing(resident: Person) -> None:
    await resident.send("/settings")
    await tap(resident, "Change village")
    await tap(resident, "← Back")
    await resident.sees("Your village: Baiserke")
    asked = await resident.send("kokterek")
    await resident.sees("Is this about a problem in your village?", after=asked)


async def test_a_village_with_a_slip_in_its_name_is_found_too(village: There) -> None:
    await asked_for_consent(village.aigul)
    await tap(village.aigul, "I agree")
    for written in ("baiserkke", "Байсрке", "айсерке"):
        asked = await village.aigul.send(written)
        answer = await village.aigul.sees("Is it one of these?", after=asked)
        assert labels(answer)[0].startswith("Baiserke, ")


async def test_where_no_coordinates_were_imported_a_location_is_answered_kindly(village: There) -> None:
    await asked_for_consent(village.aigul)
    await tap(village.aigul, "I agree")
    await village.aigul.sees("Where do you live?")
    sent = await village.aigul.location(43.49, 77.02)
    answer = await village.aigul.sees("I do not know which villages are near", after=sent)
    assert labels(answer) == ["📍 Choose from a list"]
    assert village.kept("SELECT * FROM drafts") == []
    await village.aigul.send("baiserke")
    await tap(village.aigul, "Baiserke")
    await village.aigul.sees("Your village: Baiserke")


# --- posters ---


async def test_a_poster_proposes_its_village(village: There) -> None:
    await asked_for_consent(village.aigul, f"t{BAISERKE}")
    await tap(village.aigul, "Read more")
    await tap(village.aigul, "I agree")
    await village.aigul.sees("Do you live in Baiserke, Baiserke rural district, Ile district?")
    await tap(village.aigul, "Yes")
    await village.aigul.sees("Your village: Baiserke")


async def test_who_only_passed_by_the_poster_chooses_another_village(village: There) -> None:
    await asked_for_consent(village.aigul, f"t{BAISERKE}")
    await tap(village.aigul, "I agree")
    await tap(village.aigul, "Another village")
    await village.aigul.sees("Choose your district")
    await village.aigul.send("karasu")
    await tap(village.aigul, "Karasu")
    await village.aigul.sees("Your village: Karasu")


async def test_the_poster_of_a_larger_place_lists_what_lies_in_it(village: There) -> None:
    for kato, offered in (
        (BAISERKE_DISTRICT, "Kokterek"),
        (ILE, "Baiserke rural district"),
        ("190000000", "Ile district"),
    ):
        guest = await village.client.person("Guest", language_code="en")
        await asked_for_consent(guest, f"t{kato}")
        await tap(guest, "I agree")
        listed = await guest.sees("Choose:")
        assert offered in labels(listed)
        await guest.send("baiserke")
        await tap(guest, "Baiserke, ")
        await guest.sees("Your village: Baiserke")


HOSTILE = (
    "t999999999",
    "t000000000",
    "t12345678",
    "t1968471000",
    "t19684710O",
    "tt196847100",
    "196847100",
    "T196847100",
    "t196847100:agree",
    "t١٩٦٨٤٧١٠٠",
    "t'; DROP TABLE people; --",
    "<b>t196847100</b>",
    "../../etc/passwd",
    "t" + "9" * 300,
    "\u2066t196847100",
    "💥",
)


async def test_a_payload_that_means_nothing_is_an_arrival_without_one(village: There) -> None:
    for payload in HOSTILE:
        guest = await village.client.person("Guest", language_code="en")
        await asked_for_consent(guest, payload)
        await tap(guest, "I agree")
        await guest.sees("Where do you live?")
        await guest.send("baiserke")
        await tap(guest, "Baiserke")
        await guest.sees("Your village: Baiserke")


async def test_a_poster_at_home_asks_nothing_one_elsewhere_proposes_one_unknown_changes_nothing(
    resident: Person,
) -> None:
    asked = await resident.start(f"t{BAISERKE}")
    await tap(resident, "English")
    await resident.sees("What would you like to do?", after=asked)
    asked = await resident.start("t999999999")
    await tap(resident, "English")
    await resident.sees("What would you like to do?", after=asked)
    asked = await resident.start(f"t{ALI}")
    await tap(resident, "English")
    await resident.sees("Do you live in Ali,", after=asked)
    await tap(resident, "Yes")
    await resident.sees("Your village: Ali")


# --- language in the middle ---


async def test_the_language_changes_before_the_consent(village: There) -> None:
    await village.aigul.start(f"t{BAISERKE}")
    await tap(village.aigul, "Қазақша")
    await village.aigul.sees("Ауыл үні қоры")
    asked = await village.aigul.send("/language")
    await village.aigul.sees("Choose a language", after=asked)
    await tap(village.aigul, "English")
    await tap(village.aigul, "I agree")
    await village.aigul.sees("Where do you live?")
    assert village.kept("SELECT language FROM consents") == [("en",)]


async def test_the_language_changes_at_the_question_of_the_village(village: There) -> None:
    await village.aigul.start()
    await tap(village.aigul, "Қазақша")
    await tap(village.aigul, said(Language.KAZAKH, "I agree"))
    await village.aigul.sees("Байсерке")
    await village.aigul.send("/language")
    await tap(village.aigul, "English")
    await village.aigul.sees("Where do you live?")
    await village.aigul.send("әлі")
    await tap(village.aigul, "Ali")
    await village.aigul.sees("Your village: Ali")


async def test_the_language_changes_while_a_village_is_being_changed(resident: Person) -> None:
    await resident.send("/settings")
    await tap(resident, "Change village")
    asked = await resident.send("/language")
    await tap(resident, "English")
    await resident.sees("first letters of your village's name", after=asked)
    await resident.send("kokterek")
    await tap(resident, "Kokterek")
    await resident.sees("Your village: Kokterek")


async def test_the_menu_speaks_the_new_language_and_still_understands_the_old(
    village: There, resident: Person
) -> None:
    await resident.send("/language")
    await tap(resident, "Русский")
    menu = "📋 " + said(Language.RUSSIAN, "My reports")
    await resident.sees(lambda message: "keyboard" in message.get("reply_markup", {}))
    await resident.keyboard(menu)
    for language in Language:
        asked = await resident.send("📝 " + said(language, "Report a problem"))
        form = await resident.sees("Байсерке", after=asked)
        assert len(labels(form)) == 10
    assert village.kept(f"SELECT language FROM people WHERE account = {KEYS.account(resident.id)}") == [
        ("ru",)
    ]


# --- commands ---


async def test_commands_are_set_by_scope_and_language(village: There) -> None:
    while len(await village.client.calls("setMyShortDescription")) < 1 + len(Language):
        pass  # the bot has just started, and says them beside its work
    for code in ("kk", "ru", "en", "de", "pt-br", None):
        guest = await village.client.person("Guest", language_code=code)
        spoken = Language(code) if code in ("kk", "ru", "en") else Language.KAZAKH
        private = await village.client.get("commands", user_id=guest.id)
        names = [one["command"] for one in private]
        listed = [
            "report",
            "my",
            "around",
            "elections",
            "consultations",
            "budget",
            "meetings",
            "promises",
            "language",
            "privacy",
            "mydata",
            "forget",
            "help",
            "cancel",
        ]
        assert names == listed
        assert private[0]["description"] == said(spoken, "Report a problem")
        group = await village.client.get("commands", user_id=guest.id, chat_id=village.group["id"])
        names = [one["command"] for one in group]
        assert names == ["queue", "r", "find", "language", "poster", "bind", "unbind", "help"]
        assert group[0]["description"] == said(spoken, "What waits, oldest first")
        assert group[4]["description"] == said(spoken, "Poster for the notice board")

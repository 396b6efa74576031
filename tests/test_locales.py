"""Every resident is told everything in their own language, in whole and correct sentences."""

import ast
import re
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path
from string import Formatter

import pytest
from babel.messages.catalog import Message

from locales.update import (
    LABELS,
    PLAIN,
    TEMPLATE,
    Keywords,
    catalogues,
    extract,
    forms_of,
    modules,
    read,
    sentences,
    updated,
    written,
)

LANGUAGES = ("kk", "ru", "en")
PLURALS = {"kk": 2, "ru": 3, "en": 2}
LABEL_LIMIT = 30  # two such buttons still fit side by side on a phone
POP_UP_LIMIT = 200  # answerCallbackQuery

# Letters that betray another language's words, and the beginnings of words that have them by right.
FOREIGN = {"kk": "ёъ", "ru": "әғқңөұүһі", "en": "".join(map(chr, range(0x400, 0x500)))}
AT_HOME = {
    "kk": ("объект", "субъект", "подъезд"),
    "ru": ("қазақша", "үні"),
    "en": ("қазақша", "русский", "ауыл", "үні", "байсерке"),
}
TAGS = {"a", "b", "blockquote", "code", "i", "pre", "s", "tg-spoiler", "u"}


def translations(language: str) -> Iterator[Message]:
    return iter(sentences(read(catalogues()[language], language)))


def pairs(language: str) -> Iterator[tuple[str, str]]:
    """Each translated form beside the English one it stands for."""
    for message in translations(language):
        singular, plural = map(str, message.id if isinstance(message.id, tuple) else (message.id, message.id))
        for index, form in enumerate(forms_of(message)):
            says_one = index == 0 and language != "ru" and placeholders(form) == placeholders(singular)
            if form:
                yield singular if says_one else plural, form


def placeholders(text: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(text) if name is not None}


def keys(messages: Iterator[Message]) -> list[str]:
    return sorted(repr(message.id) for message in messages)


def test_the_three_languages_are_there() -> None:
    assert set(LANGUAGES) <= set(catalogues())


def test_the_template_holds_what_the_views_say_now() -> None:
    assert TEMPLATE.read_bytes() == written(extract()), "run make messages"


@pytest.mark.parametrize("language", LANGUAGES)
def test_nothing_is_missing_and_nothing_left_over(language: str) -> None:
    assert keys(translations(language)) == keys(iter(sentences(extract())))
    assert "#~" not in catalogues()[language].read_text("utf-8")


@pytest.mark.parametrize("language", LANGUAGES)
def test_everything_is_translated_for_certain(language: str) -> None:
    untranslated = [message.id for message in translations(language) if not all(forms_of(message))]
    fuzzy = [message.id for message in translations(language) if message.fuzzy]

    assert not untranslated
    assert not fuzzy


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_count_has_its_form(language: str) -> None:
    forms = [len(forms_of(message)) for message in translations(language) if message.pluralizable]

    assert read(catalogues()[language], language).num_plurals == PLURALS[language]
    assert set(forms) <= {PLURALS[language]}


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_translation_says_the_same_names_and_numbers(language: str) -> None:
    differing = [form for english, form in pairs(language) if placeholders(form) != placeholders(english)]

    assert not differing


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_translation_is_marked_up_the_same(language: str) -> None:
    differing = [form for english, form in pairs(language) if tags(form) != tags(english)]
    broken = [form for _, form in pairs(language) if not is_well_formed(form)]

    assert not differing
    assert not broken


def tags(text: str) -> list[str]:
    return sorted(re.findall(r"</?[a-z-]+", text))


def is_well_formed(text: str) -> bool:
    """Whether Telegram would take the markup: tags it knows, closed in order, and no bare < or &."""
    markup = Markup(convert_charrefs=False)
    markup.feed(text)
    bare = re.search(r"<(?!/?[a-z])|&(?!(?:lt|gt|amp|quot|#\d+);)", text)
    return markup.in_order and not markup.open and not bare


class Markup(HTMLParser):
    in_order = True

    def __init__(self, *, convert_charrefs: bool) -> None:
        super().__init__(convert_charrefs=convert_charrefs)
        self.open: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.open.append(tag)
        self.in_order &= tag in TAGS

    def handle_endtag(self, tag: str) -> None:
        self.in_order &= bool(self.open) and self.open.pop() == tag


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_translation_begins_and_ends_like_the_original(language: str) -> None:
    drifted = [form for english, form in pairs(language) if edges(form) != edges(english)]

    assert not drifted


def edges(text: str) -> tuple[str, str]:
    """The white space around the text."""
    return text[: len(text) - len(text.lstrip())], text[len(text.rstrip()) :]


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_word_is_left_in_another_language(language: str) -> None:
    strangers = [
        word
        for _, form in pairs(language)
        for word in re.findall(r"\w+", form.lower())
        if set(word) & set(FOREIGN[language]) and not word.startswith(AT_HOME[language])
    ]

    assert not strangers


def test_no_kazakh_sentence_is_a_russian_one() -> None:
    def worded(form: str) -> bool:
        """It has words of its own, beside signs, tags and what is filled in."""
        return len(re.findall(r"\w{2,}", re.sub(r"\{\w+\}|</?\w+>", "", form))) >= 2

    russian = {form for _, form in pairs("ru") if worded(form)}

    assert not [form for _, form in pairs("kk") if form in russian]


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_label_fits_its_button(language: str) -> None:
    assert not [text for text in bare(language, LABELS) if len(text) > LABEL_LIMIT]


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_plain_text_fits_a_pop_up(language: str) -> None:
    assert not [text for text in bare(language, PLAIN) if len(text) > POP_UP_LIMIT]


@pytest.mark.parametrize("language", LANGUAGES)
def test_where_telegram_knows_no_markup_there_is_none(language: str) -> None:
    assert not [
        text for text in bare(language, LABELS) | bare(language, PLAIN) if re.search("[<>]|&[a-z]+;", text)
    ]
    assert not [text for text in bare(language, LABELS) if "\n" in text]


def bare(language: str, keywords: Keywords) -> set[str]:
    """The translations of what the views say by these keywords, with a number's length for each value."""
    said = {message.id for message in sentences(extract(keywords))}
    return {
        re.sub(r"\{\w+\}", "26-000", form)
        for message in translations(language)
        if message.id in said
        for form in forms_of(message)
    }


def calls() -> Iterator[tuple[str, ast.Call, int]]:
    """Each `_(…)`, `_.n(…)`, `_.label(…)` and `_.plain(…)`: the place, the call, and how many texts it begins with."""
    for file in modules():
        for node in ast.walk(ast.parse(file.read_text("utf-8"))):
            if not isinstance(node, ast.Call):
                continue
            if called := re.fullmatch(r"_|(?:_|self)\.(n|label|plain)", ast.unparse(node.func)):
                yield f"{file.name}:{node.lineno}", node, 2 if called[1] == "n" else 1


def test_the_views_say_whole_sentences_that_can_be_found_and_translated() -> None:
    hidden = [place for place, call, texts in calls() if len(words(call, texts)) != texts]

    assert not hidden, "write the sentence itself inside the call, not a name or an f-string"


def words(call: ast.Call, texts: int) -> list[str]:
    """The texts written out in the call."""
    given = [argument.value for argument in call.args[:texts] if isinstance(argument, ast.Constant)]
    return [value for value in given if isinstance(value, str)]


def test_a_sentence_is_given_every_value_it_names_and_no_other() -> None:
    wrong = [
        place
        for place, call, texts in calls()
        if all(given.arg for given in call.keywords)
        and {given.arg for given in call.keywords} - {"count"}
        != set().union(*map(placeholders, words(call, texts))) - ({"count"} if texts == 2 else set())
    ]

    assert not wrong


@pytest.fixture
def views(tmp_path: Path) -> Path:
    (tmp_path / "reports.py").write_text(
        '_("Sent")\n_.label("Send")\n_.n("One report", "{count} reports", 2)\n_("50 % of the village")\n',
        "utf-8",
    )
    return tmp_path


def test_a_new_sentence_is_english_at_once_and_waits_for_the_translators(views: Path) -> None:
    template = extract(rooms=[views])

    english, russian = (
        {message.id: forms_of(message) for message in sentences(updated(template, template, language))}
        for language in ("en", "ru")
    )

    assert english["Sent"] == ("Sent",)
    assert english["One report", "{count} reports"] == ("One report", "{count} reports")
    assert russian["Sent"] == ("",)
    assert not any(russian["One report", "{count} reports"])


def test_a_changed_sentence_loses_its_old_translation_and_the_others_keep_theirs(
    views: Path, tmp_path: Path
) -> None:
    catalogue = updated(extract(rooms=[views]), extract(rooms=[views]), "kk")
    for message, words in (("Sent", "Жіберілді"), ("Send", "Жіберу")):
        catalogue[message].string = words
    file = tmp_path / "messages.po"
    file.write_bytes(written(catalogue, "kk"))
    (views / "reports.py").write_text('_("It is sent")\n_.label("Send")\n', "utf-8")

    after = updated(read(file, "kk"), extract(rooms=[views]), "kk")

    assert {message.id: message.string for message in sentences(after)} == {
        "It is sent": "",
        "Send": "Жіберу",
    }


def test_the_files_change_only_when_words_do(views: Path, tmp_path: Path) -> None:
    file = tmp_path / "messages.po"
    file.write_bytes(written(updated(read(file, "ru"), extract(rooms=[views]), "ru"), "ru"))
    before = file.read_bytes()

    assert written(updated(read(file, "ru"), extract(rooms=[views]), "ru"), "ru") == before
    assert b"POT-Creation-Date" not in before
    assert b"format" not in before


def test_labels_are_told_from_sentences(views: Path) -> None:
    assert [message.id for message in sentences(extract(LABELS, [views]))] == ["Send"]

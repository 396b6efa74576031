"""The poster on the notice board: read by a phone and by people, whatever the village is called."""

import asyncio
import threading
from io import BytesIO

import pypdfium2
import pytest
import zxingcpp
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image, ImageOps
from PIL.ImageDraw import Draw

from bot.domain.people import Language
from bot.domain.territories import Level, Territory
from bot.posters import Printed, Printer, lettering, page, printed
from bot.posters.lettering import Style, Weight, fitted
from bot.views.posters import Poster, poster

BOT = "auyl_uni_bot"
ADDRESS = f"https://t.me/{BOT}?start=t196847100"
OPERATOR = "«Ауыл үні» қоғамдық қоры"
KAZAKH = "аәбвгғдеёжзийкқлмнңоөпрстуұүфхһцчшщъыіьэюя"
WIDEST = "ЩЖШЮӘҢQWMщж"
A4 = (595.276, 841.890)  # points: 210 × 297 mm
EDGE = 142  # 12 mm in dots: further out a printer may not print


def village(kazakh: str = "Байсерке", russian: str = "Байсерке", english: str = "Baiserke") -> Territory:
    return Territory("196847100", "196847000", Level.VILLAGE, kazakh, russian, english)


@pytest.fixture(scope="module")
def sheet() -> Printed:
    return printed(poster(village(), BOT, OPERATOR))


def picture(png: bytes) -> Image.Image:
    return Image.open(BytesIO(png))


def pages(pdf: bytes) -> list[Image.Image]:
    """The pages as a viewer shows them."""
    with pypdfium2.PdfDocument(pdf) as document:
        return [one.render(scale=2).to_pil() for one in document]


def read(shown: Image.Image) -> list[str]:
    """Every code in it, as another program reads it."""
    return [code.text for code in zxingcpp.read_barcodes(shown.convert("L"))]


def test_the_code_leads_to_the_bot_and_the_village(sheet: Printed) -> None:
    assert read(picture(sheet.png)) == [ADDRESS]
    assert [read(shown) for shown in pages(sheet.pdf)] == [[ADDRESS]]


def test_the_page_is_an_a4_sheet(sheet: Printed) -> None:
    with pypdfium2.PdfDocument(sheet.pdf) as document:
        assert [one.get_size() for one in document] == [pytest.approx(A4, abs=0.01)]
    drawn = picture(sheet.png)
    assert drawn.size == (2480, 3508)
    assert drawn.info["dpi"] == pytest.approx((300, 300), abs=0.1)


def test_the_files_are_small_enough_for_a_village_connection(sheet: Printed) -> None:
    assert len(sheet.pdf) < 100_000
    assert len(sheet.png) < 250_000


def test_the_code_is_read_from_afar(sheet: Printed) -> None:
    """As large as a phone's camera sees the sheet from two metres or so."""
    assert read(picture(sheet.png).resize((310, 438), Image.Resampling.LANCZOS)) == [ADDRESS]


def test_the_code_is_read_when_a_part_of_it_is_torn_off(sheet: Printed) -> None:
    torn = picture(sheet.png)
    (code,) = zxingcpp.read_barcodes(torn)
    corner, side = code.position.bottom_right, code.position.bottom_right.x - code.position.top_left.x
    Draw(torn).rectangle((corner.x - side // 3, corner.y - side // 3, corner.x, corner.y), 255)
    assert read(torn) == [ADDRESS]


def test_every_language_says_what_it_is_for_and_how_to_begin_kazakh_first() -> None:
    said = poster(village(), BOT, OPERATOR)
    assert said.lines[0].what.startswith("Ауылда")
    assert len(said.lines) == len(Language)
    assert all(f"@{BOT}" in lines.how for lines in said.lines)
    assert len({lines.what for lines in said.lines}) == len(Language)
    assert said.operator == f"Оператор · Operator: {OPERATOR}"


def test_a_name_that_two_languages_share_stands_once() -> None:
    shared = poster(village(), BOT, OPERATOR)
    assert (shared.name, shared.other_names) == ("Байсерке", ("Baiserke",))
    own = poster(village("Өтеген батыр", "Отеген батыра", "Otegen Batyr"), BOT, OPERATOR)
    assert own.other_names == ("Отеген батыра", "Otegen Batyr")


@pytest.mark.parametrize("weight", Weight)
def test_the_font_has_every_letter_of_the_three_languages(weight: Weight) -> None:
    face = lettering.font(weight, 40)
    nothing = bytes(face.getmask("\U0010fffd"))
    alphabets = f"{KAZAKH}{KAZAKH.upper()}abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789"
    lacking = [sign for sign in f"{alphabets}«»–—№₸·@_?=/'’\".,:;-()" if bytes(face.getmask(sign)) == nothing]
    assert not lacking


def test_the_font_has_every_sign_that_the_poster_says() -> None:
    said = poster(village(), BOT, OPERATOR)
    signs = set("".join(text for lines in said.lines for text in (lines.what, lines.how))) - {" "}
    face = lettering.font(Weight.REGULAR, 40)
    nothing = bytes(face.getmask("\U0010fffd"))
    assert not [sign for sign in signs if bytes(face.getmask(sign)) == nothing]


names = st.text(st.sampled_from(f"{WIDEST}{KAZAKH}.  -"), min_size=1, max_size=150).filter(str.strip)
usernames = st.text(st.sampled_from("wm_W8"), max_size=28).map(lambda middle: f"W{middle}bot")


@settings(max_examples=15)
@given(names, names, names, usernames, st.text(st.sampled_from(WIDEST + " "), min_size=1, max_size=200))
def test_the_longest_names_stay_on_the_page_and_leave_the_code_its_room(
    kazakh: str, russian: str, english: str, username: str, operator: str
) -> None:
    drawn = page.draw(poster(village(kazakh, russian, english), username, operator))
    left, top, right, bottom = ImageOps.invert(drawn).getbbox() or (0, 0, 0, 0)
    assert min(left, top, drawn.width - right, drawn.height - bottom) >= EDGE
    assert read(drawn) == [f"https://t.me/{username}?start=t196847100"]


@settings(max_examples=100)
@given(names, st.integers(100, 2000), st.sampled_from(Weight))
def test_no_letter_of_a_name_is_cut_and_no_line_is_too_long(text: str, width: int, weight: Weight) -> None:
    block = fitted(text, Style(weight, 90, 60, 200), width)
    assert "".join(block.lines).replace(" ", "") == "".join(text.split())
    assert all(block.font.getlength(line) <= width for line in block.lines)


def test_a_word_is_left_whole_where_smaller_letters_allow_it() -> None:
    block = fitted("Мұхаметжан Түймебаев ауылы", Style(Weight.BOLD, 300, 20, 700), 900)
    assert block.lines == ("Мұхаметжан", "Түймебаев", "ауылы")


# --- beside the event loop ---


class Watched:
    """The drawing as it is, asking a question of the event loop in its midst."""

    def __init__(self, loop: asyncio.AbstractEventLoop) -> None:
        self.loop = loop
        self.alone = threading.Lock()
        self.answers: list[str] = []
        self.draw = page.draw

    def __call__(self, asked: Poster) -> Image.Image:
        assert self.alone.acquire(blocking=False), "another poster is being drawn"
        try:
            self.answers.append(asyncio.run_coroutine_threadsafe(self.answered(), self.loop).result(10))
            return self.draw(asked)
        finally:
            self.alone.release()

    async def answered(self) -> str:
        return "here"


async def test_people_are_answered_while_posters_are_drawn_one_at_a_time(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    watched = Watched(asyncio.get_running_loop())
    monkeypatch.setattr(page, "draw", watched)
    printer = Printer(OPERATOR)
    sheets = await asyncio.gather(*(printer.print(village(), BOT) for _ in range(3)))
    assert watched.answers == ["here"] * 3
    assert {read(picture(sheet.png))[0] for sheet in sheets} == {ADDRESS}

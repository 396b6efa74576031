"""A country as large as the real one, with the quirks of the real classifier: made up, but for one district."""

import csv
import zipfile
from collections.abc import Iterable, Sequence
from functools import cache
from pathlib import Path
from random import Random
from xml.sax.saxutils import escape

Row = dict[str, str]

SIZE = {"oblast": 20, "district": 209, "sub_district": 2379, "settlement": 12986}
CITIES = {
    "71": ("Астана", 6),
    "75": ("Алматы", 8),
    "79": ("Шымкент", 5),
}  # of the republic, with districts in them
STRAIGHT = 20  # cities of district significance, coded straight under their district
FIRST = [
    "Ақ",
    "Қара",
    "Сары",
    "Көк",
    "Қызыл",
    "Жаңа",
    "Ескі",
    "Үлкен",
    "Кіші",
    "Орта",
    "Бес",
    "Үш",
    "Тас",
    "Қой",
    "Жар",
    "Ұзын",
    "Өр",
    "Шұбар",
    "Құм",
    "Той",
    "Әли",
    "Көп",
    "Іш",
    "Мың",
]
SECOND = [
    "бұлақ",
    "су",
    "төбе",
    "тал",
    "көл",
    "сай",
    "тоғай",
    "құдық",
    "жол",
    "арал",
    "кент",
    "бастау",
    "ащы",
    "өзен",
    "қора",
    "шоқы",
    "жыра",
    "дала",
    "ойпаң",
    "мола",
    "кеме",
    "құрылыс",
    "бел",
    "шың",
    "ағаш",
]
PEOPLE = [
    "Абай Төле би",
    "Кенен Әзірбаев",
    "Мұхаметжан Түймебаев",
    "Қойгелді Аухадиев",
    "Жамбыл",
    "Ыбырай",
    "Ғабит Мүсірепов",
]
RUSSIAN = [
    "Михайловка",
    "Красный Яр",
    "Новорыбинка",
    "Белый Камень",
    "Усть-Таловка",
    "Зевакино",
    "Холодный Ключ",
]
SYLLABLES = [
    consonant + vowel + end
    for consonant in ["б", "г", "д", "ж", "з", "к", "қ", "л", "м", "н", "р", "с", "т", "ш"]
    for vowel in "аәеоөұүыі"
    for end in ("", "л", "н", "р", "с", "й")
]
TO_RUSSIAN = str.maketrans("әғқңөұүһіӘҒҚҢӨҰҮҺІ", "агкноуухиАГКНОУУХИ")

ILE = """\
196800000|Илийский район|Іле ауданы
196830000|с.о.Өтеген батыр|Өтеген батыр а.о.
196830100|с.Отеген батыра|Өтеген батыр а.
196830300|с.Карасу|Қарасу а.
196833000|Ащибулакский с.о.|Ащыбұлақ а.о.
196833200|с.Жапек батыра|Жапек батыр а.
196833600|с.Толе би|Төле би а.
196835000|Боралдайская п.а.|Боралдай к.ә.
196835100|п.Боралдай|Боралдай к.
196847000|Байсеркенский с.о.|Байсерке а.о.
196847100|с.Байсерке|Байсерке а.
196847200|с.Али|Әлі а.
196847500|с.Коктерек|Көктерек а.
196849000|с.о.Ақсай|Ақсай а.о.
196849100|с.Ақсай|Ақсай а.
196849300|с.Жаугашты|Жауғашты а."""


@cache
def country(seed: int = 1) -> Sequence[Row]:
    return tuple(_Maker(Random(seed)).rows())


class _Maker:
    def __init__(self, chance: Random) -> None:
        self._chance = chance

    def rows(self) -> list[Row]:
        regions = [
            f"{number}" for number in (10, 11, 15, 19, 23, 27, 31, 33, 35, 39, 43, 47, 51, 55, 59, 61, 63)
        ]
        rows = [self._region(code) for code in regions] + [self._city(code) for code in CITIES]
        rows += [self._city_district(code, n) for code, (_, most) in CITIES.items() for n in range(most)]
        rows += _ile()
        districts = [f"{code}{32 + 2 * number}" for number in range(13) for code in regions]
        districts = [code for code in districts if code != "1968"][: SIZE["district"] - 1]
        rows += [self._district(code) for code in districts]
        rows += [self._straight(code) for code in districts[:STRAIGHT]]
        units = [f"{code}{ef}" for ef in range(30, 99, 2) for code in districts]
        units = units[: SIZE["sub_district"] - _count(rows, "sub_district")]
        rows += [self._unit(code) for code in units]
        # the last units have no village of their own, and one in ten has very many
        some, wanted = units[:-40], SIZE["settlement"] - _count(rows, "settlement")
        weights = [20 if number % 10 == 0 else 3 for number in range(len(some))]
        chosen = sorted(self._chance.choices(some, weights, k=wanted))
        seen: dict[str, int] = {}
        for code in chosen:
            seen[code] = seen.get(code, 99) + 1
            rows.append(self._village(f"{code}{seen[code]}"))
        return sorted(rows, key=lambda row: row["kato"])

    def _name(self) -> str:
        """Half of the names are said of many places, half of few."""
        if self._chance.random() < 0.5:
            return "".join(self._chance.choices(SYLLABLES, k=3)).capitalize()
        return self._chance.choice(FIRST) + self._chance.choice(SECOND)

    def _region(self, code: str) -> Row:
        if code == "10":
            return _row("100000000", "oblast", "область Абай", "Абай облысы")
        name = "Алматы" if code == "19" else self._name()
        return _row(f"{code}0000000", "oblast", f"{_russian(name)}ская область", f"{name} облысы")

    def _city(self, code: str) -> Row:
        return _row(f"{code}0000000", "oblast", f"г.{CITIES[code][0]}", f"{CITIES[code][0]} қ.")

    def _city_district(self, code: str, number: int) -> Row:
        name = self._name()
        russian = f"район {name}" if number % 2 else f"{_russian(name)}ский район"
        return _row(f"{code}{11 + number}10000", "sub_district", russian, f"{name} ауданы")

    def _district(self, code: str) -> Row:
        name = self._name()
        forms = [
            (f"{_russian(name)}ский район", f"{name} ауданы"),
            (f"район {name}", f"{name} ауданы"),
            (f"{_russian(name)} Г.А.", f"{name} Қ.Ә."),
            ("район Г.Мусрепова", "Г.Мусирепов ауданы"),
        ]
        return _row(f"{code}00000", "district", *self._chance.choices(forms, (20, 6, 4, 1))[0])

    def _straight(self, code: str) -> Row:
        name = self._name()
        return _row(f"{code}20100", "settlement", f"г.{_russian(name)}", f"{name} қ.")

    def _unit(self, code: str) -> Row:
        name = self._chance.choice(PEOPLE) if self._chance.random() < 0.05 else self._name()
        russian = _russian(name)
        forms = [
            (f"{russian}ский с.о.", f"{name} а.о."),
            (f"{russian}ский с.о", f"{name} а.о."),
            (f"с.о.{name}", f"{name} а.о."),
            (f"с.о. {russian}", f"{name}  а.о."),
            (f"{russian}ская с.а.", f"{name}   а.ә."),
            (f"с.а.{russian}", f"{name} а.ә."),
            (f"{russian}ская п.а.", f"{name} к.ә."),
            (f"{russian}ская г.а.", f"{name} қ.ә."),
            (f"г.{russian}", f"{name} қ."),
        ]
        chosen = self._chance.choices(forms, (150, 20, 30, 10, 5, 5, 7, 3, 4))[0]
        return _row(f"{code}000", "sub_district", *chosen)

    def _village(self, code: str) -> Row:
        name = self._chance.choice(RUSSIAN) if self._chance.random() < 0.1 else self._name()
        if self._chance.random() < 0.05:
            name += f" {self._chance.randint(1, 3)}"
        russian = _russian(name)
        forms = [
            (f"с.{russian}", f"{name} а."),
            (f"с. {russian}", f"{name} а."),
            (f"с.{name}", f"{name} а."),
            (f"с.{russian}", f"а.{name}"),
            (russian, name),
            (f"п.{russian}", f"{name} к."),
            (f"зимовка {russian}", f"{name} қыстауы"),
            (f"отг.{russian}", f"{name}  ж."),
            (f"уч.{russian}", f"{name} уч."),
            ("рзд.3", "рзд.3"),
            ("с.60 жылдык", "Алпысжылдық а."),
        ]
        chosen = self._chance.choices(forms, (200, 5, 10, 1, 10, 3, 30, 8, 5, 1, 1))[0]
        return _row(code, "settlement", *chosen)


def _ile() -> list[Row]:
    levels = {"00000": "district", "000": "sub_district"}
    found = []
    for line in ILE.splitlines():
        kato, russian, kazakh = line.split("|")
        level = next((level for zeros, level in levels.items() if kato.endswith(zeros)), "settlement")
        found.append(_row(kato, level, russian, kazakh))
    return found


def _row(kato: str, level: str, name_ru: str, name_kk: str) -> Row:
    return {
        "kato": kato,
        "kato_version": "NK RK 11-2025",
        "level": level,
        "type_code": "2",
        "name_ru": name_ru,
        "name_kk": name_kk,
    }


def _russian(name: str) -> str:
    return name.translate(TO_RUSSIAN)


def _count(rows: Iterable[Row], level: str) -> int:
    return sum(row["level"] == level for row in rows)


def csv_of(rows: Sequence[Row], file: Path) -> Path:
    with file.open("w", encoding="utf-8", newline="") as opened:
        writer = csv.DictWriter(opened, list(rows[0]))
        writer.writeheader()
        writer.writerows(rows)
    return file


def workbook_of(rows: Iterable[Row], file: Path) -> Path:
    """As the official one: a title, no level, and codes that the spreadsheet takes for numbers."""
    table: list[list[object]] = [["КАТО"], ["te", "ab", "cd", "ef", "hij", "k", "name_kaz", "name_rus", "nn"]]
    table.append(
        ["000000000", "00", "00", "00", "000", "0", "Қазақстан Республикасы", "Республика Казахстан", 0]
    )
    for row in rows:
        kato = row["kato"]
        parts = [kato[:2], kato[2:4], kato[4:6], kato[6:]]
        table.append([int(kato), *parts, row["type_code"], row["name_kk"], row["name_ru"], 1])
    return sheet_of(table, file)


TYPES = (
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="xml" ContentType="application/xml"/>'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Override PartName="/xl/workbook.xml" ContentType='
    '"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/>'
    '<Override PartName="/xl/worksheets/sheet1.xml" ContentType='
    '"application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/></Types>'
)
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
LINKS = (
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    f'<Relationship Id="r1" Type="{OFFICE}/%s" Target="%s"/></Relationships>'
)


def sheet_of(table: Iterable[Iterable[object]], file: Path) -> Path:
    lines = "".join(f"<row>{''.join(map(_cell, line))}</row>" for line in table)
    parts = {
        "[Content_Types].xml": TYPES,
        "_rels/.rels": LINKS % ("officeDocument", "xl/workbook.xml"),
        "xl/_rels/workbook.xml.rels": LINKS % ("worksheet", "worksheets/sheet1.xml"),
        "xl/workbook.xml": f'<workbook xmlns="{MAIN}" xmlns:r="{OFFICE}"><sheets>'
        '<sheet name="KATO" sheetId="1" r:id="r1"/></sheets></workbook>',
        "xl/worksheets/sheet1.xml": f'<worksheet xmlns="{MAIN}"><sheetData>{lines}</sheetData></worksheet>',
    }
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as book:
        for name, part in parts.items():
            book.writestr(name, f'<?xml version="1.0" encoding="UTF-8"?>{part}')
    return file


def _cell(value: object) -> str:
    if isinstance(value, int):
        return f"<c><v>{value}</v></c>"
    return f'<c t="inlineStr"><is><t xml:space="preserve">{escape(str(value))}</t></is></c>'

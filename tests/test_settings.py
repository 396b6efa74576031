"""What the operator writes into the environment or `.env`, and what the bot says when it is wrong."""

import logging
import traceback
from pathlib import Path

import pytest

from bot import logs
from bot.settings import Settings, SettingsError, load, load_to_run

TOKEN = "7000000001:AAF-a_token_that_opens_nothing_at_all"
PASSWORD = "s3cret-of-the-akimat"
COMPLETE = {
    "BOT_TOKEN": TOKEN,
    "OPERATOR_NAME": "«Ауыл үні» қоғамдық қоры",
    "OPERATOR_BIN": "123456789012",
    "OPERATOR_CONTACT": "+7 700 000 00 00",
}


@pytest.fixture(autouse=True)
def operator(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> pytest.MonkeyPatch:
    """An operator in an empty folder who has set nothing yet."""
    for name in Settings.model_fields:
        monkeypatch.delenv(name.upper(), raising=False)
    monkeypatch.chdir(tmp_path)
    return monkeypatch


def refusal(operator: pytest.MonkeyPatch, **environment: str) -> str:
    for name, value in environment.items():
        operator.setenv(name, value)
    with pytest.raises(SettingsError) as refused:
        load()
    return str(refused.value)


def test_an_operator_who_set_nothing_gets_the_documented_defaults() -> None:
    settings = load()

    assert settings.bot_token is None
    assert settings.telegram_api_url == "https://api.telegram.org"
    assert settings.database_url.get_secret_value() == "sqlite:///data/auyl.db"
    assert settings.admin_ids == frozenset()
    assert settings.log_level == "INFO"
    assert settings.heartbeat_file is None


def test_what_the_operator_set_is_what_the_bot_gets(operator: pytest.MonkeyPatch) -> None:
    wishes = {
        "BOT_TOKEN": TOKEN,
        "TELEGRAM_API_URL": "http://127.0.0.1:8081/",
        "DATABASE_URL": f"postgresql://auyl:{PASSWORD}@db:5432/auyl",
        "ADMIN_IDS": "700000001, 700000002",
        "LOG_LEVEL": "debug",
        "OPERATOR_BIN": "123456789012",
        "HEARTBEAT_FILE": "/data/heartbeat",
    }
    for name, value in wishes.items():
        operator.setenv(name, value)

    settings = load()

    assert settings.bot_token is not None
    assert settings.bot_token.get_secret_value() == TOKEN
    assert settings.telegram_api_url == "http://127.0.0.1:8081"
    assert settings.database_url.get_secret_value() == wishes["DATABASE_URL"]
    assert settings.admin_ids == {700000001, 700000002}
    assert settings.log_level == "DEBUG"
    assert settings.operator_bin == "123456789012"
    assert settings.heartbeat_file == Path("/data/heartbeat")


def test_the_file_beside_the_program_is_read_and_the_environment_wins(operator: pytest.MonkeyPatch) -> None:
    Path(".env").write_text(
        "\ufeffOPERATOR_NAME=«Ауыл үні» қоры\nLOG_LEVEL=ERROR\nADMIN_IDS=\nPOSTGRES_PASSWORD=x\n", "utf-8"
    )
    operator.setenv("LOG_LEVEL", "WARNING")

    settings = load()

    assert settings.operator_name == "«Ауыл үні» қоры"
    assert settings.log_level == "WARNING"
    assert settings.admin_ids == frozenset()


def test_a_file_that_is_not_utf_8_is_named() -> None:
    Path(".env").write_bytes("OPERATOR_NAME=Ауыл".encode("cp1251"))

    with pytest.raises(SettingsError, match=r"^The file \.env cannot be read"):
        load()


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("BOT_TOKEN", "7000000001"),
        ("BOT_TOKEN", "7000000001:too-short"),
        ("BOT_TOKEN", f"bot{TOKEN}"),
        ("BOT_TOKEN", f"{TOKEN} {TOKEN}"),
        ("TELEGRAM_API_URL", "api.telegram.org"),
        ("TELEGRAM_API_URL", "ftp://api.telegram.org"),
        ("TELEGRAM_API_URL", "https://"),
        ("TELEGRAM_API_URL", "http://127.0.0.1:eighty"),
        ("TELEGRAM_API_URL", f"https://auyl:{PASSWORD}@api.telegram.org"),
        ("TELEGRAM_API_URL", "https://api.telegram.org/?a=b"),
        ("DATABASE_URL", "data/auyl.db"),
        ("DATABASE_URL", "sqlite://data/auyl.db"),
        ("DATABASE_URL", "sqlite:///"),
        ("DATABASE_URL", "sqlite:///:memory:"),
        ("DATABASE_URL", f"mysql://auyl:{PASSWORD}@db/auyl"),
        ("DATABASE_URL", f"postgresql://auyl:{PASSWORD}@db:port/auyl"),
        ("DATABASE_URL", "postgresql:///auyl"),
        ("ADMIN_IDS", "@serik"),
        ("ADMIN_IDS", "700000001;700000002"),
        ("ADMIN_IDS", "-1001234567890"),
        ("LOG_LEVEL", "verbose"),
        ("OPERATOR_NAME", "ү" * 201),
        ("OPERATOR_BIN", "12345678901"),
        ("OPERATOR_BIN", "12345678901a"),
        ("OPERATOR_CONTACT", "ү" * 201),
    ],
)
def test_a_wrong_value_is_refused_in_one_sentence_that_names_the_variable_and_hides_the_value(
    operator: pytest.MonkeyPatch, name: str, value: str
) -> None:
    sentence = refusal(operator, **{name: value})

    assert sentence.startswith(f"{name} must be ")
    assert sentence.endswith(".")
    assert "\n" not in sentence
    assert value not in sentence.split()
    assert PASSWORD not in sentence


def test_an_operator_with_two_mistakes_hears_of_both_at_once(operator: pytest.MonkeyPatch) -> None:
    sentences = refusal(operator, LOG_LEVEL="loud", OPERATOR_BIN="1").splitlines()

    assert [sentence.split()[0] for sentence in sentences] == ["LOG_LEVEL", "OPERATOR_BIN"]


def test_a_socket_of_postgresql_is_a_database_too(operator: pytest.MonkeyPatch) -> None:
    operator.setenv("DATABASE_URL", "postgresql://postgres:@/postgres?host=/run/postgresql")

    assert load().database_url.get_secret_value().endswith("host=/run/postgresql")


@pytest.mark.parametrize("name", COMPLETE)
def test_the_bot_does_not_run_without_what_the_consent_needs_and_says_why(
    operator: pytest.MonkeyPatch, name: str
) -> None:
    for known, value in COMPLETE.items():
        operator.setenv(known, "  " if known == name and known != "BOT_TOKEN" else value)
    if name == "BOT_TOKEN":
        operator.delenv(name)

    with pytest.raises(SettingsError, match=f"^{name} is not set: .+\\.$"):
        load_to_run()


def test_the_bot_runs_with_everything_the_consent_needs(operator: pytest.MonkeyPatch) -> None:
    for name, value in COMPLETE.items():
        operator.setenv(name, value)

    assert load_to_run().operator_name == COMPLETE["OPERATOR_NAME"]


def test_settings_cannot_be_changed_once_read() -> None:
    with pytest.raises(ValueError, match="frozen"):
        load().log_level = "DEBUG"


def test_neither_token_nor_password_shows_when_settings_are_printed(operator: pytest.MonkeyPatch) -> None:
    operator.setenv("BOT_TOKEN", TOKEN)
    operator.setenv("DATABASE_URL", f"postgresql://auyl:{PASSWORD}@db/auyl")

    shown = f"{load()!r} {load()}"

    assert TOKEN not in shown
    assert PASSWORD not in shown


def test_a_refusal_carries_no_secret_even_as_a_traceback(operator: pytest.MonkeyPatch) -> None:
    operator.setenv("BOT_TOKEN", f"{TOKEN}!")
    operator.setenv("DATABASE_URL", f"mysql://auyl:{PASSWORD}@db/auyl")

    try:
        load()
    except SettingsError:
        shown = traceback.format_exc()

    assert "BOT_TOKEN" in shown
    assert TOKEN not in shown
    assert PASSWORD not in shown


@pytest.mark.parametrize(
    "text",
    [
        f"Cannot connect to host api.telegram.org: https://api.telegram.org/bot{TOKEN}/getMe",
        f"GET /file/bot{TOKEN}/photos/file_0.jpg",
        f"url=/bot{TOKEN.replace(':', '%3A')}/sendMessage",
        f"postgresql://auyl:{PASSWORD}@db/auyl refused",
        f"postgresql://auyl:a/b@{PASSWORD}@db/auyl refused",
        f"postgresql://db/auyl?user=auyl&password={PASSWORD}",
    ],
)
def test_a_log_line_shows_neither_a_token_nor_a_password(text: str) -> None:
    kept = logs.redact(text)

    assert TOKEN.split(":")[1] not in kept
    assert PASSWORD not in kept
    assert kept != text


def test_a_log_line_without_secrets_stays_as_it_was() -> None:
    text = "Report 26-17 at 2026-11-22T05:00:00Z, http://127.0.0.1:8081/, sqlite:///data/auyl.db"

    assert logs.redact(text) == text


def test_an_error_is_one_line_in_utc_without_the_token_it_carried() -> None:
    with pytest.raises(RuntimeError) as raised:
        raise RuntimeError(f"POST /bot{TOKEN}/sendMessage\nfrom \u202eelsewhere")
    error = (raised.type, raised.value, raised.tb)
    record = logging.LogRecord("bot.sender", logging.ERROR, "", 0, "lost\r%s", ("\x1b[2J",), error)
    record.created, record.msecs = 0.5, 500

    line = logs.Line().format(record)

    assert line.startswith(r"1970-01-01T00:00:00.500Z ERROR bot.sender: lost\r\x1b[2J\nTraceback")
    assert line.endswith(r"RuntimeError: POST /bot[token]/sendMessage\nfrom \u202eelsewhere")
    assert line.isprintable()

"""Settings: read here, once, from the environment and the file `.env`, and passed down as plain values.

A field's description is the end of the sentence that refuses a wrong value: «DATABASE_URL must be …». The value
itself is never shown, since a secret may have been put into the wrong variable.
"""

import re
from pathlib import Path
from typing import Annotated, Any, Final, Literal
from urllib.parse import SplitResult, urlsplit

from pydantic import AfterValidator, BeforeValidator, Field, PositiveInt, SecretStr, ValidationError
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict

from bot.logs import TOKEN

NEEDED_TO_RUN: Final = {
    "bot_token": "the bot signs its requests with the token that @BotFather gave for it",
    "operator_name": "people are told who keeps their personal data before they consent",
    "operator_bin": "the law wants the operator's BIN in the consent, so that people know exactly who it is",
    "operator_contact": "people are told whom to ask to withdraw their consent or to correct their data",
}


class SettingsError(Exception):
    """The settings cannot be used; each line of the message names a variable and what is expected of it."""


def _parts(text: Any) -> Any:
    """«1, 2» as its parts."""
    return [part for part in re.split(r"[,\s]+", text) if part] if isinstance(text, str) else text


def _token(token: SecretStr | None) -> SecretStr | None:
    if token is not None and TOKEN.fullmatch(token.get_secret_value()) is None:
        raise ValueError
    return token


def _secret(key: SecretStr | None) -> SecretStr | None:
    keys = key.get_secret_value().split(",") if key is not None else []
    if len(set(keys)) < len(keys) or any(re.fullmatch(r"[!-~]{32,}", one) is None for one in keys):
        raise ValueError
    return key


def _server(url: str) -> str:
    parts = _split(url)
    plain = not (parts.query or parts.fragment or parts.username or parts.password)
    if parts.scheme not in ("http", "https") or not parts.hostname or not plain:
        raise ValueError
    return url.rstrip("/")


def _database(url: SecretStr) -> SecretStr:
    text = url.get_secret_value()
    if text.startswith("sqlite:///"):
        valid = text.removeprefix("sqlite:///") not in ("", ":memory:")
    else:
        parts = _split(text)
        valid = parts.scheme == "postgresql" and bool(parts.hostname or "host=" in parts.query)
    if not valid:
        raise ValueError
    return url


def _split(url: str) -> SplitResult:
    """The URL's parts. Raises ValueError when there is no reading it, its port included."""
    parts = urlsplit(url)
    _ = parts.port
    return parts


def _upper(text: Any) -> Any:
    return text.upper() if isinstance(text, str) else text


class Settings(BaseSettings):
    model_config = SettingsConfigDict(
        env_file=".env",
        env_file_encoding="utf-8-sig",
        env_ignore_empty=True,
        extra="ignore",
        frozen=True,
        hide_input_in_errors=True,
        str_strip_whitespace=True,
    )

    bot_token: Annotated[SecretStr | None, AfterValidator(_token)] = Field(
        default=None,
        description="the token that @BotFather gave: digits, a colon, then at least 30 letters, digits, _ or -",
    )
    telegram_api_url: Annotated[str, AfterValidator(_server)] = Field(
        default="https://api.telegram.org",
        description="the http or https address of a Bot API server, without user, query or fragment",
    )
    database_url: Annotated[SecretStr, AfterValidator(_database)] = Field(
        default=SecretStr("sqlite:///data/auyl.db"),
        description="sqlite:///path/of/the/file or postgresql://user:password@host/database, with %XX for special characters in the password",
    )
    admin_ids: Annotated[frozenset[PositiveInt], NoDecode, BeforeValidator(_parts)] = Field(
        default=frozenset(),
        description="numbers with commas between: the Telegram ids of the bot's administrators",
    )
    log_level: Annotated[
        Literal["DEBUG", "INFO", "WARNING", "ERROR", "CRITICAL"], BeforeValidator(_upper)
    ] = Field(default="INFO", description="DEBUG, INFO, WARNING, ERROR or CRITICAL")
    operator_name: str = Field(
        default="", max_length=200, description="the operator's full name, in 200 characters at most"
    )
    operator_bin: str = Field(
        default="", pattern=r"^([0-9]{12})?$", description="the operator's BIN, exactly 12 digits"
    )
    operator_contact: str = Field(
        default="",
        max_length=200,
        description="the operator's phone, e-mail or address, in 200 characters at most",
    )
    secret_key: Annotated[SecretStr | None, AfterValidator(_secret)] = Field(
        default=None,
        description="at least 32 letters, digits and signs without spaces, and no two keys alike where a comma parts a new one from an old one",
    )
    holidays_file: Path | None = Field(
        default=None, description="the path of a TOML file of days off, like bot/holidays.toml"
    )
    heartbeat_file: Path | None = Field(
        default=None, description="the path of a file that the running bot touches while all is well"
    )

    keep_drafts_days: PositiveInt = Field(
        default=30, description="a number: how many days an unfinished report is kept after its last change"
    )
    keep_conversations_days: PositiveInt = Field(
        default=30, description="a number: how many days the bot waits for an answer it has asked for"
    )
    keep_quarantine_days: PositiveInt = Field(
        default=14, description="a number: how many days an update is kept that could not be handled"
    )
    keep_pictures_days: PositiveInt = Field(
        default=365, description="a number: how many days pictures are kept after their report was closed"
    )

    keep_backups_days: PositiveInt = Field(
        default=30,
        description="a number: after how many days the last backup is gone that holds what a person had erased",
    )

    def missing(self) -> list[str]:
        """What `run` cannot do without, a sentence each."""
        return [
            f"{name.upper()} is not set: {reason}."
            for name, reason in NEEDED_TO_RUN.items()
            if not getattr(self, name)
        ]


def load() -> Settings:
    """The settings of this environment. Raises SettingsError."""
    try:
        return Settings()
    except ValidationError as error:
        wrong = dict.fromkeys(str(detail["loc"][0]) for detail in error.errors(include_input=False))
        raise SettingsError("\n".join(map(_expectation, wrong))) from None
    except (OSError, UnicodeError):
        raise SettingsError(
            "The file .env cannot be read: it must be readable by this user, and UTF-8 text."
        ) from None


def load_to_run() -> Settings:
    """The settings of this environment, with everything `run` needs. Raises SettingsError."""
    settings = load()
    if missing := settings.missing():
        raise SettingsError("\n".join(missing))
    return settings


def _expectation(name: str) -> str:
    return f"{name.upper()} must be {Settings.model_fields[name].description}."

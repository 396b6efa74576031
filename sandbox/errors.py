"""How Telegram says no. Words that are the sandbox's own, not Telegram's, begin with [sandbox]."""

from sandbox.wire import Json


class ApiError(Exception):
    """`invalid` marks a call that no state of the world could make right: a mistake in the bot's code."""

    def __init__(
        self, code: int, description: str, parameters: Json | None = None, *, invalid: bool = False
    ) -> None:
        super().__init__(description)
        self.code = code
        self.description = description
        self.parameters = parameters
        self.invalid = invalid

    def body(self) -> Json:
        body: Json = {"ok": False, "error_code": self.code, "description": self.description}
        if self.parameters:
            body["parameters"] = self.parameters
        return body


def bad(words: str) -> ApiError:
    return ApiError(400, f"Bad Request: {words}")


def invalid(words: str) -> ApiError:
    return ApiError(400, f"Bad Request: {words}", invalid=True)


def stricter(words: str) -> ApiError:
    """What Telegram would let pass in silence, or would refuse in words that are not known."""
    return invalid(f"[sandbox] {words}")


def not_imitated(what: str) -> ApiError:
    return ApiError(501, f"Not Implemented: [sandbox] {what} is not imitated", invalid=True)


def forbidden(words: str) -> ApiError:
    return ApiError(403, f"Forbidden: {words}")


def too_many(retry_after: int) -> ApiError:
    return ApiError(429, f"Too Many Requests: retry after {retry_after}", {"retry_after": retry_after})


def upgraded(chat_id: int) -> ApiError:
    words = "Bad Request: group chat was upgraded to a supergroup chat"
    return ApiError(400, words, {"migrate_to_chat_id": chat_id})

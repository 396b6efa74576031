"""The session to Telegram: aiogram's, with requests as JSON, and of a message just sent nothing read but its id."""

import json
from http import HTTPStatus
from typing import Any, cast

from aiogram import Bot
from aiogram.client.default import Default
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.exceptions import TelegramNetworkError, TelegramServerError
from aiogram.methods import TelegramMethod
from aiogram.methods.base import TelegramType
from aiogram.types import InlineKeyboardMarkup, InputFile, Message
from aiohttp import ClientError, ClientTimeout, FormData

HEADERS = {"Content-Type": "application/json"}


class JsonSession(AiohttpSession):
    """More than half of an update's cost was form encoding and the parsing of answers nobody reads."""

    async def make_request(
        self,
        bot: Bot,
        method: TelegramMethod[TelegramType],
        timeout: int | None = None,  # noqa: ASYNC109
    ) -> TelegramType:
        http = await self.create_session()
        url = self.api.api_url(token=bot.token, method=method.__api_method__)
        patience = ClientTimeout(total=self.timeout if timeout is None else timeout)
        body, headers = self._body(bot, method)
        try:
            async with http.post(url, data=body, headers=headers, timeout=patience) as answer:
                content = await answer.text()
            result = (
                json.loads(content).get("result")
                if answer.status < HTTPStatus.INTERNAL_SERVER_ERROR
                else None
            )
        except TimeoutError as error:
            raise TelegramNetworkError(method=method, message="Request timeout error") from error
        except (ClientError, ValueError) as error:  # a stranger between us and Telegram may answer anything
            raise TelegramNetworkError(method=method, message=type(error).__name__) from error
        if answer.status >= HTTPStatus.INTERNAL_SERVER_ERROR:
            raise TelegramServerError(method=method, message=str(answer.status))
        if answer.status == HTTPStatus.OK and (sent := _sent(result)) is not None:
            return cast("TelegramType", sent)
        return cast("TelegramType", self.check_response(bot, method, answer.status, content).result)

    def _body(self, bot: Bot, method: TelegramMethod[Any]) -> tuple[bytes | FormData, dict[str, str]]:
        """A file goes as a part of a form, which is the one thing that JSON cannot carry."""
        if any(isinstance(value, InputFile) for _, value in method):
            return self.build_form_data(bot, method), {}
        return json.dumps(self._parameters(bot, method), ensure_ascii=False).encode(), HEADERS

    def _parameters(self, bot: Bot, method: TelegramMethod[Any]) -> dict[str, Any]:
        given = {
            name: bot.default[value.name] if isinstance(value, Default) else value for name, value in method
        }
        return {name: self._plain(bot, value) for name, value in given.items() if value is not None}

    def _plain(self, bot: Bot, value: Any) -> Any:
        if isinstance(value, str | int | float):
            return value
        if isinstance(value, InlineKeyboardMarkup):
            return value.model_dump(exclude_none=True, warnings=False)
        return self.prepare_value(value, bot=bot, files={}, _dumps_json=False)


def _sent(result: Any) -> Message | bool | None:
    """What a send, an edit or a «done» came to; None for an answer that is worth parsing."""
    if isinstance(result, bool):
        return result
    if isinstance(result, dict) and "message_id" in result:
        return Message.model_construct(message_id=result["message_id"])
    return None

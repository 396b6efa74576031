"""What can stand in a press."""

from typing import Annotated

from pydantic import Field

from bot.domain.privacy import CODE_PATTERN

# A client can press what it likes: what no button of ours has carried is as foreign as another bot's.
Key = Annotated[int, Field(ge=1, lt=2**31)]
Page = Annotated[int, Field(ge=0, lt=2**31)]
Kato = Annotated[str, Field(pattern="^[0-9]{9}$")]
Code = Annotated[str, Field(pattern=CODE_PATTERN)]
MaybeKato = Annotated[str, Field(pattern="^([0-9]{9})?$")]
Mark = Annotated[str, Field(pattern="^[0-9a-f]{8}$")]

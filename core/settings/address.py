"""Addresses and files in the configuration: kept whole for those who connect, masked for everyone who prints."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any, Self
from urllib.parse import unquote

from pydantic import AfterValidator, Field, GetCoreSchemaHandler, ValidationInfo
from pydantic_core import core_schema

from core.addresses import is_url, login, mask, tokens
from core.errors import UserError
from core.kinds.runtimes import model_file
from core.kinds.sources import SCHEMES, kind_of, nature
from core.scrub import register, register_login


class Address(str):
    """A source or server. It *is* the whole text; printing, formatting, logging and dumping show it masked.

    Use it as it is where a connection is made (it passes for `str`); never through `str()` or an f-string, which
    give `masked`. `reveal()` gives the plain text.
    """

    __slots__ = ()

    @property
    def masked(self) -> str:
        """What may be shown."""
        return mask(self.reveal())

    @property
    def simulated(self) -> bool:
        """Whether nothing of what it shows is real."""
        return nature(self.reveal()) == "simulator"

    def reveal(self) -> str:
        """The whole text, credentials included, as a plain `str`."""
        return str.__str__(self)

    def __str__(self) -> str:
        return self.masked

    def __repr__(self) -> str:
        return repr(self.masked)

    def __format__(self, spec: str) -> str:
        return format(self.masked, spec)

    @classmethod
    def __get_pydantic_core_schema__(cls, _source: object, handler: GetCoreSchemaHandler) -> core_schema.CoreSchema:
        return core_schema.no_info_after_validator_function(
            cls._known, handler(str), serialization=core_schema.plain_serializer_function_ser_schema(mask_any)
        )

    @classmethod
    def _known(cls, text: str) -> Self:
        """From now on its secrets are scrubbed, whoever repeats them."""
        for user, secret in (login(text), tuple(map(unquote, login(text)))):
            register_login(user, secret)
        for token in tokens(text):
            register(token)
            register(unquote(token))
        return cls(text)


def mask_any(value: Any) -> str:  # noqa: ANN401 - pydantic hands over whatever the field holds
    """Serialise an address: masked, as a plain string."""
    return mask(value.reveal() if isinstance(value, Address) else str(value))


def _beside(text: str, info: ValidationInfo) -> str:
    """A relative file is looked for beside the configuration file, wherever the program was started."""
    folder: Path | None = (info.context or {}).get("folder")
    path = Path(text).expanduser()
    return str(folder / path) if folder else str(path)


def _source(address: Address, info: ValidationInfo) -> Address:
    text = address.reveal()
    kind = kind_of(text)
    if kind is None:
        remedy = f"an address must start with {', '.join(SCHEMES)}"
        raise ValueError(remedy)
    if kind.nature == "video" and not is_url(text):
        return Address(_beside(text, info))
    try:
        kind.where(text, "")
    except UserError as error:
        raise ValueError(error.remedy) from None
    return Address(kind.short.get(text, text))


def _model(text: str, info: ValidationInfo) -> str:
    """Known names stay; whatever looks like a file, or is one, is a file."""
    looks_like_file = "/" in text or "\\" in text or model_file(text) is not None
    beside = _beside(text, info)
    return beside if looks_like_file or Path(beside).is_dir() else text


File = Annotated[str, AfterValidator(_beside)]
ModelName = Annotated[str, AfterValidator(_model)]
SourceAddress = Annotated[Address, Field(min_length=1), AfterValidator(_source)]

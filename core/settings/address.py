"""Addresses and files in the configuration: kept whole for those who connect, masked for everyone who prints."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any, Final, Self
from urllib.parse import unquote, urlsplit

from pydantic import AfterValidator, Field, GetCoreSchemaHandler, ValidationInfo
from pydantic_core import core_schema

from core.addresses import is_url, login, mask, tokens
from core.scrub import register, register_login

_STREAMS: Final = ("rtsp", "rtsps", "rtmp", "http", "https", "file")
_WEIGHTS: Final = (".pt", ".onnx", ".xml")


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
        return self.partition(":")[0] == "simulator"

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
    if text == "simulator":
        return Address("simulator:crossroads")
    if text.startswith("simulator:"):
        return address
    if text.startswith("webcam:"):
        _require(
            text[7:].isascii() and text[7:].isdigit(), "use webcam:0 for the first camera, webcam:1 for the second"
        )
        return address
    if is_url(text):
        scheme = text.split(":", 1)[0].lower()
        _require(scheme in _STREAMS, f"an address must start with {', '.join(name + '://' for name in _STREAMS)}")
        # Masked too: an unescaped / in a password seems to end the host.
        _require(
            scheme == "file" or _has_host(text) or _has_host(mask(text)),
            "check host and port, for example rtsp://192.0.2.7:554/stream",
        )
        return address
    return Address(_beside(text, info))


def _has_host(text: str) -> bool:
    try:
        parts = urlsplit(text)
        return bool(parts.hostname) and parts.port != 0
    except ValueError:  # an IPv6 address without its bracket, a port that is none
        return False


def _require(holds: bool, remedy: str) -> None:  # noqa: FBT001 - reads as a sentence where it is used
    if not holds:
        raise ValueError(remedy)


def _model(text: str, info: ValidationInfo) -> str:
    """Known names stay; whatever looks like a file, or is one, is a file."""
    looks_like_file = "/" in text or "\\" in text or text.lower().endswith(_WEIGHTS)
    beside = _beside(text, info)
    return beside if looks_like_file or Path(beside).is_dir() else text


File = Annotated[str, AfterValidator(_beside)]
ModelName = Annotated[str, AfterValidator(_model)]
SourceAddress = Annotated[Address, Field(min_length=1), AfterValidator(_source)]

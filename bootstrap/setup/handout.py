"""What another machine is handed to reach our broker: one file with address, authority and credential."""

from __future__ import annotations

import ssl
from typing import TYPE_CHECKING, Annotated, Final, Literal
from urllib.parse import quote

import yaml
from pydantic import BaseModel, ConfigDict, Field, SecretStr

from core.errors import UserError
from core.plain_files import plain_text, plain_yaml
from core.scrub import register
from core.topics import SITE_LEVEL

if TYPE_CHECKING:
    from pathlib import Path

MACHINE_USER: Final = "machine-"  # the broker's users of other machines begin so
PREFIX: Final = "traffic"
#: Below this a machine publishes, each site on a level of its own.
SITES: Final = f"{PREFIX}{SITE_LEVEL}"
_HEADER: Final = """\
# The key of one machine to the broker of another: keep it as one, and delete it when it has served.
# There: smart-intersection setup --join FILE
"""
_LARGEST: Final = 100_000
_MAKE: Final = "create one on the broker's machine: smart-intersection machines add NAME --output FILE"


class Handout(BaseModel):
    """The file's content.

    Args:
        ca: certificate of the authority the broker's own is signed by, PEM.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    version: Annotated[Literal[1], Field(alias="smart_intersection")] = 1
    host: Annotated[str, Field(pattern=r"^[A-Za-z0-9:][A-Za-z0-9.:-]*$", max_length=253)]
    port: Annotated[int, Field(gt=0, le=65535)]
    username: Annotated[str, Field(pattern=r"^[a-z0-9-]{1,64}$")]
    password: Annotated[SecretStr, Field(min_length=8, max_length=200)]
    ca: str

    @property
    def address(self) -> str:
        """As `setup --mqtt` takes it."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return f"mqtts://{quote(self.username)}@{host}:{self.port}"

    def text(self) -> str:
        """The file; the one place where the password is in clear."""
        content = {**self.model_dump(by_alias=True), "password": self.password.get_secret_value()}
        return _HEADER + yaml.safe_dump(content, sort_keys=False)


def read(path: Path) -> Handout:
    """A file that came from another machine.

    Raises:
        UserError: it is none.
    """
    try:
        found = Handout.model_validate(plain_yaml(plain_text(path.expanduser(), _LARGEST)))
    except FileNotFoundError:
        raise UserError(f"{path} does not exist", _MAKE) from None
    except OSError as error:
        raise UserError(f"cannot read {path}: {error.strerror}", _MAKE) from None
    except ValueError:  # pydantic's is one, and its words may hold the password
        raise UserError(f"{path} is not a file created by 'machines add'", _MAKE) from None
    register(found.password.get_secret_value())
    return found.model_copy(update={"ca": certificate(found.ca, str(path))})


def certificate(text: str, where: str) -> str:
    """`text` if it is a certificate others can be checked with, PEM.

    Raises:
        UserError: it is not.
    """
    try:
        ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT).load_verify_locations(cadata=text)
    except (ssl.SSLError, ValueError):
        raise UserError(f"{where} contains no certificate", "it must start with -----BEGIN CERTIFICATE-----") from None
    return text

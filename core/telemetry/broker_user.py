"""Who may use the embedded broker."""

from __future__ import annotations

import hmac
from dataclasses import dataclass
from typing import TYPE_CHECKING

from amqtt.plugins.base import BaseAuthPlugin

if TYPE_CHECKING:
    from amqtt.session import Session


class OneUser(BaseAuthPlugin):  # type: ignore[misc]  # amqtt ships no types
    """One name and password; nobody anonymous. amqtt makes it from `Config`."""

    async def authenticate(self, *, session: Session) -> bool:
        """Whether the client of `session` knows both."""
        given = f"{session.username}\0{session.password}"
        return hmac.compare_digest(given.encode(), f"{self.config.username}\0{self.config.password}".encode())

    @dataclass
    class Config:
        """The one name and its password."""

        username: str
        password: str

"""Files of credentials as editors and shells of Windows save them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from bootstrap.setup import elsewhere
from core.errors import UserError
from core.sinks.secrets import reveal

if TYPE_CHECKING:
    from pathlib import Path

TEXT = "sécret"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_a_byte_order_mark_is_no_part_of_a_password(tmp_path: Path, encoding: str) -> None:
    file = tmp_path / "password"
    file.write_bytes(f"{TEXT}\r\n".encode(encoding))
    assert reveal(None, str(file), "password") == TEXT
    assert elsewhere._read(str(file)).strip() == TEXT


def test_what_is_no_text_is_told(tmp_path: Path) -> None:
    file = tmp_path / "password"
    file.write_bytes(b"\xfc\xe9")
    with pytest.raises(UserError, match="not UTF-8 text"):
        reveal(None, str(file), "password")
    with pytest.raises(UserError, match="not UTF-8 text"):
        elsewhere._read(str(file))

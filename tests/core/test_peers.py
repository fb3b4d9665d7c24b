"""Where there are too many connections, those of other users make way first."""

from __future__ import annotations

import os
import socket
from contextlib import ExitStack
from typing import TYPE_CHECKING

import pytest

from core.peers import makes_way

if TYPE_CHECKING:
    from pathlib import Path

HEAD = "  sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode\n"
ROW = "   0: 0100007F:{:04X} 0100007F:{:04X} 01 00000000:00000000 00:00000000 00000000 {:5} 0 1\n"


def test_another_users_connection_goes(tmp_path: Path) -> None:
    table = tmp_path / "tcp"
    mine = os.geteuid() if os.name == "posix" else 0
    table.write_text(HEAD + ROW.format(5001, 1883, mine) + ROW.format(5002, 1883, mine + 7) + ROW.format(5003, 80, 9))
    waiting = {"mine": 5001, "theirs": 5002, "unknown": 5003}
    assert {makes_way(waiting, 1883, table) for _ in range(50)} == {"theirs"}
    assert {makes_way({"mine": 5001, "me": 5001}, 1883, table) for _ in range(50)} == {"mine", "me"}
    assert makes_way({"a": 1}, 1883, tmp_path / "none") == "a"


@pytest.mark.skipif(not os.path.exists("/proc/net/tcp"), reason="no such table here")  # noqa: PTH110 -- at import
def test_the_kernels_table_knows_our_own() -> None:
    from core.peers import _TABLE, _users  # noqa: PLC0415 -- where there is one

    with ExitStack() as held:
        server = held.enter_context(socket.create_server(("127.0.0.1", 0)))
        port = server.getsockname()[1]
        line = held.enter_context(socket.create_connection(("127.0.0.1", port)))
        assert _users(port, _TABLE) == {line.getsockname()[1]: os.geteuid()}

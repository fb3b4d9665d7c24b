"""What Windows is asked, and in which order, to have a service end; and what its exit codes mean."""

from __future__ import annotations

import pytest

from bootstrap.services import reasons
from bootstrap.services.windows_stop import ask_to_end


class Kernel32:
    """Notes the calls; `lacking` names what fails."""

    def __init__(self, lacking: str = "") -> None:
        self.calls: list[tuple[object, ...]] = []
        self._lacking = lacking

    def _call(self, name: str, *arguments: object) -> int:
        self.calls.append((name, *arguments))
        return 0 if name == self._lacking else 7

    def FreeConsole(self) -> int:  # noqa: N802 - Windows' names
        return self._call("FreeConsole")

    def AttachConsole(self, pid: int) -> int:  # noqa: N802 - as above
        return self._call("AttachConsole", pid)

    def GenerateConsoleCtrlEvent(self, event: int, group: int) -> int:  # noqa: N802 - as above
        return self._call("GenerateConsoleCtrlEvent", event, group)

    def OpenEventW(self, access: int, inherit: bool, name: str) -> int | None:  # noqa: FBT001, N802 - as above
        return self._call("OpenEventW", access, inherit, name) or None

    def SetEvent(self, handle: int) -> int:  # noqa: N802 - as above
        return self._call("SetEvent", handle)

    def CloseHandle(self, handle: int) -> int:  # noqa: N802 - as above
        return self._call("CloseHandle", handle)


def test_ctrl_break_is_given_on_the_services_own_console_which_is_left_again() -> None:
    kernel = Kernel32()
    assert ask_to_end(42, "", kernel)
    assert kernel.calls == [
        ("FreeConsole",),
        ("AttachConsole", 42),
        ("GenerateConsoleCtrlEvent", 1, 42),
        ("FreeConsole",),
    ]


def test_mosquittos_event_is_set_and_its_handle_given_back() -> None:
    kernel = Kernel32()
    assert ask_to_end(42, "mosq{pid}_shutdown", kernel)
    assert kernel.calls == [("OpenEventW", 2, False, "mosq42_shutdown"), ("SetEvent", 7), ("CloseHandle", 7)]


@pytest.mark.parametrize(
    ("lacking", "event", "last"),
    [
        ("AttachConsole", "", "AttachConsole"),
        ("GenerateConsoleCtrlEvent", "", "FreeConsole"),
        ("OpenEventW", "mosq{pid}_shutdown", "OpenEventW"),
        ("SetEvent", "mosq{pid}_shutdown", "CloseHandle"),
    ],
)
def test_what_cannot_be_asked_is_told_and_nothing_stays_open(lacking: str, event: str, last: str) -> None:
    kernel = Kernel32(lacking)
    assert not ask_to_end(42, event, kernel)
    assert kernel.calls[-1][0] == last


@pytest.mark.parametrize("code", [0xC0000135, 0xC0000135 - (1 << 32)])
def test_a_missing_runtime_is_named(code: int) -> None:
    assert "Visual C++" in reasons.ended(code)


def test_ends_and_refusals_are_in_words() -> None:
    assert reasons.ended(3) == "exited with code 3"
    assert reasons.ended(-9) == "killed by signal 9"
    assert "rosetta" in reasons.not_started(OSError(86, "Bad CPU type in executable"))
    assert "No such file" in reasons.not_started(FileNotFoundError(2, "No such file or directory"))

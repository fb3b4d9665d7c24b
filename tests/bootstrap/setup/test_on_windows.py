"""What setup does otherwise on Windows, seen from any system."""

from __future__ import annotations

from functools import cached_property
from pathlib import Path

import pytest

from bootstrap.converge.resource import Difference, InOrder
from bootstrap.layout import Layout
from bootstrap.setup import windows_rights
from bootstrap.setup.context import Choices, Context
from bootstrap.setup.facts import Facts, System, decoded
from bootstrap.setup.resources import Directory, TextFile
from bootstrap.setup.roles import mosquitto
from core.errors import UserError

ME = "S-1-5-21-1-2-3-1001"
OPEN = "secrets\r\nD:AI(A;OICIID;FA;;;BA)(A;OICIID;FA;;;SY)(A;OICIID;0x1200a9;;;BU)(A;ID;0x1301bf;;;AU)\r\n"
CLOSED = f"secrets\r\nD:PAI(A;OICI;FA;;;{ME})(A;OICI;FA;;;SY)(A;OICI;FA;;;BA)\r\n"


class Windows(Facts):
    """A machine whose `icacls` knows the rights of one folder."""

    def __init__(self, rights: str = OPEN) -> None:
        self.rights = rights
        self.commands: list[list[str]] = []

    @cached_property
    def system(self) -> System:
        return "windows"

    def run(self, command: list[str], timeout: float = 600.0, text: str = "") -> tuple[int, str]:
        del timeout, text
        self.commands.append(command)
        if command[0] == "whoami":
            return 0, f'"office\\jürgen","{ME}"\r\n'
        if "/save" in command:
            Path(command[-1]).write_bytes(self.rights.encode("utf-16-le"))
        elif "/grant:r" in command:
            self.rights = CLOSED
        return 0, ""


def context(folder: Path, facts: Facts) -> Context:
    return Context(Layout(folder), Choices(), facts=facts)


@pytest.fixture(autouse=True)
def _profile(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Path, "home", lambda: tmp_path / "profile")


def test_a_private_folder_outside_the_profile_is_closed_to_other_users(tmp_path: Path) -> None:
    facts, folder = Windows(), Directory(tmp_path / "secrets")
    here = context(tmp_path, facts)
    assert isinstance(folder.inspect(here), Difference)  # not there
    folder.apply(here)
    assert facts.rights == CLOSED
    assert isinstance(folder.inspect(here), InOrder)
    facts.rights = OPEN
    found = folder.inspect(here)
    assert isinstance(found, Difference)
    assert (found.reason, found.before) == ("open to other users", "AU, BU")
    (folder.path / "password").write_text("made before")
    folder.apply(here)
    assert ["icacls", str(folder.path / "*"), "/reset", "/T", "/C", "/Q"] in facts.commands
    granted = next(command for command in facts.commands if "/grant:r" in command)
    assert granted[2:5] == ["/inheritance:r", "/grant:r", f"*{ME}:(OI)(CI)F"]


@pytest.mark.parametrize(("where", "mode"), [("profile/p/secrets", 0o700), ("public", 0o755)])
def test_in_the_profile_and_where_others_may_read_windows_is_not_asked(tmp_path: Path, where: str, mode: int) -> None:
    facts, folder = Windows(), Directory(tmp_path / where, mode)
    folder.apply(context(tmp_path, facts))
    assert isinstance(folder.inspect(context(tmp_path, facts)), InOrder)
    assert facts.commands == []


def test_who_is_shut_out_is_no_stranger_who_is_let_in() -> None:
    assert windows_rights.strangers("x\r\nD:P(D;;FA;;;BG)(A;;FA;;;SY)", ME) == []
    assert windows_rights.strangers("x\r\nD:P(A;;FA;;;WD)(XA;;FR;;;S-1-5-21-9)", ME) == ["S-1-5-21-9", "WD"]


def test_a_disk_without_rights_is_refused_in_windows_words(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    facts = Windows()
    monkeypatch.setattr(facts, "run", lambda *_: (1, "Falscher\r\nParameter"))
    with pytest.raises(UserError, match="Falscher Parameter"):
        Directory(tmp_path / "secrets").apply(context(tmp_path, facts))


def test_the_folder_that_mosquitto_includes_is_never_without_a_configuration(tmp_path: Path) -> None:
    made = list(mosquitto.ROLE.resources(context(tmp_path, Windows())))
    included = Layout(tmp_path).config("mosquitto") / "conf.d"
    (own,) = (one for one in made if isinstance(one, TextFile) and one.path.match(str(included / "*.conf")))
    assert isinstance(own.content, str)
    assert all(line.startswith("#") for line in own.content.splitlines())


@pytest.mark.parametrize(
    ("said", "console", "text"),
    [
        (b"Zugriff verweigert f\x81r J\x81rgen", "cp850", "Zugriff verweigert für Jürgen"),
        ("Zugriff für Jürgen".encode(), "cp850", "Zugriff für Jürgen"),
        (b"\xff", "utf-8", "\ufffd"),
    ],
)
def test_words_of_other_programs_are_read_in_the_code_page_of_consoles(said: bytes, console: str, text: str) -> None:
    assert decoded(said, console) == text

"""Uninstall tells what the owner wrote from what setup made."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from bootstrap.commands.installation import perform
from bootstrap.converge.loop import converge
from bootstrap.converge.resource import SHORTEN, HeldBackError, InOrder, Role
from bootstrap.layout import Layout
from bootstrap.setup.context import Choices, Context
from bootstrap.setup.owned import owned, strip
from bootstrap.setup.resources import Directory, TextFile

if TYPE_CHECKING:
    from pathlib import Path

    from bootstrap.converge.report import Report
    from bootstrap.converge.resource import Finding


def _made(context: Context) -> Path:
    """What a setup of the broker leaves, with the owner's own files in it."""
    config, own = context.layout.config("mosquitto"), context.layout.config("mosquitto") / "conf.d"
    files = [TextFile(own / "README", "Yours"), TextFile(config / "acl", "user app\n"), TextFile(config / "x", "ours")]
    role = Role("r", lambda _: [Directory(own), Directory(config / "tls"), *files])
    assert converge([role], context).exit_code == 0
    (config / "tls" / "server.key").write_text("key")
    (own / "acl").write_text("user mine\n")
    (config / "x").write_text("edited")
    (config / "acl.edited-0123abcd").write_text("as it was")
    context.layout.models.mkdir()
    for name in ("yolo11n.pt", "mine.onnx"):
        (context.layout.models / name).write_text("weights")
    return config


def test_what_setup_wrote_and_nobody_changed_is_its_own(tmp_path: Path) -> None:
    context = Context(Layout(tmp_path))
    config = _made(context)
    mine = {config / "conf.d" / "acl", config / "x", config / "acl.edited-0123abcd"}
    assert set(owned(context)) == {*mine, context.layout.models / "mine.onnx"}


def test_without_notes_only_what_the_owners_names_say_is_kept(tmp_path: Path) -> None:
    context = Context(Layout(tmp_path))
    config = _made(context)
    context.layout.notes.write_text("{damaged")
    found = owned(Context(context.layout))
    assert set(found) == {
        config / "conf.d" / "acl",
        config / "acl.edited-0123abcd",
        context.layout.models / "mine.onnx",
    }


def test_only_the_kept_and_their_folders_stay(tmp_path: Path) -> None:
    (tmp_path / "a" / "b").mkdir(parents=True)
    (tmp_path / "a" / "c").mkdir()
    kept = tmp_path / "a" / "b" / "mine"
    for path in (kept, tmp_path / "a" / "b" / "ours", tmp_path / "a" / "c" / "ours"):
        path.write_text("")
    strip(tmp_path / "a", [kept])
    assert set(tmp_path.rglob("*")) == {tmp_path / "a", tmp_path / "a" / "b", kept}
    strip(tmp_path / "a", [])
    assert not (tmp_path / "a").exists()


class _Held:
    name = "held"

    def inspect(self, _: Context) -> Finding:
        raise HeldBackError("would delete", "ask", ("--x",))

    def apply(self, _: Context) -> None:
        raise AssertionError


class _Shorter(_Held):
    name = "shorter"

    def inspect(self, context: Context) -> Finding:
        if not context.choices.shorten:
            raise HeldBackError("a shorter one would delete 3 values", "ask", SHORTEN)
        return InOrder("allowed")


class _After(_Held):
    name = "after"

    def inspect(self, _: Context) -> Finding:
        return InOrder("fine")


def test_what_is_held_back_fails_and_stops_nothing(tmp_path: Path) -> None:
    roles = [Role("a", lambda _: [_Held(), _After()]), Role("b", lambda _: [_After()], requires=("a",))]
    report = converge(roles, Context(Layout(tmp_path)))
    assert [(task.name, task.state) for task in report.tasks] == [
        ("a : held", "failed"),
        ("a : after", "ok"),
        ("b : after", "ok"),
    ]
    assert (report.exit_code, report.tasks[0].options) == (1, ("--x",))


@pytest.mark.parametrize(("answer", "ended"), [(True, "ok"), (False, "failed")])
def test_who_sits_at_a_terminal_is_asked_before_data_go(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, *, answer: bool, ended: str
) -> None:
    asked: list[str] = []
    reports: list[Report] = []

    def confirm(text: str, **_: object) -> bool:
        asked.append(text)
        return answer

    def run(context: Context) -> Report:
        reports.append(converge([Role("a", lambda _: [_Shorter()])], context))
        return reports[-1]

    monkeypatch.setattr("typer.confirm", confirm)
    monkeypatch.setattr("sys.stdin.isatty", lambda: True, raising=False)
    perform(run, Layout(tmp_path), Choices())
    assert asked == ["Delete the older data (see above)?"]
    assert [task.state for task in reports[-1].tasks] == [ended]

"""Evidence on the page, and what people think of violations: by click and by key, kept, counted and taken back."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, Any

import pytest
import recorded

from core.events import load
from core.journal.reader import period
from qml_app import violation_rows
from qml_app.reviewer import Reviewer
from qml_app.violation_rows import Files
from qml_app.violations import Violations

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from conftest import Look
    from pytestqt.qtbot import QtBot

PATIENCE = 60_000
BEGAN = 1_777_878_000.0
GREEN, BLUE = (40, 200, 40), (200, 40, 40)  # BGR
#: In the middle of the viewer of a window of 1440 by 900.
STAGE = (990, 300)


def reviews(state_dir: Path) -> list[Any]:
    """What the journal holds, in order."""
    return [load(row.body) for row in period(state_dir / "journal.sqlite", "review", 0, 9e9)]


def two(now: float) -> list[Any]:
    return [
        recorded.violation(now - 100, evidence=True, line="stop-south", state="red"),
        recorded.violation(now - 200, rule="wrong_way", camera="cam-2"),
    ]


@pytest.fixture
def page(state_dir: Path, qtbot: QtBot) -> Iterator[Violations]:
    recorded.write(state_dir, two(BEGAN))
    page = Violations(state_dir)
    page.period = "all"
    page.active = True
    qtbot.waitUntil(lambda: page.status == "ready", timeout=PATIENCE)
    yield page
    page.stop()


def verdicts(page: Violations) -> list[tuple[str, str]]:
    place = violation_rows.ROLES.index("verdict")
    return [(row[place], row[place + 1]) for row in page.rows.rows]


def all_rules(page: Violations) -> tuple[Any, ...]:
    return tuple(page.precision.rows[-1][1:5])


@pytest.mark.parametrize(
    ("hits", "tries", "least", "most"),
    [(0, 0, -1, -1), (0, 10, 0.0, 0.2775), (10, 10, 0.7225, 1.0), (81, 263, 0.2553, 0.3662)],
)
def test_the_interval_of_a_share_is_the_published_one(hits: int, tries: int, least: float, most: float) -> None:
    """The last is the example of Newcombe, Statistics in Medicine 17 (1998), table I, method 3."""
    assert violation_rows.wilson(hits, tries) == pytest.approx((least, most), abs=5e-5)


@pytest.mark.parametrize(
    ("there", "problem", "age", "expected"),
    [
        ("jpg webm", "", 999, ("jpg", "webm", "")),
        ("jpg", "", 999, ("jpg", "", "")),
        ("", "", 5, ("", "", "pending")),
        ("", "", 999, ("", "", "gone")),
        ("", "No space left on device", 5, ("", "", "failed")),
    ],
)
def test_where_there_is_no_picture_it_is_said_why(
    there: str, problem: str, age: float, expected: tuple[str, str, str]
) -> None:
    found = recorded.violation(BEGAN, evidence=True)
    names = [f"{found.id}.{ending}" for ending in there.split()]
    seen = violation_rows._evidence(found.evidence, Files(frozenset(names), problem), age)
    assert seen == tuple(f"{found.id}.{part}" if part in ("jpg", "webm") else part for part in expected)
    assert violation_rows._evidence([], Files(), age)[2] == "none"


@pytest.mark.usefixtures("qapp")
def test_verdicts_are_shown_counted_filtered_and_kept(page: Violations, state_dir: Path, qtbot: QtBot) -> None:
    newest, oldest = (row[0] for row in page.rows.rows)
    assert (verdicts(page), all_rules(page)) == ([("open", "")] * 2, (0, 0, 2, -1.0))
    assert not page.property("undoable")
    page.review(newest, "accepted", "")
    assert page.property("undoable")
    page.review(newest, "accepted", "")  # a second press of the key says nothing new
    page.review(oldest, "dismissed", "a police car")
    assert verdicts(page) == [("accepted", ""), ("dismissed", "a police car")]  # at once
    assert all_rules(page) == (1, 2, 2, 0.5)
    qtbot.waitUntil(lambda: len(reviews(state_dir)) == 2, timeout=PATIENCE)
    qtbot.waitUntil(lambda: not page._reviewer.said, timeout=PATIENCE)  # from here on the journal tells
    assert verdicts(page) == [("accepted", ""), ("dismissed", "a police car")]
    page.verdict = "open"
    assert (page.total, page.status) == (0, "filtered")
    page.verdict = "dismissed"
    assert [row[0] for row in page.rows.rows] == [oldest]
    assert all_rules(page) == (1, 2, 2, 0.5)  # whatever is filtered
    first, second = reviews(state_dir)
    assert (first.violation, first.verdict, first.rule, first.camera) == (newest, "accepted", "red_light", "cam-1")
    assert (second.note, second.reviewer) == ("a police car", first.reviewer)


@pytest.mark.usefixtures("qapp")
def test_undo_opens_what_is_chosen_and_else_takes_back_what_was_said_last(page: Violations) -> None:
    newest, oldest = (row[0] for row in page.rows.rows)
    page.review(newest, "accepted", "")
    page.review(newest, "dismissed", "")
    page.review(oldest, "dismissed", "")
    assert page.undo(oldest) == oldest
    assert verdicts(page) == [("dismissed", ""), ("open", "")]
    assert page.undo(oldest) == newest  # it is open already
    assert verdicts(page) == [("accepted", ""), ("open", "")]
    assert page.undo("") == newest
    assert verdicts(page) == [("open", "")] * 2
    assert page.undo("") == ""


@pytest.mark.usefixtures("qapp")
def test_a_review_that_cannot_be_written_is_taken_back_and_told(tmp_path: Path, qtbot: QtBot) -> None:
    reviewer = Reviewer(tmp_path / "journal.sqlite")
    of = {"id": "0" * 32, "site": "s", "camera": "c", "rule": "red_light"}
    reviewer.judge({**of, "verdict": "open", "note": "", "reviewed": None}, "accepted", "", BEGAN)
    assert reviewer.said
    qtbot.waitUntil(lambda: "no journal found" in reviewer.failure, timeout=PATIENCE)
    assert not reviewer.said
    reviewer.stop()


@pytest.mark.usefixtures("qapp")
def test_a_note_is_kept_while_it_is_written_and_when_it_cannot_be_saved(
    page: Violations, state_dir: Path, qtbot: QtBot
) -> None:
    newest, oldest = (row[0] for row in page.rows.rows)
    page.write(newest, "an ambul")
    assert (page.draft(newest), page.draft(oldest)) == ("an ambul", "")
    page.review(newest, "open", "an ambulance")
    assert page.draft(newest) == "an ambulance"
    page.review(newest, "open", "")
    assert page.draft(newest) == ""
    qtbot.waitUntil(lambda: len(reviews(state_dir)) == 2, timeout=PATIENCE)
    qtbot.waitUntil(lambda: page._reviewer.said == {}, timeout=PATIENCE)  # the page has read them
    page._reviewer._journal = state_dir / "nowhere" / "journal.sqlite"
    page.write(newest, "a police car")
    page.review(newest, "dismissed", "a police car")
    qtbot.waitUntil(lambda: page.failure != "", timeout=PATIENCE)
    assert (page.draft(newest), verdicts(page)[0]) == ("a police car", ("open", ""))


@pytest.mark.usefixtures("qapp")
def test_the_newest_review_wins_though_the_clock_was_set_back(tmp_path: Path) -> None:
    reviewer = Reviewer(tmp_path / "journal.sqlite")
    of = {"id": "0" * 32, "site": "s", "camera": "c", "rule": "red_light", "verdict": "open", "note": ""}
    reviewer.judge({**of, "reviewed": None}, "accepted", "", BEGAN)
    first = reviewer.said["0" * 32]["reviewed"]
    reviewer.judge({**of, "reviewed": None}, "dismissed", "", BEGAN - 3_600)
    assert reviewer.said["0" * 32]["reviewed"] > first
    reviewer.stop()


def test_a_picture_is_shown_and_judged_by_keys_with_a_note(look: Look, state_dir: Path) -> None:
    now = time.time()
    events = two(now)
    recorded.write(state_dir, events)
    recorded.picture(state_dir, events[0], GREEN)
    steps = "press Ctrl+3;see Event ID;press N;type an ambulance;press Return;press D;see 1 of 2 reviewed;press Up"
    seen = look("violations-reviewed-dark", "Play clip (Space)", action=steps)
    assert {"Dismissed", "0% (0\u201379)", "Play clip (Space)"} <= set(seen.texts)
    assert seen.colour(*STAGE) == pytest.approx((40, 200, 40), abs=12)
    said = [(one.violation, one.verdict, one.note) for one in reviews(state_dir)]
    assert said == [(events[0].id, "open", "an ambulance"), (events[0].id, "dismissed", "an ambulance")]


def test_a_note_survives_a_look_at_another_violation(look: Look, state_dir: Path) -> None:
    events = two(time.time())
    recorded.write(state_dir, events)
    unsaved = "Press Enter to save"
    away = f"press Ctrl+3;see Event ID;press N;type an ambulance;see {unsaved};press Escape;press Down;see cam-2"
    seen = look("violations-draft", unsaved, action=f"{away};press D;see 1 of 2 reviewed;press Up")
    assert "an ambulance" in seen.texts
    assert [(one.violation, one.verdict, one.note) for one in reviews(state_dir)] == [(events[1].id, "dismissed", "")]


def test_the_clip_plays_in_the_page_and_a_verdict_is_undone(look: Look, state_dir: Path) -> None:
    events = two(time.time())
    recorded.write(state_dir, events)
    recorded.picture(state_dir, events[0], BLUE)
    judged = "click Accept (A);see Accepted;press U;see 0 of 2 reviewed"
    steps = f"press Ctrl+3;see Event ID;press Space;see Pause (Space);{judged}"
    seen = look("violations-clip-light", "Play clip (Space)", action=steps, theme="light")
    assert seen.colour(*STAGE) == pytest.approx((40, 40, 200), abs=25)
    assert [one.verdict for one in reviews(state_dir)] == ["accepted", "open"]


def test_without_evidence_the_page_says_why(look: Look, state_dir: Path) -> None:
    recorded.write(state_dir, two(time.time()))
    seen = look("violations-no-evidence", "No evidence", action="press Ctrl+3;see Event ID;press Down", theme="light")
    assert "Not recorded. Evidence was turned off, or an older engine version was running." in seen.texts

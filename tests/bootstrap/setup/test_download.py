"""Downloads from a real server: nothing is believed but the hash."""

from __future__ import annotations

import hashlib
import random
import socket
from types import SimpleNamespace
from typing import TYPE_CHECKING

import pytest
from file_server import Habits, serving

from bootstrap.setup.download import cached, fetch, masked
from bootstrap.setup.transfer import Wanted
from core.errors import UserError

if TYPE_CHECKING:
    from pathlib import Path

DATA = random.Random(4).randbytes(700_000)  # noqa: S311 - any bytes, the same each time
DIGEST = hashlib.sha256(DATA).hexdigest()


def wanted(*urls: str, size: int | None = None) -> Wanted:
    return Wanted("thing.zip", urls, DIGEST, size)


def get(item: Wanted, cache: Path) -> Path:
    return fetch(item, cache, lambda *_: None, lambda _: None)


def test_a_file_arrives_and_the_second_time_nobody_is_asked(tmp_path: Path) -> None:
    habits = Habits({"/thing.zip": DATA})
    steps: list[tuple[int, int | None]] = []
    with serving(habits) as base:
        item = wanted(f"{base}/thing.zip", size=len(DATA))
        found = fetch(item, tmp_path, lambda done, total: steps.append((done, total)))
        assert found.read_bytes() == DATA
        assert get(item, tmp_path) == found
    assert len(habits.asked) == 1
    assert steps[0] == (0, len(DATA))
    assert steps[-1] == (len(DATA), len(DATA))


def test_a_broken_transfer_goes_on_where_it_stopped(tmp_path: Path) -> None:
    habits = Habits({"/f": DATA}, break_after=[300_000, 100_000])
    with serving(habits) as base:
        assert get(wanted(f"{base}/f"), tmp_path).read_bytes() == DATA
    assert [asked for _, asked in habits.asked] == [None, "bytes=300000-", "bytes=400000-"]


def test_a_partial_file_survives_the_run_and_is_continued_by_the_next(tmp_path: Path) -> None:
    habits = Habits({"/f": DATA}, break_after=[500_000, 0, 0, 0, 0])
    with serving(habits) as base:
        with pytest.raises(UserError, match="connection lost after 500000 bytes"):
            get(wanted(f"{base}/f"), tmp_path)
        assert cached(wanted(), tmp_path) is None
        assert get(wanted(f"{base}/f"), tmp_path).read_bytes() == DATA
    assert habits.asked[-1][1] == "bytes=500000-"


def test_a_line_that_breaks_again_and_again_is_worth_its_time_while_it_brings_something(tmp_path: Path) -> None:
    with serving(Habits({"/f": DATA}, break_after=[50_000] * 12)) as base:
        assert get(wanted(f"{base}/f"), tmp_path).read_bytes() == DATA


def test_a_server_without_ranges_starts_from_zero(tmp_path: Path) -> None:
    habits = Habits({"/f": DATA}, ranges=False, break_after=[300_000])
    with serving(habits) as base:
        assert get(wanted(f"{base}/f"), tmp_path).read_bytes() == DATA


def test_a_file_replaced_meanwhile_is_fetched_whole(tmp_path: Path) -> None:
    habits = Habits({"/f": b"old" * 200_000}, break_after=[300_000] + [0] * 4)
    with serving(habits) as base:
        with pytest.raises(UserError, match="connection lost"):
            get(wanted(f"{base}/f"), tmp_path)
        habits.files["/f"] = DATA
        assert get(wanted(f"{base}/f"), tmp_path).read_bytes() == DATA


def test_a_damaged_partial_file_costs_a_second_transfer_not_the_file(tmp_path: Path) -> None:
    (tmp_path / f"{DIGEST}.part").write_bytes(b"damaged" * 10_000)
    habits = Habits({"/f": DATA})
    with serving(habits) as base:
        assert get(wanted(f"{base}/f"), tmp_path).read_bytes() == DATA
    assert [asked for _, asked in habits.asked] == ["bytes=70000-", None]


def test_a_partial_file_longer_than_the_whole_is_thrown_away(tmp_path: Path) -> None:
    (tmp_path / f"{DIGEST}.part").write_bytes(DATA + b"more")
    with serving(Habits({"/f": DATA})) as base:
        assert get(wanted(f"{base}/f"), tmp_path).read_bytes() == DATA


def test_a_whole_file_that_did_not_get_its_name_is_not_fetched_again(tmp_path: Path) -> None:
    (tmp_path / f"{DIGEST}.part").write_bytes(DATA)
    assert get(wanted("http://127.0.0.1:9/f"), tmp_path).read_bytes() == DATA


def test_a_wrong_hash_is_final_and_leaves_nothing(tmp_path: Path) -> None:
    habits = Habits({"/bad": DATA[:-1] + b"!", "/good": DATA})
    with serving(habits) as base, pytest.raises(UserError, match="expected") as failure:
        get(wanted(f"{base}/bad", f"{base}/good"), tmp_path)
    assert DIGEST in failure.value.what
    assert habits.asked == [("/bad", None)]
    assert [path for path in tmp_path.iterdir() if path.suffix != ".etag"] == []


def test_a_redirect_to_other_bytes_is_a_wrong_hash(tmp_path: Path) -> None:
    habits = Habits({"/other": b"other bytes"}, redirects={"/f": "/other"})
    with serving(habits) as base, pytest.raises(UserError, match=r"is not thing\.zip"):
        get(wanted(f"{base}/f"), tmp_path)


def test_a_redirect_to_the_same_bytes_is_fine(tmp_path: Path) -> None:
    habits = Habits({"/other": DATA}, redirects={"/f": "/other"})
    with serving(habits) as base:
        assert get(wanted(f"{base}/f"), tmp_path).read_bytes() == DATA


def test_more_bytes_than_the_catalogue_says_are_not_stored(tmp_path: Path) -> None:
    with serving(Habits({"/f": DATA})) as base, pytest.raises(UserError, match="has 700000 bytes, expected 1000"):
        get(wanted(f"{base}/f", size=1000), tmp_path)


@pytest.mark.parametrize("status", [408, 429, 500, 502, 503, 504])
def test_a_passing_error_is_tried_again(tmp_path: Path, status: int) -> None:
    with serving(Habits({"/f": DATA}, statuses=[status, status])) as base:
        assert get(wanted(f"{base}/f"), tmp_path).read_bytes() == DATA


@pytest.mark.parametrize("status", [400, 401, 403, 404, 410, 501])
def test_a_lasting_error_is_not(tmp_path: Path, status: int) -> None:
    habits = Habits({"/f": DATA}, statuses=[status])
    with serving(habits) as base, pytest.raises(UserError, match=f"HTTP {status}"):
        get(wanted(f"{base}/f"), tmp_path)
    assert len(habits.asked) == 1


def test_the_next_address_is_asked_when_one_does_not_have_it(tmp_path: Path) -> None:
    with serving(Habits({"/f": DATA})) as base:
        assert get(wanted(f"{base}/nothing", f"{base}/f"), tmp_path).read_bytes() == DATA


def test_without_network_the_message_names_address_and_place(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port = listener.getsockname()[1]
    with pytest.raises(UserError) as failure:
        get(wanted(f"http://somebody:hidden-word@127.0.0.1:{port}/a/thing.zip?key=hidden-word"), tmp_path)
    assert f"http://127.0.0.1:{port}/a/thing.zip" in str(failure.value)
    assert str(tmp_path / DIGEST) in failure.value.remedy
    assert "hidden-word" not in str(failure.value)


def test_a_file_put_into_the_cache_by_hand_is_taken_only_if_it_is_the_right_one(tmp_path: Path) -> None:
    (tmp_path / DIGEST).write_bytes(b"something else")
    assert cached(wanted(), tmp_path) is None
    assert not (tmp_path / DIGEST).exists()
    (tmp_path / DIGEST).write_bytes(DATA)
    assert get(wanted(), tmp_path).read_bytes() == DATA


def test_file_addresses_work_with_spaces_in_them(tmp_path: Path) -> None:
    source = tmp_path / "a folder" / "thing.zip"
    source.parent.mkdir()
    source.write_bytes(DATA)
    assert get(wanted(source.as_uri()), tmp_path / "cache").read_bytes() == DATA
    source.write_bytes(b"other")
    with pytest.raises(UserError, match=r"is not thing\.zip"):
        get(wanted(source.as_uri()), tmp_path / "cache2")
    source.unlink()
    with pytest.raises(UserError, match="file not found"):
        get(wanted(source.as_uri()), tmp_path / "cache2")


def test_the_environments_proxy_is_used(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    habits = Habits({"http://releases.invalid/f": DATA})
    with serving(habits) as base:
        monkeypatch.setenv("http_proxy", base)
        monkeypatch.delenv("no_proxy", raising=False)
        assert get(wanted("http://releases.invalid/f"), tmp_path).read_bytes() == DATA


def test_masked_shows_no_credentials() -> None:
    assert masked("https://me:word@host.example:8443/a/b.zip?token=x") == "https://host.example:8443/a/b.zip"


@pytest.mark.parametrize(("size", "left"), [(None, False), (len(DATA), True)])
def test_a_file_that_fills_the_disk_leaves_no_part_unless_it_is_known_to_fit_later(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    size: int | None,
    left: bool,  # noqa: FBT001 -- a parameter
) -> None:
    monkeypatch.setattr("core.transfers._LOOK", -1.0)
    frees = iter([10**9, 10**9, *[1_000_000] * 50])
    monkeypatch.setattr("core.transfers.shutil.disk_usage", lambda _: SimpleNamespace(free=next(frees)))
    with serving(Habits({"/f": DATA})) as base, pytest.raises(UserError, match="MB of disk space free"):
        get(wanted(f"{base}/f", size=size), tmp_path)
    assert [path.suffix for path in tmp_path.iterdir() if path.suffix == ".part"] == ([".part"] if left else [])


def test_a_file_without_end_leaves_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("core.transfers.LARGEST", 100_000)
    with serving(Habits({"/f": DATA})) as base, pytest.raises(UserError, match="has more than"):
        get(wanted(f"{base}/f"), tmp_path)
    assert not list(tmp_path.glob("*.part"))

from __future__ import annotations

import json
import pickle

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.settings import Address, Camera, mask

SECRET = "rtsp://bob:hunter2@10.0.0.7:554/live?x=1"  # noqa: S105 - made up


def test_nothing_that_prints_shows_the_password() -> None:
    camera = Camera(id="a", source=SECRET)
    shown = [str(camera), repr(camera), camera.model_dump_json(), str(camera.model_dump()), f"{camera.source}"]
    shown += [str(camera.source), repr(camera.source), "%s" % camera.source, "{:>9}".format(camera.source)]  # noqa: UP031, UP032 - each way of printing
    assert not any("hunter2" in text or "bob" in text for text in shown)
    assert camera.source.masked == "rtsp://***@10.0.0.7:554/live?x=1"


def test_those_who_connect_get_the_whole_address() -> None:
    source = Camera(id="a", source=SECRET).source
    assert source == SECRET
    assert source.reveal() == SECRET
    assert type(source.reveal()) is str


def test_an_address_survives_the_way_into_a_child_process() -> None:
    camera = pickle.loads(pickle.dumps(Camera(id="a", source=SECRET)))  # noqa: S301 - our own bytes
    assert camera.source.reveal() == SECRET


@pytest.mark.parametrize(
    ("address", "shown"),
    [
        ("http://host/cam.mjpg?user=bob&password=x&size=2", "http://host/cam.mjpg?user=***&password=***&size=2"),
        ("http://host/?access_token=abc", "http://host/?access_token=***"),
        ("rtsp://bob:pa/ss?w@rd@host/x", "rtsp://***@host/x"),
        ("C:/videos/me@home.mp4", "C:/videos/me@home.mp4"),
        ("simulator:crossroads", "simulator:crossroads"),
    ],
)
def test_masking_hides_credentials_and_nothing_else(address: str, shown: str) -> None:
    assert mask(address) == shown


@given(st.text("abc:/?@&=#%Äß ", min_size=1, max_size=20))
def test_no_password_however_odd_is_shown(password: str) -> None:
    assert f"SECRET{password}SECRET" not in str(Address(f"rtsp://u:SECRET{password}SECRET@host/x"))


WRONG = ["webcam:", "webcam:front", "ftp://host/x", "", "http://[::1", "rtsp://", "rtsp:///x", "rtsp://host:99999/x"]
ODD = ["http://[::1]:8080/x", "rtsp://u:pa/s?s:w@host/x", "http://host/me@", "rtsp://u:[@host", "file:///videos/a.mp4"]


@pytest.mark.parametrize("wrong", WRONG)
def test_an_address_of_no_known_kind_is_refused(wrong: str) -> None:
    with pytest.raises(ValueError, match="source"):
        Camera(id="a", source=wrong)


@pytest.mark.parametrize("odd", ODD)
def test_an_address_with_a_host_is_taken_however_odd(odd: str) -> None:
    assert Camera(id="a", source=odd).source.reveal() == odd


def test_addresses_can_be_put_into_json_by_those_who_must() -> None:
    assert json.loads(json.dumps({"source": Address(SECRET).masked})) == {"source": mask(SECRET)}

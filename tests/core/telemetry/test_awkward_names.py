"""Names with every awkward character arrive unchanged, or are refused by the configuration in one clear line."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from line_protocol import parse
from paho.mqtt.client import topic_matches_sub
from pydantic import TypeAdapter, ValidationError
from samples import crossing, one_of_each
from waiting import eventually

from core.events import dump, load
from core.journal.rows import Stored, encode
from core.scrub import plain
from core.settings.basics import Name
from core.settings.models import Settings
from core.sinks.lines import line

if TYPE_CHECKING:
    from collections.abc import Callable

    from line_protocol import Parsed

    from core.events import AnyEvent

    Make = Callable[..., Any]

_NAME: TypeAdapter[str] = TypeAdapter(Name)
AWKWARD = "ab ,=\"'\\/+#$%{}[]<>&|;:!?*^~`\t\n\r\0\x7f\x85ä漢😀\u200b\u2028\ufeff\ufdd0\ufffe"
ANYTHING = st.text(st.sampled_from(AWKWARD), max_size=66) | st.text(max_size=66)


def _is_name(text: str) -> bool:
    try:
        _NAME.validate_python(text)
    except ValidationError:
        return False
    return True


def _names(characters: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    return st.text(characters, min_size=1, max_size=64)


NAMES = _names(st.sampled_from([one for one in AWKWARD if _is_name(one)])) | _names(st.characters().filter(_is_name))


def _point(event: AnyEvent) -> Parsed:
    row = encode(event)
    return parse(line(Stored(1, row.kind, row.time, row.body)).decode())


@given(site=NAMES, camera=NAMES, name=NAMES)
def test_a_name_survives_json_and_line_protocol(site: str, camera: str, name: str) -> None:
    event = crossing(1, camera, site, name)
    assert load(dump(event)) == event
    assert json.loads(dump(event))["line"] == name
    point = _point(event)
    assert (point.tags["site"], point.tags["camera"], point.tags["line"]) == (site, camera, name)
    assert (point.measurement, set(point.tags)) == ("counts", {"site", "camera", "line", "direction", "class"})
    assert "\n" not in line(Stored(1, 1, 0, dump(event))).decode()


def test_the_scene_is_a_field_and_makes_no_series_of_its_own() -> None:
    here, elsewhere = (_point(crossing(1, scene=version * 12)) for version in "ab")
    assert (here.fields["scene"], elsewhere.fields["scene"]) == ("a" * 12, "b" * 12)
    assert here.tags == elsewhere.tags
    assert "scene" not in _point(crossing(1)).fields  # an older engine's


@given(text=st.text(max_size=200))
def test_free_text_survives_as_a_field_but_for_control_characters(text: str) -> None:
    health, said = one_of_each()[4].model_copy(update={"reason": text}), plain(text)
    assert load(dump(health)) == health.model_copy(update={"reason": said})
    read = str(_point(health).fields["reason"])
    assert read.replace(" ", "") == "".join(c for c in text if c.isprintable() or ord(c) > 0x9F).replace(" ", "")


@given(text=ANYTHING)
def test_a_name_is_one_level_of_a_topic_or_refused(text: str) -> None:
    if _is_name(text):
        assert topic_matches_sub("traffic/cameras/+", f"traffic/cameras/{text}")
        assert not set(text) & set("+#/\0")


TURNING = ["\u202a", "\u202e", "\u2066", "\u2069", "\u2028", "\u2029"]


@pytest.mark.parametrize(
    "text",
    ["", "a/b", "a+b", "a#", "a\\b", "a\nb", "a\0", "a\x85", "a\ufffe", "x" * 65, *(f"a{one}b" for one in TURNING)],
)
def test_what_cannot_be_carried_is_refused_in_site_camera_and_zone(text: str) -> None:
    plain: dict[str, Any] = {"id": "cam", "source": "simulator:crossroads"}
    zone = {"id": text, "points": [(0, 0), (1, 0), (1, 1)]}
    for config in (
        {"site": text, "cameras": [plain]},
        {"cameras": [{**plain, "id": text}]},
        {"cameras": [{**plain, "scene": {"zones": [zone]}}]},
    ):
        with pytest.raises(ValidationError):
            Settings.model_validate(config)


@pytest.mark.parametrize("text", ["\u05dd\u05d9", "\u200f\u0645 1", "a\u200db", "漢 <b>x 😀"])
def test_names_in_every_script_are_taken(text: str) -> None:
    assert _is_name(text)


def test_awkward_names_pass_through_a_real_broker(mosquitto: Make, listen: Make, telemetry: Make) -> None:
    broker = mosquitto()
    heard = listen(broker.port)
    one = telemetry(profile="local", mqtt={"port": broker.port})
    sent: list[str] = []

    @given(camera=NAMES)
    def through(camera: str) -> None:
        performance = one_of_each(camera)[3].model_copy(update={"id": f"{len(sent):032}"})
        one.emit([performance])
        sent.append(camera)

    through()
    eventually(lambda: one.stats()["sinks"]["mqtt"]["acked"] == len(sent) and len(heard.heard) > 2 * len(sent))
    assert [body["camera"] for body in heard.bodies("traffic/performance")] == sent
    for camera in set(sent):
        assert json.loads(heard.last(f"traffic/cameras/{camera}") or b"")["camera"] == camera
    assert one.stats()["sinks"]["mqtt"]["state"] == "running"

"""The published vocabulary: schemas, versions, and JSON that keeps its word."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import jsonschema
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from core.events import SCHEMA_VERSION, TOPICS, Crossing, ServiceHealth, Violation, dump, event_id, export, load, utc
from core.events.models import (
    Detection,
    Movement,
    Occupancy,
    Performance,
    Review,
    SeenObject,
    StageTimes,
    Watching,
    ZoneOccupancy,
)

if TYPE_CHECKING:
    from pathlib import Path

COMMON: dict[str, Any] = {"id": "0" * 32, "site": "main-and-5th", "camera": "cam-1", "time": utc(1_750_000_000.25)}
EVENTS = [
    Detection(
        **COMMON,
        frame=7,
        detector="yolo11n",
        processing_ms=1.5,
        counts={"car": 1},
        objects=(SeenObject(track=1, confidence=0.5, box=(1, 2, 3, 4), zones=("box",), **{"class": "car"}),),
    ),
    Crossing(**COMMON, line="all", direction="forward", track=1, confidence=0.5, point=(1, 2), **{"class": "car"}),
    Violation(
        **COMMON, rule="red_light", track=1, started=utc(1_750_000_000), facts={"signal": "north"}, **{"class": "car"}
    ),
    Performance(
        **COMMON,
        detector="yolo11n",
        state="running",
        fps=25,
        frames=250,
        skipped=0,
        stages_ms={"detect": StageTimes(p50=1)},
        backlog={"mqtt": 0},
    ),
    ServiceHealth(**{**COMMON, "camera": ""}, service="mqtt", state="running"),
    Movement(**COMMON, origin="in-north", destination="out-west", turn="right", track=1, seconds=4, **{"class": "car"}),
    Occupancy(
        **COMMON,
        seconds=10,
        frames=250,
        zones=(
            ZoneOccupancy(
                zone="box",
                zone_kind="junction",
                objects={"car": 1},
                mean_objects=1,
                queue=0,
                max_queue=1,
                occupancy=0.5,
            ),
        ),
    ),
    Watching(**COMMON, seconds=5, quality="frozen"),
    Review(**COMMON, violation="0" * 32, rule="near_miss", verdict="dismissed", note="a bird", reviewer="ops"),
]


def test_the_files_in_assets_are_what_the_models_say() -> None:
    for name, document in export.documents().items():
        assert json.loads((export.FOLDER / name).read_text("utf-8")) == document, "run python -m core.events.export"


def test_todays_models_are_the_version_they_claim_to_be() -> None:
    assert export.known_versions()[SCHEMA_VERSION] == export.fingerprint(), (
        "a model changed: raise SCHEMA_VERSION, then run python -m core.events.export"
    )


def test_a_changed_model_without_a_new_version_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    export.write(tmp_path)

    class Changed(Crossing):
        """One road user crossed one line, in a lane."""

        lane: str

    monkeypatch.setitem(export.KINDS, "crossing", Changed)
    before = (tmp_path / "crossing.json").read_text()
    with pytest.raises(export.VersionError, match="raise SCHEMA_VERSION"):
        export.write(tmp_path)
    assert (tmp_path / "crossing.json").read_text() == before
    monkeypatch.setattr(export, "SCHEMA_VERSION", "99.0")
    assert "crossing.json" in export.write(tmp_path)
    assert set(export.known_versions(tmp_path)) == {SCHEMA_VERSION, "99.0"}


def test_better_words_are_no_new_version(monkeypatch: pytest.MonkeyPatch) -> None:
    before = export.fingerprint()

    class Reworded(Crossing):
        """Somebody went over a line."""

    Reworded.__name__ = "Crossing"
    monkeypatch.setitem(export.KINDS, "crossing", Reworded)
    assert export.fingerprint() == before


def test_writing_twice_changes_nothing(tmp_path: Path) -> None:
    assert export.write(tmp_path)
    assert export.write(tmp_path) == []


@pytest.mark.parametrize("event", EVENTS, ids=lambda event: str(event.kind))
def test_every_event_obeys_its_published_schema_and_comes_back_whole(event: Any) -> None:
    body = dump(event)
    schema = json.loads((export.FOLDER / f"{event.kind}.json").read_text("utf-8"))
    jsonschema.Draft202012Validator.check_schema(schema)
    jsonschema.validate(json.loads(body), schema, format_checker=jsonschema.FormatChecker())
    assert load(body) == event
    assert dump(load(body)) == body


#: What each version brought, by kind.
NEW: dict[str, dict[str, list[str]]] = {
    "1.1": {"crossing": ["speed_kmh", "speed_error_kmh"]},
    "1.2": {
        "violation": ["evidence"],
        "performance": ["set_aside"],
        "service_health": ["restarts", "memory_bytes", "uptime_s"],
    },
    "1.3": {kind: ["scene"] for kind in ("detection", "crossing", "movement", "occupancy", "violation")},
    "1.5": {"performance": ["reason"]},
}


@pytest.mark.parametrize("version", ["1.0", "1.1", "1.2", "1.4", "1.5"])
@pytest.mark.parametrize("event", EVENTS[:5], ids=lambda event: str(event.kind))
def test_what_an_older_engine_says_is_understood_and_obeys_todays_schema(event: Any, version: str) -> None:
    old = json.loads(dump(event)) | {"schema_version": version}
    for later in (one for one in NEW if one > version):
        for name in NEW[later].get(event.kind, ()):
            del old[name]
    jsonschema.validate(old, json.loads((export.FOLDER / f"{event.kind}.json").read_text("utf-8")))
    again = load(json.dumps(old).encode())
    assert again == event.model_copy(update={"schema_version": version})


def test_a_rule_that_is_added_is_no_new_version() -> None:
    schema = json.loads((export.FOLDER / "violation.json").read_text("utf-8"))
    added = json.loads(dump(EVENTS[2])) | {"rule": "box_junction"}
    jsonschema.validate(added, schema)
    assert load(json.dumps(added).encode()).rule == "box_junction"  # type: ignore[union-attr]
    assert "red_light" in json.loads((export.FOLDER / schema["properties"]["rule"]["x-registry"]).read_text())["rules"]


@pytest.mark.parametrize("changed", [{"rule": "Red light"}, {"rule": ""}, {"schema_version": "2.0"}])
def test_what_is_no_rules_name_or_another_major_version_is_refused(changed: dict[str, str]) -> None:
    with pytest.raises(ValidationError):
        load(json.dumps(json.loads(dump(EVENTS[2])) | changed).encode())


def test_a_field_that_was_always_there_is_required() -> None:
    schema = json.loads((export.FOLDER / "crossing.json").read_text("utf-8"))
    assert set(schema["properties"]) - set(schema["required"]) == {"speed_kmh", "speed_error_kmh", "scene", "line_kind"}


@pytest.mark.parametrize("name", ["../x.jpg", "a/b.jpg", "a\\b.jpg", "", ".hidden", "a" * 129])
def test_evidence_is_the_name_of_a_file_in_its_folder(name: str) -> None:
    values = {**EVENTS[2].model_dump(by_alias=True), "evidence": (name,)}
    with pytest.raises(ValidationError):
        Violation(**values)


def test_the_asyncapi_document_names_each_topic_and_all_its_references_lead_somewhere() -> None:
    document = json.loads((export.FOLDER / "asyncapi.json").read_text("utf-8"))
    assert document["asyncapi"] == "3.0.0"
    assert {channel["address"] for channel in document["channels"].values()} == {
        *(f"{{prefix}}/{topic}" for topic in TOPICS.values()),
        "{prefix}/status",
        "{prefix}/cameras/{camera}",
    }
    for target in _references(document):
        if target.startswith("#/"):
            node = document
            for step in target[2:].split("/"):
                node = node[step]
        else:
            assert (export.FOLDER / target).is_file()


def _references(node: Any) -> list[str]:
    if isinstance(node, dict):
        own = [node["$ref"]] if "$ref" in node else []
        return own + [found for value in node.values() for found in _references(value)]
    return [found for item in node for found in _references(item)] if isinstance(node, list) else []


@pytest.mark.parametrize(
    "change",
    [{"confidence": float("nan")}, {"site": "a\\b"}, {"line": "a\nb"}, {"camera": "\x85"}, {"surprise": 1}, {"id": ""}],
)
def test_what_no_consumer_could_read_is_no_event(change: dict[str, Any]) -> None:
    values = {**EVENTS[1].model_dump(by_alias=True), **change}
    with pytest.raises(ValidationError):
        Crossing(**values)


@given(st.binary(max_size=200))
def test_bytes_from_anywhere_are_an_event_or_a_validation_error(data: bytes) -> None:
    with pytest.raises(ValidationError):
        load(data)


@given(st.text(max_size=30), st.text(max_size=30), st.integers(0, 2**40))
def test_ids_depend_on_everything_they_are_made_of(camera: str, subject: str, milliseconds: int) -> None:
    start = milliseconds / 1000
    one = event_id("s", camera, "crossing", subject, start)
    assert one == event_id("s", camera, "crossing", subject, start)
    assert one != event_id("s", camera, "violation", subject, start)
    assert one != event_id("s", camera, "crossing", subject + "x", start)
    assert one != event_id("s", camera, "crossing", subject, start + 0.001)


def test_facts_may_hold_numpy_numbers_and_odd_objects() -> None:
    np = pytest.importorskip("numpy")
    facts = {"a": np.float32(0.5), "b": np.int64(3), "c": object}
    body = json.loads(dump(EVENTS[2].model_copy(update={"facts": facts})))
    assert (body["facts"]["a"], body["facts"]["b"]) == (0.5, 3)

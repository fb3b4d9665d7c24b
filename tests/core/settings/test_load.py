from __future__ import annotations

import json
import string
from contextlib import suppress
from typing import TYPE_CHECKING

import jsonschema
import pytest
import yaml
from hypothesis import assume, given
from hypothesis import strategies as st

from core.settings import ConfigError, json_schema, load, parse

if TYPE_CHECKING:
    from pathlib import Path

WHOLE = """\
site: main-and-5th
detector: {model: yolo11n, image_size: 640, confidence: 0.25, classes: [car, truck]}
cameras:
  - id: cam-1
    source: video.mp4
    scene:
      units: pixels
      lines:
        - {id: all, points: [[40, 210], [600, 230]]}
        - id: stop
          points: [[0, 1], [5, 1]]
          kind: stop
          signal: north
      zones: [{id: box, points: [[0, 0], [9, 0], [9, 9]], kind: junction}]
      signals: [{id: north, kind: fixed_plan, phases: [{state: red, seconds: 30}, {state: green, seconds: 20}]}]
telemetry: {profile: embedded}
"""


def lines_of(text: str) -> list[str]:
    with pytest.raises(ConfigError) as caught:
        parse(text, "site.yaml")
    lines = str(caught.value).splitlines()
    assert len(lines) == len(caught.value.problems)
    return lines


def camera(scene: str) -> str:
    return f"cameras:\n  - id: a\n    source: a.mp4\n    scene:\n      {scene}\n"


def test_the_fixed_format_is_read_whole() -> None:
    settings = parse(WHOLE, "site.yaml")
    assert settings.site == "main-and-5th"
    assert settings.detector.model == "yolo11n"
    assert settings.cameras[0].scene.lines[1].signal == "north"


def test_a_mistyped_key_names_file_line_key_and_the_nearest_one() -> None:
    assert lines_of(WHOLE.replace("units:", "unitz:")) == [
        "site.yaml:7: cameras[0].scene.unitz: unknown key — did you mean 'units'?"
    ]


def test_ground_truth_is_refused_of_what_is_not_simulated() -> None:
    said = (
        "cameras[1].source: the detector 'ground-truth' works with the simulator only"
        " — use simulator:crossroads as the source, or choose another model"
    )
    cameras = "cameras:\n  - {id: a, source: simulator}\n  - {id: b, source: %s}\n"
    truth = "detector: {model: ground-truth}\n" + cameras
    assert lines_of(truth % "rtsp://192.0.2.7/x") == [f"site.yaml:4: {said}"]
    assert lines_of(cameras % "b.mp4, detector: {model: ground-truth}") == [f"site.yaml:3: {said}"]
    assert parse(truth % "b.mp4, detector: {model: yolo11n}", "site.yaml").cameras[1].detector
    assert parse(truth % "'simulator:crossroads?seed=7'", "site.yaml").cameras


def test_a_name_of_a_models_own_means_one_of_our_classes_or_nothing() -> None:
    text = "detector: {names: {Lkw: %s}}\ncameras:\n  - {id: a, source: a.mp4}\n"
    assert parse(text % "truck", "site.yaml").detector.names == {"Lkw": "truck"}
    (line,) = lines_of(text % "lorry")
    assert line.startswith("site.yaml:1: detector.names.Lkw: unknown value — use one of: car, truck, bus, ")
    assert line.endswith("person, ignore")


def test_a_key_like_no_other_lists_what_may_stand_there() -> None:
    (line,) = lines_of(WHOLE.replace("telemetry:", "xyzzy:"))
    assert (
        line
        == "site.yaml:16: xyzzy: unknown key — valid keys here: site, timezone, detector, cameras, telemetry, evidence"
    )


def test_a_missing_key_is_reported_where_it_should_stand() -> None:
    (line,) = lines_of("site: a\ncameras:\n  - id: b\n")
    assert line == "site.yaml:3: cameras[0].source: this key is required — add it"


def test_a_zone_with_two_points_says_how_many_it_needs() -> None:
    (line,) = lines_of(camera("zones: [{id: z, points: [[0, 0], [1, 1]]}]"))
    assert line.startswith("site.yaml:5: cameras[0].scene.zones[0].points: a polygon needs at least 3 points; this")


def test_a_line_with_one_point_says_how_many_it_needs() -> None:
    (line,) = lines_of(camera("lines: [{id: z, points: [[0, 0]]}]"))
    assert "cameras[0].scene.lines[0].points: a line needs at least 2 points; this one has 1" in line


@pytest.mark.parametrize(
    ("scene", "expected"),
    [
        (
            "lines: [{id: z, points: [[3, 3], [3, 3]]}]",
            "lines[0].points: line 'z' has two neighbouring points at",
        ),
        ("zones: [{id: z, points: [[0, 0], [9, 9], [9, 0], [0, 9]]}]", "zones[0].points: zone 'z' crosses itself"),
        ("zones: [{id: z, points: [[0, 0], [5, 5], [9, 9]]}]", "zones[0].points: zone 'z' crosses itself or has no a"),
        ("{units: relative, lines: [{id: z, points: [[0, 0], [5, 1]]}]}", "lines[0].points: a point lies outside"),
        ("lines: [{id: z, points: [[0, 0], [5, 1]], signal: n}]", "lines[0].signal: line 'z' refers to signal 'n'"),
        ("lines: [{id: z, points: [[0, 0], [5, .inf]]}]", "lines[0].points[1][1]: not a valid value"),
        (
            "signals: [{id: n, kind: fixed_plam, phases: []}]",
            "signals[0].kind: unknown kind — did you mean 'fixed_plan'",
        ),
        ("signals: [{id: n}]", "signals[0]: the key 'kind' is required"),
        (
            "zones: [{id: z, points: [[0, 0], [9, 0], [9, 9]], heading: [[1, 1], [1, 1]]}]",
            "zones[0].heading: both points of the heading",
        ),
        ("lines: [{id: 7, points: [[0, 0], [5, 1]]}]", "lines[0].id: must be text — put the value in quotes"),
    ],
)
def test_a_scene_that_means_nothing_is_refused_where_it_stands(scene: str, expected: str) -> None:
    (line,) = lines_of(camera(scene))
    assert line.startswith("site.yaml:5: cameras[0].scene.")
    assert expected in line


def test_concave_polygons_are_fine() -> None:
    parse(camera("zones: [{id: z, points: [[0, 0], [9, 0], [9, 9], [5, 2]]}]"), "site.yaml")


def test_a_stop_line_needs_no_signal() -> None:
    parse(camera("lines: [{id: z, points: [[0, 0], [9, 0]], kind: stop}]"), "site.yaml")


def test_two_cameras_of_one_name_are_refused_at_the_second() -> None:
    (line,) = lines_of("cameras:\n  - {id: a, source: a.mp4}\n  - {id: a, source: b.mp4}\n")
    assert line == "site.yaml:3: cameras[1].id: id 'a' is used twice — use a unique id for each"


def test_all_mistakes_are_reported_in_the_order_of_the_file() -> None:
    lines = lines_of(WHOLE.replace("units:", "unitz:").replace("model:", "modell:").replace("profile:", "profil:"))
    assert [line.split(":")[1] for line in lines] == ["2", "7", "16"]


def test_a_key_that_stands_twice_names_both_lines() -> None:
    (line,) = lines_of("site: a\ncameras: [{id: a, source: a.mp4}]\nsite: b\n")
    assert line == "site.yaml:3: site: duplicate key 'site' (first used in line 1) — remove one of them"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", "site.yaml: the file is empty"),
        ("# nothing\n", "site.yaml: the file is empty"),
        ("just words", "site.yaml:1: not a configuration file"),
        ("site: a\ncameras: [1,\n", "site.yaml:3: not valid YAML"),
        ("site: a\ncameras:\n\t- id: b\n", "indent with spaces"),
        ("site: a\nb: \x01", "site.yaml:2: contains a control character"),
        ("a: 1\n---\nb: 2\n", "site.yaml:2: not valid YAML"),
        ("[" * 20_000, "site.yaml: nested too deeply"),
        ("a: &a [*a]", "too large or too deeply nested"),
        ("? [a]\n: b", "site.yaml:1: a key must be plain text"),
        ("site: !!python/object/apply:os.getcwd []", "is not allowed"),
        ("site: !!python/name:os.getcwd", "is not allowed"),
        ("site: 2024-02-31", "site.yaml:1: site: invalid value"),
        ("site: " + "1" * 5000, "site.yaml:1: site: "),
    ],
)
def test_what_is_no_configuration_is_said_in_lines(text: str, expected: str) -> None:
    assert any(expected in line for line in lines_of(text))


@pytest.mark.parametrize(
    "value", ["!!bool foo", "!!int ''", "!!float ''", "!!timestamp foo", "!!null x y", "!!binary '*'", "!!merge x"]
)
def test_no_tag_is_more_than_a_line(value: str) -> None:
    with pytest.raises(ConfigError, match=r"^site\.yaml:1: site: "):
        parse(f"site: {value}\ncameras: [{{id: a, source: a.mp4}}]\n", "site.yaml")


def test_a_billion_laughs_is_refused_without_being_written_out() -> None:
    bomb = "a0: &a0 [x, x]\n" + "".join(f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]\n" for n in range(1, 12))
    assert any("too large" in line for line in lines_of(bomb))


def test_an_alias_may_repeat_a_value() -> None:
    text = "cameras:\n  - {id: a, source: a, rules: &r {red_light: {grace: 1}}}\n  - {id: b, source: b, rules: *r}\n"
    assert parse(text, "x").cameras[1].rules.red_light.grace == 1


def test_a_mistake_never_repeats_a_secret() -> None:
    mqtt = "{password: [hunter2], pasword: hunter2}"
    text = f"cameras: [{{id: a, source: 'ftp://bob:hunter2@host/'}}]\ntelemetry: {{mqtt: {mqtt}}}\n"
    lines = lines_of(text)
    assert len(lines) == 3
    assert "hunter2" not in "".join(lines)


def test_control_characters_in_keys_do_not_reach_the_terminal() -> None:
    (_, line) = lines_of('site: a\n"b\\e[31m\\nc": 1\n')
    assert line.startswith("site.yaml:2: b?[31m?c: unknown key")


def test_relative_files_are_beside_the_configuration(tmp_path: Path) -> None:
    file = tmp_path / "site.yaml"
    file.write_text(
        "cameras:\n"
        "  - {id: a, source: video.mp4, detector: {model: weights/x.pt}}\n"
        "  - {id: b, source: 'rtsp://host/x', detector: {model: yolo11n}}\n"
        "  - {id: c, source: simulator}\n"
        "telemetry: {mqtt: {password_file: secret, ca_file: /etc/ca.pem}}\n"
    )
    settings = load(file)
    one, two, three = settings.cameras
    assert one.source == str(tmp_path / "video.mp4")
    assert one.detector is not None
    assert one.detector.model == str(tmp_path / "weights" / "x.pt")
    assert (two.source, two.detector and two.detector.model) == ("rtsp://host/x", "yolo11n")
    assert three.source == "simulator:crossroads"
    assert settings.telemetry.mqtt is not None
    assert settings.telemetry.mqtt.password_file == str(tmp_path / "secret")


def refusal(path: Path) -> str:
    with pytest.raises(ConfigError) as caught:
        load(path)
    return str(caught.value)


def test_a_file_that_is_not_there_points_at_its_neighbour(tmp_path: Path) -> None:
    (tmp_path / "intersection.yaml").write_text(WHOLE)
    assert "did you mean" in refusal(tmp_path / "intersecton.yaml")
    assert "check the path" in refusal(tmp_path / "none" / "x.yaml")


def test_bytes_that_are_no_text_name_their_line(tmp_path: Path) -> None:
    file = tmp_path / "a.yaml"
    file.write_bytes(b"site: a\ncameras: \xff\xfe\n")
    assert refusal(file).endswith("a.yaml:2: not UTF-8 text — save the file as UTF-8")


def test_a_video_given_as_configuration_is_not_read_whole(tmp_path: Path) -> None:
    file = tmp_path / "a.mp4"
    file.write_bytes(b"x" * 2_000_000)
    assert "larger than 1 MB" in refusal(file)


def test_a_folder_is_no_configuration(tmp_path: Path) -> None:
    assert "—" in refusal(tmp_path)


def test_a_byte_order_mark_is_allowed(tmp_path: Path) -> None:
    file = tmp_path / "a.yaml"
    file.write_bytes(b"\xef\xbb\xbf" + WHOLE.encode())
    assert load(file).site == "main-and-5th"


def test_the_schema_accepts_what_the_loader_accepts() -> None:
    schema = json.loads(json.dumps(json_schema()))
    jsonschema.Draft202012Validator.check_schema(schema)
    jsonschema.validate(yaml.safe_load(WHOLE), schema)


KEYS = [
    (number, key)
    for number, line in enumerate(WHOLE.splitlines(), 1)
    for key in ("site", "detector", "model", "source", "scene", "units", "zones", "kind", "phases", "profile")
    if f"{key}: " in line or line.strip() == f"{key}:"
]


@given(st.sampled_from(KEYS), st.integers(0, 30), st.sampled_from(string.ascii_letters), st.booleans())
def test_any_typo_in_any_key_names_its_line(where: tuple[int, str], at: int, letter: str, replace: bool) -> None:  # noqa: FBT001 - drawn by hypothesis
    number, key = where
    at %= len(key)
    wrong = key[:at] + letter + key[at + (1 if replace else 0) :]
    assume(wrong != key)
    text = WHOLE.splitlines()
    text[number - 1] = text[number - 1].replace(f"{key}:", f"{wrong}:", 1)
    there = [line for line in lines_of("\n".join(text)) if line.startswith(f"site.yaml:{number}:")]
    # Without its kind it is not known which keys a signal has.
    explained = "'kind' is required" if key == "kind" else "unknown key"
    assert any((wrong in line and "unknown key" in line) or explained in line for line in there)


@given(st.text(max_size=200))
def test_any_text_is_either_read_or_explained(text: str) -> None:
    with suppress(ConfigError):
        parse(text, "site.yaml")

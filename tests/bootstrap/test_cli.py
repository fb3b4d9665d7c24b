from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import time
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Any

import jsonschema
import psutil
import pytest
import yaml

from bootstrap import cli, helped
from bootstrap.commands import test as suite
from bootstrap.commands.licences import closure, licence
from bootstrap.effective import effective, settings
from core import paths
from core.errors import UserError
from core.live import write_state
from core.processes import Identity
from core.simulator import scene

if TYPE_CHECKING:
    from collections.abc import Callable

    import typer

ROOT = Path(__file__).parents[2]
CONFIG = "cameras:\n  - {id: a, source: a.mp4}\n"


@pytest.fixture
def refused(capsys: pytest.CaptureFixture[str]) -> Callable[..., str]:
    """Run the command line; it must end with exit code 2 and one line on standard error, which is returned."""

    def run(*arguments: str) -> str:
        assert cli.main(list(arguments)) == 2
        out = capsys.readouterr()
        assert out.out == ""
        (line,) = out.err.splitlines()
        assert line.startswith("error: ")
        assert " — " in line
        return line

    return run


@pytest.fixture
def config(tmp_path: Path) -> Callable[[str], str]:
    def write(text: str) -> str:
        file = tmp_path / "site.yaml"
        file.write_text(text)
        return str(file)

    return write


def bootstrap(*arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "bootstrap", *arguments]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)


def test_the_door_opens_in_a_process_of_its_own() -> None:
    done = bootstrap("version")
    assert done.returncode == 0
    assert done.stdout.startswith("smart-intersection ")
    assert done.stderr == ""


def test_bad_input_ends_a_real_process_with_2_and_one_line() -> None:
    done = bootstrap("run", "--config", "nowhere.yaml")
    assert done.returncode == 2
    assert done.stderr.splitlines() == [
        "error: nowhere.yaml: file not found — create one with: smart-intersection config init FILE"
    ]


def test_reading_the_command_line_loads_nothing_heavy() -> None:
    program = "import sys, bootstrap.cli; print({'torch', 'cv2', 'numpy', 'PySide6', 'rich.live'} & set(sys.modules))"
    done = subprocess.run([sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "set()"


def test_who_only_looks_at_roles_loads_no_client_of_a_server() -> None:
    heavy = {"bootstrap.influx.models", "bootstrap.setup.bundle", "bootstrap.stage0", "urllib.request", "httpx"}
    program = "import sys, bootstrap.setup.run\nfrom bootstrap.setup import roles\nroles.known()\n"
    program += f"print({heavy!r} & set(sys.modules))"
    done = subprocess.run([sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "set()"


def test_a_verb_makes_no_other_ready_and_what_is_none_is_answered_by_all(monkeypatch: pytest.MonkeyPatch) -> None:
    made: list[set[str]] = []
    whole = helped.command

    def command(app: typer.Typer) -> Any:
        found = whole(app)
        made.append(set(found.commands))
        return found

    monkeypatch.setattr(helped, "command", command)
    for words in (["setup"], ["services", "start"], ["config", "check"]):
        assert cli.main([*words, "--help"]) == 0
    assert made == [{"setup"}, {"services"}, {"config"}]
    assert cli.main(["setpu"]) == 2
    assert {"setup", "services", "test"} < made[-1]


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("up", "--hedless"), "No such option: --hedless"),
        (("rum",), "No such command 'rum'"),
        (("config", "chekc"), "Did you mean 'check'"),
        (("up", "--duration", "soon"), "--duration"),
        (("up", "--duration", "-1"), "--duration"),
        (("run",), "nothing to run"),
        (("run", "--source", "ftp://bob:hunter2@host/x"), "ftp://***@host/x"),
        (("run", "--source", ""), "--source"),
        (("up", "--source", "webcam:front"), "webcam:0"),
        (("run", "--source", "a.mp4", "--report", "no/such/folder/r.json"), "does not exist"),
        (("config", "check", "no.yaml"), "file not found"),
        (("setup", "--profile", "cloud"), "'--profile': 'cloud' is not one of 'local', 'remote', 'embedded'"),
        (("bundle", "create", "b.7z", "--os", "beos"), "'--os': 'beos' is not one of 'linux', 'darwin', 'windows'"),
        (("bundle", "create", "b.7z", "--arch", "z80"), "'--arch': 'z80' is not one of"),
    ],
)
def test_wrong_words_are_refused_in_one_line(
    refused: Callable[..., str], arguments: tuple[str, ...], said: str
) -> None:
    line = refused(*arguments)
    assert said in line
    assert "hunter2" not in line


@pytest.mark.parametrize("verb", [("run", "--config"), ("up", "--headless", "--config"), ("config", "check")])
@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "the file is empty"),
        (CONFIG.replace("source", "sorce"), ""),
        (CONFIG + "telemetri: {}\n", ":3: telemetri: unknown key — did you mean 'telemetry'?"),
        ("cameras: [", "not valid YAML"),
    ],
)
def test_a_wrong_configuration_is_refused_by_every_verb(
    capsys: pytest.CaptureFixture[str], config: Callable[[str], str], verb: tuple[str, ...], text: str, said: str
) -> None:
    file = config(text)
    assert cli.main([*verb, file]) == 2
    out = capsys.readouterr()
    assert out.out == ""
    assert all(line.startswith(f"error: {file}") and " — " in line for line in out.err.splitlines())
    assert said in out.err


def test_nothing_is_written_before_everything_is_checked(
    refused: Callable[..., str], config: Callable[[str], str], home: Path, tmp_path: Path
) -> None:
    refused("run", "--config", config("cameras: ["), "--report", str(tmp_path / "r.json"))
    refused("run", "--source", "ftp://x", "--report", str(tmp_path / "r.json"))
    assert not home.exists()
    assert [entry.name for entry in tmp_path.iterdir()] == ["site.yaml"]


@pytest.mark.parametrize("verb", [["up"], ["services", "logs"], ["telemetry", "retry"], []])
def test_help_speaks_of_no_types_and_breaks_no_line_within_a_paragraph(
    verb: list[str], capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "100")
    assert cli.main([*verb, "--help"]) == 0
    said = capsys.readouterr().out
    assert re.findall(r"<(?:bool|str|path|int.*|float.*)>", said) == []
    words = [line.split() for line in said.partition("\u256d")[0].splitlines()]
    assert [line for line in pairwise(words) if 0 < len(" ".join(line[0])) < 70 and line[1]] == []


def test_help_is_help(capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["up", "--help"]) == 0
    assert "--source" in capsys.readouterr().out


def test_the_example_goes_round_init_check_show(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "new.yaml"
    assert cli.main(["config", "init", str(file)]) == 0
    assert cli.main(["config", "check", str(file)]) == 0
    assert cli.main(["config", "check", "--config", str(file)]) == 0
    capsys.readouterr()
    assert cli.main(["config", "show", str(file)]) == 0
    shown = capsys.readouterr().out
    again = tmp_path / "again.yaml"
    again.write_text(shown)
    assert settings(effective(again, None, None)) == settings(effective(file, None, None))


def test_each_line_of_the_example_that_is_commented_out_works(tmp_path: Path) -> None:
    cli.main(["config", "init", str(tmp_path / "a.yaml")])
    lines = (tmp_path / "a.yaml").read_text().splitlines()
    starts = ("# model:", "# - {id:", "# zones:", "#   - {id:", "# - id:", "#   kind:", "#   phases:")
    starts += ("# telemetry:", "#   profile:", "#   mqtt:", "#   influx:")
    text = [line.replace("# ", "", 1) if line.strip().startswith(starts) else line for line in lines]
    assert sum(one != other for one, other in zip(text, lines, strict=True)) == 11
    (tmp_path / "b.yaml").write_text("\n".join(text))
    drawn = settings(effective(tmp_path / "b.yaml", None, None)).cameras[0].scene
    assert (len(drawn.lines), len(drawn.zones), len(drawn.signals)) == (3, 1, 2)


def test_init_replaces_a_file_only_when_told_to(refused: Callable[..., str], config: Callable[[str], str]) -> None:
    file = config("precious")
    assert "--force" in refused("config", "init", file)
    assert Path(file).read_text() == "precious"
    assert cli.main(["config", "init", file, "--force"]) == 0
    assert Path(file).read_text() != "precious"


def test_show_masks_every_secret(config: Callable[[str], str], capsys: pytest.CaptureFixture[str]) -> None:
    text = "cameras: [{id: a, source: 'rtsp://bob:hunter2@host/x'}]\n"
    text += "telemetry: {mqtt: {password: hunter2}, influx: {url: 'http://bob:hunter2@db', token: hunter2}}\n"
    assert cli.main(["config", "show", config(text)]) == 0
    out = capsys.readouterr().out
    assert "rtsp://***@host/x" in out
    assert "hunter2" not in out


def test_the_printed_schema_judges_the_example(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    cli.main(["config", "init", str(tmp_path / "a.yaml")])
    capsys.readouterr()
    assert cli.main(["config", "schema"]) == 0
    schema = json.loads(capsys.readouterr().out)
    example = yaml.safe_load((tmp_path / "a.yaml").read_text())
    jsonschema.validate(example, schema)
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate({**example, "telemetri": {}}, schema)


def test_options_replace_what_the_file_says(config: Callable[[str], str], tmp_path: Path) -> None:
    file = Path(config("cameras: [{id: a, source: a.mp4, detector: {model: x.pt, confidence: 0.5}}]"))
    found = settings(effective(file, "simulator", "yolo11n"))
    camera = found.cameras[0]
    assert camera.source == "simulator:crossroads"
    assert found.detector.model == "yolo11n"
    assert camera.detector is not None
    assert (camera.detector.model, camera.detector.confidence) == ("yolo11n", 0.5)
    assert settings(effective(file, None, None)).cameras[0].source == str(tmp_path / "a.mp4")


def test_ground_truth_is_refused_of_what_options_make_of_it(config: Callable[[str], str]) -> None:
    file = Path(config("detector: {model: ground-truth}\ncameras: [{id: a, source: simulator}]"))
    for chosen in ((file, "a.mp4", None), (None, "a.mp4", "ground-truth")):
        with pytest.raises(UserError, match="works with the simulator only"):
            effective(*chosen)
    assert settings(effective(file, "a.mp4", "yolo11n")).detector.model == "yolo11n"


def test_one_source_cannot_replace_two(config: Callable[[str], str]) -> None:
    file = Path(config("cameras: [{id: a, source: a.mp4}, {id: b, source: b.mp4}]"))
    with pytest.raises(UserError, match="has 2"):
        effective(file, "c.mp4", None)


def test_files_on_the_command_line_are_in_the_current_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    found = settings(effective(None, "clip.mp4", "weights.pt"))
    assert found.cameras[0].source == str(tmp_path / "clip.mp4")
    assert found.detector.model == str(tmp_path / "weights.pt")
    assert found.cameras[0].scene.lines == []


def test_the_simulator_brings_its_scene() -> None:
    found = settings(effective(None, "simulator", None))
    assert found.cameras[0].source == "simulator:crossroads"
    assert found.cameras[0].scene == scene()
    assert found.detector.model is None


def state_of(pid: int, created: str, **more: object) -> None:
    write_state(paths.runtime_dir(), {"pid": pid, "created": created, "cameras": {}, **more})


def test_status_tells_the_living_from_the_dead(capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["status"]) == 1
    assert "not been started" in capsys.readouterr().out
    me = psutil.Process()
    made = Identity.own().created
    state_of(me.pid, made, updated=time.time())
    assert cli.main(["status", "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["alive"] is True
    state_of(me.pid, "another time")  # the number was used again
    assert cli.main(["status"]) == 1
    state_of(me.pid, made, stopped=True)
    assert cli.main(["status"]) == 1


def test_what_a_killed_engine_last_said_is_not_told_as_if_it_were_now(capsys: pytest.CaptureFixture[str]) -> None:
    state_of(1 << 22, "another time", cameras={"cam-1": {"state": "running", "fps": 10.0}})
    assert cli.main(["status"]) == 1
    said = capsys.readouterr().out
    assert "engine: not running" in said
    assert "last known cameras: cam-1" in said
    assert "running 10.0" not in said


@pytest.mark.skipif(not Path("/proc").is_dir(), reason="needs a folder in which nobody can write")
def test_a_report_that_could_not_be_written_is_refused_before_anything_runs(refused: Callable[..., str]) -> None:
    said = refused("run", "--source", "simulator", "--duration", "1", "--report", "/proc/report.json")
    assert "--report /proc/report.json" in said


def test_the_licences_cover_what_is_pinned_and_all_are_stated() -> None:
    found = {dist.name.lower().replace("_", "-"): licence(dist) for dist in closure("smart-intersection")}
    assert {"ultralytics", "torch", "pyside6-essentials", "numpy"} <= set(found)
    assert "not stated" not in found.values()
    pinned = {
        line.split("==")[0].lower()
        for line in (ROOT / "constraints.txt").read_text().splitlines()
        if line and not line.startswith("#")
    }
    common = {name for name in found if not name.startswith(("nvidia-", "triton", "cuda-"))}  # the CUDA build's own
    assert common - pinned <= {"setuptools", "colorama", "pywin32"}
    rows = re.findall(r"^\| ([\w.-]+) \|", (ROOT / "docs" / "licences.md").read_text("utf-8"), re.MULTILINE)
    documented = {name.lower().replace("_", "-") for name in rows}
    assert common - documented <= {"setuptools", "colorama", "pywin32"}, "run: smart-intersection licences --markdown"


def test_the_checks_are_those_that_guard_the_house() -> None:
    assert [title for title, _ in suite.checks()] == ["ruff check", "ruff format", "mypy", "import-linter", "qmllint"]


FAILS_ONCE = """
from pathlib import Path

def test_unsteady():
    seen = Path("seen")
    first = not seen.exists()
    seen.touch()
    assert not first
"""


@pytest.mark.parametrize(
    ("source", "ends"),  # exit code and how often pytest ran
    [
        ("def test_good():\n    pass\n", (0, 1)),
        (FAILS_ONCE, (0, 2)),
        ("def test_bad():\n    assert False\n", (1, 2)),
        ("\n".join(f"def test_bad_{number}():\n    assert False\n" for number in range(4)), (1, 1)),
        ("import nothing_of_that_name\n", (2, 1)),
    ],
    ids=["good", "unsteady", "bad", "many bad", "broken"],
)
def test_what_failed_among_others_tries_once_more_alone_and_is_named(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capfd: pytest.CaptureFixture[str],
    source: str,
    ends: tuple[int, int],
) -> None:
    (tmp_path / "test_it.py").write_text(source)
    monkeypatch.setattr(suite, "_ROOT", tmp_path)
    monkeypatch.setattr(suite, "_side_by_side", list[str])
    code = suite._tests([])
    said = capfd.readouterr().out
    assert (code, said.count("== pytest")) == ends
    named = "UNSTEADY (failed in the full run, passed on their own; see above): test_it.py::test_unsteady" in said
    assert named == (ends == (0, 2))


def test_a_home_named_relative_to_this_folder_stays_the_same_everywhere(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("SMART_INTERSECTION_HOME", "mine")
    assert cli.main(["version"]) == 0
    monkeypatch.chdir("/")
    assert paths.state_dir() == tmp_path / "mine" / "state"
    assert os.environ["SMART_INTERSECTION_HOME"] == str(tmp_path / "mine")

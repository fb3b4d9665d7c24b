"""The first stage of `python -m bootstrap`: the environment, the packages in it, and how that is told."""

from __future__ import annotations

import io
import os
import re
import signal
import subprocess
import sys
import time
from importlib.metadata import PackageNotFoundError, distribution
from pathlib import Path

import psutil
import pytest
from fake_host import FakeHost, complete, prepare
from packaging.requirements import Requirement

from bootstrap import packages, stage0, system_packages
from bootstrap.host import Host, Stop

ROOT = Path(__file__).parents[2]


def _closure(lines: list[str]) -> set[str]:
    """Names of the installed packages that these requirements bring."""
    found: set[str] = set()
    queue = [Requirement(line) for line in lines]
    while queue:
        one = queue.pop()
        name = one.name.lower().replace("_", "-")
        if name in found or (one.marker and not one.marker.evaluate({"extra": ""})):
            continue
        try:
            queue += [Requirement(line) for line in distribution(name).requires or []]
            found.add(name)
        except PackageNotFoundError:
            continue
    return found


def _weight(names: set[str]) -> int:
    files = [path.locate() for name in names for path in distribution(name).files or [] if path.suffix != ".pyc"]
    return sum(Path(str(file)).stat().st_size for file in files if Path(str(file)).is_file())


def test_a_fresh_clone_gets_an_environment_and_the_pinned_dependencies(clone: Path) -> None:
    host = complete(clone)
    prepare(host, "up")
    (venv,) = [command for command in host.ran if "venv" in command]
    assert venv[0] == sys.executable
    pinned, product = host.pip_calls()
    for pip in (pinned, product):
        assert pip[0] == str(host.python)
        assert pip[pip.index("--constraint") + 1] == str(clone / "constraints.txt")
        assert not any("index-url" in word for word in pip)
    assert product[-2:] == ["--editable", str(clone)]


def test_what_only_reads_checkpoints_waits_until_it_is_wanted(clone: Path) -> None:
    host = complete(clone)
    prepare(host, "up")
    pinned, product = host.pip_calls()
    names = {re.split(r"[^\w-]", word)[0].lower() for word in pinned}
    assert {"pyside6-essentials", "openvino", "setuptools"} <= names
    assert not {"torch", "ultralytics", "onnx"} & names
    assert "--no-deps" in product  # the product itself requires them


def test_new_pins_renew_pytorch_where_it_was_fetched(clone: Path) -> None:
    prepare(complete(clone), "up")
    complete(clone).note("pytorch", True)  # noqa: FBT003 - a note's value
    (clone / "constraints.txt").write_text("changed\n")
    host = complete(clone)
    prepare(host, "up")
    assert any(word.startswith("torch") for word in host.pip_calls()[-1])


def test_a_full_disk_is_told_before_anything_is_fetched(clone: Path) -> None:
    host = FakeHost(clone, libraries=set(system_packages.ENGINE), room=700_000_000)
    with pytest.raises(Stop, match=r"700 MB free, 1\.3 GB needed"):
        prepare(host, "up")
    assert host.pip_calls() == []


def test_the_size_told_beforehand_is_about_what_is_installed() -> None:
    """Everything that pip put beside us, but for what is deferred or only tests need."""
    now, _ = packages.requirements(ROOT, [])
    assert 0.7 < _weight(_closure(now)) / packages.BASE.disk < 1.2


def test_a_second_run_installs_nothing(clone: Path) -> None:
    prepare(complete(clone), "up")
    host = complete(clone)
    prepare(host, "up")
    assert host.ran == []


def test_changed_pins_are_installed(clone: Path) -> None:
    prepare(complete(clone), "up")
    with (clone / "constraints.txt").open("a") as file:
        file.write("# newer\n")
    host = complete(clone)
    prepare(host, "up")
    assert len(host.pip_calls()) == 2


def test_the_tests_get_their_extra_and_keep_it(clone: Path) -> None:
    prepare(complete(clone), "up")
    host = complete(clone)
    prepare(host, "test")
    assert any(word.startswith("pytest>") for word in host.pip_calls()[0])
    assert any(word.startswith("torch>") for word in host.pip_calls()[-1])  # tests read checkpoints
    (clone / "constraints.txt").write_text("")
    host = complete(clone)
    prepare(host, "up")
    assert any(word.startswith("pytest>") for word in host.pip_calls()[0])


def test_an_interrupted_installation_is_not_taken_for_a_whole_one(clone: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    prepare(complete(clone), "up")
    (clone / "constraints.txt").write_text("changed\n")
    broken = complete(clone)

    def interrupt(*_: object, **_named: object) -> int:
        raise KeyboardInterrupt

    monkeypatch.setattr(broken, "run", interrupt)
    with pytest.raises(KeyboardInterrupt):
        prepare(broken, "up")
    (clone / "constraints.txt").write_bytes((ROOT / "constraints.txt").read_bytes())  # even if it looks as before
    host = complete(clone)
    prepare(host, "up")
    assert any("--clear" in command for command in host.ran)  # half a package may lie about
    assert len(host.pip_calls()) == 2


def test_an_interpreter_without_its_environment_installs_nothing_into_the_system(clone: Path) -> None:
    prepare(complete(clone), "up")
    (clone / ".venv" / "pyvenv.cfg").unlink()
    host = complete(clone)
    prepare(host, "up")
    assert "--clear" in host.ran[0]  # made anew before pip is called


@pytest.mark.skipif(os.name == "nt", reason="a link takes a right of its own there")
def test_what_a_link_leads_to_is_never_emptied(clone: Path, tmp_path: Path) -> None:
    others = tmp_path / "others"
    others.mkdir()
    (clone / ".venv").symlink_to(others)
    host = complete(clone)
    with pytest.raises(Stop, match=f"is a link to {others}"):
        prepare(host, "up")
    assert host.ran == []


def test_a_failed_installation_stops_with_a_pointer_to_its_log(clone: Path) -> None:
    host = FakeHost(clone, failing=("pinned packages",))
    with pytest.raises(Stop, match=r"cannot install .* — check .*\.venv\.log"):
        prepare(host, "up")
    assert not stage0.is_installed(host, clone, [])  # type: ignore[arg-type] - as above


@pytest.mark.parametrize(
    ("output", "told"),
    [
        ("Failed to establish a new connection: NewConnectionError\nERROR: ResolutionImpossible", "unreachable"),
        ("ERROR: Could not install packages due to an OSError: [Errno 28] No space left on device", "the disk is full"),
        (
            "Retrying after connection broken by 'ProxyError('Cannot connect to proxy.')'",
            "the proxy refused the connection",
        ),
        ("SSLError: [SSL: CERTIFICATE_VERIFY_FAILED]", "certificate"),
    ],
)
def test_why_pip_failed_is_told_in_words_that_help(clone: Path, output: str, told: str) -> None:
    host = FakeHost(clone, failing=("pinned packages",))
    host.libraries = set(system_packages.ENGINE)
    host.last_words = output
    with pytest.raises(Stop, match=f"cannot install the packages: .*{told}"):
        prepare(host, "up")


def test_notes_that_were_cut_short_count_as_none(clone: Path) -> None:
    prepare(complete(clone), "up")
    (clone / ".venv" / "smart-intersection.json").write_text('{"installed": "')
    host = complete(clone)
    prepare(host, "version")
    assert len(host.pip_calls()) == 2


def test_a_slow_step_shows_that_it_lives_and_its_last_lines_if_it_fails(tmp_path: Path) -> None:
    out = io.StringIO()
    host = Host(tmp_path / ".venv", out)
    assert host.run([sys.executable, "-c", "print('all is well')"], "trying") == 0
    assert host.run([sys.executable, "-c", "import sys; print('no disk left'); sys.exit(3)"], "copying") == 3
    assert "✓ trying" in out.getvalue()
    assert "✗ copying" in out.getvalue()
    assert "| no disk left" in out.getvalue()
    assert "all is well" in (tmp_path / ".venv.log").read_text()


@pytest.mark.skipif(os.name == "nt", reason="there is no such signal on Windows")
def test_who_is_ended_ends_what_was_begun(tmp_path: Path) -> None:
    program = (
        "import sys; from pathlib import Path; from bootstrap.host import Host\n"
        'work = \'import os, time; open("begun", "w").write(str(os.getpid())); time.sleep(600)\'\n'
        "Host(Path('.venv')).run([sys.executable, '-c', work], 'installing')\n"
    )
    begun, environment = tmp_path / "begun", {**os.environ, "PYTHONPATH": str(ROOT)}
    with subprocess.Popen([sys.executable, "-c", program], cwd=tmp_path, env=environment) as stage:
        deadline = time.monotonic() + 60
        while not (begun.is_file() and begun.read_text()):
            assert time.monotonic() < deadline
            time.sleep(0.05)
        stage.terminate()
    assert stage.returncode == 128 + signal.SIGTERM
    assert not psutil.pid_exists(int(begun.read_text()))


@pytest.mark.skipif(sys.platform != "linux", reason="asks Linux's loader")
def test_the_loader_is_asked_for_libraries(tmp_path: Path) -> None:
    assert Host(tmp_path / ".venv").missing_libraries(["libc.so.6", "libnowhere.so.9"]) == ["libnowhere.so.9"]


def test_stage_0_uses_the_standard_library_only() -> None:
    program = (
        "import sys; before = set(sys.modules)\n"
        "import bootstrap.stage0, bootstrap.refuse\n"
        "names = {name.split('.')[0] for name in set(sys.modules) - before} - {'bootstrap', 'core'}\n"
        "print(sorted(names - set(sys.stdlib_module_names)))"
    )
    done = subprocess.run([sys.executable, "-S", "-c", program], cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_an_old_python_can_read_the_door_to_be_told_so() -> None:
    text = (ROOT / "bootstrap" / "__main__.py").read_text("utf-8")
    compile(text, "__main__.py", "exec", dont_inherit=True)
    program = "import sys; sys.version_info = (3, 8, 1); exec(compile(sys.stdin.read(), 'x', 'exec'))"
    done = subprocess.run([sys.executable, "-c", program], input=text, capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert done.stderr.startswith("error: Smart Intersection requires Python 3.11 or newer, this is 3.8")


def test_pip_settings_of_the_machine_do_not_lead_out_of_the_environment() -> None:
    """`user = true` in /etc/pip.conf, as some distributions have it: an environment refuses it."""
    command = packages.pip(Path(sys.executable), ROOT, "--dry-run", "--no-index", "pip")
    done = subprocess.run(command, check=False, capture_output=True, text=True, env={**os.environ, "PIP_USER": "1"})
    assert done.returncode == 0, done.stderr

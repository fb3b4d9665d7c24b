"""Installing with apt beside others: locks, prompts, packages left half configured, packages that are none of ours."""

from __future__ import annotations

import os
import subprocess
from typing import TYPE_CHECKING

import pytest

from bootstrap.apt_script import GET

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.skipif(os.name == "nt", reason="a shell's script")

# Fails as often as `failures` says; writes down how it was called.
_APT = """#!/bin/sh
echo "apt-get $*; $DEBIAN_FRONTEND $NEEDRESTART_SUSPEND; $(cat)" >> log
[ -s failures ] || exit 0
sed -i 1d failures
exit 100
"""
_DPKG = """#!/bin/sh
echo "dpkg $*" >> log
[ "$1" = --audit ] && cat audit
exit 0
"""
_QUERY = "#!/bin/sh\ncat status\n"


def _get(folder: Path, *packages: str, failures: int = 0, audit: str = "", status: str = "") -> tuple[int, list[str]]:
    for name, text in {"apt-get": _APT, "dpkg": _DPKG, "dpkg-query": _QUERY}.items():
        (folder / name).write_text(text)
        (folder / name).chmod(0o755)
    (folder / "failures").write_text("x\n" * failures)
    (folder / "audit").write_text(audit)
    (folder / "status").write_text(status)
    environment = {"PATH": f"{folder}{os.pathsep}{os.environ['PATH']}"}
    command = ["sh", "-c", f'{GET}\nget "$@"', "sh", *packages]
    done = subprocess.run(command, check=False, cwd=folder, env=environment, input=b"Y\n" * 9, timeout=60)
    return done.returncode, (folder / "log").read_text().splitlines()


def test_it_waits_for_locks_asks_nothing_and_keeps_what_was_edited(tmp_path: Path) -> None:
    code, (line,) = _get(tmp_path, "libgl1")
    assert code == 0
    assert "DPkg::Lock::Timeout=240" in line
    assert "--force-confdef" in line
    assert "--force-confold" in line
    assert line.endswith("; noninteractive 1; ")  # nothing to read from


def test_what_is_left_half_configured_is_finished_and_then_it_is_installed(tmp_path: Path) -> None:
    code, lines = _get(tmp_path, "libgl1", failures=1, audit="The following packages are only half configured\n")
    assert code == 0
    assert [line.split()[0] for line in lines] == ["apt-get", "dpkg", "dpkg", "apt-get"]
    assert lines[2] == "dpkg --force-confdef --force-confold --configure -a"


@pytest.mark.parametrize(("status", "code"), [("installed", 0), ("half-configured", 1), ("", 1)])
def test_a_failure_of_others_is_none_where_all_is_installed(tmp_path: Path, status: str, code: int) -> None:
    assert _get(tmp_path, "libgl1", failures=2, status=status)[0] == code


def test_one_to_be_installed_again_is_there_before(tmp_path: Path) -> None:
    assert _get(tmp_path, "--reinstall", "mosquitto", failures=2, status="installed")[0] == 1

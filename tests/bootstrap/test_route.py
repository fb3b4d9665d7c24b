"""Where data go, beside where they would go to what is installed here."""

from __future__ import annotations

from types import SimpleNamespace
from typing import TYPE_CHECKING, Any, cast

import psutil
import pytest

from bootstrap import effective, route
from bootstrap.engine_control import EngineControl
from bootstrap.layout import Layout
from bootstrap.route import BUILT_IN, Ends
from bootstrap.use_installed import mend, mend_file, use_installed, without_destinations
from core import paths
from core.live import write_state
from core.processes import created
from core.settings.models import Telemetry

if TYPE_CHECKING:
    from pathlib import Path

PROFILE = """\
telemetry:
  profile: local
  mqtt: {host: 127.0.0.1, port: 18830}
  influx: {url: "http://127.0.0.1:8086", org: o, bucket: b}
"""
INSTALLED = Ends("mqtt://127.0.0.1:18830", "http://127.0.0.1:8086 o/b")
CAMERA = "cameras: [{id: a, source: 'simulator:crossroads'}]\n"


@pytest.fixture
def layout(home: Path) -> Layout:
    layout = Layout(home / "state")
    layout.prefix.mkdir(parents=True)
    layout.profile.write_text(PROFILE)
    return layout


def looked(layout: Layout, text: str) -> route.Route:
    file = layout.prefix / "c.yaml"
    file.write_text(CAMERA + text)
    return route.find(layout, paths.runtime_dir(), file)


@pytest.mark.parametrize(
    ("section", "used"),
    [
        ("", INSTALLED),
        ("telemetry: {detection_interval: 2.0}\n", INSTALLED),
        ("telemetry: {profile: embedded}\n", Ends(BUILT_IN)),
        (
            "telemetry: {profile: remote, mqtt: {host: b.example, port: 8883, tls: true}}\n",
            Ends("mqtts://b.example:8883"),
        ),
        (
            "telemetry: {influx: {url: 'http://127.0.0.1:8086/', org: o, bucket: b}}\n",
            Ends(BUILT_IN, "http://127.0.0.1:8086/ o/b"),
        ),
    ],
)
def test_a_configuration_goes_where_it_says_and_else_to_what_is_installed(
    layout: Layout, section: str, used: Ends
) -> None:
    found = looked(layout, section)
    assert found.used == used
    assert bool(found.problem) is (used != INSTALLED)
    assert found.mend == ("" if used == INSTALLED else "use-installed")


def test_what_is_the_same_by_another_name_is_no_difference(layout: Layout) -> None:
    same = "telemetry: {profile: remote, mqtt: {host: localhost, port: 18830}, "
    assert looked(layout, same + "influx: {url: 'http://localhost:8086/', org: o, bucket: b}}\n").problem == ""
    other = looked(layout, same + "influx: {url: 'http://localhost:8086/', org: o, bucket: other}}\n")
    assert [one.what for one in other.differences] == ["series"]


def test_nothing_installed_is_nothing_to_differ_from(home: Path) -> None:
    found = route.find(Layout(home / "state"), paths.runtime_dir())
    assert (found.used, found.installed, found.problem) == (Ends(BUILT_IN), None, "")


def test_intervals_of_a_configuration_hold_beside_installed_receivers(layout: Layout) -> None:
    del layout
    one = effective.Effective(f"{CAMERA}telemetry: {{detection_interval: 2.0}}\n", paths.state_dir())
    telemetry = effective.settings(one).telemetry
    assert (telemetry.detection_interval, route.configured(telemetry)) == (2.0, INSTALLED)


@pytest.mark.parametrize(
    ("state", "ends"),
    [
        ({"broker": {"embedded": True, "address": "mqtt://127.0.0.1:38423"}}, Ends(BUILT_IN)),
        (
            {"broker": {"address": "mqtt://h:1"}, "database": {"address": "http://d", "org": "o", "bucket": "b"}},
            Ends("mqtt://h:1", "http://d o/b"),
        ),
        ({"broker": None, "database": "nonsense"}, Ends()),
    ],
)
def test_a_running_engine_says_where_it_sends(state: dict[str, Any], ends: Ends) -> None:
    assert route.told(state) == ends


def test_an_earlier_engine_is_to_begin_again() -> None:
    found = route.Route(Ends(BUILT_IN), running=True, installed=INSTALLED, chosen=False)
    assert found.mend == "restart"
    assert "sends events to built-in broker, but the installed service is mqtt://127.0.0.1:18830" in found.problem


WRITTEN = """\
# mine
cameras:
  - {id: a, source: 'simulator:crossroads'}  # the corner
telemetry:
  profile: embedded    # for now
  journal: {max_age_days: 7}  # the law
"""


def test_destinations_are_taken_out_and_all_else_stays(tmp_path: Path) -> None:
    file = tmp_path / "c.yaml"
    file.write_text(WRITTEN)
    assert use_installed(file)
    assert file.read_text() == WRITTEN.replace("  profile: embedded    # for now\n", "")
    assert (tmp_path / "c.yaml.bak").read_text() == WRITTEN
    assert not use_installed(file)
    assert without_destinations(CAMERA + "telemetry: {profile: remote, mqtt: {host: h}}\n") == CAMERA


def test_what_start_would_run_is_mended_in_its_file_too(layout: Layout) -> None:
    file = layout.prefix / "c.yaml"
    file.write_text(WRITTEN)
    effective.write(paths.runtime_dir(), effective.from_file(file))
    assert route.find(layout, paths.runtime_dir()).mend == "use-installed"
    mend(paths.runtime_dir(), EngineControl(paths.runtime_dir()))
    assert route.find(layout, paths.runtime_dir()).problem == ""
    one = effective.read(paths.runtime_dir())
    assert one is not None
    assert one.saved
    assert "max_age_days: 7" in file.read_text()
    assert route.configured(Telemetry()) == Ends(BUILT_IN)


def test_the_engine_that_runs_on_a_mended_file_is_mended_with_it(layout: Layout) -> None:
    file, runtime, me = layout.prefix / "my file.yaml", paths.runtime_dir(), psutil.Process()
    file.write_text(WRITTEN)
    effective.write(runtime, effective.from_file(file))
    write_state(runtime, {"pid": me.pid, "created": created(me), "broker": {"embedded": True}})
    ran: list[effective.Effective] = []
    control = cast("EngineControl", SimpleNamespace(run=ran.append))
    assert route.find(layout, runtime).remedy.endswith(f"config use-installed '{file}'")
    assert use_installed(file)  # by hand, or by a version before
    assert mend_file(file, runtime, control) == (False, True)
    assert effective.settings(ran[0]).telemetry.mqtt is not None
    assert (ran[0].file, ran[0].saved) == (file, True)
    other = layout.prefix / "other.yaml"
    other.write_text(WRITTEN)
    assert mend_file(other, runtime, control) == (True, False)
    assert len(ran) == 1

"""The broker for other machines: encrypted, under an authority made here, and only when asked for."""

from __future__ import annotations

import datetime as dt
import shutil
import ssl
from typing import TYPE_CHECKING

import psutil
import pytest
from command_line import call
from installation import Client, Installation
from ports import free_port

from bootstrap.layout import Layout
from bootstrap.services import control
from bootstrap.setup.context import Choices, Context
from bootstrap.setup.converge import converge
from bootstrap.setup.resource import Role
from bootstrap.setup.resources import Certificate
from bootstrap.setup.run import setup

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from bootstrap.setup.report import Report

HOSTS = ("localhost", "127.0.0.1")


@pytest.fixture
def context(tmp_path: Path) -> Context:
    (tmp_path / "tls").mkdir()
    return Context(Layout(tmp_path))


def run(context: Context, hosts: tuple[str, ...] = HOSTS, days: int = 0) -> str:
    def now() -> dt.datetime:
        return dt.datetime.now(dt.UTC) + dt.timedelta(days=days)

    role = Role("r", lambda _: [Certificate(context.layout.prefix / "tls", "ca-key", hosts, now)])
    task = converge([role], context).tasks[0]
    assert task.state in ("ok", "changed"), task
    assert converge([role], context).tasks[0].state == "ok"
    return task.reason


def read(context: Context, name: str) -> str:
    return (context.layout.prefix / "tls" / name).read_text()


def test_it_is_made_once_and_the_keys_are_the_owners(context: Context) -> None:
    assert run(context) == "no certificate authority yet"
    assert run(context) == "valid"
    for path in (context.layout.prefix / "tls" / "server.key", context.layout.secrets / "ca-key"):
        assert path.stat().st_mode & 0o077 == 0


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("server.crt", "no certificate yet"),
        ("server.key", "no certificate yet"),
        ("ca.crt", "no certificate authority"),
    ],
)
def test_what_is_lost_is_made_again(context: Context, name: str, said: str) -> None:
    run(context)
    (context.layout.prefix / "tls" / name).unlink()
    assert said in run(context)


@pytest.mark.parametrize("name", ["server.crt", "server.key"])
def test_what_is_damaged_is_made_again_and_the_authority_stays(context: Context, name: str) -> None:
    run(context)
    authority = read(context, "ca.crt")
    (context.layout.prefix / "tls" / name).write_text("-----BEGIN NOTHING-----")
    assert "damaged" in run(context)
    assert read(context, "ca.crt") == authority


def test_a_certificate_about_to_end_is_renewed_under_the_same_authority(context: Context) -> None:
    run(context)
    before, authority = read(context, "server.crt"), read(context, "ca.crt")
    assert run(context, days=360) == "valid"
    assert run(context, days=380) == "ends soon"
    assert read(context, "server.crt") != before
    assert read(context, "ca.crt") == authority


def test_other_hosts_need_another_certificate(context: Context) -> None:
    run(context)
    assert run(context, ("crossing.example", "::1")) == "issued for 127.0.0.1, localhost"


def test_a_key_of_another_certificate_is_noticed(context: Context) -> None:
    run(context)
    first = read(context, "server.key")
    run(context, ("other.example",))
    (context.layout.prefix / "tls" / "server.key").write_text(first)
    assert run(context, ("other.example",)) == "certificate and key do not match"


# --- the real broker


@pytest.fixture
def broker(tmp_path: Path) -> Iterator[Installation]:
    if not shutil.which("mosquitto", path="/usr/sbin:/usr/local/sbin:/opt/homebrew/sbin"):
        pytest.skip("mosquitto is not installed")
    found = Installation(Layout(tmp_path / "prefix"))
    yield found
    control.stop_all(found.layout)


def with_tls(broker: Installation, tls_port: int, *hosts: str) -> Report:
    choices = Choices(ports={"mosquitto": broker.port, "mosquitto-tls": tls_port}, tls=hosts)
    return setup(Context(broker.layout, choices), ["mosquitto"])


def listening(broker: Installation) -> set[tuple[str, int]]:
    connections = psutil.Process(broker.pid()).net_connections("inet")
    return {(found.laddr.ip, found.laddr.port) for found in connections if found.status == psutil.CONN_LISTEN}


def test_other_machines_reach_it_encrypted_and_with_a_password_only(broker: Installation) -> None:
    port = free_port()
    assert with_tls(broker, port, *HOSTS).exit_code == 0
    assert broker.setup().recap["changed"] == 0  # remembered
    trust = ssl.create_default_context(cafile=str(broker.layout.config("mosquitto") / "tls" / "ca.crt"))
    assert Client(port, "app", broker.secret("app"), trust).accepted
    assert not Client(port, "app", "wrong-password", trust).accepted
    with pytest.raises(ssl.SSLCertVerificationError):
        Client(port, "app", broker.secret("app"), ssl.create_default_context())
    assert {found for _, found in listening(broker)} == {broker.port, port}

    assert with_tls(broker, port, "off").exit_code == 0
    assert listening(broker) == {("127.0.0.1", broker.port)}


def test_a_name_that_is_none_is_refused(tmp_path: Path) -> None:
    done = call("setup", "--tls", "a b", "--yes", "--prefix", str(tmp_path / "p"))
    assert (done.returncode, "not a valid host name" in done.stderr) == (2, True)

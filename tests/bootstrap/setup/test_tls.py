"""The broker for other machines: encrypted, under an authority made here, and only when asked for."""

from __future__ import annotations

import datetime as dt
import os
import shutil
import socket
import ssl
from typing import TYPE_CHECKING

import psutil
import pytest
from command_line import call
from cryptography import x509
from installation import Client, Installation
from ports import free_port

from bootstrap.converge.loop import converge
from bootstrap.converge.resource import InOrder, RefusedError, Role
from bootstrap.layout import Layout
from bootstrap.services import control
from bootstrap.setup.context import Choices, Context
from bootstrap.setup.facts import EVERYWHERE
from bootstrap.setup.resources import Certificate, Port
from bootstrap.setup.run import setup

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from bootstrap.converge.report import Report

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
    assert run(context, days=380) == "expires soon"
    assert read(context, "server.crt") != before
    assert read(context, "ca.crt") == authority


def test_one_that_is_not_valid_yet_is_renewed_with_the_authority_and_its_key(context: Context) -> None:
    """The first setup ran while the clock was ahead."""
    assert run(context, days=20) == "no certificate authority yet"
    key, before = context.secrets.get("ca-key"), read(context, "server.crt")
    assert "certificate authority is not valid before" in run(context)
    assert (context.secrets.get("ca-key"), read(context, "server.crt") == before) == (key, False)
    begins = [x509.load_pem_x509_certificate(read(context, name).encode()) for name in ("ca.crt", "server.crt")]
    assert all(one.not_valid_before_utc < dt.datetime.now(dt.UTC) for one in begins)


def test_a_servers_certificate_that_is_not_valid_yet_is_renewed_under_the_same_authority(context: Context) -> None:
    run(context)
    authority = read(context, "ca.crt")
    assert run(context, ("other.example",), days=20) == "issued for 127.0.0.1, localhost"
    assert run(context, ("other.example",)).startswith("is not valid before ")
    assert read(context, "ca.crt") == authority


def test_one_that_has_expired_is_called_so(context: Context) -> None:
    run(context)
    assert run(context, days=400).startswith("has expired on ")


@pytest.mark.parametrize("address", ["127.0.0.2", "::1"])
def test_a_port_for_all_addresses_is_free_on_all_of_them(context: Context, address: str) -> None:
    family = socket.AF_INET6 if ":" in address else socket.AF_INET
    with socket.create_server((address, 0), family=family) as other:
        port = other.getsockname()[1]
        with pytest.raises(RefusedError, match=rf"port {port} is in use by .*\(pid {os.getpid()}\)") as refused:
            Port("mosquitto", port, "mosquitto-tls", everywhere=True).inspect(context)
        assert refused.value.options[0] == "--port"
        assert refused.value.options[1].startswith("mosquitto-tls=")
        if address != "::1":
            assert Port("mosquitto", port).inspect(context) == InOrder("free")


def test_the_holder_is_the_one_on_that_address(context: Context) -> None:
    with socket.create_server(("127.0.0.2", 0)) as other:
        assert context.facts.holder(other.getsockname()[1]) is None
        assert context.facts.holder(other.getsockname()[1], EVERYWHERE) is not None


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

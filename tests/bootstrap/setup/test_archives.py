"""Archives nobody vouches for: what is good comes out as it was, what is not is refused and leaves nothing outside."""

from __future__ import annotations

import io
import os
import random
import shutil
import stat
import subprocess
import tarfile
import zipfile
from contextlib import suppress
from typing import TYPE_CHECKING

import py7zr
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bootstrap.setup.archive import HostileArchiveError, Limits, unpack
from bootstrap.setup.archive.names import Ledger, clean, link_target
from bootstrap.setup.publish import publish
from core.errors import UserError

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

TREE = {"thing-1.0/bin/thing": b"\x7fELF program", "thing-1.0/conf/a.ini": b"[a]\n", "thing-1.0/empty": b""}


def make_zip(folder: Path, tree: dict[str, bytes]) -> Path:
    path = folder / "a.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as file:
        for name, data in tree.items():
            entry = zipfile.ZipInfo(name)
            entry.external_attr = (stat.S_IFREG | (0o755 if "/bin/" in name else 0o644)) << 16
            file.writestr(entry, data, zipfile.ZIP_DEFLATED)
    return path


def make_tar(folder: Path, tree: dict[str, bytes], mode: str = "w:gz") -> Path:
    path = folder / "a.tar.gz"
    with tarfile.open(path, mode) as file:  # type: ignore[call-overload]  # a mode is a mode
        for name, data in tree.items():
            entry = tarfile.TarInfo(name)
            entry.size, entry.mode = len(data), 0o755 if "/bin/" in name else 0o644
            file.addfile(entry, io.BytesIO(data))
    return path


def make_7z(folder: Path, tree: dict[str, bytes]) -> Path:
    path = folder / "a.7z"
    with py7zr.SevenZipFile(path, "w") as file:
        for name, data in tree.items():
            file.writestr(data, name)
    return path


MAKERS = [make_zip, make_tar, make_7z]


def out(archive: Path, target: Path, limits: Limits | None = None) -> dict[str, bytes]:
    unpack(archive, target, lambda _: None, limits)
    return {path.relative_to(target).as_posix(): path.read_bytes() for path in target.rglob("*") if path.is_file()}


def special_tar(folder: Path, *entries: tuple[str, bytes, str]) -> Path:
    """Entries of any kind: name, type, target of the link."""
    path = folder / "special.tar"
    with tarfile.open(path, "w") as file:
        for name, kind, link in entries:
            entry = tarfile.TarInfo(name)
            entry.type, entry.linkname, entry.size = kind, link, 4 if kind == tarfile.REGTYPE else 0
            file.addfile(entry, io.BytesIO(b"data"))
    return path


@pytest.mark.parametrize("maker", MAKERS)
def test_what_was_packed_comes_out(tmp_path: Path, maker: Callable[[Path, dict[str, bytes]], Path]) -> None:
    assert out(maker(tmp_path, TREE), tmp_path / "out") == TREE


@pytest.mark.parametrize("maker", [make_zip, make_tar])
def test_programs_stay_programs(tmp_path: Path, maker: Callable[[Path, dict[str, bytes]], Path]) -> None:
    out(maker(tmp_path, TREE), tmp_path / "out")
    assert (tmp_path / "out/thing-1.0/bin/thing").stat().st_mode & 0o777 == 0o755
    assert (tmp_path / "out/thing-1.0/conf/a.ini").stat().st_mode & 0o777 == 0o644


def test_the_kind_is_told_by_content_not_by_name(tmp_path: Path) -> None:
    path = make_zip(tmp_path, TREE).rename(tmp_path / "installer.exe")
    assert out(path, tmp_path / "out") == TREE


def test_tar_xz_and_plain_tar_work(tmp_path: Path) -> None:
    assert out(make_tar(tmp_path, TREE, "w:xz"), tmp_path / "one") == TREE
    assert out(make_tar(tmp_path, TREE, "w"), tmp_path / "two") == TREE


HOSTILE = [
    "../up",
    "a/../../up",
    "/etc/abs",
    "\\abs",
    "C:\\windows\\x",
    "c:x",
    "a/b:stream",
    "nul",
    "a/COM1.txt",
    "x\x01y",
]


@pytest.mark.parametrize("maker", MAKERS)
@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_name_is_refused(tmp_path: Path, maker: Callable[[Path, dict[str, bytes]], Path], name: str) -> None:
    folder = tmp_path / "made"
    folder.mkdir()
    try:
        archive = maker(folder, {"good": b"x", name: b"evil"})
    except (ValueError, py7zr.exceptions.Bad7zFile):
        pytest.skip("this packer refuses to write it")
    before = set(tmp_path.rglob("*"))
    with pytest.raises(HostileArchiveError):
        out(archive, tmp_path / "out")
    assert {path for path in tmp_path.rglob("*") if not path.is_relative_to(tmp_path / "out")} == before


@pytest.mark.parametrize("maker", [make_zip, make_tar])
@pytest.mark.parametrize(
    "twice", [("a", "a"), ("a/File", "a/file"), ("x/é", "x/e\u0301"), ("d", "d/inside"), ("d/i", "D")]
)
def test_two_entries_for_one_file_are_refused(
    tmp_path: Path, maker: Callable[[Path, dict[str, bytes]], Path], twice: tuple[str, str]
) -> None:
    if twice[0] == twice[1]:
        archive = special_tar(tmp_path, *((name, tarfile.REGTYPE, "") for name in twice))
    else:
        archive = maker(tmp_path, dict.fromkeys(twice, b"x"))
    with pytest.raises(HostileArchiveError):
        out(archive, tmp_path / "out")


@pytest.mark.parametrize(
    "entries",
    [
        [("link", tarfile.SYMTYPE, "/etc/passwd")],
        [("link", tarfile.SYMTYPE, "../outside")],
        [("a/link", tarfile.SYMTYPE, "../../outside")],
        [("link", tarfile.SYMTYPE, "missing")],
        [("link", tarfile.SYMTYPE, "link")],
        [("d", tarfile.DIRTYPE, ""), ("l1", tarfile.SYMTYPE, "d"), ("l1/l2", tarfile.SYMTYPE, "..")],
        [("link", tarfile.SYMTYPE, "."), ("link/file", tarfile.REGTYPE, "")],
        [("hard", tarfile.LNKTYPE, "../outside")],
        [("hard", tarfile.LNKTYPE, "/etc/passwd")],
        [("hard", tarfile.LNKTYPE, "missing")],
        [("device", tarfile.CHRTYPE, "")],
        [("pipe", tarfile.FIFOTYPE, "")],
    ],
    ids=lambda entries: " ".join(f"{name}>{link}" for name, _, link in entries),
)
def test_links_that_lead_astray_and_devices_are_refused(tmp_path: Path, entries: list[tuple[str, bytes, str]]) -> None:
    (tmp_path / "outside").mkdir()
    with pytest.raises(HostileArchiveError):
        out(special_tar(tmp_path, *entries), tmp_path / "out")
    assert not list((tmp_path / "outside").iterdir())


def test_links_that_stay_inside_work(tmp_path: Path) -> None:
    entries = [
        ("lib/real", tarfile.REGTYPE, ""),
        ("lib/name", tarfile.SYMTYPE, "real"),
        ("bin/prog", tarfile.SYMTYPE, "../lib/real"),
        ("hard", tarfile.LNKTYPE, "lib/real"),
    ]
    found = out(special_tar(tmp_path, *entries), tmp_path / "out")
    assert set(found.values()) == {b"data"}
    assert (tmp_path / "out/bin/prog").readlink().as_posix() == "../lib/real"


def test_a_link_in_a_zip_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.zip"
    entry = zipfile.ZipInfo("link")
    entry.external_attr = (stat.S_IFLNK | 0o777) << 16
    with zipfile.ZipFile(path, "w") as file:
        file.writestr(entry, "/etc/passwd")
    with pytest.raises(HostileArchiveError, match="link"):
        out(path, tmp_path / "out")


@pytest.mark.parametrize("maker", MAKERS)
def test_a_bomb_is_stopped_while_it_goes_off(tmp_path: Path, maker: Callable[[Path, dict[str, bytes]], Path]) -> None:
    archive = maker(tmp_path, {"zeros": bytes(20_000_000)})
    with pytest.raises(HostileArchiveError, match="times its size"):
        out(archive, tmp_path / "one", Limits(ratio=100, slack=1_000_000))
    with pytest.raises(HostileArchiveError, match="unpacks to more than"):
        out(archive, tmp_path / "two", Limits(total=10_000_000))
    size = sum(
        path.stat().st_size for name in ("one", "two") for path in (tmp_path / name).rglob("*") if path.is_file()
    )
    assert size <= 12_000_000


def test_a_lying_zip_header_does_not_help_a_bomb(tmp_path: Path) -> None:
    archive = make_zip(tmp_path, {"zeros": bytes(20_000_000)})
    data = bytearray(archive.read_bytes())
    at = data.rindex(b"PK\x01\x02") + 24
    data[at : at + 4] = (1000).to_bytes(4, "little")
    archive.write_bytes(data)
    with pytest.raises(UserError):
        out(archive, tmp_path / "out", Limits(ratio=100, slack=1_000_000))


def test_too_many_entries_are_refused(tmp_path: Path) -> None:
    with pytest.raises(HostileArchiveError, match="more than 2 entries"):
        out(make_zip(tmp_path, TREE), tmp_path / "out", Limits(count=2))


@pytest.mark.parametrize("maker", MAKERS)
def test_half_an_archive_is_damaged_not_a_traceback(
    tmp_path: Path, maker: Callable[[Path, dict[str, bytes]], Path]
) -> None:
    archive = maker(tmp_path, {"a": os.urandom(100_000), "b": os.urandom(100_000)})
    archive.write_bytes(archive.read_bytes()[:120_000])
    with pytest.raises(UserError, match="damaged"):
        out(archive, tmp_path / "out")


def test_something_else_is_no_archive(tmp_path: Path) -> None:
    path = tmp_path / "page.zip"
    path.write_text("<html>not found</html>")
    with pytest.raises(UserError, match="not a supported archive"):
        out(path, tmp_path / "out")


names = st.text(st.sampled_from("ab./\\:C\x00 é"), min_size=1, max_size=12)


@given(names)
def test_a_clean_name_never_leads_outside(name: str) -> None:
    try:
        path = clean(name)
    except HostileArchiveError:
        return
    assert not path.startswith("/")
    assert ".." not in path.split("/")
    assert "\\" not in path
    assert ":" not in path


@given(names, names)
def test_an_accepted_link_never_leads_outside(path: str, target: str) -> None:
    try:
        end = link_target(clean(path) or "x", target)
    except HostileArchiveError:
        return
    assert end.split("/")[0] != ".."
    assert not end.startswith("/")


@given(st.lists(names, max_size=8))
def test_admitted_names_are_different_files_everywhere(entries: list[str]) -> None:
    ledger, admitted = Ledger(1, Limits()), []
    for name in entries:
        try:
            admitted.append(ledger.admit(name).casefold())
        except HostileArchiveError:
            continue
    assert len(set(admitted)) == len(admitted)
    assert not any(one != two and two.startswith(f"{one}/") for one in admitted for two in admitted if one)


@given(st.binary(max_size=400))
def test_any_bytes_are_refused_in_words(tmp_path_factory: pytest.TempPathFactory, data: bytes) -> None:
    folder = tmp_path_factory.mktemp("any")
    for number, head in enumerate((b"", b"PK\x03\x04", b"\x1f\x8b\x08\x00", b"7z\xbc\xaf\x27\x1c", b"\xfd7zXZ\x00")):
        path = folder / f"{number}"
        path.write_bytes(head + data)
        with pytest.raises(UserError):
            out(path, folder / f"out{number}")


def test_a_real_nsis_installer_is_unpacked_without_its_own_parts(tmp_path: Path) -> None:
    (tmp_path / "mosquitto.exe").write_bytes(b"MZ program" * 1000)
    (tmp_path / "sample.conf").write_text("listener 1883\n")
    installer = make_nsis(tmp_path)
    found = out(installer, tmp_path / "out")
    assert found == {"mosquitto.exe": b"MZ program" * 1000, "devel/sample.conf": b"listener 1883\n"}
    with pytest.raises(HostileArchiveError):
        out(installer, tmp_path / "again", Limits(total=5000))


def test_a_bomb_behind_an_installers_first_file_is_stopped_while_it_goes_off(tmp_path: Path) -> None:
    (tmp_path / "mosquitto.exe").write_bytes(b"MZ program" * 1000)
    with (tmp_path / "sample.conf").open("wb") as zeros:
        zeros.truncate(BOMB)
    installer = make_nsis(tmp_path)
    with pytest.raises(HostileArchiveError, match="times its size"):
        out(installer, tmp_path / "out", Limits(ratio=100, slack=1_000_000))
    assert sum(path.stat().st_size for path in (tmp_path / "out").rglob("*") if path.is_file()) < BOMB

    def fill(place: Path) -> None:
        unpack(installer, place, lambda _: None, Limits(total=50_000_000))

    with pytest.raises(HostileArchiveError, match="unpacks to more than"):
        publish(tmp_path / "thing" / "1.0", fill, "")
    assert not list((tmp_path / "thing").iterdir())


BOMB = 250_000_000


def make_nsis(folder: Path) -> Path:
    """An installer of mosquitto.exe, and behind it sample.conf."""
    makensis = shutil.which("makensis")
    if not makensis:
        pytest.skip("makensis is not installed (Debian package nsis)")
    (folder / "a.nsi").write_text(NSIS)
    subprocess.run([makensis, "-V1", "a.nsi"], cwd=folder, check=True, timeout=300)
    return folder / "install.exe"


NSIS = r"""
Name "thing"
OutFile "install.exe"
InstallDir "$PROGRAMFILES\thing"
SetCompressor /SOLID lzma
Page directory
Page instfiles
Section
  SetOutPath "$INSTDIR"
  File "mosquitto.exe"
  SetOutPath "$INSTDIR\devel"
  File "sample.conf"
  WriteUninstaller "$INSTDIR\Uninstall.exe"
SectionEnd
Section "Uninstall"
  Delete "$INSTDIR\mosquitto.exe"
SectionEnd
"""


def test_an_exe_that_is_no_installer_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "virus.exe"
    path.write_bytes(b"MZ" + os.urandom(5000))
    with pytest.raises(UserError, match="cannot be unpacked"):
        out(path, tmp_path / "out")


@pytest.mark.parametrize("kind", [tarfile.XHDTYPE, tarfile.XGLTYPE, tarfile.GNUTYPE_LONGNAME, tarfile.GNUTYPE_LONGLINK])
@pytest.mark.parametrize("mode", ["w", "w:gz"])
def test_a_name_longer_than_names_are_is_never_read(tmp_path: Path, kind: bytes, mode: str) -> None:
    path = tmp_path / "a.tar"
    with tarfile.open(path, mode, format=tarfile.GNU_FORMAT) as file:  # type: ignore[call-overload]  # a mode is a mode
        entry = tarfile.TarInfo("x")
        entry.type, entry.size = kind, 1_000_000
        file.addfile(entry, io.BytesIO(b"a" * entry.size))
        file.addfile(tarfile.TarInfo("y"))
    with pytest.raises(HostileArchiveError, match="describes an entry in 1000000 bytes"):
        unpack(path, tmp_path / "out", lambda _: None)


def test_a_folder_with_content_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.tar.gz"
    with tarfile.open(path, "w:gz") as file:
        entry = tarfile.TarInfo("folder")
        file.addfile(entry)
        entry.type, entry.size = tarfile.DIRTYPE, 1_000_000
        entry.name = "other"
        file.addfile(entry)
        file.fileobj.write(bytes(1_000_448))  # type: ignore[union-attr]  # open for writing
    with pytest.raises(HostileArchiveError, match="has content"):
        unpack(path, tmp_path / "out", lambda _: None)


@pytest.mark.parametrize("maker", MAKERS)
def test_garbage_of_every_kind_is_one_line(tmp_path: Path, maker: Callable[..., Path]) -> None:
    good = bytearray(maker(tmp_path, TREE).read_bytes())
    draw = random.Random(7)  # noqa: S311 -- any bytes, the same each time
    for number in range(60):
        bad = bytearray(good)
        for _ in range(draw.randint(1, 8)):
            bad[draw.randrange(8, len(bad))] = draw.randrange(256)
        path = tmp_path / "bad"
        path.write_bytes(bad)
        with suppress(UserError):  # anything else fails
            unpack(path, tmp_path / f"out{number}", lambda _: None)

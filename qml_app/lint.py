"""`python -m qml_app.lint`: qmllint over all QML, warnings are failures, Python's types known to it.

The type descriptions are made afresh from the Python sources in a temporary import folder: they cannot be stale, and
the app itself has no use for them.
"""

from __future__ import annotations

import importlib
import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any, Final

import PySide6

from qml_app.environment import QML

PYTHON: Final = Path(__file__).parent
MODULE: Final = "SmartIntersection.Backend"
_FOREIGN: Final = ("core", "gui", "qml", "quick", "multimedia")


def tool(name: str) -> Path:
    """Path of a tool of Qt, where PySide6's package keeps it on this platform.

    Raises:
        FileNotFoundError: this PySide6 does not carry it.
    """
    package = Path(PySide6.__path__[0])
    for folder in (package, package / "Qt" / "libexec", package / "Qt" / "bin"):
        for file in (folder / name, folder / f"{name}.exe"):
            if file.is_file():
                return file
    raise FileNotFoundError(f"{name} is not in {package}")


def sources() -> list[Path]:
    """Python files that register QML types."""
    files = sorted(PYTHON.glob("*.py"))
    return [file for file in files if f'QML_IMPORT_NAME = "{MODULE}"' in file.read_text("utf-8")]


def make_types(imports: Path) -> None:
    """Describe the Python types as a QML module below `imports`.

    Raises:
        subprocess.CalledProcessError: a tool failed; it has said why.
    """
    module = imports.joinpath(*MODULE.split("."))
    module.mkdir(parents=True)
    package = Path(PySide6.__path__[0])
    dump = package / "scripts" / "metaobjectdump.py"
    described = imports / "types.json"
    found = json.loads(_output([sys.executable, str(dump), *map(str, sources())]))
    _mark_constants(found)
    described.write_text(json.dumps(found), "utf-8")
    foreign = ",".join(str(package / "Qt" / "metatypes" / f"qt6{name}_metatypes.json") for name in _FOREIGN)
    _output(
        [
            str(tool("qmltyperegistrar")),
            *("--generate-qmltypes", str(module / "backend.qmltypes"), "-o", os.devnull, str(described)),
            *("--import-name", MODULE, "--major-version", "1", "--foreign-types", foreign),
        ]
    )
    (module / "qmldir").write_text(f"module {MODULE}\ntypeinfo backend.qmltypes\ndepends QtQuick\n", "utf-8")


def _mark_constants(files: list[dict[str, Any]]) -> None:
    """Add what the dump leaves out: which properties are constant, as Qt itself sees it."""
    for file in files:
        module = importlib.import_module(f"qml_app.{Path(file['inputFile']).stem}")
        for described in file["classes"]:
            meta = getattr(module, described["className"]).staticMetaObject
            for entry in described.get("properties", []):
                entry["constant"] = meta.property(meta.indexOfProperty(entry["name"])).isConstant()


def _output(command: list[str]) -> bytes:
    return subprocess.run(command, check=True, stdout=subprocess.PIPE).stdout  # noqa: S603 -- our own tools


def lint(qml: Path) -> int:
    """Lint all QML files below the import folder `qml`; the exit code, 0 only if there is nothing to say."""
    files = sorted(map(str, qml.rglob("*.qml")))
    with tempfile.TemporaryDirectory() as folder:
        make_types(Path(folder))
        imports = ("-I", folder, "-I", str(qml), "-I", str(Path(PySide6.__path__[0], "Qt", "qml")))
        return subprocess.run([str(tool("qmllint")), *imports, "-W", "0", *files], check=False).returncode  # noqa: S603 -- our own tools


if __name__ == "__main__":
    sys.exit(lint(Path(sys.argv[1]) if len(sys.argv) > 1 else QML))

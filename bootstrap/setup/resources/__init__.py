"""What roles are made of. One file a kind."""

from bootstrap.setup.resources.autostart import Autostarted
from bootstrap.setup.resources.certificate import Certificate
from bootstrap.setup.resources.data_version import DataVersion
from bootstrap.setup.resources.directory import Directory
from bootstrap.setup.resources.file import TextFile
from bootstrap.setup.resources.kept import Kept, kept
from bootstrap.setup.resources.old_versions import OldVersions
from bootstrap.setup.resources.package import Package
from bootstrap.setup.resources.port import Port
from bootstrap.setup.resources.probe import Probe
from bootstrap.setup.resources.program import Program
from bootstrap.setup.resources.release import Release
from bootstrap.setup.resources.secret import Secret
from bootstrap.setup.resources.service import Service
from bootstrap.setup.resources.stopped import Stopped, Undefined, none_here
from bootstrap.setup.resources.unpacked import Unpacked
from bootstrap.setup.resources.weights import Weights

__all__ = [
    "Autostarted",
    "Certificate",
    "DataVersion",
    "Directory",
    "Kept",
    "OldVersions",
    "Package",
    "Port",
    "Probe",
    "Program",
    "Release",
    "Secret",
    "Service",
    "Stopped",
    "TextFile",
    "Undefined",
    "Unpacked",
    "Weights",
    "kept",
    "none_here",
]

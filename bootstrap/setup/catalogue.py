"""Where releases come from and what their bytes must be: pinned rows, by default those of assets/catalogue.json."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Annotated, Any, Final, Literal
from urllib.parse import unquote, urlsplit

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from bootstrap.setup.download import masked
from core.errors import UserError
from core.plain_files import plain_bytes

DEFAULT: Final = Path(__file__).resolve().parents[2] / "assets" / "catalogue.json"
_LARGEST_FILE: Final = 10_000_000
SCHEMES: Final = ("https", "http", "file")
# What one platform can run of another's, best first.
_ALSO: Final = {("darwin", "arm64"): ("amd64",), ("windows", "arm64"): ("amd64",)}


class Artifact(BaseModel):
    """One file of a release, or the word that there is none.

    Args:
        kind: 'not-published' has no url; its note says what to use instead. 'weights' are a trained network for the
            engine, whose product is the name it is known by there.
        url: as its maker publishes it; file:// works too.
        sha256: None if nobody has told it: such a row is shown but never used.
        source: where the hash was read.
        corroboration: who else says so.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    product: str
    version: str
    os: Literal["linux", "darwin", "windows", "any"]
    arch: str
    kind: Literal["archive", "nsis-exe", "msi", "source-tarball", "not-published", "file", "weights"]
    url: str | None = None
    sha256: Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")] | None = None
    size: Annotated[int, Field(gt=0)] | None = None
    source: str = ""
    note: str | None = None
    corroboration: list[str] = []

    @property
    def file_name(self) -> str:
        """Last part of the url, decoded."""
        return unquote(PurePosixPath(urlsplit(self.url or "").path).name)

    @property
    def title(self) -> str:
        """Product and version."""
        return f"{self.product} {self.version}"


class _File(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)

    schema_version: Annotated[Literal[1], Field(alias="schema")] = 1
    recommended: dict[str, dict[str, str]] = {}
    outdated: dict[str, dict[str, str]] = {}
    artifacts: list[Artifact]


class Catalogue:
    """All rows, and which version of a product is recommended on which system.

    Args:
        file: checked content.
        name: how messages call it.
    """

    def __init__(self, file: _File, name: str) -> None:
        self._file, self._name = file, name

    @classmethod
    def read(cls, path: Path | None = None) -> Catalogue:
        """Read a catalogue; a bare list of rows is one too, and recommends its newest versions.

        Raises:
            UserError: it cannot be read or has a mistake; the first one is named.
        """
        name = str(path or DEFAULT)
        try:
            data = plain_bytes(path or DEFAULT, _LARGEST_FILE)
            tree = json.loads(data)
            return cls(_File.model_validate({"artifacts": tree} if isinstance(tree, list) else tree), name)
        except OSError as error:
            raise UserError(
                f"{name}: {error.strerror}", "specify a readable catalogue, or use the built-in one: --catalogue off"
            ) from None
        except ValidationError as error:
            raise UserError(f"{name}: {_first(error)}", "correct the catalogue") from None
        except (ValueError, RecursionError) as error:
            raise UserError(f"{name} is not JSON: {error}", "correct the catalogue") from None

    def products(self) -> list[str]:
        """What setup installs from it: all products of which a version is recommended, or simply all."""
        return sorted(self._file.recommended or {row.product for row in self._file.artifacts})

    def weights(self) -> list[str]:
        """Those of `products` that are networks for the engine."""
        networks = {row.product for row in self._file.artifacts if row.kind == "weights"}
        return [product for product in self.products() if product in networks]

    def all(self) -> list[Artifact]:
        """All rows."""
        return list(self._file.artifacts)

    def rows(self, product: str) -> list[Artifact]:
        """All of a product."""
        return [row for row in self._file.artifacts if row.product == product]

    def same(self, artifact: Artifact) -> list[Artifact]:
        """All rows of the same bytes, this one first: further addresses of one file."""
        others = [row for row in self._file.artifacts if row.sha256 == artifact.sha256 and row != artifact]
        return [artifact, *others]

    def by_hash(self, digest: str) -> Artifact | None:
        """The row of a file with this SHA-256; None if it has none."""
        return next((row for row in self._file.artifacts if row.sha256 == digest), None)

    def versions(self, product: str) -> list[str]:
        """All versions of a product, newest first."""
        found = {row.version for row in self.rows(product)}
        return sorted(found, key=version_key, reverse=True)

    def warning(self, product: str, version: str, system: str) -> str | None:
        """Why this version should not be chosen on a system; None if it is the recommended one or newer."""
        known = self._file.outdated.get(product, {}).get(version)
        wish = self._recommended(product, system)
        if known or wish is None or version_key(version) >= version_key(wish):
            return known
        return f"older than the recommended version {wish}"

    def _recommended(self, product: str, system: str) -> str | None:
        wishes = self._file.recommended.get(product, {})
        return wishes.get(system) or wishes.get("any")

    def find(self, product: str, system: str, arch: str, version: str | None = None) -> Artifact:
        """The file of a product for a platform.

        Args:
            product: 'influxdb', 'grafana', 'mosquitto'.
            system: 'linux', 'darwin', 'windows'.
            arch: 'amd64', 'arm64', 'x86'.
            version: None for the recommended one.

        Raises:
            UserError: there is none that can be verified; the message says what to use instead.
        """
        rows = [row for row in self.rows(product) if row.os in (system, "any")]
        for candidate in (arch, *_ALSO.get((system, arch), ())):
            usable = [row for row in rows if row.arch in (candidate, "any") and _usable(row)]
            if found := self._pick(usable, product, system, version):
                return found
        rows = [row for row in rows if row.arch in (arch, "any")]
        raise self._refusal(rows, f"{product} {version or ''}".strip(), f"{system} {arch}", version)

    def _pick(self, rows: list[Artifact], product: str, system: str, version: str | None) -> Artifact | None:
        wish = version or self._recommended(product, system)
        fitting = [row for row in rows if row.version == wish]
        if not fitting and version is None:
            fitting = rows
        return max(fitting, key=_rank, default=None)

    def _refusal(self, rows: list[Artifact], what: str, platform: str, version: str | None) -> UserError:
        for row in rows:
            if version in (None, row.version) and row.kind == "not-published":
                return UserError(f"{what} is not available for {platform}", row.note or "install it manually")
        for row in rows:
            if version in (None, row.version) and row.sha256 is None:
                return UserError(f"{what} for {platform}: no checksum known", "choose another version")
        there = sorted({row.version for row in rows if _usable(row)}, key=version_key, reverse=True)
        hint = f"available: {', '.join(there[:8])}" if there else "install it manually and run setup again"
        return UserError(f"{what} for {platform} is not in {self._name}", hint)


@dataclass(frozen=True, slots=True)
class Source:
    """Whom to ask for an artifact's bytes; never what they must be.

    Args:
        mirror: base address; None for the makers' own.
        offline: ask nobody; what is not in the cache cannot be had.
    """

    mirror: str | None = None
    offline: bool = False

    def urls(self, artifact: Artifact) -> list[str]:
        """Addresses in the order to try them: a mirror keeps the maker's path or just the file's name.

        Raises:
            UserError: an address is of a kind we do not fetch.
        """
        if artifact.url is None or self.offline:
            return []
        found = [artifact.url]
        if self.mirror:
            path, base = urlsplit(artifact.url).path, self.mirror.rstrip("/")
            found = [f"{base}/{path.rsplit('/', 1)[-1]}", f"{base}{path}"]
        for url in found:
            if urlsplit(url).scheme not in SCHEMES:
                what = f"{masked(url)}: only {', '.join(SCHEMES)} addresses are supported"
                raise UserError(what, "correct the address")
        return found


def version_key(version: str) -> tuple[tuple[int, int | str], ...]:
    """Sorts versions as people do: 2.0.9 < 2.0.18 < 2.0.18a; 13.0.1 < 13.0.1+security-01 < 13.0.2."""
    parts = re.findall(r"\d+|[a-z]+", version.lower())
    return tuple((1, int(part)) if part.isdigit() else (0, part) for part in parts)


def _usable(row: Artifact) -> bool:
    return row.kind in ("archive", "nsis-exe", "file", "weights") and row.url is not None and row.sha256 is not None


def _rank(row: Artifact) -> tuple[Any, ...]:
    """Newest first; of one version an address whose bytes cannot be replaced, then the better witnessed."""
    return version_key(row.version), "/oss/release/" not in (row.url or ""), len(row.corroboration)


def _first(error: ValidationError) -> str:
    problem = error.errors()[0]
    where = ".".join(str(part) for part in problem["loc"])
    return f"{where}: {problem['msg']}"

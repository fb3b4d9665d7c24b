"""PyTorch and what reads a .pt with it: fetched when the first .pt asks for it. Standard library only.

Never gigabytes of CUDA for a machine without an NVIDIA card: PyTorch's own index of CPU builds comes first, then
what pip's configuration finds, and where that is the CUDA build somebody has to agree.
"""

from __future__ import annotations

import json
import os
import shutil
from typing import TYPE_CHECKING, Final, NamedTuple

from bootstrap import packages
from bootstrap.host import Stop
from bootstrap.packages import Size
from bootstrap.steps import Arrivals, told

if TYPE_CHECKING:
    from pathlib import Path

    from bootstrap.host import Host
    from bootstrap.steps import Watch

CPU_INDEX: Final = "https://download.pytorch.org/whl/cpu"
#: The note that it is there, so that new pins renew it too.
NOTE: Final = "pytorch"
_CPU: Final = Size(290_000_000, 1_100_000_000)
_CUDA: Final = Size(3_000_000_000, 5_700_000_000)
_CUDA_ONLY: Final = ("nvidia", "cuda", "triton")  # what the CUDA build requires and the CPU build does not


class Offer(NamedTuple):
    """What would be fetched, and how.

    Attributes:
        size: bytes to download and on the disk, roughly.
        extra_index: the index to look in besides those of pip's configuration.
        useless_cuda: whether it is the CUDA build although this machine has no card for it.
    """

    size: Size
    extra_index: str | None = None
    useless_cuda: bool = False

    def refusal(self) -> Stop:
        """What to say where nobody can be asked."""
        return Stop(
            f"only the CUDA build of PyTorch is available ({self.words()}), and this machine has no NVIDIA GPU",
            "use an exported model (.onnx or an OpenVINO folder), which does not need PyTorch, "
            f"or allow access to {CPU_INDEX}",
        )

    def words(self) -> str:
        """Its sizes: about 290 MB to download, 1.1 GB on disk."""
        return f"about {told(self.size.download)} to download, {told(self.size.disk)} on disk"


def offer(host: Host, root: Path) -> Offer:
    """The build that suits this machine, or the one that can be had.

    Raises:
        Stop: pip finds none.
    """
    if host.linux and os.uname().machine == "x86_64" and host.has_nvidia():
        return Offer(_CUDA)
    return offer_cpu(host, root)


def offer_cpu(host: Host, root: Path) -> Offer:
    """The same for a machine without an NVIDIA card.

    Raises:
        Stop: pip finds none.
    """
    if not host.linux or os.uname().machine != "x86_64":
        return Offer(_CPU)  # there the common build has no CUDA
    if host.reachable(CPU_INDEX):
        return Offer(_CPU, CPU_INDEX)
    return _as_configured(host, root)


def _as_configured(host: Host, root: Path) -> Offer:
    """What pip would take by itself; asks for its description only."""
    _, later = packages.requirements(root, [])
    torch = next(line for line in later if line.startswith("torch"))
    asking = ("--dry-run", "--quiet", "--report", "-", "--no-deps", "--ignore-installed")
    code, text = host.ask(packages.pip(host.python, root, *asking, torch))
    if code != 0:
        raise Stop(
            "cannot download PyTorch: no package index offers it",
            "connect this machine to the internet, or use an exported model (.onnx or an OpenVINO folder)",
        )
    found = json.loads(text)["install"][0]["metadata"]
    cuda = any(line.startswith(_CUDA_ONLY) for line in found.get("requires_dist", []))
    return Offer(_CUDA, useless_cuda=True) if cuda else Offer(_CPU)


def install(host: Host, root: Path, taken: Offer, watch: Watch | None = None) -> None:
    """Fetch it; what an interrupted run left is made whole.

    Args:
        host: this machine.
        root: the checkout.
        taken: what `offer` offered.
        watch: told the bytes that have arrived and whether they are being unpacked, several times a second.

    Raises:
        Stop: it cannot be had, or there is no room.
    """
    require_room(host, root, taken.size)
    _sweep(host)
    _, later = packages.requirements(root, [])
    index = ("--extra-index-url", taken.extra_index) if taken.extra_index else ()
    title = f"downloading PyTorch, required for .pt models ({taken.words()})"
    with Arrivals(host.venv / "downloads", taken.size.download, watch) as arrivals:
        if host.run(packages.pip(host.python, root, *index, *later), title, arrivals=arrivals) == 0:
            host.note(NOTE, value=True)
            return
    if taken.extra_index is None:
        raise packages.failed("cannot install PyTorch", host)
    instead = _as_configured(host, root)  # that index answers and yet does not have it
    if instead.useless_cuda and not taken.useless_cuda:
        raise instead.refusal()
    install(host, root, instead, watch)


def require_room(host: Host, root: Path, size: Size) -> None:
    """Refuse early what would end in the middle.

    Raises:
        Stop: the disk is too full.
    """
    free, needed = host.free(root), size.download + size.disk
    if free < needed:
        raise Stop(
            f"not enough disk space in {root}: {told(free)} free, {told(needed)} needed",
            "free some disk space and run this again",
        )


def _sweep(host: Host) -> None:
    """Forget packages that pip was killed at: it writes RECORD last, and would take them for installed without it."""
    for pattern in ("lib/python*/site-packages", "Lib/site-packages"):
        for about in host.venv.glob(f"{pattern}/*.dist-info"):
            if not (about / "RECORD").is_file():
                shutil.rmtree(about, ignore_errors=True)

"""What is known of a kind of source without opening one: how it is written, and how it is treated."""

from __future__ import annotations

from collections.abc import Mapping  # noqa: TC003 -- the contract test reads the types
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal, NamedTuple

from core.words import Words  # noqa: TC001 -- as above

if TYPE_CHECKING:
    from collections.abc import Callable

#: A camera shows what is now, and is waited for; a video is a file, or several; the simulator shows nothing real.
Nature = Literal["camera", "video", "simulator"]


class Problem(NamedTuple):
    """Why there are no pictures, and what to do."""

    what: str
    remedy: str


@dataclass(frozen=True, kw_only=True)
class SourceKind:
    """One kind of source.

    Attributes:
        name: the name of its two files.
        begins: what an address of this kind begins with, in small letters: "rtsp://", "webcam:". What begins with
            nothing of the kind is a path, and of the kind that has none of these.
        short: addresses that stand for another one.
        form: how it is written, with its article if it needs one: part of a list in messages.
        about: what it is: a cell of the documentation.
        nature: how it is treated.
        where: from the whole text, and the camera that errors name, to what a decoder is told; `UserError` where the
            text makes no sense.
        bounded: a decoder of it gets no more memory than its pictures need, because anybody may have made them.
        problems: reasons of its own for which there are no pictures, by key.
        failure: key of the problem that an unforeseen error in its decoder is.
        order: its place in lists.
    """

    name: str
    begins: tuple[str, ...] = ()
    short: Mapping[str, str] = field(default_factory=dict)
    form: Words
    about: str
    nature: Nature
    where: Callable[[str, str], str]
    bounded: bool = False
    problems: Mapping[str, Problem] = field(default_factory=dict)
    failure: str = "decoder"
    order: int = 100

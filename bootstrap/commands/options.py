"""Options that several verbs share."""

from pathlib import Path
from typing import Annotated, TypeAlias

import typer

Prefix: TypeAlias = Annotated[
    Path | None, typer.Option(help="The installation whose services are used. Default: the usual one.", metavar="DIR")
]
Source: TypeAlias = Annotated[
    str | None,
    typer.Option(
        help="A video file, rtsp:// or http:// address, webcam:N or simulator. The variable keeps a password out of "
        "the list of processes.",
        envvar="SMART_INTERSECTION_SOURCE",
        metavar="SOURCE",
    ),
]
Model: TypeAlias = Annotated[
    str | None,
    typer.Option(
        help="Path of a .pt, .onnx or OpenVINO model, a known name such as yolo11n, or ground-truth. "
        "Default: the motion detector, which sees that something moves, not what.",
        metavar="MODEL",
    ),
]
Config: TypeAlias = Annotated[Path | None, typer.Option(help="Configuration file (YAML).", metavar="FILE")]
Duration: TypeAlias = Annotated[
    float | None, typer.Option(help="Stop after so many seconds of video.", min=0.001, metavar="SECONDS")
]
Report: TypeAlias = Annotated[Path | None, typer.Option(help="Write the run report as JSON.", metavar="FILE")]

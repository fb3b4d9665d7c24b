"""Options that several verbs share."""

from pathlib import Path
from typing import Annotated, TypeAlias

import typer

Prefix: TypeAlias = Annotated[
    Path | None,
    typer.Option(help="Installation whose services are used. Default: in the user data folder.", metavar="DIR"),
]
Source: TypeAlias = Annotated[
    str | None,
    typer.Option(
        help="Video file, rtsp:// or http:// address, webcam:N or simulator. Use the variable to keep a password "
        "out of the list of processes.",
        envvar="SMART_INTERSECTION_SOURCE",
        metavar="SOURCE",
    ),
]
Model: TypeAlias = Annotated[
    str | None,
    typer.Option(
        help="Path to a .pt, .onnx or OpenVINO model, a known name such as yolo11n, or ground-truth. "
        "Default: the motion detector, which does not tell classes apart.",
        metavar="MODEL",
    ),
]
Config: TypeAlias = Annotated[Path | None, typer.Option(help="Configuration file (YAML).", metavar="FILE")]
Duration: TypeAlias = Annotated[
    float | None, typer.Option(help="Stop after this many seconds of video.", min=0.001, metavar="SECONDS")
]
Report: TypeAlias = Annotated[Path | None, typer.Option(help="Write the run report as JSON.", metavar="FILE")]

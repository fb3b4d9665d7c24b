"""The configuration file as data: site, detector, cameras, rules, telemetry."""

from datetime import datetime
from typing import TYPE_CHECKING, Annotated, Literal, Self

from pydantic import Field, create_model, model_validator

from core import local_time
from core.errors import UserError
from core.kinds.runtimes import RUNTIMES
from core.kinds.sources import LISTED
from core.settings.address import File, ModelName, SourceAddress
from core.settings.basics import Name, Strict
from core.settings.meaning import mistake, unique
from core.settings.rules import Rules
from core.settings.scene import Scene
from core.settings.sinks import SINKS
from core.settings.sinks.influx import Influx
from core.settings.sinks.mqtt import Mqtt
from core.site_names import SELFTEST, UNNAMED

#: The detector that is told what is in the picture, and what is wrong, and helps, where nobody can tell it.
TRUTH = "ground-truth"
UNKNOWN = (
    f"the detector '{TRUTH}' works with the simulator only",
    "use simulator:crossroads as the source, or choose another model",
)

ClassName = Literal["car", "truck", "bus", "motorcycle", "bicycle", "person"]
#: What a name of a model's own means.
Meaning = Literal["car", "truck", "bus", "motorcycle", "bicycle", "person", "ignore"]


if TYPE_CHECKING:
    Backend = str
else:
    Backend = Literal[("auto", *RUNTIMES)]


class Detector(Strict):
    """Which detector runs. Without a model the motion detector does, and every report says so."""

    model: ModelName | None = Field(
        None, description="A path (.pt, .onnx, OpenVINO folder), a known name such as yolo11n, or 'ground-truth'."
    )
    backend: Backend = "auto"
    device: str = "auto"
    image_size: Annotated[int, Field(ge=64, le=4096, multiple_of=32)] | None = Field(
        None, description="Longer side of the model's input in pixels. Default: the size it was trained for."
    )
    confidence: Annotated[float, Field(gt=0, lt=1)] = 0.25
    iou: Annotated[float, Field(gt=0, lt=1)] = 0.7
    classes: Annotated[list[ClassName], Field(min_length=1)] = Field(
        ["car", "truck", "bus", "motorcycle", "bicycle", "person"], description="Classes to detect."
    )
    names: dict[str, Meaning] = Field(
        {}, description="What the model's own class names mean, for example {Lkw: truck, Tram: ignore}."
    )


class Tls(Strict):
    """How the certificate of a camera with an https:// or rtsps:// address is checked."""

    verify: bool = Field(
        default=True, description="false accepts any certificate: whoever answers may be given the camera's password."
    )
    ca_file: File | None = Field(
        None, description="Certificates (PEM) to trust in addition to this system's, for example the camera's own."
    )


HostName = Annotated[str, Field(min_length=1, max_length=253, pattern=r"^[A-Za-z0-9._:-]+$")]


class Camera(Strict):
    """One camera and its scene."""

    id: Name
    source: SourceAddress = Field(description=f"{LISTED.en[0].upper()}{LISTED.en[1:]}. Printed masked: see Address.")
    recorded_at: datetime | None = Field(
        None,
        description="For a file: the time of its first frame. Default: from its name, metadata or modification time.",
    )
    tls: Tls = Tls()
    allowed_hosts: list[HostName] = Field(
        [],
        description="Other hosts from which the camera's stream may be loaded, for redirects and HLS. They never "
        "receive its password.",
    )
    detector: Detector | None = Field(
        None, description="Detector for this camera: what is set here replaces the common setting, key by key."
    )
    scene: Scene = Scene()
    rules: Rules = Rules()

    def completed(self, common: Detector) -> Self:
        """Itself, with all that its own detector leaves open taken from the common one."""
        own = self.detector
        if own is None:
            return self
        whole = common.model_copy(update={key: getattr(own, key) for key in own.model_fields_set})
        return self.model_copy(update={"detector": whole})

    def known_to(self, common: Detector) -> bool:
        """Whether its detector, or the common one if it has none, can say what its source shows."""
        return (self.detector or common).model != TRUTH or self.source.simulated


class Journal(Strict):
    """Bounds of the journal. The oldest events go first, and are counted, if a bound is ever hit."""

    max_bytes: Annotated[int, Field(ge=1_000_000)] = 2_000_000_000
    max_age_days: Annotated[float, Field(gt=0)] = 90.0


class Evidence(Strict):
    """Pictures and clips of violations, in the state folder. They show people: keep them no longer than you may."""

    enabled: bool = True
    clip: bool = Field(default=True, description="Save a short video in addition to the image.")
    keep_days: Annotated[float, Field(gt=0)] = 30.0
    max_bytes: Annotated[int, Field(ge=1_000_000)] = Field(
        2_000_000_000, description="Maximum size in bytes; the oldest files are deleted first."
    )


class _Telemetry(Strict):
    """Where events go."""

    profile: Literal["embedded", "local", "remote"] = "embedded"
    mqtt: Mqtt | None = None
    influx: Influx | None = None
    evidence_key_file: File | None = Field(
        None, description="Key of the evidence server on this machine; adds links to evidence to the time series."
    )
    journal: Journal = Journal()
    detection_interval: Annotated[float, Field(gt=0)] = Field(
        1.0, description="Seconds of media time between detection events of a camera."
    )
    occupancy_interval: Annotated[float, Field(gt=0)] = Field(
        10.0, description="Seconds of media time between occupancy events of a camera with zones."
    )
    performance_interval: Annotated[float, Field(gt=0)] = 10.0


if TYPE_CHECKING:
    Telemetry = _Telemetry
else:
    Telemetry = create_model(
        "Telemetry",
        __base__=_Telemetry,
        __doc__=_Telemetry.__doc__,
        **{name: (kind.settings | None, None) for name, kind in SINKS.items() if name not in _Telemetry.model_fields},
    )


class Settings(Strict):
    """The whole configuration file."""

    site: Name = UNNAMED
    timezone: str | None = Field(
        None,
        description="The site's time zone, an IANA name such as Europe/Berlin. Default: this machine's.",
    )
    detector: Detector = Detector()
    cameras: Annotated[list[Camera], Field(min_length=1)]
    telemetry: Telemetry = Telemetry()
    evidence: Evidence = Evidence()

    @model_validator(mode="after")
    def _zone_exists(self) -> Self:
        try:
            local_time.refuse_unknown_zone(self.timezone)
        except UserError as error:
            raise mistake(error.what, error.remedy, "timezone", kind="timezone") from None
        return self

    @model_validator(mode="after")
    def _detectors_are_whole(self) -> Self:
        self.cameras[:] = [camera.completed(self.detector) for camera in self.cameras]
        return self

    @model_validator(mode="after")
    def _cameras_differ(self) -> Self:
        unique("cameras", [camera.id for camera in self.cameras])
        return self

    @model_validator(mode="after")
    def _truth_is_known(self) -> Self:
        for place, camera in enumerate(self.cameras):
            if not camera.known_to(self.detector):
                raise mistake(*UNKNOWN, "cameras", place, "source", kind="truth_only")
        return self

    @model_validator(mode="after")
    def _names_are_free(self) -> Self:
        places = [(self.site, ("site",)), *((one.id, ("cameras", i, "id")) for i, one in enumerate(self.cameras))]
        for name, place in places:
            if name.casefold() == SELFTEST:
                raise mistake(
                    f"'{SELFTEST}' is reserved for the self-test", "choose another name", *place, kind="reserved"
                )
        return self


class WithoutCameras(Settings):
    """The configuration of a machine that only receives."""

    cameras: list[Camera] = Field([])

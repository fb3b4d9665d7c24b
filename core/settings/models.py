"""The configuration file as data: site, detector, cameras, rules, telemetry."""

from datetime import datetime
from typing import Annotated, Literal, Self

from pydantic import Field, SecretStr, model_validator

from core import local_time
from core.errors import UserError
from core.settings.address import Address, File, ModelName, SourceAddress
from core.settings.meaning import mistake, unique
from core.settings.rules import Rules
from core.settings.scene import Name, Scene, Strict
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


class Detector(Strict):
    """Which detector runs. Without a model the motion detector does, and every report says so."""

    model: ModelName | None = Field(
        None, description="A path (.pt, .onnx, OpenVINO folder), a known name such as yolo11n, or 'ground-truth'."
    )
    backend: Literal["auto", "openvino", "onnx", "torch"] = "auto"
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
    source: SourceAddress = Field(
        description="A file, rtsp:// or http:// address, webcam:N or simulator:crossroads. Printed masked: see Address."
    )
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


Prefix = Annotated[str, Field(max_length=1024, pattern=r"^[^$#+\x00-\x1f\x7f-\x9f][^#+\x00-\x1f\x7f-\x9f]*$")]


class TopicOptions(Strict):
    """How events are published on one topic. QoS 0 is not acknowledged: what is on its way can be lost."""

    qos: Literal[0, 1, 2] = 1
    retain: bool = False


class Topics(Strict):
    """The topics below the prefix."""

    detection: TopicOptions = TopicOptions()
    violations: TopicOptions = TopicOptions()
    performance: TopicOptions = TopicOptions()


class Mqtt(Strict):
    """The broker events are published to. Left out in the embedded profile, whose broker is built in."""

    host: str = "127.0.0.1"
    port: Annotated[int, Field(ge=0, le=65535)] = 1883
    username: str | None = None
    password: SecretStr | None = None
    password_file: File | None = None
    prefix: Prefix = "traffic"
    topics: Topics = Topics()
    tls: bool = False
    ca_file: File | None = None
    cert_file: File | None = Field(None, description="Client certificate (PEM), if the broker requires one.")
    key_file: File | None = Field(None, description="The client certificate's key, if it is not in cert_file.")


class Influx(Strict):
    """The InfluxDB 2 (or any line protocol receiver) that time series are written to."""

    url: Address
    org: str = "smart-intersection"
    bucket: str = "traffic"
    token: SecretStr | None = None
    token_file: File | None = None
    read_token_file: File | None = Field(
        None,
        description="A token with read access to the bucket, for the app. Default: the one made by setup, else token.",
    )
    ca_file: File | None = None
    batch_points: Annotated[int, Field(ge=1, le=100_000)] = 5_000
    flush_seconds: Annotated[float, Field(gt=0, le=60)] = Field(
        1.0, description="Maximum waiting time of an incomplete batch, in seconds."
    )


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


class Telemetry(Strict):
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

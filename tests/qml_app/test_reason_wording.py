"""Reasons that engine and services give in English are shown in the language of the window."""

from __future__ import annotations

from pathlib import Path
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any, Final

import numpy as np
import pytest
from engine_stand_in import camera_state, state

from bootstrap.route import BUILT_IN
from bootstrap.setup.network import REMEDY
from core.analyse import Analyser
from core.camera_report import WAITS
from core.detect.facts import Facts
from core.detect.head import Head
from core.detect.notices import notice
from core.kept_camera import HANGS
from core.notices import BETWEEN
from core.scene import MqttSignals
from core.scrub import unexpected
from core.settings.models import Camera, Detector
from core.sinks.answers import read
from core.sources.files import file_problem
from core.sources.problems import PROBLEMS, died, hung
from core.types import Frame, TrackUpdate
from core.usage import Usage
from qml_app.installation import Condition
from qml_app.service_rows import parts

if TYPE_CHECKING:
    from collections.abc import Callable

    from core.kinds.sources import Problem


def problems(folder: Path) -> list[Problem]:
    """All that a source can be short of."""
    (folder / "empty.mp4").touch()
    (folder / "text.mp4").write_text("a text")
    files = [file_problem(path) for path in (folder, folder / "gone.mp4", folder / "empty.mp4", folder / "text.mp4")]
    return [
        *PROBLEMS.values(),
        hung(5.0, None, "stream"),
        hung(5.0, 9, "file"),
        died(1, None),
        died(-9, 3),
        *filter(None, files),
    ]


@pytest.mark.usefixtures("qapp")
def test_every_reason_of_a_source_is_german_in_german(said_in_german: Callable[[str], str], tmp_path: Path) -> None:
    found = problems(tmp_path)
    assert len(found) == len(PROBLEMS) + 8
    parts = [part for one in found for part in (one.what, one.remedy)]
    assert [part for part in parts if said_in_german(part).casefold() == part.casefold()] == []


@pytest.mark.usefixtures("qapp")
def test_what_is_wrong_with_several_cameras_is_german_a_line_each(said_in_german: Callable[[str], str]) -> None:
    wrong = {"north": hung(20.0, 1546, "file").what, "west": "connection refused"}
    cameras = {name: camera_state(state="reconnecting", reason=reason) for name, reason in wrong.items()}
    told = parts(Condition(state(cameras, updated=99.9), alive=True, engine=Usage(61.5, 2**20), managed=[]), 100.0)
    lines = [f"{name}: {said_in_german(reason)}" for name, reason in wrong.items()]
    assert said_in_german(str(told[0][-1])).split("\n") == lines


@pytest.mark.usefixtures("qapp")
def test_why_nothing_is_written_or_seen_is_german_in_german(said_in_german: Callable[[str], str]) -> None:
    said = {
        "the journal is not being written; events wait in memory": "Das Journal wird nicht geschrieben",
        "the journal is not being written and no more events fit in memory; new events are lost": (
            "Neue Ereignisse gehen verloren"
        ),
        "cannot write journal.sqlite: database or disk is full": "Kein Speicherplatz mehr frei",
        "no image received": "Kein Bild empfangen",
        **dict(zip(WAITS.values(), ("Der Detektor reagiert nicht", "Die Bildauswertung reagiert nicht"), strict=True)),
        **dict(
            zip(
                HANGS.values(),
                ("Der Detektor reagierte nicht", "Die Bildauswertung reagierte nicht", "Das Modell wurde nicht"),
                strict=True,
            )
        ),
        f"the window gets no pictures: cannot write to {Path('run')}: No space left on device — free some disk space": (
            "Das Fenster erhält keine Bilder: run ist nicht beschreibbar: Kein Speicherplatz mehr frei"
        ),
        unexpected(ValueError("secret")): "Unerwarteter Fehler ValueError",
        "the server rejects all points: HTTP 400": "Der Server lehnt alle Datenpunkte ab: HTTP 400",
        "damaged on the disk": "Auf dem Datenträger beschädigt",
        "broker: packet too large (traffic/detection)": "Broker: Nachricht zu groß (traffic/detection)",
        "nobody is subscribed to traffic/detection any more; waiting for subscribers": "Warten auf Abonnenten",
        "the broker denies publishing on traffic/x — grant the user 'engine' write access": (
            "geben Sie dem Benutzer „engine“ Schreibrechte"
        ),
        read(422, {}, b"partial write: points beyond retention policy dropped=1").reason: (
            "Älter als die Aufbewahrungszeit der Datenbank"
        ),
    }
    assert [part for part, german in said.items() if german not in said_in_german(part)] == []


SQUARE: Final = [(0, 0), (640, 0), (640, 480), (0, 480)]
STOP: Final = {"id": "a", "points": [(0, 200), (600, 200)], "kind": "stop", "signal": "n"}
PLAN: Final = {"id": "n", "kind": "fixed_plan", "phases": [{"state": "red", "seconds": 9}]}
LAMPS: Final = {"id": "n", "kind": "video", "red": SQUARE, "green": SQUARE}
TOPIC: Final = {"id": "n", "kind": "mqtt", "topic": "city/n", "stale_after": 1}
FAR: Final = [{"image": point, "ground": point} for point in SQUARE]
TILTED: Final = (((100, 200), (0, 20)), ((500, 200), (10, 20)), ((640, 480), (8, 5)), ((0, 480), (2, 5)))
SKY: Final = [(0, 0), (600, 0), (600, 20), (0, 20)]
SEEN_BADLY: Final[list[tuple[dict[str, Any], dict[str, Any]]]] = [
    ({"lines": [{**STOP, "kind": "count"}], "signals": [PLAN]}, {}),
    ({"signals": [PLAN]}, {}),
    ({"zones": [{"id": "z", "points": SQUARE, "heading": SQUARE[:2]}]}, {}),
    ({}, {"wrong_way": {}, "near_miss": {}}),
    (
        {"lines": [STOP], "signals": [PLAN], "zones": [{"id": "z", "points": SQUARE}], "calibration": {"points": FAR}},
        {},
    ),
    (
        {
            "lines": [{"id": "a", "points": SKY[:2]}],
            "zones": [{"id": "z", "points": SKY}],
            "calibration": {"points": [{"image": one, "ground": two} for one, two in TILTED]},
        },
        {},
    ),
    ({"lines": [STOP], "signals": [LAMPS]}, {}),
    ({"lines": [STOP], "signals": [{"id": "n", "kind": "simulator", "group": "n"}]}, {}),
    ({"lines": [STOP], "signals": [TOPIC]}, {}),
    ({"lines": [STOP], "signals": [{**TOPIC, "topic": "odd"}]}, {}),
]


@pytest.mark.usefixtures("qapp")
@pytest.mark.parametrize(("scene", "rules"), SEEN_BADLY)
def test_what_a_camera_cannot_detect_is_german_in_german(
    said_in_german: Callable[[str], str], scene: dict[str, Any], rules: dict[str, Any]
) -> None:
    camera = Camera.model_validate({"id": "cam", "source": "x", "scene": scene, "rules": rules})
    published = MqttSignals(camera.scene.signals)
    analyser = Analyser("site", camera, 1.0, "test", published)
    for k in range(4):
        published.update("odd", b"stage 3", float(k))
        analyser.update(Frame(np.zeros((480, 640, 3), np.uint8), k, float(k), 0.0), TrackUpdate(()), 0.0)
    told = str(analyser.notice()).split(BETWEEN)
    shown = said_in_german(BETWEEN.join(told)).splitlines()
    assert len(told) == len(shown) >= 1
    for one, other in zip(told, shown, strict=True):
        assert " \u2014 " in one
        pairs = zip(one.split(" \u2014 "), other.split(" \u2013 "), strict=True)
        assert [part for part, words in pairs if part.casefold() == words.casefold()] == []


@pytest.mark.usefixtures("qapp")
def test_what_a_network_lacks_is_german_in_german(said_in_german: Callable[[str], str]) -> None:
    settings = Detector(classes=["car", "bus"], image_size=320)
    head = Head(end_to_end=False, ours=np.array([0], np.int32))
    told: list[str] = []
    for names in (("car", "Tram"), ("car", "Tram", "Zug")):
        network: Any = SimpleNamespace(facts=Facts(names=names), head=head, fixed=(640, 640), batch=4)
        told += str(notice(network, settings)).split(BETWEEN)
    assert len(told) == 8
    for one in told:
        pairs = zip(one.split(" \u2014 "), said_in_german(one).split(" \u2013 "), strict=True)
        assert [part for part, words in pairs if part.casefold() == words.casefold()] == []


@pytest.mark.usefixtures("qapp")
@pytest.mark.parametrize(
    ("told", "shown"),
    [
        (
            "line 'a', line 'b' and 2 more lie outside the 320x176 image \u2014 use units: relative",
            (
                "Linie a, Linie b, 2 weitere liegen außerhalb des Bilds (320\u202f\u00d7\u202f176) "
                "\u2013 relative Einheiten verwenden"
            ),
        ),
        ("clip.mp4: file not found", "clip.mp4: Datei nicht gefunden"),
        (
            "at 2 frames per second, road users faster than 85 km/h may not be counted",
            "Bei 2 Bildern pro Sekunde werden Verkehrsteilnehmer über 85\u202fkm/h unter Umständen nicht gezählt",
        ),
        (
            "at 2 frames per second, road users less than 1 s apart may not be counted",
            (
                "Bei 2 Bildern pro Sekunde werden Verkehrsteilnehmer mit weniger als 1\u202fs Abstand unter Umständen "
                "nicht gezählt"
            ),
        ),
        (
            "the camera was moved at 14:03: lines and zones no longer fit",
            "Die Kamera wurde um 14:03 bewegt: Linien und Zonen passen nicht mehr",
        ),
        ("turn it back, or draw them anew", "Kamera zurückdrehen oder neu zeichnen"),
        ("increase the frame rate", "Bildrate erhöhen"),
        (
            "speeds at line 'a' are imprecise: a pixel covers 0.3 m of road there",
            "Geschwindigkeiten an Linie „a“ sind ungenau: Ein Pixel entspricht dort 0,3\u202fm Fahrbahn",
        ),
        ("exited with code 3", "Beendet mit Code 3"),
        ("mqtt://127.0.0.1:1883 does not respond", "mqtt://127.0.0.1:1883 antwortet nicht"),
        (
            REMEDY,
            (
                "prüfen Sie Netzwerk und Proxy oder wählen Sie auf der Seite Einrichtung "
                "einen Spiegelserver oder eine Paketdatei"
            ),
        ),
        (BUILT_IN, "eingebauter Broker"),
        ("127.0.0.1:1884", "127.0.0.1:1884"),
        ("something new: 7 of 9 \u2014 see there", "something new: 7 of 9 \u2013 see there"),
        (
            "broker 127.0.0.1:1883 refused the connection: quota of clients exceeded",
            "Broker 127.0.0.1:1883 lehnt die Verbindung ab: \u201equota of clients exceeded\u201c",
        ),
        ("it went wrong here \u2014 see there", "\u201eit went wrong here\u201c \u2013 see there"),
        ("linux amd64", "linux amd64"),
        ("[Errno 28] No space left on device", "Kein Speicherplatz mehr frei"),
        (
            "the engine cannot be started: [Errno 13] Permission denied: '/x/a b.json'",
            "Die Auswertung kann nicht gestartet werden: /x/a b.json: Zugriff verweigert",
        ),
        ("'simulator:mars' is not a known simulator scene", "„simulator:mars“ ist keine bekannte Szene des Simulators"),
        ("no image received; connection refused", "Kein Bild empfangen. Verbindung abgelehnt"),
        (
            "broker 10.0.0.1:1883 unreachable: connection refused; nobody told us",
            "Broker 10.0.0.1:1883 nicht erreichbar: Verbindung abgelehnt; \u201enobody told us\u201c",
        ),
        (
            "gave up after 5 failures; last error: exited with code 1",
            "Nach 5 Fehlversuchen aufgegeben; letzter Fehler: Beendet mit Code 1",
        ),
        ("cannot write /x/my own/a.yaml: EWHAT", "/x/my own/a.yaml kann nicht geschrieben werden: EWHAT"),
    ],
)
def test_names_and_numbers_stay_and_what_is_not_known_is_shown_as_it_came(
    said_in_german: Callable[[str], str], told: str, shown: str
) -> None:
    assert said_in_german(told) == shown


@pytest.mark.usefixtures("qapp")
@pytest.mark.parametrize("told", [REMEDY, "check the path in the address"])
def test_what_helps_begins_a_line_with_a_capital(in_german: Callable[[str, str], str], told: str) -> None:
    assert in_german("ReasonWording.remedy", told).startswith("Prüfen Sie ")

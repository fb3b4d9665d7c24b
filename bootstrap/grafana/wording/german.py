"""German."""

from __future__ import annotations

from typing import Final

from bootstrap.grafana.wording.german_boards import TITLES
from bootstrap.grafana.wording.german_reasons import REASONS
from core.settings.rules import RULES
from core.settings.sinks import SINKS

_STATUS: Final = "`smart-intersection status` nennt die Ursache"

_LABELS: Final = {
    "car": "Pkw",
    "truck": "Lkw",
    "bus": "Bus",
    "motorcycle": "Motorrad",
    "bicycle": "Fahrrad",
    "person": "Person",
    "object": "Objekt",
    "stop": "Haltlinie",
    "approach": "Zufahrt",
    "exit": "Ausfahrt",
    "screenline": "Querschnitt",
    "lane": "Fahrstreifen",
    "junction": "Knotenpunkt",
    "crosswalk": "Fußgängerfurt",
    "forward": "vorwärts",
    "backward": "rückwärts",
    "accepted": "bestätigt",
    "dismissed": "verworfen",
    "open": "offen",
    "starting": "startet",
    "running": "läuft",
    "reconnecting": "verbindet neu",
    "ended": "beendet",
    "stopped": "gestoppt",
    "failed": "ausgefallen",
    "decode": "Dekodieren",
    "detect": "Erkennen",
    "track": "Verfolgen",
    "analyse": "Auswerten",
    "picture": "Bild",
    "clip": "Clip",
    "Engine": "Auswertung",
    "Journal": "Journal",
    "Evidence": "Beweismittel",
    "Clock": "Uhr",
    "Sum of Mosquitto, InfluxDB and Grafana": "Summe von Mosquitto, InfluxDB und Grafana",
}
_COLUMNS: Final = {
    "Total": "Summe",
    "From": "Von",
    "State": "Zustand",
    "Frame rate": "Bildrate",
    "Detector": "Detektor",
    "Service": "Dienst",
    "Reason": "Grund",
    "Zone": "Zone",
    "Type": "Typ",
    "Road users": "Verkehrsteilnehmer",
    "Standing": "Stehend",
    "Occupancy": "Belegung",
    "Rule": "Regel",
    "Verdict": "Ergebnis",
    "Picture": "Bild",
    "Clip": "Clip",
    "Details": "Einzelheiten",
    "Track": "Objekt-Nr.",
    "Started": "Beginn",
    "Note": "Notiz",
    "Reviewer": "Geprüft von",
    "Time": "Zeit",
    "Hour": "Stunde",
    "As of": "Stand",
    "Last report": "Letzte Meldung",
    "Since": "Seit",
}
_TITLES: Final = (*(rule.title for rule in RULES.values()), *(sink.title for sink in SINKS.values()))
_FACTS: Final = (words for rule in RULES.values() for words in rule.facts.values())
_ALERTS: Final = {
    **{words.en: words.de for words in (*_TITLES, *_FACTS) if words.en != words.de},
    "{title} at {camera}: {count} in 5 minutes": "{title} an {camera}: {count} in 5 Minuten",
    "{title}: often": "{title}: gehäuft",
    "{title} at {camera}: {count} in an hour, above the limit of {limit}": (
        "{title} an {camera}: {count} in einer Stunde, über der Grenze von {limit}"
    ),
    "Database not available": "Datenbank nicht verfügbar",
    "Grafana cannot query InfluxDB, and no other alert is updated until it can; run `smart-intersection status` to "
    "find out why": "Grafana kann InfluxDB nicht abfragen; bis dahin wird kein anderer Alarm aktualisiert. " + _STATUS,
    "No data received": "Keine Daten",
    "No data from any camera for {minutes} minutes: the engine or the network is down; run `smart-intersection status` "
    "to find out which": "Seit {minutes} Minuten von keiner Kamera Daten: Die Auswertung oder das Netz ist "
    "ausgefallen; " + _STATUS,
    "Camera offline": "Kamera ausgefallen",
    "{camera} has not reported for {value} minutes": "{camera} hat seit {value} Minuten nichts gemeldet",
    "Service down": "Dienst ausgefallen",
    "{service} of {site} has not been running for {value} minutes; run `smart-intersection status` to find out why": (
        "{service} von {site} läuft seit {value} Minuten nicht; " + _STATUS
    ),
    "Low frame rate": "Niedrige Bildrate",
    "{camera} is processed at {value} frames per second, below the limit of {limit}": (
        "{camera} wird mit {value} Bildern pro Sekunde ausgewertet, unter der Grenze von {limit}"
    ),
    "High latency": "Hohe Latenz",
    "Latency of {camera} is {value} ms (p95), above the limit of {limit} ms": (
        "Die Latenz von {camera} beträgt {value} ms (p95), über der Grenze von {limit} ms"
    ),
    "Event backlog growing": "Rückstand an Ereignissen wächst",
    "{count} more events than 15 minutes ago are waiting for {receiver}": (
        "{count} Ereignisse mehr als vor 15 Minuten warten auf {receiver}"
    ),
    "Events rejected": "Ereignisse abgelehnt",
    "{count} events were rejected in the last 15 minutes by {receiver}; they are kept with the reason in the journal's "
    "table set_aside": "{receiver} hat in den letzten 15 Minuten {count} Ereignisse abgelehnt; sie bleiben mit dem "
    "Grund in der Tabelle set_aside des Journals",
}
#: What each text in the sources is in German.
WORDS: Final[dict[str, str]] = {**TITLES, **_LABELS, **_COLUMNS, **_ALERTS, **REASONS}

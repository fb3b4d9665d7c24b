"""German reasons of services and cameras."""

from __future__ import annotations

from typing import Final

#: What each of `dashboards.reasons.REASONS` is in German.
REASONS: Final = {
    "connection refused": "Verbindung abgelehnt",
    "connection timed out": "Zeitüberschreitung beim Verbinden",
    "host unreachable": "Host nicht erreichbar",
    "unknown host name": "Unbekannter Hostname",
    "wrong user name or password": "Benutzername oder Passwort falsch",
    "access to the stream denied": "Zugriff auf den Stream verweigert",
    "stream not found on this host": "Stream auf diesem Host nicht gefunden",
    "not a readable video stream": "Kein lesbarer Videostream",
    "the stream ended": "Der Stream wurde beendet",
    "no image received": "Kein Bild empfangen",
    "camera not connected, or in use by another program": (
        "Kamera nicht angeschlossen oder von einem anderen Programm belegt"
    ),
    "the image is frozen: nothing can be counted": "Das Bild ist eingefroren: Es kann nichts gezählt werden",
    "the image is black: nothing can be counted": "Das Bild ist schwarz: Es kann nichts gezählt werden",
    "the detector does not respond": "Der Detektor reagiert nicht",
    "the analysis does not respond": "Die Bildauswertung reagiert nicht",
    "the detector did not respond and is being restarted": "Der Detektor reagierte nicht und wird neu gestartet",
    "the analysis did not respond and is being restarted": "Die Bildauswertung reagierte nicht und wird neu gestartet",
    "no space left on device": "Kein Speicherplatz mehr frei",
    "permission denied": "Zugriff verweigert",
    "its process has just exited": "Der Prozess wurde gerade beendet",
    "no image for $1 s while opening the source; the decoder was stopped": (
        "$1 s lang kein Bild beim Öffnen der Quelle; der Decoder wurde beendet"
    ),
    "no image for $1 s while reading frame $2; the decoder was stopped": (
        "$1 s lang kein Bild beim Lesen von Bild $2; der Decoder wurde beendet"
    ),
    "broker $1 unreachable: $2": "Broker $1 nicht erreichbar: $2",
    "broker $1 does not respond: $2": "Broker $1 antwortet nicht: $2",
    "broker $1 refused the connection: $2": "Broker $1 lehnt die Verbindung ab: $2",
    "connection to $1 lost: $2": "Verbindung zu $1 verloren: $2",
    "no response from $1: $2": "Keine Antwort von $1: $2",
    "no response since $1: $2": "Keine Antwort seit $1: $2",
    "InfluxDB at $1 does not respond: $2": "InfluxDB unter $1 antwortet nicht: $2",
    "the server rejects all points: $1": "Der Server lehnt alle Datenpunkte ab: $1",
    "cannot write, the disk is full: $1": "Schreiben nicht möglich, der Datenträger ist voll: $1",
    "cannot write: $1": "Schreiben nicht möglich: $1",
    "cannot write $1: $2": "$1 kann nicht geschrieben werden: $2",
    "exited with code $1": "Mit Code $1 beendet",
    "killed by signal $1": "Durch Signal $1 beendet",
}

"""German titles and notes of dashboards."""

from __future__ import annotations

from typing import Final

_RAW: Final = " Nur solange Einzelereignisse aufbewahrt werden."
_SHADED: Final = " Ein noch nicht abgeschlossenes Intervall ist schattiert."
_GAP: Final = " Eine Lücke bedeutet: keine Daten."
_ANY_RANGE: Final = " Unabhängig vom gewählten Zeitraum."
_ONE_TYPE: Final = (
    " Zusammengezählt werden nur Linien des oben gewählten Typs: Haltlinie und Ausfahrtslinie zählen dasselbe Fahrzeug."
)
#: What each text in the sources is in German.
TITLES: Final = {
    "Intersection overview": "Knotenpunkt im Überblick",
    "Volumes, completeness and health, counts by class, line and direction, turning movements, queues and occupancy, "
    "speeds, violations and the state of the cameras.": "Verkehrsstärken, Vollständigkeit und Zustand, Zählwerte nach "
    "Klasse, Linie und Richtung, Abbiegeströme, Rückstau und Belegung, Geschwindigkeiten, Verstöße und der Zustand der "
    "Kameras.",
    "Site": "Standort",
    "All": "Alle",
    "Camera": "Kamera",
    "Class": "Klasse",
    "Line type": "Linientyp",
    "Bin": "Intervall",
    "Percentile": "Perzentil",
    "Violations": "Verstöße",
    "Unfinished bin": "Laufendes Intervall",
    "bin not finished": "Intervall noch nicht abgeschlossen",
    "no data in this time range": "keine Daten in diesem Zeitraum",
    "none recorded in this time range": "in diesem Zeitraum keine aufgezeichnet",
    "Volumes by approach": "Verkehrsstärken nach Zufahrt",
    "Road users in the selected time range: at each stop line, or where there is none, from each approach to an exit, "
    "or at each counting line.": "Verkehrsteilnehmer im gewählten Zeitraum: an jeder Haltlinie; wo es keine gibt, von "
    "jeder Zufahrt bis zu einer Ausfahrt oder an jeder Zähllinie.",
    "no crossings of stop lines": "an Haltlinien wurde nichts gezählt",
    "Completeness": "Vollständigkeit",
    "Share of the selected time range, up to now, in which the camera delivered pictures in which road users could be "
    "counted. Below 100 %, the numbers on this page are too low.": "Anteil des gewählten Zeitraums bis jetzt, in dem "
    "die Kamera Bilder lieferte, auf denen gezählt werden konnte. Unter 100 % sind die Zahlen auf dieser Seite zu "
    "niedrig.",
    "not recorded in this time range": "in diesem Zeitraum nicht aufgezeichnet",
    "Parts that do not work": "Nicht funktionierende Teile",
    "Cameras, engine, services and receivers whose last report was neither running nor stopped. The engine tells of "
    "them: if the last data are old, it does not run. Independent of the selected time range.": "Kameras, Auswertung, "
    "Dienste und Empfänger, die zuletzt weder liefen noch gestoppt waren. Die Auswertung meldet sie: Sind die "
    "letzten "
    "Daten alt, läuft sie nicht." + _ANY_RANGE,
    "nothing has reported": "keine Meldung",
    "Show health and performance": "Zustand und Leistung anzeigen",
    "Last data received": "Letzte Daten",
    "When any camera last reported; running cameras do so every few seconds. Independent of the selected time range.": (
        "Wann zuletzt eine Kamera gemeldet hat; laufende Kameras melden alle paar Sekunden." + _ANY_RANGE
    ),
    "never": "nie",
    "Crossings by class": "Zählwerte nach Klasse",
    "Road users that crossed a line in the selected time range. Only lines of the type selected above are added up: a "
    "stop line and an exit line count the same vehicle.": "Verkehrsteilnehmer, die im gewählten Zeitraum eine Linie "
    "überquert haben." + _ONE_TYPE,
    "no crossings of lines of this type": "an Linien dieses Typs wurde nichts gezählt",
    "Violations that started in the selected time range; click for the list with picture and clip. See the camera "
    "table for recording gaps.": "Verstöße, die im gewählten Zeitraum begannen; ein Klick öffnet die Liste mit Bild "
    "und "
    "Clip. Aufzeichnungslücken zeigt die Tabelle der Kameras.",
    "Show these violations with their evidence": "Diese Verstöße mit Beweismitteln anzeigen",
    "Crossings by class over time": "Zählwerte nach Klasse im Zeitverlauf",
    "A bin that is not finished is shaded. Only lines of the type selected above are added up: a stop line and an exit "
    "line count the same vehicle.": _SHADED.strip() + _ONE_TYPE,
    "Crossings by line over time": "Zählwerte nach Linie im Zeitverlauf",
    "The eight busiest lines of the type selected above. A bin that is not finished is shaded.": (
        "Die acht stärksten Linien des oben gewählten Typs." + _SHADED
    ),
    "Turning movements": "Abbiegeströme",
    "Road users from approach (row) to exit (column) in the selected time range, with totals; 0 where there was none. "
    "Incomplete tracks are not included.": "Verkehrsteilnehmer von der Zufahrt (Zeile) zur Ausfahrt (Spalte) im "
    "gewählten Zeitraum, mit Summen; 0, wo es keine gab. Unvollständige Trajektorien sind nicht enthalten.",
    "Turning movements by approach over time": "Abbiegeströme nach Zufahrt im Zeitverlauf",
    "Arrivals at any exit in each bin, by the approach they came from; the eight busiest approaches. A bin that is not "
    "finished is shaded.": (
        "Ankünfte an einer beliebigen Ausfahrt je Intervall, nach der Zufahrt, aus der sie kamen; die acht stärksten "
        "Zufahrten." + _SHADED
    ),
    "Queues": "Rückstau",
    "Maximum number of vehicles standing in an approach at once, per interval.": (
        "Höchste Zahl gleichzeitig in einer Zufahrt stehender Fahrzeuge, je Intervall."
    ),
    "vehicles": "Fahrzeuge",
    "Occupancy of approaches": "Belegung der Zufahrten",
    "Share of time with at least one road user in a zone, all classes. A gap means no data.": (
        "Zeitanteil mit mindestens einem Verkehrsteilnehmer in einer Zone, alle Klassen." + _GAP
    ),
    "Speed at lines: p50 and p85": "Geschwindigkeit an Linien: p50 und p85",
    "Of the road users that crossed one of the four busiest lines in each bin, in calibrated scenes; small samples "
    "give unreliable "
    "percentiles. Over more than two days: all classes, and the mean of 15-minute percentiles in longer bins.": (
        "Der Verkehrsteilnehmer, die je Intervall eine der vier stärksten Linien überquert haben, in kalibrierten "
        "Szenen; kleine Stichproben "
        "ergeben unsichere Perzentile. Über mehr als zwei Tage: alle Klassen und in längeren Intervallen das Mittel "
        "der "
        "15-Minuten-Perzentile."
    ),
    "Road users in view": "Verkehrsteilnehmer im Bild",
    "Mean number of road users in the image, all classes. A gap means no data. Not available by class, because absent "
    "classes are not stored as 0.": "Mittlere Zahl der Verkehrsteilnehmer im Bild, alle Klassen." + _GAP + " Nicht "
    "nach Klassen verfügbar, weil fehlende Klassen nicht als 0 gespeichert werden.",
    "Zones: last report": "Zonen: letzte Meldung",
    "The latest in the selected time range: road users and standing vehicles at that moment, and the share of the "
    "preceding seconds in which the zone was occupied.": "Die neueste im gewählten Zeitraum: Verkehrsteilnehmer und "
    "stehende Fahrzeuge in diesem Augenblick und der Anteil der Sekunden davor, in dem die Zone belegt war.",
    "Cameras: last report": "Kameras: letzte Meldung",
    "A running camera reports every few seconds. The state is from the last report: a camera without images does not "
    "report, so an old report means that it is offline. Independent of the selected time range.": "Eine laufende "
    "Kamera meldet alle paar Sekunden. Der Zustand stammt aus der letzten Meldung: Eine Kamera ohne Bilder meldet "
    "nicht, eine alte Meldung bedeutet daher, dass sie ausgefallen ist." + _ANY_RANGE,
    "frames/s": "Bilder/s",
    "Each line, movement and zone": "Jede Linie, jeder Strom und jede Zone",
    "Crossings by line and direction over time": "Zählwerte nach Linie und Richtung im Zeitverlauf",
    "Lines of all types: not to be added up. Directions as drawn. A bin that is not finished is shaded.": (
        "Linien aller Typen, nicht zum Zusammenzählen. Richtungen wie gezeichnet." + _SHADED
    ),
    "Turning movements over time": "Abbiegeströme im Zeitverlauf",
    "Arrivals at an exit in each bin, by origin. A bin that is not finished is shaded.": (
        "Ankünfte an einer Ausfahrt je Intervall, nach Herkunft." + _SHADED
    ),
    "Queues in lanes and junctions": "Rückstau auf Fahrstreifen und Knotenpunktflächen",
    "Maximum number of vehicles standing in a lane or junction at once, per interval.": (
        "Höchste Zahl gleichzeitig auf einem Fahrstreifen oder einer Knotenpunktfläche stehender Fahrzeuge, je "
        "Intervall."
    ),
    "Occupancy of other zones": "Belegung der übrigen Zonen",
    "Violations by rule, camera and class, over time and by hour of day, and a list with details, evidence and review "
    "of each.": "Verstöße nach Regel, Kamera und Klasse, im Zeitverlauf und nach Tagesstunde, und eine Liste mit "
    "Einzelheiten, Beweismitteln und Prüfung.",
    "Violations by rule": "Verstöße nach Regel",
    "Violations by camera": "Verstöße nach Kamera",
    "Violations by class": "Verstöße nach Klasse",
    "Violations that started in the selected time range.": "Verstöße, die im gewählten Zeitraum begannen.",
    "Reviews by verdict": "Prüfungen nach Ergebnis",
    "The latest verdict on each reviewed violation, as long as single events are kept; independent of the selected "
    "time range. The share of accepted reviews shows how reliable the rules are.": "Das letzte Ergebnis zu jedem "
    "geprüften Verstoß, solange Einzelereignisse aufbewahrt werden; unabhängig vom gewählten Zeitraum. Der Anteil der "
    "bestätigten zeigt, wie zuverlässig die Regeln sind.",
    "none reviewed": "keine geprüft",
    "Violations by rule over time": "Verstöße nach Regel im Zeitverlauf",
    "Violations that started in each bin. A bin that is not finished is shaded.": (
        "Verstöße, die im jeweiligen Intervall begannen." + _SHADED
    ),
    "Violations by camera over time": "Verstöße nach Kamera im Zeitverlauf",
    "Violations by hour of day": "Verstöße nach Tagesstunde",
    "All days of the time range combined, in the time zone of this installation.": (
        "Alle Tage des Zeitraums zusammen, in der Zeitzone dieser Installation."
    ),
    "Latest violations": "Neueste Verstöße",
    "The latest 500. Picture and clip open in a browser on the machine that recorded them; where they show file names, "
    "use the app on that machine. The verdict is open until somebody has reviewed the violation. Available as long as "
    "single events are kept.": "Die neuesten 500. Bild und Clip öffnen sich im Browser des Computers, der sie "
    "aufgezeichnet hat; wo Dateinamen stehen, öffnen Sie sie in der App dieses Computers. Das Ergebnis ist offen, bis "
    "jemand den Verstoß geprüft hat." + _RAW,
    "Open the picture": "Bild öffnen",
    "Open the clip": "Clip öffnen",
    "Performance and health": "Leistung und Zustand",
    "Frame rate, skipped frames, latency by stage and end to end, pending and rejected events, memory and restarts of "
    "services, and each camera's last report.": "Bildrate, ausgelassene Bilder, Latenz je Stufe und insgesamt, "
    "wartende und abgelehnte Ereignisse, Speicher und Neustarts der Dienste und die letzte Meldung jeder Kamera.",
    "Services: last change": "Dienste: letzte Änderung",
    "Engine, broker, journal, receivers and cameras as reported by the engine. An engine that crashed no longer "
    "reports: check the age of the camera reports. Independent of the selected time range.": "Auswertung, Broker, "
    "Journal, Empfänger und Kameras nach Angabe der Auswertung. Eine abgestürzte Auswertung meldet nichts mehr: Prüfen "
    "Sie das Alter der Kamerameldungen." + _ANY_RANGE,
    "Frames per second": "Bilder pro Sekunde",
    "Frames processed. A gap means no data.": "Ausgewertete Bilder." + _GAP,
    "Skipped frames": "Ausgelassene Bilder",
    "Share of a live source's frames that were not processed because a newer one had arrived.": "Anteil der Bilder "
    "einer Livequelle, die nicht ausgewertet wurden, weil schon ein "
    "neueres "
    "da war.",
    "End-to-end latency": "Gesamtlatenz",
    "From arrival of a frame to its events. Mean of the reported percentiles.": (
        "Vom Eintreffen eines Bildes bis zu seinen Ereignissen. Mittel der gemeldeten Perzentile."
    ),
    "Latency by stage": "Latenz je Stufe",
    "The percentile selected above, by stage. Mean of the reported percentiles.": (
        "Das oben gewählte Perzentil je Stufe. Mittel der gemeldeten Perzentile."
    ),
    "Pending events": "Wartende Ereignisse",
    "Events in the journal not yet acknowledged by a receiver. A rising value means that it is unreachable or too "
    "slow. "
    "All cameras of an engine combined.": "Ereignisse im Journal, die ein "
    "Empfänger noch nicht bestätigt hat. Steigt der Wert, ist er nicht erreichbar oder zu langsam. Alle Kameras einer "
    "Auswertung zusammen.",
    "Rejected events": "Abgelehnte Ereignisse",
    "Events permanently rejected by a receiver, in total; they are kept in the journal with the reason. All cameras of "
    "an engine combined.": "Von einem Empfänger endgültig abgelehnte "
    "Ereignisse, insgesamt; sie bleiben mit dem Grund im Journal. Alle Kameras einer Auswertung zusammen.",
    "Memory of services": "Speicher der Dienste",
    "Memory of the engine and the installed services, including child processes, once a minute.": "Arbeitsspeicher "
    "der Auswertung und der installierten Dienste samt Kindprozessen, "
    "einmal "
    "je Minute.",
    "The sum is that of Mosquitto, InfluxDB and Grafana; the red line is their budget of 300 MB.": (
        "Die Summe ist die von Mosquitto, InfluxDB und Grafana; die rote Linie ist ihr Budget von 300 MB."
    ),
    "Restarts of services": "Neustarts der Dienste",
    "Automatic restarts of each service since its supervisor started; each step is a crash.": "Automatische Neustarts "
    "jedes Dienstes seit dem Start der Dienstüberwachung; jede Stufe ist "
    "ein "
    "Absturz.",
}

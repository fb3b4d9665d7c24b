import QtQuick
import QtQuick.Layouts
import SmartIntersection.Backend
import SmartIntersection.Controls
import SmartIntersection.Theme

// What the selected line or zone is called, what it is for, and which way it leads.
Card {
    id: fields

    required property Configuration config
    readonly property SceneEditor _editor: config.scene
    readonly property string _key: _editor.selectedKey
    readonly property bool _line: _editor.selected.startsWith("lines")
    readonly property bool _lamp: _editor.selected.startsWith("signals")
    readonly property string _kind: config.revision >= 0 && _key !== "" ? String(config.value(_key + ".kind") ?? "") : ""
    // A stop line with a signal; a line or lane with one permitted direction.
    readonly property bool _governed: _line && _kind === "stop" && _value("signal") !== ""
    readonly property bool _oneWay: _line ? _value("allowed") !== "both" : !_lamp && _kind === "lane" && _editor.headed
    readonly property string _problem: config.revision >= 0 && _key !== "" ? SettingsWording.refusal(config.refusal(_lamp ? _key : _key + ".points")) : ""

    function _under(name: string): string {
        return fields._key === "" ? "" : fields._key + "." + name;
    }

    function _value(name: string): string {
        return fields.config.revision >= 0 && fields._key !== "" ? String(fields.config.value(fields._under(name)) ?? "") : "";
    }

    signal drawn

    title: _lamp ? qsTr("Lamp") : _line ? qsTr("Line") : qsTr("Zone")

    SettingField {
        Layout.fillWidth: true
        visible: !fields._lamp
        config: fields.config
        key: fields._lamp ? "" : fields._under("id")
        label: qsTr("Name")
    }

    SignalReading {
        Layout.fillWidth: true
        visible: fields._lamp
        editor: fields.config.signals
    }

    GridLayout {
        Layout.fillWidth: true
        visible: !fields._lamp
        // Side by side only where the longest words of both are whole.
        columns: fields._line && fields.width >= Theme.settingsColumn ? 2 : 1
        columnSpacing: Theme.spaceM
        rowSpacing: Theme.spaceS
        uniformCellWidths: true

        SettingChoice {
            Layout.fillWidth: true
            config: fields.config
            key: fields._lamp ? "" : fields._under("kind")
            label: qsTr("Type")
            choices: SettingsWording.kinds(fields._line)
        }

        SettingChoice {
            Layout.fillWidth: true
            visible: fields._line
            config: fields.config
            key: fields._line ? fields._under("allowed") : ""
            label: qsTr("Permitted")
            choices: [
                { value: "both", text: qsTr("Both directions") },
                { value: "forward", text: qsTr("Forward only") },
                { value: "backward", text: qsTr("Backward only") }
            ]
        }
    }

    SignalFields {
        Layout.fillWidth: true
        visible: fields._line && fields._kind === "stop"
        config: fields.config
        lineKey: fields._line ? fields._key : ""
        onDrawn: fields.drawn()
    }

    SettingChoice {
        Layout.fillWidth: true
        visible: fields._governed
        config: fields.config
        key: fields._line ? fields._under("turn_on_red") : ""
        label: qsTr("Turning on red after stopping")
        choices: [
            { value: "forbidden", text: qsTr("Not permitted") },
            { value: "allowed", text: qsTr("Right permitted") },
            { value: "allowed_left", text: qsTr("Left permitted") }
        ]
    }

    Toggle {
        visible: !fields._line && !fields._lamp && fields._kind === "lane"
        text: qsTr("Direction of travel")
        on: fields._editor.headed
        onSwitched: on => fields._editor.setHeading(on)
    }

    Toggle {
        readonly property string _place: fields._lamp ? "" : fields._under("exempt")

        visible: fields._governed || fields._oneWay
        text: qsTr("Bicycles exempt")
        on: fields.config.revision >= 0 && _place !== "" ? fields.config.lists(_place, "bicycle") : false
        onSwitched: on => fields.config.enlist(_place, "bicycle", on)
    }

    HintText {
        Layout.fillWidth: true
        visible: text !== ""
        color: Theme.color.failed
        text: fields._problem
        wrapMode: Text.Wrap
    }

    RowLayout {
        spacing: Theme.spaceS

        TextButton {
            text: qsTr("Add point")
            onClicked: fields._editor.insert()
        }

        IconButton {
            visible: fields._line || fields._editor.headed
            glyph: Glyphs.swap
            text: qsTr("Reverse direction")
            onClicked: fields._editor.reverse()
        }

        Item {
            Layout.fillWidth: true
        }

        IconButton {
            glyph: Glyphs.trash
            text: fields._editor.handle >= 0 ? qsTr("Remove point") : fields._line ? qsTr("Remove line")
                : fields._lamp ? qsTr("Remove lamp") : qsTr("Remove zone")
            onClicked: fields._editor.remove()
        }
    }
}

pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import SmartIntersection.Backend
import SmartIntersection.Controls
import SmartIntersection.Theme

// What governs a stop line: one of the scene's signals, or a new one, and its lamps, plan or topic.
ColumnLayout {
    id: fields

    required property Configuration config
    required property string lineKey
    readonly property SignalEditor _editor: config.signals
    readonly property string _key: _editor.key
    readonly property string _stored: config.revision >= 0 && _key !== "" ? String(config.value(_key + ".id") ?? "") : ""
    property string _name: _stored
    readonly property string _kind: config.revision >= 0 && _key !== "" ? String(config.value(_key + ".kind") ?? "") : ""

    signal drawn

    spacing: Theme.spaceS

    RowLayout {
        spacing: Theme.spaceXs

        SettingChoice {
            Layout.fillWidth: true
            config: fields.config
            key: fields.lineKey === "" ? "" : fields.lineKey + ".signal"
            label: qsTr("Signal")
            choices: [{ value: "", text: qsTr("none") }].concat(
                fields._editor.names.map(name => ({ value: name, text: name })))
        }

        IconButton {
            Layout.alignment: Qt.AlignBottom
            visible: fields._key !== ""
            glyph: Glyphs.trash
            text: qsTr("Remove signal")
            onClicked: fields._editor.remove()
        }
    }

    // Where the state comes from; too long for one row in some languages.
    Flow {
        Layout.fillWidth: true
        spacing: Theme.spaceS
        visible: fields._key === ""

        TextButton {
            text: qsTr("Lamps in the picture")
            checked: fields.config.scene.drawing === "lamps"
            onClicked: {
                fields.config.scene.begin("lamps");
                fields.drawn();
            }
        }

        Repeater {
            model: fields._editor.kinds

            TextButton {
                required property string modelData

                text: RegistryWording.feed(modelData)
                onClicked: fields._editor.add(modelData)
            }
        }
    }

    SignalReading {
        Layout.fillWidth: true
        visible: fields._key !== ""
        editor: fields._editor
    }

    TextBox {
        Layout.fillWidth: true
        visible: fields._key !== ""
        label: qsTr("Signal name")
        value: fields._name
        problem: fields.config.revision >= 0 && fields._key !== "" ? SettingsWording.refusal(fields.config.refusal(fields._key + ".id")) : ""
        onEdited: text => fields._name = text
        onFinished: {
            const typed = fields._name;
            fields._name = Qt.binding(() => fields._stored);
            if (typed !== fields._stored)
                fields._editor.rename(typed);
        }
    }

    RowLayout {
        visible: fields._editor.phases.length > 0
        spacing: Theme.spaceS
        uniformCellSizes: true

        Repeater {
            model: fields._editor.phases

            SettingField {
                required property string modelData
                required property int index

                Layout.fillWidth: true
                Layout.alignment: Qt.AlignTop
                config: fields.config
                key: fields._key === "" ? "" : `${fields._key}.phases[${index}].seconds`
                label: qsTr("%1 (s)").arg(Wording.lamp(modelData))
                numeric: true
            }
        }
    }

    TextButton {
        visible: fields._editor.phases.length > 0
        text: qsTr("Sync: green starts now")
        onClicked: fields._editor.greenNow()
    }

    Repeater {
        model: fields._editor.fields

        SettingField {
            required property string modelData

            Layout.fillWidth: true
            config: fields.config
            key: fields._key === "" ? "" : fields._key + "." + modelData
            label: RegistryWording.feedField(fields._kind + "." + modelData)
            hint: RegistryWording.feedHint(fields._kind + "." + modelData)
        }
    }
}

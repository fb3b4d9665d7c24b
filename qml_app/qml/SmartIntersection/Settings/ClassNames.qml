pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import SmartIntersection.Backend
import SmartIntersection.Controls
import SmartIntersection.Theme

// What the model calls its classes, where that is not what everybody calls them.
ColumnLayout {
    id: names

    required property Configuration config
    readonly property NameEditor _editor: config.names
    readonly property bool _open: _editor.rows.some(row => row.meaning === "")
    readonly property var _meanings: config.classes.map(code => ({ value: code, text: Wording.kind(code) })).concat(
        [{ value: "ignore", text: qsTr("Not a road user") }])
    property string _name: ""
    property string _meaning: "car"

    // A meaning that is none, as it may stand in a file, is shown as it is.
    function _choices(meaning: string): var {
        const other = { value: meaning, text: meaning === "" ? qsTr("Not counted") : meaning };
        return names._meanings.some(one => one.value === meaning) ? names._meanings : [other].concat(names._meanings);
    }

    spacing: Theme.spaceXs

    CaptionText {
        text: qsTr("Class names of the model")
    }

    HintText {
        Layout.fillWidth: true
        text: names._open
            ? qsTr("The model detects classes that are not counted yet. Select what each one counts as.")
            : qsTr("Common names such as car, van or lorry are recognised. Add other names that your model uses.")
    }

    Repeater {
        model: names._editor.rows

        RowLayout {
            id: row

            required property var modelData

            Layout.fillWidth: true
            spacing: Theme.spaceS

            BodyText {
                Layout.fillWidth: true
                Layout.preferredWidth: Theme.picker
                text: row.modelData.name
                textFormat: Text.PlainText
                elide: Text.ElideRight
            }

            Picker {
                Layout.fillWidth: true
                Layout.preferredWidth: Theme.picker
                label: qsTr("Class “%1” counts as").arg(row.modelData.name)
                choices: names._choices(row.modelData.meaning)
                chosenValue: row.modelData.meaning
                onChosen: value => names._editor.assign(row.modelData.name, value)
            }

            IconButton {
                enabled: row.modelData.meaning !== ""
                glyph: Glyphs.trash
                text: qsTr("Remove assignment")
                onClicked: names._editor.assign(row.modelData.name, "")
            }
        }
    }

    RowLayout {
        Layout.fillWidth: true
        spacing: Theme.spaceS

        TextBox {
            Layout.fillWidth: true
            Layout.preferredWidth: Theme.picker
            label: qsTr("Class of the model")
            value: names._name
            placeholder: qsTr("e.g. semitrailer")
            onEdited: text => names._name = text
        }

        ColumnLayout {
            Layout.fillWidth: true
            Layout.preferredWidth: Theme.picker
            spacing: Theme.spaceXs

            CaptionText {
                text: qsTr("Counts as")
                Accessible.ignored: true
            }

            Picker {
                Layout.fillWidth: true
                label: qsTr("Counts as")
                choices: names._meanings
                chosenValue: names._meaning
                onChosen: value => names._meaning = value
            }
        }

        TextButton {
            Layout.alignment: Qt.AlignBottom
            text: qsTr("Add")
            enabled: names._name.trim() !== ""
            onClicked: {
                names._editor.assign(names._name, names._meaning);
                names._name = "";
            }
        }
    }
}

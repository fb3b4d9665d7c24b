import QtQuick
import QtQuick.Layouts
import SmartIntersection.Backend
import SmartIntersection.Controls
import SmartIntersection.Theme

// The quickest way to a calibration: the size of a rectangle on the road.
ColumnLayout {
    id: fields

    required property CalibrationEditor editor
    readonly property string _width: wide.text.trim()
    readonly property string _length: deep.text.trim()

    function _apply(): void {
        fields.editor.rectangle(fields._width, fields._length);
    }

    spacing: Theme.spaceS

    HintText {
        Layout.fillWidth: true
        text: qsTr("If points 1–4 form a rectangle (near left, near right, far right, far left):")
        wrapMode: Text.Wrap
    }

    RowLayout {
        Layout.fillWidth: true
        spacing: Theme.spaceXs

        BodyText {
            text: qsTr("Width")
            Accessible.ignored: true
        }

        MetresBox {
            id: wide

            Layout.fillWidth: true
            Layout.minimumWidth: Theme.control
            Layout.maximumWidth: Theme.figureColumn
            label: qsTr("Width in metres")
            value: fields.editor.sides[0]
            onMeasured: fields._apply()
        }

        BodyText {
            text: qsTr("m,  Length")
            Accessible.ignored: true
        }

        MetresBox {
            id: deep

            Layout.fillWidth: true
            Layout.minimumWidth: Theme.control
            Layout.maximumWidth: Theme.figureColumn
            label: qsTr("Length in metres")
            value: fields.editor.sides[1]
            onMeasured: fields._apply()
        }

        BodyText {
            text: qsTr("m")
            Accessible.ignored: true
        }

        Item {
            Layout.fillWidth: true
        }

        TextButton {
            text: qsTr("Apply")
            strong: true
            enabled: fields._width !== "" && fields._length !== ""
            onClicked: fields._apply()
        }
    }
}

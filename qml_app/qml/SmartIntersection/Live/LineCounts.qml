pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import SmartIntersection.Controls
import SmartIntersection.Theme

// One line's crossings: totals each way, and each class below them, in a line of text, or in a tip.
ColumnLayout {
    id: counts

    required property string camera
    // Of its camera.
    required property bool first
    required property string name
    required property int forward
    required property int backward
    required property var kinds
    required property bool manyCameras
    // 2: a row for each class, 1: all in one line, 0: totals only
    required property int detail
    // A name that is longer than two lines beside its totals has the whole width; they stand at its last line where
    // that leaves them room, else below it beside the classes.
    readonly property real _beside: width - 2 * (Theme.figureColumn + Theme.spaceS)
    readonly property bool _apart: title.implicitWidth > Theme.twoLines * _beside
    property real _lastLine: 0
    readonly property bool _tucked: _apart && _lastLine <= _beside
    readonly property real _lift: _tucked ? title.contentHeight / title.lineCount : 0
    readonly property string _title: manyCameras ? qsTr("%1 · %2").arg(camera).arg(name) : name
    readonly property string _classes: kinds.map(one => one.backward > 0
        ? qsTr("%1 %2/%3").arg(Wording.kind(one.kind)).arg(Wording.number(one.forward)).arg(Wording.number(one.backward))
        : qsTr("%1 %2").arg(Wording.kind(one.kind)).arg(Wording.number(one.forward))).join(" · ")

    spacing: Theme.hairline

    BodyText {
        Layout.fillWidth: true
        Layout.topMargin: Theme.spaceXs
        color: Theme.color.textMuted
        visible: counts.manyCameras && counts.first
        maximumLineCount: 2
        text: counts.camera
        wrapMode: Text.WrapAtWordBoundaryOrAnywhere
    }

    GridLayout {
        Layout.fillWidth: true
        Layout.minimumHeight: Theme.countRow
        columns: 3
        columnSpacing: Theme.spaceS
        rowSpacing: 0
        Accessible.role: Accessible.StaticText
        Accessible.name: qsTr("%1: %2 forward, %3 backward").arg(counts._title).arg(Formats.number(counts.forward)).arg(Formats.number(counts.backward))
        Accessible.description: counts._classes

        HoverHandler {
            id: pointer
        }

        PlainTip {
            text: counts._classes
            shown: pointer.hovered && counts.detail === 0
        }

        BodyText {
            id: title

            Layout.columnSpan: counts._apart ? 3 : 1
            Layout.fillWidth: true
            font.weight: Font.DemiBold
            maximumLineCount: 6
            text: counts.name
            wrapMode: Text.WrapAtWordBoundaryOrAnywhere
            onLineLaidOut: line => {
                if (line.isLast)
                    counts._lastLine = line.implicitWidth;
            }
            Accessible.ignored: true
        }

        CaptionText {
            Layout.fillWidth: true
            Layout.maximumHeight: text !== "" ? implicitHeight : 0
            visible: counts._apart
            text: counts.detail === 1 && !counts._tucked ? counts._classes : ""
            Accessible.ignored: true
        }

        Repeater {
            model: [counts.forward, counts.backward]

            BodyText {
                required property int modelData

                Layout.preferredWidth: Theme.figureColumn
                Layout.topMargin: -counts._lift
                Layout.alignment: counts._tucked ? Qt.AlignBottom : Qt.AlignVCenter
                horizontalAlignment: Text.AlignRight
                font.pixelSize: Theme.textStrong
                font.weight: Font.DemiBold
                color: modelData > 0 ? Theme.color.text : Theme.color.textMuted
                text: Wording.number(modelData)
                Accessible.ignored: true
            }
        }
    }

    CaptionText {
        Layout.fillWidth: true
        visible: counts.detail === 1 && text !== "" && (!counts._apart || counts._tucked)
        text: counts._classes
        Accessible.ignored: true
    }

    Repeater {
        model: counts.detail === 2 ? counts.kinds : []

        RowLayout {
            id: row

            required property var modelData

            Layout.fillWidth: true
            Layout.preferredHeight: Theme.classRow
            spacing: Theme.spaceS

            Rectangle {
                implicitWidth: Theme.dot
                implicitHeight: Theme.dot
                radius: Theme.hairline * 2
                color: Theme.chart(row.modelData.kind)
            }

            BodyText {
                Layout.fillWidth: true
                color: Theme.color.textMuted
                text: Wording.kind(row.modelData.kind)
            }

            BodyText {
                Layout.preferredWidth: Theme.figureColumn
                horizontalAlignment: Text.AlignRight
                text: Wording.number(row.modelData.forward)
            }

            BodyText {
                Layout.preferredWidth: Theme.figureColumn
                horizontalAlignment: Text.AlignRight
                text: Wording.number(row.modelData.backward)
            }
        }
    }
}

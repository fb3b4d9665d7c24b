pragma ComponentBehavior: Bound

import QtQuick
import SmartIntersection.Controls
import SmartIntersection.Theme

// The classes' colours with their totals, and what pale bars mean.
Flow {
    id: legend

    required property var kinds
    // Whether what is recorded in part stands on a strip that says so.
    property bool strips: true

    spacing: Theme.spaceL

    component Entry: Row {
        id: entry

        required property color tone
        required property string text
        // As under the bars it explains.
        property bool strip: false
        // As the bars themselves are.
        property bool pale: false

        spacing: Theme.spaceS

        Rectangle {
            anchors.verticalCenter: parent.verticalCenter
            width: Theme.lampSize
            height: entry.strip ? Theme.strokeStrong : Theme.lampSize
            radius: Theme.hairline
            color: entry.pale ? Qt.alpha(entry.tone, Theme.half) : entry.tone

            Rectangle {
                anchors.bottom: parent.bottom
                width: parent.width
                height: Theme.strokeStrong
                visible: entry.pale && legend.strips
                color: Theme.color.busy
            }
        }

        BodyText {
            anchors.verticalCenter: parent.verticalCenter
            text: entry.text
        }
    }

    Repeater {
        model: legend.kinds

        Entry {
            required property string kind
            required property int count

            tone: Theme.chart(kind)
            text: qsTr("%1 %2").arg(Wording.kind(kind)).arg(Wording.number(count))
        }
    }

    Entry {
        pale: true
        tone: Theme.color.chart
        text: qsTr("partly recorded")
    }

    Entry {
        strip: true
        tone: Theme.color.idle
        text: qsTr("no data")
    }
}

pragma ComponentBehavior: Bound

import QtQuick
import SmartIntersection.Controls
import SmartIntersection.Theme

// The classes' colours with their totals, and what pale bars mean.
Flow {
    id: legend

    required property var kinds
    // Whether bars may be pale.
    property bool partly: true

    spacing: Theme.spaceL

    component Entry: Row {
        id: entry

        required property color tone
        required property string text
        // As under the bars it explains.
        property bool strip: false

        spacing: Theme.spaceS

        Rectangle {
            anchors.verticalCenter: parent.verticalCenter
            width: Theme.lampSize
            height: entry.strip ? Theme.strokeStrong : Theme.lampSize
            radius: Theme.hairline
            color: entry.tone
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
        visible: legend.partly
        strip: true
        tone: Theme.color.busy
        text: qsTr("partly recorded")
    }

    Entry {
        strip: true
        tone: Theme.color.idle
        text: qsTr("no data")
    }
}

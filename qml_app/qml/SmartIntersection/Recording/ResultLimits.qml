pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import SmartIntersection.Backend
import SmartIntersection.Controls
import SmartIntersection.Theme

// What makes a count less than it seems: times that no recording has, and what the camera could not see.
ColumnLayout {
    id: limits

    required property Results results
    readonly property int _gapsShown: 5

    spacing: Theme.spaceXs

    Repeater {
        model: limits.results.gaps.slice(0, limits._gapsShown)

        BodyText {
            required property var modelData

            Layout.fillWidth: true
            color: Theme.color.busy
            text: RecordingWording.gap(modelData)
            wrapMode: Text.Wrap
        }
    }

    BodyText {
        Layout.fillWidth: true
        visible: limits.results.gaps.length > limits._gapsShown
        color: Theme.color.busy
        text: qsTr("and %1 more").arg(Wording.number(limits.results.gaps.length - limits._gapsShown))
    }

    Repeater {
        model: limits.results.limits

        BodyText {
            required property string modelData

            Layout.fillWidth: true
            color: Theme.color.busy
            text: ReasonWording.said(modelData)
            wrapMode: Text.Wrap
        }
    }
}

pragma ComponentBehavior: Bound

import QtQuick
import SmartIntersection.Backend
import SmartIntersection.Theme

// Cameras whose data lies in another period than the one that is shown; a click goes there.
Flow {
    id: hint

    required property JournalPage page

    spacing: Theme.spaceS
    visible: page.elsewhere.length > 0

    Repeater {
        model: hint.page.elsewhere.slice(0, 3)

        TextButton {
            required property var modelData

            text: qsTr("%1 has data from %2 – show").arg(modelData.camera).arg(Formats.period(modelData.from, modelData.to))
            onClicked: hint.page.choose(modelData.from, modelData.to + 1000)
        }
    }

    CaptionText {
        height: Theme.control
        verticalAlignment: Text.AlignVCenter
        visible: hint.page.elsewhere.length > 3
        text: qsTr("%1 more under Date").arg(Formats.number(hint.page.elsewhere.length - 3))
    }
}

import QtQuick
import QtQuick.Layouts
import SmartIntersection.Controls
import SmartIntersection.Theme

// What can be done to something that runs; in a narrow card in two rows.
Flow {
    id: actions

    required property string title
    required property bool startable
    required property bool stoppable

    signal start
    signal stop
    signal restart
    signal showLog

    Layout.fillWidth: true
    spacing: Theme.spaceS

    // One button for both, as wide as the wider word: what stands beside it does not move.
    TextButton {
        width: Math.max(startWidth.width, stopWidth.width) + 2 * Theme.spaceM
        text: actions.stoppable ? stopWidth.text : startWidth.text
        strong: !actions.stoppable
        enabled: actions.stoppable || actions.startable
        Accessible.name: actions.stoppable ? qsTr("Stop %1").arg(actions.title) : qsTr("Start %1").arg(actions.title)
        onClicked: actions.stoppable ? actions.stop() : actions.start()
    }

    TextMetrics {
        id: startWidth

        font.pixelSize: Theme.textBody
        text: qsTr("Start")
    }

    TextMetrics {
        id: stopWidth

        font.pixelSize: Theme.textBody
        text: qsTr("Stop")
    }

    TextButton {
        text: qsTr("Restart")
        enabled: actions.stoppable
        Accessible.name: qsTr("Restart %1").arg(actions.title)
        onClicked: actions.restart()
    }

    TextButton {
        text: qsTr("Log")
        Accessible.name: qsTr("Log of %1").arg(actions.title)
        onClicked: actions.showLog()
    }
}

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

    TextButton {
        text: qsTr("Start")
        strong: true
        visible: !actions.stoppable
        enabled: actions.startable
        Accessible.name: qsTr("Start %1").arg(actions.title)
        onClicked: actions.start()
    }

    TextButton {
        text: qsTr("Stop")
        visible: actions.stoppable
        Accessible.name: qsTr("Stop %1").arg(actions.title)
        onClicked: actions.stop()
    }

    TextButton {
        text: qsTr("Restart")
        visible: actions.stoppable
        Accessible.name: qsTr("Restart %1").arg(actions.title)
        onClicked: actions.restart()
    }

    TextButton {
        text: qsTr("Log")
        Accessible.name: qsTr("Log of %1").arg(actions.title)
        onClicked: actions.showLog()
    }
}

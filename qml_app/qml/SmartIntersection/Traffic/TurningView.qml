import QtQuick
import QtQuick.Layouts
import SmartIntersection.Backend
import SmartIntersection.Controls
import SmartIntersection.Theme

// From where to where, at a glance and in figures.
ScrollArea {
    id: view

    required property Turning turning
    readonly property bool _beside: width >= matrix.least + Theme.settingsColumn

    label: qsTr("Turning movements")
    contentWidth: width
    contentHeight: Math.max(height, grid.implicitHeight)

    GridLayout {
        id: grid

        width: view.width - view.gutter
        height: view.contentHeight
        columns: view._beside ? 2 : 1
        columnSpacing: Theme.spaceM
        rowSpacing: Theme.spaceM

        TurningMatrix {
            id: matrix

            Layout.fillWidth: true
            Layout.fillHeight: view._beside
            Layout.minimumWidth: view._beside ? least : 0
            Layout.maximumWidth: view._beside ? Math.max(least, view.width * Theme.half) : -1
            room: view._beside ? view.height : 0
            turning: view.turning
        }

        TurningFlows {
            Layout.fillWidth: true
            Layout.fillHeight: true
            Layout.minimumHeight: Theme.flowsLeast
            turning: view.turning
        }
    }
}

import QtQuick
import QtQuick.Layouts
import SmartIntersection.Backend
import SmartIntersection.Theme

// What the cameras add up to. Counts may be many and scroll; violations and health are always in sight.
ColumnLayout {
    id: panel

    required property Monitor monitor
    required property bool manyCameras

    signal violationChosen(violation: string)

    readonly property bool _low: height < Theme.roomyPanel
    // What health takes in full, as it was when last shown so.
    property real _full: 0

    function _measure(): void {
        if (!health.brief)
            panel._full = health.implicitHeight;
    }

    spacing: Theme.spaceM

    ViolationList {
        id: violations

        Layout.fillWidth: true
        most: panel._low ? Theme.briefRows : Theme.recentRows
        monitor: panel.monitor
        onChosen: violation => panel.violationChosen(violation)
    }

    CountList {
        Layout.fillWidth: true
        Layout.fillHeight: true
        Layout.minimumHeight: Theme.countsLeast
        monitor: panel.monitor
        manyCameras: panel.manyCameras
    }

    HealthCard {
        id: health

        Layout.fillWidth: true
        monitor: panel.monitor
        brief: panel._low || panel.manyCameras && panel.height < Theme.crowdedPanel
            || violations.implicitHeight + Theme.countsLeast + panel._full + 2 * panel.spacing > panel.height
        onImplicitHeightChanged: Qt.callLater(panel._measure)
    }
}

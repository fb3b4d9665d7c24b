pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Controls.Basic
import SmartIntersection.Backend
import SmartIntersection.Controls
import SmartIntersection.Theme

// The tasks of a run, one below the other; while it runs, the one being done stays in view.
ListView {
    id: list

    required property SetupRun run
    property bool grouped: true
    property bool planned: false

    property bool _busy: run.busy
    property int _done: -1

    signal takeInstead(option: string)
    signal stopEngine
    signal allowDeletion(loss: string)

    clip: true
    model: run.tasks
    boundsBehavior: Flickable.StopAtBounds
    activeFocusOnTab: true
    Accessible.role: Accessible.List
    Accessible.name: qsTr("Steps")
    Keys.onUpPressed: bar.decrease()
    Keys.onDownPressed: bar.increase()

    ScrollBar.vertical: ScrollBar {
        id: bar

        policy: list.contentHeight > list.height ? ScrollBar.AlwaysOn : ScrollBar.AlwaysOff
    }

    section.property: grouped ? "group" : ""
    section.delegate: Item {
        id: heading

        required property string section

        width: ListView.view?.width ?? 0
        height: Theme.listRow

        CaptionText {
            anchors.left: parent.left
            anchors.bottom: parent.bottom
            anchors.leftMargin: Theme.spaceM
            anchors.bottomMargin: Theme.spaceS
            color: Theme.color.text
            font.weight: Font.DemiBold
            text: SetupWording.service(heading.section)
            Accessible.role: Accessible.Heading
        }
    }

    delegate: TaskRow {
        width: list.width - (bar.visible ? bar.width : 0)
        label: list.grouped ? TaskWording.title(title) : SetupWording.check(title)
        planned: list.planned
        idle: !list._busy
        onTakeInstead: option => list.takeInstead(option)
        onStopEngine: list.stopEngine()
        onAllowDeletion: list.allowDeletion(TaskWording.reason(reason))
    }

    // What has ended is read from its beginning.
    on_BusyChanged: if (!_busy) positionViewAtBeginning()

    Connections {
        target: list.run

        function onChanged(): void {
            if (list._done === list.run.done || !list.run.busy || list.count === 0)
                return;
            list._done = list.run.done;
            list.positionViewAtIndex(Math.min(list.run.done + 1, list.count - 1), ListView.Contain);
        }
    }
}

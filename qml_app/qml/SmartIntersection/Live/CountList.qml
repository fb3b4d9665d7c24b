pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Controls.Basic
import QtQuick.Layouts
import SmartIntersection.Backend
import SmartIntersection.Controls
import SmartIntersection.Theme

// The crossings of every line since the engine's start.
Card {
    id: list

    required property Monitor monitor
    required property bool manyCameras

    // As much of each line as all lines have room for.
    readonly property int _detail: {
        let classes = 0;
        for (let index = 0; index < lines.count; ++index)
            classes += (lines.itemAt(index) as LineCounts)?.kinds.length ?? 0;
        if (lines.count * (Theme.countRow + Theme.spaceM) + classes * Theme.classRow <= scroll.height)
            return 2;
        return lines.count * (Theme.countRow + Theme.classRow + Theme.spaceXs) <= scroll.height ? 1 : 0;
    }

    title: qsTr("Crossings")
    aside: Wording.counted(monitor.current, monitor.recorded, monitor.work)
    border.color: scroll.activeFocus ? Theme.color.focus : Theme.color.outline
    border.width: scroll.activeFocus ? Theme.focusRing : Theme.hairline

    RowLayout {
        Layout.fillWidth: true
        Layout.rightMargin: scroll.gutter
        spacing: Theme.spaceS
        visible: lines.count > 0

        CaptionText {
            Layout.fillWidth: true
            text: qsTr("Line")
        }

        CaptionText {
            Layout.preferredWidth: Theme.figureColumn
            horizontalAlignment: Text.AlignRight
            text: qsTr("Forward")
        }

        CaptionText {
            Layout.preferredWidth: Theme.figureColumn
            horizontalAlignment: Text.AlignRight
            text: qsTr("Backward")
        }
    }

    Flickable {
        id: scroll

        readonly property bool overflows: contentHeight > height
        readonly property real gutter: overflows ? bar.width + Theme.spaceXs : 0

        Layout.fillWidth: true
        Layout.fillHeight: true
        contentHeight: content.implicitHeight
        clip: true
        activeFocusOnTab: overflows || activeFocus // Qt warns where what has the focus stops taking it
        boundsBehavior: Flickable.StopAtBounds
        Keys.onUpPressed: bar.decrease()
        Keys.onDownPressed: bar.increase()
        Accessible.role: Accessible.List
        Accessible.name: list.title

        ScrollBar.vertical: ScrollBar {
            id: bar

            policy: scroll.overflows ? ScrollBar.AlwaysOn : ScrollBar.AlwaysOff
        }

        ColumnLayout {
            id: content

            width: scroll.width - scroll.gutter
            spacing: list._detail === 2 ? Theme.spaceM : list._detail === 1 ? Theme.spaceXs : 0

            Repeater {
                id: lines

                model: list.monitor.counts

                LineCounts {
                    Layout.fillWidth: true
                    manyCameras: list.manyCameras
                    detail: list._detail
                }
            }

            HintText {
                Layout.fillWidth: true
                visible: lines.count === 0
                wrapMode: Text.Wrap
                text: list.monitor.status === "waiting" ? qsTr("No data yet.") : list.monitor.status === "deleted" ? qsTr("No data.")
                    : qsTr("No counting lines configured.")
            }
        }
    }
}

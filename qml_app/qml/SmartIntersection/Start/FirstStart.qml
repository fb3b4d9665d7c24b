pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import SmartIntersection.Backend
import SmartIntersection.Controls
import SmartIntersection.Theme

// Where it begins: three ways in, and what was opened before.
ScrollArea {
    id: page

    required property Opening opening
    property bool _camera: false
    readonly property bool _idle: opening.busy === ""

    signal setUp

    function _leave(): void {
        if (page._camera)
            page._camera = false;
        else if (!page.opening.first)
            page.opening.shown = false;
    }

    label: qsTr("Get started")
    contentHeight: column.implicitHeight + 2 * column.y
    Keys.onEscapePressed: page._leave()
    onVisibleChanged: page._camera = false

    ColumnLayout {
        id: column

        x: Math.max(Theme.spaceXl, (page.width - width) / 2)
        // What is told below what was pressed does not move it.
        y: Math.max(Theme.spaceXl, (page.height - implicitHeight + (notice.visible ? notice.implicitHeight + spacing : 0)) / 3)
        width: Math.min(page.width - 2 * Theme.spaceXl, Theme.wizard)
        spacing: Theme.spaceL

        RowLayout {
            Layout.fillWidth: true

            TitleText {
                Layout.fillWidth: true
                font.pixelSize: Theme.textHeading
                text: page._camera ? qsTr("Add a camera") : page.opening.first ? qsTr("Welcome to Smart Intersection")
                    : qsTr("Open")
                Accessible.role: Accessible.Heading
            }

            TextButton {
                visible: !page._camera && !page.opening.first
                text: qsTr("Cancel")
                onClicked: page._leave()
            }
        }

        BodyText {
            Layout.fillWidth: true
            visible: !page._camera
            color: Theme.color.textMuted
            text: qsTr("What would you like to count? You can also drop videos or a folder anywhere in this window.")
            wrapMode: Text.Wrap
        }

        GridLayout {
            Layout.fillWidth: true
            visible: !page._camera
            columns: column.width >= Theme.wizard * 0.7 ? 3 : 1
            columnSpacing: Theme.spaceL
            rowSpacing: Theme.spaceM
            uniformCellWidths: true
            uniformCellHeights: true

            EntryCard {
                Layout.fillWidth: true
                Layout.fillHeight: true
                // Hidden, it would still hear the keys of the pictures behind it.
                focus: page.visible && !page._camera
                enabled: page._idle
                glyph: Glyphs.intersection
                text: qsTr("Simulated intersection")
                explanation: qsTr("Explore all features with simulated traffic. No camera needed.")
                onClicked: page.opening.simulate()
            }

            EntryCard {
                Layout.fillWidth: true
                Layout.fillHeight: true
                enabled: page._idle
                glyph: Glyphs.video
                text: qsTr("Open a video")
                explanation: qsTr("Draw a counting line on a recording and get the counts. Consecutive files are treated as one recording.")
                onClicked: video.choose()
            }

            EntryCard {
                Layout.fillWidth: true
                Layout.fillHeight: true
                enabled: page._idle
                glyph: Glyphs.camera
                text: qsTr("Add a camera")
                explanation: qsTr("Count live with a network camera or webcam.")
                onClicked: {
                    page.opening.look();
                    page._camera = true;
                }
            }
        }

        OpenVideo {
            id: video

            Layout.fillWidth: true
            visible: !page._camera
            opening: page.opening
        }

        Toggle {
            visible: !page._camera && page.opening.drawn
            text: qsTr("Same camera position: keep lines and zones")
            on: page.opening.sameView
            onSwitched: on => page.opening.sameView = on
        }

        Notice {
            id: notice

            Layout.fillWidth: true
            visible: !page._camera && text !== ""
            working: page.opening.failure === ""
            text: page.opening.failure !== "" ? ReasonWording.said(page.opening.failure)
                : page.opening.busy !== "opening" ? "" : page.opening.subject !== "" ? qsTr("Opening %1 …").arg(page.opening.subject) : qsTr("Starting …")
        }

        Loader {
            Layout.fillWidth: true
            active: page._camera
            visible: active
            focus: active
            sourceComponent: AddCamera {
                opening: page.opening
                onBack: {
                    page._camera = false;
                    page.opening.forgetTest();
                }
            }
        }

        RecentList {
            Layout.fillWidth: true
            Layout.topMargin: Theme.spaceS
            visible: !page._camera && page.opening.recent.length > 0
            opening: page.opening
        }

        TextButton {
            Layout.topMargin: Theme.spaceS
            visible: !page._camera && page.opening.first
            text: qsTr("Set up database and dashboards …")
            onClicked: page.setUp()
        }
    }
}

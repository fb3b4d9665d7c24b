pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Controls.Basic
import QtQuick.Layouts
import SmartIntersection.Backend
import SmartIntersection.Controls
import SmartIntersection.Theme

// What was opened before; what is no longer there is grey and can only be taken off the list.
Section {
    id: list

    required property Opening opening

    title: qsTr("Recent recordings")

    Repeater {
        model: list.opening.recent

        RowLayout {
            id: row

            required property var modelData

            Layout.fillWidth: true
            spacing: Theme.spaceS

            AbstractButton {
                id: entry

                Layout.fillWidth: true
                implicitHeight: Theme.listRow
                enabled: row.modelData.there && list.opening.busy === ""
                hoverEnabled: true
                focusPolicy: Qt.StrongFocus
                text: row.modelData.name
                Accessible.role: Accessible.Button
                Accessible.name: text
                Accessible.description: row.modelData.there ? row.modelData.folder : qsTr("Not found")
                Keys.onReturnPressed: click()
                Keys.onEnterPressed: click()
                onClicked: list.opening.open(row.modelData.source)

                background: Rectangle {
                    radius: Theme.radiusS
                    color: entry.hovered ? Theme.color.raised : "transparent"
                    border.color: entry.visualFocus ? Theme.color.focus : "transparent"
                    border.width: Theme.focusRing
                }

                contentItem: RowLayout {
                    spacing: Theme.spaceM

                    Glyph {
                        Layout.leftMargin: Theme.spaceS
                        path: Glyphs.camera
                        color: Theme.color.textMuted
                    }

                    BodyText {
                        Layout.maximumWidth: Math.ceil(implicitWidth)
                        Layout.fillWidth: true
                        color: row.modelData.there ? Theme.color.text : Theme.color.idle
                        text: entry.text
                        Accessible.ignored: true
                    }

                    BodyText {
                        Layout.fillWidth: true
                        color: row.modelData.there ? Theme.color.textMuted : Theme.color.idle
                        elide: Text.ElideMiddle
                        text: row.modelData.there ? row.modelData.folder : qsTr("Not found: %1").arg(row.modelData.folder)
                        Accessible.ignored: true
                    }
                }
            }

            IconButton {
                glyph: Glyphs.cross
                text: qsTr("Remove %1 from the list").arg(row.modelData.name)
                onClicked: list.opening.forget(row.modelData.source)
            }
        }
    }
}

pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Controls.Basic
import SmartIntersection.Controls
import SmartIntersection.Theme

// The pages, one above the other. Tab comes to the one shown, arrows go to the others.
FocusScope {
    id: rail

    // name, title and glyph of each page
    required property var pages
    required property string current

    signal chosen(page: string)

    implicitWidth: Theme.rail
    Accessible.role: Accessible.PageTabList
    Accessible.name: qsTr("Pages")

    Rectangle {
        anchors.fill: parent
        color: Theme.color.surface
    }

    Rectangle {
        anchors.right: parent.right
        width: Theme.hairline
        height: parent.height
        color: Theme.color.outline
    }

    Column {
        anchors.fill: parent
        anchors.topMargin: Theme.spaceM
        spacing: Theme.spaceXs

        Repeater {
            id: items

            model: rail.pages

            AbstractButton {
                id: item

                required property var modelData
                required property int index

                function go(step: int): void {
                    const other = items.itemAt((index + step + items.count) % items.count);
                    other?.forceActiveFocus(Qt.TabFocusReason);
                }

                text: modelData.title
                anchors.horizontalCenter: parent?.horizontalCenter
                width: Theme.rail - Theme.spaceXs
                height: Theme.topBar
                checked: rail.current === modelData.name
                hoverEnabled: true
                focusPolicy: Qt.StrongFocus
                Accessible.role: Accessible.PageTab
                Accessible.name: text
                Accessible.selected: checked
                Keys.onReturnPressed: click()
                Keys.onEnterPressed: click()
                Keys.onUpPressed: go(-1)
                Keys.onDownPressed: go(1)
                onClicked: rail.chosen(modelData.name)

                background: Rectangle {
                    radius: Theme.radiusM
                    color: item.checked ? Theme.color.selected : item.hovered ? Theme.color.raised : "transparent"
                    border.color: item.visualFocus ? Theme.color.focus : "transparent"
                    border.width: Theme.focusRing

                    Rectangle {
                        anchors.left: parent.left
                        anchors.verticalCenter: parent.verticalCenter
                        width: Theme.strokeStrong
                        height: parent.height / 2
                        radius: width / 2
                        color: Theme.color.accent
                        visible: item.checked
                    }
                }

                contentItem: Item {
                    Column {
                        anchors.centerIn: parent
                        spacing: Theme.spaceXs

                        Glyph {
                            anchors.horizontalCenter: parent.horizontalCenter
                            path: item.modelData.glyph
                            size: Theme.glyphRail
                            color: item.checked ? Theme.color.text : Theme.color.textMuted
                        }

                        CaptionText {
                            anchors.horizontalCenter: parent.horizontalCenter
                            color: item.checked ? Theme.color.text : Theme.color.textMuted
                            text: item.text
                            Accessible.ignored: true
                        }
                    }
                }
            }
        }
    }
}

pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Controls.Basic
import SmartIntersection.Theme

// The parts of a page, side by side; the one in view is underlined. Arrows go from one to the next.
Row {
    id: tabs

    required property string label
    // value and text of each
    required property var choices
    required property string value

    signal chosen(value: string)

    objectName: "tabs"
    spacing: Theme.hairline
    Accessible.role: Accessible.PageTabList
    Accessible.name: label

    Repeater {
        id: items

        model: tabs.choices

        AbstractButton {
            id: tab

            required property var modelData
            required property int index

            function go(step: int): void {
                items.itemAt((index + step + items.count) % items.count)?.forceActiveFocus(Qt.TabFocusReason);
            }

            text: modelData.text
            checked: tabs.value === modelData.value
            implicitWidth: words.implicitWidth + 2 * Theme.spaceS
            implicitHeight: Theme.control
            hoverEnabled: true
            focusPolicy: Qt.StrongFocus
            Accessible.role: Accessible.PageTab
            Accessible.name: text
            Accessible.selected: checked
            Keys.onReturnPressed: click()
            Keys.onEnterPressed: click()
            Keys.onLeftPressed: go(-1)
            Keys.onRightPressed: go(1)
            onClicked: tabs.chosen(modelData.value)

            background: Rectangle {
                radius: Theme.radiusS
                color: tab.hovered && !tab.checked ? Theme.color.raised : "transparent"
                border.color: tab.visualFocus ? Theme.color.focus : "transparent"
                border.width: Theme.focusRing

                Rectangle {
                    anchors.left: parent.left
                    anchors.right: parent.right
                    anchors.bottom: parent.bottom
                    anchors.leftMargin: Theme.spaceS
                    anchors.rightMargin: Theme.spaceS
                    height: Theme.stroke
                    radius: height / 2
                    color: Theme.color.accent
                    visible: tab.checked
                }
            }

            contentItem: BodyText {
                id: words

                horizontalAlignment: Text.AlignHCenter
                color: tab.checked ? Theme.color.text : Theme.color.textMuted
                font.weight: Font.Medium
                text: tab.text
                Accessible.ignored: true
            }
        }
    }
}

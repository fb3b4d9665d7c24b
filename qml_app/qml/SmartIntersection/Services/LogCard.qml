import QtQuick
import QtQuick.Controls.Basic
import QtQuick.Layouts
import SmartIntersection.Backend
import SmartIntersection.Controls
import SmartIntersection.Theme

// The end of a log. It follows what is written unless somebody has scrolled up to read.
Card {
    id: card

    required property ServiceLog log
    required property string name
    property string nothing: qsTr("The log is empty.")

    title: qsTr("Log of %1").arg(name)
    aside: Qt.uiLanguage.startsWith("en") ? "" : qsTr("in English, as it was written")

    Rectangle {
        Layout.fillWidth: true
        Layout.preferredHeight: Theme.listWindow
        radius: Theme.radiusS
        color: Theme.color.background
        border.color: view.activeFocus ? Theme.color.focus : Theme.color.outline
        border.width: Theme.hairline

        Flickable {
            id: view

            property bool following: true

            function follow(): void {
                if (view.following)
                    view.contentY = Math.max(0, view.contentHeight - view.height);
            }

            anchors.fill: parent
            anchors.margins: Theme.spaceS
            activeFocusOnTab: true
            boundsBehavior: Flickable.StopAtBounds
            clip: true
            contentHeight: words.height
            contentWidth: width
            Accessible.role: Accessible.Pane
            Accessible.name: card.title
            Keys.onUpPressed: bar.decrease()
            Keys.onDownPressed: bar.increase()
            onContentHeightChanged: view.follow()
            onHeightChanged: view.follow()
            onMovementEnded: view.following = view.atYEnd

            ScrollBar.vertical: ScrollBar {
                id: bar

                policy: view.contentHeight > view.height ? ScrollBar.AlwaysOn : ScrollBar.AlwaysOff
                onPressedChanged: view.following = view.atYEnd
            }

            TextEdit {
                id: words

                width: view.width - bar.width - Theme.spaceXs
                color: Theme.color.text
                font.family: Theme.monospace
                font.pixelSize: Theme.textCaption
                readOnly: true
                selectByMouse: true
                selectedTextColor: Theme.color.onAccent
                selectionColor: Theme.color.accent
                text: card.log.text
                textFormat: TextEdit.PlainText
                wrapMode: TextEdit.WrapAnywhere
                Accessible.role: Accessible.StaticText
                Accessible.name: text
            }
        }

        CaptionText {
            anchors.centerIn: parent
            text: card.log.known ? card.nothing : qsTr("Loading …")
            visible: card.log.text === ""
        }
    }

    RowLayout {
        spacing: Theme.spaceS

        CaptionText {
            Layout.fillWidth: true
            text: view.following ? qsTr("Showing the latest entries. Passwords are masked.")
                : qsTr("Paused. Scroll to the end to resume. Passwords are masked.")
        }

        TextButton {
            text: qsTr("Close")
            Accessible.name: qsTr("Close the log")
            onClicked: card.log.name = ""
        }
    }
}

import QtQuick
import QtQuick.Layouts
import SmartIntersection.Backend
import SmartIntersection.Controls
import SmartIntersection.Theme

// For somebody who has nothing yet: the two ways to begin.
Rectangle {
    id: card

    required property Engine engine

    signal close
    signal setUp

    implicitHeight: content.implicitHeight + 2 * Theme.spaceM
    color: Theme.color.accentSoft
    Accessible.role: Accessible.Grouping
    Accessible.name: words.text

    RowLayout {
        id: content

        anchors.left: parent.left
        anchors.right: parent.right
        anchors.verticalCenter: parent.verticalCenter
        anchors.leftMargin: Theme.spaceL
        anchors.rightMargin: Theme.spaceM
        spacing: Theme.spaceM

        Glyph {
            path: Glyphs.intersection
            size: Theme.glyphRail
            color: Theme.color.accent
        }

        BodyText {
            id: words

            Layout.fillWidth: true
            color: card.engine.failure !== "" ? Theme.color.failed : Theme.color.text
            text: card.engine.failure !== "" ? ReasonWording.said(card.engine.failure)
                : card.engine.doing !== "" ? qsTr("Starting the simulated intersection …")
                : qsTr("Nothing is set up on this computer yet. How would you like to start?")
            wrapMode: Text.Wrap
        }

        TextButton {
            visible: card.engine.offered
            enabled: card.engine.doing === ""
            text: qsTr("Try the simulated intersection")
            onClicked: card.engine.simulate()
        }

        TextButton {
            primary: true
            text: qsTr("Set up this computer")
            onClicked: card.setUp()
        }

        IconButton {
            glyph: Glyphs.cross
            text: qsTr("Not now")
            onClicked: card.close()
        }
    }
}

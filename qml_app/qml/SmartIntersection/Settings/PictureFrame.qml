pragma ComponentBehavior: Bound

import QtQuick
import SmartIntersection.Backend
import SmartIntersection.Controls
import SmartIntersection.Live
import SmartIntersection.Theme

// The camera's picture to draw on, with a word on how old it is; `content` lies exactly over it.
Rectangle {
    id: frame

    required property SceneView view
    // Screen pixels for one of the picture.
    readonly property bool ready: view.status === "live" || view.status === "still"
    readonly property real zoom: Math.min(surface.width / view.size.width, surface.height / view.size.height)
    default property alias content: over.data

    radius: Theme.radiusM
    color: Theme.color.surface
    border.color: Theme.color.outline
    border.width: Theme.hairline

    Loader {
        id: surface

        // A view knows its camera for good; another picture takes another view.
        property Camera shown: frame.view.picture

        anchors.fill: parent
        anchors.margins: Theme.focusRing
        sourceComponent: empty
        onShownChanged: {
            surface.sourceComponent = empty;
            surface.sourceComponent = picture;
        }
        Component.onCompleted: surface.sourceComponent = picture
    }

    Component {
        id: empty

        Item {}
    }

    Component {
        id: picture

        VideoSurface {
            camera: frame.view.picture
        }
    }

    Placeholder {
        anchors.centerIn: parent
        visible: !frame.ready
        glyph: frame.view.status === "failed" ? Glyphs.warning : Glyphs.camera
        title: frame.view.status === "failed" ? qsTr("There is no picture to draw on") : qsTr("Waiting for a picture")
        explanation: frame.view.problem
        tone: Theme.color.videoText
        quietTone: Theme.color.videoTextMuted
    }

    Item {
        id: over

        anchors.centerIn: surface
        // Without a picture its size is not known, nor what is drawn where.
        visible: frame.ready
        width: frame.view.size.width * frame.zoom
        height: frame.view.size.height * frame.zoom
    }

    Row {
        anchors.right: parent.right
        anchors.top: parent.top
        anchors.margins: Theme.spaceM
        spacing: Theme.spaceS

        StatusPill {
            anchors.verticalCenter: parent.verticalCenter
            visible: frame.ready
            level: frame.view.status === "live" ? "ok" : "unknown"
            text: frame.view.status === "live" ? qsTr("Live") : qsTr("One picture of the source")
        }

        TextButton {
            text: qsTr("Another picture")
            visible: frame.view.status === "still" || frame.view.status === "failed"
            onClicked: frame.view.refresh()
        }
    }
}

import QtQuick
import QtQuick.Layouts
import SmartIntersection.Controls
import SmartIntersection.Theme

// How it went to fetch a picture of a source, and the picture.
ColumnLayout {
    id: result

    required property bool trying
    required property string tried
    required property bool reachable
    // Where it is not shown elsewhere.
    property string picture: ""

    visible: trying || tried !== ""
    spacing: Theme.spaceS

    Image {
        Layout.fillWidth: true
        Layout.preferredHeight: Theme.cardWidth / Theme.usualAspect
        visible: result.picture !== ""
        cache: false
        fillMode: Image.PreserveAspectFit
        horizontalAlignment: Image.AlignLeft
        source: result.picture
        Accessible.name: qsTr("Camera image")
    }

    StatusPill {
        visible: result.trying || result.reachable
        level: result.trying ? "busy" : "ok"
        text: result.trying ? qsTr("Connecting …") : qsTr("Connected: %1").arg(result.tried)
    }

    HintText {
        Layout.fillWidth: true
        visible: !result.trying && !result.reachable
        color: Theme.color.failed
        text: ReasonWording.said(result.tried)
        wrapMode: Text.Wrap
    }
}

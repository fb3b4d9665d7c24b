import QtQuick
import SmartIntersection.Controls
import SmartIntersection.Theme

// Enlarges a picture without a wheel.
Row {
    id: buttons

    required property ZoomArea area

    spacing: Theme.spaceXs
    visible: area.ready

    IconButton {
        onPicture: true
        visible: buttons.area.magnified > 1
        glyph: Glyphs.minus
        text: qsTr("Zoom out")
        onClicked: buttons.area.enlargeMiddle(1 / Theme.zoomStep)
    }

    IconButton {
        onPicture: true
        glyph: Glyphs.plus
        text: qsTr("Zoom in")
        enabled: buttons.area.magnified < Theme.closest
        onClicked: buttons.area.enlargeMiddle(Theme.zoomStep)
    }
}

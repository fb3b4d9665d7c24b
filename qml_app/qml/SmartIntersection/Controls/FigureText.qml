import QtQuick
import SmartIntersection.Theme

// A number one looks for from across the room.
BodyText {
    font.pixelSize: Theme.textFigure
    font.weight: Font.DemiBold
}

import QtQuick
import SmartIntersection.Theme

// Names of things: the product, a camera, a message.
BodyText {
    font.pixelSize: Theme.textStrong
    font.weight: Font.DemiBold
}

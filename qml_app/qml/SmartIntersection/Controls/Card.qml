import QtQuick
import SmartIntersection.Theme

// A surface with a titled group on it.
Rectangle {
    id: card

    required property string title
    property string aside: ""
    default property alias content: section.content

    // What its content needs.
    readonly property real wanted: section.implicitHeight + 2 * Theme.spaceL

    implicitHeight: wanted
    radius: Theme.radiusM
    color: Theme.color.surface
    border.color: Theme.color.outline
    border.width: Theme.hairline

    Section {
        id: section

        anchors.fill: parent
        anchors.margins: Theme.spaceL
        title: card.title
        aside: card.aside
    }
}

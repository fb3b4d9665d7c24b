import QtQuick
import QtQuick.Layouts
import SmartIntersection.Theme

// A titled group in the side panel.
ColumnLayout {
    id: section

    required property string title
    property string aside: ""
    default property alias content: body.data

    spacing: Theme.spaceM

    RowLayout {
        Layout.fillWidth: true

        BodyText {
            Layout.fillWidth: true
            text: section.title
            font.pixelSize: Theme.textSection
            font.weight: Font.DemiBold
            Accessible.role: Accessible.Heading
        }

        CaptionText {
            text: section.aside
            visible: text !== ""
        }
    }

    ColumnLayout {
        id: body

        Layout.fillWidth: true
        Layout.fillHeight: true
        spacing: Theme.spaceS
    }
}

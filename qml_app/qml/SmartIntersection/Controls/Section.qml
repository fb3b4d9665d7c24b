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
            Layout.minimumWidth: Math.min(Math.ceil(implicitWidth), section.width)
            text: section.title
            font.pixelSize: Theme.textSection
            font.weight: Font.DemiBold
            Accessible.role: Accessible.Heading
        }

        // Gives way to the title.
        CaptionText {
            Layout.fillWidth: true
            Layout.maximumWidth: Math.ceil(implicitWidth)
            horizontalAlignment: Text.AlignRight
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

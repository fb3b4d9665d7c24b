import QtQuick
import SmartIntersection.Theme

// A value with its name under a common baseline: "25.0 fps".
Row {
    id: metric

    required property string value
    required property string label
    property bool alarming: false

    spacing: Theme.spaceXs
    Accessible.role: Accessible.StaticText
    Accessible.name: qsTr("%1 %2").arg(value).arg(label)

    BodyText {
        id: number

        text: metric.value
        color: metric.alarming ? Theme.color.busy : Theme.color.text
        font.weight: Font.DemiBold
        Accessible.ignored: true
    }

    CaptionText {
        anchors.baseline: number.baseline
        text: metric.label
        Accessible.ignored: true
    }
}

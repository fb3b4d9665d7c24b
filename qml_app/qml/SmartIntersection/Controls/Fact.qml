import QtQuick
import QtQuick.Layouts
import SmartIntersection.Theme

// A name and its value on one line; hidden while there is no value.
RowLayout {
    id: fact

    required property string label
    required property string value
    property bool alarming: false
    property int labelWidth: Theme.factLabel
    // More is told in a tip.
    property int lines: 4

    spacing: Theme.spaceS
    visible: value !== ""
    Accessible.role: Accessible.StaticText
    Accessible.name: qsTr("%1: %2").arg(label).arg(value)

    HintText {
        Layout.preferredWidth: fact.labelWidth
        Layout.alignment: Qt.AlignTop
        maximumLineCount: 3
        text: fact.label
        wrapMode: Text.Wrap
        Accessible.ignored: true
    }

    BodyText {
        Layout.fillWidth: true
        color: fact.alarming ? Theme.color.failed : Theme.color.text
        maximumLineCount: fact.lines
        text: fact.value
        wrapMode: Text.Wrap
        Accessible.ignored: true
    }
}

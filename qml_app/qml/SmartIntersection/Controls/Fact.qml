import QtQuick
import QtQuick.Layouts
import SmartIntersection.Theme

// A name and its value on one line, or one above the other where a value of one word has no room; hidden while there is none.
GridLayout {
    id: fact

    required property string label
    required property string value
    property bool alarming: false
    // Of what it stands in: worked out from its own width, it would change that.
    property int labelWidth: Theme.factLabel
    // More is told in a tip.
    property int lines: 4

    columns: words.implicitWidth > width - labelWidth - columnSpacing && !/\s/.test(value) ? 1 : 2
    columnSpacing: Theme.spaceS
    rowSpacing: 0
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
        id: words

        Layout.fillWidth: true
        Layout.alignment: Qt.AlignTop
        color: fact.alarming ? Theme.color.failed : Theme.color.text
        maximumLineCount: fact.lines
        text: fact.value
        wrapMode: Text.Wrap
        Accessible.ignored: true
    }
}

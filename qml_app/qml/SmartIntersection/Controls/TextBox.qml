import QtQuick
import QtQuick.Controls.Basic
import QtQuick.Layouts
import SmartIntersection.Theme

// A line of text to be written, its name above it, and below it what is wrong with it or what it is for.
ColumnLayout {
    id: box

    required property string label
    required property string value
    property string placeholder: ""
    property string hint: ""
    property string problem: ""
    // Typed unseen.
    property bool hidden: false

    signal edited(text: string)

    function edit(): void {
        field.forceActiveFocus(Qt.ShortcutFocusReason);
    }
    // Enter, or on to something else.
    signal finished

    // What is typed ends a binding.
    onValueChanged: if (field.text !== value) field.text = value
    Component.onCompleted: field.text = value
    spacing: Theme.spaceXs

    CaptionText {
        Layout.fillWidth: true
        text: box.label
        Accessible.ignored: true
    }

    TextField {
        id: field

        Layout.fillWidth: true
        implicitHeight: Theme.control
        leftPadding: Theme.spaceM
        rightPadding: Theme.spaceM
        topPadding: 0
        bottomPadding: 0
        verticalAlignment: TextInput.AlignVCenter
        color: Theme.color.text
        echoMode: box.hidden ? TextInput.Password : TextInput.Normal
        font.pixelSize: Theme.textBody
        placeholderText: box.placeholder
        placeholderTextColor: Theme.color.textMuted
        selectByMouse: true
        selectedTextColor: Theme.color.text
        selectionColor: Theme.color.accentSoft
        Accessible.name: box.label
        Accessible.description: box.problem !== "" ? box.problem : box.hint
        onTextEdited: box.edited(text)
        onEditingFinished: {
            box.finished();
            UndoKeys.settle(field);
        }
        Keys.onPressed: event => UndoKeys.pressed(field, event)

        background: Rectangle {
            radius: Theme.radiusS
            color: field.hovered ? Theme.color.raised : Theme.color.field
            border.color: box.problem !== "" ? Theme.color.failed
                : field.activeFocus ? Theme.color.focus : Theme.color.outline
            border.width: field.activeFocus ? Theme.focusRing : Theme.hairline
        }
    }

    HintText {
        Layout.fillWidth: true
        visible: text !== ""
        color: box.problem !== "" ? Theme.color.failed : Theme.color.textMuted
        text: box.problem !== "" ? box.problem : box.hint
        Accessible.ignored: true
    }
}

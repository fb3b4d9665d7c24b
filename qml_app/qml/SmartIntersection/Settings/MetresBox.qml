import QtQuick
import QtQuick.Controls.Basic
import SmartIntersection.Controls
import SmartIntersection.Theme

// A length in a table; taken over with Enter or on leaving.
TextField {
    id: box

    required property string label
    required property string value
    property string problem: ""

    // As the language writes it.
    readonly property string _shown: ReasonWording.figure(value)

    signal measured(text: string)

    text: _shown
    implicitWidth: Theme.figureColumn
    implicitHeight: Theme.control
    leftPadding: Theme.spaceS
    rightPadding: Theme.spaceS
    topPadding: 0
    bottomPadding: 0
    verticalAlignment: TextInput.AlignVCenter
    horizontalAlignment: TextInput.AlignRight
    color: Theme.color.text
    font.pixelSize: Theme.textBody
    font.features: ({ "tnum": 1 })
    selectByMouse: true
    selectedTextColor: Theme.color.text
    selectionColor: Theme.color.accentSoft
    Accessible.name: label
    Accessible.description: ReasonWording.said(problem)
    onActiveFocusChanged: if (activeFocus) selectAll()
    onEditingFinished: {
        const typed = box.text;
        if (typed !== box._shown)
            box.measured(typed);
        UndoKeys.settle(box);
        box.text = Qt.binding(() => box._shown);
    }

    Keys.onPressed: event => UndoKeys.pressed(box, event)

    background: Rectangle {
        radius: Theme.radiusS
        color: box.hovered ? Theme.color.raised : Theme.color.field
        border.color: box.problem !== "" ? Theme.color.failed : box.activeFocus ? Theme.color.focus : Theme.color.outline
        border.width: box.activeFocus ? Theme.focusRing : Theme.hairline
    }
}

pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Controls.Basic
import SmartIntersection.Theme

// One of many, from a list that opens. `choices` have a value and a text each.
ComboBox {
    id: picker

    required property string label
    required property var choices
    required property string chosenValue
    // What is said where there is nothing to choose.
    property string nothing: ""

    signal chosen(value: string)

    // Wide enough for every choice, so that nothing moves with what is chosen.
    readonly property real _widest: choices.reduce((most, one) => Math.max(most, letters.advanceWidth(one.text)), 0)

    function _place(): int {
        return Math.max(0, picker.choices.findIndex(one => one.value === picker.chosenValue));
    }

    enabled: choices.length > 0
    model: choices
    textRole: "text"
    valueRole: "value"
    currentIndex: _place()
    implicitWidth: Math.min(Theme.pickerMost, Math.max(Theme.picker, Math.ceil(_widest) + Theme.spaceXl + Theme.spaceL))
    implicitHeight: Theme.control
    rightPadding: 0  // the text leaves room for the arrow itself
    font.pixelSize: Theme.textBody
    Accessible.name: label
    // A choice by hand would end the binding.
    onActivated: index => {
        picker.chosen(picker.choices[index].value);
        picker.currentIndex = Qt.binding(() => picker._place());
    }

    FontMetrics {
        id: letters

        font: picker.font
    }

    background: Rectangle {
        radius: Theme.radiusS
        color: picker.hovered ? Theme.color.raised : Theme.color.surface
        border.color: picker.visualFocus ? Theme.color.focus : Theme.color.outline
        border.width: picker.visualFocus ? Theme.focusRing : Theme.hairline
    }

    contentItem: BodyText {
        leftPadding: Theme.spaceS
        rightPadding: Theme.spaceXl
        color: picker.enabled ? Theme.color.text : Theme.color.textMuted
        text: picker.choices.length > 0 ? picker.displayText : picker.nothing
        Accessible.ignored: true
    }

    indicator: Glyph {
        x: picker.width - width - Theme.spaceS
        y: (picker.height - height) / 2
        path: Glyphs.down
        color: Theme.color.textMuted
    }

    delegate: ItemDelegate {
        id: option

        required property var modelData
        required property int index

        width: ListView.view?.width ?? Theme.picker
        height: Theme.control
        highlighted: picker.highlightedIndex === index
        Accessible.name: modelData.text

        background: Rectangle {
            color: option.highlighted ? Theme.color.accentSoft : Theme.color.surface
        }

        contentItem: BodyText {
            text: option.modelData.text
            Accessible.ignored: true
        }
    }

    popup: Popup {
        y: picker.height
        width: picker.width
        implicitHeight: Math.min(contentItem.implicitHeight + 2 * padding, Theme.listWindow)
        padding: Theme.hairline

        contentItem: ListView {
            clip: true
            implicitHeight: contentHeight
            model: picker.popup.visible ? picker.delegateModel : null
            currentIndex: picker.highlightedIndex
        }

        background: Rectangle {
            radius: Theme.radiusS
            color: Theme.color.surface
            border.color: Theme.color.outline
            border.width: Theme.hairline
        }
    }
}

import QtQuick

// A box whose text is taken over with Enter or on leaving; what is stored elsewhere meanwhile is shown.
TextBox {
    id: box

    required property string stored
    property string _typed: stored

    signal typed(text: string)

    // What was typed ended the binding.
    onStoredChanged: box._typed = Qt.binding(() => box.stored)
    value: _typed
    onEdited: text => box._typed = text
    onFinished: {
        const words = box._typed;
        box._typed = Qt.binding(() => box.stored);
        if (words !== box.stored)
            box.typed(words);
    }
}

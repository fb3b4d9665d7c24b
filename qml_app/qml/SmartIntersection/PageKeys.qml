pragma ComponentBehavior: Bound

import QtQml
import QtQuick

// Ctrl+1, Ctrl+2, … lead to the pages in their order.
Instantiator {
    id: keys

    required property var pages

    signal chosen(page: string)

    model: keys.pages

    Shortcut {
        required property int index
        required property var modelData

        sequence: "Ctrl+%1".arg(index + 1)
        onActivated: keys.chosen(modelData.name)
    }
}

pragma ComponentBehavior: Bound

import QtQuick
import SmartIntersection.Backend
import SmartIntersection.Theme

// Which period a page shows: back from now, everything, or from one moment to another.
Row {
    id: bar

    required property JournalPage page
    // value and text of each
    required property var named
    readonly property bool _custom: page.period.includes("-")

    spacing: Theme.spaceXs
    onVisibleChanged: if (!visible) picker.close() // another page was opened by its key

    Segments {
        label: qsTr("Period")
        choices: bar.named
        value: bar.page.period
        onChosen: value => bar.page.period = value
    }

    TextButton {
        id: button

        checked: bar._custom
        text: bar._custom ? Formats.period(bar.page.start, bar.page.end) : qsTr("Date …")
        Accessible.name: qsTr("Choose dates")
        onClicked: picker.open()

        PeriodPicker {
            id: picker

            page: bar.page
            y: button.height + Theme.spaceXs
        }
    }
}

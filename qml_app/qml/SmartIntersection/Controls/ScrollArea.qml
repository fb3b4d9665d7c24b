import QtQuick
import QtQuick.Controls.Basic
import SmartIntersection.Theme

// A column that scrolls when it has to: by wheel, by keys, and along with the keyboard's focus.
Flickable {
    id: area

    required property string label
    readonly property bool overflows: contentHeight > height
    readonly property real gutter: overflows ? bar.width + Theme.spaceXs : 0

    // Something that has the focus is to be seen, once there is room.
    property bool _owed: false
    property real _at: -1

    function reveal(item: Item): void {
        let above = item;
        while (above && above !== area.contentItem)
            above = above.parent;
        if (!above || !item)
            return;
        // While a page is being laid out there is no room for it yet.
        area._owed = item.height > area.height;
        if (area._owed)
            return;
        const top = item.mapToItem(area.contentItem, 0, 0).y;
        if (top < area.contentY)
            area.contentY = Math.max(0, top - Theme.spaceM);
        else if (top + item.height > area.contentY + area.height)
            area.contentY = area._at = top + item.height + Theme.spaceM - area.height;
    }

    // What was scrolled to while there was less room, and nobody has scrolled since, is begun anew.
    function _again(): void {
        if (area._owed || area.contentY === area._at) {
            area.contentY = 0;
            area.reveal(area.Window.window?.activeFocusItem ?? null);
        }
    }

    clip: true
    activeFocusOnTab: overflows || activeFocus // Qt warns where what has the focus stops taking it
    boundsBehavior: Flickable.StopAtBounds
    Keys.onUpPressed: bar.decrease()
    Keys.onDownPressed: bar.increase()
    Accessible.role: Accessible.Pane
    Accessible.name: label

    ScrollBar.vertical: ScrollBar {
        id: bar

        policy: area.overflows ? ScrollBar.AlwaysOn : ScrollBar.AlwaysOff
    }

    onHeightChanged: _again()

    Connections {
        target: area.Window.window

        function onActiveFocusItemChanged(): void {
            const window = area.Window.window;
            if (window && window.activeFocusItem)
                area.reveal(window.activeFocusItem);
        }
    }
}

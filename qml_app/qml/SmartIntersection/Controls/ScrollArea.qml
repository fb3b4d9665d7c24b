import QtQuick
import QtQuick.Controls.Basic
import SmartIntersection.Theme

// A column that scrolls when it has to: by wheel, by keys, and along with the keyboard's focus.
Flickable {
    id: area

    required property string label
    readonly property bool overflows: contentHeight > height
    readonly property real gutter: overflows ? bar.width + Theme.spaceXs : 0

    function reveal(item: Item): void {
        let above = item;
        while (above && above !== area.contentItem)
            above = above.parent;
        if (!above || !item)
            return;
        const top = item.mapToItem(area.contentItem, 0, 0).y;
        // Of what is higher than the room there is, the top.
        const below = Math.min(top - Theme.spaceM, top + item.height + Theme.spaceM - area.height);
        if (top < area.contentY)
            area.contentY = top - Theme.spaceM;
        else if (below > area.contentY)
            area.contentY = below;
        area._within();
    }

    // While a page is being laid out there is little room, and what was scrolled to then is nothing to stay at.
    function _within(): void {
        area.contentY = Math.max(0, Math.min(area.contentY, area.contentHeight - area.height));
    }

    onHeightChanged: _within()
    onContentHeightChanged: _within()
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

    Connections {
        target: area.Window.window

        function onActiveFocusItemChanged(): void {
            const window = area.Window.window;
            if (window && window.activeFocusItem)
                area.reveal(window.activeFocusItem);
        }
    }
}

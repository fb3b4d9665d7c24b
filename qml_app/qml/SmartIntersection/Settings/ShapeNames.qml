import QtQuick
import SmartIntersection.Backend
import SmartIntersection.Theme
import "../Live/labels.mjs" as Labels

// Places the names of what is drawn: none covers another, an arrow or a line's end; what is selected comes first.
BeforeFrame {
    id: names

    // Of ShapeItem.
    required property Repeater shapes

    onDue: {
        const items = [];
        for (let index = 0; index < names.shapes.count; ++index)
            items.push(names.shapes.itemAt(index));
        const named = items.filter(item => item !== null && item.named)
            .sort((one, other) => Number(other.selected) - Number(one.selected));
        const marks = named.filter(item => item.arrow).map(item => item.tip).concat(named.map(item => item.mark));
        const labels = named.map(item => ({ marks: [item.corner()], sizes: [item.plate], rings: Theme.labelRings, must: true }));
        const room = { width: names.width, height: names.height };
        const spots = Labels.place(labels, marks, [], room, 1, Theme.spaceXs);
        named.forEach((item, index) => item.spot = spots[index]);
    }
    onWidthChanged: ask()
    onHeightChanged: ask()
}

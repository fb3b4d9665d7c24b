pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import SmartIntersection.Backend
import SmartIntersection.Controls
import SmartIntersection.Theme

// Bands from the approaches on the left to the exits on the right, as broad as the traffic that took them.
Card {
    id: card

    required property Turning turning

    title: qsTr("Flows")
    aside: bands.told

    Item {
        id: bands

        // What is pointed at, in words.
        property string told: ""
        readonly property real _ends: Math.min(Theme.longFactLabel + Theme.spaceXl, width / 4)
        // Between two approaches, so that their names never touch.
        readonly property real _gap: Theme.countRow
        readonly property int _steps: Math.max(card.turning.exits.length, arrivals.count, departures.count) - 1
        readonly property real _scale: Math.max(0, Math.min(height, Theme.flowsMost) - Math.max(0, _steps) * _gap)

        Layout.fillWidth: true
        Layout.fillHeight: true
        Layout.minimumHeight: 0
        implicitHeight: Theme.flowsLeast
        Accessible.role: Accessible.Graphic
        Accessible.name: card.title

        component End: Column {
            id: end

            required property string name
            required property int count
            required property real begins
            required property real part
            property int alignment: Text.AlignRight

            width: bands._ends - Theme.spaceM
            y: begins + (part * bands._scale - height) / 2

            BodyText {
                width: parent.width
                horizontalAlignment: end.alignment
                text: qsTr("%1  %2").arg(end.name).arg(Wording.number(end.count))
                elide: Text.ElideMiddle
            }
        }

        Repeater {
            id: departures

            model: card.turning.origins

            End {
                required property string origin
                required property int total
                required property real before
                required property int index

                name: origin
                count: total
                part: card.turning.total > 0 ? total / card.turning.total : 0
                begins: before * bands._scale + index * bands._gap
            }
        }

        Repeater {
            id: arrivals

            model: card.turning.exits

            End {
                required property string modelData
                required property int index

                x: bands.width - width
                alignment: Text.AlignLeft
                name: modelData
                count: card.turning.sums[index] ?? 0
                part: card.turning.total > 0 ? count / card.turning.total : 0
                begins: card.turning.total > 0 ? index * bands._gap + bands._scale / card.turning.total
                    * card.turning.sums.slice(0, index).reduce((sum, one) => sum + one, 0) : 0
            }
        }

        Repeater {
            model: card.turning.flows

            FlowBand {
                x: bands._ends
                width: bands.width - 2 * bands._ends
                height: bands.height
                scaled: bands._scale
                gap: bands._gap
                onPointed: (at, words) => bands.told = at ? words : bands.told === words ? "" : bands.told
            }
        }
    }
}

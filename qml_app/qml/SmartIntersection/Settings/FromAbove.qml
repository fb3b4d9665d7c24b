pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import QtQuick.Shapes
import SmartIntersection.Backend
import SmartIntersection.Controls
import SmartIntersection.Live
import SmartIntersection.Theme
import "numbers.mjs" as Numbers

// The picture as it looks from above if the calibration is right: lanes run straight and have one width.
Card {
    id: card

    required property CalibrationEditor editor

    title: qsTr("From above")
    aside: editor.ready ? qsTr("Grid %1 m").arg(Wording.decimal(editor.gridStep, editor.gridStep < 1 ? 1 : 0)) : ""

    Item {
        Layout.fillWidth: true
        Layout.fillHeight: true
        Layout.minimumHeight: Theme.listRow * 3

        VideoSurface {
            id: surface

            anchors.fill: parent
            visible: card.editor.ready
            camera: card.editor.preview
            Accessible.role: Accessible.Graphic
            Accessible.name: qsTr("The road from above, with a grid of %1 m").arg(card.editor.gridStep)

            Shape {
                anchors.fill: parent

                ShapePath {
                    strokeColor: Qt.alpha(Theme.color.videoText, Theme.dimmed)
                    strokeWidth: Theme.hairline
                    fillColor: "transparent"

                    PathSvg {
                        path: grid.lines()
                    }
                }
            }

            // The numbers of points that are close to each other give way, or are left out.
            function arrange(): void {
                const marks = [];
                for (let index = 0; index < points.count; ++index)
                    marks.push(points.itemAt(index));
                const found = marks.filter(mark => mark !== null);
                const size = card.editor.preview.pictureSize;
                const room = { width: size.width * surface.zoom, height: size.height * surface.zoom };
                const spots = Numbers.place(found.map(mark => mark.dot), found.map(mark => mark.plate), room, Theme.handle);
                found.forEach((mark, index) => mark.spot = spots[index]);
            }

            onWidthChanged: before.ask()
            onHeightChanged: before.ask()
            onZoomChanged: before.ask()

            BeforeFrame {
                id: before

                onDue: surface.arrange()
            }

            Repeater {
                id: points

                model: card.editor.marks
                onItemAdded: before.ask()
                onItemRemoved: before.ask()

                Item {
                    id: mark

                    readonly property rect dot: Qt.rect(given.x * surface.zoom - Theme.handle / 2,
                        given.y * surface.zoom - Theme.handle / 2, Theme.handle, Theme.handle)
                    readonly property size plate: Qt.size(caption.implicitWidth + Theme.spaceXs, caption.implicitHeight)
                    property var spot: null
                    required property int place
                    required property point given
                    required property point found

                    onDotChanged: before.ask()
                    onPlateChanged: before.ask()

                    Shape {
                        visible: mark.spot?.led ?? false

                        ShapePath {
                            strokeColor: Theme.color.countLine
                            strokeWidth: Theme.hairline
                            startX: mark.given.x * surface.zoom
                            startY: mark.given.y * surface.zoom

                            PathLine {
                                x: caption.x + caption.width / 2
                                y: caption.y + caption.height / 2
                            }
                        }
                    }

                    Shape {
                        ShapePath {
                            strokeColor: Theme.color.violation
                            strokeWidth: Theme.stroke
                            startX: mark.given.x * surface.zoom
                            startY: mark.given.y * surface.zoom

                            PathLine {
                                x: mark.found.x * surface.zoom
                                y: mark.found.y * surface.zoom
                            }
                        }
                    }

                    Rectangle {
                        x: mark.dot.x
                        y: mark.dot.y
                        width: mark.dot.width
                        height: mark.dot.height
                        radius: width / 2
                        color: Theme.color.countLine
                        border.color: Theme.color.videoBackground
                        border.width: Theme.hairline
                    }

                    CaptionText {
                        id: caption

                        visible: mark.spot !== null
                        x: mark.spot?.x ?? 0
                        y: mark.spot?.y ?? 0
                        width: mark.plate.width
                        horizontalAlignment: Text.AlignHCenter
                        color: Theme.color.countLine
                        font.weight: Font.DemiBold
                        text: mark.place + 1
                    }
                }
            }
        }

        QtObject {
            id: grid

            function lines(): string {
                const size = card.editor.preview.pictureSize;
                const step = card.editor.gridPixels;
                let path = "";
                for (let x = step; step > 0 && x < size.width; x += step)
                    path += `M${x * surface.zoom} 0V${size.height * surface.zoom}`;
                for (let y = step; step > 0 && y < size.height; y += step)
                    path += `M0 ${y * surface.zoom}H${size.width * surface.zoom}`;
                return path;
            }
        }

        BodyText {
            anchors.fill: parent
            visible: !card.editor.ready
            color: Theme.color.textMuted
            text: qsTr("With four calibrated points, you see the road from above here.")
            verticalAlignment: Text.AlignTop
            wrapMode: Text.Wrap
        }
    }
}

pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import SmartIntersection.Backend
import SmartIntersection.Controls
import SmartIntersection.Theme

// All cameras, and room for another.
ScrollArea {
    id: tab

    required property Configuration config

    signal draw

    label: qsTr("Cameras")
    contentWidth: width
    contentHeight: grid.implicitHeight

    GridLayout {
        id: grid

        width: tab.width - tab.gutter
        columns: Math.max(1, Math.min(forms.count + 1, Math.floor(width / Theme.settingsColumn)))
        columnSpacing: Theme.spaceM
        rowSpacing: Theme.spaceM
        uniformCellWidths: true

        Repeater {
            id: forms

            model: tab.config.cameras.rows

            CameraForm {
                Layout.fillWidth: true
                Layout.fillHeight: true
                config: tab.config
                removable: forms.count > 1
                onDraw: {
                    tab.config.select(name);
                    tab.draw();
                }
            }
        }

        NewCamera {
            Layout.fillWidth: true
            Layout.fillHeight: true
            cameras: tab.config.cameras
        }
    }
}

import QtQuick
import QtQuick.Layouts
import SmartIntersection.Controls
import SmartIntersection.Theme

// One violation in the list.
Rectangle {
    id: row

    required property string violation
    required property real began
    required property real seconds
    required property string camera
    required property string rule
    required property string kind
    required property int track
    required property var facts
    required property string verdict
    required property string note
    required property string reviewer
    required property real reviewed
    required property string picture
    required property string video
    required property string missing
    // The picture, to be shown small.
    required property url thumbnail
    required property var lacks
    property bool current: false
    property bool focused: false
    readonly property string _lasted: seconds < 0 ? "" : qsTr("%1 s").arg(Wording.decimal(seconds, 1))

    // When it was and who it was do not fit beside each other.
    readonly property bool _narrow: width < Theme.violationLeast

    signal chosen

    implicitHeight: _narrow ? Theme.tallRow + Theme.spaceM : Theme.tallRow
    radius: Theme.radiusS
    color: current ? Theme.color.selected : hover.hovered ? Theme.color.raised : "transparent"
    border.color: focused && current ? Theme.color.focus : "transparent"
    border.width: Theme.focusRing
    Accessible.role: Accessible.ListItem
    Accessible.selected: current
    Accessible.name: qsTr("%1: %2 %3 at %4, %5, %6").arg(Wording.violation(rule)).arg(Wording.kind(kind)).arg(track)
        .arg(camera).arg(RecordWording.moment(began)).arg(RecordWording.verdict(verdict))

    RowLayout {
        anchors.fill: parent
        anchors.leftMargin: Theme.spaceM
        anchors.rightMargin: Theme.spaceM
        spacing: Theme.spaceM

        Rectangle {
            implicitWidth: Theme.dot
            implicitHeight: Theme.dot
            radius: Theme.dot / 2
            color: row.verdict === "dismissed" ? Theme.color.idle : Theme.color.failed
        }

        Image {
            Layout.preferredWidth: Theme.thumbnail
            Layout.preferredHeight: row.height - 2 * Theme.spaceXs
            visible: row.picture !== ""
            asynchronous: true
            fillMode: Image.PreserveAspectCrop
            source: row.thumbnail
            sourceSize.width: 2 * Theme.thumbnail
        }

        ColumnLayout {
            Layout.fillWidth: true
            spacing: row._narrow ? 0 : Theme.spaceXs

            RowLayout {
                spacing: Theme.spaceS

                TitleText {
                    Layout.fillWidth: true
                    Layout.minimumWidth: Math.ceil(implicitWidth)
                    color: row.verdict === "dismissed" ? Theme.color.textMuted : Theme.color.text
                    text: Wording.violation(row.rule)
                }

                // In full beside the picture that there is not.
                CaptionText {
                    Layout.fillWidth: true
                    Layout.maximumWidth: Math.ceil(implicitWidth)
                    visible: row.lacks.length > 0
                    text: row.lacks.slice(0, 1).map(one => RecordWording.lacking(one)).join("")
                }

                Glyph {
                    visible: row.verdict !== "open"
                    path: row.verdict === "accepted" ? Glyphs.check : Glyphs.cross
                    size: Theme.lampSize
                    color: Theme.level(RecordWording.verdictLevel(row.verdict))
                }

                CaptionText {
                    visible: row.verdict !== "open" && !row._narrow // the glyph says it where the rule needs the room
                    color: Theme.level(RecordWording.verdictLevel(row.verdict))
                    text: RecordWording.verdict(row.verdict)
                }
            }

            GridLayout {
                columns: row._narrow ? 1 : 2
                columnSpacing: Theme.spaceS
                rowSpacing: 0

                CaptionText {
                    color: Theme.color.text
                    text: RecordWording.moment(row.began)
                }

                CaptionText {
                    Layout.fillWidth: true
                    text: [RecordWording.involved(row.kind, row.track, row.facts), row.camera, row._lasted]
                        .filter(part => part !== "").join(" · ")
                }
            }
        }
    }

    HoverHandler {
        id: hover
    }

    TapHandler {
        onTapped: row.chosen()
    }
}

import QtQuick
import QtQuick.Layouts
import SmartIntersection.Backend
import SmartIntersection.Controls
import SmartIntersection.Theme

// That a recording was counted, when it was made, and what it lacks. A tick stands only where it lacks nothing.
RowLayout {
    id: heading

    required property Camera camera
    required property Results results
    // While a window is taken down there may be no camera any more.
    readonly property string _name: camera?.name ?? ""
    readonly property bool _drawn: results.lines.length > 0
    readonly property bool _limited: results.gaps.length + results.limits.length > 0
    readonly property bool whole: _drawn && !_limited

    spacing: Theme.spaceM

    Glyph {
        path: heading.whole ? Glyphs.check : Glyphs.warning
        size: Theme.glyphLarge
        color: heading.whole ? Theme.color.ok : Theme.color.busy
    }

    ColumnLayout {
        Layout.fillWidth: true
        spacing: Theme.spaceXs

        TitleText {
            Layout.fillWidth: true
            font.pixelSize: Theme.textTitle
            text: heading._drawn ? qsTr("%1 – counting finished").arg(heading._name)
                : qsTr("%1 – end of recording").arg(heading._name)
            Accessible.role: Accessible.Heading
        }

        ResultLimits {
            Layout.fillWidth: true
            visible: heading._limited
            results: heading.results
        }

        BodyText {
            Layout.fillWidth: true
            color: Theme.color.textMuted
            visible: text !== ""
            text: heading.results.period.length < 2 ? "" : qsTr("%1 · Detector: %2")
                .arg(Formats.periodWithSeconds(heading.results.period[0], heading.results.period[1]))
                .arg(Wording.detector(heading.camera?.detector ?? ""))
            wrapMode: Text.Wrap
        }
    }
}

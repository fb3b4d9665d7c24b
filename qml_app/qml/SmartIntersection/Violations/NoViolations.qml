import QtQuick
import SmartIntersection.Backend
import SmartIntersection.Controls
import SmartIntersection.Theme

// Says why the list of violations is empty.
Placeholder {
    required property Violations violations
    // None are looked for: an empty list is no good news.
    required property bool unmonitored

    glyph: violations.status === "broken" || violations.damaged > 0 ? Glyphs.warning
        : violations.status === "missing" || violations.status === "loading" || unmonitored ? Glyphs.chart : Glyphs.check
    title: violations.status === "loading" ? qsTr("Loading data …")
        : RecordWording.history(violations.status, qsTr("No violations in this period"), violations.damaged)
    explanation: violations.status === "broken" ? ReasonWording.said(violations.problem)
        : violations.status === "filtered" ? qsTr("Other filters match violations in this period.")
        : violations.status === "missing" ? RecordWording.begin()
        : unmonitored ? RecordWording.unmonitored() : ""
}

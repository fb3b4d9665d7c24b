import QtQuick
import SmartIntersection.Backend
import SmartIntersection.Controls
import SmartIntersection.Theme

// Says why the list of violations is empty. That is no good news by itself: nobody may have watched.
Placeholder {
    required property Violations violations
    // None are looked for: an empty list is no good news.
    required property bool unmonitored

    glyph: violations.status === "broken" || violations.damaged > 0 ? Glyphs.warning : Glyphs.chart
    title: violations.status === "loading" ? qsTr("Loading data …")
        : RecordWording.history(violations.status, qsTr("No violations recorded in this period"), violations.damaged)
    explanation: violations.status === "broken" ? ReasonWording.said(violations.problem)
        : violations.status === "filtered" ? qsTr("Other filters match violations in this period.")
        : violations.status === "missing" ? RecordWording.begin()
        : unmonitored ? RecordWording.unmonitored()
        : violations.status === "empty" ? qsTr("The Traffic page shows when nothing was counted.") : ""
}

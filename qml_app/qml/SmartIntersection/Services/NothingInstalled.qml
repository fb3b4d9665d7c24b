import QtQuick
import QtQuick.Layouts
import SmartIntersection.Backend
import SmartIntersection.Controls
import SmartIntersection.Theme

// Stands where services would: why there are none, and what to do.
ColumnLayout {
    id: nothing

    required property Services services

    signal setUp

    // As wide as the page, though nothing in it is.
    Layout.maximumWidth: Number.POSITIVE_INFINITY
    spacing: Theme.spaceM

    Placeholder {
        Layout.alignment: Qt.AlignHCenter
        Layout.preferredWidth: Math.min(nothing.width, Theme.settingsColumn + 3 * Theme.spaceXl)
        glyph: nothing.services.problem !== "" ? Glyphs.warning : Glyphs.services
        title: nothing.services.problem !== "" ? qsTr("Service status unavailable")
            : nothing.services.elsewhere ? qsTr("The services run on another computer")
            : qsTr("No services are installed on this computer")
        explanation: nothing.services.problem !== "" ? ReasonWording.said(nothing.services.problem)
            : nothing.services.elsewhere ? qsTr("This computer sends its data to the addresses above. Start and stop the services on the computer they run on.")
            : qsTr("Counting works without them, using the built-in broker and journal. Setup installs Mosquitto, InfluxDB and Grafana.")
    }

    TextButton {
        Layout.alignment: Qt.AlignHCenter
        Layout.bottomMargin: Theme.spaceL
        visible: nothing.services.problem === ""
        strong: !nothing.services.elsewhere
        text: nothing.services.elsewhere ? qsTr("Change setup") : qsTr("Set up database and dashboards")
        onClicked: nothing.setUp()
    }
}

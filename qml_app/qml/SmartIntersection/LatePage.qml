import QtQuick
import SmartIntersection.Controls

// A page that is made when it is first wanted, and kept; its view model works only while somebody looks.
Later {
    id: late

    required property string name
    required property QtObject viewModel
    // the page in view, and whether anybody sees the window
    required property string page
    required property bool looking
    // Another page works with the view model as well.
    property bool shared: false
    readonly property bool wanted: page === name

    // One that is shared asks what to do with changes when the window is closed, wherever they were made.
    needed: wanted || shared
    kept: true
    focus: wanted

    Binding {
        target: late.viewModel
        property: "active"
        value: late.looking && (late.wanted || late.shared)
    }
}

import QtQuick

// A page that is made when it is first wanted, and kept; its view model works only while somebody looks.
Loader {
    id: late

    required property string name
    required property QtObject viewModel
    // the page in view, and whether anybody sees the window
    required property string page
    required property bool looking
    // Another page works with the view model as well.
    property bool needed: false
    readonly property bool wanted: page === name

    active: false
    focus: wanted
    onWantedChanged: late.active = late.active || late.wanted
    // It asks what to do with changes when the window is closed, wherever they were made.
    onNeededChanged: late.active = late.active || late.needed
    Component.onCompleted: late.active = late.wanted

    Binding {
        target: late.viewModel
        property: "active"
        value: late.looking && (late.wanted || late.needed)
    }
}

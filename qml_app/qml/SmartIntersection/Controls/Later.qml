import QtQuick

// Something that is made when it is first needed. It is named by its file: a type that is named in QML is read before the
// window's first picture, with all that it is made of.
Loader {
    id: later

    required property url file
    // by name, what its root object is given
    required property var given
    required property bool needed
    // Whether it stays when it is needed no more.
    property bool kept: false

    function _follow(): void {
        if (later.needed && later.status === Loader.Null)
            later.setSource(later.file, later.given);
        else if (!later.needed && !later.kept)
            later.source = "";
    }

    onNeededChanged: later._follow()
    Component.onCompleted: later._follow()
}

import QtQuick
import SmartIntersection.Backend
import SmartIntersection.Controls
import SmartIntersection.Theme

// A text or number of the configuration; taken over with Enter or on leaving, refused in the settings' own words.
TextBox {
    id: field

    required property Configuration config
    // Where it stands, as in detector.confidence
    required property string key
    property bool numeric: false
    readonly property string _stored: config.revision >= 0 && key !== "" ? field._words(config.value(key)) : ""
    property string _typed: _stored

    function _words(value: var): string {
        return value === undefined || value === null ? "" : typeof value === "number" ? Formats.typed(value) : String(value);
    }

    // What was typed ended the binding; undone elsewhere, it is shown.
    on_StoredChanged: field._typed = Qt.binding(() => field._stored)
    value: _typed
    problem: config.revision >= 0 && key !== "" ? SettingsWording.refusal(config.refusal(key)) : ""
    onEdited: text => field._typed = text
    onFinished: {
        const typed = field._typed;
        field._typed = Qt.binding(() => field._stored);
        if (typed === field._stored || field.key === "")
            return;
        if (field.numeric)
            field.config.setNumber(field.key, typed);
        else
            field.config.set(field.key, typed.trim());
    }
}

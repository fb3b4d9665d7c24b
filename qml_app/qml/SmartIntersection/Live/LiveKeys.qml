import QtQuick

// Keys of the live page: its grid's pages, holding the pictures, and what a recording's play bar does.
Item {
    id: keys

    // Whether there is a recording.
    required property bool playable

    signal toggled
    signal stepped(frames: int)
    signal turned(step: int)
    signal paused

    Keys.onPressed: event => {
        const steps = { [Qt.Key_PageUp]: -1, [Qt.Key_PageDown]: 1 };
        const frames = { [Qt.Key_Comma]: -1, [Qt.Key_Period]: 1 };
        event.accepted = true;
        if (event.key in steps)
            keys.turned(steps[event.key]);
        else if (event.key === Qt.Key_P)
            keys.paused();
        else if (keys.playable && event.key === Qt.Key_Space)
            keys.toggled();
        else if (keys.playable && event.key in frames)
            keys.stepped(frames[event.key]);
        else
            event.accepted = false;
    }
}

pragma Singleton

import QtQuick

// Text fields keep the keys of undo and redo to themselves; where they have nothing of their own, it is their scope's.
QtObject {
    function _scope(field: Item): UndoScope {
        let above = field.parent;
        while (above && !(above instanceof UndoScope))
            above = above.parent;
        return above as UndoScope;
    }

    function pressed(field: TextInput, event: KeyEvent): void {
        const back = event.matches(StandardKey.Undo) && !field.canUndo;
        const on = event.matches(StandardKey.Redo) && !field.canRedo;
        event.accepted = back || on;
        if (back)
            _scope(field)?.undone();
        else if (on)
            _scope(field)?.redone();
    }

    // What is taken over is no longer the field's own.
    function settle(field: TextInput): void {
        const text = field.text;
        field.clear();
        field.text = text;
    }
}

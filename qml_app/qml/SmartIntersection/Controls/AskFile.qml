import QtQml.Models

// A file dialog, made anew whenever it opens: where the desktop has none Qt draws one itself, which keeps the language
// that it was made in, and after a second change of it calls its button for saving "Open".
Instantiator {
    id: question

    readonly property var dialog: object

    function open(): void {
        const folder = question.dialog?.currentFolder ?? "";
        question.active = false;
        question.active = true;
        if (folder !== "")
            question.dialog.currentFolder = folder;
        question.dialog.open();
    }

    active: false
}

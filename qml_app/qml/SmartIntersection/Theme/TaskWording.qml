pragma Singleton

import QtQuick

// The steps of setup and why they are needed, in the language of the window.
// Setup says both in English; what is not known here is shown as it came.
QtObject {
    id: wording

    readonly property var _titles: [
        [/^service (.+)$/, qsTr("Service %1")],
        [/^release (.+)$/, qsTr("Program files of %1")],
        [/^file (.+)$/, qsTr("File %1")],
        [/^folder (.+)$/, qsTr("Folder %1")],
        [/^certificate for (.+)$/, qsTr("Certificate for %1")],
        [/^program (.+)$/, qsTr("Program %1")],
        [/^start automatically with the machine$/, qsTr("Start with the computer")],
        [/^do not start automatically with the machine$/, qsTr("Do not start with the computer")],
        [/^old versions of (.+)$/, qsTr("Old versions of %1")],
        [/^secret (.+)$/, qsTr("Password or key %1")],
        [/^place of secret (.+)$/, qsTr("Storage of %1")],
        [/^forget service (.+)$/, qsTr("Remove service %1")],
        [/^remove (.+)$/, qsTr("Remove %1")],
        [/^port (.+)$/, qsTr("Port %1")],
        [/^weights (.+)$/, qsTr("Model weights %1")],
        [/^data of (.+)$/, qsTr("Data of %1")],
        [/^files of (.+)$/, qsTr("Files from %1")],
        [/^remote (.+)$/, qsTr("Remote setting %1")],
        [/^password of (.+)$/, qsTr("Password of %1")]
    ]

    readonly property var _reasons: [
        [/^there$/, qsTr("Exists")],
        [/^not there$/, qsTr("Does not exist")],
        [/^gone$/, qsTr("Removed")],
        [/^to be created$/, qsTr("Will be created")],
        [/^to be removed$/, qsTr("Will be removed")],
        [/^to be removed: (.+)$/, qsTr("Will be removed: %1")],
        [/^to be copied: (.+)$/, qsTr("Will be copied: %1")],
        [/^to be copied from (.+)$/, qsTr("Will be copied from %1")],
        [/^missing$/, qsTr("Missing")],
        [/^damaged$/, qsTr("Damaged")],
        [/^unchanged$/, qsTr("Unchanged")],
        [/^(.+), unchanged$/, qsTr("%1, unchanged")],
        [/^new$/, qsTr("New")],
        [/^known$/, qsTr("Known")],
        [/^valid$/, qsTr("Valid")],
        [/^none$/, qsTr("None")],
        [/^none runs$/, qsTr("None running")],
        [/^none installed$/, qsTr("None installed")],
        [/^in the cache$/, qsTr("Downloaded")],
        [/^in the keyring$/, qsTr("In the keyring")],
        [/^in its file$/, qsTr("In its file")],
        [/^not in the keyring$/, qsTr("Not in the keyring")],
        [/^not in its file$/, qsTr("Not in its file")],
        [/^edited manually; a copy is kept$/, qsTr("Edited manually; a copy is kept")],
        [/^settings have changed$/, qsTr("Settings have changed")],
        [/^mode is (\S+) instead of (\S+)$/, qsTr("Permissions %1 instead of %2")],
        [/^not writable by its owner \(mode (\S+)\)$/, qsTr("Not writable by its owner (permissions %1)")],
        [/^readable by other users$/, qsTr("Readable by other users")],
        [/^running and healthy$/, qsTr("Running")],
        [/^running: (.+)$/, qsTr("Running: %1")],
        [/^its definition has changed$/, qsTr("Definition has changed")],
        [/^defined$/, qsTr("Defined")],
        [/^not defined$/, qsTr("Not defined")],
        [/^installed$/, qsTr("Installed")],
        [/^not installed$/, qsTr("Not installed")],
        [/^not registered with the system$/, qsTr("Not registered with the system")],
        [/^another version is in use$/, qsTr("Another version is in use")],
        [/^as released with (.+)$/, qsTr("As released with %1")],
        [/^it cannot be executed: (.+)$/, qsTr("Cannot run: %1")],
        [/^(.+) cannot be executed: (.+)$/, qsTr("Cannot run %1: %2")],
        [/^(\S+) is available$/, qsTr("%1 is available")],
        [/^(.+) is too old$/, qsTr("%1 is too old")],
        [/^an interrupted run left (.+), which prevents services from starting$/,
            qsTr("An interrupted run left %1, which prevents services from starting")],
        [/^free$/, qsTr("Free")],
        [/^used by (.+)$/, qsTr("Used by %1")],
        [/^port (\S+) is used by the engine's built-in broker$/, qsTr("Port %1 is used by the engine's built-in broker")],
        [/^port (\S+) is in use by (.+)$/, qsTr("Port %1 is in use by %2")],
        [/^port (\S+) is free$/, qsTr("Port %1 is free")],
        [/^(\S+) is reachable$/, qsTr("%1 is reachable")],
        [/^written by (.+)$/, qsTr("Written by %1")],
        [/^no data yet; (.+) will create it$/, qsTr("No data yet; %1 will create it")],
        [/^(.+) is changing this installation; setup will wait for it$/,
            qsTr("%1 is changing this installation; setup will wait for it")],
        [/^(.+); will be installed: (.+)$/, qsTr("%1; will be installed: %2")],
        [/^1 files to download, (\S+) MB$/, qsTr("1 file to download, %1 MB")],
        [/^1 files to download$/, qsTr("1 file to download")],
        [/^(\S+) files to download, (\S+) MB$/, qsTr("%1 files to download, %2 MB")],
        [/^(\S+) files to download$/, qsTr("%1 files to download")],
        [/^not needed: (.+) contains all files$/, qsTr("Not needed: %1 contains all files")],
        [/^no certificate authority yet$/, qsTr("No certificate authority yet")],
        [/^the certificate authority is damaged$/, qsTr("The certificate authority is damaged")],
        [/^the certificate authority and its key do not match$/, qsTr("The certificate authority and its key do not match")],
        [/^the certificate authority expires soon$/, qsTr("The certificate authority expires soon")],
        [/^no certificate yet$/, qsTr("No certificate yet")],
        [/^the certificate is damaged or from another authority$/,
            qsTr("The certificate is damaged or from another authority")],
        [/^certificate and key do not match$/, qsTr("Certificate and key do not match")],
        [/^issued for (.+)$/, qsTr("Issued for %1")],
        [/^ends soon$/, qsTr("Expires soon")]
    ]

    function title(words: string): string {
        const [, about, name] = words.match(/^(.* (?:of|for)|service|forget service|release|program) (\S+)$/) ?? [];
        return wording._said(name === undefined ? words : `${about} ${SetupWording.service(name)}`, wording._titles);
    }

    function reason(words: string): string {
        return Formats.timed(wording._said(words, wording._reasons));
    }

    // A step while it is done: "group : title".
    function step(words: string): string {
        const [group, ...rest] = words.split(" : ");
        return rest.length === 0 ? words
            : rest.join() === group ? SetupWording.check(group)  // a look at the computer has no group
            : qsTr("%1: %2").arg(SetupWording.service(group)).arg(wording.title(rest.join(" : ")));
    }

    // A step as a diagnosis tells it, perhaps with its group before and lines of a log after it: "title: reason".
    function told(words: string): string {
        const [first, ...log] = words.split("\n"), parts = first.split(": ");
        const whole = wording.reason(first);
        const said = whole !== first || parts.length === 1 ? whole
            : [...parts.slice(0, -1).map(part => wording.title(part)), wording.reason(parts[parts.length - 1])].join(": ");
        return [Formats.timed(said), ...log].join("\n");
    }

    function _said(words: string, known: var): string {
        for (const [pattern, text] of known) {
            const found = words.match(pattern);
            if (found !== null)
                return found.slice(1).reduce((said, value) => said.arg(wording._inner(value)), text);
        }
        return ReasonWording.said(words);
    }

    // What stands in another reason may be one itself: "not installed; will be installed: …".
    function _inner(value: string): string {
        return value === "not installed" ? wording.reason(value) : value;
    }
}

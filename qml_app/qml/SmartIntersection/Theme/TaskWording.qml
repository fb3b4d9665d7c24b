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
        [/^password of (.+)$/, qsTr("Password of %1")],
        [/^bucket (.+)$/, qsTr("Bucket %1")],
        [/^organization (.+)$/, qsTr("Organization %1")],
        [/^task (.+)$/, qsTr("Task %1")],
        [/^token (.+)$/, qsTr("Token %1")]
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
        [/^the certificate is damaged or from another authority$/, qsTr("The certificate is damaged or from another authority")],
        [/^certificate and key do not match$/, qsTr("Certificate and key do not match")],
        [/^issued for (.+)$/, qsTr("Issued for %1")],
        [/^ends soon$/, qsTr("Expires soon")],
        [/^keeps data for (.+) instead of (.+)$/, qsTr("Keeps data for %1 instead of %2")],
        [/^keeps data for (.+); a retention of (.+) would delete everything older$/,
            qsTr("Keeps data for %1. The new retention (%2) would delete everything older")],
        [/^keeps data for (.+); a retention of (.+) would delete everything older; there is no such data yet$/,
            qsTr("Keeps data for %1. The new retention (%2) would delete everything older; there is no such data yet")],
        [/^keeps data for (.+); a retention of (.+) would delete (\S+) stored values?, the oldest from (\S+)$/,
            qsTr("Keeps data for %1. The new retention (%2) would delete %3 stored values, the oldest from %4")],
        [/^keeps data for ([^;]+)$/, qsTr("Keeps data for %1")],
        [/^keeps data in pieces of (.+) instead of (.+)$/, qsTr("Keeps data in pieces of %1 instead of %2")],
        [/^renamed to (.+)$/, qsTr("Renamed to %1")],
        [/^its server is not running yet$/, qsTr("Its server is not running yet")],
        [/^its organization does not exist yet$/, qsTr("Its organization does not exist yet")],
        [/^its bucket does not exist yet$/, qsTr("Its bucket does not exist yet")],
        [/^its file is missing$/, qsTr("Its file is missing")],
        [/^its script has changed$/, qsTr("Its script has changed")],
        [/^its account is missing$/, qsTr("Its account is missing")],
        [/^its account exists more than once$/, qsTr("Its account exists more than once")],
        [/^its account has the role (.+)$/, qsTr("Its account has the role %1")],
        [/^exists (\S+) times$/, qsTr("Exists %1 times")],
        [/^switched off$/, qsTr("Switched off")],
        [/^active$/, qsTr("Active")],
        [/^usable$/, qsTr("Usable")],
        [/^the stored one$/, qsTr("The stored one")],
        [/^the user who owned it was deleted, so it has no rights$/, qsTr("The user who owned it was deleted, so it has no rights")],
        [/^(.+); creating it again did not help$/, qsTr("%1; creating it again did not help")],
        [/^cannot be read: (.+)$/, qsTr("Cannot be read: %1")],
        [/^rejected: (.+)$/, qsTr("Rejected: %1")],
        [/^the stored token has operator access$/, qsTr("The stored token has operator access")],
        [/^the stored token is rejected: (.+)$/, qsTr("The stored token is rejected: %1")],
        [/^the stored token is not the operator token created by setup, or was disabled$/,
            qsTr("The stored token is not the operator token created by setup, or was disabled")],
        [/^earlier operator tokens are still valid$/, qsTr("Earlier operator tokens are still valid")],
        [/^earlier tokens are still valid$/, qsTr("Earlier tokens are still valid")],
        [/^initial setup not done yet$/, qsTr("Initial setup not done yet")],
        [/^the user (.+) does not belong to the organization (.+)$/, qsTr("The user %1 does not belong to the organization %2")],
        [/^not checked: logins by password are switched off \((.+)\)$/,
            qsTr("Not checked: logins by password are switched off (%1)")],
        [/^the alert rules were deleted, but (\S+) of their earlier versions remain$/,
            qsTr("The alert rules were deleted, but %1 of their earlier versions remain")],
        [/^the data source has its earlier name, (.+)$/, qsTr("The data source has its earlier name, %1")],
        [/^no policy of yours$/, qsTr("No notification policy of yours")],
        [/^kept at (.+)$/, qsTr("Kept at %1")],
        [/^the policy of yours is kept before ours replaces it$/, qsTr("Your notification policy is saved before it is replaced")]
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

    // What stands in another reason may be one itself, "not installed; will be installed: …", or a length of time, a
    // number or a day.
    function _inner(value: string): string {
        if (value === "not installed")
            return wording.reason(value);
        if (value === "ever")
            return qsTr("ever");
        const [, number, unit] = /^([\d.]+) (day|days|hours)$/.exec(value) ?? [];
        if (unit !== undefined)
            return (unit === "hours" ? qsTr("%1 hours") : unit === "day" ? qsTr("%1 day") : qsTr("%1 days")).arg(Formats.typed(number));
        if (/^\d{4}-\d\d-\d\d$/.test(value))
            return Formats.day(Date.parse(`${value}T12:00:00Z`));
        return /^\d{1,3}(,\d{3})+$/.test(value) ? Formats.number(Number(value.replace(/,/g, ""))) : value;
    }
}

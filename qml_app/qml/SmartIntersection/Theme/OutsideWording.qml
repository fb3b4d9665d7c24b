pragma Singleton

import QtQuick

// What was drawn outside of a camera's picture, in the language of the window.
QtObject {
    id: wording

    // "line 'a', line 'b' and 2 more lie outside the 320x176 image"
    function said(part: string): var {
        const found = part.match(/^(.+) (lies|lie) outside the (\S+) image$/);
        if (found === null)
            return null;
        const size = ReasonWording.figure(found[3]);
        const names = found[1].split(/, | and /).map(name => wording._shape(name)).join(", ");
        return found[2] === "lies" ? qsTr("%1 lies outside the %2 image").arg(names).arg(size)
            : qsTr("%1 lie outside the %2 image").arg(names).arg(size);
    }

    function _shape(name: string): string {
        const id = name.slice(name.indexOf("'") + 1, -1);
        return name.startsWith("line '") ? qsTr("Line %1").arg(id) : name.startsWith("zone '") ? qsTr("Zone %1").arg(id)
            : name.startsWith("signal '") ? qsTr("Signal %1").arg(id) : name === "the calibration" ? qsTr("Calibration")
            : name.endsWith(" more") ? qsTr("%1 more").arg(name.slice(0, -5)) : name;
    }
}

pragma Singleton

import QtQuick
import SmartIntersection.Backend

// Numbers and times as the chosen language and the site's clock write them: the one place for all pages. What is
// bound to it is written anew when either changes.
QtObject {
    id: formats

    readonly property var _locale: {
        Qt.uiLanguage;
        return Qt.locale();
    }

    readonly property var _offset: /(:\d\d) ?(Z|[+-]\d\d:?\d\d)$/

    function number(value: real): string {
        return formats.decimal(value, 0);
    }

    function decimal(value: real, digits: int): string {
        return Number(value).toLocaleString(formats._locale, "f", digits);
    }

    // With as many digits as it has, at most so many after the point.
    function plain(value: real, digits: int): string {
        const factor = Math.pow(10, digits);
        const rounded = Math.round(value * factor) / factor;
        const text = String(rounded);
        return formats.decimal(rounded, text.includes(".") ? text.length - text.indexOf(".") - 1 : 0);
    }

    function significant(value: real, digits: int): string {
        return Number(value).toLocaleString(formats._locale, "g", digits);
    }

    // As in a field: all its digits, and nothing between thousands.
    function typed(value: var): string {
        return String(value).replace(".", formats._locale.decimalPoint);
    }

    // A time of the site with its offset, without it.
    function clockTime(text: string): string {
        return text.replace("T", " ").replace(formats._offset, "$1");
    }

    // A time as somebody wrote it, perhaps with an offset of his own, on the site's clock and as the language writes it.
    function typedTime(text: string): string {
        const written = text.replace(" ", "T").replace(/ ?([+-]\d\d):?(\d\d)$/, "$1:$2");
        const found = formats._offset.test(text) ? Date.parse(written) : SiteClock.read(text);
        return isNaN(found) ? text.replace("T", " ") : formats.moment(found);
    }

    // The same as files write it; what is none stays as it is.
    function filedTime(text: string): string {
        const found = SiteClock.read(text);
        return isNaN(found) ? text.trim() : formats._written(found, "%Y-%m-%d %H:%M:%S");
    }

    // Milliseconds since the epoch; for boxes in which a time can be typed.
    function moment(milliseconds: real): string {
        return formats._dated(milliseconds, "%H:%M:%S");
    }

    function momentWithZone(milliseconds: real): string {
        return qsTr("%1 %2").arg(formats.dayAndTime(milliseconds)).arg(formats._written(milliseconds, "%Z"));
    }

    // Times in a text as machines write them, with their offset: as people do.
    function timed(text: string): string {
        const written = /\b(\d{4}-\d\d-\d\d)[T ](\d\d:\d\d:\d\d)(?:\.\d+)? ?(Z|UTC|[+-]\d\d:?\d\d)(?!\w|:\d)/g;
        return text.replace(written, (found, day, clock, offset) => {
            const zone = offset.length > 3 ? offset.replace(/(\d\d):?(\d\d)$/, "$1:$2") : "Z";
            return formats.momentWithZone(Date.parse(`${day}T${clock}${zone}`));
        });
    }

    function minute(milliseconds: real): string {
        return formats._dated(milliseconds, "%H:%M");
    }

    function clock(milliseconds: real): string {
        return formats._written(milliseconds, "%H:%M");
    }

    function clockWithSeconds(milliseconds: real): string {
        return formats._written(milliseconds, "%H:%M:%S");
    }

    function day(milliseconds: real): string {
        return SiteClock.zone && Qt.uiLanguage !== undefined ? SiteClock.day(milliseconds) : "";
    }

    function dayAndTime(milliseconds: real): string {
        return qsTr("%1, %2").arg(formats.day(milliseconds)).arg(formats.clockWithSeconds(milliseconds));
    }

    function dayAndClock(milliseconds: real): string {
        return qsTr("%1, %2").arg(formats.day(milliseconds)).arg(formats.clock(milliseconds));
    }

    // From when to when, the date once where it is one.
    function period(from: real, to: real): string {
        const days = [formats.day(from), formats.day(to)];
        if (formats.minute(from) === formats.minute(to))
            return qsTr("%1, %2").arg(days[0]).arg(formats.clock(from));
        return days[0] === days[1] ? qsTr("%1, %2–%3").arg(days[0]).arg(formats.clock(from)).arg(formats.clock(to))
            : qsTr("%1 – %2").arg(days[0]).arg(days[1]);
    }

    // To the next second: the last picture is seen a moment before the end.
    function periodWithSeconds(from: real, until: real): string {
        const to = Math.ceil(until / 1000) * 1000;
        const days = [formats.day(from), formats.day(to)];
        return days[0] === days[1]
            ? qsTr("%1, %2–%3").arg(days[0]).arg(formats.clockWithSeconds(from)).arg(formats.clockWithSeconds(to))
            : qsTr("%1 – %2").arg(formats.dayAndTime(from)).arg(formats.dayAndTime(to));
    }

    // A date in words could not be read again.
    function _dated(milliseconds: real, clock: string): string {
        const day = isNaN(SiteClock.read(formats.day(milliseconds))) ? formats._written(milliseconds, "%Y-%m-%d")
            : formats.day(milliseconds);
        return `${day} ${formats._written(milliseconds, clock)}`;
    }

    function _written(milliseconds: real, form: string): string {
        return SiteClock.zone ? SiteClock.written(milliseconds, form) : "";
    }
}

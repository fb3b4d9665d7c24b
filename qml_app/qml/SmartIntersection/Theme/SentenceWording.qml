pragma Singleton

import QtQml

// What engine, setup and services say in English, in the language of the window: whole sentences of theirs, with names,
// numbers and addresses in them, which stay as they are.
QtObject {
    id: wording

    readonly property var _whole: new Map(Sentences.all)
    // The one that says most comes first: "%1 is empty" would fit much. How each begins and ends is asked before its
    // pattern, which takes longer.
    readonly property var _filled: Sentences.all.filter(([source]) => source.includes("%1"))
        .map(([source, words]) => ({
            source: source,
            words: words,
            begins: source.slice(0, source.indexOf("%")),
            ends: source.slice(source.lastIndexOf("%") + 2),
            length: source.replace(/%\d/g, "").length
        })).sort((one, other) => other.length - one.length)

    // The sentence in the window's language, with a capital where it begins a line; null if nobody is known to say it.
    function said(text: string, begins: bool): var {
        const whole = wording._whole.get(text) ?? wording._whole.get(text.replace(/\.$/, ""));
        if (whole !== undefined)
            return wording._written(whole, begins);
        for (const one of wording._filled.filter(one => text.startsWith(one.begins) && text.endsWith(one.ends))) {
            const found = wording._pattern(one.source).exec(text);
            if (found !== null)
                return wording._written(one.words, begins).replace(/%(\d)/g,
                    (place, number) => wording._filling(found[number], one.words, place, begins));
        }
        return text.startsWith("camera '") ? null : wording._ofCamera(text, begins);
    }

    // Names in quotation marks as the window writes them; what a shell is to read keeps its own.
    function _written(text: string, begins: bool): string {
        return wording.begun(text, begins).replace(/(^|[\s(])'([^'[]+)'(?![\w])/g, "$1“$2”");
    }

    // What is said of a camera, where it is plain which one.
    function _ofCamera(text: string, begins: bool): var {
        const whole = wording.said(`camera '1': ${text}`, false);
        return whole === null ? null : wording.begun(whole.slice(whole.indexOf(": ") + 2), begins);
    }

    // What is filled in, with a capital where it begins the line and is a reason itself.
    function _filling(value: string, words: string, place: string, begins: bool): string {
        const said = ReasonWording.filled(value, words.endsWith(`: ${place}`));
        return said !== value && words.startsWith(place) ? wording.begun(said, begins) : said;
    }

    // Not the name of a program or of what is filled in.
    function begun(text: string, begins: bool): string {
        return begins && /^[a-zäöü]+[ ,]/.test(text) && !/^(influxd|launchctl|systemd|systemctl|schtasks) /.test(text)
            ? text[0].toUpperCase() + text.slice(1) : text;
    }

    // What begins a sentence is a name, not another sentence with a colon or a semicolon after it; only what ends one
    // may be several.
    function _pattern(source: string): var {
        const escaped = source.replace(/[.*+?^${}()|[\]\\]/g, "\\$&").replace(/^%1/, "((?:(?![:;] )[\\s\\S])+?)");
        return new RegExp("^" + escaped.replace(/%\d$/, "([\\s\\S]+?)").replace(/%\d/g, "((?:(?!; )[\\s\\S])+?)") + "$");
    }
}

pragma Singleton

import QtQml

// What engine, setup and services say in English, in the language of the window: whole sentences of theirs, with names,
// numbers and addresses in them, which stay as they are.
QtObject {
    id: wording

    readonly property var _whole: new Map(Sentences.all)
    // The one that says most comes first: "%1 is empty" would fit much.
    readonly property var _filled: Sentences.all.filter(([source]) => source.includes("%1"))
        .map(([source, words]) => [wording._pattern(source), words, source.replace(/%\d/g, "").length])
        .sort((one, other) => other[2] - one[2])

    // The sentence in the window's language; null if nobody is known to say it.
    function said(text: string): var {
        const whole = wording._whole.get(text) ?? wording._whole.get(text.replace(/\.$/, ""));
        if (whole !== undefined)
            return whole;
        for (const [pattern, words] of wording._filled) {
            const found = pattern.exec(text);
            if (found !== null)
                return words.replace(/%(\d)/g, (place, number) => wording._inner(found[number]));
        }
        return wording._several(text);
    }

    // What begins a line begins with a capital, unless it is the name of a file or a program.
    function begun(text: string): string {
        return /^[a-zäöü]+[ ,]/.test(text) && !/^(influxd|launchctl|systemd|systemctl|schtasks) /.test(text)
            ? text[0].toUpperCase() + text.slice(1) : text;
    }

    // What is filled in may be such a sentence itself: "cannot read …: permission denied".
    function _inner(value: string): string {
        return wording._whole.get(value) ?? ReasonWording.known(value) ?? ReasonWording.figure(value);
    }

    function _several(text: string): var {
        const parts = text.split("; ");
        if (parts.length === 1)
            return null;
        const words = parts.map(part => wording.said(part));
        return words.includes(null) ? null : words.join("; ");
    }

    // What begins a sentence is a name, not another sentence with a colon after it.
    function _pattern(source: string): var {
        const escaped = source.replace(/[.*+?^${}()|[\]\\]/g, "\\$&").replace(/^%1/, "((?:(?!: )[\\s\\S])+?)");
        return new RegExp("^" + escaped.replace(/%\d/g, "([\\s\\S]+?)") + "$");
    }
}

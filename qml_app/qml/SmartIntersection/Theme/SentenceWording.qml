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

    // The sentence in the window's language, with a capital where it begins a line; null if nobody is known to say it.
    function said(text: string, begins: bool): var {
        const whole = wording._whole.get(text) ?? wording._whole.get(text.replace(/\.$/, ""));
        if (whole !== undefined)
            return wording.begun(whole, begins);
        for (const [pattern, words] of wording._filled) {
            const found = pattern.exec(text);
            if (found !== null)
                return wording.begun(words, begins).replace(/%(\d)/g,
                    (place, number) => ReasonWording.filled(found[number], words.endsWith(`: %${number}`)));
        }
        return wording._several(text, begins);
    }

    // Not the name of a program or of what is filled in.
    function begun(text: string, begins: bool): string {
        return begins && /^[a-zäöü]+[ ,]/.test(text) && !/^(influxd|launchctl|systemd|systemctl|schtasks) /.test(text)
            ? text[0].toUpperCase() + text.slice(1) : text;
    }

    function _several(text: string, begins: bool): var {
        const parts = text.split("; ");
        if (parts.length === 1)
            return null;
        const words = parts.map((part, place) => wording.said(part, begins && place === 0));
        return words.includes(null) ? null : words.join("; ");
    }

    // What begins a sentence is a name, not another sentence with a colon after it.
    function _pattern(source: string): var {
        const escaped = source.replace(/[.*+?^${}()|[\]\\]/g, "\\$&").replace(/^%1/, "((?:(?!: )[\\s\\S])+?)");
        return new RegExp("^" + escaped.replace(/%\d/g, "([\\s\\S]+?)") + "$");
    }
}

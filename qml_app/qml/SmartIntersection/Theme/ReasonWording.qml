pragma Singleton

import QtQuick

// What the engine and the services give as a reason, and what helps, in the language of the window.
// They say it in English; what is not known here is shown as it came.
QtObject {
    id: wording

    // With a name, a number or an address in them, which stay as they are.
    readonly property var _patterns: [
        [/^no image for (\S+) s while opening the source; the decoder was stopped$/,
            qsTr("No image for %1 s while opening the source; the decoder was stopped")],
        [/^no image for (\S+) s while reading frame (\d+); the decoder was stopped$/,
            qsTr("No image for %1 s while reading frame %2; the decoder was stopped")],
        [/^the decoder crashed \((.+)\) while opening the source; the video is probably damaged$/,
            qsTr("The decoder crashed (%1) while opening the source; the video is probably damaged")],
        [/^the decoder crashed \((.+)\) while reading frame (\d+); the video is probably damaged$/,
            qsTr("The decoder crashed (%1) while reading frame %2; the video is probably damaged")],
        [/^the decoder was killed \((.+)\) while opening the source; the system may be out of memory$/,
            qsTr("The decoder was killed (%1) while opening the source; the system may be out of memory")],
        [/^the decoder was killed \((.+)\) while reading frame (\d+); the system may be out of memory$/,
            qsTr("The decoder was killed (%1) while reading frame %2; the system may be out of memory")],
        [/^the file is incomplete: (\d+) of (\d+) frames could be read$/, qsTr("The file is incomplete: %1 of %2 frames could be read")],
        [/^the file is incomplete: (\d+) of (\d+) frames could be read, gap from (\S+) to (\S+)$/,
            qsTr("The file is incomplete: %1 of %2 frames could be read, gap from %3 to %4")],
        [/^the file is incomplete: (\d+) of (\d+) frames could be read, (\d+) gaps, the longest from (\S+) to (\S+)$/,
            qsTr("The file is incomplete: %1 of %2 frames could be read, %3 gaps, the longest from %4 to %5")],
        [/^slow motion: the file plays (\S+) times slower than it was recorded, counted at true speed$/,
            qsTr("Slow motion: the file plays %1 times slower than it was recorded, counted at true speed")],
        [/^time lapse: the file plays (\S+) times faster than it was recorded, counted at true speed$/,
            qsTr("Time lapse: the file plays %1 times faster than it was recorded, counted at true speed")],
        [/^the file is damaged: (\d+) frames were repaired by the decoder$/,
            qsTr("The file is damaged: %1 frames were repaired by the decoder")],
        [/^the file is incomplete: gap from (\S+) to (\S+)$/, qsTr("The file is incomplete: gap from %1 to %2")],
        [/^the file is incomplete: (\d+) gaps, the longest from (\S+) to (\S+)$/,
            qsTr("The file is incomplete: %1 gaps, the longest from %2 to %3")],
        [/^the image size changed from (\S+) to (\S+); the scene is in pixels$/,
            qsTr("The image size changed from %1 to %2; the scene is in pixels")],
        [/^(\d+) s of the recording are a frozen or black image, in which nothing can be counted$/,
            qsTr("%1 s of the recording are a frozen or black image, in which nothing can be counted")],
        [/^signal '(.+)' cannot be read: red-light running is not detected there$/,
            qsTr("Signal %1 cannot be read. Red-light running is not detected there")],
        [/^signal '(.+)' receives nothing on topic '(.+)': red-light running is not detected there$/,
            qsTr("Signal %1 receives nothing on topic %2. Red-light running is not detected there")],
        [/^messages on topic '(.+)' contain no state of signal '(.+)': red-light running is not detected there$/,
            qsTr("Messages on topic %1 contain no state of signal %2. Red-light running is not detected there")],
        [/^the camera was moved at (\S+): lines and zones no longer fit$/,
            qsTr("The camera was moved at %1: lines and zones no longer fit")],
        [/^the camera was moved on (\S+) at (\S+): lines and zones no longer fit$/,
            qsTr("The camera was moved on %1 at %2: lines and zones no longer fit")],
        [/^at (\S+) frames per second, road users faster than (\S+ \S+) may not be counted$/,
            qsTr("At %1 frames per second, road users faster than %2 may not be counted")],
        [/^at (\S+) frames per second, road users less than (\S+ s) apart may not be counted$/,
            qsTr("At %1 frames per second, road users less than %2 apart may not be counted")],
        [/^'(.+)' is the same recording as '(.+)', which was counted before; that count is replaced$/,
            qsTr("“%1” is the same recording as “%2”, which was counted before; that count is replaced")],
        [/^'(.+)' was counted before, at another time; that count is replaced$/,
            qsTr("“%1” was counted before, at another time; that count is replaced")],
        [/^'(.+)' is the same recording as '(.+)', which was counted before; both counts are kept, as both times were entered$/,
            qsTr("“%1” is the same recording as “%2”, which was counted before; both counts are kept because both start times were entered")],
        [/^'(.+)' was counted before, at another time; both counts are kept, as both times were entered$/,
            qsTr("“%1” was counted before, at another time; both counts are kept because both start times were entered")],
        [/^'(.+)' is the same recording as '(.+)' and is not counted$/, qsTr("“%1” is the same recording as “%2” and is not counted")],
        [/^'(.+)' was counted for camera '(.+)' as well$/, qsTr("“%1” was counted for camera “%2” as well")],
        [/^the system clock was set back by (.+)$/, qsTr("The system clock was set back by %1")],
        [/^the system clock was set forward by (.+)$/, qsTr("The system clock was set forward by %1")],
        [/^class (.+) of the model is not counted$/, qsTr("Class %1 of the model is not counted")],
        [/^classes (.+) of the model are not counted$/, qsTr("Classes %1 of the model are not counted")],
        [/^the model does not detect (.+)$/, qsTr("The model does not detect %1")],
        [/^image_size (\d+) has no effect: the model takes (\S+) images$/,
            qsTr("The input size %1 has no effect: the model takes %2 images")],
        [/^the model was exported for batches of (\d+), which makes it about \d+ times slower$/,
            qsTr("The model was exported for batches of %1, which makes it about %1 times slower")],
        [/^broker (\S+) unreachable: (.+)$/, qsTr("Broker %1 unreachable: %2")],
        [/^broker (\S+) does not respond: (.+)$/, qsTr("Broker %1 does not respond: %2")],
        [/^broker (\S+) refused the connection: (.+)$/, qsTr("Broker %1 refused the connection: %2")],
        [/^connection to (\S+) lost: (.+)$/, qsTr("Connection to %1 lost: %2")],
        [/^(\S+) no longer acknowledges messages$/, qsTr("%1 no longer acknowledges messages")],
        [/^(\S+) does not respond$/, qsTr("%1 does not respond")],
        [/^no response from (\S+): (.+)$/, qsTr("No response from %1: %2")],
        [/^InfluxDB at (\S+) does not respond: (.+)$/, qsTr("InfluxDB at %1 does not respond: %2")],
        [/^cannot write: (.+)$/, qsTr("Cannot write: %1")],
        [/^cannot write, the disk is full: (.+)$/, qsTr("Cannot write, the disk is full: %1")],
        [/^cannot write (\S+): database or disk is full$/, qsTr("Cannot write %1: No space left on device")],
        [/^cannot write (\S+): (.+)$/, qsTr("Cannot write %1: %2")],
        [/^the window gets no pictures: cannot write to (.+): (.+)$/, qsTr("The window gets no pictures: cannot write to %1: %2")],
        [/^unexpected error (\S+)$/, qsTr("Unexpected error %1")],
        [/^connection failed \((.+)\)$/, qsTr("connection failed (%1)")],
        [/^exited with code (\d+)$/, qsTr("Exited with code %1")],
        [/^killed by signal (\d+)$/, qsTr("Killed by signal %1")],
        [/^no response since (.+?): (.+)$/, qsTr("No response since %1: %2")]
    ]

    // Reasons, each perhaps with its remedy after a dash, on a line of its own.
    function said(text: string): string {
        if (text === "")
            return "";
        return Formats.timed(text.split(" · ").map(one => wording._reason(one)).join("\n"));
    }

    // What helps, on a line of its own.
    function remedy(text: string): string {
        const known = wording._worded(text);
        return Formats.timed(known !== null ? SentenceWording.begun(known, true)
            : SentenceWording.said(text, true) ?? wording._part(text));
    }

    // What stands in a sentence may be one itself: "cannot read …: permission denied". What ends it may be the words of
    // a server or a system.
    function filled(value: string, ends: bool): string {
        const part = wording._part(value);
        return part === value && ends ? wording._quoted(value) : wording.figure(part);
    }

    // Three words and more that nobody here has said are somebody's own, and in their language.
    function _quoted(text: string): string {
        const prose = /[a-z]{2}( [a-z]\S*){2}/i.test(text) && !/^([/~]|[a-z]:[\\/])/i.test(text);
        return prose && !Qt.uiLanguage.startsWith("en") ? qsTr("“%1”").arg(text) : wording.figure(text);
    }

    // A figure as the language writes it, on one line with its unit; a size as all do; anything else as it is.
    function figure(value: string): string {
        if (/^\d+x\d+$/.test(value))
            return value.replace("x", "\u202f×\u202f");
        const [, number, unit] = /^(-?\d+(?:\.\d+)?)(?: (\S+))?$/.exec(value) ?? [];
        return number === undefined ? value : [Formats.typed(number), unit].filter(part => part !== undefined).join("\u202f");
    }

    // Words of the system and of the decoder, wherever they stand; null for others.
    function known(text: string): var {
        return KnownReasons.known[text] ?? KnownReasons.known[text.slice(0, 1).toLowerCase() + text.slice(1)] ?? null;
    }

    // "[Errno 28] No space left on device: '/x/y'": the number says nothing to people, and what it is about comes first.
    function _ofSystem(part: string): var {
        const found = /^\[(?:Errno|WinError) \d+\] (.+?)(?:: '(.+)')?$/.exec(part);
        if (found === null)
            return null;
        const words = wording.known(found[1]) ?? found[1];
        return found[2] === undefined ? words : `${found[2].replace("' -> '", " → ")}: ${words}`;
    }

    function _reason(one: string): string {
        const [what, ...remedies] = one.split(" — ");
        return [wording._worded(what) ?? SentenceWording.said(what, true) ?? wording._several(what, true) ?? wording.filled(what, true),
            ...remedies.map(part => wording._part(part))].join(" – ");
    }

    function _part(part: string): string {
        return wording._words(part) ?? wording._after(part) ?? part;
    }

    function _words(part: string): var {
        return wording._worded(part) ?? SentenceWording.said(part, false) ?? wording._several(part, false);
    }

    // Reasons that were joined: each is said by itself; null where nobody knows any of them.
    function _several(text: string, begins: bool): var {
        const parts = text.split("; ");
        const words = parts.map(part => wording._worded(part) ?? SentenceWording.said(part, begins) ?? wording._after(part));
        return parts.length === 1 || words.every(one => one === null) ? null
            : parts.map((part, place) => words[place] ?? wording.filled(part, true)).join(begins ? ". " : "; ");
    }

    function _worded(part: string): var {
        return wording.known(part) ?? wording._ofSystem(part) ?? RemedyWording.known[part] ?? OutsideWording.said(part) ?? wording._filled(part);
    }

    // What stands after the name of a camera, or after a file and the line in it.
    function _after(part: string): var {
        const camera = /^camera '(.+?)': ([\s\S]+)$/.exec(part);
        if (camera !== null)
            return qsTr("Camera “%1”: %2").arg(camera[1]).arg(wording._part(camera[2]));
        for (const [, before, words] of [/^([\s\S]*?: )([\s\S]+)$/, /^([\s\S]*: )([\s\S]+)$/, /^(\S+:\d+:\S* )([\s\S]+)$/]
                .map(one => one.exec(part)).filter(found => found !== null)) {
            const known = wording._words(words);
            if (known !== null)
                return before + known;
        }
        return null;
    }

    function _filled(part: string): var {
        for (const [pattern, words] of [...wording._patterns, ...DeliveryWording.patterns]) {
            const found = part.match(pattern);
            if (found !== null)
                return found.slice(1).reduce((text, value, place) =>
                    text.arg(wording.filled(value, words.endsWith(`: %${place + 1}`))), words);
        }
        return null;
    }
}

import QtQuick

// Colours of what Qt draws itself in a window of the theme: file dialogs where the desktop has none, and tips.
Palette {
    window: Theme.color.surface
    windowText: Theme.color.text
    base: Theme.color.background
    alternateBase: Theme.color.surface
    text: Theme.color.text
    placeholderText: Theme.color.textMuted
    button: Theme.color.raised
    buttonText: Theme.color.text
    brightText: Theme.color.text
    light: Theme.color.surface
    midlight: Theme.color.raised
    mid: Theme.color.outline
    dark: Theme.color.textMuted
    highlight: Theme.color.accent
    highlightedText: Theme.color.background
    toolTipBase: Theme.color.raised
    toolTipText: Theme.color.text
}

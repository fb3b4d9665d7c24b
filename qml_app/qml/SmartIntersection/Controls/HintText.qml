import QtQuick
import SmartIntersection.Theme

// An explanation: quiet, and never smaller than running text.
BodyText {
    color: Theme.color.textMuted
    wrapMode: Text.Wrap
}

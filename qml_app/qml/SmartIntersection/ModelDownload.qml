import QtQuick
import QtQuick.Controls.Basic
import QtQuick.Layouts
import SmartIntersection.Backend
import SmartIntersection.Controls
import SmartIntersection.Theme

// Asks before PyTorch is downloaded for the first .pt, and shows how far it is.
Popup {
    id: dialog

    required property ModelFetch fetch
    readonly property bool _asks: fetch.state === "offered" || fetch.state === "failed"

    function _duration(seconds: real): string {
        return seconds < 90 ? qsTr("%1 s").arg(Math.round(seconds)) : qsTr("%1 min").arg(Math.round(seconds / 60));
    }

    function _text(): string {
        switch (fetch.state) {
        case "looking":
            return qsTr("Selecting the build for this computer …");
        case "fetching":
            const part = qsTr("%1 of about %2").arg(Wording.bytes(fetch.arrived)).arg(Wording.bytes(Math.max(fetch.arrived, fetch.downloadBytes)));
            return fetch.left < 0 ? part : qsTr("%1, about %2 left").arg(part).arg(_duration(fetch.left));
        case "unpacking":
            return qsTr("Installing …");
        case "failed":
            return ReasonWording.said(fetch.failure);
        default:
            const sizes = qsTr("Download about %1, disk space %2.").arg(Wording.bytes(fetch.downloadBytes)).arg(Wording.bytes(fetch.diskBytes));
            return fetch.uselessCuda
                ? qsTr("%1 Only the build for NVIDIA GPUs is available, but this computer has none. Models exported to ONNX or OpenVINO do not need PyTorch.").arg(sizes)
                : qsTr("%1 Required once to convert the model.").arg(sizes);
        }
    }

    parent: Overlay.overlay
    // In the middle while it asks, then out of the way.
    x: _asks ? (parent.width - width) / 2 : parent.width - width - Theme.spaceL
    y: _asks ? (parent.height - height) / 2 : parent.height - height - Theme.spaceL
    width: Theme.messageWidth
    padding: Theme.spaceXl
    modal: _asks
    focus: _asks
    visible: fetch.state !== ""
    closePolicy: Popup.NoAutoClose
    on_AsksChanged: if (_asks)
        accept.forceActiveFocus(Qt.TabFocusReason)

    background: Rectangle {
        radius: Theme.radiusM
        color: Theme.color.surface
        border.color: Theme.color.outline
        border.width: Theme.hairline
    }

    contentItem: ColumnLayout {
        spacing: Theme.spaceM

        TitleText {
            Layout.fillWidth: true
            text: dialog.fetch.state === "failed" ? qsTr("Could not install PyTorch")
                : dialog._asks || dialog.fetch.state === "looking" ? qsTr("%1 requires PyTorch").arg(dialog.fetch.model)
                : qsTr("Downloading PyTorch for %1").arg(dialog.fetch.model)
            wrapMode: Text.Wrap
            Accessible.role: Accessible.AlertMessage
        }

        BodyText {
            Layout.fillWidth: true
            color: Theme.color.textMuted
            text: dialog._text()
            wrapMode: Text.Wrap
        }

        Gauge {
            Layout.fillWidth: true
            visible: !dialog._asks
            label: qsTr("Download")
            value: dialog.fetch.state === "fetching" && dialog.fetch.arrived > 0
                ? dialog.fetch.arrived / Math.max(dialog.fetch.arrived, dialog.fetch.downloadBytes) : -1
        }

        RowLayout {
            Layout.alignment: Qt.AlignRight
            spacing: Theme.spaceS

            TextButton {
                text: qsTr("Cancel")
                onClicked: dialog.fetch.cancel()
            }

            TextButton {
                id: accept

                text: dialog.fetch.state === "failed" ? qsTr("Try again") : qsTr("Download")
                strong: true
                visible: dialog._asks
                onClicked: dialog.fetch.download()
            }
        }
    }
}

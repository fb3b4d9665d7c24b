import QtQuick
import QtQuick.Layouts
import SmartIntersection.Backend
import SmartIntersection.Controls
import SmartIntersection.Theme

// One camera: its name, where its pictures come from, and whether they do.
Card {
    id: form

    required property Configuration config
    required property int place
    required property string name
    required property string source
    required property bool trying
    required property string tried
    required property bool reachable
    required property string kind
    required property string picture
    required property string recordedAt
    required property string recordedName
    // The engine's newest picture of it.
    required property string live
    property bool removable: true
    readonly property string _key: `cameras[${place}]`
    property string _name: name
    property string _source: source
    property string _user: ""
    property string _password: ""
    // As people write it: an instant with its offset on the site's clock.
    readonly property string _begins: Formats.typedTime(recordedAt)
    property string _recorded: _begins
    property bool _refused: false

    signal draw

    function _rename(): void {
        if (form._name !== form.name)
            form.config.cameras.rename(form.place, form._name);
        form._name = Qt.binding(() => form.name);
    }

    function _point(): void {
        if (form._source === form.source && form._user === "" && form._password === "")
            return;
        form._refused = !form.config.cameras.point(form.place, form._source, form._user, form._password);
        if (form._refused)
            return;
        form._source = Qt.binding(() => form.source);
        form._user = "";
        form._password = "";
    }

    // What was typed ended the binding; undone elsewhere, it is shown.
    onNameChanged: form._name = Qt.binding(() => form.name)
    on_BeginsChanged: form._recorded = form._begins
    onSourceChanged: form._source = Qt.binding(() => form.source)
    title: name

    GridLayout {
        Layout.fillWidth: true
        Layout.fillHeight: true
        columns: form.width >= 2 * Theme.cardWidth + Theme.settingsColumn / 2 ? 2 : 1
        columnSpacing: Theme.spaceL
        rowSpacing: Theme.spaceM

        CameraPicture {
            Layout.fillWidth: true
            Layout.fillHeight: parent.columns > 1
            Layout.preferredWidth: 1
            picture: form.picture !== "" ? form.picture : form.live
        }

        ColumnLayout {
            Layout.fillWidth: true
            Layout.fillHeight: true
            Layout.preferredWidth: 1
            spacing: Theme.spaceS

            TextBox {
                Layout.fillWidth: true
                label: qsTr("Name")
                value: form._name
                problem: form.config.revision >= 0 ? SettingsWording.refusal(form.config.refusal(form._key + ".id")) : ""
                onEdited: text => form._name = text
                onFinished: form._rename()
            }

            RowLayout {
                spacing: Theme.spaceXs

                TextBox {
                    Layout.fillWidth: true
                    label: qsTr("Source")
                    hint: qsTr("A file, folder or pattern, rtsp://…, http://…, webcam:0 or simulator:crossroads")
                    value: form._source
                    problem: form._refused ? ReasonWording.said(form.config.cameras.failure) : form.config.revision >= 0
                        ? SettingsWording.sourceRefusal(form.config.refusal(form._key + ".source")) : ""
                    onEdited: text => form._source = text
                    onFinished: form._point()
                }

                FileButton {
                    filters: SettingsWording.videos(form.config.cameras.endings)
                    onChosen: file => {
                        form._source = form.config.cameras.localPath(file);
                        form._point();
                    }
                }
            }

            RowLayout {
                spacing: Theme.spaceM
                uniformCellSizes: true
                visible: form._source.includes("://")

                TextBox {
                    Layout.fillWidth: true
                    label: qsTr("User name")
                    placeholder: form.source.includes("***@") ? qsTr("unchanged") : qsTr("none")
                    value: form._user
                    onEdited: text => form._user = text
                }

                TextBox {
                    Layout.fillWidth: true
                    label: qsTr("Password")
                    placeholder: form.source.includes("***@") ? qsTr("unchanged") : qsTr("none")
                    hidden: true
                    value: form._password
                    onEdited: text => form._password = text
                    onFinished: form._point()
                }
            }

            ConnectionSecurity {
                Layout.fillWidth: true
                visible: form.source.includes("://")
                config: form.config
                key: form._key
            }

            TextBox {
                Layout.fillWidth: true
                visible: form.kind === "video"
                label: qsTr("First frame recorded at")
                placeholder: form.recordedName !== "" ? Formats.typedTime(Formats.clockTime(form.recordedName))
                    : Formats.typedTime("2026-05-04 07:30:00")
                hint: form.recordedAt !== "" ? qsTr("Entered here. Leave empty to use the recording’s own time.")
                    : form.recordedName !== "" ? qsTr("From the file name, in the site’s time zone unless it names one.")
                    : qsTr("From the video file or, failing that, its modification time.")
                value: form._begins
                problem: form.config.revision >= 0 ? SettingsWording.refusal(form.config.refusal(form._key + ".recorded_at")) : ""
                onEdited: text => form._recorded = text
                onFinished: if (form._recorded !== form._begins)
                    form.config.set(form._key + ".recorded_at", Formats.filedTime(form._recorded))
            }

            Item {
                Layout.fillHeight: true
            }

            TrialResult {
                Layout.fillWidth: true
                trying: form.trying
                tried: form.tried
                reachable: form.reachable
            }

            RowLayout {
                spacing: Theme.spaceS

                TextButton {
                    text: qsTr("Test")
                    enabled: !form.trying
                    onClicked: form.config.cameras.trial(form.place)
                }

                TextButton {
                    text: qsTr("Draw lines and zones")
                    onClicked: form.draw()
                }

                Item {
                    Layout.fillWidth: true
                }

                IconButton {
                    glyph: Glyphs.trash
                    text: qsTr("Remove %1").arg(form.name)
                    visible: form.removable
                    onClicked: form.config.cameras.remove(form.place)
                }
            }
        }
    }
}

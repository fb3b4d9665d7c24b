pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Controls.Basic
import QtQuick.Layouts
import SmartIntersection.Backend
import SmartIntersection.Theme

// A day from a calendar, from–to typed, or all of one camera's data. Days with data are bold.
Popup {
    id: picker

    required property JournalPage page
    readonly property real _from: SiteClock.read(from.value)
    readonly property real _to: SiteClock.read(to.value)
    readonly property string _problem: isNaN(picker._from) || isNaN(picker._to) ? qsTr("Enter a time such as 2026-05-04 07:30")
        : picker._from >= picker._to ? qsTr("The end must be after the start") : ""

    function _choose(start: real, end: real): void {
        picker.page.choose(start, end);
        picker.close();
    }

    function _apply(): void {
        if (picker._problem === "")
            picker._choose(picker._from, picker._to);
    }

    // `month` as in JavaScript, from 0.
    function _hasData(year: int, month: int, day: int): bool {
        const start = SiteClock.midnight(year, month + 1, day), end = SiteClock.midnight(year, month + 1, day + 1);
        return picker.page.everywhere.some(one => one.from < end && one.to >= start);
    }

    padding: Theme.spaceL
    margins: Theme.spaceS // of the window, which it does not leave
    focus: true
    onAboutToShow: {
        from.value = Formats.minute(picker.page.start);
        to.value = Formats.minute(picker.page.end);
        const last = picker.page.everywhere.reduce((most, one) => Math.max(most, one.to), 0);
        const shown = new Date(picker.page.period.includes("-") || last === 0 ? picker.page.start : last);
        calendar.year = shown.getFullYear();
        calendar.month = shown.getMonth();
    }

    background: Rectangle {
        radius: Theme.radiusM
        color: Theme.color.surface
        border.color: Theme.color.outline
        border.width: Theme.hairline
    }

    contentItem: RowLayout {
        spacing: Theme.spaceXl

        ColumnLayout {
            Layout.alignment: Qt.AlignTop
            spacing: Theme.spaceS

            RowLayout {
                Layout.fillWidth: true

                IconButton {
                    glyph: Glyphs.back
                    text: qsTr("Previous month")
                    onClicked: calendar.turn(-1)
                }

                BodyText {
                    Layout.fillWidth: true
                    horizontalAlignment: Text.AlignHCenter
                    font.weight: Font.DemiBold
                    text: calendar.title
                }

                IconButton {
                    glyph: Glyphs.forward
                    text: qsTr("Next month")
                    onClicked: calendar.turn(1)
                }
            }

            DayOfWeekRow {
                Layout.fillWidth: true
                locale: calendar.locale

                delegate: CaptionText {
                    required property string shortName

                    horizontalAlignment: Text.AlignHCenter
                    text: shortName
                }
            }

            MonthGrid {
                id: calendar

                function turn(months: int): void {
                    const there = calendar.year * 12 + calendar.month + months;
                    calendar.year = Math.floor(there / 12);
                    calendar.month = there % 12;
                }

                Layout.fillWidth: true
                locale: Qt.uiLanguage === undefined ? Qt.locale() : Qt.locale()

                delegate: TextButton {
                    required property var model

                    implicitWidth: Theme.control
                    opacity: model.month === calendar.month ? 1 : Theme.dimmed
                    text: Formats.number(model.day)
                    strong: picker._hasData(model.year, model.month, model.day)
                    Accessible.name: Formats.day(SiteClock.midnight(model.year, model.month + 1, model.day))
                    onClicked: picker._choose(SiteClock.midnight(model.year, model.month + 1, model.day),
                        SiteClock.midnight(model.year, model.month + 1, model.day + 1))
                }
            }
        }

        ColumnLayout {
            Layout.alignment: Qt.AlignTop
            Layout.preferredWidth: Theme.settingsColumn
            spacing: Theme.spaceM

            TextBox {
                id: from

                Layout.fillWidth: true
                label: qsTr("From (%1)").arg(SiteClock.zone)
                value: ""
                onEdited: text => from.value = text
                Keys.onReturnPressed: picker._apply()
            }

            TextBox {
                id: to

                Layout.fillWidth: true
                label: qsTr("To (%1)").arg(SiteClock.zone)
                value: ""
                problem: picker._problem
                onEdited: text => to.value = text
                Keys.onReturnPressed: picker._apply()
            }

            TextButton {
                Layout.alignment: Qt.AlignRight
                enabled: picker._problem === ""
                primary: true
                text: qsTr("Show")
                onClicked: picker._apply()
            }

            CaptionText {
                visible: picker.page.everywhere.length > 0
                text: qsTr("Recorded data")
            }

            Repeater {
                model: picker.page.everywhere.slice(0, 6)

                TextButton {
                    required property var modelData

                    Layout.fillWidth: true
                    text: qsTr("%1: %2").arg(modelData.camera).arg(Formats.period(modelData.from, modelData.to))
                    onClicked: picker._choose(modelData.from, modelData.to + 1000)
                }
            }
        }
    }
}

import SmartIntersection.Backend
import SmartIntersection.Theme

// Says that what is shown lacks something that was recorded.
Notice {
    required property JournalPage page

    visible: page.damaged > 0
    text: Wording.several(page.damaged, qsTr("1 recorded event is damaged on the disk and not included."),
        qsTr("%1 recorded events are damaged on the disk and not included."))
}

import SmartIntersection.Controls

// Asked once, when the window is closed over an engine that would end with it.
Question {
    id: question

    // keep or stop
    signal answered(answer: string)

    objectName: "closing-question"
    title: qsTr("Keep counting after the window closes?")
    explanation: qsTr("The engine counts in the background until you stop it on the Services page or shut down this computer. Your choice is remembered; you can change it under Settings > General.")
    first: keep

    TextButton {
        text: qsTr("Stop counting")
        onClicked: question.answered("stop")
    }

    TextButton {
        id: keep

        text: qsTr("Keep counting in the background")
        primary: true
        onClicked: question.answered("keep")
    }
}

import SmartIntersection.Backend
import SmartIntersection.Controls

// Which camera is being edited.
Picker {
    id: picker

    required property Configuration config

    label: qsTr("Camera")
    choices: config.cameras.nameList.map(name => ({ value: name, text: name }))
    chosenValue: config.camera
    onChosen: value => picker.config.select(value)
}

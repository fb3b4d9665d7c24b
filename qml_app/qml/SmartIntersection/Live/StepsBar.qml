import SmartIntersection.Recording

// While lines and zones are drawn.
DrawBar {
    required property LiveSteps steps

    config: steps.config
    ready: steps.drawing.ready
    countable: steps.camera !== null && steps.camera.recorded && steps.camera.lineCount > 0
    counting: countable && steps.camera.playback.mode === "count"
    onDone: steps.drawing.end()
    onCount: steps.count()
}

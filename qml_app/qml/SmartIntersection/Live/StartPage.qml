import SmartIntersection.Start

// Where it begins.
FirstStart {
    required property LivePage page

    opening: page.opening
    counting: page.monitor.cameraNames.length === 1 && page.camera !== null && page.camera.playback.mode === "count"
        && !page.camera.finished
    onSetUp: page.setUp()
}

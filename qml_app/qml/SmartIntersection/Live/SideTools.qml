import SmartIntersection.Settings

// The tools for what is drawn on a camera's picture.
SceneTools {
    required property LiveSide side

    config: side.config
    drawable: side.drawing.ready
}

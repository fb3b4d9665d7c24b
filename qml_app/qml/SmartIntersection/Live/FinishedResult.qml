import SmartIntersection.Recording

// The result of a recording that was counted to its end.
ResultPage {
    required property Finished finished

    camera: finished.camera
    results: finished.results
    config: finished.config
    onAgain: finished.again()
    onPreview: finished.edit()
    onAnother: finished.another()
}

import SmartIntersection.Start

// Where it begins.
FirstStart {
    required property LivePage page

    opening: page.opening
    onSetUp: page.setUp()
}

import SmartIntersection.Setup

SetupPage {
    required property Pages stack

    focus: true
    setup: stack.setup
    engine: stack.engine
    browser: stack.browser
    onLeave: stack.wanted("services")
}

import SmartIntersection.Violations

ViolationsPage {
    required property Pages stack

    focus: true
    violations: stack.violations
    unmonitored: stack.monitor.unmonitored
}

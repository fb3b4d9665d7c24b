import SmartIntersection.Traffic

TrafficPage {
    required property Pages stack

    focus: true
    traffic: stack.traffic
}

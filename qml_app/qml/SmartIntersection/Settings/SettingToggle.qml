import SmartIntersection.Backend
import SmartIntersection.Controls

// A yes or no of the configuration.
Toggle {
    id: field

    required property Configuration config
    required property string key

    on: config.revision >= 0 && key !== "" ? Boolean(config.value(key)) : false
    onSwitched: on => field.config.set(field.key, on)
}

import QtQuick
import SmartIntersection.Backend
import SmartIntersection.Controls
import SmartIntersection.Theme

// Whom the connection of a camera of the configuration trusts.
ConnectionFields {
    id: security

    required property Configuration config
    // Of the camera, as in cameras[0]
    required property string key
    readonly property string _hosts: key + ".allowed_hosts"
    readonly property string _certificate: key + ".tls.ca_file"

    function _certify(path: string): void {
        security.config.set(security._certificate, path);
    }

    verify: config.revision < 0 || config.value(key + ".tls.verify") !== false
    certificate: config.revision >= 0 ? config.value(_certificate) ?? "" : ""
    hosts: config.revision >= 0 ? config.words(_hosts) : ""
    certificateProblem: config.revision >= 0 ? SettingsWording.refusal(config.refusal(_certificate)) : ""
    hostsProblem: config.revision >= 0 ? SettingsWording.refusal(config.refusalBelow(_hosts)) : ""
    onVerified: on => config.set(key + ".tls.verify", on)
    onCertified: path => _certify(path)
    onPicked: file => _certify(config.cameras.localPath(file))
    onHosted: words => config.setWords(_hosts, words)
}

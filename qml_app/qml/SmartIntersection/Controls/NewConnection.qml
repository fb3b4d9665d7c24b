import QtQuick

// Whom the connection of a camera trusts that is not there yet.
ConnectionFields {
    id: fields

    readonly property var usual: ({ verify: true, certificate: "", hosts: "" })
    property var choice: usual
    // What the form does not show holds for nothing.
    readonly property var told: visible ? choice : {}

    signal chosen

    function _put(one: var): void {
        fields.choice = Object.assign({}, fields.choice, one);
        fields.chosen();
    }

    verify: choice.verify
    certificate: choice.certificate
    hosts: choice.hosts
    onVerified: on => _put({ verify: on })
    onCertified: path => _put({ certificate: path })
    onHosted: hosts => _put({ hosts: hosts })
}

import QtQuick
import QtQuick.Layouts
import SmartIntersection.Backend
import SmartIntersection.Controls
import SmartIntersection.Theme

// Where services that somebody else keeps are, and what they ask for.
RowLayout {
    id: fields

    required property SetupForm form

    // What keeps one from going on, before it is a mistake.
    function needed(field: string): string {
        return fields.form.problems[field] === "missing" ? qsTr("Required") : "";
    }

    function problem(field: string): string {
        return fields.form.values[field] === "" && fields.form.problems[field] === "missing" ? ""
            : SetupWording.problem(fields.form.problems[field] ?? "");
    }

    spacing: Theme.spaceM
    uniformCellSizes: true

    Card {
        Layout.fillWidth: true
        Layout.fillHeight: true
        title: qsTr("Broker")

        TextBox {
            Layout.fillWidth: true
            label: qsTr("Address")
            placeholder: "mqtts://engine@broker.example.org:8883"
            hint: qsTr("mqtts:// is encrypted, mqtt:// is not. The part before @ is the user name.")
            value: fields.form.values["mqtt"]
            problem: fields.problem("mqtt")
            onEdited: text => fields.form.put("mqtt", text)
        }

        TextBox {
            Layout.fillWidth: true
            label: qsTr("Password")
            placeholder: fields.needed("mqttPassword")
            hint: fields.form.kept["mqttPassword"]
                ? qsTr("Stored in a file only you can read. Leave empty to keep the stored password.")
                : qsTr("Stored in a file only you can read.")
            hidden: true
            value: fields.form.values["mqttPassword"]
            onEdited: text => fields.form.put("mqttPassword", text)
        }

        Item {
            Layout.fillHeight: true
        }
    }

    Card {
        Layout.fillWidth: true
        Layout.fillHeight: true
        title: qsTr("InfluxDB")
        aside: qsTr("optional")

        TextBox {
            Layout.fillWidth: true
            label: qsTr("InfluxDB address")
            placeholder: "https://influx.example.org:8086"
            value: fields.form.values["influx"]
            problem: fields.problem("influx")
            onEdited: text => fields.form.put("influx", text)
        }

        RowLayout {
            Layout.fillWidth: true
            spacing: Theme.spaceM
            uniformCellSizes: true

            TextBox {
                Layout.fillWidth: true
                label: qsTr("Organization")
                value: fields.form.values["influxOrg"]
                onEdited: text => fields.form.put("influxOrg", text)
            }

            TextBox {
                Layout.fillWidth: true
                label: qsTr("Bucket")
                value: fields.form.values["influxBucket"]
                onEdited: text => fields.form.put("influxBucket", text)
            }
        }

        TextBox {
            Layout.fillWidth: true
            label: qsTr("Token")
            placeholder: fields.needed("influxToken")
            hint: qsTr("Needs write access to the bucket.")
            hidden: true
            value: fields.form.values["influxToken"]
            onEdited: text => fields.form.put("influxToken", text)
        }

        Item {
            Layout.fillHeight: true
        }
    }
}

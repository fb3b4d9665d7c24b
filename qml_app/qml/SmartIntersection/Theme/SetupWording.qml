pragma Singleton

import QtQuick

// The words of the setup wizard for the codes of its view models.
QtObject {
    function state(code: string): string {
        switch (code) {
        case "ok": return qsTr("OK");
        case "changed": return qsTr("changed");
        case "failed": return qsTr("failed");
        case "skipped": return qsTr("note");
        case "running": return qsTr("running");
        default: return qsTr("waiting");
        }
    }

    function problem(code: string): string {
        switch (code) {
        case "": return "";
        case "missing": return qsTr("Required.");
        case "address": return qsTr("Not a valid address.");
        case "password": return qsTr("Enter the password in its own field, not in the address.");
        case "port": return qsTr("Enter a number from 1 to 65535.");
        case "twice": return qsTr("Already used by another service.");
        default: return code;
        }
    }

    function program(name: string): string {
        switch (name) {
        case "mosquitto": return qsTr("MQTT broker: other systems receive the events");
        case "influxdb": return qsTr("Database: keeps counts and performance for months");
        case "grafana": return qsTr("Dashboards and alerts in the browser; requires InfluxDB");
        default: return "";
        }
    }

    // Where programs come from and who vouches for them, on this platform as Qt calls it.
    function makers(platform: string): string {
        switch (platform) {
        case "linux": return qsTr("From the official download sites; each file is verified by its SHA-256 checksum. Mosquitto comes from your Linux distribution, which verifies it by its signature.");
        case "osx": return qsTr("From the official download sites; each file is verified by its SHA-256 checksum. Mosquitto is installed with Homebrew, which verifies it.");
        default: return qsTr("From the official download sites; each file is verified by its SHA-256 checksum.");
        }
    }

    // What a plan does with a program.
    function planned(what: string): string {
        switch (what) {
        case "install": return qsTr("will be installed");
        case "change": return qsTr("is installed; its settings will be brought up to date");
        default: return qsTr("is installed and up to date");
        }
    }

    function service(name: string): string {
        switch (name) {
        case "mosquitto": return qsTr("Mosquitto");
        case "mosquitto-tls": return qsTr("Mosquitto, encrypted");
        case "influxdb": return qsTr("InfluxDB");
        case "grafana": return qsTr("Grafana");
        case "evidence": return qsTr("Evidence server");
        default: return name;
        }
    }

    // What a service calls itself.
    function product(title: string): string {
        switch (title) {
        case "Mosquitto MQTT broker": return qsTr("Mosquitto MQTT broker");
        case "InfluxDB time series database": return qsTr("InfluxDB time series database");
        case "Grafana dashboards": return qsTr("Grafana dashboards");
        case "Evidence pictures": return qsTr("Evidence server");
        default: return title;
        }
    }

    function check(name: string): string {
        switch (name) {
        case "other runs": return qsTr("Other setup runs");
        case "broker": return qsTr("Broker");
        case "database": return qsTr("Database");
        case "port of the broker": return qsTr("Broker port");
        default: return name.startsWith("port ") ? qsTr("Port %1").arg(name.slice(5))
            : name.startsWith("program ") ? qsTr("Program %1").arg(name.slice(8)) : RegistryWording.check(name);
        }
    }

    // What helps, in the words of the app where it has a field or a button for that.
    function remedy(option: string, words: string): string {
        switch (option) {
        case "": return ReasonWording.remedy(words);
        case "engine": return qsTr("Stop the engine. After a restart it uses the new services.");
        case "shorten": return qsTr("To keep the data, set the same retention in conf.d/retention.yaml of InfluxDB. Nothing is deleted unless you allow it.");
        case "source": return qsTr("Check the network and proxy, then try again. Or go back and choose a mirror or a bundle file.");
        default: return qsTr("Close that program or use another port.");
        }
    }

    // What is moved, and how far: "grafana.tar.gz, 12 of 85 MB".
    function moving(what: string, done: string, size: string): string {
        const [verb, ...rest] = what.split(" ");
        const name = rest.join(" ");
        const far = size === "" ? done : qsTr("%1 of %2").arg(done).arg(size);
        return verb === "download" ? qsTr("Downloading %1: %2").arg(name).arg(far)
            : verb === "unpack" ? qsTr("Unpacking %1: %2").arg(name).arg(far) : qsTr("%1: %2").arg(what).arg(far);
    }
}

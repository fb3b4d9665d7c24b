pragma Singleton

import QtQuick

// The words of the setup wizard for the codes of its view models.
QtObject {
    function state(code: string): string {
        switch (code) {
        case "ok": return qsTr("in order");
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
        case "missing": return qsTr("This is needed.");
        case "address": return qsTr("This is no address of that kind.");
        case "password": return qsTr("No password in an address: it can be seen. There is a field for it.");
        case "port": return qsTr("A number from 1 to 65535.");
        case "twice": return qsTr("Another service has it.");
        default: return code;
        }
    }

    function service(name: string): string {
        switch (name) {
        case "mosquitto": return qsTr("Mosquitto");
        case "mosquitto-tls": return qsTr("Mosquitto, encrypted");
        case "influxdb": return qsTr("InfluxDB");
        case "grafana": return qsTr("Grafana");
        case "evidence": return qsTr("Evidence");
        default: return name;
        }
    }

    function check(name: string): string {
        switch (name) {
        case "disk": return qsTr("Disk");
        case "clock": return qsTr("Clock");
        case "services": return qsTr("Services here");
        case "other runs": return qsTr("Other runs of setup");
        case "machine": return qsTr("Machine");
        case "rights": return qsTr("Rights");
        case "network": return qsTr("Network");
        case "broker": return qsTr("Broker");
        case "database": return qsTr("Database");
        case "port of the broker": return qsTr("Port of the broker");
        default: return name.startsWith("port ") ? qsTr("Port %1").arg(name.slice(5))
            : name.startsWith("program ") ? qsTr("Program %1").arg(name.slice(8)) : name;
        }
    }

    // What helps, in the words of the app where it has a field or a button for that.
    function remedy(option: string, words: string): string {
        switch (option) {
        case "": return words;
        case "engine": return qsTr("Stop the engine; started again, it uses what is set up then.");
        case "source": return qsTr("Check the network and its proxy, then try again; or go back and choose a mirror or a bundle file.");
        default: return qsTr("End that program, or take another port.");
        }
    }

    // What is moved, and how far: "grafana.tar.gz, 12 of 85 MiB".
    function moving(what: string, done: string, size: string): string {
        const [verb, ...rest] = what.split(" ");
        const name = rest.join(" ");
        const far = size === "" ? done : qsTr("%1 of %2").arg(done).arg(size);
        return verb === "download" ? qsTr("Fetching %1: %2").arg(name).arg(far)
            : verb === "unpack" ? qsTr("Unpacking %1: %2").arg(name).arg(far) : qsTr("%1: %2").arg(what).arg(far);
    }
}

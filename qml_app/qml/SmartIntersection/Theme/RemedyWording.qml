pragma Singleton

import QtQuick

// What helps, as the engine says it in English, in the language of the window.
QtObject {
    readonly property var known: ({
        "give the camera a certificate that this system trusts, or set its tls.ca_file":
            qsTr("install a certificate on the camera that this computer trusts, or select its certificate file under Connection security"),
        "the certificates in tls.ca_file cannot be read": qsTr("the camera’s certificate file cannot be read"),
        "enter that host's address instead, or add the host to allowed_hosts of this camera":
            qsTr("enter that host’s address, or add the host under Connection security"),
        "check that the camera is on and connected to the network, and check address and port":
            qsTr("check that the camera is on and connected to the network, and check address and port"),
        "check the user name and password in the address (rtsp://user:password@host/…)": qsTr("check user name and password"),
        "enter the user name and password in the address (rtsp://user:password@host/…)": qsTr("enter user name and password"),
        "check the host name, or use the camera's IP address": qsTr("check the host name, or use the camera's IP address"),
        "grant this user access to the stream in the camera's settings":
            qsTr("grant this user access to the stream in the camera's settings"),
        "check the path in the address": qsTr("check the path in the address"),
        "check network and proxy (HTTPS_PROXY), or use --mirror URL or --offline BUNDLE (created with 'bundle create' on a machine with internet access)":
            qsTr("check network and proxy settings, or choose a mirror or a bundle file on the Setup page"),
        "restart the camera or server, and check its log": qsTr("restart the camera or server, and check its log"),
        "check that the server's certificate is valid": qsTr("check that the server's certificate is valid"),
        "check that a media player can open this address": qsTr("check that a media player can open this address"),
        "check that a media player opens it, or choose another video file (.mp4, .avi, .mkv …)":
            qsTr("check that a media player opens it, or choose another video file (.mp4, .avi, .mkv …)"),
        "connect the camera, close other programs that use it, or try webcam:1":
            qsTr("connect the camera, close other programs that use it, or try webcam:1"),
        "reduce the resolution, for example to 1920x1080": qsTr("reduce the resolution, for example to 1920 × 1080"),
        "run fewer cameras, or reduce the resolution": qsTr("run fewer cameras, or reduce the resolution"),
        "check that a media player opens it, or convert it with ffmpeg":
            qsTr("check that a media player opens it, or convert it with ffmpeg"),
        "convert it with ffmpeg, or use another file": qsTr("convert it with ffmpeg, or use another file"),
        "try again; if it happens again, run fewer cameras or reduce the resolution":
            qsTr("try again; if it happens again, run fewer cameras or reduce the resolution"),
        "please report this with the log": qsTr("please report this with the log"),
        "choose a video file in it": qsTr("choose a video file in it"),
        "for a camera device use webcam:0": qsTr("for a camera device use webcam:0"),
        "record or copy the file again": qsTr("record or copy the file again"),
        "choose a video file, for example .mp4, .avi or .mkv": qsTr("choose a video file, for example .mp4, .avi or .mkv"),
        "check the path (in a configuration file it is relative to that file's folder)": qsTr("check the path"),
        "grant read permission, or copy the file to a folder of yours":
            qsTr("grant read permission, or copy the file to a folder of yours"),
        "check the folder or pattern, for example recordings/*.mp4":
            qsTr("check the folder or pattern, for example recordings/*.mp4"),
        "use a model, calibrate the scene, or set unclassified: true for these rules":
            qsTr("use a model, calibrate the scene, or set unclassified: true for these rules"),
        "turn it back, or draw them anew": qsTr("turn it back, or draw them anew"),
        "redraw it, or use units: relative": qsTr("redraw it, or use relative units"),
        "redraw them, or use units: relative": qsTr("redraw them, or use relative units"),
        "set tls.ca_file instead of tls.verify: false": qsTr("select its certificate file under Connection security"),
        "to keep both, set recorded_at for each": qsTr("to keep both, enter a start time for each"),
        "use units: relative": qsTr("use relative units"),
        "make it a stop line (kind: stop)": qsTr("change its type to stop line"),
        "assign a signal to a stop line": qsTr("assign a signal to a stop line"),
        "make it a lane (kind: lane)": qsTr("change its type to lane"),
        "draw a lane with a direction, or set the permitted direction of a line":
            qsTr("draw a lane with a direction, or set the permitted direction of a line"),
        "calibrate the scene": qsTr("calibrate the scene"),
        "increase the frame rate": qsTr("increase the frame rate"),
        "move the camera closer, or zoom in": qsTr("move the camera closer, or zoom in"),
        "use it with the simulator only": qsTr("use it with the simulator only"),
        "check that its lamps are visible, and draw them again": qsTr("check that its lamps are visible, and draw them again"),
        "check the controller and the topic": qsTr("check the controller and the topic"),
        "publish red, amber or green": qsTr("publish red, amber or green"),
        "assign it in detector.names": qsTr("assign it in the settings, under “Detection and rules”"),
        "assign them in detector.names":
            qsTr("assign them in the settings, under “Detection and rules”"),
        "use another model, or change the classes": qsTr("use another model, or change the classes"),
        "remove image_size, or export the model for that size":
            qsTr("clear the input size, or export the model for that size"),
        "export it with batch=1": qsTr("export it with batch=1")
    })
}

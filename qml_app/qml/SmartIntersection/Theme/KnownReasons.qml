pragma Singleton

import QtQuick

// Reasons that are always the same words, of the engine, the decoder and the system, in the language of the window.
QtObject {
    readonly property var known: ({
        "connection refused": qsTr("Connection refused"),
        "connection lost": qsTr("Connection lost"),
        "connection timed out": qsTr("Connection timed out"),
        "host unreachable": qsTr("Host unreachable"),
        "unknown host name": qsTr("Unknown host name"),
        "the camera requires a user name and password": qsTr("The camera requires a user name and password"),
        "wrong user name or password": qsTr("Wrong user name or password"),
        "access to the stream denied": qsTr("Access to the stream denied"),
        "stream not found on this host": qsTr("Stream not found on this host"),
        "the camera or server reported an internal error": qsTr("The camera or server reported an internal error"),
        "the camera's certificate is not checked": qsTr("The camera's certificate is not checked"),
        "not a readable video stream": qsTr("Not a readable video stream"),
        "the stream ended": qsTr("The stream ended"),
        "not a video file, or cut off before the recording was finished":
            qsTr("Not a video file, or cut off before the recording was finished"),
        "not a video file, or an unsupported format": qsTr("Not a video file, or an unsupported format"),
        "no frame can be decoded": qsTr("No frame can be decoded"),
        "camera not connected, or in use by another program": qsTr("Camera not connected, or in use by another program"),
        "the image is larger than 34 megapixels": qsTr("The image is larger than 34 megapixels"),
        "not enough memory for the images": qsTr("Not enough memory for the images"),
        "the source takes too much memory": qsTr("The source takes too much memory"),
        "damaged on the disk": qsTr("Damaged on the disk"),
        "give each its own site": qsTr("give each its own site"),
        "the simulator failed": qsTr("The simulator failed"),
        "the decoder failed": qsTr("The decoder failed"),
        "no image received": qsTr("No image received"),
        "the detector does not respond": qsTr("The detector does not respond"),
        "the analysis does not respond": qsTr("The analysis does not respond"),
        "the detector did not respond and is being restarted":
            qsTr("The detector did not respond and is being restarted"),
        "the analysis did not respond and is being restarted":
            qsTr("The analysis did not respond and is being restarted"),
        "the model was not loaded in time; trying again": qsTr("The model was not loaded in time. Trying again"),
        "this is a folder": qsTr("This is a folder"),
        "not a regular file": qsTr("Not a regular file"),
        "the file is empty": qsTr("The file is empty"),
        "this is a text file, not a video": qsTr("This is a text file, not a video"),
        "file not found": qsTr("File not found"),
        "permission denied": qsTr("Permission denied"),
        "the folder contains no video files": qsTr("The folder contains no video files"),
        "no files match this pattern": qsTr("No files match this pattern"),
        "road users of unknown class, who may be pedestrians, are not checked for violations by vehicles":
            qsTr("Road users of unknown class, who may be pedestrians, are not checked for violations by vehicles"),
        "the image is frozen: nothing can be counted": qsTr("The image is frozen: nothing can be counted"),
        "the image is black: nothing can be counted": qsTr("The image is black: nothing can be counted"),
        "red-light running is not detected: no stop line has a signal":
            qsTr("Red-light running is not detected: no stop line has a signal"),
        "wrong-way driving is not detected: no lane has a direction of travel and no line a permitted direction":
            qsTr("Wrong-way driving is not detected: no lane has a direction of travel and no line a permitted direction"),
        "near misses are not detected without calibration": qsTr("Near misses are not detected without calibration"),
        "no space left on device": qsTr("No space left on device"),
        "no such file or directory": qsTr("File or folder not found"),
        "is a directory": qsTr("This is a folder"),
        "not a directory": qsTr("Not a folder"),
        "read-only file system": qsTr("Read-only file system"),
        "input/output error": qsTr("Read or write error of the disk"),
        "disk quota exceeded": qsTr("Disk quota exceeded"),
        "file name too long": qsTr("File name too long"),
        "operation not permitted": qsTr("Operation not permitted"),
        "too many open files": qsTr("Too many open files"),
        "cannot allocate memory": qsTr("Not enough memory"),
        "address already in use": qsTr("Address already in use"),
        "connection reset by peer": qsTr("Connection closed by the server"),
        "network is unreachable": qsTr("Network unreachable"),
        "no route to host": qsTr("Host unreachable"),
        "name or service not known": qsTr("Unknown host name"),
        "temporary failure in name resolution": qsTr("Host name cannot be resolved"),
        "timed out": qsTr("Timed out"),
        "the journal is not being written; events wait in memory":
            qsTr("The journal is not being written. Events wait in memory"),
        "the journal is not being written and no more events fit in memory; new events are lost":
            qsTr("The journal is not being written and memory is full. New events are lost"),
        "the disk of the journal does not respond; counting begins when it does":
            qsTr("The disk of the journal does not respond. Counting starts once it does"),
        "stopped on request": qsTr("Stopped on request"),
        "its process has just exited": qsTr("Its process has just exited"),
        "exited unexpectedly": qsTr("Exited unexpectedly"),
        "the supervisor is not running": qsTr("The supervisor is not running"),
        "the supervisor does not respond": qsTr("The supervisor does not respond"),
        "running without its supervisor": qsTr("Running without its supervisor"),
        "the engine is not running": qsTr("The engine is not running"),
        "nowhere": qsTr("nowhere"),
        "its journal only": qsTr("its journal only"),
        "no receiver": qsTr("no receiver"),
        "built-in broker": qsTr("built-in broker")
    })
}

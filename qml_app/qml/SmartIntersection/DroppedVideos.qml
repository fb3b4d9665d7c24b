import QtQuick
import SmartIntersection.Backend

// Videos that are dropped on the window are opened. It lies below the pages: what takes files itself gets them first.
DropArea {
    id: area

    required property Opening opening

    enabled: opening.offered
    keys: ["text/uri-list"] // text is refused before it is let go
    onDropped: drop => {
        drop.accept(Qt.CopyAction); // whatever is offered: nothing is taken away from where it lies
        area.opening.openFiles(drop.urls);
    }
}

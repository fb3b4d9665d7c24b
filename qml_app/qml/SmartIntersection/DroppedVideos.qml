import QtQuick
import SmartIntersection.Backend

// Videos that are dropped on the window are opened. It lies below the pages: what takes files itself gets them first.
DropArea {
    id: area

    required property Opening opening

    enabled: opening.offered
    onDropped: drop => {
        drop.accepted = drop.hasUrls;
        if (drop.hasUrls)
            area.opening.openFiles(drop.urls);
    }
}

pragma Singleton

import QtQuick

// Outlines on a grid of 16 by 16, drawn with strokes.
QtObject {
    readonly property string sun: "M8 5a3 3 0 1 0 0.01 0ZM8 1v1.5M8 13.5V15M1 8h1.5M13.5 8H15M3 3l1.1 1.1M11.9 11.9L13 13M3 13l1.1-1.1M11.9 4.1L13 3"
    readonly property string moon: "M13.5 9.5A6 6 0 1 1 6.5 2.5A4.8 4.8 0 0 0 13.5 9.5Z"
    readonly property string fullScreen: "M2 6V2h4M10 2h4v4M14 10v4h-4M6 14H2v-4"
    readonly property string leaveFullScreen: "M6 2v4H2M14 6h-4V2M10 14v-4h4M2 10h4v4"
    readonly property string warning: "M8 2L15 14H1ZM8 6.5v3.5M8 12v0.3"
    readonly property string camera: "M1.5 4.5h9v7h-9ZM10.5 7l4-2v6l-4-2"
    readonly property string down: "M4 6l4 4l4-4"
    readonly property string check: "M3 8.5l3.2 3.2L13 5"
    readonly property string grid: "M2 2h5v5H2ZM9 2h5v5H9ZM2 9h5v5H2ZM9 9h5v5H9Z"
    readonly property string panel: "M2 3h12v10H2ZM10 3v10"
    readonly property string services: "M2 2.5h12v4.5H2ZM2 9h12v4.5H2ZM4.5 4.75h0.2M4.5 11.25h0.2M7.5 4.75h4M7.5 11.25h4"
    readonly property string chart: "M2 14h12M4 14V8.5M8 14V3M12 14V6"
    readonly property string cross: "M4 4l8 8M12 4l-8 8"
    readonly property string minus: "M4 8h8"
    readonly property string plus: "M8 3.5v9M3.5 8h9"
    readonly property string dot: "M8 6.8a1.2 1.2 0 1 0 0.01 0Z"
    readonly property string turning: "M13.5 8a5.5 5.5 0 1 1-2-4.2M13.5 1.5v3h-3"
    readonly property string setup: "M9.8 6.2a3.4 3.4 0 0 1 4-4.4L11.6 4l0.4 1.6 1.6 0.4 1.1-1.1M9.8 6.2L2.6 12.2a1.2 1.2 0 0 0 1.7 1.7L10.2 6.6M14.7 4.9a3.4 3.4 0 0 1-4.5 1.7"
    readonly property string house: "M2 7.5L8 2.5l6 5M3.5 6.5v7h9v-7M6.5 13.5v-4h3v4"
    readonly property string network: "M8 2.5v3.5M2 10h4v3.5H2ZM10 10h4v3.5h-4ZM4 10V8h8v2M6 1.5h4v3H6Z"
    readonly property string chip: "M4 4h8v8H4ZM6.5 1.5V4M9.5 1.5V4M6.5 12v2.5M9.5 12v2.5M1.5 6.5H4M1.5 9.5H4M12 6.5h2.5M12 9.5h2.5"
    readonly property string intersection: "M6 1v5H1M15 6h-5V1M10 15v-5h5M1 10h5v5M8 1v2M8 13v2M1 8h2M13 8h2"
    readonly property string undo: "M6 3L2.5 6.5L6 10M2.5 6.5H10a3.5 3.5 0 0 1 0 7H7"
    readonly property string redo: "M10 3l3.5 3.5L10 10M13.5 6.5H6a3.5 3.5 0 0 0 0 7h3"
    readonly property string sliders: "M2 4h6M12 4h2M10 2.5v3M2 8h2M8 8h6M6 6.5v3M2 12h7M13 12h1M11 10.5v3"
    readonly property string trash: "M2.5 4.5h11M6 4.5V2.5h4v2M4 4.5l0.6 9h6.8l0.6-9M6.7 7v4M9.3 7v4"
    readonly property string swap: "M3 5.5h9.5L10 3M13 10.5H3.5L6 13"
}

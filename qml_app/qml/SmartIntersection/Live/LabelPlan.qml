import QtQuick
import SmartIntersection.Backend
import SmartIntersection.Theme
import "labels.mjs" as Labels

// Finds a place for every label of an overlay before each picture in which one may stand elsewhere.
BeforeFrame {
    id: plan

    required property Camera camera
    required property Repeater lines
    required property Repeater zones
    required property Repeater boxes
    // The signals, which stand where they stand.
    required property Item heads
    // Where names and counts of the scene stand, and the signals; labels of road users leave them free.
    property var _standing: []
    // From labels of road users that stand apart to these, as a path.
    property string leaders: ""
    // What is to be arranged anew before the next picture.
    property bool _sceneDue: false
    property bool _objectsDue: false

    function _delegates(repeater: Repeater): var {
        const found = [];
        for (let index = 0; index < repeater.count; ++index)
            found.push(repeater.itemAt(index));
        return found.filter(item => item !== null);
    }

    function _area(sizes: var): real {
        return sizes.reduce((sum, one) => sum + one.width * one.height, 0);
    }

    // Whether any of an item is in the picture.
    function _holds(item: Item): bool {
        return item.x < plan.width && item.y < plan.height && item.x + item.width > 0 && item.y + item.height > 0;
    }

    // Something of the scene has changed: its lines, zones or signals, counts, or the size of the picture.
    function sceneChanged(): void {
        if (!plan._sceneDue)
            plan.ask();
        plan._sceneDue = true;
    }

    function objectsChanged(): void {
        if (!plan._objectsDue)
            plan.ask();
        plan._objectsDue = true;
    }

    // No label is ever drawn where it belonged in the picture before.
    function arrange(): void {
        const scene = plan._sceneDue;
        const objects = scene || plan._objectsDue;
        plan._sceneDue = false;
        plan._objectsDue = false;
        if (scene)
            plan._arrangeScene();
        if (objects)
            plan._arrangeObjects();
    }

    // Names and counts of lines and zones.
    function _arrangeScene(): void {
        const lines = plan._delegates(plan.lines);
        const zones = plan._delegates(plan.zones);
        const signals = plan.heads.height > 0
            ? [Qt.rect(plan.heads.x, plan.heads.y, plan.heads.childrenRect.width, plan.heads.height)] : [];
        const taken = signals.concat(lines.map(line => line.arrow));
        const pixels = plan.width * plan.height;
        const few = plan._area(lines.map(line => line.plates[0])) <= Theme.lineShare * pixels;
        const all = plan._area(zones.map(zone => zone.plate)) <= Theme.zoneShare * pixels;
        // The names of all lines or of those that are pointed at: of some, nobody would know why. None stands far off.
        let spots = plan._scene(lines, few, zones, all, taken);
        const named = few && lines.every((_, index) => spots[index]?.form === 0 && spots[index].ring <= Theme.nearRings);
        if (few && !named)
            spots = plan._scene(lines, false, zones, all, taken);
        lines.forEach((line, index) => {
            line.named = (named || line.pointed) && (spots[index]?.form ?? 0) === 0;
            line.spot = spots[index];
        });
        zones.forEach((zone, index) => zone.spot = spots[lines.length + index]);
        plan._standing = signals.concat(spots.filter(spot => spot !== null));
    }

    // Places for plates of lines, with names or only counts, which stay as long as there is any room, then for zones.
    function _scene(lines: var, named: bool, zones: var, all: bool, taken: var): var {
        const labels = lines.map(line => ({
            marks: line.marks(), sizes: line.plates.slice(named || line.pointed ? 0 : 1), rings: Theme.labelRings, must: true
        })).concat(zones.map(zone => ({ marks: all || zone.pointed ? zone.marks() : [], sizes: [zone.plate], must: true })));
        return Labels.place(labels, taken, [], { width: plan.width, height: plan.height }, 1, Theme.spaceS);
    }

    // Labels of road users: violators first, then who has been here longest, so that they do not take turns.
    function _arrangeObjects(): void {
        const boxes = plan._delegates(plan.boxes);
        const objects = boxes.filter(one => one.worded)
            .sort((one, other) => Number(other.violating) - Number(one.violating) || one.track - other.track);
        const labels = objects.map(one => ({
            marks: plan._holds(one) ? [one] : [], sizes: [one.plate], must: one.violating, rings: one.violating ? Theme.labelRings : 0
        }));
        const seen = boxes.concat(plan._delegates(plan.lines).map(line => line.arrow));
        const room = { width: plan.width, height: plan.height };
        const spots = Labels.place(labels, plan._standing, seen, room, Theme.labelShare, Theme.spaceS);
        objects.forEach((one, index) => one.spot = spots[index]);
        plan.leaders = objects.filter(one => (one.spot?.ring ?? 0) > 0).map(one => one.leader()).join("");
    }

    onDue: arrange()
    onWidthChanged: sceneChanged()
    onHeightChanged: sceneChanged()

    // With the picture, so that it takes one frame; what else changes is seen to before that is drawn.
    Connections {
        target: plan.camera

        function onShown(): void {
            plan.arrange();
        }
    }
}

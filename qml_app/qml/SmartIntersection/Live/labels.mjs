// Finds a place for each label so that none covers another or leaves the picture. Rectangles are {x, y, width, height}.
// Asked for with every picture of every camera: it makes nothing for places that are not taken.

const TURNS = [0, 1, -1, 2, -2, 3, -3, 4, -4, 5, -5, 6, -6, 7, -7, 8];
// How much of another road user a label may hide.
const HIDDEN = 0.25;

// The edges of what is taken: left, top, right and bottom of each, one after the other.
function edges(taken) {
    const found = [];
    for (let index = 0; index < taken.length; ++index)
        add(found, taken[index].x, taken[index].y, taken[index].width, taken[index].height);
    return found;
}

function add(full, x, y, width, height) {
    full.push(x, y, x + width, y + height);
}

function free(x, y, size, full, room) {
    const right = x + size.width;
    const bottom = y + size.height;
    if (x < 0 || y < 0 || right > room.width || bottom > room.height)
        return false;
    for (let at = 0; at < full.length; at += 4) {
        if (x < full[at + 2] && full[at] < right && y < full[at + 3] && full[at + 1] < bottom)
            return false;
    }
    return true;
}

// The part of a road user that is hidden, of the one of whom it is the most.
function hidden(x, y, size, seen) {
    let most = 0;
    for (let at = 0; at < seen.length; at += 4) {
        const width = Math.min(x + size.width, seen[at + 2]) - Math.max(x, seen[at]);
        const height = Math.min(y + size.height, seen[at + 3]) - Math.max(y, seen[at + 1]);
        if (width > 0 && height > 0)
            most = Math.max(most, width * height / ((seen[at + 2] - seen[at]) * (seen[at + 3] - seen[at + 1])));
    }
    return most;
}

function spot(x, y, size, form, ring) {
    return { x, y, width: size.width, height: size.height, form, ring };
}

// Edge to edge with a box: above it where there is room, else below or beside it, else within it where it is large;
// never beyond the picture's sides. Where it hides no other road user, else where it hides the least.
function besideBox(box, size, form, most, full, seen, room) {
    const left = Math.max(0, Math.min(box.x, room.width - size.width));
    const right = Math.max(0, Math.min(box.x + box.width - size.width, room.width - size.width));
    const above = box.y - size.height;
    const below = box.y + box.height;
    const large = box.width >= size.width && HIDDEN * box.height >= size.height;
    let best = null;
    let least = most;
    for (let turn = 0; turn < (large ? 10 : 6); ++turn) {
        const x = turn === 4 ? box.x + box.width : turn === 5 ? box.x - size.width : turn % 2 ? right : left;
        const y = turn < 2 ? above : turn < 4 ? below : turn < 8 ? Math.max(0, box.y)
            : Math.min(below, room.height) - size.height;
        const much = free(x, y, size, full, room) ? hidden(x, y, size, seen) : 1 + HIDDEN;
        if (much < least || (much === least && best === null)) {
            best = spot(x, y, size, form, 0);
            least = much;
        }
        if (much === 0)
            break;
    }
    return best;
}

// Around a mark, first where `away` (radians) points, then ever further from there.
function around(mark, size, away, form, ring, step, full, room) {
    const middle = mark.x + mark.width / 2;
    const centre = mark.y + mark.height / 2;
    const wide = (mark.width + size.width) / 2 + step * (ring + 0.5);
    const high = (mark.height + size.height) / 2 + step * (ring + 0.5);
    for (const turn of TURNS) {
        const across = Math.cos(away + turn * Math.PI / 8);
        const down = Math.sin(away + turn * Math.PI / 8);
        const distance = Math.min(wide / Math.abs(across), high / Math.abs(down));
        const x = middle + across * distance - size.width / 2;
        const y = centre + down * distance - size.height / 2;
        if (free(x, y, size, full, room))
            return spot(x, y, size, form, ring);
    }
    return null;
}

function find(label, full, seen, room, step) {
    const rings = label.rings ?? 0;
    for (let form = 0; form < label.sizes.length; ++form) {
        const size = label.sizes[form];
        for (let ring = 0; ring <= rings; ++ring) {
            for (const mark of label.marks) {
                const found = mark.away === undefined && ring === 0
                    ? besideBox(mark, size, form, label.must ? 1 : HIDDEN, full, seen, room)
                    : around(mark, size, mark.away ?? -Math.PI / 2, form, ring, step, full, room);
                if (found)
                    return found;
            }
        }
    }
    return null;
}

/**
 * @param labels the most important first; each has `marks` it may stand at, `sizes` of its forms, the fullest first,
 *     and `must` if it does not count against the share. At a mark with `away` it goes around that, else edge to edge
 *     with it; where that is full, up to `rings` steps out.
 * @param taken where no label may be
 * @param boxes of road users, and arrows, of which a label is not to hide much; one that must be there does if it has to
 * @param room width and height of the picture
 * @param share part of the picture that labels may cover
 * @param step pixels between a label and its mark, and between rings
 * @return for each label its rectangle with `form` and `ring`, or null where it is left out
 */
export function place(labels, taken, boxes, room, share, step) {
    const full = edges(taken);
    const seen = edges(boxes);
    let left = share * room.width * room.height;
    return labels.map(label => {
        const area = label.sizes[0].width * label.sizes[0].height;
        const found = label.must || area <= left ? find(label, full, seen, room, step) : null;
        if (found) {
            add(full, found.x, found.y, found.width, found.height);
            left -= label.must ? 0 : area;
        }
        return found;
    });
}

// Finds a place for each label so that none covers another or leaves the picture. Rectangles are {x, y, width, height}.
// Asked for with every picture of every camera: it makes nothing for places that are not taken.

const EIGHTHS = [0, 1, -1, 2, -2, 3, -3, 4];

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

function spot(x, y, size, form, ring) {
    return { x, y, width: size.width, height: size.height, form, ring };
}

// Edge to edge with a box: above it where there is room, else below or beside it; never beyond the picture's sides.
function besideBox(box, size, form, full, room) {
    const left = Math.max(0, Math.min(box.x, room.width - size.width));
    const right = Math.max(0, Math.min(box.x + box.width - size.width, room.width - size.width));
    const above = box.y - size.height;
    const below = box.y + box.height;
    if (free(left, above, size, full, room))
        return spot(left, above, size, form, 0);
    if (free(right, above, size, full, room))
        return spot(right, above, size, form, 0);
    if (free(left, below, size, full, room))
        return spot(left, below, size, form, 0);
    if (free(right, below, size, full, room))
        return spot(right, below, size, form, 0);
    if (free(box.x + box.width, box.y, size, full, room))
        return spot(box.x + box.width, box.y, size, form, 0);
    if (free(box.x - size.width, box.y, size, full, room))
        return spot(box.x - size.width, box.y, size, form, 0);
    return null;
}

// Around a mark, first where `away` (radians) points, then ever further from there.
function around(mark, size, away, form, ring, step, full, room) {
    const middle = mark.x + mark.width / 2;
    const centre = mark.y + mark.height / 2;
    for (const eighth of EIGHTHS) {
        const across = Math.cos(away + eighth * Math.PI / 4);
        const down = Math.sin(away + eighth * Math.PI / 4);
        const distance = (Math.abs(across) * (mark.width + size.width) + Math.abs(down) * (mark.height + size.height)) / 2
            + step * (ring + 0.5);
        const x = middle + across * distance - size.width / 2;
        const y = centre + down * distance - size.height / 2;
        if (free(x, y, size, full, room))
            return spot(x, y, size, form, ring);
    }
    return null;
}

function find(label, full, room, step) {
    const rings = label.rings ?? 0;
    for (let form = 0; form < label.sizes.length; ++form) {
        for (let ring = 0; ring <= rings; ++ring) {
            const found = label.away === undefined && ring === 0
                ? besideBox(label.mark, label.sizes[form], form, full, room)
                : around(label.mark, label.sizes[form], label.away ?? -Math.PI / 2, form, ring, step, full, room);
            if (found)
                return found;
        }
    }
    return null;
}

/**
 * @param labels the most important first; each has a `mark` it belongs to, `sizes` of its forms, the fullest first,
 *     and `must` if it does not count against the share. With `away` it goes around the mark, else edge to edge with it;
 *     where that is full, up to `rings` steps out.
 * @param taken where no label may be
 * @param room width and height of the picture
 * @param share part of the picture that labels may cover
 * @param step pixels between a label and its mark, and between rings
 * @return for each label its rectangle with `form` and `ring`, or null where it is left out
 */
export function place(labels, taken, room, share, step) {
    const full = edges(taken);
    let left = share * room.width * room.height;
    return labels.map(label => {
        const area = label.sizes[0].width * label.sizes[0].height;
        const found = label.must || area <= left ? find(label, full, room, step) : null;
        if (found) {
            add(full, found.x, found.y, found.width, found.height);
            left -= label.must ? 0 : area;
        }
        return found;
    });
}

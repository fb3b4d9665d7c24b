// Finds a place for each label so that none covers another or leaves the picture. Rectangles are {x, y, width, height}.

function free(spot, taken, room) {
    if (spot.x < 0 || spot.y < 0 || spot.x + spot.width > room.width || spot.y + spot.height > room.height)
        return false;
    for (const other of taken) {
        if (spot.x < other.x + other.width && other.x < spot.x + spot.width
                && spot.y < other.y + other.height && other.y < spot.y + spot.height)
            return false;
    }
    return true;
}

// Edge to edge with a box: above it where there is room, else below or beside it; never beyond the picture's sides.
function besideBox(box, size, room) {
    const left = Math.max(0, Math.min(box.x, room.width - size.width));
    const right = Math.max(0, Math.min(box.x + box.width - size.width, room.width - size.width));
    const above = box.y - size.height;
    const below = box.y + box.height;
    return [[left, above], [right, above], [left, below], [right, below],
        [box.x + box.width, box.y], [box.x - size.width, box.y]];
}

// Around a mark, first where `away` (radians) points, then ever further from there, then ever further out.
function around(mark, size, away, ring, step) {
    const x = mark.x + mark.width / 2;
    const y = mark.y + mark.height / 2;
    return [0, 1, -1, 2, -2, 3, -3, 4].map(eighth => {
        const across = Math.cos(away + eighth * Math.PI / 4);
        const down = Math.sin(away + eighth * Math.PI / 4);
        const distance = (Math.abs(across) * (mark.width + size.width) + Math.abs(down) * (mark.height + size.height)) / 2
            + step * (ring + 0.5);
        return [x + across * distance - size.width / 2, y + down * distance - size.height / 2];
    });
}

function find(label, taken, room, step) {
    for (const [form, size] of label.sizes.entries()) {
        for (let ring = 0; ring <= (label.rings ?? 0); ++ring) {
            const corners = label.away === undefined && ring === 0 ? besideBox(label.mark, size, room)
                : around(label.mark, size, label.away ?? -Math.PI / 2, ring, step);
            for (const [x, y] of corners) {
                const spot = { x, y, width: size.width, height: size.height, form, ring };
                if (free(spot, taken, room))
                    return spot;
            }
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
    const full = taken.slice();
    let left = share * room.width * room.height;
    return labels.map(label => {
        const area = label.sizes[0].width * label.sizes[0].height;
        const spot = label.must || area <= left ? find(label, full, room, step) : null;
        if (spot) {
            full.push(spot);
            left -= label.must ? 0 : area;
        }
        return spot;
    });
}

// Where a point lies in a picture. Points are {x, y}.

/** Whether (x, y) is no further than `reach` from the line through these points. */
export function near(points, x, y, reach) {
    return points.slice(1).some((next, index) => {
        const first = points[index];
        const across = next.x - first.x;
        const down = next.y - first.y;
        const long = across * across + down * down;
        const along = long > 0 ? ((x - first.x) * across + (y - first.y) * down) / long : 0;
        const part = Math.max(0, Math.min(1, along));
        return Math.hypot(x - first.x - part * across, y - first.y - part * down) <= reach;
    });
}

/** Whether (x, y) is within the outline through these points. */
export function within(points, x, y) {
    const crossed = points.filter((one, index) => {
        const next = points[(index + 1) % points.length];
        return one.y > y !== next.y > y && x < one.x + (y - one.y) / (next.y - one.y) * (next.x - one.x);
    });
    return crossed.length % 2 === 1;
}

// Which part of the way from one point to the next lies in the picture, as shares of it; null for none.
function part(one, next, width, height) {
    let first = 0;
    let last = 1;
    for (const [from, way, most] of [[one.x, next.x - one.x, width], [one.y, next.y - one.y, height]]) {
        if (way === 0 && (from < 0 || from > most))
            return null;
        if (way !== 0) {
            first = Math.max(first, Math.min(-from / way, (most - from) / way));
            last = Math.min(last, Math.max(-from / way, (most - from) / way));
        }
    }
    return first < last ? [first, last] : null;
}

/** The pieces of the line through these points that lie in a picture of this size. */
export function inside(points, width, height) {
    const pieces = [];
    points.slice(1).forEach((next, index) => {
        const one = points[index];
        const found = part(one, next, width, height);
        if (found === null)
            return;
        const [from, to] = found.map(share => Qt.point(one.x + share * (next.x - one.x), one.y + share * (next.y - one.y)));
        if (found[0] === 0 && pieces.length > 0 && pieces[pieces.length - 1].open)
            pieces[pieces.length - 1].points.push(to);
        else
            pieces.push({ points: [from, to], open: false });
        pieces[pieces.length - 1].open = found[1] === 1;
    });
    return pieces.map(piece => piece.points);
}

/**
 * Whether the box around these points shows in `room`, {x, y, width, height}. What does not is not to be drawn: where the
 * processor draws the window, Qt cuts off a shape at the edge of its picture only if some of it is within.
 */
export function reaches(points, room) {
    const [xs, ys] = [points.map(one => one.x), points.map(one => one.y)];
    return Math.max(...xs) > room.x && Math.min(...xs) < room.x + room.width
        && Math.max(...ys) > room.y && Math.min(...ys) < room.y + room.height;
}

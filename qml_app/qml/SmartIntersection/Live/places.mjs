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

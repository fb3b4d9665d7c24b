// Where the number of each point stands so that nobody takes it for that of another. Rectangles are {x, y, width, height}.

const TURNS = 32;
const RINGS = 6;
// Who finds no place has the first choice in the next round.
const ROUNDS = 4;

// Pixels between two rectangles; below 0 where they overlap, or touch.
function apart(one, other) {
    const across = Math.max(one.x - other.x - other.width, other.x - one.x - one.width);
    const down = Math.max(one.y - other.y - other.height, other.y - one.y - one.height);
    return across > 0 && down > 0 ? Math.hypot(across, down) : Math.max(across, down) || -1;
}

function middle(box) {
    return { x: box.x + box.width / 2, y: box.y + box.height / 2 };
}

function inside(box, room) {
    return box.x >= 0 && box.y >= 0 && box.x + box.width <= room.width && box.y + box.height <= room.height;
}

// What two points span, such as the line between them.
function span(one, other) {
    return { x: Math.min(one.x, other.x), y: Math.min(one.y, other.y),
        width: Math.abs(one.x - other.x), height: Math.abs(one.y - other.y) };
}

// At an angle beside a dot, this many pixels away from it.
function beside(dot, size, angle, gap) {
    const { x, y } = middle(dot);
    const wide = (dot.width + size.width) / 2 + gap;
    const high = (dot.height + size.height) / 2 + gap;
    const reach = Math.min(wide / Math.abs(Math.cos(angle)), high / Math.abs(Math.sin(angle)));
    return { x: x + reach * Math.cos(angle) - size.width / 2, y: y + reach * Math.sin(angle) - size.height / 2,
        width: size.width, height: size.height };
}

// Its own dot is the nearest by far, or a line leads there and no other is near; and nothing lies between the two.
function fits(spot, dot, dots, full, room, step) {
    if (!inside(spot, room))
        return false;
    const least = Math.min(apart(spot, dot) + step / 4, step);
    const line = span(middle(spot), middle(dot));
    return dots.every(other => other === dot || (apart(spot, other) >= least && apart(line, other) > 0))
        && full.every(other => apart(spot, other) > 0 && apart(line, other) > 0);
}

function find(dot, size, away, dots, full, room, step) {
    for (let ring = 0; ring < RINGS; ++ring) {
        for (let turn = 0; turn < TURNS; ++turn) {
            const aside = (turn % 2 ? 1 : -1) * Math.ceil(turn / 2) * 2 * Math.PI / TURNS;
            const spot = beside(dot, size, away + aside, 1 + ring * step);
            if (fits(spot, dot, dots, full, room, step))
                return Object.assign(spot, { led: ring > 0 });
        }
    }
    return null;
}

// One round, in this order.
function inTurn(order, dots, sizes, room, step) {
    const full = [];
    const found = dots.map(() => null);
    const centre = { x: dots.reduce((sum, dot) => sum + middle(dot).x, 0) / dots.length,
        y: dots.reduce((sum, dot) => sum + middle(dot).y, 0) / dots.length };
    for (const index of order) {
        const { x, y } = middle(dots[index]);
        const away = Math.atan2(y - centre.y, x - centre.x);
        const spot = find(dots[index], sizes[index], away, dots, full, room, step);
        if (spot)
            full.push(spot, span(middle(spot), middle(dots[index])));
        found[index] = spot;
    }
    return found;
}

/**
 * @param dots of all points
 * @param sizes of their numbers
 * @param room width and height of the picture
 * @param step pixels by which a number that finds no place at its dot goes further out
 * @return for each its rectangle, with `led` if a line is to lead there from its dot; null where it is left out
 */
export function place(dots, sizes, room, step) {
    let order = dots.map((_, index) => index);
    let best = [];
    let least = Infinity;
    for (let round = 0; round < ROUNDS && least > 0; ++round) {
        const found = inTurn(order, dots, sizes, room, step);
        const without = order.filter(index => found[index] === null);
        if (without.length < least) {
            least = without.length;
            best = found;
        }
        order = [...without, ...order.filter(index => found[index] !== null)];
    }
    return best;
}

#!/usr/bin/env python3
"""The default boundary detector in NumPy, from which the Swift one was ported.

usage: reference_detector.py VIDEO SIGNAL.csv CUTS.csv

SIGNAL has a row a sample (measurements, evidence, score before it is discounted and shots are raised), CUTS a row a
boundary. Needs numpy and av (PyAV). Plain and slow; written to be compared with, not to be used.
"""
import sys

import av
import numpy as np

CELL_ROWS, CELL_COLUMNS, REACH_X, REACH_Y = 4, 8, 8, 5
SHIFTS = np.array([(y, x) for y in range(-REACH_Y, REACH_Y + 1)
                   for x in range(-REACH_X, REACH_X + 1)])
LENGTHS = np.abs(SHIFTS).sum(1)
STILL = REACH_Y * (2 * REACH_X + 1) + REACH_X

BURST_FLOOR, BURST_WINDOW, BURST_GUARD = 3.0, 1.0, 0.1
START_FLOOR, START_WINDOW = 0.5, 0.1
LEAVE_FLOOR, LEAVE_BEFORE, LEAVE_AFTER, LEAVE_SMOOTHING = 1.0, 1.2, 0.8, 0.075
LEAVE_USUAL, LEAVE_PRIOR = 0.31, 10.0
TURN_WINDOW, TURN_FLOOR, TURN_SMOOTHING = 0.5, 0.02, 0.15
UNITS = dict(burst=1.4, start=1.4, leave=0.65, turn=0.75)
THRESHOLD, GAP, SOFT_GAP, CROWDING, EDGE = 3.0, 0.4, 2.0, 1.0, 0.25
SHOT_RATIO, SHOT_RESIDUAL, SHOT_AMOUNT, SHOT_SHARE = 2.0, 12.0, 35.0, 35.0
SHOT_REACH, SHOT_GAP, SHOT_FACTOR = 0.15, 0.5, 1.5
DENSITY_REACH, DENSITY_PRIOR, DENSITY_NONE, DENSITY_FULL, DENSITY_STRENGTH = 30, 20, 2, 3, 1 / 3


# Decoding and box averages

def box(plane, width, height):
    """Means over cells [i * size // n, (i + 1) * size // n), rounded half up."""
    high, wide = plane.shape
    left = np.arange(width + 1) * wide // width
    top = np.arange(height + 1) * high // height
    sums = np.add.reduceat(plane.astype(np.int32), top[:-1], axis=0)
    sums = np.add.reduceat(sums, left[:-1], axis=1)
    area = np.diff(top)[:, None] * np.diff(left)[None]
    return (sums + area // 2) // area


def plane(frame, index):
    plane = frame.planes[index]
    rows = np.frombuffer(plane, np.uint8).reshape(-1, plane.line_size)
    return rows[:plane.height, :plane.width]


def decode(path):
    """Luma 64 x 36, chroma 2 x 64 x 36 and seconds since the first frame, in order of time."""
    container = av.open(path)
    luma, chroma, times = [], [], []
    for frame in container.decode(container.streams.video[0]):
        if frame.format.name not in ('yuv420p', 'yuvj420p'):
            frame = frame.reformat(format='yuv420p')
        luma.append(box(plane(frame, 0), 64, 36).astype(np.int16))
        chroma.append(np.stack([box(plane(frame, i), 64, 36) for i in (1, 2)]).astype(np.int16))
        times.append(float(frame.pts * frame.time_base))
    times = np.array(times)
    order = np.argsort(times, kind='stable')
    return np.array(luma)[order], np.array(chroma)[order], times[order] - times[order][0]


def sample(times):
    """At most 30 samples a second: a frame is kept 1/30 s less 4 ms after the last one."""
    kept = [0]
    for i in range(1, len(times)):
        if times[i] - times[kept[-1]] >= 1 / 30 - 0.004:
            kept.append(i)
    return np.array(kept)


# Measurements of a sample against the one before

def exposed(before, after):
    """A picture brought to the mean and spread of another; the gain is held in 0.6...1.7."""
    a, b = before.astype(np.float32), after.astype(np.float32)
    gain = 1.0
    if a.var() > 4 and b.var() > 4:
        gain = np.clip(np.sqrt(b.var() / a.var()), 0.6, 1.7)
    return np.clip(np.rint((a - a.mean()) * gain + b.mean()), 0, 255).astype(np.int16)


def change(luma_a, chroma_a, luma_b, chroma_b):
    """Absolute change of each pixel over all planes, exposure compensated."""
    return np.abs(luma_b - exposed(luma_a, luma_b)) + np.abs(chroma_b - chroma_a).sum(0)


def block_motion(before, after):
    """Vectors (dy, dx) of 4 x 8 cells, mean residual, mean still residual, best whole shift."""
    padded = np.pad(before, ((REACH_Y, REACH_Y), (REACH_X, REACH_X)), mode='edge')
    sad = np.zeros((len(SHIFTS), CELL_ROWS, CELL_COLUMNS))
    for s, (dy, dx) in enumerate(SHIFTS):
        moved = padded[REACH_Y - dy:REACH_Y - dy + 36, REACH_X - dx:REACH_X - dx + 64]
        sad[s] = np.abs(after - moved).reshape(CELL_ROWS, 9, CELL_COLUMNS, 8).sum((1, 3))
    best = (sad + 2 * LENGTHS[:, None, None]).argmin(0)
    vectors = np.zeros((CELL_ROWS, CELL_COLUMNS, 2), np.float32)
    total = 0
    for row in range(CELL_ROWS):
        for column in range(CELL_COLUMNS):
            k = best[row, column]
            here = sad[k, row, column]
            total += here
            for axis, step, reach in ((0, 2 * REACH_X + 1, REACH_Y), (1, 1, REACH_X)):
                v = float(SHIFTS[k][axis])
                if abs(v) < reach:
                    a, b = sad[k - step, row, column], sad[k + step, row, column]
                    if a + b - 2 * here > 36:
                        v += np.clip(0.5 * (a - b) / (a + b - 2 * here), -0.5, 0.5)
                vectors[row, column, axis] = v
    whole = sad.sum((1, 2))
    shift = SHIFTS[(whole + 64 * LENGTHS).argmin()]
    return vectors, total / 2304, whole[STILL] / 2304, shift


def rest_after_shift(before, after, shift):
    """Mean residual on the pixels of both pictures after a shift and one least-squares step."""
    dy, dx = shift
    padded = np.pad(before, ((REACH_Y, REACH_Y), (REACH_X, REACH_X)), mode='edge')
    a = padded[REACH_Y - dy:REACH_Y - dy + 36, REACH_X - dx:REACH_X - dx + 64].astype(np.float32)
    top, bottom, left, right = max(0, dy) + 1, 35 + min(0, dy), max(0, dx) + 1, 63 + min(0, dx)
    t = after[top:bottom, left:right] - a[top:bottom, left:right]
    x = (a[top:bottom, left + 1:right + 1] - a[top:bottom, left - 1:right - 1]) / 2
    y = (a[top + 1:bottom + 1, left:right] - a[top - 1:bottom - 1, left:right]) / 2
    xx, xy, yy, xt, yt = (x * x).sum(), (x * y).sum(), (y * y).sum(), -(x * t).sum(), -(y * t).sum()
    determinant = xx * yy - xy * xy
    u = v = 0.0
    if determinant > 1:
        u = np.clip((yy * xt - xy * yt) / determinant, -1, 1)
        v = np.clip((xx * yt - xy * xt) / determinant, -1, 1)
    return min(np.abs(t).mean(), np.abs(t + u * x + v * y).mean())


def measure(path):
    luma, chroma, times = decode(path)
    kept = sample(times)
    luma, chroma, times = luma[kept], chroma[kept], times[kept]
    n = len(kept)
    m = {name: np.zeros(n) for name in ('amount', 'share', 'residual')}
    m.update(frame=kept, time=times, independence=np.ones(n), unexplained=np.zeros(n),
             vectors=np.zeros((n, CELL_ROWS * CELL_COLUMNS * 2)))
    double = np.zeros(n)  # the change from sample i - 1 to i + 1
    for i in range(1, n):
        pixels = change(luma[i - 1], chroma[i - 1], luma[i], chroma[i])
        m['amount'][i], m['share'][i] = pixels.mean(), 100 * (pixels > 24).mean()
        if i + 1 < n:
            double[i] = change(luma[i - 1], chroma[i - 1], luma[i + 1], chroma[i + 1]).mean()
        before = exposed(luma[i - 1], luma[i])
        vectors, m['residual'][i], still, shift = block_motion(before, luma[i])
        m['vectors'][i] = vectors.reshape(-1)
        if still > 1:
            rest = rest_after_shift(before, luma[i], shift)
            m['unexplained'][i] = rest
            m['independence'][i] = np.clip((rest / still - 0.45) / 0.2, 0, 1)
    amount = m['amount']
    after, before = double.copy(), np.r_[amount[:1], double[:-1]]
    after[-1] = amount[-1]
    if n > 1:
        before[1] = amount[1]
    m['persistence'] = np.minimum(1, np.minimum(after + 0.5, before + 0.5) / (amount + 0.5))
    return m


# Means over windows of time; a value holds from the sample before to its own

def integral(values, times):
    steps = np.diff(times).reshape((-1,) + (1,) * (values.ndim - 1))
    return np.concatenate([np.zeros((1,) + values.shape[1:]), np.cumsum(values[1:] * steps, 0)])


def at(sums, times, moments):
    j = np.clip(np.searchsorted(times, moments, side='right') - 1, 0, len(times) - 2)
    part = np.clip((moments - times[j]) / (times[j + 1] - times[j]), 0, 1)
    return sums[j] + part.reshape((-1,) + (1,) * (sums.ndim - 1)) * (sums[j + 1] - sums[j])


def window(values, times, start, end):
    """Means over [t + start, t + end] clipped to the video, and the lengths that remained."""
    sums = integral(values, times)
    low = np.clip(times + start, times[0], times[-1])
    high = np.clip(times + end, times[0], times[-1])
    length = np.maximum(high - low, 1e-9).reshape((-1,) + (1,) * (values.ndim - 1))
    return (at(sums, times, high) - at(sums, times, low)) / length, high - low


def smooth(values, times, reach):
    middles = np.r_[values[:1], (values[1:] + values[:-1]) / 2]
    return window(middles, times, -reach, reach)[0]


# Evidence, score, shots, decision

def thirtieths(times):
    return 30 * np.maximum(np.r_[1 / 30, np.diff(times)], 1 / 60)


def burst(m):
    x, times = m['residual'] * m['persistence'] * m['independence'], m['time']
    before, b = window(x, times, -BURST_WINDOW, -BURST_GUARD)
    after, a = window(x, times, BURST_GUARD, BURST_WINDOW)
    mean = (before * b + after * a) / np.maximum(a + b, 1e-9)
    return np.maximum(np.log((x + BURST_FLOOR) / (mean + BURST_FLOOR)), 0)


def rise(m, floor, before, after, smoothing):
    times = m['time']
    lasting = np.maximum(m['amount'] * m['independence'], m['unexplained'])
    logs = np.log(lasting * m['persistence'] / thirtieths(times) + floor)
    following, a = window(logs, times, 0, after)
    last, b = window(logs, times, -before, 0)
    rises = np.where((a < after / 2) | (b < before / 2), 0, following - last)
    return np.maximum(smooth(rises, times, smoothing) if smoothing else rises, 0)


def leave(m):
    times = m['time']
    values = rise(m, LEAVE_FLOOR, LEAVE_BEFORE, LEAVE_AFTER, LEAVE_SMOOTHING)
    energy = np.cumsum(np.r_[0, np.diff(times)] * values**2)
    power = (LEAVE_PRIOR * LEAVE_USUAL**2 + energy) / (LEAVE_PRIOR + times)
    return values * LEAVE_USUAL / np.sqrt(power)


def turn(m):
    times, w = m['time'], TURN_WINDOW
    v = m['vectors'] * (m['persistence'] * m['independence'] / thirtieths(times))[:, None]
    v = np.sign(v) * np.log1p(np.abs(v))
    a, before = window(v, times, -w, 0)
    b, after = window(v, times, 0, w)
    aa, bb = window(v * v, times, -w, 0)[0], window(v * v, times, 0, w)[0]
    variance = np.maximum(aa - a * a + bb - b * b, 0).mean(1) / 2 + TURN_FLOOR
    fisher = np.sqrt(((a - b)**2).mean(1) / variance)
    fisher[(before < w / 2) | (after < w / 2)] = 0
    return np.maximum(smooth(fisher, times, TURN_SMOOTHING), 0)


def evidence(m):
    return dict(burst=burst(m), start=rise(m, START_FLOOR, START_WINDOW, START_WINDOW, 0),
                leave=leave(m), turn=turn(m))


def score(parts):
    return 3 * sum((parts[k] / unit)**3 for k, unit in UNITS.items())**(1 / 3)


def shots(m):
    times, x = m['time'], m['residual'] * m['persistence']
    ratio = np.zeros(len(x))
    for i in range(len(x)):
        near = (np.abs(times - times[i]) <= SHOT_REACH + 1e-6) & (np.arange(len(x)) != i)
        ratio[i] = (x[i] + 1) / (x[near].max(initial=0) + 1)
    found = np.flatnonzero((ratio >= SHOT_RATIO) & (x >= SHOT_RESIDUAL)
                           & (m['amount'] * m['persistence'] >= SHOT_AMOUNT)
                           & (m['share'] >= SHOT_SHARE))
    taken = []
    for i in found[np.argsort(-ratio[found], kind='stable')]:
        if 2 <= i < len(x) - 2 and all(abs(times[i] - times[j]) >= SHOT_GAP for j in taken):
            taken.append(i)
    return sorted(taken)


def discount(scores, times, cuts):
    """Where hard cuts are dense, a change says less."""
    first = np.maximum(times - DENSITY_REACH, times[0])
    last = np.minimum(times + DENSITY_REACH, times[-1])
    near = np.array([sum(a <= times[j] <= b for j in cuts) for a, b in zip(first, last)])
    rate = 60 * near / (last - first + DENSITY_PRIOR)
    part = np.clip((rate - DENSITY_NONE) / (DENSITY_FULL - DENSITY_NONE), 0, 1)
    return scores / (1 + DENSITY_STRENGTH * part)


def decide(scores, times, cuts):
    scores, raw = scores.copy(), scores
    for i in cuts:
        near = np.abs(times - times[i]) <= SHOT_REACH
        scores[i] = max(raw[near].max(), SHOT_FACTOR * THRESHOLD)
    candidates = []
    for i in range(1, len(scores) - 1):
        peak = scores[i] >= scores[i - 1] and scores[i] > scores[i + 1] and scores[i] > THRESHOLD
        inside = times[i] >= EDGE and times[-1] - times[i] >= EDGE
        free = all(abs(times[i] - times[j]) > SHOT_REACH for j in cuts)
        if i in cuts or (peak and inside and free):
            candidates.append(i)
    taken = []
    for i in sorted(candidates, key=lambda i: -scores[i]):
        distances = [abs(times[i] - times[j]) for j in taken]
        if all(d >= GAP - 1e-6 and (d >= SOFT_GAP or scores[i] >= THRESHOLD * (
                1 + CROWDING * (1 - d / SOFT_GAP))) for d in distances):
            taken.append(i)
    return sorted(taken), scores


def main(video, signal, cuts):
    m = measure(video)
    parts = evidence(m)
    scores = score(parts)
    shot = shots(m)
    taken, raised = decide(discount(scores, m['time'], shot), m['time'], shot)
    columns = ['frame', 'time', 'amount', 'share', 'residual', 'persistence', 'independence',
               'unexplained']
    values = [m[c] for c in columns] + list(parts.values()) + [scores]
    with open(signal, 'w') as file:
        print(','.join(columns + list(parts) + ['score']), file=file)
        for row in zip(*values):
            print(','.join('%.6g' % v for v in row), file=file)
    with open(cuts, 'w') as file:
        print('frame,kind,score', file=file)
        for i in taken:
            kind = 'shot' if i in shot else 'skill'
            print('%d,%s,%.6g' % (m['frame'][i], kind, raised[i]), file=file)


if __name__ == '__main__':
    main(*sys.argv[1:])

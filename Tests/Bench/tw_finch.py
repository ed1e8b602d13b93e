"""TW-FINCH in plain NumPy, written from its published description.

Sarfraz et al., "Temporally-weighted hierarchical clustering for unsupervised action segmentation",
CVPR 2021, section 3: each frame's nearest neighbour by `(1 - cosine) * |difference of times|`;
frames linked with their neighbours are a cluster; clusters are replaced by their mean features and
mean times and clustered again; from the last partition with enough clusters on, the two nearest are
merged one pair at a time until as many are left as were asked for. Every first round compares all
pairs of frames: O(n n d).
"""

import numpy as np

BLOCK = 2000


def unit(features):
    return features / np.maximum(np.linalg.norm(features, axis=1, keepdims=True), 1e-12)


def nearest(features, times):
    """The nearest neighbour of each row; blocks of rows keep the memory small."""
    directions = unit(features)
    found = np.empty(len(features), int)
    for start in range(0, len(features), BLOCK):
        rows = slice(start, start + BLOCK)
        distance = 1 - directions[rows] @ directions.T
        distance *= np.abs(times[rows, None] - times[None, :])
        own = np.arange(len(distance))
        distance[own, start + own] = np.inf
        found[rows] = np.argmin(distance, axis=1)
    return found


def components(neighbour):
    """The connected components of the graph that links each row with its neighbour."""
    parent = np.arange(len(neighbour))

    def root(item):
        while parent[item] != item:
            parent[item] = parent[parent[item]]
            item = parent[item]
        return item

    for item, other in enumerate(neighbour):
        parent[root(item)] = root(other)
    return np.unique([root(item) for item in range(len(neighbour))], return_inverse=True)[1]


def means(values, labels):
    sums = np.zeros((labels.max() + 1, values.shape[1]), values.dtype)
    np.add.at(sums, labels, values)
    return sums / np.bincount(labels)[:, None].astype(values.dtype)


def merge_pairs(features, times, sizes, count):
    """Merges the two nearest clusters until so many are left; a label a cluster."""
    labels = np.arange(len(features))

    def row(item):
        distance = 1 - unit(features) @ unit(features[item:item + 1])[0]
        distance = distance * np.abs(times - times[item])
        distance[~alive] = np.inf
        distance[item] = np.inf
        return distance

    alive = np.ones(len(features), bool)
    table = np.stack([row(item) for item in range(len(features))])
    for _ in range(len(features) - count):
        first, second = np.unravel_index(np.argmin(table), table.shape)
        weight = sizes[first] + sizes[second]
        for values in (features, times):
            values[first] = (values[first] * sizes[first] + values[second] * sizes[second]) / weight
        sizes[first], alive[second] = weight, False
        labels[labels == second] = first
        table[first] = row(first)
        table[:, first] = table[first]
        table[second], table[:, second] = np.inf, np.inf
    return np.unique(labels, return_inverse=True)[1]


def tw_finch(features, count):
    """A label a row: `count` clusters, or fewer where the first round finds no more."""
    times = (np.arange(len(features), dtype=features.dtype) + 1) / len(features)
    labels = components(nearest(features, times))
    while True:
        level, moments = means(features, labels), means(times[:, None], labels)[:, 0]
        if len(level) <= count:
            return labels
        merged = components(nearest(level, moments))
        if merged.max() + 1 < count or merged.max() + 1 == len(level):
            break
        labels = merged[labels]
    sizes = np.bincount(labels).astype(features.dtype)
    return merge_pairs(level, moments, sizes, count)[labels]

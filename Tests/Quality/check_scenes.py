"""Checks that cuts replayed from kept frame scores are those that PySceneDetect's own run gives."""

import sys

import scenedetect

import scenes
import sets


def main():
    films = {video for entry in sets.all_sets("--quick" in sys.argv)
             if entry.group in ("shots", "minecraft") for video in entry.videos}
    checked = 0
    for video in sorted(films):
        group = video.parent.name
        for kind, threshold in [
                ("content", scenes.CONTENT_DEFAULT), ("content", 8),
                ("adaptive", scenes.ADAPTIVE_DEFAULT)]:
            own = scenedetect.detect(
                str(scenes.largest_stream(video)), scenes.detector(kind, threshold))
            told = [start.frame_num for start, _ in own[1:]]
            replayed = scenes.cuts(*scenes.scores(group, video), kind, threshold)
            if told != replayed:
                sys.exit(f"check: {video.name}, {kind} {threshold}: {told} but {replayed}")
            checked += 1
    print(f"check: {checked} scene lists are those of PySceneDetect's own run")
    if checked == 0:
        sys.exit("check: nothing was checked")


if __name__ == "__main__":
    main()

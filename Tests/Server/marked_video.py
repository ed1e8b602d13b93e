"""Videos whose every frame carries its own index in the picture, as sixteen black or white blocks."""

import subprocess

BLOCK = 16
BITS = 16
WIDTH, HEIGHT = BLOCK * BITS, 64


def _row(index):
    return b"".join(bytes([235 if index >> bit & 1 else 16]) * BLOCK for bit in range(BITS))


def write(path, frames, rate=25, variable=False, options=()):
    """Writes such a video; `variable` gives frames 40 and 80 ms in turn, in threes."""
    command = [
        "ffmpeg",
        "-v",
        "error",
        "-y",
        "-f",
        "rawvideo",
        "-pix_fmt",
        "gray",
        "-s",
        f"{WIDTH}x{HEIGHT}",
        "-r",
        str(rate),
        "-i",
        "-",
    ]
    if variable:
        command += [
            "-vf",
            f"settb=1/12800,setpts='if(eq(N,0),0,PREV_OUTPTS+512*(1+mod(floor(N/3),2)))'",
            "-fps_mode",
            "passthrough",
            "-enc_time_base",
            "1/12800",
            "-video_track_timescale",
            "12800",
        ]
    command += [*options, "-pix_fmt", "yuv420p", path]
    ffmpeg = subprocess.Popen(command, stdin=subprocess.PIPE)
    for index in range(frames):
        row = _row(index)
        shade = bytes([40 + index * 7 % 160]) * WIDTH
        ffmpeg.stdin.write(row * (HEIGHT // 2) + shade * (HEIGHT // 2))
    ffmpeg.stdin.close()
    if ffmpeg.wait() != 0:
        raise RuntimeError(f"ffmpeg could not write {path}")


# Reads the index back from what a page's <video> (or <img>) shows.
READ = """
const shown = [...document.querySelectorAll(arguments[0])].filter((e) => !e.hidden).at(-1);
if (shown.complete === false) return -1;
const canvas = document.createElement("canvas");
[canvas.width, canvas.height] = [%d, %d];
const context = canvas.getContext("2d", { willReadFrequently: true });
context.drawImage(shown, 0, 0, canvas.width, canvas.height);
let index = 0;
for (let bit = 0; bit < %d; bit += 1) {
  if (context.getImageData(bit * %d + %d, 12, 1, 1).data[0] > 120) index += 2 ** bit;
}
return index;
""" % (WIDTH, HEIGHT, BITS, BLOCK, BLOCK // 2)

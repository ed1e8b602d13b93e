import Foundation

/// The sound videos that are mutated, made by the `ffmpeg` command.
enum SeedVideos {
  private static let source = "-f lavfi -i testsrc2=s=64x36:r=25:d=0.6"
  private static let x264 = "-c:v libx264 -preset veryfast -pix_fmt yuv420p -g 6 -bf 2"

  private static let recipes: [(name: String, arguments: String)] = [
    ("h264.mp4", "\(source) \(x264)"),
    ("front.mp4", "\(source) \(x264) -movflags +faststart"),
    ("fragments.mp4", "\(source) \(x264) -movflags frag_keyframe+empty_moov"),
    ("sound.mp4", "\(source) -f lavfi -i sine=d=0.6 \(x264) -c:a aac"),
    ("h264.mkv", "\(source) \(x264)"),
    ("h264.ts", "\(source) \(x264)"),
    ("h264.flv", "\(source) \(x264)"),
    ("raw.h264", "\(source) \(x264)"),
    ("hevc.mp4", "\(source) -c:v libx265 -x265-params log-level=error:keyint=6"),
    ("vp9.webm", "\(source) -c:v libvpx-vp9 -g 6 -cpu-used 8"),
    ("vp8.webm", "\(source) -c:v libvpx -g 6 -auto-alt-ref 1 -lag-in-frames 5"),
    ("av1.mkv", "\(source) -c:v libaom-av1 -cpu-used 8 -g 6"),
    ("mpeg4.avi", "\(source) -c:v mpeg4 -g 6 -bf 2"),
    ("mpeg2.mpg", "\(source) -c:v mpeg2video -g 6 -bf 2"),
    ("mjpeg.avi", "\(source) -c:v mjpeg -pix_fmt yuvj420p"),
    ("prores.mov", "\(source) -c:v prores -frames:v 4"),
    ("rgb.mov", "\(source) -c:v qtrle -frames:v 4"),
    ("deep.nut", "\(source) -c:v rawvideo -pix_fmt yuv422p10le -frames:v 3"),
    ("ffv1.mkv", "\(source) -c:v ffv1 -frames:v 5"),
    ("still.png", "\(source) -frames:v 1"),
    ("turning.gif", "\(source) -frames:v 5"),
    ("turned.mov", "\(source) -c:v mjpeg -pix_fmt yuvj420p -metadata:s:v:0 rotate=90"),
  ]

  /// The videos; those whose encoder this `ffmpeg` lacks are left out.
  static func load(_ folder: String) throws -> [(name: String, bytes: [UInt8])] {
    let place = "\(folder)/seeds"
    try FileManager.default.createDirectory(atPath: place, withIntermediateDirectories: true)
    var videos: [(name: String, bytes: [UInt8])] = []
    for (name, arguments) in recipes {
      let path = "\(place)/\(name)"
      if !FileManager.default.fileExists(atPath: path) {
        let ffmpeg = Process()
        ffmpeg.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        ffmpeg.arguments =
          ["ffmpeg", "-v", "quiet", "-y"] + arguments.split(separator: " ").map(String.init) + [
            path
          ]
        try ffmpeg.run()
        ffmpeg.waitUntilExit()
      }
      guard let data = FileManager.default.contents(atPath: path), !data.isEmpty else { continue }
      videos.append((name, [UInt8](data)))
    }
    precondition(!videos.isEmpty, "no seed video could be made: is ffmpeg installed?")
    return videos
  }
}

import Foundation
import Testing

@testable import Skillet

@Suite struct PlayableVideoTests {
  @Test(arguments: [
    ("h264", "yuv420p", "mov,mp4,m4a,3gp,3g2,mj2", "video/mp4"),
    ("h264", "yuvj420p", "mov,mp4,m4a,3gp,3g2,mj2", "video/mp4"),
    ("av1", "yuv420p", "mov,mp4,m4a,3gp,3g2,mj2", "video/mp4"),
    ("vp9", "yuv420p", "matroska,webm", "video/webm"),
    ("vp8", "yuv420p", "matroska,webm", "video/webm"),
  ])
  func whatEveryBrowserPlaysHasNoObstacle(
    codec: String, format: String, container: String, type: String
  ) {
    let video = PlayableVideo(codec: codec, pixelFormat: format, container: container)
    #expect(video.obstacle == nil)
    #expect(video.mediaType == type)
  }

  @Test(arguments: [
    ("h264", "yuv420p10le", "mov,mp4,m4a,3gp,3g2,mj2", "pixel format yuv420p10le"),
    ("h264", "yuv444p", "mov,mp4,m4a,3gp,3g2,mj2", "pixel format yuv444p"),
    ("hevc", "yuv420p", "mov,mp4,m4a,3gp,3g2,mj2", "play hevc"),
    ("mpeg4", "yuv420p", "mov,mp4,m4a,3gp,3g2,mj2", "play mpeg4"),
    ("h264", "yuv420p", "matroska,webm", "Matroska"), ("ffv1", "yuv420p", "matroska,webm", "ffv1"),
    ("h264", "yuv420p", "avi", "container"), ("h264", "yuv420p", "h264", "container"),
  ])
  func whatOneMightNotPlayHasOne(
    codec: String, format: String, container: String, reason: String
  ) throws {
    let video = PlayableVideo(codec: codec, pixelFormat: format, container: container)
    #expect(try #require(video.obstacle).contains(reason))
  }
}

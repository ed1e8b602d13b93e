import Foundation
import HTTPTypes
import NIOCore
import Testing

@testable import SkilletServer

@Suite struct MediaFilesTests {
  private let folder: URL
  private let samples = URL(fileURLWithPath: #filePath)
    .appendingPathComponent("../../../../SampleVideos").standardizedFileURL

  init() throws {
    folder = FileManager.default.temporaryDirectory.resolvingSymlinksInPath()
      .appendingPathComponent("media-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
  }

  private func path(_ name: String) -> String { folder.appendingPathComponent(name).path }

  private func copySample(_ sample: String, as name: String) throws {
    try FileManager.default.copyItem(
      atPath: samples.appendingPathComponent(sample).path, toPath: path(name))
  }

  private func fault(_ media: MediaFiles, _ id: String) -> HTTPResponse.Status? {
    do {
      _ = try media.open(id)
      return nil
    } catch {
      return error.status
    }
  }

  @Test func onlyWhatWasRegisteredIsOpened() throws {
    try copySample("shots.mp4", as: "a.mp4")
    let media = MediaFiles()
    let id = media.add(path("a.mp4"))
    #expect(MediaFiles().add(path("./x/../a.mp4")) == id)
    #expect(MediaFiles().add(path("a.mp4"), stretch: 1..<2) != id)
    #expect(fault(media, id) == nil)
    #expect(fault(MediaFiles(), id) == .notFound)
    #expect(fault(media, path("a.mp4")) == .notFound)
  }

  @Test func whatIsNoVideoIsNotServed() throws {
    let media = MediaFiles()
    try Data("secret".utf8).write(to: folder.appendingPathComponent("b.mp4"))
    try Data("#EXTM3U\n/etc/passwd\n".utf8).write(to: folder.appendingPathComponent("c.m3u8"))
    for name in ["b.mp4", "c.m3u8"] {
      #expect(fault(media, media.add(path(name))) == .unsupportedMediaType)
    }
    for name in ["", "nowhere.mp4", "/dev/zero", "/dev/null"] {
      #expect(fault(media, media.add(name.hasPrefix("/") ? name : path(name))) == .notFound)
    }
  }

  @Test func aLinkIsFollowedToWhereItLedFirst() throws {
    try copySample("shots.mp4", as: "real.mp4")
    try copySample("shots.mp4", as: "other.mp4")
    let media = MediaFiles()
    let link = path("link.mp4")
    try FileManager.default.createSymbolicLink(atPath: link, withDestinationPath: "real.mp4")
    let id = media.add(link)
    #expect(fault(media, id) == nil)
    try FileManager.default.removeItem(atPath: link)
    try FileManager.default.createSymbolicLink(atPath: link, withDestinationPath: "other.mp4")
    #expect(fault(media, id) == .notFound)
    try FileManager.default.removeItem(atPath: link)
    try FileManager.default.createSymbolicLink(atPath: link, withDestinationPath: "real.mp4")
    #expect(fault(media, id) == nil)
  }

  @Test func aVideoThatWasReplacedIsServedAsItIsNow() throws {
    try copySample("shots.mp4", as: "a.mp4")
    let media = MediaFiles()
    let id = media.add(path("a.mp4"))
    let first = try media.open(id).file.identity
    try FileManager.default.removeItem(atPath: path("a.mp4"))
    try copySample("crafter.mp4", as: "a.mp4")
    let second = try media.open(id).file.identity
    #expect(first != second)
    #expect(MediaRoutes.entityTag(first) != MediaRoutes.entityTag(second))
  }

  @Test func bytesAreReadFromTheirPlace() throws {
    try copySample("shots.mp4", as: "a.mp4")
    let media = MediaFiles()
    let file = try media.open(media.add(path("a.mp4"))).file
    let whole = try Data(contentsOf: folder.appendingPathComponent("a.mp4"))
    #expect(file.identity.size == whole.count)
    #expect(file.read(at: 1000, upTo: 50).map { Data($0.readableBytesView) } == whole[1000..<1050])
    #expect(file.read(at: whole.count - 5, upTo: 50)?.readableBytes == 5)
    #expect(file.read(at: whole.count, upTo: 50)?.readableBytes == 0)
  }
}

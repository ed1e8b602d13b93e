public import Annotations
internal import Foundation

/// Where the actions of a video are found, and how they are matched with its frames.
///
/// Reading and matching are two steps, so that a wrong file is refused before the video is decoded:
/// ``read(for:)`` needs the path alone, ``ActionRecording/aligned(toFrames:framesInHeader:)`` the
/// time of each frame.
public struct ActionSource: Sendable, Hashable {
  /// The file; nil: the one beside the video.
  public var path: String?
  /// A folder in which `VIDEO.actions.*` is looked for before it is looked for beside the video.
  public var folder: String?
  /// The episode whose rows are taken, where the file holds several.
  public var episode: Int?
  /// Names or numbers of the actions that mean "did nothing"; nil: as the file says.
  public var nullActions: [String]?
  /// How rows and frames are matched.
  public var alignment: ActionAlignment

  /// Collects the choices.
  public init(
    path: String? = nil, folder: String? = nil, episode: Int? = nil, nullActions: [String]? = nil,
    alignment: ActionAlignment = ActionAlignment()
  ) {
    self.path = path
    self.folder = folder
    self.episode = episode
    self.nullActions = nullActions
    self.alignment = alignment
  }

  /// What is looked for beside `VIDEO.mp4`, in this order; the last only where it has `actions`.
  public static let sidecarEndings = [
    ".actions.json", ".actions.csv", ".actions.npy", ".actions.safetensors", ".json",
  ]

  /// Reads and checks the actions; the video itself is not opened.
  ///
  /// - Parameter video: the path of the video, for the file beside it.
  /// - Throws: where there is no file, or what it holds is no actions.
  public func read(for video: String) throws(SkilletError) -> ActionRecording {
    var notes: [String] = []
    let file: String
    if let path {
      file = path
    } else {
      var found = inFolder(video)
      if found.isEmpty { found = try Self.sidecars(of: video) }
      guard let first = found.first else {
        let stem = URL(fileURLWithPath: video).deletingPathExtension().lastPathComponent
        let names = Self.sidecarEndings.map { stem + $0 }.joined(separator: ", ")
        throw SkilletError(
          .noInput,
          "\(video): cannot find its actions: none of \(names) lies beside it with actions; "
            + "name the file with --actions FILE")
      }
      file = first
      notes += found.dropFirst().map { "\($0) holds actions too and is not used" }
    }
    let table = try ActionFile.table(of: file)
    do {
      var track = try table.track(episode: episode, file: file)
      if let nullActions { track = try track.markingNull(nullActions, file: file) }
      return ActionRecording(path: file, track: track, alignment: alignment, notes: notes)
    } catch {
      throw SkilletError(error)
    }
  }

  /// Throws (66) where a folder is named that is none.
  func checkFolder() throws(SkilletError) {
    guard let folder, OutputPlace.kind(of: folder) != .folder else { return }
    throw SkilletError(
      .noInput, "\(folder): there is no such folder of actions; name the one that holds them")
  }

  /// The files in the folder that hold the actions of a video.
  private func inFolder(_ video: String) -> [String] {
    guard let folder else { return [] }
    let stem = URL(fileURLWithPath: video).deletingPathExtension().lastPathComponent
    return Self.sidecarEndings.filter { $0 != ".json" }
      .map { URL(fileURLWithPath: folder).appendingPathComponent(stem + $0).relativePath }
      .filter { FileManager.default.fileExists(atPath: $0) }
  }

  /// The files beside a video that hold actions, the one to use first.
  static func sidecars(of video: String) throws(SkilletError) -> [String] {
    let stem = NSString(string: video).deletingPathExtension
    var found: [String] = []
    for ending in sidecarEndings {
      let path = stem + ending
      guard path != video, FileManager.default.fileExists(atPath: path) else { continue }
      if ending == ".json" {
        // A file that is not used may be anything.
        guard
          found.isEmpty
            ? try ActionFile.hasMember("actions", path)
            : (try? ActionFile.hasMember("actions", path)) == true
        else {
          continue
        }
      }
      found.append(path)
    }
    return found
  }
}

/// Actions as they were read for one video.
public struct ActionRecording: Sendable, Hashable {
  /// The file that they came from.
  public let path: String
  /// The actions, not yet matched with frames.
  public let track: ActionTrack
  /// How rows and frames will be matched.
  public let alignment: ActionAlignment
  /// What a person should know.
  public let notes: [String]

  /// The actions with a row a frame.
  ///
  /// - Parameters:
  ///   - seconds: the time of each shown frame, rising.
  ///   - framesInHeader: the container's count, for messages.
  public func aligned(
    toFrames seconds: [Double], framesInHeader: Int? = nil
  ) throws(SkilletError) -> AlignedActions {
    do {
      return try alignment.align(
        track, toFrames: seconds, framesInHeader: framesInHeader, file: path)
    } catch {
      throw SkilletError(error)
    }
  }
}

internal import Annotations
internal import Foundation
internal import Skillet

/// Where invitations are kept, so that their links outlive a restart: a file that only its owner
/// can read.
struct InvitationFile: Sendable {
  let path: String

  /// The file of what was opened: within a folder, beside a file.
  init(for opened: OpenedPlace) {
    switch opened {
    case .folder(let path): self.path = path + "/.skillet-invitations.json"
    case .video(let path), .tournament(let path):
      let url = URL(fileURLWithPath: path)
      self.path =
        url.deletingLastPathComponent()
        .appendingPathComponent(".\(url.lastPathComponent).invitations.json").path
    }
  }

  /// The invitations in it; none where there is no file.
  func load() throws(SkilletError) -> [Invitation] {
    guard FileManager.default.fileExists(atPath: path) else { return [] }
    guard let data = FileManager.default.contents(atPath: path), data.count < 1 << 20 else {
      throw SkilletError(.noInput, "\(path): the invitations cannot be read; check its permissions")
    }
    let rows = try? JSONValue(parsing: Array(data))["invitations"]?.array
    let invitations = rows?.compactMap { row -> Invitation? in
      guard let name = row["name"]?.string.flatMap(PersonName.checked),
        let code = row["code"]?.string.flatMap(Secret.init(stored:)),
        let session = row["session"]?.string.flatMap(Secret.init(stored:))
      else { return nil }
      return Invitation(name: name, code: code, session: session)
    }
    guard let rows, let invitations, invitations.count == rows.count else {
      throw SkilletError(
        .badData, "\(path): the invitations are damaged; remove the file and invite again")
    }
    return invitations
  }

  /// Writes them, whole or not at all.
  func save(_ invitations: [Invitation]) throws(SkilletError) {
    let rows = invitations.map { invitation in
      JSONValue.object([
        JSONMember("name", .string(invitation.name)),
        JSONMember("code", .string(invitation.code.text)),
        JSONMember("session", .string(invitation.session.text)),
      ])
    }
    let value = JSONValue.object([JSONMember("invitations", .array(rows))])
    let text = (try? value.text(.pretty)) ?? ""
    let part = "\(path).part-\(ProcessInfo.processInfo.processIdentifier)"
    unsafe unlink(part)
    let file = unsafe open(part, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
    let bytes = Array(text.utf8)
    let written = file >= 0 ? unsafe write(file, bytes, bytes.count) : -1
    if file >= 0 {
      fsync(file)
      close(file)
    }
    guard written == bytes.count, unsafe rename(part, path) == 0 else {
      let reason = unsafe String(cString: strerror(errno))
      unsafe unlink(part)
      throw SkilletError(.cannotWrite, "\(path): the invitations cannot be kept: \(reason)")
    }
  }
}

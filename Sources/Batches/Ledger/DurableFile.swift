internal import Foundation

/// Files that are on the disk once they are said to be written.
public enum DurableFile {
  /// Writes a file whole or not at all: under a temporary name beside its place, brought to the
  /// disk, renamed, and the folder brought to the disk.
  ///
  /// The temporary name follows from the file's, so that what a killed run left is overwritten by
  /// the next; two writers of one file have to be kept apart by the caller.
  public static func write(_ bytes: some Sequence<UInt8>, to path: String) throws(BatchError) {
    let (folder, name) = split(path)
    let part = "\(folder)/.\(name).part"
    let file = unsafe open(part, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o666)
    guard file >= 0 else { throw fault(path, "write") }
    do throws(BatchError) {
      try writeAll(Array(bytes), to: file, path: path)
      guard fsync(file) == 0 else { throw fault(path, "bring it to the disk") }
    } catch {
      close(file)
      unsafe unlink(part)
      throw error
    }
    close(file)
    guard unsafe rename(part, path) == 0 else {
      let error = fault(path, "move it into place")
      unsafe unlink(part)
      throw error
    }
    try sync(folder)
  }

  /// Writes all bytes to an open file.
  public static func writeAll(_ bytes: [UInt8], to file: Int32, path: String) throws(BatchError) {
    var rest = bytes[...]
    while !rest.isEmpty {
      let count = unsafe rest.withUnsafeBytes { unsafe systemWrite(file, $0) }
      if count < 0, errno == EINTR { continue }
      guard count > 0 else { throw fault(path, "write") }
      rest = rest.dropFirst(count)
    }
  }

  /// Brings the entries of a folder to the disk; a disk that knows no such thing is let be.
  public static func sync(_ folder: String) throws(BatchError) {
    let handle = unsafe open(folder, O_RDONLY | O_CLOEXEC)
    guard handle >= 0 else { throw fault(folder, "open it") }
    defer { close(handle) }
    guard fsync(handle) == 0 || errno == EINVAL || errno == ENOTSUP || errno == EROFS else {
      throw fault(folder, "bring it to the disk")
    }
  }

  /// Makes a folder and those above it.
  public static func makeFolder(_ path: String) throws(BatchError) {
    if FileBytes.isFolder(path) { return }
    if unsafe mkdir(path, 0o777) == 0 || errno == EEXIST && FileBytes.isFolder(path) { return }
    guard errno == ENOENT else { throw fault(path, "make the folder") }
    let parent = split(path).folder
    guard parent != path else { throw fault(path, "make the folder") }
    try makeFolder(parent)
    guard unsafe mkdir(path, 0o777) == 0 || errno == EEXIST && FileBytes.isFolder(path) else {
      throw fault(path, "make the folder")
    }
  }

  /// The folder and the name of a path.
  public static func split(_ path: String) -> (folder: String, name: String) {
    guard let slash = path.lastIndex(of: "/") else { return (".", path) }
    let folder = slash == path.startIndex ? "/" : String(path[..<slash])
    return (folder, String(path[path.index(after: slash)...]))
  }

  /// The last error of the system as a fault of the output.
  static func fault(_ path: String, _ step: String, _ code: Int32 = errno) -> BatchError {
    let isFull = code == ENOSPC || code == EDQUOT || code == EFBIG
    return BatchError(
      .cannotWrite,
      "\(path): cannot \(step): "
        + (isFull
          ? "the disk is full; free some space and give the same command again, it goes on"
          : "\(lastSystemError(code)); look at the disk and give the same command again, it goes on")
    )
  }
}

extension DurableFile {
  /// The last error of the system as a fault of a file.
  public static func lastFault(_ path: String, _ step: String) -> BatchError { fault(path, step) }
}

/// `write`, which a method of that name would hide.
private func systemWrite(_ file: Int32, _ bytes: UnsafeRawBufferPointer) -> Int {
  unsafe write(file, bytes.baseAddress, bytes.count)
}

extension DurableFile {
  /// Lets a body write a file piece by piece under a temporary name, and puts it into place.
  ///
  /// The file is there, empty, when the body is called: Foundation makes new ones under names of its
  /// own, which a killed run would leave behind.
  public static func place(
    _ path: String, _ body: (String) throws -> Void
  ) throws(BatchError) {
    let (folder, name) = split(path)
    let part = "\(folder)/.\(name).part"
    let empty = unsafe open(part, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o666)
    guard empty >= 0 else { throw fault(path, "write") }
    close(empty)
    do {
      errno = 0
      try body(part)
    } catch {
      let code = errno
      unsafe unlink(part)
      if let error = error as? BatchError { throw error }
      if code == ENOSPC || code == EDQUOT || code == EFBIG { throw fault(path, "write", code) }
      throw BatchError(.cannotWrite, "\(path): cannot write: \(error.localizedDescription)")
    }
    let file = unsafe open(part, O_RDWR | O_CLOEXEC)
    guard file >= 0, fsync(file) == 0, unsafe rename(part, path) == 0 else {
      let error = fault(path, "bring it to the disk")
      if file >= 0 { close(file) }
      unsafe unlink(part)
      throw error
    }
    close(file)
    try sync(folder)
  }
}

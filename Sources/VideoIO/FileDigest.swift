internal import CFFmpeg

#if canImport(Glibc)
  internal import Glibc
#else
  internal import Darwin
#endif

/// The SHA-256 of a file's bytes in lower-case hexadecimal, by FFmpeg's implementation.
///
/// Reads the file once, 64 KB at a time.
///
/// - Parameters:
///   - path: the file.
///   - isCancelled: asked once every 64 KB; true ends the work with an error of kind `failed`.
/// - Throws: `VideoError` where the file cannot be read to its end.
public func fileSHA256(
  _ path: String, isCancelled: () -> Bool = { false }
) throws(VideoError) -> String {
  func fault(_ reason: String) -> VideoError {
    VideoError(.noInput, path: path, step: "read", reason: reason, advice: "check the disk")
  }
  guard let state = unsafe av_sha_alloc() else {
    throw VideoError(.failed, path: path, step: "read", reason: "out of memory")
  }
  defer { unsafe av_free(UnsafeMutableRawPointer(state)) }
  unsafe av_sha_init(state, 256)
  guard let file = unsafe fopen(path, "rb") else { throw fault("it cannot be opened") }
  defer { unsafe fclose(file) }
  var buffer = [UInt8](repeating: 0, count: 1 << 16)
  while true {
    let count = unsafe fread(&buffer, 1, buffer.count, file)
    if count == 0 { break }
    if isCancelled() {
      throw VideoError(.failed, path: path, step: "read", reason: "it was interrupted")
    }
    unsafe av_sha_update(state, buffer, count)
  }
  guard unsafe ferror(file) == 0 else { throw fault("reading broke off") }
  var digest = [UInt8](repeating: 0, count: 32)
  unsafe av_sha_final(state, &digest)
  return digest.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
}

/// The SHA-256 of bytes, by FFmpeg's implementation; nil where there is no memory for it.
public func bytesSHA256(_ bytes: [UInt8]) -> [UInt8]? {
  guard let state = unsafe av_sha_alloc() else { return nil }
  defer { unsafe av_free(UnsafeMutableRawPointer(state)) }
  unsafe av_sha_init(state, 256)
  unsafe av_sha_update(state, bytes, bytes.count)
  var digest = [UInt8](repeating: 0, count: 32)
  unsafe av_sha_final(state, &digest)
  return digest
}

internal import VideoIO

/// The SHA-256 of a text's bytes in lower-case hexadecimal.
public func textDigest(_ text: String) -> String {
  let digest = bytesSHA256(Array(text.utf8)) ?? []
  return digest.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
}

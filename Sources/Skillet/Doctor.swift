internal import Foundation
internal import LinearAlgebra
internal import VideoIO

/// What Skillet finds on this machine, and what is missing.
public struct Doctor: Sendable {
  /// One thing that Skillet needs or uses.
  public struct Finding: Sendable, Hashable {
    /// What was looked for.
    public let name: String
    /// What was found, or why it was not.
    public let found: String
    /// Whether it is there.
    public let isFine: Bool
    /// What works only with it, and what to do; empty where it is there.
    public let advice: String
  }

  /// Everything that was looked for.
  public let findings: [Finding]

  /// Looks at the libraries, codecs and the processor.
  public init() {
    var findings = [
      Finding(name: "Skillet", found: skilletVersion, isFine: true, advice: ""),
      Finding(name: "FFmpeg", found: ffmpegVersions(), isFine: true, advice: ""),
      Finding(name: "OpenBLAS", found: linearAlgebraLibrary(), isFine: true, advice: ""),
      Finding(name: "processor", found: Doctor.processor(), isFine: true, advice: ""),
    ]
    for name in ["h264", "hevc", "av1", "vp9", "vp8", "mpeg4", "mjpeg"] {
      let decoder = decoderName(for: name)
      findings.append(
        Finding(
          name: "decoder of \(name)", found: decoder ?? "none", isFine: decoder != nil,
          advice: decoder == nil
            ? "\(name) files cannot be read; install an FFmpeg that decodes them" : ""))
    }
    let encoder = encoderName("libx264")
    findings.append(
      Finding(
        name: "encoder for clips", found: encoder ?? "none", isFine: encoder != nil,
        advice: encoder == nil
          ? "--clips falls back to MPEG-4; install an FFmpeg with libx264" : ""))
    self.findings = findings
  }

  /// Whether nothing is missing.
  public var isFine: Bool { findings.allSatisfy(\.isFine) }

  private static func processor() -> String {
    let text = (try? String(contentsOfFile: "/proc/cpuinfo", encoding: .utf8)) ?? ""
    let model =
      text.split(separator: "\n").first { $0.hasPrefix("model name") }
      .flatMap { $0.split(separator: ":").last }
      .map { $0.trimmingCharacters(in: .whitespaces) }
    #if arch(x86_64)
      let architecture = "x86-64"
    #elseif arch(arm64)
      let architecture = "arm64"
    #else
      let architecture = "unknown architecture"
    #endif
    return "\(model ?? "unknown"), \(architecture), "
      + "\(ProcessInfo.processInfo.activeProcessorCount) cores"
  }
}

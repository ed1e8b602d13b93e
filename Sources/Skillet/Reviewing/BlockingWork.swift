internal import Dispatch

/// Work that reads whole files or decodes.
///
/// It has threads of its own, so that the few that answer requests never wait for it.
enum BlockingWork {
  /// Files are read one after the other: side by side they would only be in each other's way.
  private static let queue = DispatchQueue(label: "skillet.review.files", qos: .utility)

  /// Does something that takes as long as reading a file.
  static func read<Value: Sendable>(_ body: @escaping @Sendable () -> Value) async -> Value {
    await withCheckedContinuation { continuation in
      queue.async { continuation.resume(returning: body()) }
    }
  }

  /// Does something that somebody waits for.
  static func run<Value: Sendable>(_ body: @escaping @Sendable () -> Value) async -> Value {
    await withCheckedContinuation { continuation in
      DispatchQueue.global(qos: .userInitiated).async { continuation.resume(returning: body()) }
    }
  }
}

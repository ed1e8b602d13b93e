internal import Foundation
internal import NeuralNetworks
internal import Ordering

/// `skillet evaluate sorting`: the test of Order Matters, sets of random numbers sorted exactly.
public struct SortingEvaluation: Sendable {
  /// How heads are trained and asked.
  public struct Settings: Sendable, Hashable {
    /// Numbers of a set, one trial each.
    public var sizes = [5, 10, 15]
    /// How numbers learn of each other.
    public var heads = OrderingTraining.Head.allCases
    /// Steps of the optimiser.
    public var steps = 2000
    /// Sets that are asked, none of which was trained on.
    public var sets = 1000
    /// The seeds, one trial each.
    public var seeds: [UInt64] = [1, 2, 3]
    /// Trials side by side.
    public var jobs = 2

    /// The usual settings.
    public init() {}
  }

  struct Row: Sendable, Encodable {
    var head: String
    var size: Int
    var seed: UInt64
    var exact, tau, initialLoss, lastLoss, chanceLoss: Double
  }

  let settings: Settings
  let rows: [Row]

  /// Out-of-sample accuracy of the paper's table 1, per cent, without and with one glimpse: pointer
  /// network, then read-process-write after 0, 1, 5 and 10 steps; from a copy of the paper's text.
  static let published: [(size: Int, pointer: [Int], readProcessWrite: [[Int]])] = [
    (5, [81, 90], [[65, 84], [84, 92], [88, 94], [90, 94]]),
    (10, [8, 28], [[7, 30], [14, 44], [17, 57], [19, 50]]),
    (15, [0, 4], [[1, 2], [0, 5], [2, 4], [0, 10]]),
  ]

  /// Trains a head for each size and seed, and asks it.
  ///
  /// - Throws: `SkilletError` where a training runs away or was interrupted.
  public init(
    _ settings: Settings, interruption: Interruption = Interruption(),
    progress: @escaping @Sendable (TrainingProgress) -> Void = { _ in }
  ) throws(SkilletError) {
    self.settings = settings
    var trials: [(OrderingTraining.Head, SortingTrial)] = []
    for head in settings.heads {
      for size in settings.sizes {
        for seed in settings.seeds {
          var trial = SortingTrial(size: size)
          trial.kind = head == .attention ? .attention : .readProcessWrite
          (trial.steps, trial.seed) = (settings.steps, seed)
          trials.append((head, trial))
        }
      }
    }
    do {
      rows = try parallelMap(trials.count, width: settings.jobs) { [trials] place in
        let (head, trial) = trials[place]
        let outcome = try trial.run(
          asking: settings.sets, isInterrupted: { interruption.isRequested },
          progress: { step in
            progress(
              TrainingProgress(
                stage: "sorting \(trial.size), trial \(place + 1) of \(trials.count)",
                done: step.step, expected: step.steps, unit: "steps"))
          })
        return Row(
          head: head.rawValue, size: trial.size, seed: trial.seed,
          exact: Double(outcome.exact) / Double(outcome.asked), tau: outcome.tau,
          initialLoss: outcome.initialLoss, lastLoss: outcome.lastLoss,
          chanceLoss: ListLoss.plackettLuce.chance(listLength: trial.size))
      }
    } catch {
      throw SkilletError(.failed, "sorting: \(error)")
    }
    try interruption.check()
  }

  /// The accuracies beside the paper's, for people.
  public var text: String {
    var lines = [
      "sets sorted without a fault, \(settings.sets) unseen sets a trial, \(settings.steps) steps of "
        + "32 sets; seeds \(settings.seeds.map(String.init).joined(separator: ", "))"
    ]
    for head in settings.heads {
      for size in settings.sizes {
        let own = rows.filter { $0.head == head.rawValue && $0.size == size }
        let exact = own.map { decimals(100 * $0.exact, 1) }.joined(separator: " ")
        let tau = own.reduce(0) { $0 + $1.tau } / Double(own.count)
        let start = own.reduce(0) { $0 + $1.initialLoss } / Double(own.count)
        lines.append(
          "  \(head.rawValue), \(size) numbers: \(exact) % by seed; tau \(decimals(tau, 4)); loss "
            + "at the start \(decimals(start, 3)), of chance \(decimals(own[0].chanceLoss, 3))")
      }
    }
    lines += [
      "", "Order Matters (Vinyals, Bengio, Kudlur, 2016), table 1, after 10000 steps, per cent",
      "without / with one glimpse; it points at one number after another, a harder task than a "
        + "score each",
    ]
    for row in Self.published where settings.sizes.contains(row.size) {
      let steps = zip([0, 1, 5, 10], row.readProcessWrite).map { "\($0) steps \($1[0]) / \($1[1])" }
      lines.append(
        "  \(row.size) numbers: pointer network \(row.pointer[0]) / \(row.pointer[1]); "
          + "read-process-write " + steps.joined(separator: ", "))
    }
    return lines.joined(separator: "\n")
  }

  private struct Document: Encodable {
    struct Published: Encodable {
      var size: Int
      var pointerNetwork: [Int]
      var readProcessWrite: [[Int]]
    }
    let schema = "skillet.evaluation.sorting/1"
    var version: String
    var steps, sets: Int
    var results: [Row]
    var publishedPerCent: [Published]
  }

  /// The accuracies as one document.
  public func jsonText() throws -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .prettyPrinted, .withoutEscapingSlashes]
    let published = Self.published.filter { settings.sizes.contains($0.size) }.map {
      Document.Published(
        size: $0.size, pointerNetwork: $0.pointer, readProcessWrite: $0.readProcessWrite)
    }
    return String(
      decoding: try encoder.encode(
        Document(
          version: skilletVersion, steps: settings.steps, sets: settings.sets, results: rows,
          publishedPerCent: published)), as: UTF8.self)
  }
}

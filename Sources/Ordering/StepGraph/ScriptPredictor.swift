/// The linear script: steps come in a fixed order, from the last one done to the end and then those
/// that were passed over; the task ends when all are done.
///
/// The weakest predictor, kept as a baseline. Ranks are told as probabilities that halve.
public struct ScriptPredictor: StepPredictor {
  private let order: [Int]
  private let places: [Int]
  private let limits: StepLimits

  /// Follows a script, which names every step once.
  public init(script: [Int], mostOften: [Int]) {
    precondition(script.sorted() == Array(mostOften.indices), "a script names every step once")
    order = script
    var places = [Int](repeating: 0, count: script.count)
    for (place, step) in script.enumerated() { places[step] = place }
    self.places = places
    limits = StepLimits(mostOften: mostOften.map { max(1, $0) })
  }

  /// How many steps the script has.
  public var stepCount: Int { order.count }

  /// Halving probabilities along the script from the last step on; the end where nothing is left.
  public func probabilities(after prefix: [Int]) -> [Double] {
    var chances = [Double](repeating: 0, count: order.count + 1)
    let start = prefix.last.map { places[$0] + 1 } ?? 0
    let isUsedUp = limits.isUsedUp(prefix)
    let done = Set(prefix)
    var chance = 1.0
    for offset in order.indices {
      let step = order[(start + offset) % order.count]
      if isUsedUp[step] || done.contains(step) { continue }
      chance /= 2
      chances[step] = max(chance, Double.leastNormalMagnitude)
    }
    limits.apply(prefix, to: &chances)
    return chances
  }
}

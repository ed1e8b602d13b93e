/// What a model's settings say of what it sees; the rest is in tensors.
protocol InputSettings {
  /// Rows a second, at most.
  var rate: Double { get }
  /// What the moves are.
  var moves: String { get }
  /// Whether moving averages of the moves so far are features.
  var seesHistory: Bool { get }
  /// Patches in a row and rows of patches; nil where the picture is not looked at.
  var grid: [Int]? { get }
  /// How actions are made up; nil where they are known or not looked at.
  var latent: PredictorSettings.Latent? { get }
}

extension InputSettings {
  /// Why nothing is seen like this; nil where it may be.
  var inputAbsurdity: String? {
    guard (0.1...1000).contains(rate) else { return "its rate is \(rate)" }
    if let grid {
      guard grid.count == 2, grid.allSatisfy({ (1...1024).contains($0) }),
        grid[0] * grid[1] <= 1 << 16
      else { return "its grid is \(grid)" }
    }
    return nil
  }
}

extension PredictorSettings: InputSettings {}

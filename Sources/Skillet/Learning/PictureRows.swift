internal import Features
internal import Frames
internal import LinearAlgebra
internal import Segmentation
internal import VideoIO

/// What is seen of the pictures of a video, collected row by row.
struct PictureRows {
  /// The frame of each row.
  private(set) var frames: [Int] = []

  private let inputs: SeriesInputs
  private let leastDistance: Double
  private var lastTime = -Double.infinity
  private var picture: SmallPicture?
  private var patches: Matrix?
  private var seenTokens: [UInt16] = []
  private var seenChanges: [UInt8] = []
  private var tokens: [UInt16] = []
  private var changes: [UInt8] = []
  private var motion: MotionRows?
  private var features: FeatureRows?

  init(_ inputs: SeriesInputs) {
    self.inputs = inputs
    leastDistance = 1 / inputs.rate - 0.004
    picture = inputs.codebook?.grid.picture
    let positions = inputs.codebook?.grid.count ?? 0
    seenTokens = Array(repeating: 0, count: positions)
    seenChanges = Array(repeating: 0, count: positions)
    if inputs.moves == .motion { motion = MotionRows() }
    if inputs.moves == .features { features = FeatureRows() }
  }

  /// Whether the next frame is a row.
  func wants(_ frame: FrameTime) -> Bool { frame.seconds - lastTime >= leastDistance }

  /// Looks at the picture that the reader shows.
  mutating func look(at reader: inout VideoReader) throws(VideoError) {
    try motion?.look(at: &reader)
    try features?.look(at: &reader)
    guard var picture, let codebook = inputs.codebook else { return }
    try reader.average(into: &picture)
    let seen = codebook.grid.patches(of: picture)
    seenTokens = codebook.tokens(ofPatches: seen)
    if let patches {
      seenChanges = PatchGrid.changes(from: patches, to: seen, over: SeriesInputs.leastPatchChange)
    }
    patches = seen
  }

  /// Ends the row with what was seen last.
  mutating func append(_ frame: FrameTime) {
    frames.append(frame.index)
    lastTime = frame.seconds
    tokens += seenTokens
    changes += seenChanges
    seenChanges = Array(repeating: 0, count: seenChanges.count)
    motion?.append()
    features?.append(at: frame.seconds)
  }

  /// The rows, with their actions.
  func series(codes: [Int32], moves: Matrix?) -> DemonstrationSeries {
    var (motion, features) = (motion, features)
    let measured = motion?.finish() ?? features?.finish()
    let moving = measured.map { inputs.components?.project($0) ?? $0 }
    let moves = moves ?? moving
    var history: Matrix?
    if inputs.seesHistory, let moves {
      history = ActionHistory.rows(numbers: moves.values, width: moves.columns)
    }
    return DemonstrationSeries(
      tokens: tokens, positions: inputs.codebook?.grid.count ?? 0, changes: changes,
      features: history, codes: codes, moves: moves)
  }
}

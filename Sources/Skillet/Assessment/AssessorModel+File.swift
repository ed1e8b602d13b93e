internal import Assessment
internal import Features
internal import LinearAlgebra
internal import NeuralNetworks

extension AssessorModel {
  private static let kind = ModelContents.Kind(
    noun: "assessor", schema: AssessorSettings.currentSchema, command: "skillet train assessor")

  /// The model as safetensors, weights in half precision and the settings in the metadata.
  public func bytes(file: String) throws(SkilletError) -> [UInt8] {
    try ModelContents.bytes(settings: settings, tensors: tensors, file: file)
  }

  private var tensors: [(name: String, value: SafetensorsFile.Tensor)] {
    func vector(_ values: [Float]) -> SafetensorsFile.Tensor {
      .array(NumberArray(shape: [values.count], values: .single(values)))
    }
    return [
      ("rows.mean", vector(standard.rows.mean)), ("rows.factor", vector(standard.rows.factor)),
      ("summary.mean", vector(standard.summaries.mean)),
      ("summary.factor", vector(standard.summaries.factor)),
    ] + ModelContents.tensors(of: members.map(\.parameters))
  }

  /// Reads a model that ``bytes(file:)`` made.
  public init(path: String) throws(SkilletError) {
    self = try ModelContents.read(path) { bytes throws(ArrayFileError) in
      try AssessorModel(bytes: bytes, file: path)
    }
  }

  init(bytes: [UInt8], file: String) throws(ArrayFileError) {
    let contents = try ModelContents(bytes, file: file, kind: Self.kind)
    let settings = try contents.settings(AssessorSettings.self)
    if let reason = settings.absurdity { throw contents.fault(reason) }
    guard settings.features == ClipRows.name, settings.columns == ClipRows.columns else {
      throw contents.fault(
        "it was made for the features \(settings.features), this version makes \(ClipRows.name)")
    }
    let seesLength = settings.length == "whole"
    let columns = settings.columns.count
    let summary = ClipStandard.summaryWidth(columns: columns, seesLength: seesLength)
    func vector(_ name: String, _ count: Int) throws(ArrayFileError) -> [Float] {
      guard let tensor = contents.tensors.tensors[name], tensor.shape == [count],
        case .single(let values) = tensor.values
      else { throw contents.fault("'\(name)' is missing or no list of \(count) numbers") }
      return values
    }
    standard = ClipStandard(
      rows: .init(
        mean: try vector("rows.mean", columns), factor: try vector("rows.factor", columns)),
      summaries: .init(
        mean: try vector("summary.mean", summary), factor: try vector("summary.factor", summary)),
      steps: settings.steps, seesLength: seesLength)
    let shape = AssessorNetwork.Shape(
      columns: columns, summary: summary, hidden: settings.hidden)
    guard settings.hidden * (columns + 6 * settings.hidden) <= contents.numbers / settings.members
    else {
      throw contents.fault("its sizes need more numbers than the \(contents.numbers) it has")
    }
    members = (0..<settings.members).map { _ in AssessorNetwork(shape, seed: 0) }
    self.settings = settings
    for (i, member) in members.enumerated() { try contents.load(member.parameters, member: i) }
    try contents.refuseStrangers(to: tensors)
  }
}

extension AssessorSettings {
  /// Why no assessor has such settings; nil where one may.
  fileprivate var absurdity: String? {
    guard (1...256).contains(members) else { return "it has \(members) members" }
    guard (0...1024).contains(hidden) else { return "its state is \(hidden) wide" }
    guard (1...4096).contains(steps) else { return "it takes \(steps) steps" }
    guard rate >= 0.1, rate <= 1000 else { return "its rate is \(rate)" }
    guard assessedLength != nil else { return "its length is \(length)" }
    return nil
  }
}

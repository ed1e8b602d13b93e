internal import Annotations
internal import Frames
internal import LinearAlgebra

extension FeatureSeries {
  /// What a NumPy file cannot hold: the stride, and the frame and time stamp of each row.
  var sidecar: String {
    let value = JSONValue.object([
      JSONMember("schema", .string("skillet.features/1")),
      JSONMember("video", info.jsonObject),
      JSONMember("layout", .string(layout)),
      JSONMember("dimensions", .integer(Int64(values.columns))),
      JSONMember("stride", .number(stride)),
      JSONMember("version", .string(skilletVersion)),
      JSONMember("frames", .array(frames.map { .integer(Int64($0)) })),
      JSONMember("pts", .array(pts.map { .integer($0) })),
    ])
    return (try? value.text()) ?? "{}"
  }
}

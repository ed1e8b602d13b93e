internal import Annotations
internal import LinearAlgebra
internal import Segmentation

/// The descriptors of all segments of all videos, a row each, in one layout.
struct DescriptorTable {
  let parts: [DescriptorSpace.Part]
  let descriptors: Matrix
  /// The same rows in the order of their values, so that no order of the documents changes a sum.
  let sorted: Matrix
  /// How actions were made into numbers; nil where they do not count.
  let form: ActionDescriptor.Form?
  let notes: [String]

  /// Actions count where every video with segments has them in one form, and where the known skills
  /// were found with them.
  init(
    _ documents: [DiscoveryDocument], _ videos: [DescribedVideo], known: SkillLibrary?
  ) throws(SkilletError) {
    let used = videos.indices.filter { !videos[$0].look.isEmpty }
    let forms = Set(used.compactMap { videos[$0].form })
    let with = used.filter { videos[$0].form != nil }.count
    var notes: [String] = []
    var form = with == used.count && forms.count == 1 ? forms.first : nil
    if let known {
      if let wanted = known.form, form != wanted {
        throw SkilletError(
          .badData,
          "\(documents[used.first ?? 0].path): the known skills were found with actions "
            + "(\(wanted.name)); give videos with such actions, or other skills")
      }
      form = known.form
    } else if forms.count > 1 {
      notes.append(
        "the actions of the videos are of several kinds ("
          + forms.map(\.name).sorted().joined(separator: ", ") + ") and do not count")
    } else if with > 0, form == nil {
      notes.append("only \(with) of \(used.count) videos have actions; they do not count")
    }
    var values: [Float] = []
    var rows = 0
    for video in videos {
      for (index, look) in video.look.enumerated() {
        rows += 1
        values += look
        if form != nil, let actions = video.actions { values += actions[index] }
      }
    }
    parts = SegmentDescriptor.parts(besideActions: form != nil) + (form?.parts ?? [])
    let columns = parts.reduce(0) { $0 + $1.count }
    if let known, known.space.mean.count != columns {
      throw SkilletError(
        .badData,
        "the known skills are compared by \(known.space.mean.count) values a segment, "
          + "this version describes one by \(columns); find the skills anew")
    }
    descriptors = Matrix(rows: rows, columns: columns, values: values)
    sorted = known == nil ? descriptors.sortedRows : Matrix(rows: 0, columns: columns)
    self.form = form
    self.notes = notes
  }
}

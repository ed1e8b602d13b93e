internal import Annotations

/// The formats as the help lists them.
enum FormatTable {
  static var text: String {
    func lines(_ formats: [any AnnotationFormat.Type]) -> String {
      formats.map { format in
        let names = ([format.id] + format.aliases).joined(separator: ", ")
        return "  \(names): \(format.title)"
      }.joined(separator: "\n")
    }
    let others = AnnotationFormats.all.filter { !($0 is any WritableFormat.Type) }
    return "Read and written:\n\(lines(AnnotationFormats.writable))\n\nOnly read:\n\(lines(others))"
  }
}

internal import Annotations
internal import ArgumentParser
internal import Skillet

/// The options that say what is written of each video and of all of them.
struct AnnotateOutputOptions: ParsableArguments {
  @Option(
    help: """
      Formats of the exports beside segments.csv, comma-separated: \(SegmentFormat.names). One file \
      a video.
      """)
  var format: FormatList = FormatList(formats: [])

  @Flag(help: "Write OUT/reports: a page for each video.")
  var report = false

  @Flag(help: "Write OUT/signals: the evidence of each video as CSV.")
  var signals = false

  @Flag(inversion: .prefixedNo, help: "Put a picture of each video into the index.")
  var thumbnails = true

  @Flag(help: "Print the summary as one JSON document.")
  var json = false

  @Flag(help: "Print one JSON line a video as it ends, then the summary.")
  var jsonl = false

  var outputs: AnnotateOutputs {
    var outputs = AnnotateOutputs()
    (outputs.signals, outputs.reports, outputs.thumbnails) = (signals, report, thumbnails)
    outputs.formats = format.formats
    return outputs
  }
}

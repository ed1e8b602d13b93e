extension SegmentOutputs {
  /// Cuts a clip for each segment; its notes say where they are and how far copied cuts moved.
  func writeClips(
    _ result: SegmentResult, _ clips: ClipSettings, to stage: StagedFolder,
    interruption: Interruption, progress: (String, Int, Int) -> Void
  ) throws(SkilletError) -> [String] {
    []
  }
}

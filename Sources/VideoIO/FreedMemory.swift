internal import CFFmpegShims

/// Memory that is free but still counted as the process's own.
public enum FreedMemory {
  /// Gives free memory back to the system, where the C library keeps it.
  ///
  /// After the last frame the decoder's pictures are freed; given back, they make room for what
  /// follows, so that the peak of a long video is that of decoding it.
  public static func giveBack() { skillet_give_back_free_memory() }
}

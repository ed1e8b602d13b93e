extension MediaTime {
  /// The length from the right time to the left; exact where both share a timescale, else the
  /// nearest whole nanosecond.
  public static func - (left: MediaTime, right: MediaTime) -> MediaTime {
    if left.timescale == right.timescale {
      return MediaTime(value: left.value - right.value, timescale: left.timescale)
    }
    return MediaTime(seconds: left.seconds - right.seconds)
  }
}

public import Frames

extension MediaTime {
  /// The time as a fraction with room to multiply.
  var fraction: (value: Int128, scale: Int128) { (Int128(value), Int128(timescale)) }

  /// `value / scale` seconds, reduced; nil where no 64-bit value over a 32-bit timescale holds it
  /// and the nearest nanosecond does not either.
  init?(_ value: Int128, over scale: Int128) {
    precondition(scale > 0, "a media time needs a positive timescale")
    let divisor = Int128(Self.commonDivisor(value.magnitude, scale.magnitude))
    let (value, scale) = (value / divisor, scale / divisor)
    if let timescale = Int32(exactly: scale), let ticks = Int64(exactly: value) {
      self.init(value: ticks, timescale: timescale)
      return
    }
    // Finer than any clock of a video file: the nearest nanosecond.
    let (whole, rest) = value.quotientAndRemainder(dividingBy: scale)
    guard whole.magnitude < 9_000_000_000, scale < Int128.max / 2_000_000_000 else { return nil }
    let nanoseconds = (rest * 2_000_000_000 + scale).roundedDownQuotient(2 * scale)
    let total = whole * 1_000_000_000 + nanoseconds
    let reduced = Int128(Self.commonDivisor(total.magnitude, 1_000_000_000))
    guard let ticks = Int64(exactly: total / reduced) else { return nil }
    self.init(value: ticks, timescale: Int32(1_000_000_000 / reduced))
  }

  /// The fraction without a common divisor.
  var reduced: (value: Int128, scale: Int128) {
    let (value, scale) = fraction
    let divisor = Int128(Self.commonDivisor(value.magnitude, scale.magnitude))
    return (value / divisor, scale / divisor)
  }

  private static func commonDivisor(_ a: UInt128, _ b: UInt128) -> UInt128 {
    var (a, b) = (a, b)
    while b != 0 { (a, b) = (b, a % b) }
    return max(a, 1)
  }

  /// Reads decimal seconds exactly: `4.004`, `-0.5`, `1e-3`.
  ///
  /// Up to nine decimals are taken as they are. More are the digits of a binary number or of a
  /// repeating fraction: the simplest fraction that prints as those digits is taken, so that
  /// `3.9706333333333332` is 119119/30000 again. Nil for anything that is no number, and beyond
  /// 1e9 seconds.
  public init?(decimal text: some StringProtocol) {
    guard let number = DecimalText(text) else { return nil }
    // Units of 1e-18 s hold every digit that matters.
    let unit: Int128 = 1_000_000_000_000_000_000
    guard number.digits.count + number.exponent <= 10 else { return nil }
    var value: Int128 = 0
    var decimals = 0
    for (place, digit) in number.digits.enumerated() {
      let power = number.digits.count + number.exponent - 1 - place
      if power < -18 { break }
      value = value * 10 + Int128(digit)
      decimals = max(0, -power)
      if power > 0, place == number.digits.count - 1 {
        for _ in 0..<power { value *= 10 }
      }
    }
    for _ in decimals..<18 { value *= 10 }
    guard value <= 1_000_000_000 * unit else { return nil }
    let sign: Int128 = number.isNegative ? -1 : 1
    if decimals > 9 {
      var tolerance: Int128 = 1
      for _ in min(decimals, 18)..<18 { tolerance *= 10 }
      // A binary number is half a step from the time, its shortest digits another half.
      let spacing = (Double(value) / 1e18).ulp * 1e18
      tolerance = max(tolerance / 2, Int128(spacing.rounded(.up)))
      if let (upper, lower) = SimplestFraction.between(
        max(0, value - tolerance), value + tolerance, over: unit),
        let time = MediaTime(exactly: sign * upper, over: lower)
      {
        self = time
        return
      }
    }
    guard let time = MediaTime(sign * value, over: unit) else { return nil }
    self = time
  }

  private init?(exactly value: Int128, over scale: Int128) {
    guard let timescale = Int32(exactly: scale), let ticks = Int64(exactly: value) else {
      return nil
    }
    self.init(value: ticks, timescale: timescale)
  }

  /// The seconds of a JSON number, as ``init(decimal:)`` reads its shortest text.
  public init?(json: JSONValue?) {
    switch json {
    case .integer(let integer)?:
      guard integer.magnitude <= 1_000_000_000 else { return nil }
      self.init(value: integer, timescale: 1)
    case .number(let number)?: self.init(decimal: number.description)
    default: return nil
    }
  }

  /// Seconds as a JSON number that ``init(json:)`` reads back as this time.
  public var json: JSONValue {
    value % Int64(timescale) == 0 ? .integer(value / Int64(timescale)) : .number(seconds)
  }

  /// Seconds with so many decimals, halves rounded away from zero: what `%.3f` would give for the
  /// exact number.
  public func text(decimals: Int) -> String {
    precondition((0...9).contains(decimals), "\(decimals) decimals")
    var scale: Int128 = 1
    for _ in 0..<decimals { scale *= 10 }
    let units =
      (2 * Int128(value.magnitude) * scale + Int128(timescale)) / (2 * Int128(timescale))
    let (whole, rest) = units.quotientAndRemainder(dividingBy: scale)
    let sign = value < 0 && units > 0 ? "-" : ""
    if decimals == 0 { return "\(sign)\(whole)" }
    let digits = String(rest)
    return "\(sign)\(whole)." + String(repeating: "0", count: decimals - digits.count) + digits
  }

  /// Whether so many decimals hold the time exactly.
  public func isExact(decimals: Int) -> Bool {
    var scale: Int128 = 1
    for _ in 0..<decimals { scale *= 10 }
    return (Int128(value) * scale).isMultiple(of: Int128(timescale))
  }

  /// The time in the shortest decimals that read back as the same time: exact where at most nine
  /// decimals hold it, else the digits of the nearest `Double`.
  public var shortestText: String {
    for decimals in 0...9 where isExact(decimals: decimals) { return text(decimals: decimals) }
    return seconds.description
  }

  /// Whether ``shortestText`` reads back as this very time.
  var isHeldByDecimals: Bool {
    timescale <= 1000 || MediaTime(decimal: shortestText) == self
  }

  /// The sum of two times; the nearest nanosecond where no 32-bit timescale holds it.
  public static func + (left: MediaTime, right: MediaTime) -> MediaTime {
    let (a, b) = (left.fraction, right.fraction)
    return MediaTime(a.value * b.scale + b.value * a.scale, over: a.scale * b.scale)
      ?? MediaTime(seconds: left.seconds + right.seconds)
  }
}

/// The digits of a decimal number.
private struct DecimalText {
  var isNegative = false
  /// All digits without leading zeros.
  var digits: [UInt8] = []
  /// The power of ten of the last digit.
  var exponent = 0

  init?(_ text: some StringProtocol) {
    var bytes = Array(text.utf8)[...]
    if bytes.first == 0x2D || bytes.first == 0x2B { isNegative = bytes.removeFirst() == 0x2D }
    var (count, hasPoint) = (0, false)
    while let byte = bytes.first {
      if (0x30...0x39).contains(byte) {
        count += 1
        if hasPoint { exponent -= 1 }
        if !digits.isEmpty || byte > 0x30 { digits.append(byte - 0x30) }
      } else if byte == 0x2E, !hasPoint {
        hasPoint = true
      } else {
        break
      }
      bytes.removeFirst()
    }
    guard count > 0, count < 1000 else { return nil }
    if bytes.first == 0x65 || bytes.first == 0x45 {
      bytes.removeFirst()
      guard let power = Int(String(decoding: bytes, as: UTF8.self)), power.magnitude < 1000 else {
        return nil
      }
      exponent += power
      bytes = []
    }
    guard bytes.isEmpty else { return nil }
  }
}

/// The fraction with the smallest denominator within an interval (continued fractions).
private enum SimplestFraction {
  static func between(
    _ low: Int128, _ high: Int128, over scale: Int128
  ) -> (upper: Int128, lower: Int128)? {
    var (a, b, c, d) = (low, scale, high, scale)
    var wholes: [Int128] = []
    while true {
      let whole = a.roundedUpQuotient(b)
      if whole * d <= c {
        // A whole number lies within: it ends the fraction.
        var (upper, lower) = (whole, Int128(1))
        for term in wholes.reversed() {
          (upper, lower) = (term * upper + lower, upper)
          if upper > Int128(Int64.max) { return nil }
        }
        return (upper, lower)
      }
      let floor = a / b
      wholes.append(floor)
      (a, b, c, d) = (d, c - floor * d, b, a - floor * b)
      if b <= 0 || d <= 0 || wholes.count > 60 { return nil }
    }
  }
}

extension Int128 {
  /// The quotient rounded towards the past.
  func roundedDownQuotient(_ divisor: Int128) -> Int128 {
    let (quotient, rest) = quotientAndRemainder(dividingBy: divisor)
    return rest < 0 ? quotient - 1 : quotient
  }

  /// The quotient rounded towards the future.
  func roundedUpQuotient(_ divisor: Int128) -> Int128 {
    let (quotient, rest) = quotientAndRemainder(dividingBy: divisor)
    return rest > 0 ? quotient + 1 : quotient
  }
}

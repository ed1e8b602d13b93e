internal import Foundation

/// A number with a fixed count of decimals, for people; the same in every locale.
func decimals(_ value: Double, _ places: Int) -> String {
  guard value.isFinite else { return "\(value)" }
  return String(format: "%.\(places)f", locale: Locale(identifier: "en_US_POSIX"), value)
}

import Foundation
import Testing

@testable import Features

/// Running integrals of every component and of its square, in Double.
private struct PlainTurn {
  let times: [Double]
  var sums: [[Double]] = []
  var squares: [[Double]] = []

  init(_ changes: [PictureChange], at times: [Double]) {
    self.times = times
    var sum = [Double](repeating: 0, count: 64)
    var square = sum
    for i in times.indices {
      let step = i == 0 ? 0 : times[i] - times[i - 1]
      let scale =
        Double(changes[i].persistence * changes[i].independence) / (30 * max(step, 1 / 60))
      for c in 0..<64 {
        let v = Double(changes[i].vectors[c]) * scale
        let value = v < 0 ? -log1p(-v) : log1p(v)
        sum[c] += step * value
        square[c] += step * value * value
      }
      sums.append(sum)
      squares.append(square)
    }
  }

  private func at(_ integral: [[Double]], _ time: Double, _ c: Int) -> Double {
    let next = times.firstIndex { $0 >= time } ?? times.count - 1
    guard next > 0 else { return 0 }
    let part = (time - times[next - 1]) / (times[next] - times[next - 1])
    return integral[next - 1][c] + part * (integral[next][c] - integral[next - 1][c])
  }

  func turn(at i: Int) -> Double {
    let (first, last) = (times[0], times[times.count - 1])
    let (start, end) = (max(first, times[i] - 0.5), min(last, times[i] + 0.5))
    let (before, after) = (times[i] - start, end - times[i])
    guard before >= 0.25, after >= 0.25 else { return 0 }
    var (distance, variance) = (0.0, 0.0)
    for c in 0..<64 {
      let a = (at(sums, times[i], c) - at(sums, start, c)) / before
      let b = (at(sums, end, c) - at(sums, times[i], c)) / after
      let aa = (at(squares, times[i], c) - at(squares, start, c)) / before
      let bb = (at(squares, end, c) - at(squares, times[i], c)) / after
      distance += (a - b) * (a - b)
      variance += max(0, aa - a * a + bb - b * b)
    }
    return (distance / 64 / (variance / 64 / 2 + 0.02)).squareRoot()
  }
}

@Suite struct MotionTurnTests {
  private func run(_ changes: [PictureChange], at times: [Double]) -> [Float] {
    var meter = MotionTurn()
    var turns = times.indices.flatMap { meter.process(changes[$0], at: times[$0]) }
    turns += meter.finish()
    return turns
  }

  /// Uniform motion of `speed` a thirtieth of a second, horizontally, that turns round at `time`.
  private func turning(at time: Double, speed: Float, times: [Double]) -> [PictureChange] {
    times.indices.map { i in
      var change = PictureChange()
      let step = i == 0 ? 0 : Float(30 * (times[i] - times[i - 1]))
      let sign: Float = times[i] <= time + 1e-6 ? 1 : -1
      for cell in 0..<32 { change.vectors[2 * cell] = sign * speed * step }
      return change
    }
  }

  @Test(arguments: 0..<4) func equalsTheRunningIntegrals(seed: Int) {
    var state = UInt64(seed + 1)
    func unit() -> Double {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Double(state >> 33) / Double(1 << 31)
    }
    var time = 2.5
    let times = (0..<80).map { _ -> Double in
      time += 0.01 + 0.07 * unit()
      return time
    }
    let changes = times.map { _ -> PictureChange in
      var change = PictureChange()
      change.vectors = (0..<64).map { _ in Float(8 * unit() - 4) }
      (change.persistence, change.independence) = (Float(unit()), Float(unit()))
      return change
    }
    let found = run(changes, at: times)
    let plain = PlainTurn(changes, at: times)
    #expect(found.count == times.count, "seed \(seed)")
    for i in found.indices {
      // Sums of some 50 Float products: 50 * 2^-24 of values near 2, against a variance of 0.02.
      #expect(abs(Double(found[i]) - plain.turn(at: i)) < 1e-3, "seed \(seed), sample \(i)")
    }
  }

  @Test(arguments: [24, 30, 60]) func aReversalPeaksWhereItHappensAtAnyRate(rate: Int) {
    let times = (0...(4 * rate)).map { Double($0) / Double(rate) }
    let turns = run(turning(at: 2, speed: 2, times: times), at: times)
    #expect(turns.indices.max { turns[$0] < turns[$1] } == 2 * rate)
    // Half of the components move by ln 3 either way and without spread: sqrt(2 ln 3^2 / 0.02).
    let expected = Float(2 * log(3.0) / (2.0 * 0.02).squareRoot())
    #expect(abs(turns[2 * rate] - expected) < 0.05 * expected, "\(turns[2 * rate]) at \(rate)")
  }

  @Test func steadyMotionDoesNotTurn() {
    let times = (0...120).map { Double($0) / 30 }
    let turns = run(turning(at: 99, speed: 3, times: times), at: times)
    #expect(turns.allSatisfy { $0 < 0.01 })
  }

  @Test func aTurnOfTheCameraDoesNotCount() {
    let times = (0...120).map { Double($0) / 30 }
    var changes = turning(at: 2, speed: 3, times: times)
    for i in changes.indices { changes[i].independence = 0 }
    #expect(run(changes, at: times).allSatisfy { $0 == 0 })
  }

  @Test func aTurnIsKnownHalfASecondLater() {
    var meter = MotionTurn()
    var known = 0
    for i in 0...60 {
      let time = Double(i) / 30
      known += meter.process(PictureChange(), at: time).count
      let due = (0...60).count { Double($0) / 30 + 0.5 <= time }
      #expect(known == due, "after sample \(i)")
    }
    #expect(meter.finish().count == 61 - known)
  }
}

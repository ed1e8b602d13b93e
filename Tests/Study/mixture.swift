import Dispatch
import Foundation
import LinearAlgebra
import NeuralNetworks
import Segmentation

func runCrafter() {
  let eps = zip(zip(all, zip(tokens, moved)), raw).map { (ptm, j) -> Episode in let pt = (ptm.0, ptm.1.0)
    let actions = (j["actions"] as! [Int]).map { Int32($0) }
    let feat = changes(ptm.1.1)
    return Episode(name: pt.0, series: DemonstrationSeries(tokens: pt.1, positions: grid.count, features: feat, codes: actions), cuts: starts(j, "segments"), stages: [], actions: [])
  }
  let train = Array(eps[..<32]), val = Array(eps[32...])
  print("train", train.count, "val", val.count, "frames", eps.reduce(0) { $0 + $1.series.count })
  let strip = { (s: DemonstrationSeries) in opt("changes", 0) > 0 ? s : DemonstrationSeries(tokens: s.tokens, positions: s.positions, codes: s.codes) }
  let members = Int(opt("members", 2))
  var results = [[[Float]]](repeating: [], count: members), causal = results
  let lock = NSLock()
  DispatchQueue.concurrentPerform(iterations: members) { m in
    var enc = ObservationEncoder.Shape(positions: grid.count, vocabulary: vocabulary, features: opt("changes", 0) > 0 ? grid.count : 0, codes: 17)
    enc.hidden = Int(opt("hidden", 96))
    var shape = SkillMixture.Shape(encoder: enc)
    shape.skills = Int(opt("skills", 16)); shape.switchCost = opt("cost", 1)
    let model = SkillMixture(shape, seed: UInt64(m + 1))
    var recipe = SkillMixture.Recipe(); recipe.steps = Int(opt("steps", 400))
    let t0 = Date()
    var log = ""
    model.fit(train.map { strip($0.series) }, validation: val.map { strip($0.series) }, recipe: recipe, seed: UInt64(m + 1)) { s, l, v in if s % 100 == 0 { log += String(format: " %d:%.3f/%.3f", s, l, v) } }
    let turns = val.map { model.turns(strip($0.series)).handOver }
    let c = val.map { model.turns(strip($0.series), lookAhead: 8).handOver }
    lock.lock(); results[m] = turns; causal[m] = c
    print("member", m, "params", model.parameterCount, String(format: "%.1fs", Date().timeIntervalSince(t0)), log)
    sweep("  member \(m) smoothed", turns, val)
    lock.unlock()
  }
  let events = eventScores(train.map(\.series), val.map(\.series))
  sweep("event cue alone", events, val)
  let mixed = mean(results)
  for w in [0.3, 0.5, 0.7, 1, 1.5] as [Float] {
    let ev = events.map { smooth($0, 1).map { min(1, $0 * 2.5) } }
    sweep("ensemble + \(w) event", zip(mixed, ev).map { zip($0, $1).map { $0 + w * $1 } }, val)
  }
  func mean(_ r: [[[Float]]]) -> [[Float]] { val.indices.map { e in val[e].series.codes.indices.map { i in r.reduce(0) { $0 + $1[e][i] } / Float(members) } } }
  sweep("ensemble smoothed", mean(results), val)
  sweep("ensemble look-ahead 8", mean(causal), val)
}

func changes(_ m: [UInt8]) -> Matrix {
  let t = UInt8(4 * opt("moved", 3))
  return Matrix(rows: m.count / grid.count, columns: grid.count, values: m.map { $0 > t ? 1 : 0 })
}
/// Rare changes at a position that are likelier after the action just taken.
func eventScores(_ train: [DemonstrationSeries], _ eval: [DemonstrationSeries]) -> [[Float]] {
  let P = grid.count, A = 17
  var base = [Double](repeating: 0, count: P), cond = [Double](repeating: 0, count: P * A), na = [Double](repeating: 0, count: A), n = 0.0
  for s in train { let c = s.features
    for t in 1..<s.count { let a = Int(s.codes[t - 1]); na[a] += 1; n += 1; for p in 0..<P where c.values[t * P + p] > 0 { base[p] += 1; cond[p * A + a] += 1 } } }
  let rate = base.map { $0 / n }
  print("rates", rate.map { String(format: "%.2f", $0) }.joined(separator: " "))
  return eval.map { s in
    let c = s.features
    var types = [[Int]](repeating: [], count: s.count)
    for t in 1..<s.count { let a = Int(s.codes[t - 1])
      for p in 0..<P where c.values[t * P + p] > 0 && rate[p] < opt("rare", 0.1) {
        let lift = (cond[p * A + a] + 1) / (na[a] + 20) / (rate[p] + 0.001)
        if lift > opt("lift", 1.6) { types[t].append(p) }
      } }
    var out = [Float](repeating: 0, count: s.count)
    let frames = (0..<s.count).filter { !types[$0].isEmpty }
    for (i, t) in frames.enumerated() { if i + 1 < frames.count, types[frames[i + 1]] == types[t], opt("last", 1) > 0 { continue }; out[t] = 1 }
    return out
  }
}

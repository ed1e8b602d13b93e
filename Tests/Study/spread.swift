import Dispatch
import Foundation
import LinearAlgebra
import NeuralNetworks
import Segmentation

func metaworld() -> [Episode] {
  raw.enumerated().map { i, j in
    let a = (j["actions"] as! [[NSNumber]]).map { $0.map(\.floatValue) }
    let m = Matrix(rows: a.count, columns: 4, values: a.flatMap { $0 })
    return Episode(name: all[i], series: DemonstrationSeries(codes: Array(repeating: -1, count: a.count), moves: m), cuts: starts(j, "segments"), stages: starts(j, "stages"), actions: a)
  }
}
func runSpread() {
  let eps = metaworld()
  let train = Array(eps[..<32]), val = Array(eps[32...])
  let members = Int(opt("members", 2))
  var results = [[[Float]]](repeating: [], count: members)
  let lock = NSLock()
  DispatchQueue.concurrentPerform(iterations: members) { m in
    var shape = SpreadPredictor.Shape(moves: 4)
    shape.width = Int(opt("width", 64))
    let h = Int(opt("h", 32)); shape.horizons = [h / 4, h / 2, h]
    let model = SpreadPredictor(shape, seed: UInt64(m + 1))
    var recipe = SkillMixture.Recipe(); recipe.steps = Int(opt("steps", 300)); recipe.windows = 8; recipe.length = 160
    let t0 = Date(); var log = ""
    model.fit(train.map(\.series), validation: val.map(\.series), recipe: recipe, seed: UInt64(m + 1)) { s, l, v in if s % 50 == 0 { log += String(format: " %d:%.3f/%.3f", s, l, v) } }
    let r = val.map { model.spread($0.series) }
    lock.lock(); results[m] = r
    print("member", m, "params", model.parameterCount, String(format: "%.1fs", Date().timeIntervalSince(t0)), log)
    sweep("  member \(m)", r, val, sds: [0, 1, 2], radii: [8, 16, 24])
    lock.unlock()
  }
  let mean = val.indices.map { e in val[e].series.codes.indices.map { i in results.reduce(0) { $0 + $1[e][i] } / Float(members) } }
  sweep("ensemble", mean, val, sds: [0, 1, 2, 4], radii: [8, 16, 24, 32])
}

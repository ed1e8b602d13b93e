import Annotations
import Evaluation
import Features
import Foundation
import Frames
import LinearAlgebra
import Segmentation
import VideoIO

struct Episode { var name: String; var series: DemonstrationSeries; var cuts: [Int]; var stages: [Int]; var actions: [[Float]] }

let shared = "/work/shared/data/sim/"
let domain = CommandLine.arguments[1]
let options = Dictionary(uniqueKeysWithValues: CommandLine.arguments.dropFirst(2).compactMap { a -> (String, String)? in
  let p = a.split(separator: "=", maxSplits: 1); return p.count == 2 ? (String(p[0]), String(p[1])) : nil })
func opt(_ k: String, _ d: Double) -> Double { options[k].flatMap(Double.init) ?? d }

func videos() -> [String] {
  let f = shared + domain + "/videos/"
  return try! FileManager.default.contentsOfDirectory(atPath: f).filter { $0.hasSuffix(".mp4") }.sorted().map { f + $0 }
}
func sampleGrid(_ paths: [String]) -> PatchGridChoice {
  var pics: [PatchGrid: [SmallPicture]] = [:]
  for p in paths {
    var r = try! VideoReader(p, options: .init(threads: 2)); var n = 0
    while let f = try! r.next() {
      if f.index % 60 == 0 { for c in PatchGridChoice.candidates { let g = PatchGrid(shorterSide: c, pictureWidth: 224, pictureHeight: 224); var s = g.picture; try! r.average(into: &s); pics[g, default: []].append(s) }; n += 1 }
      if n > 12 { break }
    }
  }
  return PatchGridChoice(pictureWidth: 224, pictureHeight: 224, seed: 1) { pics[$0]! }
}
let all = videos()
let vocabulary = Int(opt("vocab", 128))
var moved: [[UInt8]] = []
let cacheName = "/tmp/study-\(domain)-\(vocabulary)"
var grid = PatchGrid(columns: 9, rows: 9)
func tokenise() -> [[UInt16]] {
  if let d = FileManager.default.contents(atPath: cacheName), let meta = try? String(contentsOfFile: cacheName + ".txt", encoding: .utf8) {
    let lines = meta.split(separator: "\n").map { Int($0)! }
    grid = PatchGrid(columns: lines[0], rows: lines[1])
    let m = FileManager.default.contents(atPath: cacheName + ".moved")!
    var out: [[UInt16]] = []; var o = 0
    for n in lines[2...] { moved.append(Array(m[o..<o + n])); o += n }; o = 0
    d.withUnsafeBytes { b in for n in lines[2...] { out.append((0..<n).map { b.loadUnaligned(fromByteOffset: (o + $0) * 2, as: UInt16.self) }); o += n } }
    return out
  }
  let choice = sampleGrid(Array(all[..<6]))
  print("residuals", choice.residuals, choice.shorterSide)
  grid = PatchGrid(shorterSide: choice.shorterSide, pictureWidth: 224, pictureHeight: 224)
  var pics: [SmallPicture] = []
  for p in all[..<32] { var r = try! VideoReader(p, options: .init(threads: 2)); while let f = try! r.next() { if f.index % 25 == 0 { var s = grid.picture; try! r.average(into: &s); pics.append(s) } } }
  let book = PatchCodebook(grid: grid, pictures: pics, vocabulary: vocabulary, seed: 1)
  var out: [[UInt16]] = []; var data = Data(); var md = Data()
  for p in all { var t: [UInt16] = []; var mv: [UInt8] = []; var last: Matrix?; var r = try! VideoReader(p, options: .init(threads: 2)); while try! r.next() != nil { var s = grid.picture; try! r.average(into: &s); t += book.tokens(of: s)
      let q = grid.patches(of: s); if let last { for p in 0..<grid.count { var d: Float = 0; for j in 0..<48 { d += abs(q.values[p * 48 + j] - last.values[p * 48 + j]) }; mv.append(UInt8(min(255, d / 48 * 4))) } } else { mv += Array(repeating: 0, count: grid.count) }; last = q }; out.append(t); moved.append(mv); md.append(contentsOf: mv); t.withUnsafeBytes { data.append(contentsOf: $0) } }
  try! data.write(to: URL(fileURLWithPath: cacheName)); try! md.write(to: URL(fileURLWithPath: cacheName + ".moved")); try! ([grid.columns, grid.rows] + out.map(\.count)).map(String.init).joined(separator: "\n").write(toFile: cacheName + ".txt", atomically: true, encoding: .utf8)
  return out
}
let tokens = tokenise()
var raw: [[String: Any]] = all.map { try! JSONSerialization.jsonObject(with: Data(contentsOf: URL(fileURLWithPath: $0.replacingOccurrences(of: ".mp4", with: ".json")))) as! [String: Any] }
func starts(_ j: [String: Any], _ k: String) -> [Int] { ((j[k] as? [[String: Any]]) ?? []).map { $0["start_frame"] as! Int }.filter { $0 > 0 } }
func score(_ predicted: [[Int]], _ eps: [Episode], level: String = "skill", tolerance: Double = 5) -> (Double, Double, Double, Double) {
  var f3 = 0.0, f5 = 0.0, f10 = 0.0, sg = 0.0
  func f(_ p: [Int], _ t: [Int], _ tol: Double) -> Double { let m = BoundaryMatching.count(predicted: p.map(Double.init), truth: t.map(Double.init), tolerance: tol); return p.isEmpty && t.isEmpty ? 1 : 2 * Double(m) / Double(p.count + t.count) }
  for (p, e) in zip(predicted, eps) {
    let t = level == "skill" ? e.cuts : e.stages
    f3 += f(p, t, 3); f5 += f(p, t, 5); f10 += f(p, t, 10)
    sg += SegmentalF1.score(predicted: SegmentalF1.segments(boundaries: p, frames: e.series.count), truth: SegmentalF1.segments(boundaries: t, frames: e.series.count), iou: 0.5).f1
  }
  let n = Double(eps.count)
  return (f3 / n, f5 / n, f10 / n, sg / n)
}
func smooth(_ x: [Float], _ sd: Double) -> [Float] {
  if sd <= 0 { return x }
  let r = Int(3 * sd); let k = (-r...r).map { Float(exp(-Double($0 * $0) / (2 * sd * sd))) }; let z = k.reduce(0, +)
  return x.indices.map { i in var s: Float = 0; for (j, w) in k.enumerated() { let p = i + j - r; if p >= 0 && p < x.count { s += w * x[p] } }; return s / z }
}
func peaks(_ x: [Float], _ thr: Float, _ radius: Int) -> [Int] {
  let c = x.indices.filter { i in i > 0 && x[i] > thr && (i + 1 >= x.count || x[i] >= x[i + 1]) && x[i] > x[i - 1] }.sorted { x[$0] > x[$1] }
  var taken: [Int] = []
  for i in c where taken.allSatisfy({ abs($0 - i) >= radius }) { taken.append(i) }
  return taken.sorted()
}
func fmt(_ s: (Double, Double, Double, Double)) -> String { String(format: "F1@3 %.3f @5 %.3f @10 %.3f seg %.3f", s.0, s.1, s.2, s.3) }
func sweep(_ name: String, _ scores: [[Float]], _ eps: [Episode], sds: [Double] = [1, 1.5, 2, 2.5], thr: [Float]? = nil, radii: [Int] = [5, 6, 8], level: String = "skill") {
  var best = (-1.0, "", (0.0, 0.0, 0.0, 0.0))
  for sd in sds {
    let s = scores.map { smooth($0, sd) }
    let flat = s.flatMap { $0 }.sorted()
    let thresholds = thr ?? (0..<30).map { flat[min(flat.count - 1, Int(Double(flat.count) * (0.70 + 0.01 * Double($0))))] }
    for t in thresholds { for r in radii {
      let sc = score(s.map { peaks($0, t, r) }, eps, level: level)
      let obj = sc.0 + sc.1 + sc.3
      if obj > best.0 { best = (obj, "sd \(sd) thr \(t) r \(r)", sc) }
    } }
  }
  print(name.padding(toLength: 34, withPad: " ", startingAt: 0), fmt(best.2), best.1)
}
if domain == "crafter" { runCrafter() } else { runSpread() }

import Features
import Frames
import LinearAlgebra
import Testing

@Suite struct ClipRowsTests {
  /// A bright square at a place in each picture.
  private func pictures(_ places: [Int]) -> [SmallPicture] {
    places.map { place in
      var picture = SmallPicture(width: 64, height: 36, luma: 60)
      for y in 10..<20 {
        for x in place..<place + 10 { picture.luma[y * 64 + x] = 200 }
      }
      return picture
    }
  }

  private func column(_ name: String, _ rows: Matrix) throws -> [Float] {
    let place = try #require(ClipRows.columns.firstIndex(of: name))
    return (0..<rows.rows).map { rows[$0, place] }
  }

  @Test func aRowAPictureAndNothingButNumbers() {
    for count in [0, 1, 2, 9] {
      let rows = ClipRows.rows(of: pictures((0..<count).map { 4 * $0 }))
      #expect(rows.rows == count && rows.columns == ClipRows.columns.count)
      #expect(rows.values.allSatisfy { $0.isFinite })
    }
  }

  @Test func goingBackAndForthTurnsAndComesBack() throws {
    let straight = ClipRows.rows(of: pictures((0..<12).map { 4 * $0 }))
    let wavering = ClipRows.rows(of: pictures((0..<12).map { $0 % 2 == 0 ? 8 : 12 }))
    func both(_ name: String) throws -> (straight: [Float], wavering: [Float]) {
      (try column(name, straight), try column(name, wavering))
    }
    let reversals = try both("reversal")
    #expect(reversals.straight.allSatisfy { $0 == 0 })
    #expect(reversals.wavering.dropFirst(2).allSatisfy { $0 == 1 })
    let (returns, revisits) = (try both("return"), try both("revisit"))
    #expect(returns.wavering[5] < 0.1 && returns.straight[5] > 0.9)
    #expect(revisits.wavering[6] < revisits.straight[6] - 1)
    let lines = try both("straight4")
    #expect(lines.wavering[8] < lines.straight[8])
  }

  @Test func stillPicturesAreStill() throws {
    let rows = ClipRows.rows(of: pictures([4, 4, 4, 20]))
    #expect(try column("still", rows) == [1, 1, 1, 0])
    #expect(try column("elapsed", rows) == [0, 1.0 / 3, 2.0 / 3, 1].map { Float($0) })
    #expect(try column("toEnd", rows)[3] == 0)
    #expect(try column("fromStart", rows)[0] == 0)
  }
}

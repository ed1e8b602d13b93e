import Features
import Frames
import LinearAlgebra
import Testing

@Suite struct PatchGridTests {
  @Test func thePatchesOfAPictureAreItsCellsRowByRow() {
    let grid = PatchGrid(columns: 2, rows: 3)
    var picture = grid.picture
    #expect(picture.width == 8 && picture.height == 12 && grid.count == 6)
    for i in picture.luma.indices {
      picture.luma[i] = UInt8(i)
      picture.blue[i] = UInt8(i % 8)
      picture.red[i] = UInt8(i / 8)
    }
    let patches = grid.patches(of: picture)
    #expect(patches.rows == 6 && patches.columns == PatchGrid.width)
    for patch in 0..<6 {
      for cell in 0..<16 {
        let (x, y) = (patch % 2 * 4 + cell % 4, patch / 2 * 4 + cell / 4)
        #expect(patches[patch, 3 * cell] == Float(y * 8 + x))
        #expect(patches[patch, 3 * cell + 1] == Float(x))
        #expect(patches[patch, 3 * cell + 2] == Float(y))
      }
    }
  }

  @Test func patchesAreNearlySquare() {
    func size(_ count: Int, _ width: Int, _ height: Int) -> [Int] {
      let grid = PatchGrid(shorterSide: count, pictureWidth: width, pictureHeight: height)
      return [grid.columns, grid.rows]
    }
    #expect(size(9, 160, 90) == [16, 9] && size(9, 90, 160) == [9, 16])
    #expect(size(7, 64, 64) == [7, 7] && size(5, 100, 64) == [8, 5])
  }

  @Test func aPatchHasChangedWhereItsMeanDifferencePassesTheLeast() {
    let before = Matrix(rows: 3, columns: PatchGrid.width)
    var after = before
    // One code of 48 in the first patch; exactly the least in the second; a little more in the third.
    after.values[5] = 48
    for i in 0..<48 { after[1, i] = i % 2 == 0 ? 2 : -2 }
    for i in 0..<48 { after[2, i] = 2.1 }
    #expect(PatchGrid.changes(from: before, to: after, over: 2) == [0, 0, 1])
    #expect(PatchGrid.changes(from: before, to: after, over: 0.9) == [1, 1, 1])
    #expect(PatchGrid.changes(from: after, to: after, over: 0) == [0, 0, 0])
  }
}

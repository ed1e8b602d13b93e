import Features
import Frames
import LinearAlgebra
import Testing

@Suite struct PatchGridChoiceTests {
  @Test(arguments: [7, 11]) func aWorldOfTilesShowsItsNumber(side: Int) {
    let choice = PatchGridChoice(pictureWidth: 64, pictureHeight: 64, seed: 1) { grid in
      (0..<6).map {
        TileWorld(side: side, seed: $0).picture(
          width: grid.picture.width, height: grid.picture.height)
      }
    }
    #expect(choice.residuals.count == PatchGridChoice.candidates.count)
    #expect(choice.residuals.allSatisfy { (0...1.01).contains($0) }, "\(choice.residuals)")
    #expect(choice.shorterSide == side, "\(choice.residuals)")
  }

  @Test func aSmoothPictureFallsToTheUsualNumber() {
    let choice = PatchGridChoice(pictureWidth: 96, pictureHeight: 64, seed: 1) { grid in
      (0..<30).map { shift in
        var picture = grid.picture
        for y in 0..<picture.height {
          for x in 0..<picture.width {
            let (u, v) = (
              Double(x) / Double(picture.width), Double(y) / Double(picture.height)
            )
            picture.luma[y * picture.width + x] = UInt8(
              20 + Double(80 + shift) * u + Double(90 - 2 * shift) * v + Double(shift))
          }
        }
        return picture
      }
    }
    #expect(choice.shorterSide == PatchGridChoice.usual, "\(choice.residuals)")
  }

  @Test func aPictureOfOneColourFallsToTheUsualNumber() {
    let choice = PatchGridChoice(pictureWidth: 64, pictureHeight: 64, seed: 1) { [$0.picture] }
    #expect(choice.shorterSide == PatchGridChoice.usual, "\(choice.residuals)")
  }
}

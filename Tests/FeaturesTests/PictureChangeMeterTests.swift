import Features
import Frames
import Testing

@Suite struct PictureChangeMeterTests {
  /// The change at each picture.
  private func changes(_ pictures: [SmallPicture]) -> [PictureChange] {
    var meter = PictureChangeMeter()
    var changes = pictures.compactMap { meter.process($0) }
    if let last = meter.finish() { changes.append(last) }
    return changes
  }

  @Test func equalPicturesDoNotChange() {
    let picture = SmallPicture(width: 64, height: 36, luma: 90)
    for change in changes([picture, picture, picture]) {
      #expect(change.amount == 0 && change.share == 0 && change.residual == 0)
      #expect(change.persistence == 1 && change.independence == 1)
    }
  }

  @Test(arguments: 0...4) func everyPictureHasOneChange(count: Int) {
    let pictures = (0..<count).map { Texture(seed: 1).picture(dx: Float($0)) }
    let found = changes(pictures)
    #expect(found.count == count)
    #expect(found.first.map { $0 == PictureChange() } ?? (count == 0))
  }

  @Test func theAmountCountsLumaAndBothChromas() {
    let before = Texture(seed: 4).picture()
    var after = before
    for i in 0..<2304 {
      after.blue[i] = 138
      after.red[i] = 121
    }
    let change = changes([before, after])[1]
    #expect(change.amount == 17 && change.share == 0)
    for i in 0..<1152 { after.red[i] = 143 }
    // 10 + 15 codes on one half are over 24, 10 + 7 on the other are not.
    let strong = changes([before, after])[1]
    #expect(strong.amount == 21 && strong.share == 50)
  }

  @Test func aFlashDoesNotLast() {
    let scene = Texture(seed: 4).picture()
    var flash = SmallPicture(width: 64, height: 36)
    flash.luma = Texture(seed: 5).luma()
    let found = changes([scene, scene, flash, scene, scene])
    #expect(found[2].amount > 10)
    // What is left of the change two pictures on is 0.5 / (amount + 0.5).
    for i in [2, 3] { #expect(found[i].persistence < 0.05, "\(i)") }
    #expect(found[4].persistence == 1)
  }

  @Test(arguments: [(Float(3), Float(0)), (-5, 2), (2.5, -1.5)]) func aPanIsAShiftOfTheWholePicture(
    dx: Float, dy: Float
  ) {
    let texture = Texture(seed: 6)
    let found = changes((0..<4).map { texture.picture(dx: Float($0) * dx, dy: Float($0) * dy) })
    for change in found.dropFirst() {
      #expect(change.amount > 2)
      #expect(change.independence == 0)
    }
  }

  @Test func aLastingLocalChangeLastsAndIsIndependent() {
    let before = Texture(seed: 7).picture()
    var after = before
    let other = Texture(seed: 8).luma()
    for y in 8..<28 { for x in 20..<44 { after.luma[y * 64 + x] = other[y * 64 + x] } }
    let change = changes([before, before, after, after, after])[2]
    #expect(change.amount > 2)
    #expect(change.persistence > 0.95)
    #expect(change.independence > 0.95)
  }

  @Test func aChangeOfExposureIsNoChange() {
    let before = Texture(seed: 9).picture()
    var after = before
    after.luma = before.luma.map { UInt8((Float($0) * 0.75 + 20).rounded()) }
    let change = changes([before, after])[1]
    #expect(change.amount < 1 && change.residual < 1 && change.share == 0)
  }

  @Test func aCutLastsAndIsIndependent() {
    let (a, b) = (Texture(seed: 10).picture(), Texture(seed: 11).picture())
    let change = changes([a, a, b, b])[2]
    #expect(change.amount > 10 && change.persistence > 0.95 && change.independence > 0.9)
  }
}

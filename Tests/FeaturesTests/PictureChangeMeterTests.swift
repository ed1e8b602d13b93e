import Features
import Frames
import Testing

@Suite struct PictureChangeMeterTests {
  @Test func equalPicturesDoNotChange() {
    var meter = PictureChangeMeter()
    let picture = SmallPicture(width: 64, height: 36, luma: 90)
    #expect(meter.process(picture) == nil)
    #expect(meter.process(picture)?.amount == 0)
    #expect(meter.finish()?.amount == 0)
  }
}

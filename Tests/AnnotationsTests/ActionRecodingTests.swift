import Annotations
import Testing

@Suite struct ActionRecodingTests {
  @Test func `named choices keep their names`() throws {
    let a = try actions("[\"up\", \"noop\", \"up\"]")
    let b = try actions("[\"left\", \"up\", null, \"noop\"]")
    let joined = try #require(a.space.joined(with: b.space))
    #expect(joined == .discrete(choices: 3, names: ["noop", "up", "left"]))
    let recoded = try b.recoded(into: joined, file: "b")
    #expect(recoded.codes == [2, 1, 0, 0] && recoded.isValid == [true, true, false, true])
    #expect(recoded.nullActions == [[0]] && recoded.space == joined)
    let error = #expect(throws: AnnotationError.self) { try b.recoded(into: a.space, file: "b") }
    #expect(error?.place == "row 0" && error?.reason.contains("\"left\"") == true)
    // A null action that the space lacks is dropped where it never occurs.
    let calm = try actions("{\"action_space\": {\"names\": [\"noop\", \"up\"]}, \"actions\": [1]}")
    #expect(
      try calm.recoded(into: .discrete(choices: 1, names: ["up"]), file: "c").nullActions == [])
  }

  @Test func `unnamed choices and numbers keep their values`() throws {
    let few = try actions("[0, 1]")
    let many = try actions("[4, 0]")
    let joined = try #require(few.space.joined(with: many.space))
    #expect(joined == .discrete(choices: 5, names: []))
    #expect(try few.recoded(into: joined, file: "a").codes == [0, 1])
    #expect(throws: AnnotationError.self) { try many.recoded(into: few.space, file: "a") }
    let keys = try actions("w,a\n1,0\n")
    #expect(
      keys.space.joined(with: .multiDiscrete(choices: [2, 5], names: ["w", "a"]))
        == .multiDiscrete(choices: [2, 5], names: ["w", "a"]))
    let arm = try actions("dx,dy\n1,0.5\n")
    let space = ActionSpace.continuous(
      dimension: 2, names: ["dx", "dy"], low: [-1, -1], high: [1, 1])
    #expect(arm.space.joined(with: space) == arm.space)
    #expect(try arm.recoded(into: space, file: "a").numbers == [1, 0.5])
  }

  @Test func `what does not belong together is refused`() throws {
    let tracks = try [
      "[0, 1]", "[\"a\", \"b\"]", "[[0, 1]]", "[[0, 1, 1]]", "w,a\n1,0\n", "[0.5]", "x,y\n1,0.5\n",
      "y,x\n1,0.5\n", "[[0.5, 1]]",
    ].map { try actions($0) }
    for (i, a) in tracks.enumerated() {
      for (j, b) in tracks.enumerated() where i != j {
        #expect(a.space.joined(with: b.space) == nil, "\(i) \(j)")
        #expect(throws: AnnotationError.self) { try a.recoded(into: b.space, file: "a") }
      }
    }
  }
}

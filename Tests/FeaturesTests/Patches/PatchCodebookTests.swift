import Features
import Frames
import LinearAlgebra
import Testing

@Suite struct PatchCodebookTests {
  private let grid = PatchGrid(columns: 7, rows: 7)

  private func pictures(_ count: UInt64) -> [SmallPicture] {
    (0..<count).map {
      TileWorld(side: 7, seed: $0).picture(width: grid.picture.width, height: grid.picture.height)
    }
  }

  @Test func theKindsOfAWorldAreItsTokens() {
    let pictures = pictures(6)
    let codebook = PatchCodebook(grid: grid, pictures: pictures, vocabulary: 32, seed: 1)
    // Eight kinds of tiles look the same wherever they lie: no more means than kinds.
    #expect(codebook.centroids.rows == 8)
    for picture in pictures {
      let (tokens, patches) = (codebook.tokens(of: picture), grid.patches(of: picture))
      #expect(tokens.count == 49 && tokens == codebook.tokens(ofPatches: patches))
      #expect(Set(tokens).count > 4)
      for (patch, token) in tokens.enumerated() {
        for j in 0..<PatchGrid.width {
          #expect(abs(patches[patch, j] - codebook.centroids[Int(token), j]) <= 0.01)
        }
      }
    }
  }

  @Test func oneSeedGivesTheSameMeansAndTokens() {
    let pictures = pictures(4)
    let (a, b) = (
      PatchCodebook(grid: grid, pictures: pictures, vocabulary: 5, seed: 3),
      PatchCodebook(grid: grid, pictures: pictures, vocabulary: 5, seed: 3)
    )
    #expect(a.centroids == b.centroids && a.centroids.rows == 5)
    #expect(a.tokens(of: pictures[0]) == b.tokens(of: pictures[0]))
    #expect(a.tokens(of: pictures[0]).allSatisfy { $0 < 5 })
  }

  @Test func aRareKindGetsAMeanToo() {
    // One bright patch in one of many grey pictures.
    var pictures = (0..<10).map { _ in
      SmallPicture(width: grid.picture.width, height: grid.picture.height, luma: 60)
    }
    for x in 0..<4 { for y in 0..<4 { pictures[7].luma[y * 28 + x] = 200 } }
    let codebook = PatchCodebook(grid: grid, pictures: pictures, vocabulary: 8, seed: 2)
    #expect(codebook.centroids.rows == 2)
    let tokens = codebook.tokens(of: pictures[7])
    #expect(tokens.count { $0 == tokens[0] } == 1)
  }
}

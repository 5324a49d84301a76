import IntakeFuzz
import Testing

/// The short form of `make campaign-intake`: a trap would end the tests.
@Suite struct IntakeCampaignTests {
  @Test("no input breaks a reader", arguments: 0..<8) func short(block: UInt64) throws {
    let seeds = try IntakeSeeds()
    let clock = ContinuousClock()
    var read = 0
    var refused: Set<String> = []
    for seed in block * 400..<block * 400 + 400 {
      let input = seeds.input(seed: seed)
      let start = clock.now
      let outcome = feed(input)
      // Ten times the campaign's second: debug builds are slow and tests run side by side.
      #expect(clock.now - start < .seconds(10), "seed \(seed)")
      switch outcome {
      case .read: read += 1
      case .refused(let kind): refused.insert(kind)
      case .broken(let what): Issue.record("seed \(seed): \(what)")
      }
    }
    // The inputs are worth something: many reach the cells, and there are many ways to be refused.
    #expect(read >= 20 && refused.count >= 10, "read \(read), kinds \(refused.count)")
  }

  @Test func equalSeedsGiveEqualInputs() throws {
    let seeds = try IntakeSeeds()
    for seed in UInt64(0)..<50 { #expect(try IntakeSeeds().input(seed: seed) == seeds.input(seed: seed)) }
  }
}

import SvyazSynthesis
import Testing

@Suite struct SplitMix64Tests {
  /// The reference values of the authors' C program for this seed.
  @Test func givesTheReferenceSequence() {
    var random = SplitMix64(seed: 1_234_567)
    #expect(random.next() == 6_457_827_717_110_365_317)
    #expect(random.next() == 3_203_168_211_198_807_973)
    #expect(random.next() == 9_817_491_932_198_370_423)
  }

  @Test func streamsDiffer() {
    var one = SplitMix64(seed: 1, stream: "results")
    var other = SplitMix64(seed: 1, stream: "events")
    var again = SplitMix64(seed: 1, stream: "results")
    let first = one.next()
    #expect(first != other.next())
    #expect(first == again.next())
  }

  @Test func drawsStayWithinTheirBounds() {
    var random = SplitMix64(seed: 9)
    for _ in 0..<1000 {
      #expect((-3...4).contains(random.int(in: -3...4)))
      #expect((-20...20).contains(random.bell(spread: 20)))
      #expect(random.below(1) == 0)
    }
    #expect(random.chance(perMille: 1000) && !random.chance(perMille: 0))
    #expect(random.element(of: [Int]()) == nil)
    #expect(random.shuffled(Array(0..<50)).sorted() == Array(0..<50))
  }
}

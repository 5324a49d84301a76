import SvyazExchange
import SvyazGraph
import SvyazMap
import SvyazOffice
import SvyazTestSupport
import Testing

@testable import SvyazApp

/// The deck of maps shows every tie of the city, and again in the district of each of its schools.
@Suite struct MapDeckTests {
  @Test(arguments: Edition.allCases) func districtsHoldTheirTies(_ edition: Edition) throws {
    let network = try PaperTests.sample()
    let maps = MapDeck.maps(of: PaperSource(network: network, edition: edition))
    let inForce = network.partnerships.filter {
      ($0.status == .active || $0.status == .agreed) && $0.interval.contains(network.asOf)
    }
    let district = Dictionary(uniqueKeysWithValues: network.schools.map { ($0.id, $0.district) })
    let expected = network.districts.filter { part in
      inForce.contains { district[$0.mentor] == part.id || district[$0.mentee] == part.id }
    }.sorted { $0.name < $1.name }
    #expect(maps.count == expected.count + 1)
    for (map, part) in zip(maps.dropFirst(), expected) {
      #expect(map.title.hasSuffix(": \(part.name) район"))
      let pairs = inForce.filter { district[$0.mentor] == part.id || district[$0.mentee] == part.id }
      let ends = Set(map.edges.flatMap { [$0.tail, $0.head] })
      #expect(ends == Set(pairs.flatMap { ["school-\($0.mentor)", "school-\($0.mentee)"] }))
    }
    // No two slides of one title.
    #expect(Set(maps.map(\.title)).count == maps.count)
  }

  @Test func deckBeginsWithItsTitleAndEndsWithTheIndicator() throws {
    let source = PaperSource(network: try PaperTests.sample())
    let deck = try MapDeck.presentation(of: source, scenes: [])
    #expect(deck.slides.map(\.title) == ["Сеть наставничества школ", "Показатель 9: 76,7 %"])
    for slide in deck.slides {
      #expect(slide.notes?.contains("показатель 9") == true)
      #expect(slide.footer?.contains("30.04.2021") == true)
    }
  }
}

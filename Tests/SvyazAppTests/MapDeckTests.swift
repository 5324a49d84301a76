import SvyazExchange
import SvyazGraph
import SvyazOffice
import SvyazTestSupport
import Testing

@testable import SvyazApp
@testable import SvyazMap

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

  /// The speaker is told what each map shows: its caption, sentence by sentence.
  @Test func notesHoldTheCaptions() throws {
    let source = PaperSource(network: try PaperTests.sample())
    var scene = MapScene(
      size: Size(width: 960, height: 540), title: "Карта города", summary: "", furniture: [],
      mapArea: Rect(x: 0, y: 0, width: 960, height: 540))
    scene.caption = ["Связей стало 3.", "Без наставника никого."]
    let deck = try MapDeck.presentation(of: source, scenes: [scene, scene])
    #expect(deck.slides.count == 4)
    #expect(deck.slides[0].notes?.contains("Карта города; Карта города") == true)
    #expect(deck.slides[1].notes == "На слайде: Карта города.\nСвязей стало 3.\nБез наставника никого.")
    #expect(deck.slides[3].title.hasPrefix("Показатель 9"))
  }

  @Test func stepsAreEqual() {
    let days = DrawMap.dates(from: "2020-09-01", to: "2021-04-30", count: 4)
    #expect(days.map(\.description) == ["2020-09-01", "2020-11-20", "2021-02-09", "2021-04-30"])
    #expect(
      DrawMap.dates(from: "2020-09-03", to: "2020-09-01", count: 9).map(\.description) == [
        "2020-09-01", "2020-09-02", "2020-09-03",
      ])
    #expect(DrawMap.dates(from: "1900-01-01", to: "2199-12-31", count: .max).count == DrawMap.seriesLimit)
    #expect(DrawMap.dates(from: "2020-09-01", to: "2020-09-02", count: .min).count == 2)
  }
}

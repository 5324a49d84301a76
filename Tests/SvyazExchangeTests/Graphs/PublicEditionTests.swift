import SvyazContract
import SvyazExchange
import SvyazGraph
import SvyazTestSupport
import Testing

@Suite struct PublicEditionTests {
  /// The proof that nothing hidden shows: what is hidden may be anything, and no byte of any export changes.
  @Test(arguments: 0..<4) func hiddenThingsDoNotReachAnyFile(block: UInt64) throws {
    for seed in block * 5..<block * 5 + 5 {
      let network = RandomNetwork.make(seed: seed, schools: 10)
      let disguised = network.disguised(seed: seed + 1000)
      #expect(disguised.violations() == [], "seed \(seed): the disguise itself must be a sound network")
      let shown = try ExportFormats.all(of: network, edition: .public)
      let other = try ExportFormats.all(of: disguised, edition: .public)
      #expect(shown.keys == other.keys)
      for (name, bytes) in shown { #expect(bytes == other[name], "seed \(seed), \(name)") }
    }
  }

  /// The disguise is one: the working edition shows it in every format.
  @Test func theWorkingEditionShowsTheDifference() throws {
    let network = RandomNetwork.make(seed: 1, schools: 10)
    let shown = try ExportFormats.all(of: network, edition: .working)
    let other = try ExportFormats.all(of: network.disguised(seed: 2), edition: .working)
    let open = ["districts", "schools", "associations", "events", "participations", "measures"].map {
      "folder \($0).csv"
    }
    for (name, bytes) in shown {
      let isOpen = open.contains(name) || name == "folder network.json"
      #expect((bytes == other[name]) == isOpen, "\(name)")
    }
  }

  @Test(arguments: 0..<2) func isSoundAndStaysTheSame(block: UInt64) {
    for seed in block * 20..<block * 20 + 20 {
      let network = RandomNetwork.make(seed: seed)
      let shown = network.publicEdition()
      #expect(shown.violations() == [], "seed \(seed)")
      #expect(shown.publicEdition() == shown, "seed \(seed)")
      #expect(shown.schools == network.schools && shown.events == network.events)
      #expect(shown.partnerships.map(\.id) == network.partnerships.map(\.id))
    }
  }

  @Test func saysWhatItIs() throws {
    var network = RandomNetwork.make(seed: 3)
    network.name = "Сеть школ. Учебные данные"
    for (name, bytes) in try ExportFormats.all(of: network, edition: .public) {
      let text = String(decoding: bytes, as: UTF8.self)
      guard !name.hasPrefix("folder") || name == "folder network.json" else { continue }
      #expect(text.contains("Учебные данные (публичная редакция)"), "\(name)")
      if !name.hasPrefix("folder") { #expect(text.contains(Edition.public.notice), "\(name)") }
    }
    for (name, bytes) in try ExportFormats.all(of: network, edition: .working) {
      let text = String(decoding: bytes, as: UTF8.self)
      #expect(!text.contains("публичная редакция"), "\(name)")
      guard !name.hasPrefix("folder") else { continue }
      #expect(text.contains(Edition.working.notice), "\(name)")
      #expect(text.contains("Источник: Сеть школ. Учебные данные"), "\(name)")
    }
  }

  /// Definitions name circles of schools, no school.
  private static func withoutDefinitions(_ seed: UInt64) -> Network {
    var network = RandomNetwork.make(seed: seed)
    network.definitions = []
    return network
  }

  @Test func definitionsStay() {
    for seed in 0..<5 as Range<UInt64> {
      let network = RandomNetwork.make(seed: seed)
      #expect(!network.definitions.isEmpty && network.publicEdition().definitions == network.definitions)
    }
  }

  /// No word of the contract that names a weak school is left.
  @Test func noWordOfWeakness() throws {
    for seed in 0..<5 as Range<UInt64> {
      for (name, bytes) in try ExportFormats.all(of: Self.withoutDefinitions(seed), edition: .public) {
        let text = String(decoding: bytes, as: UTF8.self)
        for word in [
          "low_result", "adverse", "high_result", "risk", "НОР", "ШНСУ", "Наставники", "quality_improvement",
        ] {
          #expect(!text.contains(word), "seed \(seed), \(name): \(word)")
        }
      }
    }
  }

  @Test func membershipsThatDifferOnlyByHiddenRolesBecomeOne() {
    var network = Network(id: "n", name: "Сеть", asOf: "2021-01-01", subjects: [])
    func row(_ role: Membership.Role, _ from: Day, _ to: Day?) -> Membership {
      Membership(association: "a", school: "s", role: role, interval: DayInterval(from: from, to: to))
    }
    network.memberships = [
      row(.member, "2020-06-01", "2020-09-01"), row(.lowResult, "2020-01-01", "2020-06-01"),
      row(.leader, "2020-09-01", "2020-10-01"), row(.highResult, "2020-10-01", "2020-11-01"),
      row(.lowResult, "2020-12-01", nil),
    ]
    #expect(
      network.publicEdition().memberships == [
        row(.member, "2020-01-01", "2020-09-01"), row(.leader, "2020-09-01", "2020-10-01"),
        row(.member, "2020-10-01", "2020-11-01"), row(.member, "2020-12-01", nil),
      ])
  }
}

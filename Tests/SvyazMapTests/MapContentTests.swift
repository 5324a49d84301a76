import SvyazGraph
import SvyazTestSupport
import Testing

@testable import SvyazMap

/// What the builders put on a map.
@Suite struct MapContentTests {
  let small = SampleNetworks.small().asOf("2020-11-30")

  @Test func everyLowResultSchoolIsShown() {
    let map = MentorMap(small, edition: .working).map
    #expect(Set(map.nodes.map(\.id)) == Set((1...7).map { "school-\($0)" }))
    let styles = Dictionary(uniqueKeysWithValues: map.nodes.map { ($0.id, $0.style) })
    #expect(styles["school-1"] == .lowResult)
    #expect(styles["school-4"] == .lowResultAlone)
    #expect(styles["school-5"] == .mentor)
    #expect(map.edges.count == 6)
    #expect(map.edges.filter { $0.style == .wholeSchool }.count == 1)
    #expect(map.title == "Наставничество школ")
    #expect(map.subtitle.contains("на 30.11.2020"))
    #expect(map.subtitle.contains("без наставника: 1"))
    #expect(map.source == "Учебные данные: малая сеть")
  }

  @Test func nothingIsInForceBeforeItBegins() {
    let map = MentorMap(SampleNetworks.small().asOf("2020-09-15"), edition: .working).map
    #expect(map.edges == [])
    #expect(map.nodes.allSatisfy { $0.style == .lowResultAlone })
    #expect(map.notice == "На 15.09.2020 связей нет.")
  }

  @Test func planIsNamedAsOne() {
    let ties = [
      MentorTie(mentor: "5", mentee: "4", subject: "s1", isProposed: true),
      MentorTie(mentor: "6", mentee: "999", subject: "unknown", isProposed: true),
    ]
    let map = MentorMap(small, ties: ties, edition: .working).map
    #expect(map.title == "План наставничества школ")
    #expect(map.edges.allSatisfy { $0.isProposed && $0.isDirected })
    #expect(map.nodes.contains { $0.id == "school-999" && $0.label == "999" })
    #expect(MentorMap(small, ties: ties, edition: .public).map.title == "План сети партнёрства школ")
  }

  @Test func publicEditionHidesStatusAndDirection() throws {
    for map in [
      MentorMap(small, edition: .public).map, try SchoolMap(small, school: "1", edition: .public).map,
      try SchoolMap(small, school: "4", edition: .public).map,
    ] {
      #expect(map.edges.allSatisfy { !$0.isDirected })
      #expect(map.edges.filter { $0.head.hasPrefix("school") }.allSatisfy { $0.tail < $0.head })
      #expect(map.nodes.filter { $0.id.hasPrefix("school") }.allSatisfy { $0.style == .neutral })
      let (_, files) = try Drawing.inProcess(map, formats: [.svg, .dot])
      for (format, bytes) in files {
        let text = String(decoding: bytes, as: UTF8.self).lowercased()
        for word in ["низки", "наставник", "low-result", "mentor", "→", "c2410c", "fff1e6"] {
          #expect(!text.contains(word), "\(format): \(word)")
        }
        #expect(text.contains("публичная редакция: статус школ и результаты скрыты"))
      }
    }
    // Standing alone on the map would tell that the school is low-result.
    #expect(!MentorMap(small, edition: .public).map.nodes.contains { $0.id == "school-4" })
    #expect(MentorMap(small, edition: .public).map.title == "Сеть партнёрства школ")
  }

  @Test func mutualTiesAreOneInPublic() {
    let ties = [MentorTie(mentor: "5", mentee: "6", subject: "s1"), MentorTie(mentor: "6", mentee: "5", subject: "s1")]
    #expect(MentorMap(small, ties: ties, edition: .public).map.edges.count == 1)
    #expect(MentorMap(small, ties: ties, edition: .working).map.edges.count == 2)
  }

  @Test func schoolMapHoldsStepsAssociationsAndEvents() throws {
    let map = try SchoolMap(small, school: "5", edition: .working).map
    #expect(map.arrangement == .rings(centre: "school-5"))
    #expect(
      Set(map.nodes.map(\.id)) == ["school-5", "school-1", "school-6", "association-a1", "event-e1", "event-e2"])
    #expect(map.nodes.first { $0.id == "event-e1" }?.detail == "12.11.2020")
    #expect(map.nodes.first { $0.id == "school-1" }?.detail == "Железнодорожный")
    #expect(map.edges.count == 6)
    #expect(map.subtitle.contains("партнёрств: 2 · ММО: 1 · событий за 180 дней: 2"))
  }

  @Test func secondStepStopsThere() throws {
    let map = try SchoolMap(small, school: "3", edition: .working).map
    // 3 – 7 – 2, but not 2 – 6.
    #expect(Set(map.nodes.map(\.id)) == ["school-3", "school-7", "school-2"])
    #expect(map.edges.count == 2)
  }

  @Test func schoolWithoutTiesStandsAloneWithASentence() throws {
    let map = try SchoolMap(small, school: "4", edition: .working).map
    #expect(map.nodes.count == 1)
    #expect(map.notice == "На 30.11.2020 у школы связей нет.")
    let words = SVGReader(try Drawing.inProcess(map).files[.svg] ?? []).words
    #expect(words.contains("На 30.11.2020 у школы связей нет."))
  }

  @Test func unknownSchoolIsAnError() {
    #expect(throws: MapError.unknownSchool("nobody")) {
      try SchoolMap(small, school: "nobody", edition: .working)
    }
  }

  @Test func sameLabelsAreToldApartByDistrict() {
    var network = SampleNetworks.small()
    network.schools[4].shortName = network.schools[5].shortName
    let map = MentorMap(network.asOf("2020-11-30"), edition: .working).map
    #expect(map.nodes.filter { $0.detail != nil }.map(\.id).sorted() == ["school-5", "school-6"])
  }

  @Test func legendNamesWhatOccursAndNothingElse() throws {
    let map = MentorMap(small, edition: .working).map
    #expect(
      Legend(map).entries.map(\.text) == [
        "наставник", "низкие результаты", "низкие результаты, без наставника", "русский язык", "математика",
        "школа в целом",
      ])
    let ego = try SchoolMap(small, school: "5", edition: .public).map
    #expect(
      Legend(ego).entries.map(\.text) == [
        "школа сети", "ММО", "событие", "русский язык", "математика",
      ])
    var mixed = map
    mixed.edges[0].isProposed = true
    mixed.edges[1].style = .subject(9)
    mixed.edges[2].style = .subject(5)
    let texts = Legend(mixed).entries.map(\.text)
    #expect(texts.contains("предложено (контурная стрелка)"))
    #expect(texts.contains("другие предметы"))
    #expect(texts.contains("предмет"))
  }

  @Test(arguments: Event.Kind.allCases) func eventKindsHaveNames(_ kind: Event.Kind) {
    #expect(!kind.russian.isEmpty)
  }

  @Test func errorsSpeakRussian() {
    let errors: [MapError] = [
      .deadlineExceeded(milliseconds: 10), .workerCrashed(detail: "x"), .workerUnavailable(detail: "x"),
      .layoutFailed(detail: "x"), .memoryExceeded, .tooLarge(nodes: 1, edges: 2), .unknownSchool("s"),
      .unknownSubject("s", known: []), .inconsistent(detail: "x"), .cancelled,
    ]
    #expect(Set(errors.map(\.code)).count == errors.count)
    for error in errors {
      #expect(error.code.hasPrefix("map."))
      #expect(error.message.hasSuffix("."))
      #expect(error.advice.hasSuffix("."))
    }
  }
}

import SvyazGraph
import SvyazTestSupport
import Testing

@testable import SvyazMap

/// What the map of the associations holds.
@Suite struct AssociationMapTests {
  static func panels(_ map: NetworkMap) -> [NetworkMap.Panel] {
    if case .panels(let panels) = map.arrangement { panels } else { [] }
  }

  static func plan(_ edition: Edition = .working, design: AssociationMap.Design = .slide) throws -> NetworkMap {
    let (snapshot, associations, left) = AssociationSamples.small()
    return try AssociationMap(
      snapshot, associations: associations, leftOut: left, design: design, isProposed: true, edition: edition
    ).map
  }

  @Test func everyMembershipInForceIsACell() throws {
    let snapshot = try AssociationSamples.samara()
    let map = try AssociationMap(snapshot, edition: .working).map
    let expected = Set(snapshot.memberships.map { "school-\($0.school)@\($0.association)" })
    #expect(Set(map.nodes.map(\.id)) == expected)
    #expect(map.nodes.count == snapshot.memberships.count)
    #expect(Self.panels(map).flatMap(\.nodes) == map.nodes.map(\.id))
    #expect(Self.panels(map).count == 8)
    #expect(map.title == "Состав ММО на 30.04.2021")
    #expect(map.subtitle.hasPrefix("ММО: 8 (математика: 4, русский язык: 4) · школ: "))
    #expect(map.notice == nil)
  }

  @Test func oneSubjectIsDrawnAlone() throws {
    let snapshot = try AssociationSamples.samara()
    let map = try AssociationMap(snapshot, subject: "russian", edition: .working).map
    #expect(Self.panels(map).count == 4)
    #expect(map.title == "Состав ММО на 30.04.2021: русский язык")
    // Without other subjects the base names the panel.
    #expect(Self.panels(map).map(\.title).contains("База: Школа № 25"))
    #expect(Self.panels(map).allSatisfy { $0.subject == nil })
    #expect(throws: MapError.unknownSubject("physics", known: ["mathematics", "russian"])) {
      try AssociationMap(snapshot, subject: "physics", edition: .working)
    }
  }

  @Test func membersStandByRoleThenByNumber() throws {
    let map = try Self.plan()
    #expect(map.title == "Предлагаемый состав ММО")
    #expect(
      map.subtitle == "на 30.11.2020 · ММО: 3 (русский язык: 2, математика: 1) · школ: 15 · НОР: 5 · вне групп: 2")
    let panels = Self.panels(map)
    #expect(panels.map(\.id) == ["association-s1-11", "association-s1-14", "association-s2-7", "left-s1", "left-s2"])
    #expect(
      panels[2].nodes == [
        "school-7@s2-7", "school-1@s2-7", "school-3@s2-7", "school-8@s2-7", "school-9@s2-7", "school-10@s2-7",
      ])
    #expect(panels[2].details == ["математика", "школ:\u{A0}6,\u{A0}НОР:\u{A0}2"])
    #expect(panels[3].isLeftOut && panels[3].title == "Вне групп: русский язык")
    let styles = Dictionary(map.nodes.map { ($0.id, $0.style) }, uniquingKeysWith: { first, _ in first })
    #expect(styles["school-7@s2-7"] == .base)
    #expect(styles["school-7@s1-14"] == .member)
    #expect(styles["school-1@s2-7"] == .lowResult)
    #expect(styles["school-8@s2-7"] == .projectSite)
    #expect(styles["school-9@s2-7"] == .highResult)
    #expect(styles["school-17@left-s1"] == .leftOut)
    #expect(
      Legend(map).entries.filter { !$0.isCode }.map(\.text) == [
        "базовая школа", "низкие результаты", "проектная площадка", "высокие результаты", "участник", "вне групп",
      ])
  }

  @Test func aSchoolThatAnotherSubjectTookIsNotCountedAsLeftOut() throws {
    let (snapshot, associations, left) = AssociationSamples.small()
    var more = left
    more["s2", default: []].append("11")
    let map = try AssociationMap(
      snapshot, associations: associations, leftOut: more, isProposed: true, edition: .working
    ).map
    #expect(map.subtitle.hasSuffix(" · вне групп: 2"))
    #expect(Self.panels(map).last?.nodes.contains("school-11@left-s2") == true)
  }

  @Test func orderOfRowsDoesNotShow() throws {
    let (snapshot, associations, left) = AssociationSamples.small()
    let turned = associations.map { association in
      var association = association
      association.members.reverse()
      association.members.append(association.members[1])
      return association
    }
    let map = try AssociationMap(
      snapshot, associations: turned, leftOut: left, isProposed: true, edition: .working
    ).map
    #expect(try map == Self.plan())
  }

  @Test func sharedSchoolsStandOnceAmongHubs() throws {
    let map = try Self.plan(design: .hubs)
    #expect(map.paper == .a3)
    #expect(map.nodes.filter { $0.style == .association }.count == 3)
    #expect(map.nodes.count == 3 + 17)
    // The base of one and a member of another is a base.
    #expect(map.nodes.first { $0.id == "school-7" }?.style == .base)
    #expect(map.edges.filter { $0.head == "school-7" }.map(\.style) == [.subject(0), .subject(1)])
    #expect(map.edges.count == 17)
    #expect(map.nodes.first { $0.id == "school-17" }?.style == .leftOut)
    #expect(map.nodes.first { $0.id == "association-s2-7" }?.label == "Математика, база:\u{A0}Школа\u{A0}№\u{A0}43")
  }

  @Test(arguments: AssociationMap.Design.allCases)
  func publicEditionHidesEveryRoleButTheBase(_ design: AssociationMap.Design) throws {
    let map = try Self.plan(.public, design: design)
    #expect(Set(map.nodes.map(\.style)).subtracting([.association]) == [.base, .neutral])
    // The schools left out are never low-result.
    #expect(!map.nodes.contains { $0.id.hasPrefix("school-17") || $0.id.hasPrefix("school-18") })
    // No order by role either.
    for panel in Self.panels(map) {
      let numbers = panel.nodes.dropFirst().compactMap { id in
        AssociationSamples.small().snapshot.network.schools.first { id.hasPrefix("school-\($0.id)@") }?.number
      }
      #expect(numbers == numbers.sorted())
      #expect(numbers.count == panel.nodes.count - 1)
    }
    let (_, files) = try Drawing.inProcess(map, formats: [.svg, .dot])
    for (format, bytes) in files {
      let text = String(decoding: bytes, as: UTF8.self).lowercased()
      for word in [
        "низки", "нор:", "высокие", "площадка", "участник", "вне групп", "low-result", "high-result", "project-site",
        "c2410c", "fff1e6", "00745a",
      ] {
        #expect(!text.contains(word), "\(format): \(word)")
      }
      #expect(text.contains("публичная редакция: статус школ и результаты скрыты"))
    }
  }

  @Test func lowResultByStatusIsShownWhateverTheRole() {
    let (snapshot, _, _) = AssociationSamples.small()
    var network = snapshot.network
    let interval = DayInterval(from: "2020-09-01")
    network.associations = [
      Association(id: "mmo-10", name: "ММО учителей физики, район Б", subject: "s1", base: "8", interval: interval),
      Association(id: "mmo-9", name: "ММО учителей физики, район А", subject: "s1", base: "7", interval: interval),
      Association(id: "mmo-1", name: "ММО математики, база: Школа № 43", subject: "s2", base: "7", interval: interval),
    ]
    network.memberships = [
      Membership(association: "mmo-9", school: "1", role: .member, interval: interval),
      Membership(association: "mmo-9", school: "7", role: .leader, interval: interval),
    ]
    let drawn = network.asOf("2020-11-30").drawnAssociations
    #expect(drawn.map(\.id) == ["mmo-1", "mmo-9", "mmo-10"])
    #expect(drawn.map(\.title) == ["ММО математики", "Район А", "Район Б"])
    #expect(drawn[1].members.map(\.role).sorted { $0.rawValue < $1.rawValue } == [.leader, .lowResult])
    #expect(network.asOf("2020-08-31").drawnAssociations == [])
  }

  @Test func namesThatTellNothingAreLeftOut() throws {
    #expect(try AssociationSamples.samara().drawnAssociations.allSatisfy { $0.title.isEmpty })
  }

  @Test func emptyNetworkSaysSo() throws {
    let empty = SampleNetworks.mentoring(lowResult: 3, mentors: 2, ties: 0).asOf("2020-11-30")
    for design in AssociationMap.Design.allCases {
      let map = try AssociationMap(empty, design: design, edition: .working).map
      #expect(map.nodes == [] && map.edges == [])
      #expect(map.notice == "На 30.11.2020 ММО нет.")
      let (scene, files) = try Drawing.inProcess(map, formats: [.svg, .png, .dot])
      #expect(SceneTests.faults(in: scene, of: map) == [])
      #expect(SVGReader(files[.svg] ?? []).words.contains("На 30.11.2020 ММО нет."))
      let subject = try AssociationMap(empty, subject: "s2", design: design, edition: .working).map
      #expect(subject.notice == "На 30.11.2020 ММО по предмету «математика» нет.")
    }
  }

  @Test(
    arguments: [
      ("mmo-2", "mmo-10", true), ("mmo-10", "mmo-2", false), ("a", "b", true), ("a1", "a1", false), ("a", "a1", true),
      ("a01", "a1", true), ("a99999999999999999999", "a100000000000000000000", false), ("1-2", "1-10", true),
    ] as [(String, String, Bool)])
  func numbersInTextCountAsNumbers(_ left: String, _ right: String, _ precedes: Bool) {
    #expect(NaturalOrder.precedes(left, right) == precedes)
  }

  @Test func districtsHaveDifferentCodes() throws {
    let names = [
      "Железнодорожный", "Кировский", "Красноглинский", "Куйбышевский", "Ленинский", "Октябрьский", "Промышленный",
      "Самарский", "Советский", "Район 1", "Район 12", "", "<b>\"&", "Кировский", "кр", "К",
    ]
    let districts = names.enumerated().compactMap { index, name in
      DistrictID("d\(index)").map { District(id: $0, name: name) }
    }
    let codes = DistrictCodes(districts)
    #expect(codes.list.count == names.count)
    #expect(Set(codes.list.map(\.code)).count == names.count)
    #expect(codes.list.allSatisfy { (1...5).contains($0.code.count) })
    let byName = Dictionary(codes.list.map { ($0.name, $0.code) }, uniquingKeysWith: { first, _ in first })
    #expect(byName["Железнодорожный"] == "ЖЛ")
    #expect(byName["Район 12"] == "Р12")
    // One district, or too many, need none.
    #expect(DistrictCodes(Array(districts.prefix(1))).list == [])
    let many = (0...DistrictCodes.limit).compactMap { index in
      DistrictID("d\(index)").map { District(id: $0, name: "Р") }
    }
    #expect(DistrictCodes(many).list == [])
    #expect(Set(DistrictCodes(Array(many.dropFirst())).list.map(\.code)).count == DistrictCodes.limit)
  }

  @Test(
    arguments: [
      ("Гимназия № 133", "Гимн.\u{A0}133", "гимн."), ("Школа № 3", "Школа\u{A0}3", "шк."),
      ("Лицей №5", "Лицей\u{A0}5", "лиц."), ("Кадетский 12", "Кадетский\u{A0}12", "Каде."),
      ("Вечерняя школа № 8", nil, nil), ("Школа «Элита»", nil, nil), ("", nil, nil), ("№ 3", nil, nil),
      ("Школа № 123456", nil, nil),
    ] as [(String, String?, String?)])
  func numberedNamesAreShortened(_ name: String, _ short: String?, _ abbreviation: String?) {
    #expect(NumberedName(name)?.short == short)
    #expect(NumberedName(name)?.abbreviation == abbreviation)
  }
}

import Foundation
import SvyazGraph
import SvyazTestSupport
import Testing

@testable import SvyazMap

/// Sentences about districts, changes, places and the whole city, against plain loops over the rows.
@Suite struct CityCaptionTests {
  private static let day: Day = "2020-11-30"

  /// A city where some schools have no place, some no district, and associations overlap.
  private static func network(seed: UInt64) -> Network {
    var generator = SeededGenerator(seed: seed &+ 900)
    func pick(_ bound: Int) -> Int { Int(generator.next() % UInt64(bound)) }
    var network = SampleNetworks.mentoring(
      lowResult: 1 + pick(12), mentors: 1 + pick(12), ties: pick(26), subjects: 1 + pick(3), seed: seed)
    for index in network.schools.indices {
      if pick(6) == 0 { network.schools[index].district = nil }
      if pick(5) != 0 {
        network.schools[index].location = Coordinates(
          latitude: 53.1 + Double(pick(300)) / 1000, longitude: 50 + Double(pick(400)) / 1000)
      }
      if pick(2) == 0 { network.schools[index].address = "ул. Садовая, \(index + 1)" }
    }
    if seed % 2 == 0 { network.name = "Сеть школ" }
    for number in 0..<pick(4) {
      guard let id = AssociationID("a\(number)"), let base = network.schools.last?.id else { continue }
      let interval = DayInterval(from: "2020-09-01")
      network.associations.append(
        Association(id: id, name: "ММО \(number)", subject: network.subjects[0].id, base: base, interval: interval))
      for school in network.schools where school.id != base && pick(3) == 0 {
        network.memberships.append(Membership(association: id, school: school.id, role: .member, interval: interval))
      }
    }
    return network
  }

  /// The numbers of a sentence outside names of schools, without those of dates and parts of a kilometre.
  private static func numbers(_ sentence: String) -> [Int] {
    let words = sentence.split { " \u{A0}()".contains($0) }
    return zip(words, [""] + words).compactMap { word, before in
      let plain = word.filter { !",.;:".contains($0) }
      return before.hasSuffix("№") || word.contains(/\d,\d/) || word.contains(/\d\.\d/) ? nil : Int(plain)
    }
  }

  private static func plain(_ caption: [String]) -> [String] { caption.map { $0.replacing("\u{A0}", with: " ") } }

  private static func checkShape(_ caption: [String], _ seed: UInt64) {
    #expect(caption.count <= 5, "seed \(seed)")
    for sentence in caption {
      #expect(sentence.hasSuffix("."), "seed \(seed): \(sentence)")
      #expect(!sentence.contains("  ") && !sentence.contains(".."), "seed \(seed): \(sentence)")
    }
  }

  /// Ties in force as pairs of schools, from the rows alone.
  private static func rows(_ network: Network) -> [(mentor: SchoolID, mentee: SchoolID, subject: SubjectID?)] {
    var seen: Set<String> = []
    return network.partnerships.filter {
      ($0.status == .active || $0.status == .agreed) && $0.interval.contains(day)
        && seen.insert("\($0.mentor) \($0.mentee) \($0.subject?.rawValue ?? "")").inserted
    }.map { ($0.mentor, $0.mentee, $0.subject) }
  }

  @Test(arguments: 0..<4) func districtsAreCounted(block: UInt64) throws {
    var kinds: Set<String> = []
    for seed in block * 30..<block * 30 + 30 {
      let network = Self.network(seed: seed)
      let caption = Self.plain(try DistrictMap(network.asOf(Self.day), edition: .working).map.caption)
      Self.checkShape(caption, seed)
      let rows = Self.rows(network)
      guard !rows.isEmpty else {
        #expect(caption == [])
        continue
      }
      var district: [SchoolID: DistrictID] = [:]
      for school in network.schools { district[school.id] = school.district }
      // Schools of no district are together in one disc.
      let inside = rows.filter { district[$0.mentor] == district[$0.mentee] }.count
      let across = rows.count - inside
      let share = Self.numbers(caption[0])
      if inside > 0, across > 0 {
        #expect(share.prefix(2) == [inside, rows.count] && share.contains(across), "seed \(seed): \(caption[0])")
      } else {
        #expect(share.first == rows.count, "seed \(seed): \(caption[0])")
      }
      var given: [DistrictID: Int] = [:]
      var got: [DistrictID: Int] = [:]
      for row in rows where district[row.mentor] != district[row.mentee] {
        if let helper = district[row.mentor] { given[helper, default: 0] += 1 }
        if let helped = district[row.mentee] { got[helped, default: 0] += 1 }
      }
      for (counts, word) in [(given, "оказыва"), (got, "получа")] {
        let first = network.districts.filter { counts[$0.id] == counts.values.max() && counts[$0.id] != nil }
        if let sentence = caption.first(where: { $0.contains(word) }) {
          #expect(Self.numbers(sentence).last == counts.values.max(), "seed \(seed): \(sentence)")
          for part in first.count <= 4 ? first : [] {
            #expect(sentence.contains(part.name), "seed \(seed): \(sentence)")
          }
          for part in network.districts where !first.contains(where: { $0.id == part.id }) {
            #expect(!sentence.contains(part.name), "seed \(seed): \(sentence)")
          }
          kinds.insert(word)
        } else {
          #expect(first.isEmpty || first.count == network.districts.count, "seed \(seed)")
        }
      }
      let reached = Set(given.keys).union(got.keys)
      let within = Set(
        rows.filter { district[$0.mentor] == district[$0.mentee] }.compactMap { district[$0.mentor] })
      let apart = network.districts.filter { !reached.contains($0.id) }
      if across > 0, let last = caption.last, !apart.isEmpty {
        let own = apart.filter { within.contains($0.id) }.count
        let expected = [own, apart.count - own].filter { $0 > 1 }
        #expect(Self.numbers(last).filter { expected.contains($0) } == expected, "seed \(seed): \(last)")
        #expect(last.lowercased().contains("только внутри себя") == (own > 0), "seed \(seed): \(last)")
        #expect(last.lowercased().contains("без единой связи") == (apart.count > own), "seed \(seed): \(last)")
        for part in apart.count <= 3 ? apart : [] { #expect(last.contains(part.name), "seed \(seed): \(last)") }
        kinds.insert("apart")
      }
    }
    #expect(kinds == ["оказыва", "получа", "apart"])
  }

  @Test(arguments: 0..<4) func changesAreCounted(block: UInt64) throws {
    var kinds: Set<String> = []
    for seed in block * 12..<block * 12 + 12 {
      let network = ChangeMapTests.city(seed: seed, schools: 4 + Int(seed % 7), ties: 6 + Int(seed % 17))
      let (from, to): (Day, Day) = ("2020-10-10", "2020-12-20")
      let map = ChangeMap(network, from: from, to: to, edition: .working).map
      let caption = Self.plain(map.caption)
      Self.checkShape(caption, seed)
      func count(_ change: NetworkMap.Change) -> Int { map.edges.filter { $0.change == change }.count }
      let (before, after) = (count(.kept) + count(.ended), count(.kept) + count(.began))
      let first = Self.numbers(caption[0])
      #expect(first.contains(after), "seed \(seed): \(caption[0])")
      if before > 0, after > 0, before != after {
        #expect(first.prefix(2) == [after, before] && first.last == count(.kept), "seed \(seed): \(caption[0])")
        if count(.began) > 0 { #expect(caption[0].contains("появилось \(count(.began))")) }
        if count(.ended) > 0 { #expect(caption[0].contains("завершилось \(count(.ended))")) }
        kinds.insert("ties")
      }
      // What the boxes say is what the sentences say.
      for (news, start) in [("нашла наставника", "наставника"), ("наставник ушёл", "Наставник ушёл")] {
        let boxes = map.nodes.filter { $0.detail?.contains(news) ?? false }
        let sentence = caption.first {
          news.hasPrefix("нашла")
            ? $0.hasPrefix("Нашли \(start)") || $0.hasPrefix("Нашла \(start)") : $0.hasPrefix(start)
        }
        #expect(sentence.map(Self.numbers)?.first ?? 0 == boxes.count, "seed \(seed): \(sentence ?? news)")
        for box in boxes.count <= 4 ? boxes : [] {
          #expect(sentence?.contains(box.label) == true, "seed \(seed): \(sentence ?? news)")
        }
        if sentence != nil { kinds.insert(news) }
      }
      for (news, word) in [("вошла в список", "вош"), ("вышла из списка", "выш")] {
        let boxes = map.nodes.filter { $0.detail?.contains(news) ?? false }
        #expect(caption.contains { $0.contains(word) } == !boxes.isEmpty, "seed \(seed): \(caption)")
        for box in boxes.count <= 4 ? boxes : [] {
          #expect(caption.contains { $0.contains(word) && $0.contains(box.label) }, "seed \(seed): \(caption)")
        }
      }
      let alone = map.nodes.filter { $0.style == .lowResultAlone && $0.change != .ended }.count
      if let sentence = caption.first(where: { $0.hasPrefix("Без наставника оста") }) {
        #expect(Self.numbers(sentence).first == alone, "seed \(seed): \(sentence)")
        kinds.insert("alone")
      } else {
        #expect(alone == 0, "seed \(seed)")
      }
    }
    #expect(kinds.isSuperset(of: ["ties", "нашла наставника", "наставник ушёл", "alone"]))
  }

  /// Sines and cosines instead of the haversine.
  private static func km(_ first: Coordinates, _ second: Coordinates) -> Double {
    func radians(_ degrees: Double) -> Double { degrees * .pi / 180 }
    let (a, b) = (radians(first.latitude), radians(second.latitude))
    let cosine = sin(a) * sin(b) + cos(a) * cos(b) * cos(radians(first.longitude - second.longitude))
    return 6371.0088 * acos(min(1, cosine))
  }

  @Test(arguments: 0..<4) func distancesAreMeasured(block: UInt64) throws {
    var sawDistances = 0
    for seed in block * 25..<block * 25 + 25 {
      let network = Self.network(seed: seed)
      let map = GeographyMap(network.asOf(Self.day), edition: .working).map
      let caption = Self.plain(map.caption)
      Self.checkShape(caption, seed)
      let rows = Self.rows(network)
      var pairs: [Set<SchoolID>] = []
      for row in rows where !pairs.contains([row.mentor, row.mentee]) { pairs.append([row.mentor, row.mentee]) }
      let schools = Dictionary(uniqueKeysWithValues: network.schools.map { ($0.id, $0) })
      if !rows.isEmpty {
        #expect(Self.numbers(caption[0]).prefix(2) == [rows.count, pairs.count], "seed \(seed): \(caption[0])")
      }
      let all = pairs.compactMap { pair -> (km: Double, pair: Set<SchoolID>)? in
        let places = pair.compactMap { schools[$0]?.location }
        return places.count == 2 ? (Self.km(places[0], places[1]), pair) : nil
      }.sorted { $0.km < $1.km }
      if let sentence = caption.first(where: { $0.hasPrefix("По прямой") }), all.count > 1 {
        let found = sentence.matches(of: /(\d+),(\d) км/).compactMap { Double("\($0.output.1).\($0.output.2)") }
        let median = all[(all.count + 1) / 2 - 1].km
        let longest = try #require(all.last)
        #expect(found.count == 2, "seed \(seed): \(sentence)")
        for (value, expected) in zip(found, [median, longest.km]) {
          #expect(abs(value - expected) < 0.051, "seed \(seed): \(sentence)")
        }
        if all.count > 1, longest.km - all[all.count - 2].km > 0.01 {
          for end in longest.pair {
            #expect(sentence.contains(schools[end]?.label ?? "?"), "seed \(seed): \(sentence)")
          }
        }
        sawDistances += 1
      } else {
        #expect(all.count < 2, "seed \(seed)")
      }
      let presumed = map.nodes.filter { $0.place?.isPresumed == true }.count
      let lost = map.nodes.filter { $0.place == nil }.count
      let last = try #require(caption.last)
      if lost > 0 { #expect(last.contains("\(lost) из \(map.nodes.count) школ"), "seed \(seed): \(last)") }
      if presumed > 0, presumed < map.nodes.count {
        #expect(last.contains("\(presumed) из \(map.nodes.count)"), "seed \(seed): \(last)")
      }
      if presumed + lost == 0 { #expect(last == "Места всех школ известны.") }
      let alone = network.statuses.filter { row in !rows.contains { $0.mentee == row.school } }.count
      if alone > 0 {
        let sentence = try #require(caption.first { $0.hasPrefix("Пока без наставника") })
        #expect(Self.numbers(sentence).first == alone, "seed \(seed): \(sentence)")
      } else {
        #expect(!caption.contains { $0.contains("без наставника") }, "seed \(seed)")
      }
    }
    #expect(sawDistances > 5)
  }

  @Test(arguments: 0..<4) func theCityIsCounted(block: UInt64) throws {
    for seed in block * 25..<block * 25 + 25 {
      let network = Self.network(seed: seed)
      let caption = Self.plain(OverviewMap(network.asOf(Self.day), edition: .working).map.caption)
      Self.checkShape(caption, seed)
      let low = network.statuses.map(\.school)
      let rows = Self.rows(network)
      let alone = low.filter { id in !rows.contains { $0.mentee == id } }
      let helped = try #require(caption.first { $0.contains("с низкими результатами") && $0.contains("аставник") })
      let figures = Self.numbers(helped)
      if alone.isEmpty || alone.count == low.count {
        #expect(figures == [low.count], "seed \(seed): \(helped)")
      } else {
        #expect(figures.prefix(3) == [low.count - alone.count, low.count, alone.count], "seed \(seed): \(helped)")
      }
      func most(_ part: [SchoolID]) -> Int {
        network.districts.map { district in
          network.schools.filter { $0.district == district.id && part.contains($0.id) }.count
        }.max() ?? 0
      }
      for (start, part) in [("Больше всего школ с низкими", low), ("Больше всего школ без наставника", alone)] {
        if let sentence = caption.first(where: { $0.hasPrefix(start) }) {
          #expect(Self.numbers(sentence).last == most(part), "seed \(seed): \(sentence)")
        }
      }
      if let size = caption.first(where: { $0.hasPrefix("Сам") }) {
        #expect(Self.numbers(size).suffix(2) == [most(network.schools.map(\.id)), network.schools.count], "\(size)")
      }
      let last = try #require(caption.last)
      if network.associations.isEmpty {
        #expect(last == "Действующих ММО нет.")
      } else {
        let members = Set(network.memberships.map(\.school) + network.associations.map(\.base))
        let outside = low.filter { !members.contains($0) }.count
        let expected = [network.associations.count, members.count, network.schools.count]
        #expect(Self.numbers(last).prefix(3) == expected[...], "seed \(seed): \(last)")
        if outside > 0 { #expect(Self.numbers(last).suffix(2) == [outside, low.count], "seed \(seed): \(last)") }
      }
    }
  }

  /// Whoever is low-result and whoever helps whom, the public sentences are the same, and name neither.
  @Test func publicSentencesTellNothing() throws {
    for seed: UInt64 in 0..<40 {
      let network = Self.network(seed: seed)
      var other = network
      other.statuses = []
      other.partnerships = other.partnerships.map { row in
        var row = row
        swap(&row.mentor, &row.mentee)
        return row
      }
      func captions(_ network: Network) throws -> [[String]] {
        let snapshot = network.asOf(Self.day)
        return [
          try DistrictMap(snapshot, edition: .public).map.caption,
          ChangeMap(network, from: "2020-09-20", to: Self.day, edition: .public).map.caption,
          GeographyMap(snapshot, edition: .public).map.caption, OverviewMap(snapshot, edition: .public).map.caption,
        ]
      }
      let shown = try captions(network)
      #expect(try captions(other) == shown, "seed \(seed)")
      let text = shown.joined().joined(separator: " ").lowercased()
      for word in ["наставник", "подопечн", "низки", "нор ", "результат", "помощ", "→", "списк"] {
        #expect(!text.contains(word), "seed \(seed): \(word)")
      }
      for caption in shown { Self.checkShape(caption, seed) }
    }
  }
}

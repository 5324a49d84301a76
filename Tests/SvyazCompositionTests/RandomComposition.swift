import SvyazComposition
import SvyazGraph
import SvyazMatching
import SvyazTestSupport

/// A small network and wishes for its ММО, awkward ones among them: schools without a place or a district, statuses that
/// are not in force, groups that cannot be, wishes that clash.
struct RandomComposition {
  let network: Network
  let subject: SubjectID = "maths"
  private(set) var options = CompositionOptions()

  /// - Parameter isPlain: only what the contract asks for: sizes, a number of groups, bases, pins and bans.
  init(seed: UInt64, members: ClosedRange<Int> = 2...11, isPlain: Bool = false) {
    var maker = Maker(seed: seed)
    network = maker.makeNetwork(members: maker.random.int(members))
    options = maker.makeOptions(isPlain: isPlain)
  }

  func problem() throws -> CompositionProblem {
    try CompositionProblem(network: network, day: network.asOf, subject: subject, options: options)
  }
}

private struct Maker {
  var random: SeededGenerator
  private var network = Network(
    id: "random", name: "Случайная", asOf: "2021-04-30", subjects: [Subject(id: "maths", name: "математика")])
  private var low: [SchoolID] = []
  private var mentors: [SchoolID] = []
  private var members: [SchoolID] = []

  init(seed: UInt64) { random = SeededGenerator(seed: seed &* 6_364_136_223_846_793_005 &+ 11) }

  mutating func makeNetwork(members count: Int) -> Network {
    let districts: [DistrictID] = ["d1", "d2", "d3", "d4"]
    network.districts = districts.prefix(random.int(1...4)).map { District(id: $0, name: $0.rawValue) }
    for first in network.districts.indices {
      for second in network.districts.indices where first < second && random.chance(40) {
        network.districts[first].neighbours.append(network.districts[second].id)
        network.districts[second].neighbours.append(network.districts[first].id)
      }
    }
    // Where nothing tells schools apart, all groups cost the same.
    let isFlat = random.chance(10)
    let lowShare = random.pick([15, 35, 35, 50, 60])
    for number in 0..<count + random.int(0...2) {
      // Lexicographic order of ids differs from the order of numbers.
      guard let id = SchoolID("school-\(number * 7 % 23 + 1)") else { preconditionFailure("not a slug") }
      addSchool(id, isFlat: isFlat)
      if number < count { addMember(id, lowShare: lowShare) }
      if random.chance(30) { addStatus(id, .highResult, isInForce: random.chance(80)) }
      if random.chance(70) { addTeachers(id) }
    }
    addAssociations()
    return network
  }

  private mutating func addSchool(_ id: SchoolID, isFlat: Bool) {
    var school = School(id: id, name: id.rawValue)
    if !isFlat {
      school.district = random.chance(85) ? random.pick(network.districts.map(\.id)) : nil
      school.location =
        random.chance(80)
        ? Coordinates(
          latitude: 53.1 + Double(random.int(0...200)) / 1000, longitude: 50 + Double(random.int(0...300)) / 1000)
        : nil
    }
    network.schools.append(school)
  }

  private mutating func addMember(_ id: SchoolID, lowShare: Int) {
    members.append(id)
    if random.chance(lowShare) {
      low.append(id)
      addStatus(id, .lowResult, isInForce: true)
      if random.chance(20) { addStatus(id, .projectSite, isInForce: true) }
      if random.chance(20) {
        network.mentorCapacities.append(MentorCapacity(school: id, subject: "maths", capacity: 2))
      }
      return
    }
    if random.chance(15) { addStatus(id, .lowResult, isInForce: false) }
    let kind = random.pick(["mentor", "mentor", "site", "both"])
    if kind != "site" {
      mentors.append(id)
      network.mentorCapacities.append(MentorCapacity(school: id, subject: "maths", capacity: random.int(1...3)))
    }
    if kind != "mentor" { addStatus(id, .projectSite, isInForce: true) }
  }

  private mutating func addStatus(_ id: SchoolID, _ status: Status, isInForce: Bool) {
    let day = network.asOf
    let interval =
      isInForce
      ? random.pick([DayInterval(from: day), DayInterval(from: day.adding(days: -9), to: day.adding(days: 1))])
      : random.pick([DayInterval(from: day.adding(days: -9), to: day), DayInterval(from: day.adding(days: 1))])
    network.statuses.append(SchoolStatus(school: id, status: status, interval: interval))
  }

  private mutating func addTeachers(_ id: SchoolID) {
    for year in [2019, 2020, 2022] where random.chance(60) {
      network.staff.append(
        StaffFigures(
          school: id, year: year, group: .teacher, total: random.int(0...9), trainedMethodService: 0,
          trainedEffectiveMode: 0, trainedQuality: 0))
    }
  }

  /// ММО in force, some of whose bases mentor no longer.
  private mutating func addAssociations() {
    guard random.chance(50), let first = members.first else { return }
    let interval = DayInterval(from: network.asOf.adding(days: -100))
    let ids: [AssociationID] = ["mmo-1", "mmo-2"]
    for id in ids {
      let base = mentors.isEmpty || random.chance(15) ? first : random.pick(mentors)
      network.associations.append(
        Association(id: id, name: id.rawValue, subject: "maths", base: base, interval: interval))
    }
    for member in members where random.chance(60) {
      network.memberships.append(
        Membership(association: random.pick(ids), school: member, role: .member, interval: interval))
    }
  }

  // MARK: Wishes, each of which makes sense for itself

  mutating func makeOptions(isPlain: Bool) -> CompositionOptions {
    var options = CompositionOptions()
    options.smallest = random.pick([1, 2, 2, 2, 3, 3, 4])
    options.largest = options.smallest + random.pick([0, 1, 2, 2, 3, 4])
    // No groups: what wishes then mean the contract does not say.
    guard !low.isEmpty else { return options }
    options.leftPrice = random.pick([20_000, 20_000, 20_000, 0, 1_000, 100_000])
    if random.chance(35) {
      options.groups = max(1, 2 * members.count / (options.smallest + options.largest) + random.int(-1...1))
    }
    if random.chance(50) { addHand(to: &options) }
    if !isPlain, random.chance(60) { addMore(to: &options) }
    return options
  }

  private mutating func addHand(to options: inout CompositionOptions) {
    if !mentors.isEmpty {
      if random.chance(40) { options.bases = (0..<random.int(1...2)).map { _ in random.pick(mentors) } }
      if random.chance(40) { options.pins.append(.init(school: random.pick(members), base: random.pick(mentors))) }
      for _ in 0..<random.pick([0, 1, 1, 3]) {
        options.bans.append(.init(school: random.pick(members), base: random.pick(mentors)))
      }
    }
    if random.chance(40) { options.pins.append(.init(school: random.pick(members))) }
    let others = members.filter { !low.contains($0) }
    if !others.isEmpty, random.chance(40) { options.bans.append(.init(school: random.pick(others))) }
  }

  /// What goes beyond the contract.
  private mutating func addMore(to options: inout CompositionOptions) {
    if members.count > 1 {
      for _ in 0..<random.pick([0, 1, 2]) {
        let pair = members.shuffled(using: &random).prefix(2)
        options.together.append(.init(pair[pair.startIndex], pair[pair.startIndex + 1]))
      }
      for _ in 0..<random.pick([0, 1, 2]) {
        let pair = members.shuffled(using: &random).prefix(2)
        options.apart.append(.init(pair[pair.startIndex], pair[pair.startIndex + 1]))
      }
    }
    if random.chance(25) { options.minTeachers = random.int(0...15) }
    if random.chance(40) { options.keep = random.pick([.most, .price(5_000), .price(60_000)]) }
    if random.chance(25) { options.districtPolicy = random.pick([.adjacent, .same]) }
    if random.chance(25) { options.maxKm = Double(random.int(2...15)) }
  }
}

public import SvyazComposition
internal import SvyazContract
public import SvyazGraph
internal import SvyazMatching

extension Composition {
  static let keys = [
    "version", "network", "status", "subject", "asOf", "options", "objective", "lowerBound", "groups", "left",
  ]

  /// Reads what ``json`` wrote. Groups, members and lists of schools may come in any order; other keys are passed over.
  ///
  /// - Parameter file: the name to show in errors.
  /// - Throws: ``CompositionFileError``, with every wrong value at once; ``CompositionFileError/notSingle(file:subjects:)``
  ///   for a file of several compositions.
  public init(json bytes: [UInt8], file: String) throws(CompositionFileError) {
    let compositions = try Self.list(json: bytes, file: file)
    guard compositions.count == 1, let composition = compositions.first else {
      throw .notSingle(file: file, subjects: compositions.map(\.subject))
    }
    self = composition
  }

  /// Reads one composition, or the list of several that `svyaz compose` without `--subject` prints: of one network and
  /// day, one for each subject.
  public static func list(json bytes: [UInt8], file: String) throws(CompositionFileError) -> [Composition] {
    guard let root = JSONValue(bytes: bytes) else { throw .notJSON(file: file) }
    let walk = JSONWalk(root)
    if case .array(let values) = root["compositions"] {
      for (number, value) in values.enumerated() {
        let missing = keys.filter { value[$0] == nil }
        guard missing.isEmpty else {
          throw .notComposition(file: file, missing: missing.map { "compositions[\(number)].\($0)" })
        }
      }
      let version = walk.top["version"]
      if version.int() != 1 { version.fault("1") }
      var first: Composition?
      var subjects: Set<SubjectID> = []
      let list = walk.top["compositions"].list { node -> Composition? in
        guard let composition = CompositionReader(top: node).composition() else { return nil }
        if !subjects.insert(composition.subject).inserted { node["subject"].fault("каждый предмет один раз") }
        guard let other = first else {
          first = composition
          return composition
        }
        if composition.network != other.network { node["network"].fault("та же сеть, что у первого: \(other.network)") }
        if composition.day != other.day { node["asOf"].fault("та же дата, что у первого: \(other.day)") }
        return composition
      }
      guard walk.faults.isEmpty, list.count == values.count else { throw .damaged(file: file, values: walk.faults) }
      return list
    }
    let missing = keys.filter { root[$0] == nil }
    guard missing.isEmpty else { throw .notComposition(file: file, missing: missing) }
    let composition = CompositionReader(top: walk.top).composition()
    guard let composition, walk.faults.isEmpty else { throw .damaged(file: file, values: walk.faults) }
    return [composition]
  }

  /// Whether the composition has groups, and speaks of this network's schools and subject. (Whether its rules still hold
  /// is another question: yesterday's composition may be shown after the results have changed.)
  public func requireGroups(of network: Network) throws(CompositionFileError) {
    let known = Set(network.schools.map(\.id))
    let schools = Set(groups.flatMap { $0.members.map(\.school) } + left)
    var unknown = schools.subtracting(known).map(\.rawValue).sorted()
    if !network.subjects.contains(where: { $0.id == subject }) { unknown.append(subject.rawValue) }
    guard self.network == network.id, unknown.isEmpty else {
      throw .foreign(composition: self.network, network: network.id, unknown: unknown)
    }
    guard status != .infeasible else { throw .noGroups(subject: subject) }
  }
}

/// Reads one composition out of a walk over JSON, which takes note of what is wrong.
private struct CompositionReader {
  typealias Node = JSONWalk.Node

  let top: Node

  /// Whole numbers up to here are the same in every JSON reader, and sums of a thousand of them fit.
  static let mostPoints = 1 << 53
  /// 30 · 1000 of road and 30 · 1000 of districts.
  static let dearest = 60_000

  func composition() -> Composition? {
    if top["version"].int() != 1 { top["version"].fault("1") }
    guard let network: NetworkID = top["network"].identifier(), let subject: SubjectID = top["subject"].identifier(),
      let day = top["asOf"].day(), let status = status(top["status"])
    else { return nil }
    let isInfeasible = status == .infeasible
    let objective = points(top["objective"], isInfeasible: isInfeasible)
    let lowerBound = points(top["lowerBound"], isInfeasible: isInfeasible)
    if lowerBound > objective { top["lowerBound"].fault("не больше objective (\(objective))") }
    if status == .optimal, lowerBound != objective {
      top["lowerBound"].fault("столько же, сколько objective (\(objective)): статус optimal")
    }
    let groups = top["groups"].list { group($0) }.sorted { $0.base < $1.base }
    if isInfeasible, !groups.isEmpty { top["groups"].fault("пустой список: статус infeasible") }
    let left: [SchoolID] = top["left"].list { $0.identifier() }
    requireOnce(groups, left)
    let reason = top.optional("reason")
    if isInfeasible, reason == nil { top["reason"].fault("объект или null: статус infeasible") }
    if !isInfeasible, reason?.isNull == false { top["reason"].fault("только вместе со статусом infeasible") }
    let clash = reason.flatMap { $0.isNull ? nil : readClash($0) }
    return Composition(
      network: network, subject: subject, day: day, options: options(top["options"]), status: status,
      objective: objective, lowerBound: lowerBound, groups: groups, left: left.sorted(),
      moved: top.optional("moved")?.list { $0.identifier() }.sorted() ?? [], clash: clash)
  }

  private func status(_ node: Node) -> Composition.Status? {
    guard let text = node.text() else { return nil }
    if let status = Composition.Status(rawValue: text) { return status }
    node.fault("одно из: optimal, feasible, infeasible")
    return nil
  }

  private func points(_ node: Node, isInfeasible: Bool) -> Int {
    if isInfeasible, node.isNull { return 0 }
    return node.int(in: 0...(isInfeasible ? 0 : Self.mostPoints))
  }

  // MARK: Groups

  private func group(_ node: Node) -> Composition.Group? {
    guard let base: SchoolID = node["base"].identifier() else { return nil }
    let members = node["members"].list { member($0, base: base) }.sorted { $0.school < $1.school }
    if !members.contains(where: { $0.school == base }) { node["base"].fault("одна из школ группы") }
    return Composition.Group(base: base, members: members)
  }

  private func member(_ node: Node, base: SchoolID) -> Composition.Member? {
    guard let school: SchoolID = node["school"].identifier(), let role: Membership.Role = node["role"].contractWord()
    else { return nil }
    let cost = node["cost"].int(in: 0...Self.dearest)
    if (school == base) != (role == .leader) { node["role"].fault("leader у базы, и только у неё") }
    if school == base, cost != 0 { node["cost"].fault("0 у базы") }
    return Composition.Member(school: school, role: role, cost: cost)
  }

  private func requireOnce(_ groups: [Composition.Group], _ left: [SchoolID]) {
    var seen: Set<SchoolID> = []
    for group in groups {
      for member in group.members where !seen.insert(member.school).inserted {
        top["groups"].fault("каждая школа один раз, а «\(member.school)» — дважды")
      }
    }
    for school in left where !seen.insert(school).inserted {
      top["left"].fault("каждая школа один раз, а «\(school)» — дважды")
    }
  }

  private func readClash(_ node: Node) -> Composition.Clash {
    Composition.Clash(
      rules: node["rules"].list { rule in
        guard let code = rule["rule"].text(), let text = rule["text"].text() else { return nil }
        return .init(code: code, text: text, schools: rule["schools"].list { $0.identifier() })
      }, isSmallest: node["smallest"].bool(), isProved: node["proved"].bool())
  }

  // MARK: Options

  private func options(_ node: Node) -> CompositionOptions {
    var options = CompositionOptions(
      smallest: node["min"].int(in: CompositionOptions.sizeRange),
      largest: node["max"].int(in: CompositionOptions.sizeRange),
      groups: optional(node["groups"], CompositionOptions.groupRange),
      leftPrice: node["leftPrice"].int(in: CompositionOptions.priceRange))
    if options.smallest > options.largest { node["max"].fault("не меньше min (\(options.smallest))") }
    options.bases = node["bases"].list { $0.identifier() }
    options.pins = node["pins"].list { pin($0) }
    options.bans = node["bans"].list { pin($0) }
    options.together = node["together"].list { pair($0) }
    options.apart = node["apart"].list { pair($0) }
    options.keep = keep(node)
    options.minTeachers = optional(node["minTeachers"], CompositionOptions.teacherRange)
    options.districtPolicy = node["district"].word(DistrictPolicy.self) ?? .any
    options.maxKm = node["maxKm"].optionalDouble()
    if let km = options.maxKm, !(0...50_000).contains(km) { node["maxKm"].fault("число 0…50000 или null") }
    options.seed = node["seed"].int()
    options.steps = optional(node["steps"], CompositionOptions.stepRange)
    return options
  }

  private func optional(_ node: Node, _ range: ClosedRange<Int>) -> Int? { node.isNull ? nil : node.int(in: range) }

  private func keep(_ node: Node) -> KeepMemberships {
    let price = node["movedPrice"]
    guard let word = node["keep"].text() else { return .free }
    if word != "price", !price.isNull { price.fault("null: keep не price") }
    switch word {
    case "free": return .free
    case "most": return .most
    case "price": return .price(price.int(in: CompositionOptions.priceRange))
    default:
      node["keep"].fault("одно из: free, most, price")
      return .free
    }
  }

  private func pin(_ node: Node) -> CompositionOptions.Pin? {
    guard let school: SchoolID = node["school"].identifier() else { return nil }
    return CompositionOptions.Pin(school: school, base: node["base"].isNull ? nil : node["base"].identifier())
  }

  private func pair(_ node: Node) -> CompositionOptions.Pair? {
    let schools: [SchoolID] = node.list { $0.identifier() }
    guard schools.count == 2 else {
      node.fault("список из двух школ")
      return nil
    }
    return CompositionOptions.Pair(schools[0], schools[1])
  }
}

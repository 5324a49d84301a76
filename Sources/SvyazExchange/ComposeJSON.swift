public import SvyazComposition
internal import SvyazContract
internal import SvyazGraph
internal import SvyazMatching

extension Composition {
  /// The composition as `svyaz compose --json` prints it (design.md §5; Documentation/json.md).
  public var json: JSONValue { .object(jsonMembers) }

  /// The members of ``json``, to which a report may add further ones.
  public var jsonMembers: [JSONValue.Member] {
    let isInfeasible = status == .infeasible
    var members: [JSONValue.Member] = [
      .init(key: "version", value: 1), .init(key: "network", value: .string(network.rawValue)),
      .init(key: "status", value: .string(status.rawValue)), .init(key: "subject", value: .string(subject.rawValue)),
      .init(key: "asOf", value: .string(day.description)), .init(key: "options", value: options.json),
      .init(key: "objective", value: isInfeasible ? .null : .int(objective)),
      .init(key: "lowerBound", value: isInfeasible ? .null : .int(lowerBound)),
      .init(key: "gapPerMille", value: isInfeasible ? .null : .int(gapPerMille)),
      .init(key: "groups", value: .array(groups.map(\.json))), .init(key: "left", value: .strings(left)),
      .init(key: "moved", value: .strings(moved)),
    ]
    if isInfeasible { members.append(.init(key: "reason", value: clash?.json ?? .null)) }
    return members
  }

  /// Several compositions in one answer.
  public static func json(_ compositions: [JSONValue]) -> JSONValue {
    .members(["version": 1, "compositions": .array(compositions)])
  }
}

extension Composition.Group {
  var json: JSONValue {
    .members([
      "base": .string(base.rawValue),
      "members": .array(
        members.map { member in
          .members([
            "school": .string(member.school.rawValue), "role": .string(member.role.contractWord),
            "cost": .int(member.cost),
          ])
        }),
    ])
  }
}

extension Composition.Clash {
  var json: JSONValue {
    .members([
      "proved": .bool(isProved), "smallest": .bool(isSmallest),
      "rules": .array(
        rules.map {
          .members(["rule": .string($0.code), "text": .string($0.text), "schools": .strings($0.schools)])
        }),
    ])
  }
}

extension CompositionOptions {
  /// Every option, those not set as `null` or an empty list.
  public var json: JSONValue {
    func pins(_ pins: [Pin]) -> JSONValue { .array(pins.map(\.json)) }
    func pairs(_ pairs: [Pair]) -> JSONValue { .array(pairs.map { .strings([$0.first, $0.second]) }) }
    return .members([
      "min": .int(smallest), "max": .int(largest), "groups": .optional(groups), "leftPrice": .int(leftPrice),
      "bases": .strings(bases), "pins": pins(self.pins), "bans": pins(bans), "together": pairs(together),
      "apart": pairs(apart), "keep": .string(keep.word), "movedPrice": .optional(keep.price),
      "minTeachers": .optional(minTeachers), "district": .string(districtPolicy.rawValue),
      "maxKm": maxKm.map(JSONValue.double) ?? .null, "seed": .int(seed), "steps": .optional(steps),
    ])
  }
}

extension CompositionOptions.Pin {
  var json: JSONValue {
    .members(["school": .string(school.rawValue), "base": base.map { .string($0.rawValue) } ?? .null])
  }
}

extension KeepMemberships {
  var word: String {
    switch self {
    case .free: "free"
    case .price: "price"
    case .most: "most"
    }
  }

  var price: Int? { if case .price(let price) = self { price } else { nil } }
}

extension Wish {
  /// What kind of wish it is, and what it names.
  var jsonMembers: [JSONValue.Member] {
    func members(_ kind: String, _ rest: KeyValuePairs<String, JSONValue>) -> [JSONValue.Member] {
      [.init(key: "wish", value: .string(kind))] + rest.map { .init(key: $0.key, value: $0.value) }
    }
    func pin(_ kind: String, _ pin: CompositionOptions.Pin) -> [JSONValue.Member] {
      members(
        kind, ["school": .string(pin.school.rawValue), "base": pin.base.map { .string($0.rawValue) } ?? .null])
    }
    return switch self {
    case .base(let school): members("base", ["school": .string(school.rawValue)])
    case .pin(let wish): pin("pin", wish)
    case .ban(let wish): pin("ban", wish)
    case .together(let pair): members("together", ["schools": .strings([pair.first, pair.second])])
    case .apart(let pair): members("apart", ["schools": .strings([pair.first, pair.second])])
    case .minTeachers(let count): members("minTeachers", ["value": .int(count)])
    case .district(let policy): members("district", ["value": .string(policy)])
    case .maxKm(let km): members("maxKm", ["value": .double(km)])
    }
  }
}

extension WishPrice {
  /// With what the wish costs at least and at most; equal where both compositions are proved.
  public func json(of composition: Composition) -> JSONValue {
    let price = range(of: composition)
    return .object(
      wish.jsonMembers + [
        .init(key: "objectiveWithout", value: .int(objectiveWithout)),
        .init(key: "lowerBoundWithout", value: .int(lowerBoundWithout)),
        .init(key: "atLeast", value: .int(price.lowerBound)), .init(key: "atMost", value: .int(price.upperBound)),
      ])
  }
}

extension KeepPoint {
  public var json: JSONValue {
    .members([
      "moved": .int(moved), "objective": .int(objective), "lowerBound": .int(lowerBound),
      "groups": .array(composition.groups.map(\.json)), "left": .strings(composition.left),
    ])
  }
}

extension CompositionComparison {
  /// The member `present` of a composition's JSON.
  public var json: JSONValue {
    func id(_ school: SchoolID?) -> JSONValue { school.map { .string($0.rawValue) } ?? .null }
    func id(_ association: AssociationID?) -> JSONValue { association.map { .string($0.rawValue) } ?? .null }
    return .members([
      "associations": .strings(associations), "objective": .int(objective),
      "broken": .array(
        broken.map { rule in
          .members([
            "rule": .string(rule.rule.rawValue), "association": id(rule.association), "found": .optional(rule.found),
            "schools": .strings(rule.schools),
          ])
        }),
      "groups": .array(
        groups.map { group in
          .members([
            "association": id(group.association), "presentBase": id(group.presentBase), "base": id(group.base),
            "stay": .strings(group.stay), "come": .strings(group.come), "go": .strings(group.go),
          ])
        }),
      "joined": .strings(joined), "dropped": .strings(dropped), "outsiders": .strings(outsiders),
    ])
  }
}

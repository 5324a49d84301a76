internal import SvyazContract
public import SvyazGraph
public import SvyazIndicators

extension MeasurePlan {
  /// Members of `svyaz measures --json` beside the network: `counts`, `measures`, `parties`, `sections`.
  public var jsonMembers: [JSONValue.Member] {
    func groups(_ groups: [MeasureGroup], _ key: String) -> JSONValue {
      .array(
        groups.map { group in
          .members([
            key: .string(group.name), "counts": Self.json(group.counts),
            "measures": .array(group.states.map { .int($0.measure.number) }),
          ])
        })
    }
    return [
      .init(key: "asOf", value: .string(day.description)), .init(key: "counts", value: Self.json(counts)),
      .init(key: "measures", value: .array(states.map(\.json))),
      .init(key: "parties", value: groups(byParty, "party")),
      .init(key: "sections", value: groups(bySection, "section")),
    ]
  }

  private static func json(_ counts: [MeasureCount]) -> JSONValue {
    .object(counts.map { .init(key: $0.status.rawValue, value: .int($0.count)) })
  }
}

extension MeasureState {
  fileprivate var json: JSONValue {
    func day(_ day: Day?) -> JSONValue { day.map { .string($0.description) } ?? .null }
    return .members([
      "number": .int(measure.number), "section": .string(measure.section), "title": .string(measure.title),
      "dueFrom": day(measure.dueFrom), "dueTo": day(measure.dueTo), "responsible": .strings(parties),
      "expected": .string(measure.expected), "doneOn": day(measure.doneOn), "status": .string(status.rawValue),
      "doneDay": day(doneDay), "doneByData": .bool(isDoneByData), "daysLate": .optional(daysLate),
      "shownBy": .array(shownBy.map(\.json)), "lacking": .array(lacking.map(\.json)),
      "contradictions": .array(contradictions.map(\.json)),
    ])
  }
}

extension MeasureEvidence {
  fileprivate var json: JSONValue {
    switch self {
    case .document(let text): .members(["kind": .string("document"), "text": .string(text)])
    case .events(let events): .members(["kind": .string("events"), "events": .strings(events)])
    case .programmes(let kind, let developed, let of):
      .members([
        "kind": .string("programmes"), "programme": .string(kind.contractWord), "count": .int(developed),
        "of": .int(of),
      ])
    case .staff(let group, let course, let count, let of, let schools):
      .members([
        "kind": .string("staff"), "group": .string(group.contractWord), "course": .string(course.contractWord),
        "count": .int(count), "of": .int(of), "schools": .int(schools),
      ])
    case .associations(let subject, let associations):
      .members([
        "kind": .string("associations"), "subject": .string(subject.rawValue), "associations": .strings(associations),
      ])
    }
  }
}

extension MeasureLack {
  fileprivate var json: JSONValue {
    switch self {
    case .document: .members(["kind": .string("document")])
    case .events(let kinds): .members(["kind": .string("events"), "events": .strings(kinds.map(\.contractWord))])
    case .lowResultParticipants: .members(["kind": .string("lowResultParticipants")])
    case .effectiveParticipants: .members(["kind": .string("effectiveParticipants")])
    case .programmes(let kind, let schools):
      .members(["kind": .string("programmes"), "programme": .string(kind.contractWord), "schools": .strings(schools)])
    case .training(let group, let course, let people, let schools):
      .members([
        "kind": .string("training"), "group": .string(group.contractWord), "course": .string(course.contractWord),
        "people": .int(people), "schools": .strings(schools),
      ])
    case .figures(let group, let schools):
      .members(["kind": .string("figures"), "group": .string(group.contractWord), "schools": .strings(schools)])
    case .associations(let subject): .members(["kind": .string("associations"), "subject": .string(subject.rawValue)])
    case .uncovered(let subject, let schools):
      .members(["kind": .string("uncovered"), "subject": .string(subject.rawValue), "schools": .strings(schools)])
    case .leadership(let associations):
      .members(["kind": .string("leadership"), "associations": .strings(associations)])
    case .meetings(let associations): .members(["kind": .string("meetings"), "associations": .strings(associations)])
    case .part(let part, let last, let isOver):
      .members([
        "kind": .string("part"), "title": .string(part.title), "last": .string(last.description), "over": .bool(isOver),
      ])
    }
  }
}

extension MeasureContradiction {
  fileprivate var json: JSONValue {
    switch self {
    case .doneWithoutEvents(let kinds):
      .members(["kind": .string("doneWithoutEvents"), "events": .strings(kinds.map(\.contractWord))])
    case .doneBeforeEvent(let event, let day):
      .members([
        "kind": .string("doneBeforeEvent"), "event": .string(event.rawValue), "date": .string(day.description),
      ])
    case .doneWhileLacking: .members(["kind": .string("doneWhileLacking")])
    case .doneWithoutTraining(let group):
      .members(["kind": .string("doneWithoutTraining"), "group": .string(group.contractWord)])
    case .notMarkedDone(let day): .members(["kind": .string("notMarkedDone"), "date": .string(day.description)])
    }
  }
}

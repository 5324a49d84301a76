internal import SvyazComposition
internal import SvyazGraph

/// Broken rules of groups in words, with what to do about them.
struct AssociationWords {
  let names: DeskNames
  /// «ММО 3» by base.
  let titles: [SchoolID: String]

  private func group(_ base: SchoolID) -> String { titles[base] ?? "ММО базы \(names.school(base))" }

  func sentence(_ broken: HandGrouping.Broken) -> String {
    switch broken {
    case .size(let base, let found, let least, let greatest):
      "\(group(base)): школ \(found), а нужно от \(least) до \(greatest)."
    case .share(let base, let low, let others):
      "\(group(base)): школ адресной поддержки \(low), остальных \(others); поддержки не больше чем вдвое. "
        + "Добавьте сюда наставника или площадку."
    case .balance(let most, let high, let fewest, let low):
      "Школ адресной поддержки в \(group(most)) \(high), в \(group(fewest)) \(low), а разница не больше одной."
    case .noSite(let base):
      "\(group(base)): нет проектной площадки, хотя их хватает на все группы. Перенесите сюда одну."
    case .outside(let school): "\(names.school(school)) не вошла ни в одну группу, а должна. Перенесите её в группу."
    case .banned(let school): "\(names.school(school)) стоит в группе, хотя это запрещено."
    case .notAllowed(let school, let base):
      "\(names.school(school)) не может быть в \(group(base)): мешают закрепления, запреты, район или расстояние."
    case .notBase(let school): "\(names.school(school)) закреплена базой, а группы у неё нет."
    case .baseElsewhere(let base): "\(group(base)): базовая школа не в своей группе."
    case .parted(let one, let other): "\(names.school(one)) и \(names.school(other)) должны быть вместе."
    case .joined(let one, let other): "\(names.school(one)) и \(names.school(other)) не должны быть вместе."
    case .teachers(let base, let found): "\(group(base)): учителей \(found), меньше наименьшего числа."
    }
  }

  /// The bases of the groups that the rule speaks of.
  static func bases(_ broken: HandGrouping.Broken) -> [SchoolID] {
    switch broken {
    case .size(let base, _, _, _), .share(let base, _, _), .noSite(let base), .baseElsewhere(let base),
      .teachers(let base, _), .notAllowed(_, let base):
      [base]
    case .balance(let most, _, let fewest, _): [most, fewest]
    case .outside, .banned, .notBase, .parted, .joined: []
    }
  }

  static func change(_ points: Int) -> String {
    points == 0 ? "цена та же" : "\(DeskFigure.signedCost(points)) к цене"
  }

  /// A school's part in a group, public or not.
  static func role(_ role: Membership.Role) -> String {
    switch role {
    case .leader: "база"
    case .projectSite: "площадка"
    case .highResult: "высокие результаты"
    case .lowResult: "адресная поддержка"
    case .member: "участник"
    }
  }

  static func mark(_ role: Membership.Role) -> String {
    switch role {
    case .lowResult: "mk s"
    case .projectSite: "mk p"
    case .leader, .highResult, .member: "mk"
    }
  }
}

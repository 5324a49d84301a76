public import SvyazGraph

/// Wishes that make no sense whatever the groups are. (Wishes that only clash with one another are no error: the
/// composition is infeasible and names them, see ``Composition/Clash``.)
public enum CompositionError: Error, Hashable, Sendable {
  public enum NoBase: Hashable, Sendable {
    case unknown, lowResult, notMentor
  }

  case optionOutOfRange(option: String, value: String, expected: String)
  case unknownSubject(String, known: [SubjectID])
  /// The school cannot be the base that an option names it as.
  case cannotBeBase(option: String, school: SchoolID, NoBase)
  /// The school that an option names is not in the network.
  case unknownSchool(option: String, school: SchoolID)
  /// The school that an option names is no member in this subject: neither low-result, nor mentor, nor project site.
  case notMember(option: String, school: SchoolID)
  /// A low-result school is always in a group.
  case banOfLowResult(SchoolID)
  /// A school is to be together with, or apart from, itself.
  case pairOfOne(option: String, school: SchoolID)
  /// More pairs of member and base than can be held.
  case tooLarge(members: Int, bases: Int, limit: Int)
}

extension CompositionError: UserFacing {
  public var code: String {
    switch self {
    case .optionOutOfRange: "composition.optionOutOfRange"
    case .unknownSubject: "composition.unknownSubject"
    case .cannotBeBase: "composition.cannotBeBase"
    case .unknownSchool: "composition.unknownSchool"
    case .notMember: "composition.notMember"
    case .banOfLowResult: "composition.banOfLowResult"
    case .pairOfOne: "composition.pairOfOne"
    case .tooLarge: "composition.tooLarge"
    }
  }

  public var message: String {
    switch self {
    case .optionOutOfRange(let option, let value, let expected):
      "--\(option): значение «\(value)» не подходит, ожидается: \(expected)."
    case .unknownSubject(let name, let known):
      "--subject: предмета «\(name)» в сети нет. Есть: \(known.map(\.rawValue).joined(separator: ", "))."
    case .cannotBeBase(let option, let school, let reason):
      switch reason {
      case .unknown: "--\(option): школы «\(school)» в сети нет."
      case .lowResult: "--\(option): «\(school)» — школа с низкими результатами, базовой школой она быть не может."
      case .notMentor: "--\(option): «\(school)» не наставник по этому предмету, базовой школой она быть не может."
      }
    case .unknownSchool(let option, let school): "--\(option): школы «\(school)» в сети нет."
    case .notMember(let option, let school):
      "--\(option): «\(school)» не участвует в ММО по этому предмету: она не школа НОР, не наставник и не площадка."
    case .banOfLowResult(let school):
      "--ban: «\(school)» — школа с низкими результатами, она всегда входит в какое-нибудь ММО."
    case .pairOfOne(let option, let school): "--\(option): школа «\(school)» названа дважды, нужны две разные."
    case .tooLarge(let members, let bases, let limit):
      "Состав слишком велик: школ \(members), возможных баз \(bases); пар не больше \(limit)."
    }
  }

  public var advice: String {
    switch self {
    case .optionOutOfRange: "Исправьте значение и повторите команду."
    case .unknownSubject: "Назовите предмет так, как он назван в network.json."
    case .cannotBeBase: "Базой может быть наставник по предмету: см. svyaz match и mentors.csv."
    case .unknownSchool: "Возьмите идентификатор из schools.csv."
    case .notMember: "Уберите школу из условий или впишите её в mentors.csv или statuses.csv."
    case .banOfLowResult: "Запретите ей отдельную группу: --ban ШКОЛА=БАЗА."
    case .pairOfOne: "Исправьте пару и повторите команду."
    case .tooLarge: "Составляйте ММО по районам или городам отдельно."
    }
  }
}

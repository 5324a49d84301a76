public import SvyazGraph

public enum MatchingError: Error, Hashable {
  case optionOutOfRange(option: String, value: String, expected: String)
  /// Pins that cannot hold, all of them.
  case pins([PinFault])
  /// Weights so large that the exact objective does not fit 64-bit integers.
  case objectiveTooLarge
  /// More memory is needed than the limit allows.
  case tooLarge(size: MatchingSize, bytes: Int)
  /// More schools than `--one-mentor` is made for: its proof needs memory of the square of their number.
  case tooLargeForOneMentor(schools: Int, limit: Int)
}

/// Why one pin cannot hold.
public struct PinFault: Hashable, Sendable {
  public enum Reason: Hashable, Sendable {
    /// The mentee is not a low-result school on the day, or the subject is not of the network.
    case noSuchDemand
    case itself
    case mentorIsLowResult
    case banned
    /// The demand is pinned to another mentor as well.
    case secondPin(other: SchoolID)
    /// Pins give the mentor more mentees than it has places, in this subject or in all.
    case tooFewPlaces(pinned: Int, places: Int)
    /// Another subject of the school is pinned to another mentor, and the options allow one (`--one-mentor`).
    case secondMentor(other: SchoolID)
  }

  public let mentee: SchoolID
  public let mentor: SchoolID
  /// `nil`: every subject.
  public let subject: SubjectID?
  public let reason: Reason
  /// The partnership in force that asks for this pin (`--keep active`); `nil`: a row of `constraints.csv`.
  public internal(set) var partnership: PartnershipID? = nil

  var sentence: String {
    let pin =
      (partnership.map { "партнёрство \($0) " } ?? "") + "«\(mentee) → \(mentor)»"
      + (subject.map { " (\($0))" } ?? "")
    return switch reason {
    case .noSuchDemand: "\(pin): такой потребности нет — подопечная школа не в списке НОР на эту дату"
    case .itself: "\(pin): школа не может быть наставником самой себе"
    case .mentorIsLowResult: "\(pin): наставник сам в списке НОР"
    case .banned: "\(pin): эта же пара запрещена"
    case .secondPin(let other): "\(pin): потребность уже закреплена за «\(other)»"
    case .tooFewPlaces(let pinned, let places): "\(pin): у наставника закреплено школ: \(pinned), мест: \(places)"
    case .secondMentor(let other):
      "\(pin): другой предмет этой школы уже закреплён за «\(other)», а наставник должен быть один (--one-mentor)"
    }
  }
}

extension MatchingError: UserFacing {
  public var code: String {
    switch self {
    case .optionOutOfRange: "matching.optionOutOfRange"
    case .pins: "matching.pins"
    case .objectiveTooLarge: "matching.objectiveTooLarge"
    case .tooLarge: "matching.tooLarge"
    case .tooLargeForOneMentor: "matching.tooLargeForOneMentor"
    }
  }

  public var message: String {
    switch self {
    case .optionOutOfRange(let option, let value, let expected):
      "Параметр --\(option): значение «\(value)», ожидалось \(expected)."
    case .pins(let faults):
      "Закрепления, которые нельзя выполнить (\(Self.sources(of: faults))), — \(faults.count): "
        + faults.map(\.sentence).joined(separator: "; ") + "."
    case .objectiveTooLarge:
      "Веса и штрафы так велики, что точная сумма не помещается в 64-разрядное число."
    case .tooLarge(let size, let bytes):
      "Задача подбора не помещается в память: потребностей \(size.demands), наставников \(size.mentors), "
        + "пар до \(size.pairs); нужно около \(size.megabytes) МБ, есть \(bytes >> 20) МБ."
    case .tooLargeForOneMentor(let schools, let limit):
      "Параметр --one-mentor: школ НОР и наставников вместе \(schools), можно не больше \(limit)."
    }
  }

  public var advice: String {
    switch self {
    case .optionOutOfRange: "Задайте значение из указанного промежутка."
    case .pins(let faults) where faults.contains { $0.partnership != nil }:
      "Завершите партнёрство или добавьте мест наставнику в mentors.csv. Лучший план, в котором остаётся всё, что может "
        + "остаться вместе, — первая точка кривой: svyaz curve."
    case .pins: "Снимите закрепление, снимите запрет или добавьте мест наставнику в mentors.csv."
    case .tooLargeForOneMentor: "Подберите по частям сети (город, район) или без --one-mentor."
    case .objectiveTooLarge: "Уменьшите --weights, --load-penalty или вместимость."
    case .tooLarge: "Ограничьте пары (--district same, --max-km) или возьмите машину с большей памятью."
    }
  }

  private static func sources(of faults: [PinFault]) -> String {
    let kept = faults.count { $0.partnership != nil }
    return kept == 0
      ? "constraints.csv" : kept == faults.count ? "partnerships.csv" : "constraints.csv, partnerships.csv"
  }
}

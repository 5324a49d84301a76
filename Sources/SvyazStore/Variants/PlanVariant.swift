public import SvyazGraph

/// A plan that somebody saved to look at again: a matching or the make-up of associations, with what it was made from.
///
/// Saving changes nothing in the network; accepting does.
public struct PlanVariant: Hashable, Sendable {
  public enum Kind: String, Hashable, Sendable, CaseIterable { case matching, composition }

  /// Given by the store; from 1.
  public let id: Int
  public var kind: Kind
  public var name: String
  /// Who saved the version that stands.
  public var author: String
  /// When that was.
  public var at: Moment
  /// The network's last change when the plan was made.
  public var baseChange: Int
  /// 1 when it is added, one more with each replacement.
  public var version: Int
  /// What makes the plan again, in the form of the program that saved it.
  public var options: String
  /// The change that took the plan into force; `nil`: not accepted.
  public var acceptedChange: Int?
}

/// What is saved of a plan.
public struct PlanVariantContent: Hashable, Sendable {
  public var name: String
  public var baseChange: Int
  public var options: String
  /// The plan itself, as JSON.
  public var body: [UInt8]

  public init(name: String, baseChange: Int, options: String, body: [UInt8]) {
    self.name = name
    self.baseChange = baseChange
    self.options = options
    self.body = body
  }
}

/// What cannot be done to a saved plan.
public enum PlanVariantError: Error, Hashable, UserFacing {
  case unknown(id: Int)
  /// Somebody saved another version since this one was opened.
  case conflict(yours: Int, theirs: PlanVariant)
  /// It was taken into force; what was decided stays as it was.
  case accepted(PlanVariant)
  case noName

  public var code: String {
    switch self {
    case .unknown: "variant.unknown"
    case .conflict: "variant.conflict"
    case .accepted: "variant.accepted"
    case .noName: "variant.noName"
    }
  }

  public var message: String {
    switch self {
    case .unknown(let id): "Варианта № \(id) нет."
    case .conflict(let yours, let theirs):
      "Вариант «\(theirs.name)» с тех пор сохранил \(theirs.author): у вас версия \(yours), в хранилище \(theirs.version)."
    case .accepted(let variant): "Вариант «\(variant.name)» уже принят, изменить его нельзя."
    case .noName: "У варианта нет названия."
    }
  }

  public var advice: String {
    switch self {
    case .unknown: "Откройте список вариантов: возможно, он из другого хранилища."
    case .conflict: "Откройте чужую версию или сохраните свою под другим названием."
    case .accepted: "Сохраните план как новый вариант."
    case .noName: "Впишите название, по которому вы его узнаете."
    }
  }
}

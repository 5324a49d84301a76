public import SvyazGraph
public import SvyazOffice

extension OfficeError: UserFacing {
  public var code: String {
    switch self {
    case .cannotWrite: "office.cannotWrite"
    }
  }

  public var message: String {
    switch self {
    case .cannotWrite(let reason): "Файл не удалось собрать: \(reason)."
    }
  }

  public var advice: String {
    switch self {
    case .cannotWrite: "Освободите память и повторите; если не поможет, сообщите разработчикам."
    }
  }
}

public import SvyazGraph

/// Why a network folder could not be read or written at all.
public enum NetworkFolderError: Error, Hashable, Sendable {
  case folderMissing(folder: String)
  case notAFolder(name: String)
  /// The system does not let a file be read.
  case unreadable(name: String, reason: String)
  /// The system does not let the folder or a file in it be written; nothing in the folder was changed.
  case cannotWrite(name: String, reason: String)
  /// The files were read, and this is wrong in them; only ``NetworkFolder/load(path:)`` throws it.
  case faults([Fault])
}

extension NetworkFolderError: UserFacing {
  public var code: String {
    switch self {
    case .folderMissing: "exchange.folderMissing"
    case .notAFolder: "exchange.notAFolder"
    case .unreadable: "exchange.unreadable"
    case .cannotWrite: "exchange.cannotWrite"
    case .faults: "exchange.faults"
    }
  }

  public var message: String {
    switch self {
    case .folderMissing(let folder): "Папки сети «\(folder)» нет."
    case .notAFolder(let name): "«\(name)» не папка, а сеть хранится в папке."
    case .unreadable(let name, let reason): "Файл «\(name)» не читается: \(reason)."
    case .cannotWrite(let name, let reason): "Сеть не записана, «\(name)»: \(reason)."
    case .faults(let faults):
      faults.count == 1
        ? "В файлах сети ошибка: \(faults[0].message)"
        : "В файлах сети ошибок: \(faults.count). Первая: \(faults.first?.message ?? "")"
    }
  }

  public var advice: String {
    switch self {
    case .folderMissing: "Проверьте имя папки."
    case .notAFolder: "Укажите папку, в которой лежат network.json, districts.csv и schools.csv."
    case .unreadable: "Проверьте, что это обычный файл и что его можно читать."
    case .cannotWrite: "Проверьте права на папку и место на диске; прежние файлы целы."
    case .faults: "Исправьте файлы; все ошибки сразу показывает команда svyaz check."
    }
  }
}

internal import SvyazExchange
public import SvyazGraph
public import SvyazStore

/// Where a command takes its network from: a folder, or a store and a state of its knowledge.
public enum NetworkSource: Hashable, Sendable {
  case folder(String)
  case store(String, Knowledge)

  /// What messages call it.
  public var name: String {
    switch self {
    case .folder(let path): path
    case .store(let path, _): path
    }
  }

  /// - Throws: `NetworkFolderError` or `StoreError`.
  public func load() throws -> Network {
    switch self {
    case .folder(let path): try NetworkFolder.load(path: path)
    case .store(let path, let knowledge): try Store.open(path, for: .reading).network(knowledge)
    }
  }
}

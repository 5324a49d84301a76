internal import Hummingbird
internal import Logging
internal import SvyazGraph
internal import SvyazMap
internal import Synchronization

/// The maps that stand on pages, drawn once for a revision and kept with it.
///
/// A page waits for its map only so long; a map that takes longer is drawn to its end all the same and is there for the
/// next visitor.
final class MapPictures: Sendable {
  enum Kind: Hashable, Sendable {
    /// Who mentors whom, by district.
    case mentors
    /// One school and its ties.
    case school(SchoolID)
  }

  struct Key: Hashable, Sendable {
    var kind: Kind
    var day: Day
    var edition: Edition
  }

  enum Picture: Sendable {
    case drawn(Markup)
    case notYet
    /// More schools than a map of this kind can show.
    case tooLarge
    /// The map cannot be drawn; the message says why, for people.
    case failed(String)
  }

  private struct State {
    var pictures: [Key: Picture] = [:]
    var byteCount = 0
    var tasks: [Key: Task<Picture, Never>] = [:]
  }

  private struct ShelfKey: Hashable, Sendable {}

  /// Bytes of pictures that one revision keeps at most.
  static let limit = 32 << 20
  /// Maps that are drawn or wait for a worker at once. More are not begun: their pages say that the map is to come, and
  /// whoever asks again later gets it.
  static let mostTasks = 16

  private let state = Mutex(State())

  /// The pictures of a revision.
  static func of(_ revision: Revision) -> MapPictures { revision.derived(ShelfKey()) { _ in MapPictures() } }

  /// What is there already.
  subscript(_ key: Key) -> Picture? { state.withLock { $0.pictures[key] } }

  /// The picture, or ``Picture/notYet`` when it takes longer than `patience`.
  func picture(
    _ key: Key, of revision: Revision, _ services: WebServices, patience: Duration = .milliseconds(1200)
  ) async -> Picture {
    if let known = self[key] { return known }
    let task = state.withLock { state -> Task<Picture, Never>? in
      if let task = state.tasks[key] { return task }
      guard state.tasks.count < Self.mostTasks else { return nil }
      let task = Task { [weak self] in
        let picture = await Self.draw(key, revision, services)
        self?.keep(picture, for: key)
        return picture
      }
      state.tasks[key] = task
      return task
    }
    guard let task else { return .notYet }
    return await Self.first(of: task, within: patience)
  }

  /// What the task returns, or ``Picture/notYet``; the task goes on.
  private static func first(of task: Task<Picture, Never>, within patience: Duration) async -> Picture {
    let (stream, continuation) = AsyncStream.makeStream(of: Picture.self, bufferingPolicy: .bufferingOldest(1))
    let waiter = Task { continuation.yield(await task.value) }
    let timer = Task {
      try? await Task.sleep(for: patience)
      continuation.yield(.notYet)
    }
    defer {
      waiter.cancel()
      timer.cancel()
    }
    for await picture in stream { return picture }
    return .notYet
  }

  private func keep(_ picture: Picture, for key: Key) {
    state.withLock { state in
      state.tasks[key] = nil
      guard case .drawn(let markup) = picture else {
        // Too large today is too large for the whole revision; any other failure may pass.
        if case .tooLarge = picture { state.pictures[key] = picture }
        return
      }
      if state.byteCount > Self.limit {
        state.pictures = [:]
        state.byteCount = 0
      }
      state.pictures[key] = picture
      state.byteCount += markup.html.utf8.count
    }
  }

  private static func draw(_ key: Key, _ revision: Revision, _ services: WebServices) async -> Picture {
    do {
      let network = revision.network
      let map = try await services.slowThreads.run {
        switch key.kind {
        case .mentors: return MentorMap(network.asOf(key.day), design: .districts, edition: key.edition).map
        case .school(let school):
          let around = NetworkIndex.of(revision).surroundings(of: school)
          return try SchoolMap(around.asOf(key.day), school: school, edition: key.edition).map
        }
      }
      let drawn = try await services.maps.render(map, formats: [.svg], client: "pages")
      guard let bytes = drawn.files[.svg] else { return .failed("Файл карты пуст.") }
      // Our own writer's: every text in it is escaped there.
      return .drawn(Markup(trusted: String(decoding: bytes, as: UTF8.self)))
    } catch MapError.tooLarge {
      return .tooLarge
    } catch let error as any UserFacing {
      services.logger.warning("a map was not drawn", metadata: ["code": "\(error.code)"])
      return .failed(error.message)
    } catch {
      services.logger.error("a map was not drawn", metadata: ["error": "\(error)"])
      return .failed("Карта не построена.")
    }
  }
}

extension PageAnswer {
  /// A page with a map in it: kept when the map is there, made again at the next call when it is not yet.
  static func withMap(
    _ kind: MapPictures.Kind, on day: Day, edition: Edition, _ request: Request, _ context: WebContext,
    _ services: WebServices, of revision: Revision? = nil, notice: Notice? = nil,
    _ make: @escaping @Sendable (Revision, MapPictures.Picture) throws -> Page
  ) async throws -> Response {
    // One for the map and for the page around it.
    let revision = revision ?? services.live.current
    let key = MapPictures.Key(kind: kind, day: day, edition: edition)
    let picture = await MapPictures.of(revision).picture(key, of: revision, services)
    switch picture {
    case .drawn, .tooLarge:
      if notice == nil {
        return try await cached(request, context, services, of: revision) { try make($0, picture) }
      }
    case .notYet, .failed: break
    }
    return try await once(request, context, services, of: revision, notice: notice) { try make($0, picture) }
  }
}
